"""`build --posters` prints a PDF of every page that is worth one, or says what it lacks."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import SMALL_WORLD, TODAY, World
from world_texts import SCHEME, VACANCY

from portal import posters
from portal.errors import PortalError
from portal.pipeline import build
from portal.posters import Kind, find_browser, poster_file, poster_urls
from portal.posters.files import print_posters
from portal.posters.printing import BrowserError, print_sheets
from portal.report import Report

Make = Callable[..., World]
LONG_AGO = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


class Built(NamedTuple):
    """A site with posters, and how many there are."""

    site: Path
    posters: int


PACK = "/for-providers/pack/"
HAS_BROWSER = any(map(shutil.which, posters._BROWSERS))


def test_a_machine_without_a_browser_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(PortalError) as caught:
        find_browser()
    assert "no Chromium or Chrome" in caught.value.problem.sentence
    assert "leave --posters out" in caught.value.problem.remedy


def test_the_same_page_has_the_same_file_each_time_and_no_other_page_has_it(world: Make) -> None:
    made = world()
    site = build(made.project, None, today=TODAY, report=Report(made.root, -1))
    urls = poster_urls(site.plan.library)
    assert urls[0] == "/"
    assert any(url.startswith("/roles/") for url in urls)
    files = [poster_file(url, "a4") for url in urls]
    assert len(set(files)) == len(files)
    assert all(re.fullmatch(r"posters/[a-z0-9-]+-a4\.pdf", file) for file in files)


def test_each_kind_can_be_asked_for_and_what_is_over_has_none(world: Make) -> None:
    made = world(
        {
            "content/refer-a-friend/open.md": SCHEME,
            "content/refer-a-friend/over.md": SCHEME.replace("2026-12-10", "2026-11-10"),
            "content/vacancies/posted/care-assistant.md": VACANCY,
        }
    )
    library = build(made.project, None, today=TODAY, report=Report(made.root, -1)).plan.library
    assert poster_urls(library, {Kind.SCHEMES}) == ("/refer-a-friend/open/",)
    assert poster_urls(library, {Kind.PACK}) == (PACK,)
    assert poster_urls(library, {Kind.SITE, Kind.VACANCIES}) == ("/", "/vacancies/care-assistant/")
    usual = poster_urls(library)
    assert "/refer-a-friend/open/" in usual
    assert "/vacancies/care-assistant/" not in usual
    assert set(poster_urls(library, {Kind.USUAL, Kind.VACANCIES})) == {
        *usual,
        "/vacancies/care-assistant/",
    }


@pytest.mark.parametrize("browser", ["/there/is/no/such/browser", sys.executable])
def test_a_browser_that_does_not_start_is_said(browser: str, tmp_path: Path) -> None:
    with pytest.raises(BrowserError):
        print_sheets(browser, {"http://127.0.0.1:1/": tmp_path / "x.pdf"}, NOON)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the posters of a site and of a scheme, on a day that is long past."""
    root = tmp_path_factory.mktemp("printed") / "project"
    shutil.copytree(SMALL_WORLD, root)
    made = World(root)
    made.write({"content/refer-a-friend/past.md": SCHEME.replace("2026-12-10", "2026-10-07")})
    built = made.build(LONG_AGO, base_url="https://site.example/care/")
    assert [each for each in built.problems if each.severity == "error"] == []
    urls = ["/", "/refer-a-friend/past/", PACK]
    return Built(made.output, print_posters(made.output, "/care", urls, LONG_AGO))


@pytest.mark.browser
@pytest.mark.skipif(not HAS_BROWSER, reason="there is no Chromium on this machine")
def test_each_poster_is_one_page_of_its_own_size(printed: Built) -> None:
    sizes = {}
    for file in sorted((printed.site / "posters").glob("[!f]*.pdf")):
        data = file.read_bytes()
        assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == 1, file.name
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert box, file.name
        sizes[file.name] = (round(float(box[1])), round(float(box[2])))
    assert printed.posters == len(sizes) + 1
    assert sizes == {
        "refer-a-friend-past-a4.pdf": (595, 842),
        "refer-a-friend-past-a5.pdf": (420, 595),
        "site-a4.pdf": (595, 842),
        "site-a5.pdf": (420, 595),
        "site-sheet.pdf": (595, 842),
    }


@pytest.mark.browser
@pytest.mark.skipif(not HAS_BROWSER, reason="there is no Chromium on this machine")
def test_the_pack_is_one_document_of_many_pages_with_an_outline(printed: Built) -> None:
    data = (printed.site / "posters" / "for-providers-pack-a4.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) > 2
    assert b"/Outlines" in data
    assert b"/MarkInfo" in data, "it is tagged, for screen readers"


@pytest.mark.browser
@pytest.mark.skipif(not HAS_BROWSER, reason="there is no Chromium on this machine")
def test_a_page_that_is_not_there_gets_no_poster_of_something_else(printed: Built) -> None:
    with pytest.raises(PortalError) as caught:
        print_posters(printed.site, "/care", ["/roles/none/"], LONG_AGO)
    assert "posters/roles-none-a4.pdf and 1 more" in caught.value.problem.sentence
    assert "That page is not there, or no longer there." in caught.value.problem.sentence
    assert not (printed.site / "posters" / "roles-none-a4.pdf").exists()
