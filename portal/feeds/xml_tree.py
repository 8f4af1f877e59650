"""XML as a tree: strictly first, then forgivingly, as a fifth of all job XML is not well-formed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from portal.feeds.document import Document, without_control_characters
from portal.feeds.item import Item, Reading, Skipped, reading
from portal.patterns import compile_later

# The forgiving parser is slow; a larger feed that is broken has to be mended at its source.
LENIENT_LIMIT = 16 * 1024 * 1024
TOO_LARGE = "It is not well-formed XML, and too large to be read all the same."
_DEEPEST = 60
_TOKEN = compile_later(
    r"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<!--.*?(?:-->|\Z)|<\?[^>]*>|<![^>]*>"
    r"|<(?P<close>/)?(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)(?P<rest>[^<>]*)>",
    re.DOTALL,
)
_ATTRIBUTE = compile_later(r"([A-Za-z_][\w.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HTML = frozenset(
    [
        *("p", "br", "ul", "ol", "li", "b", "i", "u", "strong", "em", "div", "span", "a"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "hr", "font"),
    ]
)
Entry = Item | Skipped


def local_name(tag: object) -> str:
    """Return an element's name without its namespace; nothing for a comment."""
    # Comments and processing instructions have a function where elements have a name.
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def inside(element: ET.Element) -> str:
    """Return an element's text; where HTML stands in it unescaped, as HTML."""
    if not len(element):
        return element.text or ""
    parts = [html.escape(element.text or "")]
    try:
        parts += [ET.tostring(child, encoding="unicode", method="html") for child in element]
    except RecursionError:
        # Nobody writes a description like this; its words are enough, and the feed goes on.
        return html.escape("".join(element.itertext()))
    return "".join(parts)


def strict(document: Document) -> ET.Element:
    """Return the root of well-formed XML; raises ET.ParseError."""
    return ET.fromstring(document.text.lstrip("\ufeff \t\r\n"))  # noqa: S314  # `danger` came first


def lenient(document: Document, records: frozenset[str] = frozenset()) -> ET.Element:
    """Return a root that holds whatever can be found, nothing lost, whatever its mistakes.

    End tags close the nearest element of their name, in whatever case, and those inside it.
    `records` are lower-case names of items: one that is not closed ends where the next begins.
    """
    top = ET.Element("document")
    stack = [top]
    text = without_control_characters(document.text)
    waiting: list[str] = []
    done = 0
    for token in _TOKEN.finditer(text):
        waiting.append(html.unescape(text[done : token.start()]))
        done = token.end()
        if token["cdata"] is not None:
            waiting.append(token["cdata"])
        elif token["name"]:
            _append(stack[-1], waiting)
            if token["close"]:
                _close(stack, token["name"].lower())
            else:
                _open(stack, token["name"], token["rest"], records)
    _append(stack[-1], [*waiting, html.unescape(text[done:])])
    if not len(top):
        raise ET.ParseError("no element")
    return top[0] if len(top) == 1 else top


def _append(element: ET.Element, waiting: list[str]) -> None:
    """Put the text that is waiting where it belongs: in the element, or after its last child."""
    text = "".join(waiting)
    waiting.clear()
    if not text:
        return
    if len(element):
        # A child that was closed keeps what follows it; text is only ever put there once.
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _close(stack: list[ET.Element], name: str) -> None:
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag.lower() == name:
            del stack[depth:]
            return


def _open(stack: list[ET.Element], name: str, rest: str, records: frozenset[str]) -> None:
    if name.lower() in records:
        _close(stack, name.lower())
    attributes = {
        found[1]: html.unescape(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(rest[:4000])
    }
    element = ET.SubElement(stack[-1], name, attributes)
    if not rest.endswith("/") and len(stack) < _DEEPEST:
        stack.append(element)


def plain(element: ET.Element, depth: int = 0) -> Any:
    """Return an element as text, or as a dict of its attributes (`@id`) and children."""
    children = list(element)
    if depth > _DEEPEST or any(local_name(child.tag).lower() in _HTML for child in children):
        return inside(element) if depth <= _DEEPEST else ""
    if not children and not element.attrib:
        return element.text or ""
    found: dict[str, Any] = {f"@{local_name(name)}": each for name, each in element.attrib.items()}
    if element.text and element.text.strip():
        found["#text"] = element.text
    for child in children:
        name, value = local_name(child.tag), plain(child, depth + 1)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def named(root: ET.Element, names: frozenset[str]) -> Iterator[ET.Element]:
    """Yield every element of these lower-case names, in the document's order."""
    return (each for each in root.iter() if local_name(each.tag).lower() in names)


def read_tree(
    document: Document,
    format_name: str,
    records: frozenset[str],
    entries: Callable[[ET.Element], list[Entry]],
    empty: str,
    problems: Callable[[ET.Element], tuple[str, ...]] = lambda _: (),
) -> Reading:
    """Return the reading of the entries in a tree, parsed strictly, else forgivingly."""
    is_lenient = False
    try:
        root = strict(document)
    except ET.ParseError:
        if len(document.data) > LENIENT_LIMIT:
            return Reading(format_name, problems=(TOO_LARGE,))
        is_lenient = True
        try:
            root = lenient(document, records)
        except ET.ParseError:
            return Reading(format_name, lenient=True, problems=("It has no elements in it.",))
    found = entries(root)
    said = problems(root)
    return reading(format_name, found, lenient=is_lenient, problems=said, empty=empty)
