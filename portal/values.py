"""Fixed values: classes that are defined quickly, whose objects are made quickly and do not change.

`dataclass(frozen=True)` writes six functions for each class as text, and compiles them each time
the program starts: with 300 classes that is a third of a start. Here one is written, when the first
object is made, and what the others would do is done by functions that all classes share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def fixed(kind: type[T], /) -> type[T]: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def fixed(*, kw_only: bool = ..., slots: bool = ...) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def fixed(
    kind: type[T] | None = None, /, *, kw_only: bool = False, slots: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """Return the class as a dataclass whose values nobody changes.

    That nobody does is held by mypy, and not while the program runs: `frozen=True` sets each field
    through a function, and a vacancy of 34 fields then takes ten times as long to make.
    """

    def made_of(plain: type[T]) -> type[T]:
        # Where there is none, `dataclass` works one out, which takes longer than all else it does.
        plain.__doc__ = plain.__doc__ or plain.__name__
        made = dataclass(slots=slots, kw_only=kw_only, init=False, eq=False, repr=False)(plain)
        _complete(made)
        return made

    return made_of if kind is None else made_of(kind)


def complete(made: T, **values: object) -> T:
    """Return a fixed value with what was not known when it was made.

    Only whoever made it may do so, before anybody else has it.
    """
    for name, value in values.items():
        setattr(made, name, value)
    return made


def _complete(kind: Any) -> None:
    """Give a class what a frozen dataclass has besides: its objects are compared, hashed, shown.

    A class may have a quicker hash of its own.
    """
    known = fields(kind)
    _make_later(kind)
    compared = _values_of(each.name for each in known if each.compare)
    shown = [each.name for each in known if each.repr]

    def equals(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hashed(self: Any) -> int:
        return hash(compared(self))

    def told(self: Any) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({parts})"

    kind.__eq__ = equals
    if "__hash__" not in kind.__dict__:
        kind.__hash__ = hashed
    if "__repr__" not in kind.__dict__:
        kind.__repr__ = told
    if "__slots__" in kind.__dict__ and all(each.init and not each.kw_only for each in known):
        values = _values_of(each.name for each in known)

        def reduced(self: Any) -> tuple[type, tuple[Any, ...]]:
            return self.__class__, values(self)

        # How it goes to another process: in one step, and not field by field.
        kind.__reduce__ = reduced


def _make_later(kind: Any) -> None:
    """Give a class an `__init__` that is written when its first object is made."""

    def first(self: Any, *values: Any, **named: Any) -> None:
        kind.__init__ = _init_of(kind)
        kind.__init__(self, *values, **named)

    kind.__init__ = first


def _init_of(kind: Any) -> Callable[..., None]:
    """Return the `__init__` of a class, as `dataclass` would write it."""
    known = fields(kind)
    names: dict[str, Any] = {"_made": object()}  # the value that says that none was given
    in_order, by_name, lines = ["self"], ["*"], []
    for each in known:
        name, given = each.name, each.name
        if each.default_factory is not MISSING:
            names[f"_make_{name}"] = each.default_factory
            given = f"_make_{name}()" + (f" if {name} is _made else {name}" if each.init else "")
        elif not each.init:
            continue  # `__post_init__` works it out
        if each.init:
            names[f"_else_{name}"] = each.default
            default = "_made" if each.default_factory is not MISSING else f"_else_{name}"
            is_needed = each.default is MISSING and each.default_factory is MISSING
            (by_name if each.kw_only else in_order).append(
                name if is_needed else f"{name}={default}"
            )
        lines.append(f" self.{name}={given}")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    parameters = ",".join(in_order + (by_name if len(by_name) > 1 else []))
    exec(f"def __init__({parameters}):\n" + "\n".join(lines or [" pass"]), names)  # noqa: S102
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of an object's fields with these names, in a tuple."""
    known = tuple(names)
    if len(known) > 1:
        return attrgetter(*known)  # which gives no tuple for less than two
    return lambda each: tuple([getattr(each, name) for name in known])
