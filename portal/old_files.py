"""Files of the old site put into the new one by another process, before anybody knows which stay.

Nearly all pages stay as they are in most builds. To take fourteen thousand of them over, with a
folder for each, is a tenth of a second that the system needs, and nothing but the record of the old
site has to be known for it. So it is done while this process still loads the program and reads the
content. Who makes pages then finds them there (`Stage.keep`), replaces them, or has them dropped.
"""

from __future__ import annotations

import contextlib
import os
from array import array
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from portal.cache import program_version
from portal.output import Stage
from portal.promise import Promise
from portal.routes import file_of
from portal.sections import read_sections

# What stands between the names of files: none has it in it.
_BETWEEN = "\0"


class _Taken(NamedTuple):
    """Names of files, one after the other, with the size and time of change (ns) of each."""

    names: str
    told: array[int]


class OldFiles(contextlib.AbstractContextManager["OldFiles"]):
    """A stage that another process fills, from `begin` until `stage` or the end of the block.

    Where nobody asked for the stage by then, it is taken away.
    """

    def __init__(self, target: Path, record: Path, jobs: int) -> None:
        """Take the folder of the old site, the record of its pages, and how many processes there
        may be; with one, nothing is begun.
        """
        self._record = record
        self._stage = Stage(target)
        self._taken: Promise[_Taken | None] = Promise(jobs)
        self._is_begun = False

    def __exit__(self, *_: object) -> None:
        self._taken.__exit__()
        if self._is_begun and not self._stage.is_left:
            self._stage.clear()

    def begin(self) -> None:
        """Begin to take files over, if there is an old site. To be called once."""
        if self._record.exists() and self._stage.target.is_dir():
            with contextlib.suppress(OSError):  # who begins a stage again says what is wrong
                self._stage.begin()
                self._is_begun = True
                self._taken.begin(partial(_take_over, self._stage, self._record, os.getpid()))

    def stage(self) -> Stage | None:
        """Return the stage with all that stood in the old site, or None where it is not whole."""
        taken = self._taken.value()
        if taken is None:
            return None
        sizes, times = taken.told[::2], taken.told[1::2]
        names = taken.names.split(_BETWEEN)
        self._stage.take(dict(zip(names, zip(sizes, times, strict=True), strict=True)))
        return self._stage


def _take_over(stage: Stage, record: Path, first: int) -> _Taken | None:
    """Return the files of which the stage now has those of the old site, or None where that is
    unknown. Once the first process is gone, nobody waits for the rest.
    """
    names: list[str] = []
    told: array[int] = array("Q")
    for url, size, changed in takewhile(lambda _: os.getppid() == first, _pages_in(record)):
        name = file_of(url)
        if stage.keep(name, size, changed):
            names.append(name)
            told += array("Q", (size, changed))
    return _Taken(_BETWEEN.join(names), told) if names else None


def _pages_in(record: Path) -> Iterator[tuple[str, int, int]]:
    """Yield address, size and time of change (ns) of each page in a record."""
    held = read_sections(record, program_version())
    if held:
        told = iter(held["told"])
        for url, size, changed, _ in zip(held["urls"][1:], told, told, told, strict=True):
            yield url, size, changed
