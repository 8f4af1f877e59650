"""The examples in the docstrings of filters and words are true."""

from __future__ import annotations

import doctest
from decimal import Decimal
from types import ModuleType

import pytest

from portal import filters
from portal.content.vacancy import PayPeriod
from portal.pages import words


@pytest.mark.parametrize("module", [filters, words])
def test_the_examples_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module, extraglobs={"Decimal": Decimal, "PayPeriod": PayPeriod})
    assert result.attempted > 0
    assert result.failed == 0
