"""Descriptions: safe whatever is sent, and tidy where it is sent well."""

from __future__ import annotations

import sys

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise import description
from portal.feeds.normalise.description import safe_html, summary_of, text_of

FRAGMENTS = st.sampled_from(
    [
        *("<p>", "</p>", "<h1>", "</h1>", "<h5>", "<ul><li>", "</li></ul>", "<br>", "<br/><br>"),
        *("<script>alert(1)</script>", "<style>p{}</style>", "<iframe src=x>", "<svg onload=x>"),
        *(
            "<img src=x onerror=alert(1)>",
            '<a href="javascript:alert(1)">',
            '<a href="/x">',
            "</a>",
        ),
        *('<a href="https://example.org/">', "<div style=color:red onclick=x>", "</div>", "<pre>"),
        *("&lt;script&gt;", "&amp;lt;b&amp;gt;", "&amp;amp;", "<!--", "-->", "<![CDATA[", "]]>"),
        *(
            "kind people",
            "£12.60",
            " • ",
            "\n- ",
            "\n\n",
            "<",
            ">",
            '"',
            "'",
            "&",
            "\x00",
            "\u2028",
        ),
    ]
)


def _assert_is_safe(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name not in {"script", "style", "iframe", "svg", "img", "object", "form"}
        assert set(tag.attrs) <= {"href", "rel"}, tag
        address = str(tag.get("href", "https:"))
        assert address.startswith(("http:", "https:", "mailto:", "tel:"))


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=25).map("".join))
def test_no_description_carries_anything_that_runs(raw: str) -> None:
    html = safe_html(raw)
    _assert_is_safe(html)
    assert len(summary_of(text_of(html))) <= 200


@given(st.lists(FRAGMENTS, max_size=20).map("".join))
def test_a_description_made_safe_twice_stays_safe(raw: str) -> None:
    _assert_is_safe(safe_html(safe_html(raw)))


def test_scripts_and_styles_go_with_their_content() -> None:
    html = safe_html("<p>Kind<script>alert(1)</script> people<style>p{color:red}</style></p>")
    assert html == "<p>Kind people</p>"


@pytest.mark.parametrize(
    "raw",
    [
        "<p>Tea &amp; cake</p>",
        "&lt;p&gt;Tea &amp;amp; cake&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Tea &amp;amp;amp; cake&amp;lt;/p&amp;gt;",
    ],
)
def test_html_escaped_up_to_three_times_is_read(raw: str) -> None:
    assert safe_html(raw) == "<p>Tea &amp; cake</p>"


def test_headings_start_at_three_and_skip_no_level() -> None:
    html = safe_html("<h1>About</h1><p>Us.</p><h4>More</h4><p>Still us.</p><h6>End</h6><p>.</p>")
    levels = [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(["h3", "h4", "h5"])]
    assert levels == ["h3", "h4", "h5"]


def test_a_heading_that_is_too_deep_comes_up() -> None:
    assert safe_html("<h6>Pay</h6><p>Fair.</p>") == "<h3>Pay</h3>\n<p>Fair.</p>"


def test_links_keep_only_addresses_that_can_be_followed() -> None:
    html = safe_html(
        '<p><a href="https://example.org/">a</a> <a href="mailto:x@example.org">b</a> '
        '<a href="/jobs">c</a> <a href="javascript:x">d</a> <a href="data:x">e</a></p>'
    )
    found = BeautifulSoup(html, "html.parser").find_all("a")
    assert [each["href"] for each in found] == ["https://example.org/", "mailto:x@example.org"]
    assert all("nofollow" in each["rel"] for each in found)
    assert html.endswith("c d e</p>")


def test_inline_styles_and_classes_go() -> None:
    assert safe_html('<p class="x" style="color:red" id="y">Hello</p>') == "<p>Hello</p>"


def test_containers_become_paragraphs() -> None:
    assert safe_html("<div>One<div>Two</div></div>Three") == "<p>One</p>\n<p>Two</p>\n<p>Three</p>"


def test_loose_text_beside_blocks_becomes_paragraphs() -> None:
    html = safe_html("Intro<br><br>More<ul><li>a</li></ul>tail")
    assert html == "<p>Intro</p>\n<p>More</p>\n<ul><li>a</li></ul>\n<p>tail</p>"


def test_empty_paragraphs_go() -> None:
    assert safe_html("<p>&nbsp;</p><p> </p><p>Hello</p><ul><li></li></ul>") == "<p>Hello</p>"


def test_plain_text_becomes_paragraphs_and_lists() -> None:
    html = safe_html("About us\r\n\r\nYou will:\r\n• help\r\n• listen\r\nCall us.")
    assert html == (
        "<p>About us</p>\n<p>You will:</p>\n<ul><li>help</li><li>listen</li></ul>\n<p>Call us.</p>"
    )


def test_a_hyphen_within_a_line_is_not_a_bullet() -> None:
    assert (
        safe_html("-5 degrees\n---\nwell-run home") == "<p>-5 degrees<br>---<br>well-run home</p>"
    )


def test_plain_text_with_signs_stays_text() -> None:
    assert safe_html("5 < 6 & R&D") == "<p>5 &lt; 6 &amp; R&amp;D</p>"


def test_a_description_with_breaks_alone_is_plain_text() -> None:
    assert safe_html("One<br />Two<br><br>- a<br>- b") == (
        "<p>One<br>Two</p>\n<ul><li>a</li><li>b</li></ul>"
    )


def test_a_summary_ends_with_a_whole_word() -> None:
    summary = summary_of("kindness " * 60)
    assert len(summary) <= 200
    assert summary.endswith("kindness…")


def test_a_short_text_is_its_own_summary() -> None:
    assert summary_of("  Kind \n people ") == "Kind people"


def test_blocks_do_not_run_together_in_the_text() -> None:
    assert text_of("<h3>Pay</h3>\n<ul><li>a<ul><li>b</li></ul></li></ul>").split() == [
        "Pay",
        "a",
        "b",
    ]


WORDS = st.sampled_from(
    [
        *(
            "kind",
            " people ",
            "£12.60",
            "&amp;",
            "&nbsp;",
            "\xa0",
            "\n",
            "  ",
            "<br>",
            '"',
            "\u200b",
        ),
        *(
            "<strong>Pay</strong>",
            "<b> more</b>",
            "<em>you</em>",
            "<i></i>",
            "&",
            "&lt;p&gt;",
            "\x00",
        ),
    ]
)
INNER = st.lists(WORDS, min_size=1, max_size=4).map("".join)
SIMPLE_BLOCKS = st.one_of(
    st.tuples(st.sampled_from(["p", "h1", "h2", "h4", "h6", "li"]), INNER),
    st.tuples(
        st.sampled_from(["ul", "ol"]),
        st.lists(INNER.map("<li>{}</li>".format), max_size=3).map("\n".join),
    ),
).map(lambda each: f"<{each[0]}>{each[1]}</{each[0]}>")


@given(st.lists(st.one_of(SIMPLE_BLOCKS, FRAGMENTS), max_size=6).map("".join))
def test_what_need_not_be_cleaned_is_what_cleaning_gives(raw: str) -> None:
    clean = description._evenly_spaced(description._CLEANER.clean(raw))
    for each in (description._evenly_spaced(raw), clean):
        if simple := description._simple(each):
            assert simple == description._mended(clean)


def test_html_as_most_systems_write_it_need_not_be_cleaned() -> None:
    raw = "<h2>Pay</h2>\n<p>Tea &amp; <b>cake</b>.<br>Daily.</p><ul>\n<li>Rest</li>\n</ul>"
    tidy = "<h3>Pay</h3>\n<p>Tea &amp; <b>cake</b>.<br>Daily.</p>\n<ul> <li>Rest</li> </ul>"
    assert description._simple(description._evenly_spaced(raw)) == safe_html(raw) == tidy


def test_every_space_but_the_common_one_is_looked_for() -> None:
    spaces = {each for each in map(chr, range(sys.maxunicode + 1)) if each.isspace()}
    assert spaces - set(description._UNEVEN) == {" "}
    assert {each for each in spaces if each.isascii()} - set(description._UNEVEN_IN_ASCII) == {" "}


@pytest.mark.parametrize("between", [*description._UNEVEN, " ", "\r\n", " \u3000"])
def test_texts_are_evenly_spaced(between: str) -> None:
    for words in ("some words", "some’s words"):
        text = words.replace(" ", between)
        assert description._evenly_spaced(f"{between}{text} ") == words
