"""Pages that have not changed are not made again, and nobody can tell that from the site."""

from __future__ import annotations

import gc
import json
import pickle
import shutil
import weakref
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, SMALL_WORLD, TODAY, BuiltWorld, World, keep_templates
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from world_texts import EDITS

from portal import keeping, making
from portal.cache import program_version, read_cache
from portal.content.vacancy import TOLD_LATER, Sighting, Status, Vacancy
from portal.errors import Position
from portal.fingerprints import Fingerprints
from portal.keeping import Keeper, Keys
from portal.page_records import Known, read_known
from portal.pages.page import Page
from portal.pages.provider_vacancies import PAGE_SIZE
from portal.pipeline import build
from portal.report import Report
from portal.standing import record_of
from portal.values import complete

Make = Callable[..., World]
FEED = "content/vacancies/snapshots/jobs.json"
STORIES = "content/case-studies"
FEEDS = {
    "content/vacancies/feeds.yaml": "- {id: jobs, title: Test jobs, url: https://jobs.example/f}\n",
}
OTHERS = {
    **FEEDS,
    "content/vacancies/posted/night-carer.yaml": (
        "title: Night carer\nprovider: example-house\nrole: care-assistant\nplace: testham\n"
        "contract: permanent\nbody: Be there at night, when people want a friendly face and tea.\n"
        "pay: {min: 13.00, per: hour}\nposted_on: 2026-11-10\ncloses_on: 2026-12-20\n"
        "apply: {email: jobs@house.example}\n"
    ),
    "content/providers/second-house.yaml": (
        "name: Second House\nservices: [care-home]\ndistricts: [south]\n"
        "about: Another made-up care home.\nverified_on: 2026-11-01\nexample: true\n"
    ),
    "content/facts/values.yaml": (
        "- {id: rate, amounts: [{from: 2026-04-01, text: £12.71}], source: Made up,"
        " checked_on: 2026-11-01}\n"
    ),
}


def job(number: int, **changes: Any) -> dict[str, Any]:
    """Return a vacancy as feeds have it."""
    return {
        "@type": "JobPosting",
        "identifier": f"job-{number}",
        "title": "Care assistant",
        "description": "<p>Help people with their day, in the way that they like it best.</p>",
        "datePosted": "2026-11-12",
        "validThrough": "2027-01-31",
        "hiringOrganization": {"name": "Example House"},
        "jobLocation": {"address": {"addressLocality": "Testham", "postalCode": "LE1 1AA"}},
        "baseSalary": {
            "currency": "GBP",
            "value": {"minValue": 12.8, "maxValue": 13.4, "unitText": "HOUR"},
        },
        "url": f"https://jobs.example/{number}",
    } | changes


ELSEWHERE = {"address": {"addressLocality": "Elsewhere"}}


def lived_in(world: Make) -> World:
    """Return a world with a feed, a posted vacancy, a second provider and a figure."""
    return world({**OTHERS, FEED: json.dumps([job(number) for number in range(6)])})


def cold(made: World, today: date, place: Path) -> BuiltWorld:
    """Return the site as it is where nothing was ever built."""
    shutil.rmtree(place, ignore_errors=True)
    project = replace(
        made.project, cache=keep_templates(place / "cache", made.project.cache / "templates")
    )
    site = build(
        project, place / "dist", today=today, report=Report(made.root, -1), allow_shrink=True
    )
    return BuiltWorld(place / "dist", site.problems.sorted())


def times(built: BuiltWorld) -> Mapping[str, int]:
    """Return when each file of a site was changed."""
    return {name: (built.output / name).stat().st_mtime_ns for name in built.files}


def changed(before: Mapping[str, int], built: BuiltWorld) -> set[str]:
    """Return the files that were written anew."""
    return {name for name, moment in times(built).items() if before.get(name) != moment}


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return, after builds, the addresses of pages that stayed because others of their kind did.

    Each of them is looked at by itself as well: its own key must be the one that it had.
    """
    stayed: list[str] = []
    sort_out = Keeper.sort_out

    def sort_out_twice(keeper: Keeper, pages: Collection[Page]) -> list[keeping.Looked]:
        looked = sort_out(keeper, pages)
        for page, key in looked:
            if key is not None:
                assert keeper.look(page)[0] == key == keeper.known.prints[page.url].key, page.url
                stayed.append(page.url)
        return looked

    monkeypatch.setattr(Keeper, "sort_out", sort_out_twice)
    return stayed


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_story_edited_leaves_all_other_pages_as_they_were(
    world: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    for name in ("_FEWEST_TO_SHARE", "PIECE", "_SMALL_PIECE"):
        monkeypatch.setattr(making, name, 3)
    made = lived_in(world)
    before = times(made.build())
    story = f"{STORIES}/from-the-shop.md"
    made.write({story: (made.root / story).read_text("utf-8").replace("nine years", "ten years")})
    built = made.build(jobs=jobs)
    assert built.files == cold(made, TODAY, tmp_path / "cold").files
    assert "ten years" in built.text("/case-studies/from-the-shop/")
    assert changed(before, built) <= {
        ".made-by-portal",
        "case-studies/from-the-shop/index.html",
        "search/index.json",
    }


def test_what_is_written_again_with_the_same_bytes_keeps_its_time(world: Make) -> None:
    made = lived_in(world)
    before = times(made.build())
    shutil.rmtree(made.project.cache / "pages")  # nothing is known any more: all is made again
    assert changed(before, made.build()) == {".made-by-portal"}


def test_a_page_that_somebody_changed_in_the_output_is_made_again(world: Make) -> None:
    made = lived_in(world)
    first = made.build()
    right = first.files
    page = first.output / "about" / "index.html"
    page.write_text("Somebody was here.", encoding="utf-8")
    (first.output / "roles" / "index.html").unlink()
    assert made.build().files == right


@pytest.mark.parametrize("spoilt", [b"", b"not a record", b'{"pages": {"/": [1]}}'])
def test_a_spoilt_record_is_as_good_as_none(world: Make, spoilt: bytes) -> None:
    made = lived_in(world)
    right = made.build().files
    record = record_of(made.project.cache / "pages", made.output)
    assert read_known(record).prints
    record.write_bytes(spoilt)
    assert not read_known(record).prints
    assert made.build().files == right


def test_two_outputs_of_one_project_do_not_disturb_each_other(world: Make, tmp_path: Path) -> None:
    made = lived_in(world)
    right = made.build().files
    other = tmp_path / "elsewhere"
    build(made.project, other, today=TODAY + timedelta(1), report=Report(made.root, -1))
    assert made.build().files == right


def test_texts_of_pages_that_stay_are_kept_whoever_looked_at_them(world: Make) -> None:
    made = lived_in(world)
    kept = {}
    for jobs in (2, 1, 2):
        made.write({FEED: json.dumps([job(number, title=f"Night {jobs}") for number in range(3)])})
        made.build(jobs=jobs)
        kept[jobs] = read_cache(made.project.cache / "prose.json", program_version())
        assert len(kept[jobs]) == 3
    assert kept[1] == kept[2]


@dataclass(frozen=True)
class Said:
    """A context."""

    words: str


def test_a_context_is_let_go_when_its_page_is_made() -> None:
    keeper = Keeper(Keys(b"", b"", lambda _url: ""), Known({}), lambda *_: False, {})
    page = Page("/a/", "a.html", lambda: Said("Hello"), Position("a"))
    key, context = keeper.look(page)
    held = weakref.ref(context)
    del context
    gc.collect()
    assert held() is None
    assert keeper.look(page)[0] == key
    assert keeper.look(page._replace(context=lambda: Said("Good day")))[0] != key


@dataclass(frozen=True)
class Telling:
    """Something that says itself what tells it from others, or nothing."""

    words: str

    def told(self) -> str:
        """Return the words."""
        return self.words


def test_lists_are_told_by_what_each_in_them_says() -> None:
    lists = [("ab", "c"), ("a", "bc"), ("abc",), ("c", "ab"), ("", "abc"), ("1", "2,1")]
    told = {Fingerprints().of((tuple(map(Telling, each)),)) for each in lists}
    assert len(told) == len(lists)
    again = Fingerprints().of((tuple(map(Telling, ("ab", "c"))),))
    assert again in told
    mixed = Fingerprints().of(((Telling("ab"), Said("c")),))
    assert mixed not in told


def test_two_vacancies_are_never_told_in_the_same_words() -> None:
    vacancy = Vacancy("a", "Carer", "jobs", place="Blaby", description="Tea")
    others = (
        replace(vacancy, description="Coffee"),
        replace(vacancy, title="Carer\0jobs", source=""),
        replace(vacancy, title="Carer", source="\0jobs"),
        replace(vacancy, place="", provider_name="Blaby"),
    )
    assert len({each.told() for each in (vacancy, *others)}) == 1 + len(others)
    assert vacancy.told() == replace(vacancy).told()


def test_a_vacancy_that_is_made_of_another_one_is_told_by_what_it_says_itself() -> None:
    vacancy = Vacancy("a", "Carer", "jobs")
    before = vacancy.told()
    later = replace(vacancy, title="Cook")
    assert later.told() == Vacancy("a", "Cook", "jobs").told() != before
    assert pickle.loads(pickle.dumps(vacancy)).told() == before  # noqa: S301


def test_what_is_put_in_later_is_told_too() -> None:
    vacancy = Vacancy("", "Carer", "jobs")
    told = {vacancy.told()}
    day = date(2026, 11, 22)
    later: Mapping[str, object] = {
        "id": "a",
        "first_seen": day,
        "last_seen": day,
        "ended_on": day,
        "status": Status.FILLED,
        "sources": (Sighting("jobs", "1", "a"),),
    }
    assert later.keys() == TOLD_LATER | {"id"}
    for name, value in later.items():
        told.add(complete(vacancy, **{name: value}).told())
    assert len(told) == 1 + len(later)


def test_where_links_between_files_cannot_be_made_the_site_is_the_same(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = lived_in(world)
    right = made.build().files

    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    assert made.build().files == right


def in_file(name: str, old: str, new: str) -> Callable[[World], None]:
    """Return what changes words of a file."""

    def change(made: World) -> None:
        text = (made.root / name).read_text("utf-8")
        assert old in text
        made.write({name: text.replace(old, new)})

    return change


def in_feed(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[World], None]:
    """Return what changes the jobs of the feed."""

    def change_feed(made: World) -> None:
        jobs = json.loads((made.root / FEED).read_text("utf-8"))
        change(jobs)
        made.write({FEED: json.dumps(jobs)})

    return change_feed


def with_jobs(world: Make) -> World:
    """Return a world with six vacancies that are not taken for one."""
    made = lived_in(world)
    told = ("wash", "dress", "cook", "walk", "garden", "sing")
    text = "<p>Help people to {0}, and to {0} again, all {1} days that we have.</p>"
    jobs = [job(each, description=text.format(told[each], each)) for each in range(6)]
    made.write({FEED: json.dumps(jobs)})
    return made


def another_story(made: World) -> None:
    """Write a story that comes before the one that was there."""
    text = (made.root / STORIES / "from-the-shop.md").read_text("utf-8")
    text = text.replace("title: From", "title: Far from").replace("2026-10-01", "2026-10-02")
    made.write({f"{STORIES}/far.md": text})


POSTED = "content/vacancies/posted/night-carer.yaml"
STORY = f"{STORIES}/from-the-shop.md"
# What could change a page of a kind while most that such pages are made of stays.
CHANGES: dict[str, Callable[[World], None]] = {
    "a story is called otherwise": in_file(STORY, "title: From", "title: Far from"),
    "a story is of another step": in_file(STORY, "step: {from: retail, to: care-assistant}\n", ""),
    "another story is the first of its role": another_story,
    "a story has another best part": in_file(STORY, "best: ", "best: Really, "),
    "the only story goes": lambda made: (made.root / STORY).unlink(),
    "a provider is renamed": in_file(
        "content/providers/example-house.yaml", "name: Example", "name: Other"
    ),
    "a role is called otherwise, and so its card is": in_file(
        "content/pathway/roles/care-assistant.yaml", "title: Care", "title: Day care"
    ),
    "a vacancy goes": in_feed(lambda jobs: jobs.pop(2)),
    "a vacancy comes": in_feed(lambda jobs: jobs.append(job(9, title="Carer"))),
    "a vacancy is called otherwise": in_feed(lambda jobs: jobs[1].update(title="Cook")),
    "vacancies are in another order": in_feed(lambda jobs: jobs[5].update(datePosted="2026-11-13")),
    "a vacancy has another advert": in_feed(lambda jobs: jobs[0].update(description="Other words")),
    "a posted vacancy is of another provider": in_file(POSTED, "example-house", "second-house"),
    "a posted vacancy goes": lambda made: (made.root / POSTED).unlink(),
}


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_page_of_a_kind_stays_as_it_was_by_mistake(
    world: Make, tmp_path: Path, change: Callable[[World], None]
) -> None:
    made = with_jobs(world)
    before = made.build().files
    change(made)
    built, right = made.build(), cold(made, TODAY, tmp_path / "cold")
    assert built.files == right.files
    of_a_kind = {url for url in before if url.startswith(("vacancies/", "case-studies/"))}
    assert any(before[url] != built.files.get(url) for url in of_a_kind)


def many_jobs(count: int) -> str:
    """Return a feed of vacancies that are not taken for one, the newest first."""
    words = (f"{each} and {other}" for each in OFTEN for other in OFTEN)
    return json.dumps(
        [
            job(
                number,
                title=f"{told.capitalize()} carer",
                description=f"<p>You {told}, {told} and {told}, as people like it best.</p>",
                datePosted=f"2026-10-{30 - number:02}",
            )
            for number, told in zip(range(count), words, strict=False)
        ]
    )


OFTEN = ("wash", "dress", "cook", "walk", "garden", "sing")


def test_a_providers_page_changes_with_how_many_vacancies_it_has_no_room_for(
    world: Make, tmp_path: Path
) -> None:
    made = world({FEED: many_jobs(PAGE_SIZE), **FEEDS})
    in_file("content/providers/example-house.yaml", "[north]", "[south]")(made)
    before = made.build()
    assert "/providers/example-house/page/2/" not in before.text("/providers/example-house/")
    made.write({FEED: many_jobs(PAGE_SIZE + 1)})  # the last one is the oldest
    built = made.build()
    assert "/providers/example-house/page/2/" in built.text("/providers/example-house/")
    assert built.files == cold(made, TODAY, tmp_path / "cold").files


def test_a_providers_page_changes_with_how_many_vacancies_of_others_are_in_its_district(
    world: Make, tmp_path: Path
) -> None:
    made = with_jobs(world)
    in_file("content/providers/second-house.yaml", "[south]", "[north]")(made)
    before = made.build().text("/providers/second-house/")
    in_feed(lambda jobs: jobs.pop(2))(made)
    built = made.build()
    assert built.text("/providers/second-house/") != before
    assert built.files == cold(made, TODAY, tmp_path / "cold").files


def test_a_providers_page_stays_while_only_vacancies_of_others_change(world: Make) -> None:
    made = with_jobs(world)
    before = times(made.build())
    in_feed(lambda jobs: jobs[1].update(title="Cook"))(made)
    new = changed(before, made.build())
    assert "providers/example-house/index.html" in new
    assert "providers/second-house/index.html" in before.keys() - new


def test_while_nothing_changes_that_they_show_no_page_of_a_kind_is_looked_at(
    world: Make, together: list[str]
) -> None:
    made = with_jobs(world)
    made.build()
    assert together == []
    in_file(STORY, "nine years", "ten years")(made)
    made.build()
    assert {"/vacancies/", "/vacancies/feed.xml", "/case-studies/"} <= set(together)
    assert sum(url.startswith("/vacancies/jobs-") for url in together) == 6
    assert {"/", "/search/", "/a-to-z/", "/sitemap.xml", "/roles/care-assistant/"} <= set(together)
    assert "/search/index.json" not in together


def test_while_vacancies_change_no_page_that_shows_nothing_of_it_is_looked_at(
    world: Make, together: list[str]
) -> None:
    made = with_jobs(world)
    made.build()
    in_feed(lambda jobs: jobs[1].update(title="Kind care assistant"))(made)
    made.build()
    assert {"/events/", "/404.html", "/vacancies/saved/", "/search/", "/pathway/"} <= set(together)
    assert not {"/", "/roles/", "/vacancies/"} & set(together)
    together.clear()
    in_feed(lambda jobs: jobs.pop(1))(made)
    made.build()
    assert {"/events/", "/404.html", "/vacancies/saved/"} <= set(together)
    assert not {"/", "/roles/", "/search/", "/pathway/", "/vacancies/"} & set(together)


def test_lists_stay_as_they_are_while_only_other_vacancies_change(world: Make) -> None:
    made = world({**OTHERS, FEED: json.dumps([job(1), job(2, jobLocation=ELSEWHERE)])})
    before = times(made.build())
    made.write({FEED: json.dumps([job(1), job(2, jobLocation=ELSEWHERE, title="Cook")])})
    lists = {each for each in changed(before, made.build()) if each.startswith("vacancies/")}
    assert {"vacancies/index.html", "vacancies/role/care-assistant/index.html"} <= lists
    assert "vacancies/in/north/index.html" in before.keys() - lists


def test_texts_of_pages_that_nobody_looked_at_are_kept_for_the_next_build(
    world: Make, tmp_path: Path
) -> None:
    made = with_jobs(world)
    made.write(LINKING)
    made.build()
    in_file(STORY, "nine years", "ten years")(made)
    made.build()
    cold(made, TODAY, tmp_path / "cold")
    kept = [
        read_cache(cache / "prose.json", program_version()).keys()
        for cache in (made.project.cache, tmp_path / "cold" / "cache")
    ]
    assert kept[0] == kept[1]


def test_what_was_there_because_drafts_were_shown_goes_without_them(
    world: Make, tmp_path: Path
) -> None:
    made = with_jobs(world)
    text = (made.root / POSTED).read_text("utf-8")
    made.write({POSTED: f"{text}publish_on: 2026-12-01\n"})
    hidden = made.build().files
    shown = made.build(drafts=True).files
    assert hidden.keys() < shown.keys()
    assert made.build().files == hidden == cold(made, TODAY, tmp_path / "cold").files


PAGE = "---\ntitle: {0}\nsummary: What the page called {0} says, in a sentence.\n---\n{1}\n"
LINKING = {
    "content/pages/one.md": PAGE.format(
        "Number one", "Read [more](/two/#more), or of [Sam](/case-studies/from-the-shop/)."
    ),
    "content/pages/two.md": PAGE.format("Number two", "## More\n\nThis is more."),
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda made: (made.root / "content/pages/two.md").unlink(), "broken-link"),
        (in_file("content/pages/two.md", "## More", "## Less"), "broken-fragment"),
    ],
    ids=["the page is gone", "the part of the page is gone"],
)
def test_a_page_that_stays_is_told_of_if_its_link_leads_nowhere_now(
    world: Make, tmp_path: Path, change: Callable[[World], None], code: str
) -> None:
    made = world(LINKING)
    assert made.build().problems == ()
    change(made)
    (problem,) = made.build().problems
    assert (problem.code, problem.position.path) == (code, "content/pages/one.md")
    assert (problem,) == cold(made, TODAY, tmp_path / "cold").problems


def test_what_is_said_of_links_and_names_of_pages_that_stay_is_said_each_time(
    world: Make, tmp_path: Path
) -> None:
    made = world(LINKING)
    text = (made.root / "content/pages/two.md").read_text("utf-8")
    made.write({"content/pages/three.md": text})  # with the title of another page
    in_file(STORY, "review_by: 2028-09-01", "review_by: 2026-11-01")(made)
    first = made.build().problems
    assert {"broken-link", "same-title"} <= {each.code for each in first}
    in_file("content/pages/about.md", "made for tests", "made for these tests")(made)
    again = made.build()
    assert "made for these tests" in again.text("/about/")
    assert again.problems == first == cold(made, TODAY, tmp_path / "cold").problems


class Edits(RuleBasedStateMachine):
    """Somebody edits; after each edit the site is what a build from nothing gives."""

    folder: Path
    templates: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.folder, ignore_errors=True)
        root = self.folder / "project"
        shutil.copytree(SMALL_WORLD, root)
        shutil.copytree(REPOSITORY / "templates", root / "templates")
        self.world = World(root)
        self.world.write(OTHERS)
        keep_templates(self.world.project.cache, self.templates)
        self.jobs = [job(number) for number in range(6)]
        self.day = TODAY
        self.count = 0
        self.write_jobs()

    def write_jobs(self) -> None:
        """Write the feed's copy."""
        self.world.write({FEED: json.dumps(self.jobs)})

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace words in a file, if it is there and has them."""
        path = self.world.root / name
        if path.exists():
            self.world.write({name: path.read_text("utf-8").replace(old, new)})

    @rule(
        edit=st.sampled_from(
            [
                *EDITS,
                (f"{STORIES}/from-the-shop.md", "quote: I go", "quote: We go"),
                (f"{STORIES}/from-the-shop.md", "best: The laughter", "best: The songs"),
                ("content/pages/about.md", "\n---\n", "\n---\nIt is $rate$ an hour.\n\n"),
                ("content/facts/values.yaml", "£12.71", "£13.21"),
                ("content/vacancies/posted/night-carer.yaml", "min: 13.00", "min: 13.50"),
                ("templates/pages/vacancy.html", "</article>", "<p>More.</p></article>"),
                ("templates/components/vacancy_card.html", "</article>", "</article><!-- -->"),
            ]
        )
    )
    def edit(self, edit: tuple[str, str, str]) -> None:
        self.replace(*edit)

    @rule(
        number=st.integers(0, 5),
        change=st.sampled_from(
            [
                {"title": "Senior care worker"},
                {"title": "Cook"},
                {"jobLocation": ELSEWHERE},
                {"validThrough": "2026-11-24"},
                {"hiringOrganization": {"name": "Second House"}},
                {"baseSalary": {"currency": "GBP", "value": {"value": 14, "unitText": "HOUR"}}},
                {"description": "<p>Another text, with words that nobody had read before it.</p>"},
            ]
        ),
    )
    def change_job(self, number: int, change: dict[str, Any]) -> None:
        if number < len(self.jobs):
            self.jobs[number] = self.jobs[number] | change
            self.write_jobs()

    @rule()
    def add_job(self) -> None:
        self.jobs.append(job(100 + len(self.jobs)))
        self.write_jobs()

    @rule()
    def take_job_away(self) -> None:
        self.jobs = self.jobs[1:] or self.jobs
        self.write_jobs()

    @rule()
    def add_story(self) -> None:
        self.count += 1
        text = (SMALL_WORLD / STORIES / "from-the-shop.md").read_text("utf-8")
        text = text.replace("name: Sam", f"name: Alex {self.count}")
        text = text.replace("title: From the shop", f"title: Story {self.count} from the shop")
        self.world.write({f"{STORIES}/story-{self.count}.md": text})

    @rule()
    def rename_story(self) -> None:
        story = self.world.root / STORIES / f"story-{self.count}.md"
        if story.exists():
            story.rename(story.with_name(f"renamed-{self.count}.md"))

    @rule()
    def delete_story(self) -> None:
        (self.world.root / STORIES / f"story-{self.count}.md").unlink(missing_ok=True)

    @rule()
    def wait_a_day(self) -> None:
        self.day += timedelta(1)

    @invariant()
    def the_site_is_what_a_build_from_nothing_gives(self) -> None:
        built = self.world.build(self.day, allow_shrink=True, jobs=2)
        right = cold(self.world, self.day, self.folder / "cold")
        assert built.problems == right.problems
        assert [each for each in built.problems if each.severity == "error"] == []
        assert built.files == right.files


@pytest.mark.usefixtures("together")
def test_after_any_edits_the_site_is_what_a_build_from_nothing_gives(
    tmp_path: Path, kept_templates: Path
) -> None:
    Edits.folder, Edits.templates = tmp_path / "machine", kept_templates
    run_state_machine_as_test(
        Edits, settings=settings(max_examples=2, stateful_step_count=7, deadline=None)
    )


@dataclass(frozen=True)
class Mute:
    """A value that cannot say what tells it, as a story of no file."""

    words: str

    def told(self) -> str:
        """Return nothing."""
        return ""


def test_a_value_that_cannot_say_what_tells_it_is_told_by_all_it_holds() -> None:
    prints = Fingerprints()
    one, other = Mute("One"), Mute("Another")
    assert prints.of([one]) == Fingerprints().of([Mute("One")])
    assert prints.of([one]) != prints.of([other])
    assert prints.of([one], b"before") != prints.of([one])


def test_a_fingerprint_that_somebody_else_made_is_taken_for_the_very_same_object() -> None:
    prints, others = Fingerprints(), Fingerprints()
    told, like_it = (Telling("One"), Telling("Two")), (Telling("One"), Telling("Two"))
    right = others.of((1, told))
    prints.remember(told, others.of_object(told))
    assert prints.of((1, told)) == prints.of((1, like_it)) == right
    prints.remember(told, b"another")
    assert prints.of((1, told)) != right == prints.of((1, like_it))
