"""A bar chart is honest: every bar starts at nought, and is as long as its figure is large."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.bar_chart import LABEL_LETTERS, NARROWEST_EM, Amount, draw

NUMBERS = st.decimals(min_value=0, max_value=10_000_000, places=2)


def _per_cent(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


def _em(text: str) -> float:
    assert text.endswith("em")
    return float(text[:-2])


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_lengths_are_in_the_proportion_of_the_figures(values: list[Decimal]) -> None:
    chart = draw([Amount("Label", each, f"{each:,}") for each in values], str)
    longest = max(range(len(values)), key=lambda place: values[place])
    full = _per_cent(chart.bars[longest].end)
    for value, bar in zip(values, chart.bars, strict=True):
        share = float(value / values[longest]) if values[longest] else 0.0
        assert _per_cent(bar.end) == pytest.approx(full * share, abs=0.11)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_the_axis_starts_at_nought_and_stands_at_the_same_scale_as_the_bars(
    values: list[Decimal],
) -> None:
    chart = draw([Amount("Label", each, str(each)) for each in values], "{:f}".format)
    assert (chart.ticks[0].text, chart.ticks[0].x) == ("0", "0%")
    assert len(chart.ticks) <= 6
    longest = max(values)
    assume(longest)
    full = max(_per_cent(bar.end) for bar in chart.bars)
    for tick in chart.ticks[1:]:
        assert _per_cent(tick.x) == pytest.approx(
            full * float(Decimal(tick.text) / longest), abs=0.11
        )


@given(st.lists(st.text(alphabet="ab ", max_size=90), min_size=1, max_size=6))
def test_nothing_is_drawn_on_anything_else(labels: list[str]) -> None:
    chart = draw([Amount(each, Decimal(5), "5") for each in labels], str)
    last = 0.0
    for bar in chart.bars:
        for line in bar.label:
            assert _em(line.y) - last >= 1
            last = _em(line.y)
            assert len(line.text) <= LABEL_LETTERS
        assert _em(bar.y) > last
        last = _em(bar.y)
    assert _em(chart.foot) > last
    assert _em(chart.ticks_y) < _em(chart.height)


def test_a_figure_has_room_at_the_end_of_the_longest_bar_on_the_narrowest_screen() -> None:
    text = "£1,234.50"
    [bar] = draw([Amount("Pay", Decimal("1234.5"), text)], str).bars
    free = NARROWEST_EM * (1 - _per_cent(bar.end) / 100)
    assert free >= len(text) * 0.6 + 0.85


def test_a_figure_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        draw([Amount("Loss", Decimal(-1), "-1")], str)
