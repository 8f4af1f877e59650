"""After any saves, good or bad, a preview shows what one that was started just now would show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from conftest import SMALL_WORLD, TODAY, World, keep_templates
from hypothesis import given, settings
from hypothesis import strategies as st
from world_texts import EDITS

from portal.report import Report
from portal.serve.preview import Preview
from portal.serve.state import State
from serve.visiting import ORIGIN, Visitor, own_project

Make = Callable[..., World]
STORIES = "content/case-studies"
STORY = (SMALL_WORLD / STORIES / "from-the-shop.md").read_text("utf-8")
FEED = "content/vacancies/snapshots/jobs.json"


def jobs(*numbers: int) -> str:
    """Return a feed's copy with these vacancies."""
    entries = [
        {
            "@type": "JobPosting",
            "identifier": f"job-{number}",
            "title": "Care assistant",
            "description": f"<p>Help people with their day, in the way they like. {number}</p>",
            "datePosted": "2026-11-12",
            "validThrough": "2027-01-31",
            "hiringOrganization": {"name": "Example House"},
            "jobLocation": {"address": {"addressLocality": "Testham", "postalCode": "LE1 1AA"}},
            "url": f"https://jobs.example/{number}",
        }
        for number in numbers
    ]
    return json.dumps(entries)


OTHERS = {
    "content/vacancies/feeds.yaml": "- {id: jobs, title: Test jobs, url: https://jobs.example/f}\n",
    FEED: jobs(1, 2, 3),
    f"{STORIES}/second.md": STORY.replace("title: From", "title: Again from"),
}
# A file, what to look for and what to write there; what is not found leaves the file as it is. Some
# of these are mistakes, of which the next save may mend one.
SAVES = [
    *EDITS,
    (f"{STORIES}/from-the-shop.md", "many years", "years, as [others](/nowhere/) did"),
    (f"{STORIES}/second.md", "## How", "![Sam](sam.jpg)\n\n## How"),
    (f"{STORIES}/from-the-shop.md", "place: testham", "place: nowhere"),
    (f"{STORIES}/from-the-shop.md", "place: nowhere", "place: testham"),
    (f"{STORIES}/from-the-shop.md", "title:", "draft: true\ntitle:"),
    (f"{STORIES}/from-the-shop.md", "draft: true\n", ""),
    (f"{STORIES}/from-the-shop.md", "role: care-assistant", "role: senior-care-worker"),
    (f"{STORIES}/second.md", "{reference", "{withdrawn_on: 2026-11-01, reference"),
    (f"{STORIES}/second.md", "scopes: [", "scopes: [name, "),
    ("content/pages/about.md", "title: About", "aliases: [/vacancies/job-1/]\ntitle: About"),
    ("content/pages/about.md", "aliases: [/vacancies/job-1/]\n", ""),
    ("content/pages/about.md", "title: About", "titel: About"),
    ("content/pages/about.md", "titel:", "title:"),
    ("assets/css/base.css", "body {", "body { --seen: 1;"),
    ("templates/pages/free_page.html", "{% endblock", "<!-- seen -->{% endblock"),
]
WHOLE: list[tuple[str, str | None]] = [
    (FEED, jobs(1, 2, 3, 4)),
    (FEED, jobs(2, 3)),
    (f"{STORIES}/third.md", STORY.replace("title: From", "title: Once more from")),
    (f"{STORIES}/third.md", None),
    (f"{STORIES}/second.md", None),
    (f"{STORIES}/second.md", STORY.replace("nine years", "a while")),
    ("content/pathway/roles/senior-care-worker.yaml", None),
]


def pages(preview: Preview) -> Mapping[str, str]:
    """Return pages of every kind as they are shown, with what is wrong with each."""
    plan = preview.state.plan
    assert plan
    first = {page.template: page for page in reversed(list(plan.pages.values()))}
    some = {page.url: page for page in first.values()}
    some |= {url: page for url, page in plan.pages.items() if "stud" in url or "job-" in url}
    return {url: str(preview.show(preview.state, page)) for url, page in some.items()}


def told(state: State) -> tuple[object, ...]:
    """Return what is known of a site before its pages are made."""
    assert state.plan or state.problems
    if state.problems or state.plan is None:
        return (state.problems,)
    plan = state.plan
    found = [(url, page[1], page[3:6]) for url, page in plan.pages.items()]
    return found, plan.assets.files, sorted(plan.pictures), state.warnings


def apply(visitor: Visitor, edit: tuple[str, str, str] | tuple[str, str | None]) -> None:
    """Save what an edit says, if there is something to save."""
    path = visitor.world.root / edit[0]
    if len(edit) == 2:
        if edit[1] is not None or path.exists():
            visitor.save(*edit)
    elif path.exists():
        visitor.save(edit[0], path.read_text("utf-8").replace(edit[1], edit[2]))


def test_after_any_saves_a_preview_shows_what_a_new_one_shows(
    world: Make, tmp_path: Path, kept_templates: Path
) -> None:
    @settings(max_examples=4, deadline=None)
    @given(st.lists(st.sampled_from([*SAVES, *WHOLE]), min_size=2, max_size=6))
    def follow(edits: list[tuple[str, str, str] | tuple[str, str | None]]) -> None:
        for name in ("content", "templates", "assets"):
            shutil.rmtree(tmp_path / "project" / name, ignore_errors=True)
        made = world(OTHERS)
        project = own_project(made)
        visitor = Visitor(made, project)
        for edit in edits:
            apply(visitor, edit)
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)
            empty = keep_templates(tmp_path / "cache", kept_templates)
            new = Preview(
                replace(project, cache=empty), ORIGIN, lambda: TODAY, Report(made.root, -1)
            )
            new.begin()
            assert told(visitor.preview.state) == told(new.state)
            if not new.state.problems:
                assert pages(visitor.preview) == pages(new)

    follow()
