"""Python-Markdown, set up so that it does not look closely at texts that hold nothing to find.

Of what authors write, most paragraphs are words and nothing else. Python-Markdown searches each of
them with fourteen expressions, one after the other, and feeds the whole text to a parser of HTML.
What comes out is the same as without this module, for every text; tests/test_converting.py says so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString, Registry

# Every inline pattern begins with one of these, but for two spaces at the end of a line.
SIGNS = re.compile(r"[`\\\[<&*_\n]")
_BREAK = "  \n"


@functools.cache
def converter() -> markdown.Markdown:
    """Return what makes HTML of Markdown. It has to be reset before each text."""
    made = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    made.preprocessors.register(_HtmlBlocks(made), "html_block", 20)
    # Just before the inline patterns, which have 20.
    made.treeprocessors.register(_PlainTexts(made), "plain_texts", 21)
    made.treeprocessors.register(_Unescape(made), "unescape", 0)
    blocks = made.parser.blockprocessors
    blocks.register(_Tables(made.parser, TableExtension().getConfigs()), "table", 75)
    made.parser.blockprocessors = _Settled(blocks)
    return made


class _HtmlBlocks(HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text without its blocks of HTML, of which most have none."""
        text = "\n".join(lines)
        return super().run(lines) if "<" in text or "&" in text else lines


class _PlainTexts(Treeprocessor):
    def run(self, root: Element) -> None:
        """Mark the texts in which no inline pattern can find anything: they are passed over."""
        for each in root.iter():
            text = each.text
            if text and _is_plain(text):
                each.text = AtomicString(text)


def _is_plain(text: str) -> bool:
    found = SIGNS.search(text)
    if found is None:
        return True
    # Most signs are ends of lines.
    return found[0] == "\n" and _BREAK not in text and not SIGNS.search(text.replace("\n", " "))


class _Unescape(UnescapeTreeprocessor):
    def unescape(self, text: str) -> str:
        """Return a text with the characters that had a backslash before them."""
        return super().unescape(text) if STX in text else text


class _Tables(TableProcessor):
    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is a table, which it is not without a line between two cells."""
        return "|" in block and super().test(parent, block)


class _Settled(Registry[BlockProcessor]):
    """Processors in their order, which is not worked out anew for every block."""

    def __init__(self, registry: Registry[BlockProcessor]) -> None:
        super().__init__()
        self._settled = tuple(registry)

    def __iter__(self) -> Iterator[BlockProcessor]:
        return iter(self._settled)
