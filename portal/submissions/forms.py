"""Both forms, and the files in which GitHub finds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.submissions.questions import Form, Lists
from portal.submissions.story_form import story_form
from portal.submissions.vacancy_form import vacancy_form


def forms(lists: Lists) -> tuple[Form, ...]:
    """Return both forms with what can be chosen now."""
    return story_form(lists), vacancy_form(lists)


def write_issue_forms(root: Path, texts: Mapping[str, str]) -> list[str]:
    """Write the forms for GitHub below a folder, and return the names of their files."""
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(texts)
