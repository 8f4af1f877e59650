"""Roles, pathway, stories, providers, schemes, prose and the fixed files."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from conftest import TODAY
from planning import (
    CARE_ASSISTANT,
    MakeWorld,
    context,
    library_of,
    many,
    planned,
    structured,
    vacancy,
)

from portal.content.vacancy import Contract
from portal.filters import json_ld
from portal.pages import site_files
from portal.pages.heads import fitting

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEME = """---
title: Bring a friend
summary: A made-up scheme that exists only in tests.
provider: example-house
who_can_refer: [Staff]
who_can_be_referred: [Friends]
stages: [{when: They start, amount: 100}, {when: They stay six months, amount: 150}]
starts: 2026-01-01
ends: 2026-10-31
rules_reviewed_on: 2026-01-01
contact: {email: team@site.example}
---
"""


def test_a_role_joins_steps_starts_stories_and_vacancies(world: MakeWorld) -> None:
    page = context(library_of(world, many(8)), "/roles/care-assistant/")
    assert [row.url for row in page.starts] == ["/pathway/from/retail/"]
    assert [row.url for row in page.steps_out] == ["/roles/senior-care-worker/"]
    assert [card.url for card in page.stories] == ["/case-studies/from-the-shop/"]
    assert len(page.vacancies) == 6
    assert page.vacancies_text == "8 open vacancies"
    assert page.all_vacancies.url == "/vacancies/role/care-assistant/"
    assert [(row.url, row.count) for row in page.vacancies_by_district] == [
        ("/vacancies/in/north/care-assistant/", 8)
    ]


def test_a_role_without_vacancies_or_pay_says_so(world: MakeWorld) -> None:
    page = context(library_of(world), "/roles/senior-care-worker/")
    assert page.all_vacancies is None
    assert page.vacancies == ()
    assert page.pay[0].value == "No sound figure"
    assert [way.url for way in page.people_come_from] == ["/roles/care-assistant/"]


def test_a_figure_for_pay_is_shown_with_its_source_and_date(world: MakeWorld) -> None:
    role = """title: Care assistant
category: care-or-support-worker
branch: direct-care
level: 1
summary: You help people with their day, in the way they like it.
day_to_day: [Help people, Share meals]
settings: [care-home]
driving: not-needed
pay: {starter: {min: 12.71, max: 13}, per: hour, source: Made up, as_of: 2026-04-01}
sources: [Made up for tests]
reviewed_on: 2026-11-01
"""
    library = library_of(world, files={"content/pathway/roles/care-assistant.yaml": role})
    pay = context(library, "/roles/care-assistant/").pay[0]
    assert (pay.value, pay.note) == ("£12.71 to £13.00 an hour", "Made up, 1 April 2026.")


def test_the_pathway_lists_roles_by_line_with_their_steps(world: MakeWorld) -> None:
    page = context(library_of(world), "/pathway/")
    assert [(line.id, [stop.url for stop in line.stops]) for line in page.lines] == [
        ("direct-care", ["/roles/care-assistant/", "/roles/senior-care-worker/"])
    ]
    assert page.lines[0].stops[0].steps[0].time == "1 to 2 years"


def test_the_pathway_is_given_out_as_data_with_version_and_licence(world: MakeWorld) -> None:
    document = context(library_of(world), "/pathway/pathway.json").document
    assert json.loads(json.dumps(document)) == document
    assert document["version"] == 1
    assert document["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [role["id"] for role in document["roles"]] == ["care-assistant", "senior-care-worker"]
    assert document["steps"][0]["months"] == [12, 24]


def test_a_start_shows_the_way_on_and_never_goes_round_in_circles(world: MakeWorld) -> None:
    back = (
        "- {from: care-assistant, to: senior-care-worker, kind: advance, source: Made up}\n"
        "- {from: senior-care-worker, to: care-assistant, kind: sideways, source: Made up}\n"
    )
    library = library_of(world, files={"content/pathway/steps.yaml": back})
    page = context(library, "/pathway/from/retail/")
    first = page.first_roles[0]
    assert first.role.url == "/roles/care-assistant/"
    assert [way.url for way in first.ways] == ["/roles/senior-care-worker/"]
    assert first.ways[0].further == ()


def test_a_story_links_its_step_provider_and_vacancies(world: MakeWorld) -> None:
    page = context(library_of(world, many(5)), "/case-studies/from-the-shop/")
    assert page.step.from_url == "/pathway/from/retail/"
    assert page.step.to_url == "/roles/care-assistant/"
    assert {fact.label: fact.url for fact in page.facts}["Works with"] == (
        "/providers/example-house/"
    )
    assert len(page.vacancies) == 3
    assert page.example is True
    assert 'id="how-it-began"' in page.body


def test_a_story_has_article_data(world: MakeWorld) -> None:
    (article,) = structured(library_of(world), "/case-studies/from-the-shop/", "Article")
    assert article["datePublished"] == "2026-10-01"


def test_stories_for_an_audience_exist_only_where_there_are_some(world: MakeWorld) -> None:
    urls = planned(library_of(world))
    lists = [url for url in urls if url.startswith("/case-studies/for/") and url.endswith("/")]
    assert lists == ["/case-studies/for/career-changer/"]


def test_a_provider_shows_what_is_open_and_who_works_there(world: MakeWorld) -> None:
    page = context(library_of(world, [CARE_ASSISTANT]), "/providers/example-house/")
    assert [card.url for card in page.vacancies] == [CARE_ASSISTANT.url]
    assert [card.url for card in page.stories] == ["/case-studies/from-the-shop/"]


def test_a_provider_with_many_vacancies_has_several_pages(world: MakeWorld) -> None:
    library = library_of(world, many(45))
    first = context(library, "/providers/example-house/")
    second = context(library, "/providers/example-house/page/2/")
    third = context(library, "/providers/example-house/page/3/")
    assert [len(page.vacancies) for page in (first, second, third)] == [20, 20, 5]
    urls = {card.url for page in (first, second, third) for card in page.vacancies}
    assert len(urls) == 45
    assert first.head.next == second.head.url
    assert second.provider.url == "/providers/example-house/"
    assert (second.head.previous, third.pagination.next_url) == (first.head.url, "")
    assert second.head.title == "Vacancies with Example House, page 2"
    assert [crumb.url for crumb in third.crumbs] == [
        "/",
        "/providers/",
        "/providers/example-house/",
        "/providers/example-house/page/3/",
    ]


def test_a_provider_with_few_vacancies_has_one_page(world: MakeWorld) -> None:
    library = library_of(world, many(20))
    assert context(library, "/providers/example-house/").pagination.total == 1
    assert "/providers/example-house/page/2/" not in planned(library)


def test_a_scheme_that_ended_says_so_and_is_listed_apart(world: MakeWorld) -> None:
    library = library_of(world, files={"content/refer-a-friend/bring-a-friend.md": SCHEME})
    page = context(library, "/refer-a-friend/bring-a-friend/")
    assert page.closed == "This scheme ended on 31 October 2026."
    assert page.total == "£250"
    everything = context(library, "/refer-a-friend/")
    assert everything.open == ()
    assert [card.ends for card in everything.ended] == ["Ended 31 October 2026"]


def test_a_page_of_prose_lists_the_pages_below_it(world: MakeWorld) -> None:
    prose = "---\ntitle: {}\nsummary: A page that exists only in tests.\norder: {}\n---\nText.\n"
    files = {
        "content/pages/for-providers/index.md": prose.format("For providers", 1),
        "content/pages/for-providers/second.md": prose.format("Second", 20),
        "content/pages/for-providers/first.md": prose.format("First", 10),
    }
    library = library_of(world, files=files)
    below = context(library, "/for-providers/").below
    assert [row.url for row in below] == ["/for-providers/first/", "/for-providers/second/"]
    crumbs = context(library, "/for-providers/first/").crumbs
    assert [crumb.url for crumb in crumbs] == ["/", "/for-providers/", "/for-providers/first/"]


def test_an_old_address_leads_to_the_new_one_and_is_in_no_sitemap(world: MakeWorld) -> None:
    prose = (
        "---\ntitle: About us\nsummary: A page that exists only in tests.\n"
        "aliases: [/who-we-are/]\n---\nText.\n"
    )
    library = library_of(world, files={"content/pages/about.md": prose})
    page = planned(library)["/who-we-are/"]
    assert page.context().url == "/about/"
    assert page.listed is False


POSTED = """---
title: Night care assistant
provider: example-house
role: care-assistant
place: testham
pay: {{min: 13, per: hour}}
contract: permanent
hours: {{min: 20, guaranteed: "yes"}}
driving: not-needed
aliases: [/jobs/nights/]
posted_on: 2026-11-01
closes_on: {closes}
apply: {{email: team@site.example}}
---
Text.
"""


def test_an_old_address_of_a_posted_vacancy_leads_to_it(world: MakeWorld) -> None:
    path = "content/vacancies/posted/nights.md"
    place = world({path: POSTED.format(closes="2026-12-31")})
    site = place.build()
    assert site.problems == ()
    assert "url=/vacancies/nights/" in site.text("/jobs/nights/")
    while_kept, after = date(2027, 3, 31), date(2027, 4, 1)
    assert "url=/vacancies/nights/" in place.build(while_kept).text("/jobs/nights/")
    assert "jobs/nights/index.html" not in place.build(after).files


def test_a_problem_on_the_page_of_a_posted_vacancy_is_told_of_its_file(world: MakeWorld) -> None:
    text = POSTED.format(closes="2026-12-31").replace("Text.", "[More](/nothing-here/)")
    site = world({"content/vacancies/posted/nights.md": text}).build()
    assert site.codes == ["broken-link"]
    assert site.problems[0].position.path == "content/vacancies/posted/nights.md"


def test_a_draft_in_the_preview_has_a_ribbon(world: MakeWorld) -> None:
    prose = (
        "---\ntitle: Draft\nsummary: A page that exists only in tests.\ndraft: true\n---\nText.\n"
    )
    library = library_of(world, files={"content/pages/soon.md": prose}, drafts=True)
    assert context(library, "/soon/").ribbon == "It is a draft."


def test_the_home_page_counts_what_is_there(world: MakeWorld) -> None:
    page = context(library_of(world, many(2)), "/")
    assert [f"{row.count} {row.title}" for row in page.counts] == [
        "2 open vacancies",
        "2 roles",
        "1 story",
        "1 provider",
    ]
    assert [door.title for door in page.doors] == ["Find a role", "Find a job", "I employ people"]
    assert [each["@type"] for each in page.head.structured] == ["Organization", "WebSite"]


def test_the_trail_is_given_to_search_engines(world: MakeWorld) -> None:
    (data,) = structured(library_of(world), "/roles/care-assistant/", "BreadcrumbList")
    assert [item["item"] for item in data["itemListElement"]] == [
        "https://site.example/",
        "https://site.example/roles/",
        "https://site.example/roles/care-assistant/",
    ]


def test_a_feed_has_the_newest_fifty(world: MakeWorld) -> None:
    days = [TODAY - timedelta(days=number) for number in range(60)]
    vacancies = [vacancy(f"v-{n}", posted_on=day) for n, day in enumerate(days)]
    entries = context(library_of(world, vacancies), "/vacancies/feed.json").entries
    assert len(entries) == 50
    first = json.loads(entries[0])
    assert first["id"] == "https://site.example/vacancies/v-0/"
    assert first["date_published"] == "2026-11-22T00:00:00Z"


def test_a_feed_says_what_is_an_example(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", example=True)])
    item = json.loads(context(library, "/vacancies/feed.json").entries[0])
    assert item["content_text"].startswith("This is a made-up example. ")


def test_feeds_and_sitemap_are_well_formed_when_written(world: MakeWorld) -> None:
    built = world({"content/pages/about.md": _PAGE_WITH_SIGNS}).build()
    assert built.problems == ()
    feed = ET.fromstring(built.text("/case-studies/feed.xml"))  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}updated") == "2026-10-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == (
        "https://site.example/case-studies/from-the-shop/"
    )
    empty = ET.fromstring(built.text("/vacancies/feed.xml"))  # noqa: S314 - our own
    assert empty.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"
    sitemap = ET.fromstring(built.text("/sitemap.xml"))  # noqa: S314 - our own
    addresses = [element.text for element in sitemap.iter() if element.tag.endswith("loc")]
    assert "https://site.example/about/" in addresses
    assert "https://site.example/404.html" not in addresses
    document = json.loads(built.text("/case-studies/feed.json"))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in document["items"]] == ["From the shop to the care home"]
    for url in ("/vacancies/feed.json", "/pathway/pathway.json", "/site.webmanifest"):
        json.loads(built.text(url))
    assert "Sitemap: https://site.example/sitemap.xml" in built.text("/robots.txt")


_PAGE_WITH_SIGNS = """---
title: Bread & <butter>
summary: A page with the signs that break feeds and pages, "&" and "<".
---
Text.
"""


def test_more_than_fifty_thousand_pages_have_a_sitemap_of_sitemaps(world: MakeWorld) -> None:
    library = library_of(world)
    page = next(iter(planned(library).values()))
    made = list(site_files.sitemap_pages(library, [page] * 50_001))
    assert [each.url for each in made] == ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml"]
    assert made[0].context().urls[1] == "https://site.example/sitemap-2.xml"
    assert [len(each.context().entries) for each in made[1:]] == [50_000, 1]


def test_data_for_search_engines_cannot_end_its_script() -> None:
    made = str(json_ld({"title": "</script><script>alert(1)</script>&\u2028"}))
    assert "<" not in made
    assert "&" not in made
    assert json.loads(made) == {"title": "</script><script>alert(1)</script>&\u2028"}


def test_titles_leave_room_for_the_name_of_the_site(world: MakeWorld) -> None:
    library = library_of(world)
    room = 65 - len(" – Test")
    assert fitting(library, "x" * room, "short") == "x" * room
    assert fitting(library, "x" * (room + 1), "short") == "short"
    assert fitting(library, "x" * (room + 9), "x" * (room + 5)) == "x" * (room + 5)


@pytest.mark.parametrize(
    ("url", "contract", "shown", "more"),
    [
        ("/apprenticeships/", Contract.APPRENTICESHIP, "vacancies", "9 open apprenticeships"),
        ("/schools/", Contract.WORK_EXPERIENCE, "placements", "9 open placements"),
    ],
)
def test_a_page_beside_the_lists_shows_a_few_vacancies_and_leads_to_all(
    world: MakeWorld, url: str, contract: Contract, shown: str, more: str
) -> None:
    page = context(library_of(world, many(9, contract=contract)), url)
    assert len(getattr(page, shown)) == 6
    link = getattr(page, f"more_{shown}")
    assert (link.title, link.url) == (f"All {more}", f"/vacancies/?contract={contract}")
    few = context(library_of(world, many(6, contract=contract)), url)
    assert getattr(few, f"more_{shown}") is None
