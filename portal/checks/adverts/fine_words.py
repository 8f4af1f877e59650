"""The adverts whose words have nothing wrong in them, by a hash, kept between runs.

Nearly all adverts are fine and stay as they are for weeks, so most of a build's reading of them
would be for nothing. Only that nothing was found is kept; what is wrong is found anew each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from portal.cache import program_version, read_cache, write_cache
from portal.checks.adverts.wording import Found, wording_in_html, wording_in_short
from portal.content.vacancy import Vacancy

_LENGTH = 16
_ENTRY = "fine"


@dataclass(slots=True)
class FineWords:
    """Reads the words of vacancies that are not known to be fine; `path` of None keeps nothing."""

    path: Path | None
    _before: frozenset[str] = frozenset()
    _now: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take up what an earlier run knew, if this very program wrote it."""
        if self.path is not None:
            kept = read_cache(self.path, program_version()).get(_ENTRY, "")
            self._before = frozenset(kept.split())

    def wording_of(self, vacancy: Vacancy) -> tuple[Found, ...]:
        """Return what the rules find in a vacancy's words."""
        title, pay = vacancy.title, vacancy.pay.text
        # The lengths hold the texts apart, so that no two adverts run into the same words.
        joined = f"{len(title)} {len(pay)} {title}{pay}{vacancy.description}"
        data = joined.encode("utf-8", "surrogatepass")
        digest = blake2b(data, digest_size=_LENGTH).hexdigest()
        if digest in self._before:
            self._now.add(digest)
            return ()
        found = (
            *wording_in_short(title, is_title=True),
            *wording_in_short(pay),
            *wording_in_html(vacancy.description),
        )
        if not found:
            self._now.add(digest)
        return found

    def apart(self) -> FineWords:
        """Return one that knows the same and keeps nothing, for a piece of the work."""
        return FineWords(None, self._before)

    @property
    def fine(self) -> frozenset[str]:
        """Return the hashes of all words that were read and are fine."""
        return frozenset(self._now)

    def add(self, fine: frozenset[str]) -> None:
        """Take over what a piece of the work found to be fine."""
        self._now |= fine

    def keep(self) -> None:
        """Write what is known now, if it is not what was known before."""
        if self.path is not None and not self._now <= self._before:
            write_cache(self.path, program_version(), {_ENTRY: " ".join(sorted(self._now))})
            self._before = frozenset(self._now)
