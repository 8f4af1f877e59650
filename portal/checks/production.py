"""Refuses to publish the real site while what only its owner can say is still missing.

A privacy notice must say who is responsible and how to reach them (UK GDPR, Article 13), and a
public body's site whom to tell of a barrier; made-up addresses would leave people with nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.content.loading import Records
from portal.errors import Position, Problem
from portal.library import Library
from portal.patterns import compile_later

# What stands in a text where the owner must write.
TO_FILL_IN = "To be filled in"
# Names and numbers that belong to nobody: RFC 2606 and RFC 6761, and Ofcom's numbers for drama.
_NOBODY = compile_later(
    r"[\w.+-]+@(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|test|invalid)\b|\b0?1632 ?960 ?\d{3}\b"
)
_NOBODYS_HOST = compile_later(r"(?:^|\.)(?:example(?:\.(?:org|com|net))?|test|invalid|localhost)$")


def check_owner(records: Records, library: Library) -> Iterator[Problem]:
    """Yield what the owner must still say, where `production: true` says that the site is real."""
    config = library.config
    if not config.production:
        return
    if _NOBODYS_HOST.search(urlsplit(config.base_url).hostname or ""):
        yield _problem(
            config.origin.position("base_url"),
            "The site is public, and its address is a made-up one.",
            "Write the real address, like https://www.your-site.org.uk/.",
        )
    for name in ("email", "phone"):
        value = getattr(config.organisation, name) or ""
        if _NOBODY.search(value):
            yield _problem(
                config.origin.position("organisation", name),
                f"The site is public, and {value} belongs to nobody.",
                "Write where people reach you.",
            )
    for group in records.by_type.values():
        for record in group:
            if getattr(record, "example", False):
                continue  # examples are refused or let through as a whole
            for number, line in enumerate(record.body.split("\n"), record.body_line):
                yield from _check_line(line, record.origin.path, number)


def _check_line(line: str, path: str, number: int) -> Iterator[Problem]:
    if (at := line.find(TO_FILL_IN)) >= 0:
        yield _problem(
            Position(path, number, at + 1),
            "The site is public, and its owner has not filled this in.",
            "Write what it asks for, and take the reminder out.",
        )
    for match in _NOBODY.finditer(line):
        yield _problem(
            Position(path, number, match.start() + 1),
            f"The site is public, and {match[0]} belongs to nobody.",
            "Write where people reach you.",
        )


def _problem(position: Position, sentence: str, remedy: str) -> Problem:
    return Problem(position, "owner-missing", sentence, remedy)
