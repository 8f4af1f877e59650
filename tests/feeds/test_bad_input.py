"""Everything that can be wrong with a feed, in every format: a line in the report, no more."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from feed_samples import BY_NAME
from holding import SCRIPT, assert_holds_together, normalised
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds import find_a_job, item, json_feed, mapped, read, spreadsheet
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading

IN_JSON = [name for name, data in BY_NAME.items() if data[:1] in b"[{"]
IN_XML = [name for name, data in BY_NAME.items() if data[:1] == b"<"]
_TEXT = re.compile(rb">[^<>]+<")


def everywhere(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return JSON with every value that is no group and no list changed."""
    if isinstance(value, dict):
        return {name: everywhere(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [everywhere(each, change) for each in value]
    return change(value)


CHANGES: dict[str, Callable[[Any], Any]] = {
    "null": lambda _: None,
    "script": lambda value: f"{value}{SCRIPT}",
    "javascript": lambda _: "javascript:alert(1)",
    "true": lambda _: True,
    "a number": lambda _: 7,
    "a huge number": lambda _: 10**400,
    "a fraction": lambda _: 1e308 * 10,
    "numbers as text": lambda value: str(value) if isinstance(value, int | float) else value,
    "an object": lambda value: {"a": {"b": value}},
    "a list": lambda value: [value, [value], None],
    "an empty list": lambda _: [],
    "a far year": lambda _: "20226-11-01T00:00:00Z",
    "controls": lambda value: f"\x00\x1b[31m{value}\u202e",
    "half an emoji": lambda value: f"{value} <b>x</b> \ud83d" if isinstance(value, str) else value,
    "long": lambda value: f"{value}" * 5000,
}


@pytest.mark.parametrize("name", IN_JSON)
@pytest.mark.parametrize("change", CHANGES)
def test_no_value_everywhere_in_json_breaks_a_feed(name: str, change: str) -> None:
    changed = everywhere(json.loads(BY_NAME[name]), CHANGES[change])
    assert_holds_together(json.dumps(changed).encode(), name)
    assert_holds_together(json.dumps(changed).encode(), "auto")


@pytest.mark.parametrize("name", IN_JSON)
def test_half_an_emoji_is_left_out_and_whole_ones_stay(name: str) -> None:
    def cut(value: Any) -> Any:
        return f"{value} \U0001f600 \ud83d" if isinstance(value, str) else value

    kept, notes = normalised(read(json.dumps(everywhere(json.loads(BY_NAME[name]), cut)).encode()))
    written = "".join([*map(repr, kept), *map(str, notes)])
    assert "\\ud83d" not in written
    assert not kept or "\U0001f600" in written
    written.encode()


@pytest.mark.parametrize("name", IN_XML)
@pytest.mark.parametrize(
    "text",
    [
        *(b"", b"null", b"&lt;script&gt;alert(1)&lt;/script&gt;", b"<script>alert(1)</script>"),
        *(b"javascript:alert(1)", b"7", b"20226-11-01", b"&x;", b"&", b"\x00", b"\xa312.60"),
        *(b"<![CDATA[<script>alert(1)</script>", b"<b>", b"</b>", b"<job>", b"x" * 50_000),
    ],
)
def test_no_text_everywhere_in_xml_breaks_a_feed(name: str, text: bytes) -> None:
    changed = _TEXT.sub(lambda _: b">" + text + b"<", BY_NAME[name])
    assert_holds_together(changed, name)
    assert_holds_together(changed, "auto")


@pytest.mark.parametrize("name", BY_NAME)
def test_a_feed_can_end_anywhere(name: str) -> None:
    data = BY_NAME[name]
    for end in range(1, len(data), max(1, len(data) // 40)):
        assert_holds_together(data[:end], name)


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_every_format_is_read_in_every_encoding(name: str, encoding: str) -> None:
    text = BY_NAME[name].decode().replace("Carer", "Café carer")
    reading = assert_holds_together(text.encode(encoding), name)
    assert [each.title for each in reading.items] == ["Café carer"]


@pytest.mark.parametrize("root", ["nhsJobs", "Vacancies", "workzag-jobs", "AdCourierAPI"])
def test_a_bomb_is_refused_in_every_format(root: str) -> None:
    bomb = f"<!DOCTYPE {root} [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><{root}>&b;</{root}>"
    assert "entities" in read(bomb.encode()).problems[0]


def test_what_is_too_large_is_refused_at_once() -> None:
    begun = time.process_time()
    assert read(bytes(MAXIMUM_BYTES + 1)).problems == ("It is larger than 64 MB.",)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("name", "start", "one", "end"),
    [
        ("csv", "title,town\n", "Carer,Oadby\n", ""),
        ("greenhouse", '{"jobs": [', '{"title": "Carer"},', "{}]}"),
        ("json-feed", '{"items": [', '{"title": "x"},', "{}]}"),
        ("find-a-job", "<Vacancies>", "<Vacancy><Title>x</Title></Vacancy>", "</Vacancies>"),
    ],
)
def test_more_items_than_the_most_are_cut_and_told(
    name: str, start: str, one: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAXIMUM_ITEMS == 200_000
    for module in (item, find_a_job, json_feed, mapped, spreadsheet):
        monkeypatch.setattr(module, "MAXIMUM_ITEMS", 2_000)
    reading = read((start + one * 10_000 + end).encode(), name)
    assert reading.read == 2_000
    assert reading.problems == ("It is too long: only its first 2,000 items were read.",)


ONE_ID = [Item(n, reference="7", title=f"Carer {'abcd'[n - 1]}") for n in range(1, 5)]


@pytest.mark.parametrize(
    "items", [ONE_ID, [Item(each.number, title=each.title) for each in ONE_ID]]
)
def test_vacancies_without_ids_of_their_own_all_stay(items: list[Item]) -> None:
    kept, _ = normalised(Reading("csv", tuple(items)))
    assert len({each.id for each in kept}) == len(items)


def test_an_item_that_is_no_object_is_skipped_and_the_rest_kept() -> None:
    data = json.loads(BY_NAME["greenhouse"])
    data["jobs"] += [None, "x", 7, [], {}, data["jobs"][0]]
    reading = assert_holds_together(json.dumps(data).encode(), "greenhouse")
    assert (len(reading.items), len(reading.skipped)) == (2, 5)


def test_dates_that_cannot_be_are_left_out_and_told() -> None:
    far = everywhere(json.loads(BY_NAME["greenhouse"]), CHANGES["a far year"])
    far["jobs"][0] |= {"title": "Carer", "absolute_url": "javascript:alert(1)"}
    kept, notes = normalised(read(json.dumps(far).encode(), "greenhouse"))
    assert (kept[0].posted_on, kept[0].apply.url) == (None, "")
    assert any("not a date" in each.reason for each in notes)
    assert any("not a web address" in each.reason for each in notes)


@pytest.mark.parametrize("name", BY_NAME)
def test_no_report_repeats_what_a_feed_says(name: str) -> None:
    secret = b"hunter2"
    for data in (BY_NAME[name].replace(b"Carer", b""), BY_NAME[name] + secret, secret * 9):
        reading = read(data, name)
        said = [*reading.problems, *(each.reason for each in reading.skipped)]
        assert not any("hunter2" in each for each in said)


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("xml", "<jobs>{0}Carer{1}{0}Cook{2}</jobs>"),
        ("personio", "<workzag-jobs>{0}Carer{1}{0}Cook{2}</workzag-jobs>"),
    ],
)
def test_one_bottomless_description_does_not_cost_the_others(name: str, item: str) -> None:
    one, field = ("job", "title") if name == "xml" else ("position", "name")
    deep = f"<description>{'<div>' * 3000}x{'</div>' * 3000}</description>"
    end = f"</{field}></{one}>"
    document = item.format(f"<{one}><{field}>", end, f"</{field}>{deep}</{one}>")
    reading = assert_holds_together(document.encode(), name)
    assert [each.title for each in reading.items] == ["Carer", "Cook"]


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
VALUES = st.recursive(
    LEAVES | st.just(SCRIPT) | st.just("javascript:x"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.sampled_from(IN_JSON), st.data())
def test_any_value_in_any_place_of_json_holds_together(name: str, data: st.DataObject) -> None:
    changed = everywhere(
        json.loads(BY_NAME[name]),
        lambda value: data.draw(VALUES) if data.draw(st.booleans()) else value,
    )
    assert_holds_together(json.dumps(changed).encode("utf-8", "surrogatepass"), name)


@given(st.sampled_from(IN_XML), st.data())
def test_any_text_in_any_place_of_xml_holds_together(name: str, data: st.DataObject) -> None:
    words = st.sampled_from(
        [b"<b>", b"</b>", b"&", b"]]>", b"<![CDATA[", b"<!--", b"</", b"<x a='"]
    )
    piece = st.lists(words | st.binary(max_size=4), max_size=3).map(b"".join)
    changed = _TEXT.sub(lambda found: b">" + data.draw(piece) + found.group()[1:], BY_NAME[name])
    assert_holds_together(changed, name)


@pytest.mark.parametrize("nothing", ["null", "N/A", "NaN", "n/a", "undefined"])
def test_words_for_nothing_are_nothing(nothing: str) -> None:
    (item,) = read(f"title,town,pay\nCarer,{nothing},{nothing}\n".encode()).items
    assert (item.locality, item.pay_text) == ("", "")
    assert read(f"title,town\n{nothing},Oadby\n".encode()).skipped[0].reason == "It has no title."
