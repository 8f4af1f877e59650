"""The last good copy, and what may replace it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from portal.feeds import read
from portal.feeds.fetch import Fetched
from portal.feeds.snapshot import Kept, keep, read_record, read_snapshot

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
URL = "https://user:pass@lodge.example/feed?key=hunter2#x"


def _rss(count: int) -> bytes:
    items = "".join(f"<item><title>Carer {number}</title></item>" for number in range(count))
    return f"<rss><channel>{items}</channel></rss>".encode()


def _keep(folder: Path, data: bytes, *, floor: float = 0.5, believe: bool = False) -> Kept:
    fetched = Fetched(URL, data, etag='"e1"', last_modified="today")
    return keep(folder, "lodge", fetched, read(data), NOW, floor=floor, believe=believe)


def test_a_good_answer_is_written_with_its_record(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    kept = _keep(folder, _rss(2))
    assert kept.is_new
    assert sorted(each.name for each in folder.iterdir()) == ["lodge.xml", "lodge.yaml"]
    record = read_record(folder, "lodge")
    assert record == kept.record
    assert record is not None
    assert read_snapshot(folder, record) == _rss(2)
    assert (record.items, record.bytes, record.format) == (2, len(_rss(2)), "rss")
    assert (record.etag, record.last_modified) == ('"e1"', "today")
    assert record.fetched_at == "2026-11-22T09:30:00+00:00"
    assert len(record.sha256) == 64


def test_no_secret_of_the_address_is_written(tmp_path: Path) -> None:
    _keep(tmp_path, _rss(1))
    written = (tmp_path / "lodge.yaml").read_text("utf-8")
    assert yaml.safe_load(written)["url"] == "https://lodge.example/feed"
    assert "hunter2" not in written


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html><body>Sorry</body></html>", "web page"),
        (b"{broken", "no vacancies"),
        (b"\x00\x01\x02", "cannot be read"),
        (b"<rss><channel></channel></rss>", "no vacancies"),
        (_rss(4), "less than 50%"),
    ],
)
def test_a_doubtful_answer_leaves_the_last_good_copy(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    _keep(tmp_path, _rss(10))
    kept = _keep(tmp_path, data)
    assert not kept.is_new
    assert reason in kept.sentence
    assert "The last good copy stays." in kept.sentence
    assert (tmp_path / "lodge.xml").read_bytes() == _rss(10)
    assert kept.record is not None
    assert kept.record.items == 10


def test_half_is_believed_and_a_person_may_believe_less(tmp_path: Path) -> None:
    _keep(tmp_path, _rss(10))
    assert _keep(tmp_path, _rss(5)).is_new
    assert not _keep(tmp_path, _rss(1)).is_new
    assert _keep(tmp_path, _rss(1), believe=True).is_new
    assert _keep(tmp_path, _rss(1), floor=0).is_new


def test_a_first_answer_that_is_doubtful_is_not_written(tmp_path: Path) -> None:
    kept = _keep(tmp_path, b"<html></html>")
    assert (kept.is_new, kept.record) == (False, None)
    assert "no earlier copy" in kept.sentence
    assert list(tmp_path.iterdir()) == []


def test_an_unchanged_answer_changes_nothing(tmp_path: Path) -> None:
    _keep(tmp_path, _rss(2))
    fetched = Fetched(URL, b"", is_unchanged=True)
    kept = keep(tmp_path, "lodge", fetched, read(b""), NOW)
    assert (kept.is_new, kept.sentence.startswith("Nothing has changed")) == (False, True)
    assert (tmp_path / "lodge.xml").read_bytes() == _rss(2)


def test_a_feed_that_changes_its_format_leaves_no_old_file(tmp_path: Path) -> None:
    _keep(tmp_path, _rss(1))
    assert _keep(tmp_path, b"title,town\nCarer,Oadby\n").is_new
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lodge.csv", "lodge.yaml"]


def test_a_write_that_fails_leaves_the_old_copy_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(tmp_path, _rss(2))

    def failing(_: Path, __: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="disk full"):
        _keep(tmp_path, _rss(3))
    assert (tmp_path / "lodge.xml").read_bytes() == _rss(2)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lodge.xml", "lodge.yaml"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "a: [", "items: many", "file: lodge.xml", "file: ../../secret\nitems: 1"],
)
def test_a_record_that_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "lodge.xml").write_bytes(b"x")
    (tmp_path / "lodge.yaml").write_text(text, "utf-8")
    assert read_record(tmp_path, "lodge") is None


def test_a_record_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    _keep(folder, _rss(1))
    (tmp_path / "secret").write_bytes(b"x")
    record = folder / "lodge.yaml"
    record.write_text(record.read_text("utf-8").replace("lodge.xml", "../secret"), "utf-8")
    assert read_record(folder, "lodge") is None


@pytest.mark.parametrize("items", [".inf", "[[1]]", "seven", "[" * 5000, "null"])
def test_a_record_that_somebody_spoilt_is_as_good_as_none(tmp_path: Path, items: str) -> None:
    _keep(tmp_path, _rss(2))
    path = tmp_path / "lodge.yaml"
    path.write_text(path.read_text("utf-8").replace("items: 2", f"items: {items}"), "utf-8")
    assert read_record(tmp_path, "lodge") is None
