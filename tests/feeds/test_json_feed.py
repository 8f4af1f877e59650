"""JSON Feed, with and without a JobPosting beside its items."""

from __future__ import annotations

import json
from typing import Any

from portal.feeds import read

POSTING = {
    "@type": "JobPosting",
    "title": "Carer",
    "identifier": {"value": 7167},
    "jobLocation": [{"address": {"addressLocality": "Oadby", "postalCode": "LE2 4AB"}}],
}
ITEM: dict[str, Any] = {
    "id": "20fa-b7d",
    "title": "Carer (Oadby)",
    "url": "https://example.org/jobs/7167",
    "content_html": "<p>Kind people</p>",
    "date_published": "2026-11-01T09:00:00+00:00",
}


def _feed(*items: Any) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lodge", "items": items}
    return json.dumps(feed).encode()


def test_the_posting_and_the_item_complete_each_other() -> None:
    reading = read(_feed({**ITEM, "_jobposting": POSTING}))
    assert (reading.format, reading.lenient, reading.problems) == ("json-feed", False, ())
    (item,) = reading.items
    assert (item.title, item.reference) == ("Carer", "7167")
    assert (item.locality, item.postcode) == ("Oadby", "LE2 4AB")
    assert (item.url, item.description) == (ITEM["url"], "<p>Kind people</p>")
    assert item.posted == "2026-11-01T09:00:00+00:00"


def test_an_item_without_a_posting_is_read_as_rss_would_be() -> None:
    (item,) = read(_feed({**ITEM, "_jobposting": None})).items
    assert (item.title, item.reference, item.url) == (ITEM["title"], ITEM["id"], ITEM["url"])


def test_what_is_not_an_item_is_skipped_with_a_reason() -> None:
    reading = read(_feed(ITEM, None, "x", {"id": 1}, 7))
    assert [each.number for each in reading.skipped] == [2, 3, 4, 5]
    assert reading.skipped[0].reason == "It is not an object with fields."


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    reading = read(_feed(ITEM, ITEM, ITEM)[:-40])
    assert (reading.lenient, len(reading.items)) == (True, 2)


def test_a_feed_that_is_cut_off_within_words_is_read_up_to_them() -> None:
    data = _feed(ITEM, {**ITEM, "content_html": 'a "quoted\\" } ] word'})
    reading = read(data[: data.index(b"] word")])
    assert (reading.lenient, len(reading.items)) == (True, 1)


def test_a_feed_without_items_is_a_reason() -> None:
    assert read(_feed()).problems == ("The feed has no items.",)
    without = b'{"version": "https://jsonfeed.org/version/1.1", "items": {"a": 1}}'
    assert read(without).problems == ("It is a JSON Feed without a list of items.",)
