"""Regular expressions that are compiled when they are first used.

Python compiles one in the time in which it reads 10 kB with it. Of the 190 with which adverts and
texts are read, a build after an edit uses a quarter, and one that finds its adverts known, fewer.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands in for a compiled pattern; what was used of it is as quick as its own."""

    def __init__(self, text: str, flags: int) -> None:
        self._asked = (text, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by `copy` and the like, maybe before there is a text
            raise AttributeError(name)
        compiled = re.compile(*self._asked)
        public = [each for each in dir(compiled) if not each.startswith("_")]
        self.__dict__.update({each: getattr(compiled, each) for each in public})
        return getattr(compiled, name)


def compile_later(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, compiled when it is first used.

    A pattern that cannot be compiled is only noticed then: one of our own, by the tests.
    """
    return cast("re.Pattern[str]", _Later(text, flags))
