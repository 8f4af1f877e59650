"""A build that has nothing to do says so, and no change is ever missed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import World, keep_templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import STORY, Run, made, run

from portal.cache import hash_of
from portal.errors import Position, Problem, warning
from portal.stamps import stamp_of_file
from portal.standing import (
    ReadOver,
    Standing,
    is_touched,
    key_of,
    note_stamp,
    read_over,
    read_standing,
    record_of,
    seal_of,
    stamp_of,
    write_standing,
)

__all__ = ["made", "run"]  # fixtures
DAY = ("--date", "2026-11-20")
NOTHING = "Nothing has changed"
HEAD = "title,reference,company,location,closing date,link,description\n"


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_build_has_nothing_to_do_and_repeats_what_was_left_out(
    made: World, run: Run
) -> None:
    first = run("build", *DAY)
    before = files_of(made.root / "dist")
    second = run("build", *DAY)
    assert NOTHING not in first.out
    assert NOTHING in second.out
    assert second.err == first.err
    assert files_of(made.root / "dist") == before


def with_feed(made: World) -> Path:
    """Give a world a feed, and return its copy."""
    advert = "Carer,1,Example House,Testham,25/12/2026,https://house.example/apply?job=1,You help."
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, file: ours.csv}\n",
            "content/vacancies/snapshots/ours.csv": f"{HEAD}{advert}\n",
        }
    )
    return made.root / "content/vacancies/snapshots/ours.csv"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_feed_that_was_written_to_and_says_the_same_is_no_change(
    made: World, run: Run, jobs: str
) -> None:
    copy = with_feed(made)
    run("build", *DAY, "--jobs", jobs)
    os.utime(copy, (1, 1))
    assert NOTHING in run("build", *DAY, "--jobs", jobs).out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_feed_that_says_something_new_is_a_change_once(
    made: World, run: Run, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = with_feed(made)
    run("build", *DAY, "--jobs", jobs)
    asked: list[object] = []

    def noting(*all_of: object) -> ReadOver:
        asked.append(all_of)  # here, and not in another process
        return read_over(*all_of)  # type: ignore[arg-type]

    monkeypatch.setattr("portal.commands.building.read_over", noting)
    append(
        copy,
        "Cook,2,Example House,Testham,25/12/2026,https://house.example/apply?job=2,You cook.\n",
    )
    assert NOTHING not in run("build", *DAY, "--jobs", jobs).out
    assert len(asked) == (1 if jobs == "1" else 0)
    assert NOTHING in run("build", *DAY, "--jobs", jobs).out


def edit_story(root: Path) -> None:
    """Change a word of a story, and give the file its old time and size back."""
    path = root / STORY
    status = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text[:-2] + "!\n", "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def append(path: Path, text: str) -> None:
    """Write something at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a story, with its old time and size": edit_story,
    "a story that goes": lambda root: (root / STORY).unlink(),
    "a story's name": lambda root: (root / STORY).rename((root / STORY).with_name("new-name.md")),
    "a template": lambda root: append(root / "templates/pages/home.html", "<!-- x -->"),
    "a stylesheet": lambda root: append(root / "assets/css/main.css", "p{color:red}"),
    "the settings": lambda root: append(root / "site.yaml", "\n# a remark\n"),
    "a page that somebody deleted": lambda root: (root / "dist/index.html").unlink(),
    "a page that somebody wrote into": lambda root: (root / "dist/index.html").write_text("x"),
    "a file that somebody added": lambda root: (root / "dist/new.html").write_text("x"),
    "the whole site": lambda root: shutil.rmtree(root / "dist"),
    "the record": lambda root: shutil.rmtree(root / ".cache/standing"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_missed(made: World, run: Run, change: str, kept_templates: Path) -> None:
    run("build", *DAY)
    CHANGES[change](made.root)
    again = run("build", *DAY)
    assert NOTHING not in again.out
    built = files_of(made.root / "dist")
    shutil.rmtree(made.root / "dist")
    shutil.rmtree(made.root / ".cache")
    keep_templates(made.root / ".cache", kept_templates)
    run("build", *DAY)
    assert files_of(made.root / "dist") == built


@pytest.mark.parametrize(
    "options",
    [("--date", "2026-11-21"), (*DAY, "--drafts"), (*DAY, "--base-url", "https://x.example/y/")],
)
def test_other_options_are_another_site(run: Run, options: tuple[str, ...]) -> None:
    run("build", *DAY)
    assert NOTHING not in run("build", *options).out


@pytest.mark.parametrize("option", [("--compress", "gzip"), ("--changes", "changes.json")])
def test_what_is_done_to_a_finished_site_is_in_its_seal(
    made: World, run: Run, option: tuple[str, str]
) -> None:
    run("build", *DAY, *option)
    assert NOTHING in run("build", *DAY, *option).out
    copy = made.root / "dist/index.html.gz"
    (copy if copy.exists() else made.root / "dist/index.html").unlink()
    assert NOTHING not in run("build", *DAY, *option).out


def test_a_site_that_was_stopped_by_a_problem_is_built_again(made: World, run: Run) -> None:
    (made.root / STORY).write_text("---\ntitle: x\n---\n", "utf-8")
    assert run("build", *DAY).code == 1
    second = run("build", *DAY)
    assert second.code == 1
    assert NOTHING not in second.out


STANDING = Standing(
    3,
    4,
    500,
    "",
    (
        Problem(Position("content/x.md", 2, 3), "code", "A sentence.", "A remedy."),
        warning(Position("content/y.md"), "other", "Another."),
    ),
    (("role", "x", "/roles/x/", "it is a draft"),),
    1,
    2,
    ("a note",),
)


def keep(folder: Path) -> tuple[Path, Path, Standing]:
    """Return a record, a site and what is known of it."""
    target = folder / "dist"
    target.mkdir(exist_ok=True)
    (target / "index.html").write_text("x")
    standing = replace(STANDING, seal=seal_of(target))
    record = record_of(folder / ".cache", target)
    write_standing(record, "key", "stamp", standing)
    return record, target, standing


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    record, target, standing = keep(tmp_path)
    assert read_standing(record, "key", target) == standing
    assert read_standing(record, "another key", target) is None
    assert read_standing(record, "", target) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_record_is_as_good_as_none(tmp_path: Path, data: st.DataObject) -> None:
    record, target, _standing = keep(tmp_path)
    whole = record.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    byte = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    record.write_bytes(whole[:at] if cut else whole[:at] + byte + whole[at + 1 :])
    assert read_standing(record, "key", target) is None


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file in its place")
    record, target, _standing = keep(tmp_path)
    assert read_standing(record, "key", target) is None


def test_a_key_tells_names_from_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("bc")
    one = key_of([tmp_path], [date(2026, 11, 20)])
    (tmp_path / "a").rename(tmp_path / "ab")
    (tmp_path / "ab").write_text("c")
    two = key_of([tmp_path], [date(2026, 11, 20)])
    assert len({one, two, key_of([tmp_path], [None])}) == 3


def test_a_file_that_cannot_be_read_gives_no_key(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert key_of([tmp_path], []) == ""


def test_a_stamp_tells_of_every_file_that_was_saved_since(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("two")
    key, stamp, _ = read_over([tmp_path], [])
    assert (key, stamp) == (key_of([tmp_path], []), stamp_of([tmp_path]))
    (tmp_path / "a").write_text("longer")
    longer = stamp_of([tmp_path])
    (tmp_path / "b").rename(tmp_path / "c")
    renamed = stamp_of([tmp_path])
    (tmp_path / "c").unlink()
    assert len({stamp, longer, renamed, stamp_of([tmp_path])}) == 4


def test_large_files_are_told_by_hashes_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "small").write_text("one")
    large = tmp_path / "large"
    large.write_bytes(b"a" * 1_000_000)
    first = read_over([tmp_path], [])
    assert dict(first.large) == {stamp_of_file(large.stat()): hash_of(large.read_bytes())}
    large.write_bytes(b"a" * 999_999 + b"b")
    second = read_over([tmp_path], [])
    assert dict(second.large) == {stamp_of_file(large.stat()): hash_of(large.read_bytes())}
    assert first.key != second.key


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such time")
def test_a_stamp_tells_of_a_file_that_was_given_its_old_time_of_change(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    old = file.stat()
    stamp = stamp_of([tmp_path])
    while file.stat().st_ctime_ns == old.st_ctime_ns:  # clocks of file systems tick slowly
        file.write_text("two")
        os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert stamp_of([tmp_path]) != stamp


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no pipes in folders")
def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert key_of([tmp_path], []) != ""


def test_a_file_that_was_saved_since_the_site_was_made_is_seen_at_once(tmp_path: Path) -> None:
    text = tmp_path / "content" / "about.md"
    text.parent.mkdir()
    text.write_text("About", "utf-8")
    record, target, standing = keep(tmp_path)
    folders = (text.parent,)
    write_standing(record, "key", stamp_of(folders), standing)
    assert not is_touched(record, folders)
    status = text.stat()
    text.write_text("Other", "utf-8")
    os.utime(text, ns=(status.st_atime_ns, status.st_mtime_ns))  # an old time of change is no help
    assert is_touched(record, folders)
    # It says no more than that: the site may be the same.
    assert read_standing(record, "key", target) == standing
    note_stamp(record, stamp_of(folders))
    assert not is_touched(record, folders)
    for path in record.parent.glob("*.stamp"):
        path.write_bytes(b"hurt")
    assert not is_touched(record, folders)
    assert not is_touched(record.with_name("none.json"), folders)
