"""What a build does, counted and not timed: nothing twice, and the same for each vacancy.

Seconds depend on the machine; pages, templates, files, hashes and calls do not. The numbers that
stand here are what a build needs today: whoever needs more says so by changing them.
"""

from __future__ import annotations

import cProfile
import hashlib
import pstats
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, World

from portal.content import vacancy
from portal.render import Renderer
from portal.templating import OurEnvironment
from portal.weaving import Sheet

Make = Callable[..., World]
FEED = "- {id: ours, file: ours.csv}\n"
HEAD = "title,reference,company,location,closing date,link,description\n"
LINE = (
    "Care assistant,{0},Example House,Testham,25/12/2026,https://house.example/apply?job={0},"
    "You help people with their day. This is advert number {0} of many.\n"
)
SIZES = (50, 100, 200)
# Fifty further vacancies make this many lists longer by a page: all, those of the district, of the
# role, of both and of the provider, and two with room to spare.
LISTS = 7
# No build needs a template, or a file of the project, more than this often.
READS_OF_A_FILE = 2


@dataclass
class Work:
    """How often a build did what costs time. Fingerprints of values are not among the hashes."""

    pages: int = 0
    hashes: int = 0
    templates: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)


_counting: list[Work] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Note each file that is opened: Python tells it to a hook, whoever opens it."""
    if event != "open" or not _counting or not isinstance(arguments[0], str | bytes):
        return
    path, mode, flags = arguments
    name = path if isinstance(path, str) else path.decode()
    writes = set(mode) & set("wxa+") if mode else flags & 3
    work = _counting[-1]
    (work.written if writes else work.read)[name] += 1


sys.addaudithook(_note)  # cannot be taken away again, so it looks whether anybody counts


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[World], Work]]:
    """Return a build that tells what it did."""
    fill, compiled, sha256 = Renderer.fill, OurEnvironment._compile, hashlib.sha256

    def filling(*arguments: Any) -> Sheet:
        _counting[-1].pages += 1
        return fill(*arguments)

    def compiling(self: OurEnvironment, source: str, filename: str) -> Any:
        _counting[-1].templates[filename] += 1
        return compiled(self, source, filename)

    def hashing(*arguments: Any, **options: Any) -> Any:
        _counting[-1].hashes += 1
        return sha256(*arguments, **options)

    def build(made: World) -> Work:
        _counting.append(Work())
        with monkeypatch.context() as patch:
            patch.setattr(Renderer, "fill", filling)
            patch.setattr(OurEnvironment, "_compile", compiling)
            patch.setattr(hashlib, "sha256", hashing)
            built = made.build()
        assert built.problems == ()
        return _counting.pop()

    yield build
    _counting.clear()


def with_vacancies(world: Make, count: int, **options: bool) -> World:
    """Return the small world with a feed of that many vacancies, of which nothing was built yet."""
    shutil.rmtree(world().root)
    return world(
        {
            "content/vacancies/feeds.yaml": FEED,
            "content/vacancies/snapshots/ours.csv": HEAD
            + "".join(LINE.format(number) for number in range(count)),
        },
        **options,
    )


def of_project(files: Counter[str], *roots: Path) -> Counter[str]:
    """Return the files below some folders."""
    begins = tuple(f"{root}/" for root in roots)
    return Counter({name: times for name, times in files.items() if name.startswith(begins)})


def test_a_first_build_compiles_each_template_once_and_reads_no_file_over_and_over(
    world: Make, counted: Callable[[World], Work]
) -> None:
    made = with_vacancies(world, 10, empty_cache=True)
    work = counted(made)
    assert work.templates
    assert set(work.templates.values()) == {1}
    read = of_project(work.read, made.root / "content", REPOSITORY / "templates")
    assert read
    often = {name: times for name, times in read.items() if times > READS_OF_A_FILE}
    assert often == {}
    assert set(of_project(work.written, made.output).values()) <= {1}


def test_a_build_with_compiled_templates_at_hand_compiles_none(
    world: Make, counted: Callable[[World], Work]
) -> None:
    made = with_vacancies(world, 10)
    made.build()
    assert counted(made).templates == {}


def test_each_further_vacancy_costs_as_much_as_the_one_before(
    world: Make, counted: Callable[[World], Work]
) -> None:
    with_vacancies(world, SIZES[0]).build()  # templates are compiled once, however many there are
    works = [counted(with_vacancies(world, size)) for size in SIZES]
    for (fewer, more), (least, most) in zip(pairwise(works), pairwise(SIZES), strict=True):
        further = most - least
        lists = LISTS * further // 50
        assert further <= more.pages - fewer.pages <= further + lists
        assert further <= more.written.total() - fewer.written.total() <= further + lists
        assert more.read.total() == fewer.read.total()
        assert more.hashes == fewer.hashes


def test_no_advert_is_read_again_to_tell_that_it_is_the_same(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tell = vacancy._all_said_by

    def telling(each: vacancy.Vacancy) -> str:
        told.append(each.title)
        return tell(each)

    monkeypatch.setattr(vacancy, "_all_said_by", telling)
    made = with_vacancies(world, 20)
    made.build()
    assert len(told) == 20
    told.clear()
    story = "content/case-studies/from-the-shop.md"
    made.write({story: (made.root / story).read_text("utf-8").replace("The", "That")})
    made.build()
    assert told == []
    feed = "content/vacancies/snapshots/ours.csv"
    text = (made.root / feed).read_text("utf-8")
    made.write({feed: text.replace("number 7 ", "number seven ") + LINE.format("one-more")})
    made.build()
    assert len(told) == 2


def test_twice_as_many_vacancies_are_twice_as_much_work(world: Make) -> None:
    calls = []
    with_vacancies(world, SIZES[0]).build()  # what is done once in a process is no part of it
    for size in SIZES:
        made = with_vacancies(world, size)
        profile = cProfile.Profile()
        profile.runcall(made.build)
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    first, second = (more - fewer for fewer, more in pairwise(calls))
    # The second step has twice as many vacancies; a search of all for each would be four times as
    # much work.
    assert second < 2.2 * first
