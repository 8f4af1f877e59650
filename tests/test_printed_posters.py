"""`build --posters` prints a PDF of every page that is worth one, or says what it lacks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest
from conftest import TODAY, World

from portal import posters
from portal.errors import PortalError
from portal.pipeline import build
from portal.posters import find_browser, poster_file, poster_urls, print_posters
from portal.report import Report

Make = Callable[..., World]
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


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(not HAS_BROWSER, reason="there is no Chromium on this machine")
def test_each_poster_is_one_page_of_its_own_size(world: Make) -> None:
    made = world()
    built = made.build()
    assert built.problems == ()
    assert print_posters(made.output, "", ["/"]) == 3
    sizes = {}
    for file in sorted((made.output / "posters").iterdir()):
        data = file.read_bytes()
        assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == 1, file.name
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert box, file.name
        sizes[file.name] = (round(float(box[1])), round(float(box[2])))
    assert sizes == {
        "site-a4.pdf": (595, 842),
        "site-a5.pdf": (420, 595),
        "site-sheet.pdf": (595, 842),
    }
