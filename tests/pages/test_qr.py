"""A phone that reads one of our codes opens the very address, and no other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qr_reader import read_svg

from portal.pages.qr import QUIET_ZONE, qr_svg

PATHS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=150)


@pytest.mark.parametrize(
    "url",
    [
        "https://care-careers.example/",
        "https://care-careers.example/roles/care-assistant/",
        "https://care.example/careers/vacancies/senior-carer-nights-1234567890/?ref=SUNNY-7",
        "https://care.example/café/",
    ],
)
def test_a_code_is_read_as_the_exact_address(url: str) -> None:
    assert read_svg(qr_svg(url)) == url


@given(PATHS)
def test_so_is_that_of_any_address(path: str) -> None:
    url = f"https://care.example/{path}/"
    assert read_svg(qr_svg(url)) == url


def test_it_stands_in_a_quiet_zone_of_four_light_squares() -> None:
    svg = qr_svg("https://care.example/")
    assert QUIET_ZONE == 4
    size = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    runs = [[int(n) for n in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)]
    assert min(min(x, y) for x, y, _ in runs) == 4
    assert max(max(x + length, y + 1) for x, y, length in runs) == size - 4


def test_it_is_black_on_white_whatever_the_page_is() -> None:
    svg = qr_svg("https://care.example/")
    assert 'fill="#fff" d="M0 0h' in svg
    assert 'fill="#000"' in svg
    assert "style=" not in svg


def test_what_a_screen_reader_says_cannot_break_out() -> None:
    assert 'aria-label="&#34;&gt;&lt;b&gt;"' in qr_svg("https://care.example/", '"><b>')
    assert 'aria-hidden="true"' in qr_svg("https://care.example/")
