"""docs/adverts.md says what the rules say now."""

from __future__ import annotations

import pytest
from conftest import REPOSITORY

from portal.checks.adverts.guide import advert_guide
from portal.content.advert_rules import RULES


def test_the_guide_is_current() -> None:
    path = REPOSITORY / "docs" / "adverts.md"
    if path.read_text("utf-8") != advert_guide():  # a plain `assert` would print both texts
        pytest.fail("docs/adverts.md is old. Run `python build.py schema` and commit it.")


def test_every_rule_has_a_row_with_its_source() -> None:
    page = advert_guide()
    for rule in RULES:
        assert f"| {rule.better} | This {rule.because} ({rule.law})." in page
