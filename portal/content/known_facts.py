"""What the facts at the top of a file hold, kept between runs: to read YAML is most of reading.

It follows from the text of the facts alone, and only of facts in which nothing is odd is anything
kept: all else, and each check of what they say, is done anew in every run. Nothing is kept of what
may not be published, which a cache could carry to other machines (UK GDPR Article 17: erasure).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from portal.cache import program_version, read_cache, write_cache
from portal.source.places import Plain, read_plain

# What `json.loads` calls, which looks each time at what comes before and after.
_decoded = json.JSONDecoder().raw_decode


class KnownFacts:
    """The facts of all files as they were last read, by a hash of their text, each as JSON."""

    def __init__(self, path: Path | None = None) -> None:
        """Take what an earlier run kept in a file; without one, nothing is known or kept."""
        self._path = path
        self._before = read_cache(path, program_version()) if path else {}
        self._used: dict[str, str] | None = {} if path else None
        self._last = ""

    def of(self, facts: str) -> Plain | None:
        """Return what `read_plain` does."""
        if self._used is None:
            return read_plain(facts)
        key = hashlib.blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._last = key
        known = self._before.get(key)
        if known is not None:
            self._used[key] = known
            (data, line, column, body, entries), _ = _decoded(known)
            return Plain(data, line, column, body and tuple(body), tuple(map(tuple, entries)))
        plain = read_plain(facts)
        if plain is not None:
            self._used[key] = json.dumps(plain, separators=(",", ":"))
        return plain

    def forget_last(self) -> None:
        """Keep nothing of the facts that were asked for last."""
        if self._used is not None:
            self._used.pop(self._last, None)

    def keep(self) -> None:
        """Keep what was read for later runs, if that is another than before, and know no more.

        In this run, files that have not changed are not read again.
        """
        if self._path and self._used is not None and self._used.keys() != self._before.keys():
            write_cache(self._path, program_version(), self._used)
        self._before, self._used = {}, None
