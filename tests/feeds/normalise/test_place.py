"""Where a vacancy is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.item import Item
from portal.feeds.normalise.place import (
    Gazetteer,
    GazetteerPlace,
    also_at,
    postcode_of,
    whereabouts,
)

OADBY = GazetteerPlace("Oadby", "oadby-and-wigston", 52.6, -1.08, "LE2")
SHEPSHED = GazetteerPlace("Shepshed", "charnwood", 52.77, -1.29, "LE12")
GAZETTEER = Gazetteer({"oadby": OADBY, "shepshed": SHEPSHED})


@pytest.mark.parametrize(
    "item",
    [
        Item(1, locality="OADBY"),
        Item(1, location="Oadby, Leicestershire"),
        Item(1, location="Oadby,_Leicestershire"),
        Item(1, location="Example Lodge, Oadby LE2 4AB"),
        Item(1, postcode="le24ab"),
        Item(1, location="LE2"),
    ],
)
def test_a_town_a_postcode_and_an_outcode_all_lead_to_the_place(item: Item) -> None:
    found = whereabouts(item, GAZETTEER)
    assert (found.place, found.district, found.outcode) == ("Oadby", "oadby-and-wigston", "LE2")
    assert (found.latitude, found.longitude) == (52.6, -1.08)


def test_a_whole_postcode_is_kept_in_one_form() -> None:
    assert whereabouts(Item(1, postcode="le12  9xy"), GAZETTEER).postcode == "LE12 9XY"


def test_the_feeds_own_point_comes_first() -> None:
    found = whereabouts(Item(1, locality="Oadby", latitude="52.61", longitude="-1.07"), GAZETTEER)
    assert (found.latitude, found.longitude) == (52.61, -1.07)


@pytest.mark.parametrize(("north", "east"), [("0", "0"), ("-1.08", "52.6"), ("nan", "x"), ("", "")])
def test_a_point_outside_the_country_is_none(north: str, east: str) -> None:
    found = whereabouts(Item(1, location="Nowhere", latitude=north, longitude=east), GAZETTEER)
    assert (found.latitude, found.longitude) == (None, None)


def test_an_unknown_place_is_shown_and_has_no_district() -> None:
    found = whereabouts(Item(1, location="EXAMPLETON, SOMEWHERE, XY1 2AB"), GAZETTEER)
    assert (found.place, found.district) == ("Exampleton, Somewhere", None)


def test_of_several_places_the_first_that_we_know_is_shown_and_the_others_are_named() -> None:
    item = Item(
        1,
        locality="London",
        postcode="E1 6AN",
        latitude="51.5",
        longitude="-0.07",
        other_places="Leeds\nShepshed, LE12 9XY\nOADBY\nShepshed\n\nleeds",
    )
    found = whereabouts(item, GAZETTEER)
    assert (found.place, found.postcode, found.latitude) == ("Shepshed", "LE12 9XY", 52.77)
    assert also_at(item, found, GAZETTEER) == ("London", "Leeds", "Oadby")


def test_the_first_place_stays_where_we_know_it_or_know_none() -> None:
    both = Item(1, locality="Oadby", other_places="Shepshed\nOadby")
    assert whereabouts(both, GAZETTEER).place == "Oadby"
    assert also_at(both, whereabouts(both, GAZETTEER), GAZETTEER) == ("Shepshed",)
    neither = Item(1, locality="London", postcode="E1 6AN", other_places="Leeds")
    assert whereabouts(neither, GAZETTEER).postcode == "E1 6AN"
    alone = Item(1, locality="Oadby")
    assert also_at(alone, whereabouts(alone, GAZETTEER), GAZETTEER) == ()


def test_no_place_is_no_place() -> None:
    assert whereabouts(Item(1), GAZETTEER).place == ""


@given(st.text(max_size=60))
def test_no_place_is_too_strange(text: str) -> None:
    whereabouts(Item(1, location=text, locality=text, postcode=text, latitude=text), GAZETTEER)
    postcode_of(text)
