"""Memory that is free goes back to the system, where it would stay for later (glibc on Linux).

When a large block is freed, glibc takes it that there will be more such, and from then on cuts them
from where small things lie: after the first large feed there are holes of tens of megabytes, and
each process of a build has them once more. With a limit of its own it no longer does so.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

# What mallopt(3) names M_TRIM_THRESHOLD and M_MMAP_THRESHOLD.
_KEPT_FREE, _OWN_BLOCK = -1, -3
# Smaller ones save little more, and the system would be asked for memory twice as often.
_MEGABYTE = 1 << 20


def give_back() -> None:
    """Let blocks of a megabyte go back as soon as they are free, and no more be kept at the end."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library
            library = ctypes.CDLL(None)
            library.mallopt(_KEPT_FREE, _MEGABYTE)
            library.mallopt(_OWN_BLOCK, _MEGABYTE)
