"""Which vacancy an item is: the same id every day, and never one id for two vacancies.

The id is the feed's and the source's own reference; else the address to apply at, without what
only measures visitors; else employer, title and place.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from portal.feeds.normalise.apply import without_tracking
from portal.patterns import compile_later
from portal.values import fixed

_LONGEST_ID = 80
_HASH_LENGTH = 10
_NOT_SLUG = compile_later(r"[^a-z0-9]+")


@fixed
class Identity:
    """What tells one item from another; `content` is asked for where the rest does not tell."""

    reference: str
    url: str
    provider: str
    title: str
    place: str
    content: Callable[[], tuple[str, ...]]

    @property
    def vacancy(self) -> tuple[str, ...]:
        """Return what two items have to share to be the same vacancy, given the same id.

        Where the source has a reference, title and place are enough: adverts are reworded. Where
        it has none, a home may well seek two care assistants, and every word counts.
        """
        same = (self.title.casefold(), self.place.casefold())
        return same if self.reference else (*same, self.provider.casefold(), *self.content())


def slug(text: str) -> str:
    """Return the text as part of an address: lower-case letters, digits and single hyphens."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("-", plain).strip("-")


def digest(*parts: str) -> str:
    """Return a short hash of the parts, the same on every machine."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:_HASH_LENGTH]


def _cut(start: str, end: str) -> str:
    """Return `start-end` no longer than an id may be, cutting the start."""
    room = _LONGEST_ID - len(end) - 1
    return f"{start[:room].rstrip('-')}-{end}" if start else end


def base_id(feed: str, identity: Identity) -> str:
    """Return an item's id by itself, before it is compared with the others."""
    return _base_id(slug(feed) or "feed", identity)


def _base_id(start: str, identity: Identity) -> str:
    if identity.reference:
        own = slug(identity.reference)
        whole = f"{start}-{own}"
        if own and len(whole) <= _LONGEST_ID:
            return whole
        return _cut(whole if own else start, digest(identity.reference))
    if identity.url:
        return _cut(start, digest(without_tracking(identity.url)))
    return _cut(start, digest(identity.provider, identity.title, identity.place))


def ids(feed: str, identities: Sequence[Identity]) -> list[tuple[str, bool]]:
    """Return an id for each item, and whether it differs from the item's own because it is shared.

    The id is empty for an item that repeats one before it. All of those that would share an id
    get a hash of their content, not only the later ones: the order of a feed changes daily.
    """
    start = slug(feed) or "feed"
    bases = [_base_id(start, each) for each in identities]
    times = Counter(bases)
    vacancies: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for base, each in zip(bases, identities, strict=True):
        if times[base] > 1:
            vacancies[base].add(each.vacancy)
    seen: set[str] = set()
    result: list[tuple[str, bool]] = []
    for base, each in zip(bases, identities, strict=True):
        is_shared = times[base] > 1 and len(vacancies[base]) > 1
        own = _cut(base, _content_digest(each)) if is_shared else base
        result.append(("" if own in seen else own, is_shared))
        seen.add(own)
    return result


def _content_digest(identity: Identity) -> str:
    return digest(identity.reference, *identity.vacancy)
