"""What the search can find, and the A to Z."""

from __future__ import annotations

import json
from typing import Any

from conftest import BuiltWorld
from hypothesis import given
from hypothesis import strategies as st
from planning import MakeWorld

from portal.pages.search_index import STOP_WORDS, fold, words_of

STORY = "content/case-studies/from-the-shop.md"


def index_of(built: BuiltWorld) -> dict[str, Any]:
    """Return the index of a site."""
    found: dict[str, Any] = json.loads(built.text("/search/index.json"))
    return found


def entries_saying(index: dict[str, Any], word: str) -> set[str]:
    """Return the addresses of the entries whose bodies say a word."""
    for line in index["words"].split("\n"):
        said, *steps = line.split(" ")
        if said == word:
            numbers, number = [], 0
            for step in steps:
                number += int(step, 36)
                numbers.append(number)
            return {index["entries"][each][2] for each in numbers}
    return set()


def test_everything_that_can_be_found_is_a_page_of_the_site(world: MakeWorld) -> None:
    built = world().build()
    urls = [entry[2] for entry in index_of(built)["entries"]]
    assert len(urls) == len(set(urls))
    for url in urls:
        assert built.html(url).h1, url


def test_roles_are_found_by_their_other_names_and_bodies_by_their_words(world: MakeWorld) -> None:
    index = index_of(world().build())
    roles = [entry for entry in index["entries"] if index["kinds"][entry[0]] == "role"]
    assert roles
    assert any(entry[4] for entry in roles)
    story = next(each for each in index["entries"] if index["kinds"][each[0]] == "story")
    said = next(line.split(" ")[0] for line in index["words"].split("\n") if " " in line)
    assert entries_saying(index, said)
    assert story[2].startswith("/case-studies/")


def test_a_withdrawn_story_leaves_no_trace_in_the_search(world: MakeWorld) -> None:
    made = world()
    before = made.build().text("/search/index.json")
    text = (made.root / STORY).read_text("utf-8")
    made.write({STORY: text.replace("consent: {", "consent: {withdrawn_on: 2026-11-01, ")})
    after = made.build().text("/search/index.json")
    assert "/case-studies/from-the-shop/" in before
    assert "/case-studies/from-the-shop/" not in after
    assert "from-the-shop" not in made.build().text("/a-to-z/")


def test_single_vacancies_are_left_to_the_finder(world: MakeWorld) -> None:
    urls = [entry[2] for entry in index_of(world().build())["entries"]]
    assert not any(url.startswith("/vacancies/") and "/in/" not in url for url in urls)


def test_synonyms_of_the_content_reach_the_browser(world: MakeWorld) -> None:
    name = "content/facts/synonyms.yaml"
    built = world({name: "- words: [carer, support worker]\n"}).build()
    assert index_of(built)["synonyms"] == [["carer", "support worker"]]


def test_a_single_synonym_is_a_problem(world: MakeWorld) -> None:
    built = world({"content/facts/synonyms.yaml": "- words: [carer]\n"}).build()
    places = {problem.position.path for problem in built.problems}
    assert "content/facts/synonyms.yaml" in places


def test_the_a_to_z_lists_roles_under_each_name_and_no_stories(world: MakeWorld) -> None:
    page = world().build().html("/a-to-z/")
    titles = [link.get_text() for link in page.select(".letters__link")]
    assert titles
    assert not page.select('.letters__link[href^="/case-studies/from"]')
    letters = [title.get_text() for title in page.select(".letters__title")]
    assert letters == sorted(letters)


def test_the_search_leads_on_below_a_path_too(world: MakeWorld) -> None:
    page = world().build(base_url="https://example.org/careers/").html("/search/")
    assert page.select_one('[data-source="/careers/search/index.json"]')
    assert page.select_one('form[action="/careers/search/"]')


@given(st.text())
def test_folding_twice_is_folding_once_and_words_are_plain(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for word in words_of(text):
        assert word == fold(word)
        assert word not in STOP_WORDS
