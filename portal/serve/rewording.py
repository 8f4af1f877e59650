"""What a preview does where nothing was saved but the words of stories: most saves are that.

The plan stays, but for the story in the library, and pages are planned when they are looked at. No
address, card, picture or list follows from words below the facts, so that there is nothing else to
find out; what is wrong in them is looked for as ever. All other saves make a new plan.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.content import CaseStudy
from portal.errors import Problem, Problems
from portal.memory import Memory
from portal.pages import pages_again
from portal.pages.planned import PlannedPages
from portal.pages.style_guide import style_guide
from portal.planning import Plan
from portal.project import Project
from portal.prose import ProseMaker
from portal.render import Renderer


def reworded(
    plan: Plan,
    known: Collection[Problem],
    saved: Collection[Path],
    today: date,
    project: Project,
    memory: Memory,
) -> Plan | None:
    """Return the plan with other words in its stories, or None where something else was saved.

    `known` are the problems that were found before any text was checked.
    """
    pages = plan.pages
    if plan.library.today != today or not saved or not isinstance(pages, PlannedPages):
        return None
    if any(path.suffix != ".md" for path in saved):
        return None
    found = memory.content.reread(saved, today)
    if found is None or found[1].keys() != {"case-study"}:
        return None
    records, new = found[0], found[1]["case-study"]
    agreed = {key: each.as_agreed() for key, each in new.items() if isinstance(each, CaseStudy)}
    stories = tuple(agreed.get(each.id, each) for each in plan.library.case_studies)
    library = replace(plan.library, case_studies=stories)
    prose = ProseMaker(plan.config.root, records.figures, memory.prose)
    problems = Problems(known)
    problems.extend(memory.checker.check(records, library, records.figures, strict=False))
    return replace(
        plan,
        library=library,
        pages=pages_again(
            pages,
            library,
            prose,
            plan.shared,
            lambda: style_guide(library, project.templates, project.root),
        ),
        prose=prose,
        renderer=Renderer(project.templates, project.root, plan.renderer.site, memory.templates),
        problems=problems,
    )
