"""What people change while a benchmark looks on: a text, a feed, a template, a style, a picture."""

from __future__ import annotations

import contextlib
import json
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

STORY, FEED = "one story edited", "one feed, 1 in 100 changed"
TEMPLATE, STYLE, PICTURE, SETTINGS = "a template", "styles", "a picture", "settings"
_SHARE = 100
_PICTURE = "picture-to-change.png"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of some files that can be made in other ways, and taken back.

    `change` gets what a file held at first, and a number that is another one each time.
    """

    kind: str
    files: tuple[Path, ...]
    change: Callable[[bytes, int], bytes]
    _before: dict[Path, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember what the files hold."""
        self._before.update((path, path.read_bytes()) for path in self.files)

    def make(self, number: int) -> None:
        """Change the files."""
        for path, data in self._before.items():
            path.write_bytes(self.change(data, number))

    def undo(self) -> None:
        """Put the files back."""
        for path, data in self._before.items():
            path.write_bytes(data)


@contextlib.contextmanager
def undone(edits: Iterable[Edit]) -> Iterator[None]:
    """Put all files back at the end."""
    try:
        yield
    finally:
        for each in edits:
            each.undo()


def mark(number: int) -> str:
    """Return the sentence by which a changed story is known."""
    return f"This is edit {number} of the measurement."


def of_story(story: Path) -> Edit:
    """Return a further sentence in a story."""
    return Edit(STORY, (story,), lambda data, number: data + f"\n{mark(number)}\n".encode())


def of_feed(feed: Path) -> Edit:
    """Return a change of one advert in a hundred: other pay and a further sentence in the file of a
    feed, a further sentence where the feed is a folder with a file for each vacancy.
    """
    if feed.is_dir():
        files = tuple(sorted(feed.glob("*.html"))[::_SHARE])
        return Edit(FEED, files, lambda data, number: data + _sentence(number).encode())
    return Edit(FEED, (feed,), _change_postings)


def of_preview(template: Path, style: Path, settings: Path, feed: Path) -> list[Edit]:
    """Return the kinds of edits, but for pictures, that a preview is told of after the others."""
    return [
        Edit(
            TEMPLATE,
            (template,),
            lambda data, number: data.replace(b"</body>", b"<p hidden>%d</p></body>" % number),
        ),
        Edit(STYLE, (style,), lambda data, number: data + b"\n.edit-%d { order: 1 }\n" % number),
        of_feed(feed),
        Edit(
            SETTINGS,
            (settings,),
            lambda data, number: re.sub(rb"(?m)^(title: .*)$", rb"\1 %d" % number, data, count=1),
        ),
    ]


def with_picture(story: Path) -> Edit:
    """Give a story a picture of its own, and return the edit that puts another in its place."""
    text = story.read_text("utf-8")
    text = text.replace('"employer"]', '"employer", "photo"]')
    image = f'image: {{file: {_PICTURE}, alt: "A made-up pattern"}}'
    story.write_text(text.replace("---\n", f"---\n{image}\n", 1), "utf-8")
    picture = story.with_name(_PICTURE)
    picture.write_bytes(_png(0))
    return Edit(PICTURE, (picture,), lambda _data, number: _png(number))


def _change_postings(data: bytes, number: int) -> bytes:
    postings = json.loads(data)
    for posting in postings[number % min(_SHARE, len(postings)) :: _SHARE]:
        pay = posting["baseSalary"]["value"]
        pay["maxValue"] = round(pay["maxValue"] + 0.1, 2)
        posting["description"] += _sentence(number)
    return (json.dumps(postings, ensure_ascii=False) + "\n").encode()


def _sentence(number: int) -> str:
    return f"<p>We changed this advert for the time {number}.</p>"


def _png(number: int, width: int = 960, height: int = 640) -> bytes:
    """Return a picture in one of 256 colours that fade to the right (PNG, 8 bits of each)."""
    row = b"\0" + bytes(
        part for x in range(width) for part in (x * 255 // width, number * 37 % 256, 128)
    )

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(row * height)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
