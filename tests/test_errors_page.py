"""docs/errors.md lists every code that a problem can have, with what people see.

`python tests/test_errors_page.py` writes it: what people see is taken from tests/mistakes/, and for
a code that no mistake there shows, from the sentences in the program itself.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PAGE = REPOSITORY / "docs" / "errors.md"
MISTAKES = REPOSITORY / "tests" / "mistakes"
PORTAL = REPOSITORY / "portal"

INTRODUCTION = """\
# Problems and their codes

<!-- Written by `python tests/test_errors_page.py`. -->

A problem is said as `file:line:column: what is wrong. What to do. [code]`. This page has every \
code, with what people see and the mistake that makes them see it. An error stops the build; a \
warning does not.
"""
# Which part of the program says it tells where on this page it stands; the first that fits.
GROUPS = {
    "Files": (
        "content/loading.py",
        "content/file_names.py",
        "source/files.py",
        "source/documents.py",
    ),
    "How facts are written (YAML)": ("source/",),
    "Single facts": ("schema/",),
    "Facts that do not fit together": (
        "content/",
        "library.py",
        "checks/content.py",
        "checks/figures.py",
        "checks/resources.py",
        "checks/statistics.py",
    ),
    "Text and pictures": ("prose/", "images/", "pages/", "checks/images.py", "checks/stories/"),
    "What vacancies say": ("checks/adverts/",),
    "Finished pages": ("checks/", "pipeline.py"),
    "Vacancy feeds": ("feeds/",),
    "Settings, templates and writing the site": ("",),
}
_CODE = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*")
_SAID = re.compile(r"(?P<message>.+) \[(?P<code>[a-z0-9-]+)\]")


@dataclass
class Entry:
    """A code: the parts of the program that use it, and what they say."""

    modules: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    is_warning: bool = False


def entries() -> dict[str, Entry]:
    """Return every code of the program."""
    found: dict[str, Entry] = defaultdict(Entry)
    for path in sorted(PORTAL.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for code, sentence in [*_called(node), *_returned(node)]:
                entry = found[code]
                entry.modules.add(path.relative_to(PORTAL).as_posix())
                entry.sentences.update(sentence)
                entry.is_warning |= isinstance(node, ast.Call) and _name(node.func) == "warning"
    return dict(sorted(found.items()))


def _called(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Yield codes and sentences that are passed to what makes a problem."""
    if not isinstance(node, ast.Call):
        return
    name = _name(node.func)
    if name in {
        "warning",
        "PydanticCustomError",
        "Finding",
        "Rule",
        "_Rule",
        "Found",
    } or name.endswith(("roblem", "_refusal")):
        arguments = node.args[2:] if name == "Found" else node.args
        for place, argument in enumerate(arguments[:2]):
            texts = [text for text in _texts(argument) if _CODE.fullmatch(text)]
            for number, code in enumerate(texts):
                said = [text for each in arguments[place + 1 : place + 2] for text in _texts(each)]
                about_field = name == "PydanticCustomError"
                yield code, [f"…: {text}." if about_field else text for text in said][number:][:1]


def _returned(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Yield the codes and sentences that explain pydantic's own errors."""
    if isinstance(node, ast.FunctionDef) and node.name.startswith("_explain"):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                code, *rest = inner.value.elts
                for text in _texts(code):
                    if _CODE.fullmatch(text):
                        yield text, [f"…: {said}." for said in _texts(rest[0])]


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression can be, with … for what is put into them."""
    match node:
        case ast.Constant(value=str() as text):
            yield re.sub(r"\{\w+\}", "…", text)
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts
            )
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body)
            yield from _texts(other)


def shown() -> dict[str, dict[str, str]]:
    """Return what people see for each code, with the name of the mistake that shows it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(MISTAKES.glob("*/expected.txt")):
        for line in path.read_text("utf-8").splitlines():
            said = _SAID.fullmatch(line)
            assert said, f"{path} has a line without a code."
            found[said["code"]].setdefault(said["message"], path.parent.name)
    return found


def make_page() -> str:
    """Return the whole page."""
    groups = {title: [f"## {title}", ""] for title in GROUPS}
    examples = shown()
    for code, entry in entries().items():
        groups[_group(entry)] += _section(code, entry, examples.get(code, {}))
    return "\n".join([INTRODUCTION, *(line for lines in groups.values() for line in lines)])


def _group(entry: Entry) -> str:
    return next(
        title
        for title, parts in GROUPS.items()
        if any(module.startswith(parts) for module in entry.modules)
    )


def _section(code: str, entry: Entry, examples: dict[str, str]) -> list[str]:
    lines = [f"### {code}", ""]
    if entry.is_warning:
        lines += ["A warning.", ""]
    if examples:
        names = dict.fromkeys(examples.values())
        lines += ["```text", *examples, "```", ""]
        lines += [f"Seen in {', '.join(f'[{n}](../tests/mistakes/{n}/)' for n in names)}.", ""]
    else:
        lines += ["```text", *sorted(entry.sentences), "```", ""]
    return lines


def test_the_page_of_errors_is_current() -> None:
    written = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    if written != make_page():  # a plain `assert` would print both texts
        raise AssertionError(
            "docs/errors.md is not what the program says now. "
            "Run `python tests/test_errors_page.py` and commit what it writes."
        )


def test_every_code_says_what_people_see() -> None:
    known = entries()
    silent = {code for code, entry in known.items() if not entry.sentences} - shown().keys()
    assert silent == set(), "Add a folder to tests/mistakes/ that shows them."
    assert shown().keys() <= known.keys()


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8", newline="\n")
