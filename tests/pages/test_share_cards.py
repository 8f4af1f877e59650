"""What people see where a page is shared: a picture that is right, small and allowed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import BuiltWorld, World
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from portal.config import Brand
from portal.images import CardColours, Picture, PictureReader, Pictures, ShareCard
from portal.images.card_drawing import MAX_BYTES, draw
from portal.images.lettering import _letter, draw_line, drawable, fit, font_of
from portal.images.share_card import HEIGHT, WIDTH
from portal.source import SourceFile

MakeWorld = Callable[..., World]
COLOURS = CardColours.of(Brand(primary="#5b2a6e", accent="#f2b33d"))
STORY = "content/case-studies/from-the-shop.md"
STORY_URL = "/case-studies/from-the-shop/"
ROLE_URL = "/roles/care-assistant/"


def card(words: str, **more: object) -> ShareCard:
    """Return a card that says something."""
    return ShareCard("A job in care", words, "From £13 an hour", "A site", "Care", COLOURS, **more)  # type: ignore[arg-type]


def shared(site: BuiltWorld, url: str) -> dict[str, str]:
    """Return what the page at an address tells those who share it."""
    page = site.html(url)
    found = page.select("meta[property^='og:'], meta[name^='twitter:']")
    return {str(each.get("property") or each["name"]): str(each["content"]) for each in found}


def with_scopes(world: MakeWorld, scopes: str) -> BuiltWorld:
    """Return the small site, in which the story has consent for some things only."""
    made = world()
    text = (made.root / STORY).read_text(encoding="utf-8")
    before, _, after = text.partition("scopes: [")
    made.write({STORY: f"{before}scopes: [{scopes}{after[after.index(']') :]}"})
    return made.build()


# Which page has which card.


def test_every_page_names_a_card_that_is_there_and_says_what_is_on_it(world: MakeWorld) -> None:
    site = world().build()
    for name in site.files:
        if not name.endswith(".html") or b'http-equiv="refresh"' in site.files[name]:
            continue
        url = "/" + name.removesuffix("index.html")
        told = shared(site, url)
        path = told["og:image"].removeprefix("https://site.example/")
        assert Image.open(BytesIO(site.files[path])).size == (1200, 630), url
        assert told["og:image:alt"].endswith("."), url
        assert told["twitter:card"] == "summary_large_image"


def test_a_role_has_a_card_of_its_own_and_a_plain_page_that_of_the_site(world: MakeWorld) -> None:
    site = world().build()
    assert shared(site, "/about/")["og:image"] == shared(site, "/")["og:image"]
    assert shared(site, ROLE_URL)["og:image"] != shared(site, "/")["og:image"]
    assert "Care assistant" in shared(site, ROLE_URL)["og:image:alt"]


def test_a_story_is_shared_in_its_own_words(world: MakeWorld) -> None:
    told = shared(with_scopes(world, "text, name, employer, social"), STORY_URL)
    assert told["og:image:alt"].startswith("“")
    assert "Sam, care assistant" in told["og:image:alt"]


def test_without_consent_for_social_media_a_story_is_shared_with_the_card_of_its_role(
    world: MakeWorld,
) -> None:
    site = with_scopes(world, "text, name, employer")
    assert shared(site, STORY_URL)["og:image"] == shared(site, ROLE_URL)["og:image"]
    assert "Sam" not in shared(site, STORY_URL)["og:image:alt"]


# What is on a card.


def test_a_card_is_the_same_bytes_each_time_and_another_address_when_it_says_something_else() -> (
    None
):
    assert draw(card("Care assistant")) == draw(card("Care assistant"))
    assert card("Care assistant").url == card("Care assistant").url
    urls = {
        card("Care assistant").url,
        card("Care worker").url,
        card("Care worker", is_quote=True).url,
        card("Care worker", seed="a").url,
        card("Care worker", seed="a", initial="S").url,
    }
    assert len(urls) == 5


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Cook",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "a" * 300,
        "word " * 200,
        "Zoë Łęcka and Siân Ó Briain",
        "👩‍⚕️ 🎉",
        "રસોઈયા",
        "مرحبا",
        "\x00\ud800 odd",
    ],
)
def test_whatever_it_says_a_card_is_small_and_of_the_right_size(words: str) -> None:
    for drawn in (card(words), card(words, is_quote=True, seed="x", initial=words[:1])):
        data = draw(drawn)
        assert len(data) <= MAX_BYTES
        assert Image.open(BytesIO(data)).size == (WIDTH, HEIGHT)


def test_words_in_letters_that_the_font_has_not_are_replaced_and_never_boxes() -> None:
    assert drawable("રસોઈયા") == ""
    assert drawable("مرحبا, Amira") == ""
    assert drawable("Hello 🎉 you") == "Hello you"
    spare = ShareCard("A job in care", "Care", "From £13 an hour", "A site", "", COLOURS)
    assert draw(card("રસોઈયા")) == draw(spare)


@given(st.text(max_size=200), st.integers(60, 900), st.integers(40, 400))
def test_no_line_is_wider_than_its_place(text: str, width: int, height: int) -> None:
    block = fit(drawable(text), 800, range(60, 31, -4), width, height)
    # Pillow moves some pairs of letters by a hundredth of a pixel.
    font = font_of(block.weight, block.size)
    assert all(font.getlength(line) < width + 1 for line in block.lines)
    assert block.height <= max(height, block.leading)


@pytest.mark.parametrize("line", ["Jump for joy, Wyn", "ÀÇg|“j”", "", " ", "f"])
def test_a_line_is_drawn_as_the_font_draws_it(line: str) -> None:
    mask, spare = draw_line(line, 800, 60)
    whole = Image.new("L", mask.size)
    ImageDraw.Draw(whole).text((spare, 0), line, fill=255, font=font_of(800, 60))
    assert ImageChops.difference(mask, whole).getextrema() in ((0, 0), (0, 1))


def test_what_is_flat_is_written_without_loss_and_a_photograph_is_not(tmp_path: Path) -> None:
    assert Image.open(BytesIO(draw(card("Cook")))).format == "PNG"
    assert card("Cook").url.endswith(".png")
    drawn = Image.open(BytesIO(draw(card("Cook", seed="x", initial="S")))).convert("RGB")
    assert drawn.getpixel((2, 2)) == COLOURS.deep
    assert drawn.getpixel((2, 520)) == COLOURS.line
    path = tmp_path / "blue.png"
    Image.new("RGB", (900, 600), "blue").save(path)
    file = SourceFile(path, "content/blue.png", path.stat().st_size, 0)
    picture = PictureReader(tmp_path).look(file, "blue", file.position)
    assert isinstance(picture, Picture)
    shown = card("Cook", picture=picture)
    assert shown.url.endswith(".jpg")
    seen = Image.open(BytesIO(draw(shown)))
    assert seen.format == "JPEG"
    red, _, blue = seen.convert("RGB").getpixel((1100, 100))  # type: ignore[misc]
    assert red < 20
    assert blue > 235


def test_letters_stand_out_from_the_ground_whatever_the_colours_of_a_site() -> None:
    for primary in ("#ffffff", "#000000", "#ffd400", "#00ffcc", "#5b2a6e"):
        ground = CardColours.of(Brand(primary=primary, accent="#000000")).deep
        assert max(ground) < 128


def test_letters_are_drawn_once_for_all_cards_that_show_them_in_a_size() -> None:
    draw(card("Care worker"))
    before = _letter.cache_info().misses
    draw(card("Cook a rare ware"))
    assert _letter.cache_info().misses == before


# The cache.


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[ShareCard] = []

    def count(each: ShareCard) -> bytes:
        drawn.append(each)
        return b"picture"

    monkeypatch.setattr("portal.images.drawing.draw", count)
    cards = [card("one"), card("two")]
    Pictures(cards, tmp_path).make_ahead()
    Pictures(cards, tmp_path).make_ahead()
    assert dict(Pictures(cards, tmp_path)) == {each.url: b"picture" for each in cards}
    assert len(drawn) == 2
    Pictures(cards[:1], tmp_path).tidy()
    assert len(list(tmp_path.iterdir())) == 1
