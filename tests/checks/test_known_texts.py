"""Texts are read once while their file does not change, and by several processes where many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from portal.checks.known_texts import WORTH_SPREADING, KnownTexts
from portal.content import FreePage
from portal.errors import Position, Problem, warning
from portal.schema import Provenance, Record
from portal.source import Source

TODAY = date(2026, 11, 22)


def page(name: str = "a", digest: str = "1", example: bool = False) -> Record:
    """Return a page that was read from a file with this hash."""
    made = FreePage(title=f"Page {name}", summary="A page about something.", example=example)
    source = Source(f"content/{name}.md", digest=digest)
    made._provenance = Provenance(name, source, f"The text of {name}.", 8)
    return made


class Reader:
    """Finds one thing in each record, and notes which ones it was asked to read."""

    def __init__(self) -> None:
        """Begin with none."""
        self.read: list[str] = []

    def __call__(self, record: Record) -> Iterator[Problem]:
        """Yield what is wrong with a record."""
        self.read.append(record.id)
        yield warning(Position(record.origin.path, 8), "odd", f"{record.body} is odd.", "Mend it.")


def run(cache: Path, *records: Record, today: date = TODAY, rest: str = "") -> list[str]:
    """Return the ids of the records that one run of the program has to read."""
    texts, reader = KnownTexts(cache), Reader()
    texts.begin(rest, today)
    found = [problem for each in records for problem in texts.of(each, reader)]
    assert [each.position.path for each in found] == [each.origin.path for each in records]
    texts.keep()
    return reader.read


def test_what_was_found_in_a_file_is_known_until_the_file_changes(tmp_path: Path) -> None:
    cache = tmp_path / "texts.json"
    assert run(cache, page("a"), page("b")) == ["a", "b"]
    assert run(cache, page("a"), page("b")) == []
    assert run(cache, page("a", digest="2"), page("b")) == ["a"]
    assert run(cache, page("a", digest="2"), page("c", digest="1")) == ["c"]


def test_a_record_is_read_anew_where_what_it_is_judged_with_is_another(tmp_path: Path) -> None:
    cache = tmp_path / "texts.json"
    assert run(cache, page()) == ["a"]
    assert run(cache, page(), rest="other figures") == ["a"]


def test_only_an_example_has_another_text_on_another_day(tmp_path: Path) -> None:
    cache = tmp_path / "texts.json"
    pages = (page("a"), page("b", example=True))
    assert run(cache, *pages) == ["a", "b"]
    assert run(cache, *pages, today=TODAY + timedelta(days=1)) == ["b"]


def test_two_records_of_one_file_are_told_apart(tmp_path: Path) -> None:
    first, second = page("list"), page("list")
    for number, each in enumerate((first, second)):
        source = replace(each.origin, base=(number,))
        each._provenance = replace(each.provenance, source=source)
    assert run(tmp_path / "texts.json", first, second) == ["list", "list"]


def test_what_came_from_no_file_is_never_known(tmp_path: Path) -> None:
    cache = tmp_path / "texts.json"
    assert run(cache, page(digest="")) == ["a"]
    assert run(cache, page(digest="")) == ["a"]


@pytest.mark.parametrize("damage", ["", "{}", "nonsense"])
def test_a_damaged_cache_is_as_good_as_none(damage: str, tmp_path: Path) -> None:
    cache = tmp_path / "texts.json"
    run(cache, page())
    cache.write_text(damage)
    assert run(cache, page()) == ["a"]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_finds_the_same_in_the_same_order(jobs: int) -> None:
    pages = [page(str(number)) for number in range(WORTH_SPREADING + 7)]
    texts, reader = KnownTexts(), Reader()
    texts.begin("", TODAY)
    texts.read_ahead(pages, reader, jobs)
    ahead = len(reader.read)
    found = [problem.sentence for each in pages for problem in texts.of(each, reader)]
    assert found == [f"The text of {number}. is odd." for number in range(len(pages))]
    # What was read ahead, in whichever process, is not read again.
    assert len(reader.read) == (len(pages) if jobs == 1 else ahead)


def test_no_process_is_started_for_a_few_texts() -> None:
    texts, reader = KnownTexts(), Reader()
    texts.begin("", TODAY)
    texts.read_ahead([page(str(number)) for number in range(WORTH_SPREADING - 1)], reader, 2)
    assert texts._round == {}


def test_what_was_found_in_the_map_is_known_until_the_map_is_another(tmp_path: Path) -> None:
    drawn: list[str] = []

    def find(name: str) -> Iterator[Problem]:
        drawn.append(name)
        yield warning(Position("steps.yaml", 1), "map-overlap", f"{name} is odd.", "Mend it.")

    for name in ("one map", "one map", "another map"):
        texts = KnownTexts(tmp_path / "texts.json")
        found = texts.of_other(name, partial(find, name))
        texts.begin("", TODAY)  # texts are read after the map, and forget nothing of it
        assert [each.sentence for each in found] == [f"{name} is odd."]
        texts.keep()
    assert drawn == ["one map", "another map"]
