"""Every page that we ship reads well, also what templates and programs say: not authors alone."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from portal.checks.plain_words import find_in_heading, find_words
from portal.checks.words import LONGEST_SENTENCE, plain_text, sentences

# What employers and other people said, and what is not words.
_NOT_OURS = "blockquote, q, script, style, svg, template, [lang]"
_BLOCKS = "p, li, h1, h2, h3, h4, summary, legend, label, figcaption"
_INSIDE = "p, li, ul, ol, div, dl, table"


def texts_of(dist: Path) -> dict[str, tuple[str, str]]:
    """Return every text of the pages in a folder once, with its element and the first page."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(dist.rglob("*.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        main = page.css_first("main")
        adverts = path.relative_to(dist).parts[0] == "vacancies"
        if main is None or adverts:
            continue
        for node in main.css(_NOT_OURS):
            node.decompose()
        for node in main.css(_BLOCKS):
            text = re.sub(r"\s+", " ", node.text()).strip()
            if text and text not in found and not node.css(_INSIDE):
                found[text] = (node.tag or "", path.relative_to(dist).as_posix())
    return found


def test_no_page_has_long_sentences_words_of_offices_or_headings_that_hide(dist: Path) -> None:
    texts = texts_of(dist)
    assert len(texts) > 1000
    faults: list[tuple[str, str]] = []
    for text, (tag, page) in texts.items():
        plain = plain_text(text)
        long = [words for _, words in sentences(plain) if len(words) > LONGEST_SENTENCE]
        faults += ((page, " ".join(words)) for words in long)
        faults += ((page, each.sentence) for each in find_words(plain.lower()))
        if tag.startswith("h"):
            faults += ((page, each.sentence) for each in find_in_heading(text))
    assert faults == []
