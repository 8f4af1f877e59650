"""What is for providers: the hub, help by need, the interview kit, the advert helper, the pack."""

from __future__ import annotations

import re
from datetime import date

import httpx
import pytest
from conftest import TODAY
from planning import MakeWorld, context, library_of, many, planned, structured, vacancy

from portal.checks.external import check_links, links_in
from portal.content.advert_rules import HEADINGS, RULES
from portal.content.completeness import QUESTIONS, completeness
from portal.content.loading import ContentReader
from portal.content.region import Charge, Resource, ResourceNeed
from portal.content.vacancy import Contract, VacancyPay
from portal.pages.advert_helper import ADVERTS_SHOWN, HOW, URL, advert_guide
from portal.pages.helping import help_rows
from portal.pages.pack import nested
from portal.pages.resources import CHARGES, NEEDS

HUB = "/for-providers/"
LIST = f"{HUB}resources/"
PACK = f"{HUB}pack/"
RESOURCE = """title: {title}
summary: They help people.
for_providers: They help providers.
kind: Advice
for: {whom}
needs: [{needs}]
charge: {charge}
website: https://helpers.example/
last_checked: {checked}
checked_by: Editors, by telephone
source: A source
"""
VALUES = """- id: kind
  title: Kind
  meaning: You notice.
  looks_like: [You sit down.]
  unlike: [You rush.]
  questions: [What did you do?]
  scene: Somebody cries. What do you do?
  source: A pathway, 2025
- id: brave
  title: Brave
  meaning: You speak up.
  looks_like: [You say so.]
  source: A pathway, 2025
"""
WRITTEN = """---
title: {title}
summary: A page that exists only in tests.
order: {order}
sources: ["{title}, the source"]
---
## Why

Because. [Why?](#why)
"""
FORUM = """---
title: Forum
summary: Providers meet and talk about their work here.
date: 2026-12-10
starts_at: "10:00"
for: {whom}
provider: example-house
place: testham
venue: Hall
---
"""


def resource(
    title: str,
    needs: str = "train-people",
    charge: str = "free",
    checked: str = "2026-11-01",
    whom: str = "providers",
) -> dict[str, str]:
    """Return the file of a resource."""
    name = title.lower().replace(" ", "-")
    text = RESOURCE.format(title=title, needs=needs, charge=charge, checked=checked, whom=whom)
    return {f"content/resources/{name}.yaml": text}


HELP = {
    **resource("Courses", "train-people, keep-people"),
    **resource("Agency", "cover-shifts", "paid", "2026-01-10"),
    **resource("Advice line", "keep-people", "partly-free", whom="people"),
}


def test_the_hub_is_there_before_anybody_has_written_a_word(world: MakeWorld) -> None:
    page = context(library_of(world), HUB)
    assert page.title == "For providers"
    assert page.stops[0].title == "Write an advert that works"
    assert (page.needs, page.resources, page.body) == ((), "", "")
    assert LIST not in planned(library_of(world))


def test_each_tool_stands_at_its_stop_and_other_pages_below(world: MakeWorld) -> None:
    files = {
        "content/pages/for-providers/index.md": WRITTEN.format(title="Employers", order=1),
        "content/pages/for-providers/keep-people.md": WRITTEN.format(title="Keep", order=2),
        "content/pages/for-providers/other.md": WRITTEN.format(title="Other", order=3),
        "content/pathway/values.yaml": VALUES,
    }
    page = context(library_of(world, files=files), HUB)
    assert page.title == "Employers"
    assert 'id="why"' in page.body
    tools = {stop.title: [tool.url for tool in stop.tools] for stop in page.stops}
    assert tools["Choose by values"] == [f"{HUB}recruit-for-values/"]
    assert tools["Welcome people, and keep them"][0] == f"{HUB}keep-people/"
    assert [row.url for row in page.below] == [f"{HUB}other/"]
    assert page.sources == ("Employers, the source",)


def test_help_is_listed_by_need_and_each_need_has_an_address(world: MakeWorld) -> None:
    library = library_of(world, files=HELP)
    page = context(library, LIST)
    assert [(group.id, [row.title for row in group.rows]) for group in page.groups] == [
        ("keep-people", ["Advice line", "Courses"]),
        ("train-people", ["Courses"]),
        ("cover-shifts", ["Agency"]),
    ]
    assert page.total == 3
    assert page.scripts == ("resources",)
    one = context(library, f"{LIST}keep-people/")
    assert [row.title for row in one.groups[0].rows] == ["Advice line", "Courses"]
    assert (one.filtered, one.scripts) == (False, ())
    assert f"{LIST}find-people/" not in planned(library)
    assert [(link.url, link.count) for link in context(library, HUB).needs] == [
        (f"{LIST}keep-people/", 2),
        (f"{LIST}train-people/", 1),
        (f"{LIST}cover-shifts/", 1),
    ]


def test_what_is_free_has_an_address_of_its_own(world: MakeWorld) -> None:
    library = library_of(world, files=HELP)
    rows = context(library, f"{LIST}free/").groups[0].rows
    assert [row.title for row in rows] == ["Advice line", "Courses"]


def test_where_nothing_is_free_nothing_claims_to_be(world: MakeWorld) -> None:
    library = library_of(world, files=resource("Agency", "cover-shifts", "paid"))
    assert context(library, LIST).free is None
    assert f"{LIST}free/" not in planned(library)


def test_a_resource_says_for_whom_what_it_costs_and_who_checked_it(world: MakeWorld) -> None:
    row = context(library_of(world, files=HELP), f"{LIST}train-people/").groups[0].rows[0]
    assert row.summary == "They help providers."
    assert [(fact.label, fact.value) for fact in row.main] == [
        ("For whom", "Ask them"),
        ("Cost", "Free"),
    ]
    assert (row.checked, row.checked_by) == ("1 November 2026", "Editors, by telephone")
    assert row.stale == ""


def test_what_nobody_has_checked_for_half_a_year_is_flagged_on_the_page(world: MakeWorld) -> None:
    row = context(library_of(world, files=HELP), f"{LIST}cover-shifts/").groups[0].rows[0]
    assert row.stale.startswith("Due for a new check")
    (helper,) = help_rows(library_of(world, files=HELP), ["agency"])
    assert helper.facts[-1] == "Due for a new check: ask first"
    (helper,) = help_rows(library_of(world, files=HELP), ["courses"])
    assert helper.facts[-1] == "Checked 1 November 2026"


@pytest.mark.parametrize(
    ("checked", "review_by", "stale"),
    [
        (date(2026, 5, 24), None, False),
        (date(2026, 5, 23), None, True),
        (date(2026, 11, 1), date(2026, 11, 22), True),
        (date(2025, 1, 1), date(2026, 11, 23), False),
    ],
)
def test_a_review_date_counts_before_the_half_year(
    checked: date, review_by: date | None, stale: bool
) -> None:
    made = Resource.model_validate(
        {
            "title": "Helpers",
            "summary": "They help.",
            "kind": "Advice",
            "for": "people",
            "last_checked": checked.isoformat(),
            "checked_by": "Editors",
            "review_by": review_by.isoformat() if review_by else None,
            "source": "A source",
        }
    )
    assert made.is_stale(TODAY) is stale


def test_every_need_and_every_charge_has_its_words() -> None:
    assert set(NEEDS) == set(ResourceNeed)
    assert set(CHARGES) == set(Charge)


def test_the_interview_kit_has_the_values_that_have_questions(world: MakeWorld) -> None:
    assert f"{HUB}recruit-for-values/" not in planned(library_of(world))
    library = library_of(world, files={"content/pathway/values.yaml": VALUES})
    kit = context(library, f"{HUB}recruit-for-values/").kit
    assert [value.id for value in kit.values] == ["kind"]
    assert kit.values[0].scene == "Somebody cries. What do you do?"
    assert kit.sources[0] == "A pathway, 2025"


def test_the_advert_helper_explains_all_that_is_asked_and_all_words_to_avoid() -> None:
    assert set(HOW) == {each.name for each in QUESTIONS}
    guide = advert_guide()
    assert [group.title for group in guide.words] == list(HEADINGS.values())
    assert sum(len(group.rows) for group in guide.words) == len(RULES)


def test_adverts_that_say_least_come_first_with_what_is_missing(world: MakeWorld) -> None:
    bare = vacancy("bare", title="Bare", pay=VacancyPay(), closes_at=None)
    library = library_of(world, [vacancy("fuller", contract=Contract.PERMANENT), bare])
    whole = context(library, URL).providers[0]
    page = context(library, f"{URL}example-house/")
    assert [row.vacancy.title for row in page.adverts] == ["Bare", "Care assistant"]
    assert page.adverts[0].missing == completeness(bare).missing
    assert page.adverts[0].score < page.adverts[1].score
    assert (whole.count, whole.provider.url) == (2, f"{URL}example-house/")
    assert whole.score == page.whole.score
    assert page.head.noindex


def test_a_provider_with_very_many_adverts_sees_those_that_say_least(world: MakeWorld) -> None:
    page = context(library_of(world, many(ADVERTS_SHOWN + 7)), f"{URL}example-house/")
    assert (len(page.adverts), page.more) == (ADVERTS_SHOWN, 7)


def test_a_provider_without_open_adverts_is_not_judged(world: MakeWorld) -> None:
    library = library_of(world)
    assert context(library, URL).providers == ()
    assert f"{URL}example-house/" not in planned(library)


def test_the_pack_has_every_part_once_and_every_resource_once(world: MakeWorld) -> None:
    files = {
        **HELP,
        "content/pages/for-providers/what-we-do.md": WRITTEN.format(title="We do", order=1),
        "content/pages/for-providers/keep-people.md": WRITTEN.format(title="Keep", order=2),
        "content/pathway/values.yaml": VALUES,
        "content/events/forum.md": FORUM.format(whom="providers"),
    }
    page = context(library_of(world, files=files), PACK)
    assert [(part.number, part.id) for part in page.parts] == [
        (1, "what-we-do"),
        (2, "adverts"),
        (3, "values"),
        (4, "keep-people"),
        (5, "tracker"),
        (6, "help"),
        (7, "events"),
    ]
    assert '<h3 id="keep-people-why">' in page.parts[3].written.body
    listed = [row.id for group in page.parts[5].help for row in group.rows]
    assert sorted(listed) == ["advice-line", "agency", "courses"]
    assert "Keep, the source" in page.sources
    assert page.made_on == "22 November 2026"


def test_the_pack_as_written_has_no_id_twice_and_no_link_that_leads_nowhere(
    world: MakeWorld,
) -> None:
    files = {
        **HELP,
        "content/pages/for-providers/what-we-do.md": WRITTEN.format(title="We do", order=1),
        "content/pages/for-providers/keep-people.md": WRITTEN.format(title="Keep", order=2),
        "content/pathway/values.yaml": VALUES,
    }
    built = world(files).build()
    assert [each for each in built.problems if each.code != "resource-check"] == []
    page = built.text(PACK)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert "Part 1" in page


def test_headings_of_a_nested_page_go_down_a_level() -> None:
    made = '<h2 id="a">A</h2><h3 id="b">B</h3><h4>C</h4><p><a href="#a">x</a></p>'
    assert nested(made, "p") == (
        '<h3 id="p-a">A</h3><h4 id="p-b">B</h4><h4>C</h4><p><a href="#p-a">x</a></p>'
    )


def test_each_table_of_a_nested_page_has_a_name_of_its_own(world: MakeWorld) -> None:
    table = "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    body = WRITTEN.format(title="Keep & care", order=1) + f"\n{table}\nText.\n\n{table}"
    page = context(
        library_of(world, files={"content/pages/for-providers/keep-people.md": body}), PACK
    )
    names = re.findall(r'aria-label="([^"]+)"', page.parts[1].written.body)
    assert names == ["Table 1 of Keep &amp; care", "Table 2 of Keep &amp; care"]


def test_work_experience_shows_the_placements_that_are_open(world: MakeWorld) -> None:
    files = {"content/pages/work-experience.md": WRITTEN.format(title="Work experience", order=1)}
    jobs = [
        vacancy("week", title="A week with us", contract=Contract.WORK_EXPERIENCE),
        vacancy("job", contract=Contract.PERMANENT),
    ]
    library = library_of(world, jobs, files)
    page = context(library, "/work-experience/")
    assert [card.title for card in page.placements] == ["A week with us"]
    assert page.more is None
    assert context(library, "/schools/").experience == "/work-experience/"
    crowded = library_of(world, many(8, contract=Contract.WORK_EXPERIENCE), files)
    assert context(crowded, "/work-experience/").more.title == "All 8 open placements"
    assert structured(library, "/work-experience/", "BreadcrumbList")


def test_without_a_written_page_there_is_none_about_work_experience(world: MakeWorld) -> None:
    library = library_of(world)
    assert "/work-experience/" not in planned(library)
    assert context(library, "/schools/").experience == ""


def test_a_provider_shows_the_events_at_which_people_can_meet_it(world: MakeWorld) -> None:
    library = library_of(world, files={"content/events/forum.md": FORUM.format(whom="people")})
    page = context(library, "/providers/example-house/")
    assert [card.url for card in page.events] == ["/events/forum/"]
    assert page.stylesheets == ("event",)
    assert context(library, HUB).events == ()
    over = FORUM.format(whom="people").replace("2026-12-10", "2026-11-10")
    past = library_of(world, files={"content/events/forum.md": over})
    assert context(past, "/providers/example-house/").events == ()


def test_a_dead_link_of_a_resource_is_named_at_its_line(world: MakeWorld) -> None:
    project = world(resource("Courses")).project
    records, _ = ContentReader(project.root, project.content).read(TODAY)
    links = {each: places for each, places in links_in(records).items() if "helpers" in each}
    assert links == {}, "addresses for examples lead nowhere on purpose"
    text = resource("Courses")["content/resources/courses.yaml"].replace(".example/", ".org/")
    project = world({"content/resources/courses.yaml": text}).project
    records, _ = ContentReader(project.root, project.content).read(TODAY)
    gone = httpx.MockTransport(lambda _request: httpx.Response(404))
    (problem,) = check_links(links_in(records), gone, lambda _host: ["93.184.216.34"])
    assert str(problem.position) == "content/resources/courses.yaml:8:10"
    assert "is gone" in problem.sentence
