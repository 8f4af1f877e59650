"""What is remembered of a feed between builds: who is new, who has gone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from portal.content.vacancy import Status, Vacancy
from portal.feeds.posted import LONDON
from portal.feeds.seen import Change, Seen, gone_of, path_of, read_seen, update
from portal.feeds.snapshot import write_atomically

MONDAY = date(2026, 11, 16)
COOK = Vacancy(
    "ours-1",
    "Cook",
    "ours",
    reference="1",
    provider_name="Café Ltd",
    role="cook",
    place="Testham",
    district="north",
    posted_on=date(2026, 11, 1),
    closes_at=datetime(2026, 12, 4, 17, 0, tzinfo=LONDON),
)
CARER = Vacancy("ours-2", "Carer", "ours")


def answered(folder: Path, vacancies: Sequence[Vacancy], day: int) -> Change:
    """Remember an answer of a day after Monday; return what it changed."""
    today = MONDAY + timedelta(days=day)
    known = read_seen(folder, "ours")
    data, change = update(known, vacancies, today, today - timedelta(days=1))
    write_atomically(path_of(folder, "ours"), data)
    return change


def test_each_vacancy_keeps_the_day_it_was_first_seen(tmp_path: Path) -> None:
    assert answered(tmp_path, [COOK], 0) == Change(1, 0)
    assert answered(tmp_path, [COOK, CARER], 1) == Change(1, 0)
    assert read_seen(tmp_path, "ours").first == {
        "ours-1": MONDAY,
        "ours-2": MONDAY + timedelta(days=1),
    }


def test_what_has_gone_is_withdrawn_with_all_that_its_page_needs(tmp_path: Path) -> None:
    answered(tmp_path, [COOK, CARER], 0)
    assert answered(tmp_path, [CARER], 3) == Change(0, 1)
    assert gone_of(read_seen(tmp_path, "ours"), "ours", example=False) == (
        replace(
            COOK,
            first_seen=MONDAY,
            last_seen=MONDAY + timedelta(days=2),
            ended_on=MONDAY + timedelta(days=3),
            status=Status.WITHDRAWN,
        ),
    )
    assert answered(tmp_path, [CARER], 4) == Change(0, 0)


def test_one_that_comes_back_is_new_again_and_keeps_its_first_day(tmp_path: Path) -> None:
    answered(tmp_path, [COOK], 0)
    answered(tmp_path, [CARER], 1)
    assert answered(tmp_path, [COOK], 2) == Change(1, 1)
    seen = read_seen(tmp_path, "ours")
    assert seen.first["ours-1"] == MONDAY
    assert [each.id for each in gone_of(seen, "ours", example=False)] == ["ours-2"]


def test_what_went_long_ago_is_forgotten(tmp_path: Path) -> None:
    answered(tmp_path, [COOK, CARER], 0)
    answered(tmp_path, [CARER], 1)
    answered(tmp_path, [CARER], 91)
    assert "ours-1" in read_seen(tmp_path, "ours").facts
    answered(tmp_path, [CARER], 92)
    assert "ours-1" not in read_seen(tmp_path, "ours").facts


def test_the_same_answer_gives_the_same_bytes_one_line_a_vacancy(tmp_path: Path) -> None:
    answered(tmp_path, [COOK, CARER], 0)
    before = path_of(tmp_path, "ours").read_bytes()
    answered(tmp_path, [CARER, COOK], 5)
    assert path_of(tmp_path, "ours").read_bytes() == before
    assert len(before.splitlines()) == 4
    assert "Café Ltd" in before.decode()


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"[]", b'{"vacancies": []}', b'{"vacancies": {"a": {"first": "yesterday"}}}', b"\xff"],
)
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, spoilt: bytes) -> None:
    path_of(tmp_path, "ours").write_bytes(spoilt)
    assert read_seen(tmp_path, "ours") == Seen()


def test_a_spoilt_line_costs_no_other(tmp_path: Path) -> None:
    answered(tmp_path, [COOK, CARER], 0)
    answered(tmp_path, [], 1)
    data = json.loads(path_of(tmp_path, "ours").read_bytes())
    data["vacancies"]["ours-1"]["closes"] = "soon"
    path_of(tmp_path, "ours").write_text(json.dumps(data), encoding="utf-8")
    gone = gone_of(read_seen(tmp_path, "ours"), "ours", example=False)
    assert [each.id for each in gone] == ["ours-2"]


def test_text_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    answered(tmp_path, [replace(COOK, title="Cook \ud800")], 0)
    assert read_seen(tmp_path, "ours").facts["ours-1"]["title"] == "Cook ?"
