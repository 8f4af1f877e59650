"""Every link inside the site leads somewhere: page, file and fragment (WCAG 2.4.4 begins there)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote, urljoin, urlsplit

from portal.checks.built import Built
from portal.errors import Position, Problem
from portal.facts import PageFacts
from portal.library import Library
from portal.schema import Record

_ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "sms:", "data:")


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere, at the line where it was written."""
    root = built.library.config.root
    hidden = {each.url: each.because for each in built.library.left_out if each.url}
    known: dict[str, str] = {}  # a header's links are on every page: judge each target once
    for facts in built.pages.values():
        for link in facts.links | facts.assets:
            if link.startswith(_ELSEWHERE):
                continue
            fragment = ""
            if "#" in link:
                link_path, _, fragment = link.partition("#")
            else:
                link_path = link
            target = _target(link_path, facts.url, root)
            if target not in known:
                known[target] = _fault(target, built, hidden)
            if known[target]:
                yield _problem(facts, link, known[target], target, built)
            elif (
                fragment
                and target in built.pages
                and unquote(fragment) not in built.pages[target].ids
            ):
                yield _fragment_problem(facts, link, built.pages[target], fragment, built)


def _target(path: str, page: str, root: str) -> str:
    """Return the address below the root of the site; one that leaves the root is marked so."""
    if not path:
        return page
    if path.startswith("/"):
        if root and not path.startswith(f"{root}/"):
            return f"outside:{path}"
        return unquote(urlsplit(path[len(root) :]).path)
    return unquote(urlsplit(urljoin(page, path)).path)


def _fault(target: str, built: Built, hidden: dict[str, str]) -> str:
    """Return what is wrong with an address, or an empty text."""
    if target in built.pages or target in built.files:
        return ""
    if target in hidden:
        return f"which is not published: {hidden[target]}"
    if f"{target}/" in built.pages:
        return "which lacks its slash at the end"
    return "which is not a page of this site"


def _problem(facts: PageFacts, link: str, fault: str, target: str, built: Built) -> Problem:
    if "slash" in fault:
        remedy = f"Write {target}/."
    elif "published" in fault:
        remedy = "Publish it, or take the link out."
    else:
        near = get_close_matches(target, built.pages, n=1, cutoff=0.75)
        remedy = (
            f"Did you mean {near[0]}?" if near else "Correct the address, or take the link out."
        )
    return Problem(
        _where(facts, link, built.library),
        "broken-link",
        f"This links to {_short(link)}, {fault}.",
        remedy,
    )


def _fragment_problem(
    facts: PageFacts, link: str, target: PageFacts, fragment: str, built: Built
) -> Problem:
    near = get_close_matches(fragment, target.ids, n=1, cutoff=0.6)
    return Problem(
        _where(facts, link, built.library),
        "broken-fragment",
        f"This links to {_short(link)}, and there is no part called #{_short(fragment)} there.",
        f"Did you mean #{near[0]}?" if near else "Take the # and what follows out of the link.",
    )


def _where(facts: PageFacts, link: str, library: Library) -> Position:
    """Return the line of the Markdown in which the link stands, or the page's own place."""
    record = next(
        (each for each in _records(library) if each.origin.path == facts.origin.path), None
    )
    if record is None or not record.body:
        return facts.origin
    written = link.removeprefix(library.config.root) if library.config.root else link
    match = re.search(rf"\(\s*<?{re.escape(written)}[\s>)]", record.body)
    if match is None:
        return facts.origin
    before = record.body[: match.start()]
    column = match.start() - (before.rfind("\n") + 1) + 2
    return Position(facts.origin.path, record.body_line + before.count("\n"), column)


def _records(library: Library) -> Iterator[Record]:
    yield from library.pages
    yield from library.case_studies
    yield from library.schemes
    yield from library.roles.values()


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return clean if len(clean) <= 100 else f"{clean[:97]}…"
