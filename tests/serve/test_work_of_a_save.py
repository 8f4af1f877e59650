"""What a save costs a preview, counted in calls and not timed: hardly anything for what stayed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from conftest import SMALL_WORLD, World

from serve.visiting import Visitor

Make = Callable[..., World]
STORIES = "content/case-studies"
STORY = (SMALL_WORLD / STORIES / "from-the-shop.md").read_text("utf-8")
FEED = "- {id: ours, file: ours.csv}\n"
HEAD = "title,reference,company,location,closing date,link,description\n"
LINE = (
    "Care assistant,{0},Example House,Testham,25/12/2026,https://house.example/apply?job={0},"
    "You help people with their day. This is advert number {0} of many.\n"
)


def calls_of_a_save(world: Make, vacancies: int, stories: int, words: str) -> int:
    """Return how many functions of ours are called from a save of other words to their page."""
    shutil.rmtree(world().root)
    files = {
        "content/vacancies/feeds.yaml": FEED,
        "content/vacancies/snapshots/ours.csv": HEAD
        + "".join(LINE.format(number) for number in range(vacancies)),
    }
    for number in range(stories):
        name = f"title: From the shop, number {number}"
        files[f"{STORIES}/story-{number}.md"] = STORY.replace("title: From the shop", name)
    visitor = Visitor(world(files))
    name = f"{STORIES}/from-the-shop.md"
    visitor.save(name, STORY.replace(words, "Many years"))
    visitor.get("/case-studies/from-the-shop/")
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event == "call" and "portal" in frame.f_code.co_filename:
            calls += 1

    sys.setprofile(count)
    try:
        visitor.save(name, STORY.replace(words, "Ten years"))
        visit = visitor.get("/case-studies/from-the-shop/")
    finally:
        sys.setprofile(None)
    assert visit.status == 200
    assert "Ten years" in visit.text
    return calls


FACT, TEXT = "The laughter", "nine years"


@pytest.mark.parametrize(
    ("words", "vacancies", "stories", "most"),
    [
        # What is left is the pages of lists: for twenty vacancies one in each list they are in.
        (FACT, 200, 0, 1),
        # A story is listed, sorted and given an address; nothing of it is read or checked again.
        (FACT, 0, 100, 60),
        # Where the text below the facts was saved, no list is made. Each page of a story is
        # planned, and stories are brought together by role, place and the like.
        (TEXT, 200, 0, 0),
        (TEXT, 0, 100, 25),
    ],
)
def test_what_was_not_saved_costs_a_save_next_to_nothing(
    world: Make, words: str, vacancies: int, stories: int, most: int
) -> None:
    few, many = (
        calls_of_a_save(world, vacancies * times + 20, stories * times + 10, words)
        for times in (1, 2)
    )
    assert many - few <= most * (vacancies + stories)
