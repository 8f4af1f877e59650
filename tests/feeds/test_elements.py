"""Items that are known by what is written are the items that reading all of it gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds import elements, jobposting, read
from portal.feeds.elements import elements_of
from portal.feeds.item import Item, Reading, Skipped
from portal.feeds.prints import print_of

Told = tuple[tuple[Item | Skipped, ...], tuple[str, ...], bool]


def posting(number: int, title: str = "Cook") -> dict[str, Any]:
    """Return an element that is one item."""
    return {"@type": "JobPosting", "title": title, "url": f"https://example.org/{number}"}


def prints_of(data: bytes) -> tuple[str, ...]:
    """Return the prints of the items in bytes, as a run keeps them for the next one."""
    return tuple(filter(None, map(print_of, read(data, "jobposting").entries)))


def told(reading: Reading) -> Told:
    """Return all that a reading says."""
    return reading.told, reading.problems, reading.lenient


def read_whole(data: bytes, own_map: dict[str, Any] | None = None) -> Told:
    """Return what bytes say where no element is known by what is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobposting, "elements_of", lambda *_: None)
        return told(read(data, "jobposting", own_map=own_map))


def asked(before: Sequence[Any], after: Sequence[Any]) -> list[str]:
    """Return the titles of those elements of a second array that were read, though the first one's
    are known.
    """
    found: list[str] = []

    def is_item(element: dict[str, Any]) -> bool:
        found.append(element["title"])
        return True

    elements = elements_of(
        json.dumps(after).encode(), is_item, prints_of(json.dumps(before).encode())
    )
    assert elements is not None
    assert [json.loads(json.dumps(after)[each.start : each.end]) for each in elements] == after
    return found


FIVE = [posting(number, title) for number, title in enumerate("abcde")]
NEW, OTHER = posting(7, "new"), posting(8, "other")


@pytest.mark.parametrize(
    ("after", "read_anew"),
    [
        (FIVE, []),
        ([*FIVE, NEW], ["new"]),
        ([NEW, OTHER, *FIVE], ["new", "other"]),
        ([*FIVE[:2], NEW, *FIVE[2:]], ["new"]),
        ([*FIVE[:2], NEW, *FIVE[3:]], ["new"]),
        ([NEW, OTHER, *FIVE[2:]], ["new", "other"]),
        ([*FIVE[:1], *FIVE[3:]], ["d"]),
        ([*FIVE[3:], *FIVE[:3]], ["d", "a"]),
        ([FIVE[0], FIVE[0], *FIVE[1:]], ["a"]),
    ],
    ids=[
        *("same", "behind", "before", "among", "instead", "two instead", "left out", "moved"),
        "twice",
    ],
)
def test_only_what_is_not_known_is_read(after: list[Any], read_anew: list[str]) -> None:
    assert asked(FIVE, after) == read_anew


@pytest.mark.parametrize(
    "around", [b"[%b]", b"\n [ %b\t]\r\n", b"[1, %b]", b'[{"a": "\xc3\xa9"},%b]']
)
def test_an_item_is_known_wherever_it_stands(around: bytes) -> None:
    item = json.dumps(posting(1)).encode()
    assert prints_of(around.replace(b"%b", item)) == prints_of(b"[%b]" % item)


def test_an_item_that_is_written_otherwise_is_another() -> None:
    item = json.dumps(posting(1)).encode()
    others = (
        item.replace(b"Cook", b"Book"),
        item.replace(b": ", b":"),
        item.replace(b"C", b"\\u0043"),
    )
    assert len({prints_of(b"[%b]" % each) for each in (item, *others)}) == 4


@pytest.mark.parametrize(
    "data",
    [
        *(b"[%b", b"[%b]]", b"[%b] x", b"[%b,]", b"[%b %b]", b"[,%b]", b"[%b;%b]", b"{%b}", b"%b"),
        *(b"\xff[%b]", b"[%b\x00]", b'[%b, "\xff"]', b"[%b, 1%b]", b"[%b, nul]", b"[%b\xc2\xa0]"),
        *(
            b"[%b, NaN]",
            b"[[%b]]",
            b"[%b, [%b, %b]]",
            b'["\xe9", %b]',
            b"[%b, 1" + b"0" * 5000 + b"]",
        ),
        *(b"[%b, " + b"[" * 100_000, b"[]", b"[ ]", b"[", b"\xef\xbb\xbf[%b]", b"[%b]\n\x00"),
        *(b'[%b, {"@type": "JobPosting", "a": "<meta charset=cp1252>", "title": "\xc3\xa9"}]',),
        *(
            b'[%b, "<!DOCTYPE a [<!ENTITY b"]',
            b'[%b, {"title": "x", "title": "", "@type": "JobPosting"}]',
        ),
        *("[{}]".format('{"@type": "JobPosting", "title": "Köchin"}').encode("utf-16"),),
    ],
)
def test_what_is_unusual_is_read_as_a_whole(data: bytes) -> None:
    written = json.dumps(posting(1)).encode()
    known = prints_of(b"[%b]" % written)
    whole = data.replace(b"%b", written)
    assert told(read(whole, "jobposting", known=known)) == read_whole(whole)
    assert told(read(whole, "auto", known=known)) == told(read(whole, "auto"))


texts = st.text(st.characters(codec="utf-8"), max_size=4) | st.sampled_from(
    ["Cook", "£", "\\", '"']
)
values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
postings = st.builds(
    lambda number, title, more: {**posting(number), "title": title, **more},
    st.integers(0, 3),
    texts,
    st.dictionaries(st.sampled_from(["description", "é", "@graph", "@type"]), values, max_size=2),
)
arrays = st.lists(postings | postings | values | st.lists(postings, max_size=2), max_size=6)
separators = st.sampled_from([(", ", ": "), (",", ":"), (" ,\n", " : ")])
edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 9),
        st.binary(max_size=3)
        | st.sampled_from([b",", b"]", b"}", b'"', b"{}", b"[]", b"\\", b"1"]),
    ),
    max_size=3,
)


def edited(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Return bytes of which some are left out, and others stand in their place."""
    for share, length, instead in changes:
        at = round(share * len(data))
        data = data[:at] + instead + data[at + length :]
    return data


@given(arrays, arrays, st.integers(0, 6), separators, st.booleans(), edits)
def test_what_is_known_changes_nothing_in_what_is_read(
    before: list[Any],
    more: list[Any],
    place: int,
    between: tuple[str, str],
    ascii_only: bool,
    changes: list[tuple[float, int, bytes]],
) -> None:
    def written(array: list[Any]) -> bytes:
        return json.dumps(array, separators=between, ensure_ascii=ascii_only).encode()

    known = prints_of(written(before))
    after = edited(written([*before[:place], *more, *before[place + 1 :]]), changes)
    reading = read(after, "jobposting", known=known)
    assert told(reading) == read_whole(after)
    assert [*map(print_of, reading.entries)] == [*map(print_of, read(after, "jobposting").entries)]


@given(arrays, st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]))
def test_other_encodings_are_read_as_a_whole(array: list[Any], encoding: str) -> None:
    text = json.dumps(array, ensure_ascii=False)
    known = prints_of(text.encode("utf-8"))
    data = text.encode(encoding, "replace")
    assert told(read(data, "jobposting", known=known)) == read_whole(data)


def test_a_known_item_of_many_bytes_is_not_looked_for_at_each_of_many_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = 0
    print_of_written = elements._print_of

    def count(written: bytes) -> str:
        nonlocal hashed
        hashed += len(written)
        return print_of_written(written)

    monkeypatch.setattr(elements, "_print_of", count)
    large = prints_of(json.dumps([posting(0, "x" * 100_000)]).encode())
    for number in (100, 400):
        data = json.dumps([posting(each, "y" * 1_000) for each in range(number)]).encode()
        hashed = 0
        readings = read(data, known=large), read(data)
        first, second = ([*map(print_of, each.entries)] for each in readings)
        assert first == second
        assert hashed <= 5 * len(data)  # once in each reading, and some of it in vain
