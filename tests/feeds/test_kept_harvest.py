"""Deleting what is kept between runs changes nothing but the time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, World
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import cache
from portal.content import Feed
from portal.content.advert_rules.wording import Found, Words, wording_in
from portal.content.loading import ContentReader
from portal.feeds import jobposting, jobposting_fields, kept_harvest, normalise
from portal.feeds.gather import Gathered, VacancyGatherer
from portal.feeds.harvest import read_feed
from portal.feeds.item import Item, Reading
from portal.feeds.normalise import vacancy
from portal.feeds.normalise.vacancy import Lookups, Made
from portal.feeds.region import region_of
from portal.feeds.seen import Seen
from portal.meanwhile import Meanwhile
from portal.prose import ProseMaker

Make = Callable[..., World]
FEEDS = "- {id: ours, file: ours.csv, example: true}\n- {id: broken, file: broken.json}\n"
CSV = (
    "title,reference,company,location,pay,closing date\n"
    "Care assistant,1,Example House,Testham,£12.60 an hour,2026-12-01\n"
    "Cook,2,Example House,Testham,competitive,not a date\n"
    ",3,Example House,Testham,,\n"
)
ROLE = "content/pathway/roles/care-assistant.yaml"


class Reads:
    """Counts the feeds that were read, so that a test knows what came from a file."""

    def __init__(self) -> None:
        self.feeds: list[str] = []


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Return the count of feeds that are read."""
    counted = Reads()

    def counting(feed: Feed, data: bytes, known: Sequence[str] = ()) -> Reading:
        counted.feeds.append(feed.id)
        return read_feed(feed, data, known)

    monkeypatch.setattr(kept_harvest, "read_feed", counting)
    return counted


@pytest.fixture
def made(world: Make) -> World:
    """Return a world with a good feed and a bad one."""
    return world(
        {
            "content/vacancies/feeds.yaml": FEEDS,
            "content/vacancies/snapshots/ours.csv": CSV,
            "content/vacancies/snapshots/broken.json": '{"jobs": [{"title": "Carer"}',
        }
    )


def gather(made: World, *, kept: bool = True, later: int = 0) -> Gathered:
    """Return the vacancies as a new run of the program gathers them."""
    today = TODAY + timedelta(days=later)
    records, problems = ContentReader(made.root, made.project.content).read(today)
    assert problems == []
    folder = made.project.cache / "feeds" if kept else None
    return VacancyGatherer(made.project.content, folder).gather(records, today, ProseMaker())


def kept_file(made: World) -> Path:
    """Return the file of the good feed."""
    return made.project.cache / "feeds" / "ours.json"


def test_a_second_run_reads_no_feed_and_gathers_the_same(made: World, reads: Reads) -> None:
    without = gather(made, kept=False)
    reads.feeds.clear()
    assert gather(made) == without
    assert reads.feeds == ["ours", "broken"]
    assert gather(made) == without
    assert gather(made, later=30) == gather(made, kept=False, later=30)
    assert reads.feeds == ["ours", "broken"] * 2  # two to begin with, two without a folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_much_to_keep_is_there_when_the_build_has_ended(
    made: World, reads: Reads, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(kept_harvest, "_MUCH_TO_KEEP", 2)
    records, _ = ContentReader(made.root, made.project.content).read(TODAY)
    gatherer = VacancyGatherer(made.project.content, made.project.cache / "feeds")
    with Meanwhile(jobs) as meanwhile:
        first = gatherer.gather(records, TODAY, ProseMaker(), jobs=jobs, meanwhile=meanwhile)
    reads.feeds.clear()
    assert gather(made) == first
    assert reads.feeds == []


def test_notes_counts_and_problems_come_back_too(made: World) -> None:
    gather(made)
    again = gather(made)
    assert [each.kept for each in again.counts] == [2, 0]
    assert any("closing date" in each.reason for each in again.notes)
    assert any("no title" in each.reason for each in again.notes)
    assert [each.code for each in again.problems] == ["feed"]


@pytest.mark.parametrize("cut", [0, 1, 64, 130, 200, -1])
def test_a_file_that_was_cut_off_is_not_used(made: World, reads: Reads, cut: int) -> None:
    first = gather(made)
    kept_file(made).write_bytes(kept_file(made).read_bytes()[:cut])
    reads.feeds.clear()
    assert gather(made) == first
    assert reads.feeds == ["ours"]


@pytest.mark.parametrize(
    "foreign", [b"", b"\x80\x04K\x01.", b"null\n", b'{"vacancies": []}', b"\xff" * 300]
)
def test_a_foreign_file_is_not_used(made: World, reads: Reads, foreign: bytes) -> None:
    first = gather(made)
    kept_file(made).write_bytes(foreign)
    reads.feeds.clear()
    assert gather(made) == first
    assert reads.feeds == ["ours"]


def test_a_changed_letter_within_a_file_is_found(made: World, reads: Reads) -> None:
    first = gather(made)
    damaged = kept_file(made).read_bytes().replace(b"Care assistant", b"Cure assistant")
    kept_file(made).write_bytes(damaged)
    reads.feeds.clear()
    assert gather(made) == first
    assert reads.feeds == ["ours"]


def test_a_file_of_the_right_key_and_the_wrong_shape_is_not_used(made: World, reads: Reads) -> None:
    first = gather(made)
    key = kept_file(made).read_bytes().split(b" ")[0].decode()
    shapes: tuple[object, ...] = (None, 7, [], {}, {"vacancies": [], "notes": 7}, {"counts": 7})
    for shape in shapes:
        cache.write_result(kept_file(made), key, shape)
        reads.feeds.clear()
        assert gather(made) == first
        assert reads.feeds == ["ours"]


def test_another_version_of_the_program_reads_anew(
    made: World, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = gather(made)
    reads.feeds.clear()
    monkeypatch.setattr(kept_harvest, "program_version", lambda: "another")
    assert gather(made) == first
    assert reads.feeds == ["ours", "broken"]


@pytest.mark.parametrize(
    ("path", "old", "new", "read"),
    [
        ("content/vacancies/snapshots/ours.csv", "Cook", "Baker", ["ours"]),
        ("content/vacancies/feeds.yaml", "ours.csv, example: true", "ours.csv", ["ours"]),
        ("content/vacancies/feeds.yaml", "example: true", "defaults: {hours: '20'}", ["ours"]),
        ("content/vacancies/feeds.yaml", "example: true", "map: {hours: pay}", ["ours"]),
        ("content/vacancies/feeds.yaml", "example: true", "provider: example-house", ["ours"]),
        ("content/vacancies/feeds.yaml", "example: true", "title: Ours, example: true", []),
        ("content/providers/example-house.yaml", "Example House", "Other", ["ours", "broken"]),
        (ROLE, "title: Care assistant", "title: Carer", ["ours", "broken"]),
        ("content/facts/places.yaml", "title: Testham", "title: Testam", ["ours", "broken"]),
    ],
)
def test_what_a_feed_is_read_with_decides_whether_it_is_read_anew(
    made: World, reads: Reads, path: str, old: str, new: str, read: list[str]
) -> None:
    gather(made)
    file = made.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    reads.feeds.clear()
    again = gather(made)
    assert reads.feeds == read
    assert again == gather(made, kept=False)


def test_an_answer_of_nothing_new_costs_no_reading(made: World, reads: Reads) -> None:
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, url: https://x.example/a.csv}\n",
            "content/vacancies/snapshots/ours.yaml": "file: ours.csv\nformat: csv\nurl: https://x\n"
            "fetched_at: '2026-11-20T03:00:00+00:00'\nsha256: x\nbytes: 1\nitems: 1\n",
        }
    )
    gather(made)
    record = made.root / "content/vacancies/snapshots/ours.yaml"
    record.write_text(f"{record.read_text()}checked_at: '2026-11-21T03:00:00+00:00'\n")
    made.write(
        {
            "content/vacancies/snapshots/ours.seen.json": '{"vacancies": {"ours-1": '
            '{"first": "2026-11-02", "title": "Care assistant"}}}'
        }
    )
    reads.feeds.clear()
    again = gather(made)
    assert reads.feeds == []
    assert again == gather(made, kept=False)
    assert {each.last_seen.isoformat() for each in again.vacancies if each.last_seen} == {
        "2026-11-21"
    }


def test_a_feed_that_has_left_leaves_no_file(made: World) -> None:
    gather(made)
    made.write({"content/vacancies/feeds.yaml": "- {id: broken, file: broken.json}\n"})
    gather(made)
    assert [each.name for each in (made.project.cache / "feeds").iterdir()] == ["broken.json"]


def test_a_folder_that_cannot_be_written_costs_only_time(made: World) -> None:
    shutil.rmtree(made.project.cache)
    made.write({".cache": "a file where the folder should be\n"})
    assert gather(made) == gather(made, kept=False)


def test_of_a_changed_copy_only_what_changed_is_worked_out_again(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []
    made_of = vacancy.made_of

    def counting(item: Item, lookups: Lookups) -> Made:
        worked_out.append(item.title)
        return made_of(item, lookups)

    gather(made)
    snapshot = "content/vacancies/snapshots/ours.csv"
    made.write({snapshot: CSV.replace("Cook,2", "Night cook,2") + "Driver,9,Else,Testham,,\n"})
    monkeypatch.setattr(normalise, "made_of", counting)
    again = gather(made)
    assert worked_out == ["Night cook", "Driver"]
    assert again == gather(made, kept=False)


def postings(*titles: str, text: str = "<p>You help.</p>") -> str:
    """Return a feed with a posting of each title."""
    return json.dumps(
        [
            {
                "@type": "JobPosting",
                "title": title,
                "identifier": str(number),
                "description": text,
                "url": f"https://house.example/{number}",
            }
            for number, title in enumerate(titles)
        ]
    )


def test_of_a_changed_copy_only_what_changed_is_told(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def counting(posting: dict[str, Any]) -> dict[str, str]:
        told.append(posting["title"])
        return jobposting_fields.fields(posting)

    path = "content/vacancies/snapshots/broken.json"
    made.write({path: postings("Carer", "Cook", "Driver")})
    gather(made)
    made.write({path: postings("Carer", "Night cook", "Driver", "Nurse")})
    monkeypatch.setattr(jobposting, "fields", counting)
    again = gather(made)
    assert told == ["Night cook", "Nurse"]
    assert again == gather(made, kept=False)


def fine_titles(gathered: Gathered) -> set[str]:
    """Return the titles of vacancies in whose words no rule found anything."""
    return {each.title for each in gathered.vacancies if each.said in gathered.fine}


def test_the_words_of_an_advert_are_read_once_and_unfair_ones_are_never_fine(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def judge(words: Words) -> tuple[Found, ...]:
        read.append(words[0])
        return wording_in(words)

    path = "content/vacancies/snapshots/broken.json"
    monkeypatch.setattr(vacancy, "wording_in", judge)
    made.write({path: postings("Carer", "Young man wanted")})
    for _ in range(2):
        assert fine_titles(gather(made)) == {"Care assistant", "Cook", "Carer"}
    assert read == ["Care assistant", "Cook", "Carer", "Young man wanted"]
    made.write({path: postings("Carer", "Young man wanted", text="We want young and fit people.")})
    assert fine_titles(gather(made)) == {"Care assistant", "Cook"}
    assert read[4:] == ["Carer", "Young man wanted"]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Care assistant", "Cook", "Care assistant (nights)", "", "12"]),
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["Example House", "Elsewhere"]),
        st.sampled_from(["Testham", "Testham, LE1 1AA", "Nowhere"]),
        st.sampled_from(["£12.60 an hour", "competitive", "£24,000 a year"]),
        st.sampled_from(["2026-12-01", "not a date", ""]),
    ),
    max_size=6,
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(copies=st.lists(ROWS, min_size=2, max_size=3))
def test_whatever_a_feed_said_before_it_gives_what_it_says_now(
    made: World, copies: list[list[tuple[str, ...]]]
) -> None:
    records, _ = ContentReader(made.root, made.project.content).read(TODAY)
    (feed, _) = records.of("feed", Feed)
    region = region_of(records)
    for rows in copies:
        text = "\n".join(
            [CSV.split("\n")[0], *(",".join(f'"{cell}"' for cell in row) for row in rows)]
        )
        read = partial(str.encode, text)
        found = [
            kept_harvest.kept_harvest(folder, feed, read, region, Seen(), TODAY)
            for folder in (made.project.cache / "feeds", None)
        ]
        assert found[0] == found[1]
