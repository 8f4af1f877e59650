"""What is free does not stay with the program."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

# Free a large block, as a feed is; then one that is as large stands alone again.
_PROGRAM = """
import ctypes, sys
from portal.heap import give_back
if sys.argv[1] == "yes":
    give_back()
large = bytearray(20_000_000)
del large
library = ctypes.CDLL(None)
class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]
library.mallinfo2.restype = Info
again = bytearray(20_000_000)
print(library.mallinfo2().e >= 20_000_000)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="needs glibc"
)
def test_large_blocks_stand_alone_after_others_were_freed() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, word], capture_output=True, text=True, check=True
        ).stdout.strip()
        for word in ("no", "yes")
    ]
    assert said == ["False", "True"]
