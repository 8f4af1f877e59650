"""Ids that stay the same from day to day and stand for one vacancy each."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise.identity import Identity, base_id, ids

NAMES = st.text(max_size=12)
CONTENTS = st.tuples(NAMES).map(lambda texts: lambda: texts)
IDENTITIES = st.builds(Identity, NAMES, NAMES, NAMES, NAMES, NAMES, CONTENTS)


def _identity(reference: str = "", url: str = "", title: str = "Carer", text: str = "") -> Identity:
    return Identity(reference, url, "Example Lodge", title, "Exampleton", lambda: (text,))


def test_the_sources_reference_makes_the_id() -> None:
    assert base_id("lodge", _identity("REF/001")) == "lodge-ref-001"


def test_without_a_reference_the_address_makes_the_id() -> None:
    plain = base_id("lodge", _identity(url="https://example.org/1"))
    assert base_id("lodge", _identity(url="https://example.org/1?utm_source=x")) == plain
    assert base_id("lodge", _identity(url="https://example.org/2")) != plain


def test_without_either_employer_title_and_place_make_the_id() -> None:
    assert base_id("lodge", _identity()) == base_id("lodge", _identity(text="reworded"))
    assert base_id("lodge", _identity()) != base_id("lodge", _identity(title="Cook"))


def test_the_same_vacancy_twice_has_one_id() -> None:
    assert ids("lodge", [_identity("1"), _identity("1", text="reworded")]) == [
        ("lodge-1", False),
        ("", False),
    ]


def test_different_vacancies_with_one_reference_get_ids_of_their_own_in_any_order() -> None:
    carer, cook = _identity("1"), _identity("1", title="Cook")
    one, other = ids("lodge", [carer, cook]), ids("lodge", [cook, carer])
    assert one == other[::-1]
    assert len({own for own, _ in one}) == 2
    assert all(is_shared for _, is_shared in one)


def test_two_adverts_without_reference_that_differ_in_words_are_two() -> None:
    found = ids("lodge", [_identity(text="days"), _identity(text="nights"), _identity(text="days")])
    assert len({own for own, _ in found} - {""}) == 2
    assert found[2][0] == ""


@given(NAMES, st.lists(IDENTITIES, max_size=8))
def test_every_id_can_be_an_address_and_none_is_given_twice(
    feed: str, identities: list[Identity]
) -> None:
    own = [each for each, _ in ids(feed, identities) if each]
    assert len(own) == len(set(own))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", each) for each in own)
    if identities:
        assert own
