"""What a pattern finds in our own pages is what an HTML parser finds."""

from __future__ import annotations

from collections.abc import Callable

from conftest import World
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from portal.errors import Position
from portal.facts import ELSEWHERE, PageFacts, read_facts
from portal.prose import render

ORIGIN = Position("content/x.md")


def facts(text: str) -> PageFacts:
    """Return the facts of a page."""
    return read_facts(text, "/x/", ORIGIN, True)


def compare(text: str) -> None:
    """Hold what the pattern finds against what a real parser finds."""
    parser = LexborHTMLParser(text)
    found = facts(text)
    links = {node.attributes.get("href") or "" for node in parser.css("a[href]")}
    assert found.links == {each for each in links if not each.startswith(ELSEWHERE)}
    ids = [node.attributes.get("id") or "" for node in parser.css("[id]")]
    assert found.ids == frozenset(ids)
    assert found.repeated_ids == tuple(sorted({each for each in ids if ids.count(each) > 1}))
    headings = [
        (int((node.tag or "h0")[1]), " ".join(node.text().split()))
        for node in parser.css("h1, h2, h3, h4, h5, h6")
    ]
    assert [(each.level, " ".join(each.text.split())) for each in found.headings] == headings
    bare = [node for node in parser.css("img") if "alt" not in node.attributes]
    assert len(found.images_without_alternative) == len(bare)


def test_every_page_of_a_site_is_read_rightly(world: Callable[..., World]) -> None:
    built = world().build()
    pages = [name for name in built.files if name.endswith(".html")]
    assert len(pages) > 10
    for name in pages:
        compare(built.files[name].decode())


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from(list("<>\"'=/ahrefid12 \n[]()#-&;`*")), max_size=200))
def test_whatever_an_author_writes_is_read_rightly(text: str) -> None:
    compare(f'<html><body><main id="main">{render(text)}</main></body></html>')


def test_words_that_look_like_tags_are_words() -> None:
    found = facts('<body><p>Write id="x" and href="/y/" like that.</p></body>')
    assert found.ids == frozenset()
    assert found.links == frozenset()


def test_head_facts_are_found() -> None:
    found = facts(
        "<html><head><title>A &amp; B</title>"
        '<meta name="description" content="C &amp; D">'
        '<link rel="canonical" href="https://x.example/x/">'
        '<link rel="stylesheet" href="/assets/site.css"></head>'
        "<body><header></header><main><h1>A</h1></main><footer></footer></body></html>"
    )
    assert (found.title, found.description) == ("A & B", "C & D")
    assert found.canonical == "https://x.example/x/"
    assert found.assets == {"/assets/site.css"}
