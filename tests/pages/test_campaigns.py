"""Campaigns, short links and banners: what is shown when, and that they lead nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import TODAY, World

CAMPAIGN = """---
title: Try care
summary: A campaign for tests, in one sentence and a half.
starts: 2026-11-10
ends: 2026-11-30
short_address: /try/
short: try
when_over: Thank you all.
links: [{title: About us, url: /about/}]
---
Words that only matter while it runs.
"""
BANNER = """- id: snow
  title: Snow
  text: Visits are late today.
  tone: warning
  starts: 2026-11-22
  ends: 2026-11-23
  link: /about/
  link_text: What we do
"""
MakeWorld = Callable[..., World]


@pytest.mark.parametrize(
    ("day", "words", "body"),
    [
        (date(2026, 11, 9), "starts on 10 November 2026", False),
        (date(2026, 11, 10), "What you can do now", True),
        (date(2026, 11, 30), "What you can do now", True),
        (date(2026, 12, 1), "Thank you all.", False),
    ],
)
def test_a_campaign_shows_what_belongs_to_the_day(
    world: MakeWorld, day: date, words: str, body: bool
) -> None:
    built = world({"content/campaigns/try-care.md": CAMPAIGN}).build(day)
    assert built.problems == ()
    page = built.html("/campaigns/try-care/")
    assert words in page.get_text()
    assert ("only matter while it runs" in page.get_text()) is body
    assert bool(page.select_one('meta[name="robots"]')) is not body
    assert ("/campaigns/try-care/" in built.text("/sitemap.xml")) is body


@pytest.mark.parametrize("short", ["/try/", "/go/try/"])
def test_a_short_address_leads_to_the_campaign_and_out_of_search(
    world: MakeWorld, short: str
) -> None:
    built = world({"content/campaigns/try-care.md": CAMPAIGN}).build(
        base_url="https://x.example/a/"
    )
    page = built.html(short)
    refresh = page.select_one('meta[http-equiv="refresh"]')
    assert refresh is not None
    assert refresh["content"] == "0; url=/a/campaigns/try-care/"
    assert short not in built.text("/sitemap.xml")


def test_the_team_has_a_list_of_short_links_with_codes_to_print(world: MakeWorld) -> None:
    links = "- {id: us, title: About us, to: /about/, used_on: Bus stops}\n"
    built = world({"content/go.yaml": links, "content/campaigns/try-care.md": CAMPAIGN}).build()
    page = built.html("/go/")
    assert [each.get_text() for each in page.select(".go__address a")] == [
        "site.example/go/us",
        "site.example/go/try",
    ]
    assert len(page.select(".go svg.qr")) == 2
    assert "Bus stops" in page.get_text()


def test_a_banner_is_on_every_page_from_its_first_to_its_last_day(world: MakeWorld) -> None:
    made = world({"content/banners.yaml": BANNER})
    for url in ("/", "/about/", "/vacancies/"):
        banner = made.build(TODAY).html(url).select_one("[data-banner]")
        assert banner is not None
        assert not banner.has_attr("hidden")
        assert "Visits are late today." in banner.get_text()
    ahead = made.build(date(2026, 11, 21)).html("/").select_one("[data-banner]")
    assert ahead is not None
    assert ahead.has_attr("hidden"), "the browser shows it at its moment"
    assert ahead["data-from"] == "2026-11-22T00:00:00+00:00"
    assert made.build(date(2026, 11, 24)).html("/").select_one("[data-banner]") is None


def test_ambassadors_are_shown_as_far_as_they_agreed(world: MakeWorld) -> None:
    person = """---
name: Robin
role: care-assistant
summary: Talks about nights.
consent: {{reference: A-1, given_on: 2026-01-01, review_by: 2027-01-01, scopes: {scopes}}}
---
"""
    named = world({"content/ambassadors/one.md": person.format(scopes="[text, name]")})
    assert "Robin" in named.build().html("/ambassadors/").get_text()
    assert "Robin" not in named.build(date(2027, 1, 2)).html("/ambassadors/").get_text()
    named.write({"content/ambassadors/one.md": person.format(scopes="[text]")})
    page = named.build().text("/ambassadors/")
    assert "Robin" not in page
    assert "Talks about nights." in page


def test_the_lesson_pack_is_one_document_with_all_its_parts(world: MakeWorld) -> None:
    page = world().build().html("/schools/lesson-pack/")
    contents = [each["href"][1:] for each in page.select("nav[aria-labelledby=inside] a")]
    for part in contents:
        assert page.find(id=part) or part == "story", part
    assert "True or false" in page.get_text()
