"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

TOOLS = Path(sys.executable).parent
SOURCES = sorted((REPOSITORY / "portal").rglob("*.py"))


def run(*command: str) -> str:
    """Return what a tool found wrong, or an empty text."""
    result = subprocess.run(
        [str(TOOLS / command[0]), *command[1:]],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "" if result.returncode == 0 else result.stdout + result.stderr


def test_ruff_finds_nothing() -> None:
    assert run("ruff", "check", "--output-format", "concise") == ""


def test_every_file_is_formatted() -> None:
    assert run("ruff", "format", "--check") == ""


@pytest.mark.slow
def test_mypy_in_strict_mode_finds_nothing() -> None:
    assert run("mypy") == ""


def test_modules_import_only_from_layers_below_their_own() -> None:
    assert run("lint-imports", "--no-cache") == ""


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {path.name: count for path in SOURCES if (count := len(lines(path))) > 400}
    assert long == {}


MAY_IMPORT_LATE = {
    "commands/building.py",
    "commands/previewing.py",
    "commands/shared.py",
    "feeds/job_xml.py",
    "feeds/mapped.py",
    "feeds/rss.py",
    "feeds/snapshot.py",
    "images/making.py",
    "images/reading.py",
    "pages/event_calendar.py",
    "pages/qr.py",
    "prose/rendering.py",
    "serve/address.py",
    "source/places.py",
}


def test_no_import_is_hidden_inside_a_function() -> None:
    # Three that have to do with commands may: what only some runs need would make all others wait.
    # Three formats of feeds, calendars, QR codes, pictures, Markdown and YAML need libraries that
    # take as long to load as many of our own modules; most builds after an edit need none of them.
    late = [
        f"{path.relative_to(REPOSITORY)}:{inner.lineno}"
        for path in SOURCES
        if path.relative_to(REPOSITORY / "portal").as_posix() not in MAY_IMPORT_LATE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_annotations_of_records_are_no_texts() -> None:
    # Pydantic would compile each of them when the program starts, which takes 15 ms of a start.
    record = re.compile(r"^class \w+\((?:Part|Record|Published)\b", re.MULTILINE)
    places = (REPOSITORY / "portal/config.py", *(REPOSITORY / "portal/content").glob("*.py"))
    texts = {path.name: path.read_text("utf-8") for path in places}
    records = {name: text for name, text in texts.items() if record.search(text)}
    assert len(records) > 10
    assert [name for name, text in records.items() if "import annotations" in text] == []


def test_only_fetch_the_check_of_links_and_serve_open_sockets() -> None:
    allowed = {"fetch.py", "external.py"}
    openers = {
        path.relative_to(REPOSITORY).as_posix()
        for path in SOURCES
        if "httpx" in path.read_text("utf-8") and path.name not in allowed
    }
    assert openers == set()


def lines(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text("utf-8").splitlines()
