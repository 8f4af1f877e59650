"""Cards on lists are made again when something on them changes, and only then."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, BuiltWorld, World, keep_templates
from hypothesis import given
from hypothesis import strategies as st

from portal import components, making
from portal.cache import write_sealed
from portal.components import once, texts_of
from portal.content.vacancy import Vacancy
from portal.facts import Heading, Part, Piece
from portal.fingerprints import Fingerprints, UnknownError
from portal.kept_cards import KeptCards
from portal.pages.cards import VacancyCard
from portal.pages.kept_card import ON_LISTS, KeptCard
from portal.pipeline import build
from portal.report import Report
from portal.standing import record_of

Make = Callable[..., World]
FEED = "content/vacancies/snapshots/jobs.json"
PROVIDER = "content/providers/example-house.yaml"
JOBS = 24
DOINGS = ("wash", "dress", "cook", "walk", "garden", "sing")


def job(number: int, **changes: Any) -> dict[str, Any]:
    """Return a vacancy as feeds have it, which nobody takes for another one."""
    doing = DOINGS[number % len(DOINGS)]
    return {
        "@type": "JobPosting",
        "identifier": f"job-{number}",
        "title": "Care assistant",
        "description": f"<p>Help {number} people to {doing}, and to {doing} again, each day.</p>",
        "datePosted": "2026-11-12",
        "validThrough": "2027-01-31",
        "hiringOrganization": {"name": "Example House"},
        "jobLocation": {"address": {"addressLocality": "Testham", "postalCode": "LE1 1AA"}},
        "url": f"https://jobs.example/{number}",
    } | changes


def write_jobs(made: World, **changed: Any) -> None:
    """Write the feed, in which the second vacancy may be otherwise."""
    jobs = [job(number, **(changed if number == 1 else {})) for number in range(JOBS)]
    made.write({FEED: json.dumps(jobs)})


@pytest.fixture
def listed(world: Make) -> World:
    """Return a world with a list of vacancies, and templates of its own."""
    feeds = "- {id: jobs, title: Test jobs, url: https://jobs.example/f}\n"
    made = world({"content/vacancies/feeds.yaml": feeds})
    shutil.copytree(REPOSITORY / "templates", made.root / "templates")
    write_jobs(made)
    return made


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return, after builds, the titles of the vacancies of which cards on lists were made."""
    titles: list[str] = []
    fill = components._text

    def fill_and_tell(function: Any, arguments: tuple[Any, ...]) -> str:
        card = arguments[0]
        if arguments[1:] == ON_LISTS and getattr(card, "url", "").startswith("/vacancies/jobs-"):
            titles.append(card.title)
        return fill(function, arguments)

    monkeypatch.setattr(components, "_text", fill_and_tell)
    return titles


def cold_files(made: World, today: date = TODAY) -> dict[str, bytes]:
    """Return the site as it is where nothing was ever built."""
    place = made.root.with_name(f"{made.root.name}-cold")
    shutil.rmtree(place, ignore_errors=True)
    cache = keep_templates(place / "cache", made.project.cache / "templates")
    project = replace(made.project, cache=cache)
    build(project, place / "dist", today=today, report=Report(made.root, -1))
    return BuiltWorld(place / "dist", ()).files


def kept_file(made: World) -> Path:
    """Return the file in which cards are kept."""
    return record_of(made.project.cache / "cards", made.output)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_a_feed_in_which_one_advert_changed_one_card_is_made(
    listed: World, filled: list[str], monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(making, "_FEWEST_TO_SHARE", 3)
    listed.build(jobs=jobs)
    for title in ("Night carer", "Day carer"):
        filled.clear()
        write_jobs(listed, title=title)
        built = listed.build(jobs=jobs)
        if jobs == 1:  # what other processes fill, nobody tells us
            assert filled == [title]
        assert title in built.text("/vacancies/")
        assert built.files == cold_files(listed)


def renamed(made: World) -> None:
    """Call the provider otherwise."""
    text = (made.root / PROVIDER).read_text("utf-8")
    made.write({PROVIDER: text.replace("name: Example House", "name: Elm House")})


def with_other_template(made: World) -> None:
    """Say of all cards that they are new."""
    name = "templates/components/vacancy_card.html"
    text = (made.root / name).read_text("utf-8")
    made.write({name: text.replace("<article", "<article data-other")})


def with_other_heading(made: World) -> None:
    """Give the headings on lists another level."""
    name = "templates/pages/vacancies.html"
    text = (made.root / name).read_text("utf-8")
    text = text.replace("<ul class=", "<h2>All of them</h2>\n<ul class=", 1)
    made.write({name: text.replace("once(vacancy_card, 2)", "once(vacancy_card, 3)")})


def below_a_folder(made: World) -> None:
    """Let the site begin below its host."""
    text = (made.root / "site.yaml").read_text("utf-8")
    made.write({"site.yaml": text.replace("https://site.example/", "https://site.example/jobs/")})


@pytest.mark.parametrize(
    "change", [renamed, with_other_template, with_other_heading, below_a_folder]
)
def test_what_else_stands_on_cards_is_new_at_once(
    listed: World, change: Callable[[World], None]
) -> None:
    before = listed.build().files
    change(listed)
    write_jobs(listed, title="Night carer")
    after = listed.build().files
    assert before["vacancies/index.html"] != after["vacancies/index.html"]
    assert after == cold_files(listed)


def test_on_another_day_cards_say_what_is_true_then(listed: World, filled: list[str]) -> None:
    write_jobs(listed, validThrough="2026-12-01")
    listed.build()
    filled.clear()
    later = TODAY + timedelta(4)
    built = listed.build(later)
    assert len(filled) == JOBS
    assert "data-days-left" in built.text("/vacancies/")
    assert built.files == cold_files(listed, later)


def test_a_page_that_looks_at_cards_sees_what_is_on_them(listed: World) -> None:
    name = "templates/pages/vacancies.html"
    text = (listed.root / name).read_text("utf-8")
    looks = "{% for card in page.vacancies %}{{ card.title }}, {{ card.url }}{% endfor %}"
    again = "{% for card in page.vacancies %}{{ card | once(vacancy_card, 5) }}{% endfor %}"
    begin = "{% block content %}"
    listed.write({name: text.replace(begin, f"{begin}{looks}{again}")})
    listed.build()
    write_jobs(listed, title="Night carer")
    built = listed.build()
    assert built.html("/vacancies/").find("h5", string="Night carer")
    assert built.files == cold_files(listed)


@pytest.mark.parametrize("harm", ["cut", "bits", "empty", "folder", "foreign"])
def test_spoilt_cards_are_as_good_as_none(listed: World, filled: list[str], harm: str) -> None:
    listed.build()
    file = kept_file(listed)
    data = file.read_bytes()
    assert b"vacancy-card" in data
    if harm == "folder":
        file.unlink()
        file.mkdir()
    elif harm == "foreign":  # of the same name and key, but in the form of another cache
        key = data.split(b" ", 1)[0].decode()
        write_sealed(file, b'[["prints","texts",1]]\nx', key)
    else:
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        file.write_bytes({"cut": data[:middle], "bits": flipped, "empty": b""}[harm])
    write_jobs(listed, title="Night carer")
    filled.clear()
    built = listed.build()
    assert len(filled) == JOBS
    assert built.files == cold_files(listed)


def test_while_no_list_is_made_no_card_is_read_or_written(
    listed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed.build()
    before = kept_file(listed).read_bytes()
    story = "content/case-studies/from-the-shop.md"
    text = (listed.root / story).read_text("utf-8")
    listed.write({story: text.replace("nine years", "ten years")})
    monkeypatch.setattr(KeptCards, "read", None)
    listed.build()
    assert kept_file(listed).read_bytes() == before


def component(card: Any, level: int = 3) -> str:
    """Stand for a component."""
    return f"<h{level}>{card.title}</h{level}>"


def card_of(vacancy: Vacancy) -> VacancyCard:
    """Return a card."""
    return VacancyCard(vacancy.title, vacancy.url, "", "", "", "", (), "", "", False)


words = st.text("ab1é\n\0<", max_size=4)
pieces = st.builds(
    Piece,
    st.builds(
        Part,
        ids=st.sampled_from([(), (), ("x",)]),
        links=st.lists(words, max_size=3).map(tuple),
        assets=st.sampled_from([(), (), ("/x.png",)]),
    ),
    st.none() | st.lists(st.builds(Heading, st.integers(1, 6), words), max_size=2).map(tuple),
    st.sampled_from([(), (), ("<img>",)]),
    st.sampled_from([(), (), ("/x.css",)]),
)


def kept_in(folder: Path) -> KeptCards:
    """Return the cards that are kept in a folder."""
    cards = KeptCards()
    cards.read(folder / "cards", "key", Fingerprints(), component)
    return cards


def make_cards(cards: KeptCards, vacancies: list[Vacancy]) -> None:
    """Put vacancies on a list, whose cards are made unless they are kept."""
    for each in vacancies:
        once(cards.of(each, card_of) or card_of(each), component, *ON_LISTS)


@given(st.lists(pieces, min_size=1, max_size=4), st.lists(words, min_size=4, max_size=4))
def test_a_card_comes_back_with_all_that_was_seen_in_it_or_not_at_all(
    seen: list[Piece], titles: list[str]
) -> None:
    told = zip("abcd", titles, strict=True)
    vacancies = [Vacancy(name, title, "jobs") for name, title in told][: len(seen)]
    vars(component).pop("kept", None)
    with tempfile.TemporaryDirectory() as folder:
        cards = kept_in(Path(folder))
        make_cards(cards, vacancies)
        made = [*texts_of(component, ON_LISTS).values()]
        for html, piece in zip(made, seen, strict=True):
            html.seen = piece
        cards.write(vacancies)
        vars(component).pop("kept")
        again = kept_in(Path(folder))
        back = [again.of(each, card_of) for each in vacancies]
    for card, html, piece in zip(back, made, seen, strict=True):
        if card is not None:
            assert (card.html.data, card.html.seen) == (html.data, piece)
        else:
            is_more = piece.part.ids or piece.part.assets or piece.bare_images or piece.loads
            held = "".join((*piece.part.links, *(each.text for each in piece.headings or ())))
            has_signs = "\n" in held or "" in piece.part.links
            assert is_more or piece.headings is None or has_signs


FEW = [Vacancy(name, f"Carer {name}", "jobs") for name in "abcd"]


def written(folder: Path, vacancies: list[Vacancy]) -> None:
    """Keep the cards of vacancies."""
    cards = kept_in(folder)
    make_cards(cards, vacancies)
    for html in texts_of(component, ON_LISTS).values():
        html.seen = Piece(Part(), ())
    cards.write(vacancies)
    vars(component).pop("kept")


def kept_of(folder: Path, vacancies: list[Vacancy]) -> str:
    """Return the ids of the vacancies whose cards are kept."""
    cards = kept_in(folder)
    return "".join(each.id for each in vacancies if cards.of(each, card_of))


def test_cards_that_nobody_shows_are_kept_on_while_there_is_the_vacancy(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    other = replace(FEW[1], title="Cook")
    cards = kept_in(tmp_path)
    make_cards(cards, [other])
    for html in texts_of(component, ON_LISTS).values():
        html.seen = Piece(Part(), ())
    cards.write([FEW[0], other, FEW[2]])
    vars(component).pop("kept")
    assert kept_of(tmp_path, [FEW[0], other, *FEW[2:]]) == "abc"
    assert kept_of(tmp_path, FEW) == "ac"


def test_where_hardly_any_card_is_new_what_was_kept_stays(tmp_path: Path) -> None:
    many = [Vacancy(f"v{number}", "Carer", "jobs") for number in range(40)]
    written(tmp_path, many)
    before = (tmp_path / "cards").read_bytes()
    for new, is_same in ((2, True), (3, False)):
        now = [*(replace(each, title="Cook") for each in many[:new]), *many[new:]]
        written(tmp_path, now)
        assert ((tmp_path / "cards").read_bytes() == before) is is_same


def test_a_kept_card_counts_only_for_what_made_it(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    card = kept_in(tmp_path).of(FEW[0], card_of)
    assert card is not None

    def other(card: Any, level: int = 3) -> str:
        return f"{card.title}, {level}"

    assert once(card, component, *ON_LISTS) is card.html
    assert str(once(card, component, 4)) == "<h4>Carer a</h4>"
    assert str(once(card, component)) == "<h3>Carer a</h3>"
    assert str(once(card, other, *ON_LISTS)) == "Carer a, 2"


def test_a_kept_card_stands_for_the_card(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    card, right = kept_in(tmp_path).of(FEW[0], card_of), card_of(FEW[0])
    assert card == right
    assert hash(card) == hash(right)
    assert card != card_of(FEW[1])
    assert (card.title, card.url, card.tags) == (right.title, right.url, right.tags)
    with pytest.raises(AttributeError):
        _ = card.colour


def test_no_page_is_told_by_a_kept_card(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    with pytest.raises(UnknownError):
        Fingerprints().once((kept_in(tmp_path).of(FEW[0], card_of),))


def test_nothing_is_kept_before_it_is_asked_for(tmp_path: Path) -> None:
    cards = KeptCards()
    assert cards.of(FEW[0], card_of) is None
    cards.write(FEW)
    assert [*tmp_path.iterdir()] == []


def test_cards_are_handed_over_whole(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    cards = kept_in(tmp_path)
    other = cards.hand_over()
    assert cards.of(FEW[0], card_of) is None
    assert other.of(FEW[0], card_of)
    assert isinstance(other.of(FEW[0], card_of), KeptCard)


def test_cards_of_another_key_are_none(tmp_path: Path) -> None:
    written(tmp_path, FEW)
    cards = KeptCards()
    cards.read(tmp_path / "cards", "another", Fingerprints(), component)
    assert cards.of(FEW[0], card_of) is None
    cards.write([])
    assert b"Carer" not in (tmp_path / "cards").read_bytes()
    assert kept_of(tmp_path, FEW) == ""


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Let the component make everything anew."""
    yield
    vars(component).pop("kept", None)
