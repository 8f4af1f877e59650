"""All vacancies of a day: what is open, what has closed, and what feeds may not do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from conftest import TODAY, World

from portal.content.loading import ContentReader
from portal.feeds.gather import Gathered, VacancyGatherer
from portal.prose import ProseMaker

Make = Callable[..., World]
FEED = "- {{id: ours, file: ours.csv, example: true{more}}}\n"
CSV = "title,company,location,closing date\nCare assistant,Example House,Testham,{closes}\n"
POSTED = """title: Kitchen helper
provider: example-house
role: care-assistant
place: testham
pay: {{min: 12.80, per: hour}}
contract: permanent
posted_on: 2026-11-01
closes_on: {closes}
apply: {{email: jobs@site.example}}
"""


def gather(made: World, today: date = TODAY) -> Gathered:
    """Return the vacancies of a world."""
    records, problems = ContentReader(made.root, made.project.content).read(today)
    assert problems == []
    return VacancyGatherer(made.project.content).gather(records, today, ProseMaker())


def with_feed(world: Make, data: str, more: str = "") -> World:
    """Return a world with one feed."""
    return world(
        {
            "content/vacancies/feeds.yaml": FEED.format(more=more),
            "content/vacancies/snapshots/ours.csv": data,
        }
    )


def test_a_vacancy_is_open_through_its_closing_day_and_closed_the_day_after(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="22/11/2026"))
    assert len(gather(made, TODAY).vacancies) == 1
    after = gather(made, TODAY + timedelta(days=1))
    assert (len(after.vacancies), len(after.closed)) == (0, 1)


def test_a_posted_vacancy_closes_by_itself_too(world: Make) -> None:
    path = "content/vacancies/posted/helper.yaml"
    made = world({path: POSTED.format(closes="2026-11-22")})
    [vacancy] = gather(made).vacancies
    assert (vacancy.id, vacancy.provider_name, vacancy.district) == (
        "helper",
        "Example House",
        "north",
    )
    assert gather(made, TODAY + timedelta(days=1)).vacancies == ()


def test_names_and_places_are_matched_to_our_own_records(world: Make) -> None:
    [vacancy] = gather(with_feed(world, CSV.format(closes="2027-01-01"))).vacancies
    assert (vacancy.provider, vacancy.role, vacancy.district) == (
        "example-house",
        "care-assistant",
        "north",
    )
    assert vacancy.example


def test_a_feed_that_is_switched_off_gives_nothing(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="2027-01-01"), ", enabled: false")
    assert gather(made).vacancies == ()


def test_a_feed_cannot_reach_out_of_its_folder(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="2027-01-01"))
    made.write({"content/vacancies/feeds.yaml": "- {id: ours, file: ../../../site.yaml}\n"})
    gathered = gather(made)
    assert gathered.vacancies == ()
    assert [problem.code for problem in gathered.problems] == ["feed-missing"]


def test_a_posted_vacancy_may_not_take_the_address_of_a_list(world: Make) -> None:
    made = world({"content/vacancies/posted/in.yaml": POSTED.format(closes="2027-01-01")})
    assert [problem.code for problem in gather(made).problems] == ["file-name"]


def test_bytes_that_are_no_feed_are_a_warning_and_no_traceback(world: Make) -> None:
    gathered = gather(with_feed(world, "\x01\x02 nothing to see"))
    assert gathered.vacancies == ()
    assert [problem.severity for problem in gathered.problems] == ["warning"]


def test_the_same_value_comes_back_while_nothing_changes(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="2027-01-01"))
    reader = ContentReader(made.root, made.project.content)
    gatherer = VacancyGatherer(made.project.content)
    first = gatherer.gather(reader.read(TODAY)[0], TODAY, ProseMaker())
    made.write(
        {"content/pages/about.md": "---\ntitle: Changed\nsummary: A page that changed.\n---\n"}
    )
    assert gatherer.gather(reader.read(TODAY)[0], TODAY, ProseMaker()) is first
    made.write({"content/vacancies/snapshots/ours.csv": CSV.format(closes="2027-02-01") * 2})
    assert gatherer.gather(reader.read(TODAY)[0], TODAY, ProseMaker()) is not first


def test_a_copy_that_is_too_old_is_not_shown(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="2027-01-01"))
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, url: https://x.example/a.csv}\n",
            "content/vacancies/snapshots/ours.yaml": "file: ours.csv\nformat: csv\nurl: https://x\n"
            "fetched_at: '2026-11-20T03:00:00+00:00'\nsha256: x\nbytes: 1\nitems: 1\n",
        }
    )
    assert len(gather(made).vacancies) == 1
    old = gather(made, TODAY + timedelta(days=20))
    assert old.vacancies == ()
    assert [problem.code for problem in old.problems] == ["feed-stale"]


def test_a_vacancy_that_could_not_be_checked_keeps_its_page_for_ninety_days(world: Make) -> None:
    made = with_feed(world, CSV.format(closes="2027-12-01") + "Cook,Example House,,2026-12-01\n")
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, url: https://x.example/a.csv}\n",
            "content/vacancies/snapshots/ours.yaml": "file: ours.csv\nformat: csv\nurl: https://x\n"
            "fetched_at: '2026-11-20T03:00:00+00:00'\nsha256: x\nbytes: 1\nitems: 1\n",
        }
    )
    checked = date(2026, 11, 20)
    left = gather(made, checked + timedelta(days=15))
    assert left.vacancies == ()
    assert {each.title: each.status.value for each in left.closed} == {
        "Care assistant": "unchecked",
        "Cook": "closed",
    }
    assert {each.last_seen for each in left.closed} == {checked}
    last = checked + timedelta(days=15 + 90)
    assert [each.title for each in gather(made, last).closed] == ["Care assistant"]
    assert gather(made, last + timedelta(days=1)).closed == ()


SNAPSHOT = """file: ours.csv
format: csv
url: https://x.example/a.csv
fetched_at: '2026-11-01T03:00:00+00:00'
sha256: x
bytes: 1
items: 1
"""
SEEN = """{"vacancies": {
"ours-1": {"first": "2026-11-22", "title": "Cook"},
"ours-2": {"first": "2026-10-01", "title": "Nurse", "place": "Testham", "last": "2026-11-19", \
"gone": "2026-11-20"}
}}
"""


def fetched(world: Make, record: str = SNAPSHOT, seen: str = SEEN) -> World:
    """Return a world whose feed was fetched."""
    made = with_feed(world, "title,reference,company,location\nCook,1,Example House,Testham\n")
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, title: Our board, url: https://x.example/}\n",
            "content/vacancies/snapshots/ours.yaml": record,
            "content/vacancies/snapshots/ours.seen.json": seen,
        }
    )
    return made


def test_what_fetch_remembers_is_part_of_each_vacancy(world: Make) -> None:
    checked = f"{SNAPSHOT}checked_at: '2026-11-21T23:30:00+00:00'\n"
    gathered = gather(fetched(world, checked))
    [vacancy] = gathered.vacancies
    assert (vacancy.first_seen, vacancy.last_seen) == (TODAY, date(2026, 11, 21))
    [gone] = gathered.closed
    assert (gone.id, gone.status, gone.ended_on) == ("ours-2", "withdrawn", date(2026, 11, 20))


def test_a_copy_is_as_old_as_the_last_time_it_was_checked(world: Make) -> None:
    [old] = gather(fetched(world)).unchecked
    assert (old.title, old.since) == ("Our board", date(2026, 11, 1))
    checked = f"{SNAPSHOT}checked_at: '2026-11-21T03:00:00+00:00'\n"
    assert gather(fetched(world, checked)).unchecked == ()


def test_an_open_vacancy_has_its_address_to_itself(world: Make) -> None:
    seen = SEEN.replace("ours-2", "helper")
    checked = f"{SNAPSHOT}checked_at: '2026-11-21T03:00:00+00:00'\n"
    made = fetched(world, checked, seen)
    made.write({"content/vacancies/posted/helper.yaml": POSTED.format(closes="2026-12-01")})
    gathered = gather(made)
    assert "helper" in {each.id for each in gathered.vacancies}
    assert gathered.closed == ()


def test_a_new_day_of_fetching_is_seen_by_a_preview(world: Make) -> None:
    made = fetched(world)
    reader = ContentReader(made.root, made.project.content)
    gatherer = VacancyGatherer(made.project.content)
    assert gatherer.gather(reader.read(TODAY)[0], TODAY, ProseMaker()).vacancies == ()
    checked = f"{SNAPSHOT}checked_at: '2026-11-22T03:00:00+00:00'\n"
    made.write({"content/vacancies/snapshots/ours.yaml": checked})
    [vacancy] = gatherer.gather(reader.read(TODAY)[0], TODAY, ProseMaker()).vacancies
    assert vacancy.last_seen == TODAY


def test_the_same_vacancy_posted_and_in_a_feed_is_there_once(world: Make) -> None:
    data = (
        "title,company,location,pay,contract\n"
        "Kitchen helper,Example House,Testham,£12.80 an hour,permanent\n"
    )
    made = with_feed(world, data)
    made.write({"content/vacancies/posted/helper.yaml": POSTED.format(closes="2026-12-01")})
    gathered = gather(made)
    [vacancy] = gathered.vacancies
    assert (vacancy.id, [each.source for each in vacancy.sources]) == ("helper", ["posted", "ours"])
    assert "shown once" in gathered.notes[-1].reason
