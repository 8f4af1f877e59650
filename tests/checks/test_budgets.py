"""Pages are light enough for a cheap phone, and the check says which are not."""

from __future__ import annotations

import random
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from conftest import World

from portal.checks import budgets
from portal.checks.budgets import DATA, PAGE, SCRIPTS, _check_pages, check, weigh
from portal.checks.built import Built
from portal.errors import Position
from portal.facts import PageFacts, read_facts
from portal.library import Library

NOBODY = cast(Library, None)
LIBRARY = cast(Library, SimpleNamespace(config=SimpleNamespace(root="")))


def page(url: str, words: int, origin: str = "content/pages/long.md") -> PageFacts:
    """Return the facts of a page of so many words that do not compress."""
    source = random.Random(1)  # noqa: S311 - no secret
    text = " ".join(f"{source.getrandbits(40):x}" for _ in range(words))
    html = f"<html><head></head><body><header></header>{text}<footer></footer></body></html>"
    return read_facts(html, url, Position(origin), True)


def test_a_light_page_is_not_even_compressed() -> None:
    assert page("/light/", 10).compressed == 0


def test_the_heaviest_page_of_a_file_is_told_with_its_size() -> None:
    pages = {each.url: each for each in (page("/a/", 6000), page("/b/", 9000))}
    built = Built(pages, frozenset(), NOBODY)
    (problem,) = _check_pages(built)
    assert problem.code == "page-too-heavy"
    assert "/b/" in problem.sentence
    assert "1 more" in problem.sentence
    assert f"{PAGE / 1024:.1f} kB" in problem.sentence


def test_the_map_of_the_pathway_may_be_larger() -> None:
    built = Built({"/pathway/": page("/pathway/", 6000)}, frozenset(), NOBODY)
    assert list(_check_pages(built)) == []


def test_scripts_of_a_page_count_together_and_are_told_once() -> None:
    config = SimpleNamespace(root="/careers")
    heavy = random.Random(2).randbytes(SCRIPTS)  # noqa: S311 - no secret
    facts = page("/a/", 10)._replace(head_assets=("/careers/assets/a.js", "/careers/assets/b.js"))
    assets = {"/assets/a.js": heavy[: SCRIPTS // 2], "/assets/b.js": heavy[SCRIPTS // 2 - 99 :]}
    pages = {each.url: each for each in (facts, facts._replace(url="/b/"))}
    library = cast(Library, SimpleNamespace(config=config))
    (problem,) = check(Built(pages, frozenset(), library, assets))
    assert problem.code == "scripts-too-heavy"
    assert "/a/" in problem.sentence


def test_a_script_is_weighed_again_only_when_its_address_has_changed() -> None:
    old, new, plain = "/assets/a.0123456789ab.js", "/assets/a.ba9876543210.js", "/sw.js"
    files = dict.fromkeys((old, new, plain), b"let a = 1;")
    weighed = weigh(files, {old: 999, plain: 999})
    assert weighed[old] == 999
    assert weighed[new] < 50
    assert plain not in weighed  # it may change under this address


def test_what_the_finder_loads_for_a_thousand_vacancies_is_told_where_it_is_too_much() -> None:
    sizes = {"/vacancies/finder.json": DATA["/vacancies/finder.json"][0] + 1000}
    (problem,) = check(Built({}, frozenset(), LIBRARY, data=sizes))
    assert problem.code == "data-too-heavy"
    assert "150.0 kB" in problem.sentence


def test_a_build_weighs_all_data_that_scripts_load(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {url: (10, *rest) for url, (_, *rest) in DATA.items()}
    monkeypatch.setattr(budgets, "DATA", few)
    made = world()
    for built in (made.build(write=False), made.build(), made.build()):  # the last keeps all pages
        told = [each.sentence for each in built.problems if each.code == "data-too-heavy"]
        assert sorted(sentence.split()[0] for sentence in told) == sorted(DATA)
