"""A feed that another process reads gives what it gives when it is read here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, World
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import promise
from portal.cache import hash_of
from portal.content import Feed
from portal.content.loading import ContentReader
from portal.copies import changed_copies
from portal.feeds import gather as gather_module
from portal.feeds import kept_harvest
from portal.feeds.gather import Gathered, VacancyGatherer
from portal.feeds.harvest import read_feed
from portal.feeds.item import Reading
from portal.feeds.read_ahead import ReadAhead, ReadCopy, read_copies
from portal.promise import Promise
from portal.prose import ProseMaker
from portal.stamps import Stamp, stamp_of_file

Make = Callable[..., World]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
SNAPSHOTS = "content/vacancies/snapshots"
HEAD = "title,reference,company,location,pay,closing date\n"
FEEDS = (
    "- {id: rows, file: rows.csv, example: true}\n"
    "- {id: postings, file: postings.json, example: true}\n"
)


def row(number: int, title: str = "Care assistant", pay: str = "£12.60 an hour") -> str:
    """Return a line of the first feed."""
    return f"{title},{number},Example House,Testham,{pay},2026-12-01\n"


def posting(number: int, title: str = "Cook") -> dict[str, object]:
    """Return an entry of the second one, with an address that is also another's."""
    return {
        "@type": "JobPosting",
        "title": title,
        "description": f"Advert {number}.",
        "url": f"https://example.org/jobs/{number // 2}",
        "hiringOrganization": {"@type": "Organization", "name": "Example House"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Testham"}},
        "validThrough": "2026-12-01",
    }


@pytest.fixture
def made(world: Make) -> World:
    """Return a world with two feeds, as a build has left it."""
    built = world({"content/vacancies/feeds.yaml": FEEDS})
    write(built, HEAD + "".join(map(row, range(6))), [*map(posting, range(6))])
    gather(built, 1)
    return built


def write(made: World, rows: str, postings: list[dict[str, object]]) -> None:
    """Write the copies of the two feeds."""
    folder = made.root / SNAPSHOTS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rows.csv").write_text(rows, "utf-8")
    (folder / "postings.json").write_text(json.dumps(postings), "utf-8")


@contextmanager
def begun(made: World, jobs: int, *, kept: bool = True) -> Iterator[VacancyGatherer]:
    """Yield what gathers vacancies, while another process reads what has changed."""
    cache = made.project.cache
    with Promise[dict[str, ReadCopy]](jobs) as feeds:
        if kept and (changed := changed_copies(cache)):
            feeds.begin(lambda: read_copies(cache / "feeds", changed))
        folder = cache / "feeds" if kept else None
        yield VacancyGatherer(made.project.content, folder, read_ahead=ReadAhead(feeds))


def gather(made: World, jobs: int, *, kept: bool = True) -> Gathered:
    """Return the vacancies as a new run of the program gathers them."""
    with begun(made, jobs, kept=kept) as gatherer:
        records, problems = ContentReader(made.root, made.project.content).read(TODAY)
        assert problems == []
        return gatherer.gather(records, TODAY, ProseMaker(), jobs=jobs)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the feeds that this process has read."""
    here: list[str] = []

    def counting(feed: Feed, data: bytes, known: Sequence[str] = ()) -> Reading:
        here.append(feed.id)
        return read_feed(feed, data, known)

    monkeypatch.setattr(kept_harvest, "read_feed", counting)
    return here


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the copies that this process has opened."""
    names: list[str] = []
    reading = gather_module.read_copy

    def noting(path: Path) -> bytes:
        names.append(path.name)
        return reading(path)

    monkeypatch.setattr(gather_module, "read_copy", noting)
    return names


def test_what_has_changed_is_read_by_another_process(
    made: World, read_here: list[str], opened: list[str]
) -> None:
    changed = HEAD + row(0) + row(1, "Night carer") + row(9) + ",8,Example House,,,\n"
    write(made, changed, [*map(posting, range(6))])
    gathered = gather(made, 2)
    assert read_here == []
    assert opened == ["postings.json"]  # which says what it said
    assert {each.title for each in gathered.vacancies} >= {"Night carer"}
    assert gathered == gather(made, 1, kept=False)
    read_here.clear()
    assert gather(made, 2) == gathered  # it was kept as if it had been read here
    assert read_here == []


def test_an_item_that_was_not_sent_is_asked_for_here(made: World, read_here: list[str]) -> None:
    # Two that share an address are told apart by all they say, also where they are known.
    write(made, HEAD, [*map(posting, range(6)), posting(8, "Driver")])
    gathered = gather(made, 2)
    assert read_here == ["postings"]
    assert len({each.id for each in gathered.vacancies}) == 7
    read_here.clear()
    assert gathered == gather(made, 1, kept=False)


@pytest.mark.parametrize(
    "entry",
    [
        "- {id: rows, file: rows.csv, example: true, map: {title: company}}\n",
        "- {id: rows, file: rows.csv, example: true, format: json}\n",
        "- {id: rows, file: postings.json, example: true}\n",
    ],
    ids=["map", "format", "file"],
)
def test_a_feed_that_is_to_be_read_otherwise_is_read_here(
    made: World, read_here: list[str], entry: str
) -> None:
    write(made, HEAD + row(7), [posting(7)])
    made.write({"content/vacancies/feeds.yaml": entry})
    gathered = gather(made, 2)
    assert read_here == ["rows"]
    assert gathered == gather(made, 1, kept=False)


def test_a_copy_that_changes_meanwhile_is_read_here(made: World, read_here: list[str]) -> None:
    write(made, HEAD + row(7), [*map(posting, range(6))])
    with begun(made, 2) as gatherer:
        assert gatherer.read_ahead is not None
        assert gatherer.read_ahead.changed.value()  # it has been read
        write(made, HEAD + row(8, "Cook"), [*map(posting, range(6))])
        records, _ = ContentReader(made.root, made.project.content).read(TODAY)
        gathered = gatherer.gather(records, TODAY, ProseMaker(), jobs=2)
    assert read_here == ["rows"]
    assert gathered == gather(made, 1, kept=False)


@pytest.mark.parametrize("is_left", [True, False], ids=["written", "deleted"])
def test_a_copy_that_changes_before_an_item_is_asked_for_is_read_anew(
    made: World, monkeypatch: pytest.MonkeyPatch, is_left: bool
) -> None:
    copy = made.root / SNAPSHOTS / "postings.json"
    read: list[Path] = []
    reading = gather_module.read_copy

    def late(path: Path) -> bytes:
        if not read:
            write(made, HEAD, [*map(posting, range(3, 5))])
            if not is_left:
                copy.unlink()
        read.append(path)
        return reading(path)

    write(made, HEAD, [*map(posting, range(6)), posting(8, "Driver")])
    monkeypatch.setattr(gather_module, "read_copy", late)
    gathered = gather(made, 2)
    assert {*read} == {copy}
    assert len(read) > 1  # for an item, and for all
    assert len(gathered.vacancies) == (2 if is_left else 0)
    assert gathered == gather(made, 1, kept=False)
    assert gathered == gather(made, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_kept_and_cannot_be_loaded_is_worked_out_anew(
    made: World, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    write(made, HEAD + row(0) + row(7), [*map(posting, range(7))])
    monkeypatch.setattr(kept_harvest, "vacancies_of", refuse)
    assert gather(made, jobs) == gather(made, 1, kept=False)


def test_nothing_is_read_ahead_where_nothing_has_changed(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr(promise, "part_in_two", refuse)
    assert gather(made, 2) == gather(made, 1, kept=False)


def test_a_copy_that_was_read_to_compare_it_is_not_read_once_more(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = made.root / SNAPSHOTS / "postings.json"
    before = gather(made, 1)

    def hashes(name: str) -> dict[Stamp, str]:
        return {stamp_of_file(copy.stat()): name}

    def again(known: dict[Stamp, str]) -> Gathered:
        with Promise[dict[str, ReadCopy]](1) as none:
            folder, ahead = made.project.cache / "feeds", ReadAhead(none, known)
            gatherer = VacancyGatherer(made.project.content, folder, read_ahead=ahead)
            records, _ = ContentReader(made.root, made.project.content).read(TODAY)
            return gatherer.gather(records, TODAY, ProseMaker())

    read: list[Path] = []
    opened = Path.open

    def noting(path: Path, *options: Any, **named: Any) -> Any:
        read.append(path)
        return opened(path, *options, **named)

    name = hash_of(copy.read_bytes())
    monkeypatch.setattr(Path, "open", noting)
    assert again(hashes(name)) == before
    assert copy not in read
    assert again(hashes("0" * 64)) == before  # that is another one's
    assert copy in read
    read.clear()
    known = hashes(name)
    write(made, HEAD + "".join(map(row, range(6))), [*map(posting, range(5))])
    assert again(known) == gather(made, 1, kept=False) != before
    assert copy in read


@pytest.mark.parametrize("hurt", ["", "[]", "[[1]]", '{"a": 1}', "deleted"])
def test_notes_on_copies_that_are_hurt_cost_nothing_but_time(made: World, hurt: str) -> None:
    notes = made.project.cache / "copies.json"
    if hurt == "deleted":
        notes.unlink()
    else:
        head = notes.read_bytes().partition(b"\n")[0]
        notes.write_bytes(head + b"\n" + hurt.encode())
    write(made, HEAD + row(7), [posting(7)])
    assert gather(made, 2) == gather(made, 1, kept=False)


@pytest.mark.parametrize("gone", ["rows.csv", "rows.json"])
def test_what_has_gone_meanwhile_is_no_fault(made: World, gone: str) -> None:
    write(made, HEAD + row(7), [posting(7)])
    (found,) = made.root.rglob(gone)
    found.unlink()
    assert gather(made, 2) == gather(made, 1, kept=False)


def test_the_other_process_does_not_load_what_it_does_not_need() -> None:
    # It begins before the program is loaded: the models of all content would cost it more than
    # what it reads.
    code = "import sys, portal.feeds.read_ahead; print(*sys.modules, sep='\\n')"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "portal.feeds.jobposting" in found
    assert not {"pydantic", "portal.content", "portal.fingerprints"} & {*found}


rows = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.sampled_from(["Care assistant", "Cook", "", "12", "Nurse\u2019s aide", '"a ""b"""']),
        st.sampled_from(["£12.60 an hour", "competitive", "", "£25,000"]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows, st.lists(st.integers(0, 9), max_size=8), st.sampled_from([b"", b"\xff", b'"']))
def test_whatever_feeds_hold_they_give_the_same(
    made: World, lines: list[tuple[int, str, str]], numbers: list[int], end: bytes
) -> None:
    write(made, HEAD + "".join(row(*each) for each in lines), [*map(posting, numbers)])
    path = made.root / SNAPSHOTS / "rows.csv"
    path.write_bytes(path.read_bytes() + end)
    assert gather(made, 2) == gather(made, 1, kept=False)
