"""What a build promises, on the small world and on what is shipped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY, BuiltWorld, World, keep_templates

from portal.pipeline import build
from portal.project import Project
from portal.report import Report

Make = Callable[..., World]
STORY = "content/case-studies/from-the-shop.md"
PAGE = """---
title: "{title}"
summary: A page that is here for a test and nothing else.
{facts}
---
Some words.
"""


def page(title: str, facts: str = "order: 1", body: str = "") -> str:
    """Return the text of a free page."""
    return PAGE.format(title=title, facts=facts) + body


def test_the_small_world_becomes_a_site(world: Make) -> None:
    built = world().build()
    assert built.problems == ()
    assert [
        h1.get_text(strip=True) for h1 in built.html("/roles/care-assistant/").select("h1")
    ] == ["Care assistant"]
    assert "Sam" in built.text("/case-studies/from-the-shop/")
    assert {"index.html", "404.html", "sitemap.xml", "robots.txt"} <= built.files.keys()


def test_building_twice_gives_the_same_bytes(world: Make) -> None:
    first = world()
    before = first.build().files
    assert first.build().files == before


def test_building_without_the_cache_gives_the_same_bytes(world: Make) -> None:
    made = world(empty_cache=True)
    before = made.build().files
    for path in sorted(made.project.cache.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert made.build().files == before


def test_a_spoilt_cache_changes_nothing(world: Make) -> None:
    made = world(empty_cache=True)
    before = made.build().files
    for path in made.project.cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b'{"version": "1", "entries": {"a": [1')
    assert made.build().files == before


def test_a_draft_is_nowhere_and_the_build_says_why(world: Make) -> None:
    made = world({"content/pages/new.md": page("Secret plans", "draft: true")})
    built = made.build()
    assert not any(b"Secret plans" in data for data in built.files.values())
    site = build(made.project, None, today=TODAY, report=Report(made.root, -1))
    assert [(each.id, each.because) for each in site.plan.library.left_out] == [
        ("new", "it is a draft")
    ]


def test_drafts_can_be_put_in(world: Make) -> None:
    made = world({"content/pages/new.md": page("Secret plans", "draft: true")})
    assert "Secret plans" in made.build(drafts=True).text("/new/")


def test_a_page_appears_on_its_day_and_goes_on_its_last(world: Make) -> None:
    facts = "publish_on: 2026-12-01\nexpires_on: 2027-01-01"
    made = world({"content/pages/winter.md": page("Winter", facts)})
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert ["winter/index.html" in made.build(day).files for day in days] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ("review_by: 2028-09-01, scopes: [text, name, employer]", False),
        ("review_by: 2026-11-21, scopes: [text, name, employer]", True),
        ("review_by: 2028-09-01, scopes: [name, photo, employer]", True),
        ("review_by: 2028-09-01, scopes: [text, name], withdrawn_on: 2026-11-20", True),
    ],
)
def test_a_story_is_published_only_with_consent(world: Make, facts: str, gone: bool) -> None:
    made = world()
    text = (made.root / STORY).read_text("utf-8")
    made.write(
        {STORY: text.replace("review_by: 2028-09-01, scopes: [text, name, employer]", facts)}
    )
    built = made.build()
    assert built.problems == ()
    found = any(b"Saying goodbye to people" in data for data in built.files.values())
    assert found is not gone


def test_consent_that_falls_due_soon_is_a_warning(world: Make) -> None:
    made = world()
    text = (made.root / STORY).read_text("utf-8")
    made.write({STORY: text.replace("review_by: 2028-09-01", "review_by: 2026-12-10")})
    assert made.build().codes == ["consent-due"]


def test_with_a_problem_nothing_is_written(world: Make) -> None:
    made = world()
    before = made.build().files
    made.write({STORY: "---\ntitle: Broken\n---\n"})
    assert made.build().problems != ()
    assert BuiltWorld(made.output, ()).files == before


def test_strict_lets_a_warning_stop_the_build(world: Make) -> None:
    made = world()
    role = (made.root / "content/pathway/roles/care-assistant.yaml").read_text("utf-8")
    made.write({"content/pathway/roles/gardener.yaml": role.replace("Care assistant", "Gardener")})
    assert made.build(strict=True).codes == ["dead-end-role", "unreachable-role"]
    assert not made.output.exists()
    made.build()
    assert (made.output / "roles/gardener/index.html").is_file()


def test_a_site_that_lost_half_its_pages_is_not_published(world: Make) -> None:
    pages = {f"content/pages/number-{n}.md": page(f"Page number {n}") for n in range(60)}
    made = world(pages)
    made.build()
    for name in pages:
        (made.root / name).unlink()
    assert made.build().codes == ["site-shrank"]
    assert (made.output / "number-7/index.html").is_file()
    assert made.build(allow_shrink=True).problems == ()
    assert not (made.output / "number-7").exists()


def test_a_site_can_live_under_a_path(world: Make) -> None:
    built = world().build(base_url="https://council.example/careers/")
    assert built.problems == ()
    home = built.html("/")
    links = [str(link["href"]) for link in home.find_all("a", href=True)]
    inside = [link for link in links if link.startswith("/")]
    assert inside
    assert all(link.startswith("/careers/") for link in inside)
    assert 'href="/careers/roles/"' in built.text("/about/")
    assert "https://council.example/careers/roles/" in built.text("/sitemap.xml")


def test_a_script_in_a_text_stops_the_build_and_html_in_a_title_stays_text(world: Make) -> None:
    nasty = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    made = world({"content/pages/nasty.md": page("<b>Bold</b> & co", body=nasty)})
    assert made.build().codes == ["html-that-acts"]
    made.write(
        {"content/pages/nasty.md": page("<b>Bold</b> & co", body="[x](/about/) & <b>co</b>")}
    )
    text = made.build().text("/nasty/")
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; co" in text


def test_template_words_in_content_are_never_run(world: Make) -> None:
    made = world({"content/pages/sum.md": page("{{ 7 * 7 }}", body="{{ 7 * 7 }} {% raw %}")})
    text = made.build().text("/sum/")
    assert "{{ 7 * 7 }}" in text
    assert "49" not in text.split("<main")[1].split("</main>")[0]


# What nobody looks at for two years is told, and the site is whole all the same.
FALLS_DUE = {"accessibility-review", "figures-due", "old-figure", "old-pay", "resource-check"}


@pytest.mark.slow
@pytest.mark.parametrize(("day", "due"), [(TODAY, set()), (date(2028, 11, 22), FALLS_DUE)])
def test_what_is_shipped_builds_without_a_warning_but_of_what_falls_due(
    tmp_path: Path, kept_templates: Path, day: date, due: set[str]
) -> None:
    report = Report(REPOSITORY, -1)
    site = build(
        shipped(tmp_path, kept_templates), tmp_path / "dist", today=day, report=report, strict=True
    )
    assert [str(each) for each in site.problems.sorted() if each.code not in due] == []
    assert site.plan.library.case_studies
    assert site.plan.library.vacancies


def shipped(folder: Path, kept: Path) -> Project:
    """Return the project as it is shipped, with a cache of its own."""
    project = Project.at(REPOSITORY)
    return Project(
        project.root,
        project.content,
        project.config,
        project.templates,
        project.assets,
        keep_templates(folder / "cache", kept),
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not to be had on Windows")
@pytest.mark.parametrize("moment", ["plan", "write", "publish"])
def test_a_build_that_is_killed_leaves_the_old_site_whole(world: Make, moment: str) -> None:
    made = world()
    before = made.build().files
    made.write({"content/pages/more.md": page("One more page")})
    process = subprocess.run(
        [sys.executable, "-c", KILLED, str(REPOSITORY), str(made.root), moment],
        check=False,
        capture_output=True,
    )
    assert process.returncode == -signal.SIGKILL, process.stderr.decode()
    assert BuiltWorld(made.output, ()).files == before
    after = made.build()
    assert after.problems == ()
    assert "more/index.html" in after.files
    assert [each.name for each in made.root.iterdir() if each.name.startswith(".dist-")] == []


KILLED = """
import os, signal, sys
from datetime import date
sys.path.insert(0, sys.argv[1])
sys.path.insert(0, sys.argv[1] + "/tests")
from pathlib import Path
from conftest import World
import portal.output, portal.pipeline

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment = sys.argv[3]
if moment == "plan":
    portal.kept_assets.AssetsReader.read = die
elif moment == "write":
    write, written = portal.output.Stage.write, []
    def write_some(self, file, data):
        written.append(file)
        if len(written) > 5:
            die()
        write(self, file, data)
    portal.output.Stage.write = write_some
else:
    portal.output.exchange = die
World(Path(sys.argv[2])).build()
"""


def test_no_environment_variable_changes_the_site(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world()
    before = made.build().files
    for name in ("TZ", "LANG", "LC_ALL", "HOME"):
        monkeypatch.setitem(os.environ, name, "xx")
    assert made.build().files == before
