"""Swapping two folders: at once where a system can do that, so that neither is ever missing.

Elsewhere the old one is moved aside first; a process that dies just then leaves it there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path


def aside_of(target: Path) -> Path:
    """Return where a folder is while another one takes its place, in two moves."""
    return target.parent / f".{target.name}-old"


def exchange(new: Path, target: Path) -> None:
    """Swap two folders: in one system call where there is one, else by two renames.

    Raises OSError where that is refused; both are then where they were.
    """
    if _exchange_at_once(new, target):
        return
    aside = aside_of(target)
    shutil.rmtree(aside, ignore_errors=True)
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange_at_once(new: Path, target: Path) -> bool:
    """Return whether the kernel swapped the two (renameat2 on Linux, renamex_np on macOS)."""
    flag_exchange = 2  # RENAME_EXCHANGE and RENAME_SWAP have the same value
    here, there = os.fsencode(new), os.fsencode(target)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            current_folder = -100  # AT_FDCWD
            result = library.renameat2(current_folder, here, current_folder, there, flag_exchange)
        elif sys.platform == "darwin":
            result = library.renamex_np(here, there, flag_exchange)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
