"""Feeds of lists: what is kept of them while others are made is little, and changes nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from planning import MakeWorld, library_of, many

from portal.content.vacancy import Vacancy
from portal.errors import Position
from portal.pages import syndication
from portal.pages.syndication import Entry, Feeds


def _entry(vacancy: Vacancy) -> Entry:
    assert vacancy.posted_on is not None
    return Entry(vacancy.title, vacancy.url, vacancy.summary, "Example House", vacancy.posted_on)


def test_feeds_of_many_lists_keep_few_entries_and_say_the_same(
    world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(world)
    vacancies = many(40)
    lists = [vacancies[start:end] for start, end in pairwise(range(0, 41, 5))]
    made: list[list[object]] = []
    for most in (1_000, 7):
        monkeypatch.setattr(syndication, "_KEPT", most)
        feeds = Feeds(library, _entry)
        made.append(
            [
                page.context()
                for number, members in enumerate(lists)
                for page in feeds.pages(f"/list-{number}/", "List", members, Position("here"))
            ]
        )
        assert len(feeds._entries) <= most
        assert len(feeds._items) <= most
    assert made[0] == made[1]


def test_both_feeds_of_a_list_share_their_entries(world: MakeWorld) -> None:
    told: list[str] = []

    def entry(vacancy: Vacancy) -> Entry:
        told.append(vacancy.id)
        return _entry(vacancy)

    feeds = Feeds(library_of(world), entry)
    for page in feeds.pages("/list/", "List", many(3), Position("here")):
        page.context()
    assert told == ["vacancy-0", "vacancy-1", "vacancy-2"]
