"""Fetching all feeds: side by side, each on its own, and never the end of a good copy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from portal.content import Feed
from portal.content.loading import Records
from portal.feeds.fetch import Fetched, NotFetched
from portal.feeds.refresh import refresh
from portal.feeds.region import region_of
from portal.feeds.seen import gone_of, read_seen
from portal.feeds.snapshot import read_record
from portal.schema import validate
from portal.source import Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NOWHERE = region_of(Records({}))
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
    [result] = refresh([feed("ours")], tmp_path, NOW, NOWHERE, lambda *_, **__: answer(GOOD))
    assert (result.feed, result.failed) == ("ours", False)
    assert (result.read, result.new, result.gone, result.skipped) == (2, 2, 0, ())
    assert (tmp_path / "ours.csv").read_bytes() == GOOD
    assert "items: 2" in (tmp_path / "ours.yaml").read_text("utf-8")


def test_a_feed_that_fails_keeps_its_last_good_copy_and_the_others_go_on(tmp_path: Path) -> None:
    feeds = [feed("broken"), feed("fine")]
    refresh(feeds, tmp_path, NOW, NOWHERE, lambda *_, **__: answer(GOOD))

    def ask(url: str, **_: str) -> Fetched | NotFetched:
        return NotFetched("It did not answer.") if "broken" in url else answer(GOOD + GOOD[23:])

    first, second = refresh(feeds, tmp_path, NOW, NOWHERE, ask)
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
        refresh([feed("ours")], tmp_path, NOW, NOWHERE, ask)
    assert [each["etag"] for each in asked] == ["", '"1"']


def test_a_feed_that_is_switched_off_or_has_no_address_is_not_asked(tmp_path: Path) -> None:
    feeds = [feed("off", enabled="false"), feed("local", url=None, file="local.csv")]
    assert refresh(feeds, tmp_path, NOW, NOWHERE, lambda *_, **__: answer(GOOD)) == ()


def test_what_is_new_and_what_has_gone_is_counted_and_remembered(tmp_path: Path) -> None:
    answers = [
        b"title,reference\nCook,1\nCarer,2\n",
        b"title,reference\nCarer,2\nNurse,3\n",
    ]
    for day, data in enumerate(answers):
        when = NOW + timedelta(days=day)
        [result] = refresh(
            [feed("ours")], tmp_path, when, NOWHERE, lambda *_, sent=data, **__: answer(sent)
        )
    assert (result.read, result.new, result.gone) == (2, 1, 1)
    seen = read_seen(tmp_path, "ours")
    assert seen.first["ours-2"] == date(2026, 11, 22)
    [gone] = gone_of(seen, "ours", example=False)
    assert (gone.title, gone.last_seen, gone.ended_on) == (
        "Cook",
        date(2026, 11, 22),
        date(2026, 11, 23),
    )


def test_an_answer_that_is_not_believed_makes_nothing_go(tmp_path: Path) -> None:
    four = b"title,location\n" + b"".join(b"Cook %d,Oadby\n" % number for number in range(4))
    for data in (four, b"title,location\nCook 0,Oadby\n"):
        [result] = refresh(
            [feed("ours")], tmp_path, NOW, NOWHERE, lambda *_, sent=data, **__: answer(sent)
        )
    assert (result.failed, result.read, result.gone) == (True, 1, 0)
    assert gone_of(read_seen(tmp_path, "ours"), "ours", example=False) == ()


def test_items_that_gave_no_vacancy_are_named_by_number_with_the_reason(tmp_path: Path) -> None:
    data = b"title,company,location\n,Example House,Oadby\nCook,Example House,Oadby\n"
    [result] = refresh([feed("ours")], tmp_path, NOW, NOWHERE, lambda *_, **__: answer(data))
    assert [(note.number, note.reason) for note in result.skipped] == [(1, "It has no title.")]
    assert (result.read, result.new) == (2, 1)


def test_a_feed_that_says_nothing_has_changed_was_checked_all_the_same(tmp_path: Path) -> None:
    refresh([feed("ours")], tmp_path, NOW, NOWHERE, lambda *_, **__: answer(GOOD))
    same = Fetched("https://x.example/jobs.csv", b"", is_unchanged=True)
    later = NOW + timedelta(days=20)
    [result] = refresh([feed("ours")], tmp_path, later, NOWHERE, lambda *_, **__: same)
    assert not result.failed
    record = read_record(tmp_path, "ours")
    assert record is not None
    assert record.checked_on == date(2026, 12, 12)
    assert (tmp_path / "ours.csv").read_bytes() == GOOD


def test_a_server_that_says_unchanged_of_what_we_never_had_has_failed(tmp_path: Path) -> None:
    same = Fetched("https://x.example/jobs.csv", b"", is_unchanged=True)
    [result] = refresh([feed("ours")], tmp_path, NOW, NOWHERE, lambda *_, **__: same)
    assert (result.failed, list(tmp_path.iterdir())) == (True, [])
