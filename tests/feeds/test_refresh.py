"""Fetching all feeds: side by side, each on its own, and never the end of a good copy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from portal.content import Feed
from portal.feeds.fetch import Fetched, NotFetched
from portal.feeds.refresh import refresh
from portal.schema import validate
from portal.source import Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GOOD = b"title,company,location\nCare assistant,Example House,Oadby\nCook,Example House,Oadby\n"


def feed(identity: str, **facts: object) -> Feed:
    """Return a feed with an address."""
    data = {"id": identity, "url": f"https://{identity}.example/jobs.csv", **facts}
    record, problems = validate(Feed, data, Source("feeds.yaml"), date(2026, 11, 22))
    assert record is not None, problems
    from_file = record.model_copy()
    from_file._provenance = type(record.provenance)(identity)
    return from_file


def answer(data: bytes) -> Fetched:
    """Return what a server sends."""
    return Fetched("https://x.example/jobs.csv", data, etag='"1"')


def test_a_good_answer_is_kept_beside_what_is_known_of_it(tmp_path: Path) -> None:
    [result] = refresh([feed("ours")], tmp_path, NOW, lambda *_, **__: answer(GOOD))
    assert (result.feed, result.failed) == ("ours", False)
    assert (tmp_path / "ours.csv").read_bytes() == GOOD
    assert "items: 2" in (tmp_path / "ours.yaml").read_text("utf-8")


def test_a_feed_that_fails_keeps_its_last_good_copy_and_the_others_go_on(tmp_path: Path) -> None:
    feeds = [feed("broken"), feed("fine")]
    refresh(feeds, tmp_path, NOW, lambda *_, **__: answer(GOOD))

    def ask(url: str, **_: str) -> Fetched | NotFetched:
        return NotFetched("It did not answer.") if "broken" in url else answer(GOOD + GOOD[23:])

    first, second = refresh(feeds, tmp_path, NOW, ask)
    assert first.failed
    assert first.sentence == "It did not answer. The last good copy stays."
    assert not second.failed
    assert (tmp_path / "broken.csv").read_bytes() == GOOD


def test_the_server_is_told_which_copy_we_have(tmp_path: Path) -> None:
    asked: list[dict[str, str]] = []

    def ask(_url: str, **headers: str) -> Fetched:
        asked.append(headers)
        return answer(GOOD)

    for _ in range(2):
        refresh([feed("ours")], tmp_path, NOW, ask)
    assert [each["etag"] for each in asked] == ["", '"1"']


def test_a_feed_that_is_switched_off_or_has_no_address_is_not_asked(tmp_path: Path) -> None:
    feeds = [feed("off", enabled="false"), feed("local", url=None, file="local.csv")]
    assert refresh(feeds, tmp_path, NOW, lambda *_, **__: answer(GOOD)) == ()
