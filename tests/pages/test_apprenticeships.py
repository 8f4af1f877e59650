"""The page of apprenticeships says once what is the same for all of them."""

from __future__ import annotations

import pytest
from planning import MakeWorld, context, library_of

QUALIFICATION = """
- id: {id}
  title: Apprenticeship {id}
  level: Level 2
  kind: Apprenticeship
  summary: Made up for tests.
  who_pays: {who_pays}
  sources: [Made up for tests]
  as_of: "2026-11-22"
"""


@pytest.mark.parametrize(
    ("answers", "once", "each"),
    [
        (("Your employer.", "Your employer."), "Your employer.", []),
        (("Your employer.", "You."), "", ["Your employer.", "You."]),
        (("Your employer.",), "", ["Your employer."]),
    ],
)
def test_who_pays_is_said_once_where_it_is_the_same_for_all(
    world: MakeWorld, answers: tuple[str, ...], once: str, each: list[str]
) -> None:
    text = "".join(
        QUALIFICATION.format(id=f"q{n}", who_pays=answer) for n, answer in enumerate(answers)
    )
    page = context(
        library_of(world, files={"content/pathway/qualifications.yaml": text}), "/apprenticeships/"
    )
    rows = [row for level in page.levels for row in level.rows]
    assert page.who_pays == once
    assert [fact.value for row in rows for fact in row.facts if fact.label == "Who pays"] == each
