"""What tells a file that nobody has written to since from all others, without reading it."""

from __future__ import annotations

import os

# The system has a time of its own for what was written, also where a program gave the file an old
# time of change.
Stamp = tuple[int, int, int, int, int]


def stamp_of_file(status: os.stat_result) -> Stamp:
    """Return what tells a file from one that was written to."""
    times = status.st_mtime_ns, status.st_ctime_ns
    return status.st_dev, status.st_ino, status.st_size, *times
