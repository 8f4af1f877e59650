"""Facts that were read in an earlier run are what reading them again would give, or are read."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.content import known_facts
from portal.content.known_facts import KnownFacts
from portal.content.loading import ContentReader, Records
from portal.source.places import Plain, read_plain

COMMON = "# a note\ntitle: “One” é\nlist: [a, {b: ~}]\nbody: |\n  one\n  two\n"
ODD = "a: 1\na: 2\n"
VALUE = st.sampled_from(
    [
        "x",
        "12:30",
        "~",
        "",
        '""',
        '"\\u2028\\e\\0"',
        "'it''s'",
        "“odd”",
        "é",
        "[a, ~, {b: c}]",
        "{}",
    ]
)
FACTS = st.lists(st.builds("{}: {}".format, st.sampled_from(["a", "b", "c", "body"]), VALUE)).map(
    "\n".join
)
LISTS = st.lists(VALUE.map("- {}".format), min_size=1).map("\n".join)
TODAY = date(2026, 11, 22)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are read, as they are."""
    texts: list[str] = []

    def noting(text: str) -> Plain | None:
        texts.append(text)
        return read_plain(text)

    monkeypatch.setattr(known_facts, "read_plain", noting)
    return texts


def run(cache: Path | None, *texts: str) -> list[Plain | None]:
    """Return what one run of the program makes of texts."""
    facts = KnownFacts(cache)
    made = [facts.of(each) for each in texts]
    facts.keep()
    return made


def test_facts_are_read_once_while_they_do_not_change(tmp_path: Path, read: list[str]) -> None:
    cache = tmp_path / "facts.json"
    first = run(cache, COMMON, "b: 1\n")
    assert run(cache, COMMON, "b: 1\n") == first == [read_plain(COMMON), read_plain("b: 1\n")]
    assert read == [COMMON, "b: 1\n"]
    assert run(cache, COMMON, "b: 2\n")[1] == read_plain("b: 2\n")
    assert read[2:] == ["b: 2\n"]


def test_where_something_may_be_wrong_nothing_is_kept(tmp_path: Path, read: list[str]) -> None:
    cache = tmp_path / "facts.json"
    assert run(cache, ODD) == run(cache, ODD) == [None]
    assert read == [ODD, ODD]


def test_what_no_file_says_any_more_is_forgotten(tmp_path: Path) -> None:
    cache = tmp_path / "facts.json"
    run(cache, COMMON)
    whole = cache.read_bytes()
    run(cache, COMMON, "b: 1\n")
    run(cache, COMMON)
    assert cache.read_bytes() == whole


def test_two_files_that_say_the_same_share_nothing(tmp_path: Path) -> None:
    cache = tmp_path / "facts.json"
    run(cache, COMMON)
    one, other = run(cache, COMMON, COMMON)
    assert one is not None
    assert other is not None
    assert isinstance(one.data, dict)
    one.data["list"].append("c")
    assert other == read_plain(COMMON)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-9],
        lambda data: data.replace(b"One", b"Two").replace(b"one", b"two"),
        lambda data: b"0" * 64 + data[64:],
        lambda _data: b"",
        lambda _data: b"\xff\x00",
        lambda _data: b"[" * 100_000,
    ],
)
def test_a_harmed_file_is_as_good_as_none(tmp_path: Path, harm: object) -> None:
    cache = tmp_path / "facts.json"
    run(cache, COMMON)
    cache.write_bytes(harm(cache.read_bytes()))  # type: ignore[operator]
    assert run(cache, COMMON) == [read_plain(COMMON)]


def test_a_place_that_cannot_be_written_is_as_good_as_none(tmp_path: Path) -> None:
    cache = tmp_path / "facts.json"
    cache.mkdir()
    assert run(cache, COMMON) == [read_plain(COMMON)]


@settings(deadline=None, max_examples=50)
@given(st.one_of(FACTS, LISTS))
def test_whatever_facts_say_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    cache = tmp_path_factory.mktemp("cache") / "facts.json"
    run(cache, text)
    again = run(cache, text)
    assert again == [read_plain(text)]
    assert repr(again) == repr([read_plain(text)])  # in the same order too


def test_content_is_the_same_whether_its_facts_were_known_or_not(
    tmp_path: Path, read: list[str]
) -> None:
    def content() -> tuple[Records, list[str]]:
        facts = KnownFacts(tmp_path / "facts.json")
        records, problems = ContentReader(REPOSITORY, REPOSITORY / "content", facts).read(TODAY)
        return records, [str(each) for each in problems]

    first, problems = content()
    count = len(read)
    again, same_problems = content()
    assert len(read) - count < count / 20  # files with marks are read each time
    assert (again.by_type, same_problems) == (first.by_type, problems)
    for name, records in first.by_type.items():
        for one, other in zip(records, again.by_type[name], strict=True):
            assert one.provenance == other.provenance
            places = [record.origin.position("title") for record in (one, other)]
            assert places[0] == places[1]


def test_nothing_is_kept_of_what_may_not_be_published(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(REPOSITORY / "content", content)
    cache = tmp_path / "facts.json"
    story = next(each for each in (content / "case-studies").glob("*.md"))
    text = story.read_text("utf-8")
    secret = "Wilhelmina"
    open_story = re.sub(r"(?m)^title:.*", f"title: How {secret} came to care", text)
    agreed = (
        "consent: {{reference: Z-1, given_on: 2026-09-01, review_by: 2028-09-01, scopes: [{}]{}}}"
    )
    consent = re.compile(r"(?m)^consent:.*\n(?:[ \t]+.*\n)*")

    def kept(scopes: str, more: str = "") -> bool:
        told = agreed.format(scopes, more)
        story.write_text(consent.sub(f"{told}\n", open_story, count=1), "utf-8", newline="\n")
        ContentReader(tmp_path, content, KnownFacts(cache)).read(TODAY)
        return secret in cache.read_text("utf-8")

    everything = "text, name, photo, employer, social"
    assert kept(everything)
    assert not kept(everything, ", withdrawn_on: 2026-11-22")
    assert kept(everything)
    assert not kept("text")
    assert kept(everything)
    assert not kept("of a kind that nobody knows")
