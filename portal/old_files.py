"""Files of the old site put into the new one by another process, before anybody knows which stay.

Nearly all pages stay as they are in most builds. To take fourteen thousand of them over, with a
folder for each, is a tenth of a second that the system needs, and nothing but the record of the old
site has to be known for it. So it is done while this process still loads the program and reads the
content. Who makes pages then finds them there (`Stage.keep`), replaces them, or has them dropped.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence, Set
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from portal.cache import program_version
from portal.output import Stage
from portal.page_records import STANDING, Known
from portal.promise import Promise
from portal.routes import file_of
from portal.sections import read_sections


class _Taken(NamedTuple):
    """Which record the files were taken from (`Sections.digest`), and the addresses of those pages
    in it that were not as they are told there.
    """

    record: bytes
    missing: Sequence[str]


class OldFiles(contextlib.AbstractContextManager["OldFiles"]):
    """A stage that another process fills, from `begin` until `stage` or the end of the block.

    Where nobody asked for the stage by then, it is taken away. `standing` are the addresses of the
    known pages of which the files are in it.
    """

    standing: Set[str] = frozenset()

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

    def stage(self, known: Known) -> Stage | None:
        """Return the stage with what stood in the old site, of which that is known; None where it
        is not whole.
        """
        taken = self._taken.value()
        if taken is None or not known.record or taken.record != known.record:
            return None
        self._stage.is_filled = True
        self.standing = known.prints.keys() - taken.missing
        return self._stage


def _take_over(stage: Stage, record: Path, first: int) -> _Taken | None:
    """Put the files of the old site into the stage; None where they are unknown.

    Once the first process is gone, nobody waits for the rest.
    """
    held = read_sections(record, program_version())
    if not held:
        return None
    told = iter(held["told"])
    pages = zip(held["urls"][1:], told, told, told, strict=True)
    missing = [
        url
        for url, size, changed, _ in takewhile(lambda _: os.getppid() == first, pages)
        if not stage.keep(file_of(url), size, changed)
    ]
    return _Taken(held.digest(*STANDING), missing)
