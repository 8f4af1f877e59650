"""Words that were found to be fine are not read again, and nothing else is let by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portal.checks.adverts import fine_words
from portal.checks.adverts.fine_words import FineWords
from portal.checks.adverts.wording import Found, wording_in_html
from portal.content.vacancy import Vacancy, VacancyPay

FINE = Vacancy("a-1", "Cook", "a", description="<p>You will cook.</p>", pay=VacancyPay(text="£13"))
UNFAIR = replace(FINE, description="<p>We want young and energetic people.</p>")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the descriptions that the rules are tried on."""
    texts: list[str] = []

    def judge(text: str) -> tuple[Found, ...]:
        texts.append(text)
        return wording_in_html(text)

    monkeypatch.setattr(fine_words, "wording_in_html", judge)
    return texts


def run(path: Path, *vacancies: Vacancy) -> list[int]:
    """Return how much one run of the program finds in each vacancy."""
    fine = FineWords(path)
    found = [len(fine.wording_of(each)) for each in vacancies]
    fine.keep()
    return found


def test_fine_words_are_read_once_and_unfair_ones_each_time(
    tmp_path: Path, read: list[str]
) -> None:
    path = tmp_path / "adverts.json"
    assert run(path, FINE, UNFAIR) == run(path, FINE, UNFAIR) == [0, 1]
    assert read == [FINE.description, UNFAIR.description, UNFAIR.description]


@pytest.mark.parametrize(
    "changed",
    [
        replace(FINE, description="<p>You will bake.</p>"),
        replace(FINE, title="Baker"),
        replace(FINE, pay=VacancyPay(text="£14")),
        replace(FINE, title="Cook£", pay=VacancyPay(text="13")),
    ],
)
def test_a_changed_word_is_read(tmp_path: Path, read: list[str], changed: Vacancy) -> None:
    path = tmp_path / "adverts.json"
    run(path, FINE)
    run(path, changed)
    assert read == [FINE.description, changed.description]


def test_another_version_and_a_damaged_file_are_as_good_as_none(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "adverts.json"
    run(path, FINE)
    path.write_bytes(path.read_bytes()[:-9])
    run(path, FINE)
    monkeypatch.setattr(fine_words, "program_version", lambda: "another")
    run(path, FINE)
    assert len(read) == 3


def test_what_is_gone_is_forgotten(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "adverts.json"
    other = replace(FINE, title="Baker")
    for each in (FINE, other, FINE):
        run(path, each)
    assert len(read) == 3
    size = path.stat().st_size
    run(path, FINE)
    assert path.stat().st_size == size
