"""The worst day of the cache: whatever became of its files, the site is right and nobody is told.

What lies below `.cache/` may be cut off by a full disk, come from another version or another user,
or be no file at all any more. The measure is a build from nothing: the same bytes, words and exit.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import REPOSITORY, SMALL_WORLD, World
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from test_keeping import FEED, OTHERS, job

from portal import cli as command_line
from portal.cache import program_version, read_cache, write_cache
from portal.commands import shared

DAY = "2026-11-22"
STORY = "content/case-studies/from-the-shop.md"
SEALED = re.compile(rb"([^ \n]*) [0-9a-f]{64}\n")
SECONDS = re.compile(r"in [\d.]+ s")
NESTED = "[" * 200_000
OUTSIDE = "belongs-to-somebody.txt"
# `HARM=all` in the environment does every harm to every file; usually it is so many rounds of them.
ROUNDS = 8


def turned(data: bytes) -> bytes:
    """Return bytes of which one bit is another."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 16]) + data[middle + 1 :]


def sealed(path: Path, data: bytes, body: str) -> bytes:
    """Return what somebody would write who knows how a file is sealed."""
    head = SEALED.match(data)
    assert head, f"{path} is not sealed"
    digest = hashlib.sha256(f"{path.name}\n{body}".encode()).hexdigest()
    return head[1] + f" {digest}\n{body}".encode()


# What a file's bytes can become: of themselves, and of those of a file beside it.
OF_BYTES: Mapping[str, Callable[[bytes, bytes], bytes]] = {
    "cut to half": lambda data, _: data[: len(data) // 2],
    "emptied": lambda *_: b"",
    "shorter by a byte": lambda data, _: data[:-1],
    "longer by a byte": lambda data, _: data + b" ",
    "one bit turned": lambda data, _: turned(data),
    "noise": lambda data, _: hashlib.shake_256(b"noise").digest(len(data)),
    "zeros": lambda data, _: bytes(len(data)),
    "its neighbour's": lambda _data, other: other,
    "a list": lambda *_: b"[]",
    "a mapping": lambda *_: b'{"version": "1", "entries": {"a": "b"}}',
    "a number without end": lambda *_: b"7" * 10_000,
    "nested deep": lambda *_: NESTED.encode(),
    "no text": lambda *_: b'{"\xff": "\xfe"}',
}
# JSON of another shape, behind a seal that is right.
OF_SHAPE: Mapping[str, str] = {
    "sealed nothing": "null",
    "a sealed list": "[[1], {}]",
    "a sealed mapping": '{"pages": [], "copy": {}, "seal": 7, "fine": [], "texts": null}',
    "a sealed number": "1e999",
    "sealed and nested deep": NESTED,
}
# What stands in the place of a file.
OF_KIND = (
    "taken away",
    "a folder",
    "a full folder",
    "a dangling link",
    "a link to itself",
    "a link outside",
    "a pipe",
)
EVERY = (*OF_BYTES, *OF_SHAPE, *OF_KIND)


def harm(path: Path, kind: str, neighbour: Path, outside: Path) -> None:
    """Do one harm to a file of the cache."""
    data = path.read_bytes()
    other = neighbour.read_bytes() if neighbour.is_file() else b""
    if kind in OF_BYTES:
        path.write_bytes(OF_BYTES[kind](data, other))
        return
    if kind in OF_SHAPE:
        # Of compiled code and of pictures there is no shape; who could seal one could write any.
        if path.suffix == ".json":
            path.write_bytes(sealed(path, data, OF_SHAPE[kind]))
        return
    path.unlink()
    if "folder" in kind:
        path.mkdir()
        if kind == "a full folder":
            (path / "note.json").write_text("{}", encoding="utf-8")
    elif kind == "a pipe":
        if hasattr(os, "mkfifo"):
            os.mkfifo(path)
    elif "link" in kind:
        to = {"a dangling link": "nowhere", "a link to itself": path.name}.get(kind, outside)
        with contextlib.suppress(OSError):  # Windows asks for a right that few people have
            path.symlink_to(to)


@dataclass(frozen=True)
class Ran:
    """What a build said, without its seconds, and how it ended."""

    code: object
    out: str
    err: str


@dataclass(frozen=True)
class Day:
    """A project that was built from nothing, with the cache that it left behind."""

    root: Path
    kept: Mapping[str, bytes]
    site: Mapping[str, bytes]
    said: Ran

    @property
    def cache(self) -> Path:
        """Return the folder of the cache."""
        return self.root / ".cache"

    def put_back(self, how: str) -> None:
        """Put the cache back as it was, with as much as `how` says for the next build to see."""
        shutil.rmtree(self.cache)
        for name, data in self.kept.items():
            path = self.cache / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if how != "nothing has changed":
            shutil.rmtree(self.cache / "standing")
        if how == "every page is made":
            shutil.rmtree(self.root / "dist")

    def files(self) -> list[Path]:
        """Return the files of the cache."""
        return sorted(path for path in self.cache.rglob("*") if path.is_file())

    def harm(self, path: Path, kind: str) -> None:
        """Harm one file of the cache."""
        harm(path, kind, self.neighbour(path), self.root / OUTSIDE)

    def neighbour(self, path: Path) -> Path:
        """Return another file of a kind; the last has the first beside it."""
        beside = sorted(each for each in path.parent.iterdir() if each.suffix == path.suffix)
        return beside[(beside.index(path) + 1) % len(beside)]

    def is_right(self) -> None:
        """Fail where the next build is not what a build from nothing was."""
        ran = run(self.root)
        built = Ran(0, self.said.out, self.said.err)
        still = ran.out.startswith("Nothing has changed")
        assert (Ran(0, ran.out, self.said.err) if still else built) == ran
        assert files_of(self.root / "dist") == self.site
        assert (self.root / OUTSIDE).read_text("utf-8") == "mine"
        assert [each.name for each in self.root.iterdir() if each.name.startswith(".dist")] == []


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(root: Path) -> Ran:
    """Return what `build.py build` says in a project."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "ROOT", root)
        patch.setattr("sys.argv", ["build.py", "build", "--date", DAY, "--jobs", "1"])
        patch.setattr("gc.disable", lambda: None)
        patch.setattr("gc.freeze", lambda: None)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                command_line.main()
            except SystemExit as ended:
                code = ended.code
    return Ran(code, SECONDS.sub("in no time", out.getvalue()), err.getvalue())


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Return a project with a feed, a posted vacancy and a picture, built from nothing."""
    root = tmp_path_factory.mktemp("worst-day") / "project"
    shutil.copytree(SMALL_WORLD, root)
    for name in ("templates", "assets"):
        shutil.copytree(REPOSITORY / name, root / name)
    world = World(root)
    world.write({**OTHERS, FEED: json.dumps([job(number) for number in range(4)])})
    story = (root / STORY).read_text("utf-8")
    story = story.replace("name, employer]", "name, employer, photo]")
    story = story.replace(
        "example: true", "example: true\nimage: {file: sam.jpg, alt: Sam at work}"
    )
    world.write({STORY: story, OUTSIDE: "mine"})
    Image.linear_gradient("L").resize((480, 320)).save(root / "content/case-studies/sam.jpg")
    said = run(root)
    assert said.code == 0
    assert said.out.startswith("Built ")
    yield Day(root, files_of(root / ".cache"), files_of(root / "dist"), said)
    shutil.rmtree(root)


def test_a_build_keeps_something_in_each_place_that_is_harmed_here(day: Day) -> None:
    """So that what comes later is not true of nothing."""
    kept = {name.partition("/")[0] for name in day.kept}
    assert kept == {
        "assets.json",
        "cards",
        "copies.json",
        "facts.json",
        "feeds",
        "images",
        "pages",
        "prose.json",
        "standing",
        "templates",
        "texts.json",
    }
    assert any(name.endswith(".avif") for name in day.kept)


def test_every_file_of_the_cache_may_be_hurt_at_once_each_in_another_way(day: Day) -> None:
    """In the next round each has the next kind of harm; after all rounds it has had every one."""
    everything = os.environ.get("HARM") == "all"
    rounds = range(0, len(EVERY), 1 if everything else len(EVERY) // ROUNDS)
    for number in rounds:
        day.put_back("every page is made")
        files = day.files()
        some = [path for path in files if path.parent.name != "templates"]
        # Each template that is hurt is compiled anew, and they are a hundred of one kind.
        some += [path for path in files if path not in some][:: 1 if everything else 12]
        for place, path in enumerate(some):
            day.harm(path, EVERY[(place + number) % len(EVERY)])
        day.is_right()


def test_texts_that_another_version_of_a_library_made_are_made_anew(day: Day) -> None:
    """The cleaner of HTML is one: what it learnt to take out must go from old texts, too."""
    day.put_back("every page is made")
    path = day.cache / "prose.json"
    kept = read_cache(path, program_version())
    assert kept
    write_cache(path, "another version", dict.fromkeys(kept, "<p>Not cleaned.</p>"))
    day.is_right()


def test_any_harm_to_any_file_is_mended_by_the_next_build(day: Day) -> None:
    names = sorted(day.kept)

    @settings(max_examples=6, deadline=None)
    @given(
        how=st.sampled_from(("nothing has changed", "pages may stay", "every page is made")),
        harms=st.dictionaries(st.sampled_from(names), st.sampled_from(EVERY), max_size=6),
    )
    def check(how: str, harms: Mapping[str, str]) -> None:
        day.put_back(how)
        for name, kind in harms.items():
            if (day.cache / name).is_file():
                day.harm(day.cache / name, kind)
        day.is_right()
        if how == "every page is made":
            day.is_right()  # and what it wrote down is good for the build after it

    check()


@pytest.mark.parametrize("kind", ["a file", "a dangling link"])
@pytest.mark.parametrize("whole", [True, False])
def test_where_nothing_can_be_kept_a_build_only_takes_longer(
    day: Day, kind: str, whole: bool
) -> None:
    day.put_back("every page is made")
    # Compiled templates stay in one of the two: what is made without them takes longest.
    folders = [path for path in day.cache.iterdir() if path.is_dir() and path.name != "templates"]
    for folder in [day.cache] if whole else folders:
        shutil.rmtree(folder)
        if kind == "a file":
            folder.write_bytes(b"in the way")
        else:
            with contextlib.suppress(OSError):
                folder.symlink_to("no/where")
    day.is_right()
    if whole:
        day.cache.unlink(missing_ok=True)
        day.cache.mkdir(exist_ok=True)
