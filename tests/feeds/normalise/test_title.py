"""Titles as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise.title import pay_in_title, tidy_title

PLACES = frozenset({"oadby", "leicester", "leicestershire", "le11"})


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Care Assistant", "Care Assistant"),
        ("SENIOR CARE ASSISTANT", "Senior care assistant"),
        ("RGN (NIGHTS)", "RGN (nights)"),
        ("HCA", "HCA"),
        ("NVQ ASSESSOR, OADBY", "NVQ assessor"),
        ("Care Assistant - £12.60 per hour", "Care Assistant"),
        ("Care Assistant – Oadby, Leicestershire – REF12345", "Care Assistant"),
        ("Support Worker (Ref: ABC123)", "Support Worker"),
        ("Deputy Manager | LE11 3AB", "Deputy Manager"),
        ("Carer (Bank) - 24k", "Carer (Bank)"),
        ("Care Assistant &amp; Driver", "Care Assistant & Driver"),
        ("<b>Cook</b>\u200b ", "Cook"),
        ("Sleep-in Support Worker", "Sleep-in Support Worker"),
        ("Registered Nurse - RGN/RMN", "Registered Nurse - RGN/RMN"),
        ("Level 2 Care Worker", "Level 2 Care Worker"),
        ("Leicester", "Leicester"),
        ("£12.60 per hour", "£12.60 per hour"),
    ],
)
def test_a_title_is_tidied_and_no_more(raw: str, title: str) -> None:
    assert tidy_title(raw, PLACES) == title


def test_a_long_title_ends_with_a_whole_word() -> None:
    title = tidy_title("kind " * 60)
    assert len(title) <= 120
    assert title.endswith("kind")


@pytest.mark.parametrize(
    ("raw", "pay"),
    [
        ("Carer - £12.60 - £13.10 per hour", "£12.60 - £13.10 per hour"),
        ("Carer (up to £24k) nights", "up to £24k"),
        ("Carer", ""),
    ],
)
def test_the_pay_in_a_title_is_found(raw: str, pay: str) -> None:
    assert pay_in_title(raw) == pay


@given(st.text(max_size=80))
def test_no_title_is_too_strange(raw: str) -> None:
    title = tidy_title(raw, PLACES)
    assert len(title) <= 120
    assert title.isprintable() or not title.isascii()
    pay_in_title(raw)


@given(st.text("ABC abc-–(£12)/,|[]", max_size=60))
def test_tidying_twice_changes_nothing_more(raw: str) -> None:
    once = tidy_title(raw)
    assert tidy_title(once) == once
