"""Markdown becomes safe HTML, with ids as on GitHub and figures of the day."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal.prose import Figures, ProseMaker, check, heading_id, plain_text, render

FIGURES = Figures({"living-wage": "£12.71"})
HARMLESS = {"http", "https", "mailto", "tel", ""}


def test_headings_start_below_the_title_and_have_the_ids_that_github_gives() -> None:
    made = BeautifulSoup(render("# One\n\n## What's *new*?\n\n## What's new?\n"), "html.parser")
    found = [(each.name, each["id"]) for each in made.find_all(["h1", "h2", "h3"])]
    assert found == [("h2", "one"), ("h2", "whats-new"), ("h2", "whats-new-1")]


def test_links_to_our_own_pages_are_put_below_the_site_s_path() -> None:
    made = render("[roles](/roles/) and [elsewhere](https://www.gov.uk/)", "/careers")
    assert 'href="/careers/roles/"' in made
    assert 'href="https://www.gov.uk/"' in made


def test_a_figure_is_filled_in_and_an_unknown_one_left_and_told() -> None:
    assert "£12.71 an hour" in render("$living-wage$ an hour", figures=FIGURES)
    [problem] = check("Pay is $living-wags$.", "content/x.md", 7, FIGURES, "https://x.example/")
    assert str(problem) == (
        'content/x.md:7:8: There is no figure called "living-wags". Did you mean "living-wage"?'
    )


def test_a_callout_written_as_on_github_becomes_a_box_with_its_name() -> None:
    made = BeautifulSoup(render("> [!NOTE]\n> Take **care**.\n"), "html.parser")
    [box] = made.select("div.callout.callout--note")
    assert box.get_text(" ", strip=True) == "Note Take care ."


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    made = BeautifulSoup(render("| a | b |\n|---|--:|\n| 1 | 2 |\n"), "html.parser")
    [box] = made.select(".table-scroll")
    assert (box["role"], box["tabindex"]) == ("region", "0")


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    render("[a]: https://one.example/\n")
    assert "one.example" not in render("See [a].")


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<iframe src='//evil.example'></iframe>",
        "<svg onload=alert(1)>",
        "<a href='x' style='position:fixed'>x</a>",
        "<form action='https://evil.example'><input></form>",
    ],
)
def test_nothing_that_could_act_survives(nasty: str) -> None:
    assert acts(render(nasty)) == []


@given(
    st.text(alphabet=st.sampled_from(list("<>\"'=/ab\n[](){}:!-#`&;$ jscriptonld")), max_size=300)
)
def test_no_text_whatever_becomes_something_that_acts(text: str) -> None:
    assert acts(render(text, "/careers", FIGURES)) == []


@given(st.text(max_size=200))
def test_heading_ids_have_no_spaces(text: str) -> None:
    assert heading_id(text)
    assert " " not in heading_id(text)


def test_what_was_made_once_is_taken_from_memory_and_is_the_same() -> None:
    first = ProseMaker()
    made = first.html("Some *words*.")
    second = ProseMaker(
        kept={key: value.replace("Some", "Kept") for key, value in first.used.items()}
    )
    assert second.html("Some *words*.") == made.replace("Some", "Kept")
    assert ProseMaker(root="/careers", kept=first.used).html("Some *words*.") == made
    assert ProseMaker(figures=FIGURES).html("$living-wage$") == "<p>£12.71</p>"


def test_plain_text_has_the_words_and_no_tags() -> None:
    assert plain_text("<p>Tea &amp; <b>cake</b></p>\n<p>today</p>") == "Tea & cake today"


def acts(made: str) -> list[str]:
    """Return whatever in an HTML text could run, load or send something."""
    page = BeautifulSoup(made, "html.parser")
    allowed = {
        "href",
        "class",
        "id",
        "start",
        "title",
        "lang",
        "dir",
        "role",
        "tabindex",
        "aria-label",
    }
    found = [str(tag) for tag in page.find_all(["script", "style", "iframe", "img", "form", "svg"])]
    for tag in page.find_all(True):
        found.extend(f"{tag.name}@{name}" for name in tag.attrs if name not in allowed)
        href = str(tag.get("href") or "")
        if ":" in href and href.split(":")[0].lower() not in HARMLESS and href[0] not in "/#?":
            found.append(href)
    return found


def test_tables_that_scroll_have_names_of_their_own() -> None:
    table = "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    assert 'aria-label="Table"' in render(table)
    two = render(f"{table}\nWords.\n\n{table}")
    assert re.findall(r'aria-label="(.*?)"', two) == ["Table 1", "Table 2"]
