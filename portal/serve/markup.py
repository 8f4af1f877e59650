"""What a preview adds to the site: the page of problems, the ribbon, notes at head and foot."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.errors import Problem
from portal.report import count_problems
from portal.values import fixed

_SHOWN = 20
_WIDTH = 120
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)


@fixed
class _Entry:
    """A problem with the line it is on, and a caret below its column; either may be empty."""

    problem: Problem
    line: str = ""
    caret: str = ""


def problems_page(problems: Sequence[Problem], root: Path) -> str:
    """Return the page that stands in for every page while there are problems."""
    return _TEMPLATES.get_template("problems.html").render(
        title=count_problems(problems).rstrip("."),
        note="Mend it and save the file: this page then reloads by itself.",
        problems=[_entry(each, root) for each in problems[:_SHOWN]],
        more=max(0, len(problems) - _SHOWN),
    )


def plain_page(title: str, note: str) -> str:
    """Return a page that says one thing, where the site has none for it."""
    template = _TEMPLATES.get_template("problems.html")
    return template.render(title=title, note=note, problems=[], more=0)


@cache
def waiting_page() -> str:
    """Return the page that stands in for every page until the site has been read."""
    note = "This is the preview of your site. The page that you want comes by itself, in a moment."
    return plain_page("Reading the site", note)


def received_page(fields: Sequence[tuple[str, str]]) -> str:
    """Return the page that shows what a form would have sent, in pairs of name and answer."""
    return _TEMPLATES.get_template("received.html").render(fields=fields)


def with_ribbon(text: str, because: str) -> str:
    """Return a page with a ribbon that says why it is not public yet, unless it has one."""
    if not because or 'class="ribbon"' in text:
        return text
    reason = html.escape(because[0].upper() + because[1:])
    ribbon = f'<p class="ribbon"><strong>{reason}.</strong> Only the preview shows this page.</p>'
    head, opening, rest = text.partition("<main")
    inside, closing, body = rest.partition(">")
    return f"{head}{opening}{inside}{closing}{ribbon}{body}" if closing else text


def with_vacancies_to_come(text: str) -> str:
    """Return a page that says that vacancies are still being read, and loads again by itself.

    Where scripts run, that is when they are there; elsewhere, every other second until then.
    """
    again = '<noscript><meta http-equiv="refresh" content="2"></noscript>'
    noted = _before(text, "</body>", _TEMPLATES.get_template("early.html").render())
    return _before(noted, "</head>", again)


def with_foot(text: str, problems: Sequence[Problem]) -> str:
    """Return a page with its own problems at its foot."""
    if not problems:
        return text
    foot = _TEMPLATES.get_template("foot.html").render(
        title=count_problems(problems).rstrip("."), problems=problems
    )
    return _before(text, "</body>", foot)


def with_near(text: str, url: str, because: str, found: Sequence[str]) -> str:
    """Return the page for unknown addresses with the ones that may have been meant."""
    box = _TEMPLATES.get_template("near.html").render(url=url, because=because, found=found)
    return _before(text, "</main>", box)


def _before(text: str, mark: str, added: str) -> str:
    head, found, tail = text.rpartition(mark)
    return f"{head}{added}{found}{tail}" if found else text + added


def _entry(problem: Problem, root: Path) -> _Entry:
    position = problem.position
    if not position.line:
        return _Entry(problem)
    try:
        with (root / position.path).open(encoding="utf-8-sig", errors="replace") as stream:
            line = next(islice(stream, position.line - 1, None), "").rstrip()
    except OSError:
        return _Entry(problem)
    shown = "".join(each if each.isprintable() else " " for each in line)
    column = position.column - 1
    start = max(0, column - _WIDTH // 2) if len(shown) > _WIDTH else 0
    shown = shown[start : start + _WIDTH]
    caret = " " * (column - start) + "^" if 0 <= column - start <= len(shown) else ""
    return _Entry(problem, shown, caret)
