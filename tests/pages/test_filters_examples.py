"""The examples in the filters' docstrings are true."""

from __future__ import annotations

import doctest

from portal import filters


def test_the_examples_are_true() -> None:
    result = doctest.testmod(filters)
    assert result.attempted > 10
    assert result.failed == 0
