"""Pages in pieces: the same text, the same bytes, and the same facts as of the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from portal.components import once
from portal.errors import Position
from portal.facts import FactsReader, PageFacts, read_facts
from portal.weaving import Shared, Woven, sheet_of, weave

SNIPPETS = (
    '<a href="/a/">A</a>',
    '<h2 id="same">B &amp; b</h2>',
    '<h3><a href="/c/#d">C</a></h3><img src="/e.png">',
    '<p id="p">’Words’ – id="no" href="/no/"</p>',
    '<template><a id="t" href="/t/">T</a></template>',
    '<img src="/f.png" alt="">',
    "plain \0 text",
)
# A shared piece inside a heading, whose words it is.
INSIDE = weave(["<h2>", Shared("<b>In</b>side"), "</h2>"])
HELD = weave(["<template>", Shared('<a href="/held/">x</a>'), "</template>"])
PIECES = st.lists(
    st.one_of(
        st.sampled_from([INSIDE, HELD]),
        st.sampled_from(SNIPPETS),
        st.sampled_from(SNIPPETS[:6]).map(Shared),
        st.lists(st.sampled_from(SNIPPETS[:6]).map(Shared)).map(weave),
    ),
    max_size=8,
)


def plain(facts: PageFacts) -> tuple[object, ...]:
    """Return what facts say, however they are divided."""
    return facts.links, facts.ids, facts.assets, facts.headings, facts.repeated_ids, facts.size


@given(PIECES)
def test_a_page_in_pieces_is_the_page_in_one(pieces: list[str | Shared]) -> None:
    whole = "<head><title>T</title></head><body>" + "".join(map(str, pieces))
    page = ["<head><title>T</title></head><body>", *pieces]
    sheet = sheet_of(page)
    assert weave(page) == whole
    assert sheet.text() == whole.replace("\0", "\ufffd")
    assert sheet.data() == sheet.text().encode()
    facts = FactsReader().read(sheet, "/x/", Position("x"), True, sheet.data())
    assert plain(facts) == plain(read_facts(whole, "/x/", Position("x"), True))


def test_what_stands_on_many_pages_is_looked_at_once() -> None:
    card = Shared('<a href="/card/">Card</a>')
    reader = FactsReader()
    facts = [
        reader.read(
            sheet_of(["<body><h1>", name, "</h1>", card]), f"/{name}/", Position("x"), True, b""
        )
        for name in "ab"
    ]
    assert facts[0].parts[1] is facts[1].parts[1]
    assert facts[0].links == {"/card/"}


def test_what_a_filter_makes_of_a_woven_text_is_a_text() -> None:
    woven = weave([Shared("<b>x</b>"), Markup("y")])
    assert type(woven) is Woven
    assert sheet_of([woven.upper()]) == ((b"<B>X</B>Y",), ())


def test_no_page_holds_the_sign_that_marks_shared_pieces() -> None:
    environment = Environment(autoescape=True)
    environment.filters["once"] = once
    environment.globals["card"] = lambda title: Markup("<b>{}</b>").format(title)
    template = environment.from_string("{{ title }}{{ title | once(card) }}")
    context = template.new_context({"title": "a\0b"})
    assert sheet_of(template.root_render_func(context)).data() == "a\ufffdb<b>a\ufffdb</b>".encode()
