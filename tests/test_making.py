"""Pages are the same however many processes make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from conftest import World

from portal import making
from portal.errors import PortalError, Position, Problem
from portal.making import PagesMaker, make_pages
from portal.pages.page import Page
from portal.prose import ProseMaker
from portal.render import Renderer
from portal.weaving import Sheet, sheet_of


class Templates(Renderer):
    """Stands in for templates: each page is its address; the broken one fails from a page on."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def fill(self, page: Page, context: object = None) -> Sheet:  # noqa: ARG002
        """Return the page's text."""
        if page.template == "broken.html" and int(page.url.strip("/")) >= 120:
            problem = Problem(Position("broken.html"), "template", f"Failed on {page.url}.", "")
            raise PortalError(problem)
        self.made.append(page.url)
        return sheet_of([f"<title>{page.url}</title><a href='/'>x</a>"])

    def forget(self) -> None:
        """Remember nothing, as before."""


def pages(count: int) -> Iterator[Page]:
    """Yield pages of three templates."""
    for number in range(count):
        template = ("good.html", "broken.html", "list.json")[number % 3]
        yield Page(f"/{number}/", template, lambda: None, Position("x"))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few pages be enough for several processes."""
    monkeypatch.setattr(making, "_FEWEST_TO_SHARE", 10)
    monkeypatch.setattr(making, "PIECE", 20)


def made(jobs: int) -> making.Result:
    """Return what becomes of 300 pages."""
    wanted = {page.url: page for page in pages(300)}

    def write(_file: str, _data: bytes) -> int:
        return 0

    return make_pages(wanted, PagesMaker(Templates(), ProseMaker(), write), jobs)


@pytest.mark.usefixtures("few")
def test_facts_and_problems_do_not_depend_on_the_number_of_processes() -> None:
    one, three = made(1), made(3)
    assert list(one.facts) == list(three.facts)
    assert one == three


@pytest.mark.usefixtures("few")
def test_work_done_ahead_ends_where_processes_part_and_only_there() -> None:
    ended: list[int] = []
    wanted = {page.url: page for page in pages(90)}
    for jobs in (1, 2):
        maker = PagesMaker(Templates(), ProseMaker(), lambda _file, _data: 0)
        make_pages(wanted, maker, jobs, partial(ended.append, jobs))
    assert ended == [2]


@pytest.mark.usefixtures("few")
def test_a_template_that_fails_is_one_problem_that_of_its_first_page() -> None:
    assert [each.sentence for each in made(3).problems] == ["Failed on /121/."]


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.usefixtures("few")
def test_the_first_page_that_fails_is_told_of_whatever_section_it_is(jobs: int) -> None:
    class Failing(Templates):
        def fill(self, page: Page, context: object = None) -> Sheet:
            if page.template == "both.html" and page.url.endswith(("7/", "8/")):
                problem = Problem(Position("both.html"), "template", f"Failed on {page.url}.", "")
                raise PortalError(problem)
            return super().fill(page, context)

    def page(section: str, number: int, template: str) -> Page:
        return Page(f"/{section}/{number}/", template, lambda: None, Position("x"))

    large = [page("large", number, "both.html") for number in range(30, 90)]
    small = [page("small", number, "both.html") for number in range(9)]
    wanted = {each.url: each for each in (*large[:3], *small, *large[3:])}
    maker = PagesMaker(Failing(), ProseMaker(), lambda _file, _data: 0)
    failed = make_pages(wanted, maker, jobs).problems
    assert [each.sentence for each in failed] == ["Failed on /small/7/."]


@pytest.mark.usefixtures("few")
def test_each_page_is_made_once() -> None:
    templates = Templates()
    wanted = {page.url: page for page in pages(90)}
    make_pages(wanted, PagesMaker(templates, ProseMaker(), lambda _file, _data: 0), 1)
    assert sorted(templates.made) == sorted(wanted)


@pytest.mark.usefixtures("few")
def test_a_site_has_the_same_bytes_from_one_process_and_from_several(
    world: Callable[..., World],
) -> None:
    built = world()
    one = built.build(jobs=1).files
    assert len(one) > 20
    assert built.build(jobs=3).files == one


def test_what_components_made_is_let_go_of_when_all_pages_are_made(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[tuple[int, int]] = []
    forget = Renderer.forget

    def noting(renderer: Renderer) -> None:
        components = [*renderer._environment.components.values()]
        before = sum("kept" in vars(each) for each in components)
        forget(renderer)
        held.append((before, sum("kept" in vars(each) for each in components)))

    monkeypatch.setattr(Renderer, "forget", noting)
    assert world().build().problems == ()
    ((before, after),) = held
    assert before > 0
    assert after == 0
