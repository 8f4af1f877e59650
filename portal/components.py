"""How a page calls components: as Jinja does, without a look at what cannot be, and once for each
value that many pages show.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple

from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from portal.pages.kept_card import KeptCard
from portal.weaving import Pieces, Shared, Woven, share, weave

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # another markupsafe: slower, and the same text
    escape_text = escape

_SAFE = frozenset({Markup, Shared, Woven})


def escaped(value: Any) -> str:
    """Return a value as the text of a page; safe HTML stays as it is.

    What Jinja's `escape` does, without making each text an object of its own on the way into a
    page, where it is joined with the others.
    """
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind in _SAFE:
        return value  # type: ignore[no-any-return]
    return escape(value)


def _made(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]
) -> Pieces | None:
    """Return the pieces of a component that is given what it asks for, and None of all others.

    What Jinja's `Context.call` and `Macro.__call__` do, without a look at what cannot be.
    """
    if type(function) is not Macro or function.catch_kwargs:
        return None
    names = function.arguments
    if len(arguments) == len(names) and not (named or function.caller or function.catch_varargs):
        return function._func(*arguments)  # type: ignore[return-value]
    left, more = named, arguments[len(names) :]
    filled = [*arguments[: len(names)]]
    if len(filled) < len(names):
        left = named.copy()
        filled += [left.pop(name, missing) for name in names[len(filled) :]]
    if function.caller:
        left = left.copy()
        filled.append(left.pop("caller", missing))
    if left or (more and not function.catch_varargs) or (function.caller and filled[-1] is missing):
        return None
    if function.catch_varargs:
        filled.append(more)
    return function._func(*filled)  # type: ignore[return-value]


def called(context: Context, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Return what a function returns in a template; a component's text is safe HTML.

    All but simple calls of components are left to Jinja, which also says what is wrong.
    """
    made = _made(function, arguments, named)
    return context.call(function, *arguments, **named) if made is None else made.__html__()


def placed(
    context: Context, function: Callable[..., Any], *arguments: Any, **named: Any
) -> str | Pieces:
    """Return what a function returns as a part of a page: `escaped(called(…))`, but sooner."""
    made = _made(function, arguments, named)
    return escaped(context.call(function, *arguments, **named)) if made is None else made


class _Kept(NamedTuple):
    """What a component made: by card, and by where the first card of those that are equal lies."""

    by_card: dict[Hashable, Shared]
    by_place: dict[int, Shared]


def once(card: Hashable, component: Callable[..., Any], *more: Hashable) -> Shared:
    """Return what a component makes of a card, made once: a vacancy's card is on ten pages.

    Right because a component is a function of its parameters and of the site, which is always the
    same for it; a component that was edited, or is another site's, is another object. What it made
    is kept with it.
    """
    if type(card) is KeptCard:
        if card.made_by == (component, more):
            return card.html
        card = card.card
    kept = _kept_of(component, more)
    # To hash a card is to hash all that is in it; the very same one is known by where it lies,
    # which is safe while `by_card` holds it.
    made = kept.by_place.get(id(card))
    if made is None:
        made = kept.by_card.get(card)
        if made is None:
            made = share(_text(component, (card, *more)))
            kept.by_card[card] = kept.by_place[id(card)] = made
    return made


def texts_of(component: Callable[..., Any], more: tuple[Hashable, ...]) -> Mapping[Any, Shared]:
    """Return what `once` makes of each card, with what is given beside it, from now on."""
    return _kept_of(component, more).by_card


def _kept_of(component: Callable[..., Any], more: tuple[Hashable, ...]) -> _Kept:
    held = vars(component)
    every: dict[Hashable, _Kept] = held.get("kept") or held.setdefault("kept", {})
    kept = every.get(more)
    if kept is None:
        kept = every[more] = _Kept({}, {})
    return kept


def _text(component: Callable[..., Any], arguments: tuple[Any, ...]) -> str:
    made = _made(component, arguments, {})
    if type(made) is not Pieces:  # Jinja's own code, where that of a template fails
        text: str = component(*arguments)
        return text
    try:
        return "".join(made)  # a card has no component in it, and is a text at once
    except TypeError:
        return weave(made)
