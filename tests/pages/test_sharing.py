"""What people pass on has ways to do so, whose message is ready and leads to the whole address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from conftest import World
from qr_reader import read_svg
from world_texts import SCHEME, VACANCY

Make = Callable[..., World]
EVENT = """---
title: Open day at the hall
summary: An event for tests, in one sentence and a half.
date: 2026-12-04
starts_at: "14:00"
ends_at: "17:30"
place: testham
---
Come.
"""
FILES = {
    "content/events/open-day.md": EVENT,
    "content/refer-a-friend/bring-a-friend.md": SCHEME,
    "content/vacancies/posted/care-assistant.md": VACANCY,
}
SHARED = {
    "role": "/roles/care-assistant/",
    "route": "/pathway/from/retail/",
    "vacancy": "/vacancies/care-assistant/",
    "story": "/case-studies/from-the-shop/",
    "event": "/events/open-day/",
    "scheme": "/refer-a-friend/bring-a-friend/",
}


def test_every_kind_of_page_that_people_pass_on_can_be_shared(world: Make) -> None:
    built = world(FILES).build()
    assert not [each for each in built.problems if each.severity == "error"]
    for kind, url in SHARED.items():
        row = built.html(url).find("share-links")
        assert row is not None, kind
        links = {link.get_text(): str(link["href"]) for link in row.find_all("a")}
        assert list(links) == ["Email", "WhatsApp", "Text message", "Print a poster or cards"], kind
        for way, field in (("Email", "body"), ("WhatsApp", "text"), ("Text message", "body")):
            words = parse_qs(urlsplit(links[way]).query)[field][0]
            assert words.endswith(f": https://site.example{url}"), (kind, way)
        hidden = [button.get_text() for button in row.select("[hidden] button")]
        assert hidden == ["Copy the link", "More ways"], "what needs a script waits for it"


def test_without_scripts_there_are_codes_and_cards_of_the_site_and_of_the_scheme(
    world: Make,
) -> None:
    built = world(FILES).build()
    pages = {
        "/refer-a-friend/": "https://site.example/",
        SHARED["scheme"]: "https://site.example/providers/example-house/",
    }
    for url, leads_to in pages.items():
        cards = built.html(url).select(".referral-card:has(svg)")
        assert len(cards) == 1, url
        drawn = str(cards[0].find("svg")).replace("viewbox", "viewBox")
        assert read_svg(drawn) == leads_to
        assert leads_to in cards[0].get_text(), "the address is there to type"


def test_nobody_is_asked_to_pass_on_what_is_over(world: Make) -> None:
    over = {
        "content/events/over.md": EVENT.replace("2026-12-04", "2026-11-04"),
        "content/events/off.md": EVENT.replace("place:", "status: cancelled\nplace:"),
        "content/refer-a-friend/ended.md": SCHEME.replace("2026-12-10", "2026-11-10"),
    }
    built = world(over).build()
    for url in ("/events/over/", "/events/off/", "/refer-a-friend/ended/"):
        assert built.html(url).find("share-links") is None, url
