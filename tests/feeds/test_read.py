"""Detection by content, and what hostile bytes cannot do."""

from __future__ import annotations

import codecs
import time
from itertools import pairwise

import pytest
from feed_samples import BY_NAME as SAMPLES
from feed_samples import ONLY_BY_NAME
from holding import assert_holds_together
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds import FORMATS, READERS, Reading, document, read
from portal.feeds.document import decode

CSV, XML = SAMPLES["csv"], SAMPLES["xml"]


def test_every_reader_has_a_sample_here() -> None:
    assert {each.format for each in READERS} == set(SAMPLES)
    assert ("auto", *[each.format for each in READERS]) == FORMATS


@pytest.mark.parametrize("format_name", sorted(SAMPLES.keys() - ONLY_BY_NAME.keys()))
@pytest.mark.parametrize("before", [b"", b"\n  ", codecs.BOM_UTF8])
def test_a_format_is_known_by_its_content(format_name: str, before: bytes) -> None:
    reading = read(before + SAMPLES[format_name])
    assert (reading.format, [item.title for item in reading.items]) == (format_name, ["Carer"])


@pytest.mark.parametrize("start", [b"<!-- <rss> -->", b"<!DOCTYPE jobs>", b"<?xml version='1.0'?>"])
def test_what_precedes_the_first_element_does_not_mislead(start: bytes) -> None:
    assert read(start + XML).format == "xml"


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x00", codecs.BOM_UTF8])
def test_nothing_is_said_to_be_empty(data: bytes) -> None:
    assert read(data).problems == ("It is empty.",)


def test_an_unknown_format_is_named_as_such() -> None:
    assert "no reader" in read(CSV, "pigeon").problems[0]


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.feeds.MAXIMUM_BYTES", 10)
    assert "larger" in read(CSV).problems[0]


BOMB = "<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY a 'ha'>{more}]><{root}>&{last};</{root}>"


@pytest.mark.parametrize("root", ["rss", "jobs", "html", "lolz"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_billion_laughs_are_refused_at_once(root: str, encoding: str) -> None:
    names = "abcdefghij"
    more = "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in pairwise(names))
    begun = time.process_time()
    reading = read(BOMB.format(root=root, more=more, last="j").encode(encoding))
    assert time.process_time() - begun < 1
    assert "entities" in reading.problems[0]


def test_no_file_of_the_machine_is_read_in() -> None:
    more = "<!ENTITY b SYSTEM 'file:///etc/hostname'>"
    assert read(BOMB.format(root="jobs", more=more, last="b").encode()).items == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<job>" * 20000,
        b"<jobs>" + b"<a>" * 20000,
        b"<rss>" + b"<item>" * 3000,
        b"[" * 50000,
        b'{"a":' * 50000,
        b"<script" * 50000,
        b'title,"' * 5000,
        b"<html>" + b"<!" * 50000,
    ],
)
def test_deep_nesting_ends_soon(data: bytes) -> None:
    begun = time.process_time()
    read(data)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    assert decode("<a>café £12</a>".encode(encoding)).lstrip("\ufeff") == "<a>café £12</a>"


def test_a_declared_encoding_is_believed_unless_it_cannot_be() -> None:
    declared = "<?xml version='1.0' encoding='{}'?><a>£</a>"
    assert "£" in decode(declared.format("iso-8859-1").encode("iso-8859-1"))
    assert "£" in decode(declared.format("utf-16").encode("utf-8"))
    assert "£" in decode(declared.format("no-such-thing").encode("utf-8"))


def test_a_parsers_own_failure_is_a_reason_without_the_feeds_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_: document.Document) -> Reading:
        raise ValueError("secret")

    broken = document.Reader("csv", lambda _: True, failing)
    monkeypatch.setattr("portal.feeds.READERS", (broken,))
    assert read(CSV).problems == ("It could not be read (ValueError).",)


PIECES = st.sampled_from(
    [
        *(b"<rss>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<feed>"),
        *(b"<source>", b"<jobs>", b"<job>", b"</job>", b"<description>", b"</description>"),
        *(b"<![CDATA[", b"]]>", b"<script>alert(1)</script>", b"<img src=x onerror=alert(1)>"),
        *(b"&lt;script&gt;", b"<url>javascript:alert(1)</url>", b"<link>data:x</link>", b"<html>"),
        *(
            b'<script type="application/ld+json">',
            b'{"@type": "JobPosting", "title": "Carer"',
            b"}",
        ),
        *(b'"description": "<a href=javascript:x onclick=y>z</a>"', b"[", b"]", b",", b"\n", b":"),
        *(
            b"title,description,url\n",
            b'Carer,"<svg onload=x>",javascript:x\n',
            b";",
            b'"',
            b"\x00",
        ),
        *(
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"\xa3",
            b"Carer",
            b"<?xml version='1.0'?>",
            b"&amp;",
            b"&x;",
        ),
    ]
)
HOSTILE = st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=25).map(b"".join)


@given(HOSTILE, st.sampled_from(FORMATS))
def test_no_bytes_raise_or_bring_in_anything_that_runs(data: bytes, format_name: str) -> None:
    assert_holds_together(data, format_name)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_damaged_feed_still_adds_up(format_name: str, data: st.DataObject) -> None:
    sample = SAMPLES[format_name]
    at = data.draw(st.integers(0, len(sample)))
    until = data.draw(st.integers(at, len(sample)))
    put = data.draw(st.binary(max_size=5))
    assert_holds_together(sample[:at] + put + sample[until:], "auto")
    assert_holds_together(sample[:at] + put + sample[until:], format_name)
