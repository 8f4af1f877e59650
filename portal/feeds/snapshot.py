"""The last good copy of each feed, and the decision whether a new answer may replace it.

A feed that answers with an error page, with nothing or with half of its vacancies is more often
broken than changed; yesterday's copy serves until a person or the next answer says otherwise.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portal.feeds.document import Document
from portal.feeds.item import Reading
from portal.feeds.posted import LONDON
from portal.values import fixed

if TYPE_CHECKING:
    from portal.feeds.fetch import Fetched  # which loads all that a network takes

DEFAULT_FLOOR = 0.5
_EXTENSIONS = {"rss": "xml", "xml": "xml", "csv": "csv", "jobposting": "json"}
_PAGE_ROOTS = frozenset({"html", "head", "body"})


@fixed
class Record:
    """What is known of a snapshot; the file beside it that ends in `.yaml`.

    `url` has neither query nor password: both can be secrets, and this file is committed.
    `fetched_at` is when the copy was made, `checked_at` when the server last said that it is good.
    """

    file: str
    format: str
    url: str
    fetched_at: str
    sha256: str
    bytes: int
    items: int
    etag: str = ""
    last_modified: str = ""
    checked_at: str = ""

    @property
    def checked_on(self) -> date:
        """Return the day in London on which the feed last answered with what we have."""
        moment = datetime.fromisoformat(self.checked_at or self.fetched_at)
        return moment.astimezone(LONDON).date()


@fixed
class Kept:
    """What became of an answer: whether it replaced the last good copy, and a sentence for it."""

    is_new: bool
    sentence: str
    record: Record | None


def read_record(folder: Path, feed_id: str) -> Record | None:
    """Return what is known of a feed's snapshot, or None if there is none that can be used."""
    try:
        text = (folder / f"{feed_id}.yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    import yaml  # not at the top: it takes 15 ms, and not all feeds are fetched

    try:
        known = yaml.safe_load(text)
        record = Record(**{**known, "items": int(known["items"])})
        whole = (folder / record.file).is_file() and bool(record.checked_on)
    except (OSError, yaml.YAMLError, TypeError, ValueError, LookupError, ArithmeticError):
        return None
    except RecursionError:  # nested too deep for a reader of YAML
        return None
    # The name comes from a file that people edit; it must stay within the folder.
    return record if whole and Path(record.file).name == record.file else None


def read_snapshot(folder: Path, record: Record) -> bytes:
    """Return the snapshot's own bytes."""
    return (folder / record.file).read_bytes()


def keep(
    folder: Path,
    feed_id: str,
    fetched: Fetched,
    reading: Reading,
    now: datetime,
    *,
    floor: float = DEFAULT_FLOOR,
    believe: bool = False,
) -> Kept:
    """Write the answer as the feed's snapshot unless it looks broken, and return what was done.

    `floor` is the smallest share of the last good copy's items that is believed; `believe` takes
    a small answer all the same, because a person has looked at it.
    """
    last = read_record(folder, feed_id)
    if last and fetched.is_unchanged:
        same = replace(last, checked_at=now.astimezone(UTC).isoformat(timespec="seconds"))
        _write(folder, feed_id, same)
        return Kept(False, "Nothing has changed since it was last fetched.", same)
    reason = refusal(fetched, reading, last, floor, believe=believe)
    if reason:
        after = (
            " The last good copy stays." if last else " There is no earlier copy to fall back on."
        )
        return Kept(False, reason + after, last)
    record = _record(feed_id, fetched, reading, now)
    folder.mkdir(parents=True, exist_ok=True)
    # The copy comes before the record, so that a record never speaks of a file that is not there.
    write_atomically(folder / record.file, fetched.data)
    _write(folder, feed_id, record)
    if last and last.file != record.file:
        (folder / last.file).unlink(missing_ok=True)
    return Kept(True, f"{record.items:,} vacancies were fetched.", record)


def _write(folder: Path, feed_id: str, record: Record) -> None:
    known = {name: value for name, value in asdict(record).items() if name != "checked_at" or value}
    import yaml

    text = yaml.safe_dump(known, sort_keys=False, allow_unicode=True)
    write_atomically(folder / f"{feed_id}.yaml", text.encode("utf-8"))


def refusal(
    fetched: Fetched, reading: Reading, last: Record | None, floor: float, *, believe: bool = False
) -> str:
    """Return why an answer must not replace the last good copy, or nothing if it may."""
    if not fetched.data.strip():
        return "The answer is empty."
    if not reading.items and Document(fetched.data).root in _PAGE_ROOTS:
        return "The answer is a web page, not a feed."
    if not reading.format:
        return " ".join(("The answer cannot be read.", *reading.problems))
    if believe:
        return ""
    if not reading.items:
        return " ".join(("The answer holds no vacancies.", *reading.problems))
    if last and len(reading.items) < floor * last.items:
        return (
            f"The answer has {len(reading.items):,} vacancies where the last good copy has "
            f"{last.items:,}, which is less than {floor:.0%}."
        )
    return ""


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that its name always stands for the old bytes or for the new ones."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _record(feed_id: str, fetched: Fetched, reading: Reading, now: datetime) -> Record:
    extension = _EXTENSIONS.get(reading.format, "txt")
    if reading.format == "jobposting" and fetched.data.lstrip()[:1] == b"<":
        extension = "html"
    return Record(
        file=f"{feed_id}.{extension}",
        format=reading.format,
        url=_without_secrets(fetched.url),
        fetched_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        sha256=hashlib.sha256(fetched.data).hexdigest(),
        bytes=len(fetched.data),
        items=len(reading.items),
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )


def _without_secrets(url: str) -> str:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.split("?", 1)[0].split("#", 1)[0].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"
