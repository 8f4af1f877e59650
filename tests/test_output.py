"""The old site or the new one, never a mixture, and never somebody else's files."""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePosixPath

import pytest

import portal.exchange as exchange
import portal.output as output
from portal.errors import PortalError
from portal.output import MARKER, staged
from portal.removing import remove
from portal.standing import seal_of

INDEX = PurePosixPath("index.html")


def publish(target: Path, text: bytes) -> None:
    """Write a site of one page."""
    with staged(target) as stage:
        stage.write(INDEX, text)
        stage.publish()


def test_a_new_site_takes_the_old_one_s_place(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    publish(target, b"old")
    (target / "gone.html").write_text("gone", encoding="utf-8")
    publish(target, b"new")
    assert sorted(path.name for path in target.iterdir()) == [MARKER, "index.html"]
    assert (target / "index.html").read_bytes() == b"new"


def test_without_an_exchange_in_one_call_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    target = tmp_path / "dist"
    publish(target, b"old")
    publish(target, b"new")
    assert (target / "index.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_swap_that_died_between_two_renames_is_put_right(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    publish(target, b"old")
    target.rename(tmp_path / ".dist-old")
    with staged(target):
        assert (target / "index.html").read_bytes() == b"old"


def test_what_a_dead_build_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / ".dist-999999999").mkdir()
    publish(tmp_path / "dist", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_stage_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with staged(tmp_path / "dist") as stage:
        stage.write(INDEX, b"never")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"precious")
    with pytest.raises(PortalError) as refused:
        publish(tmp_path, b"site")
    assert refused.value.problem.code == "output-not-ours"
    assert (tmp_path / "holiday.jpg").read_bytes() == b"precious"


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    target = tmp_path / "public"
    target.mkdir()
    publish(target, b"site")
    assert (target / "index.html").read_bytes() == b"site"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dist").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PortalError):
        publish(tmp_path / "dist", b"site")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full, so the site was not written."),
        (errno.EACCES, "The site may not be written here."),
        (errno.EROFS, "The site may not be written here."),
    ],
)
def test_a_disk_that_refuses_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "dist"
    publish(target, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with staged(target) as stage, monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(PortalError) as failed:
            stage.write(INDEX, b"new")
    assert failed.value.problem.sentence == f"{words} The old site is untouched."
    assert (target / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_disk_that_takes_a_file_in_pieces_gets_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:1000]))
    publish(tmp_path / "dist", b"0123456789" * 1234)
    assert (tmp_path / "dist" / "index.html").read_bytes() == b"0123456789" * 1234


def test_each_folder_is_made_once_and_nobody_looks_at_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    mkdir = os.mkdir
    with staged(tmp_path / "dist") as stage:

        def make(path: str) -> None:
            made.append(path.removeprefix(str(stage.folder)))
            mkdir(path)

        monkeypatch.setattr(os, "mkdir", make)
        monkeypatch.setattr(os, "stat", None)
        for name in ("a/b/index.html", "a/b/c/index.html", "a/d.txt", "index.html", "a/b/e.txt"):
            stage.write(PurePosixPath(name), b"")
        monkeypatch.undo()
    assert made == ["/a", "/a/b", "/a/b/c"]


def test_a_seal_that_is_told_is_the_one_of_the_files_that_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dist"
    publish(target, b"old")
    kept = (target / "index.html").stat()
    with staged(target) as stage:
        assert stage.keep("index.html", kept.st_size, kept.st_mtime_ns)
        stands = {"index.html": (kept.st_size, kept.st_mtime_ns)}
        for name in ("a/b/index.html", "a/b.txt", "a.txt", "ä/index.html"):
            stands[name] = (3, stage.write(name, b"new"))
        monkeypatch.setattr(output, "seal_of", None)  # nobody looks at the files again
        stage.publish(will_be_told=True)
        stage.tell(stands)
    assert stage.seal == seal_of(target)


@pytest.mark.parametrize("stands", ["all", "without one", "with another time"])
def test_what_somebody_does_to_a_site_in_the_making_is_not_sealed(
    tmp_path: Path, stands: str
) -> None:
    target = tmp_path / "dist"
    with staged(target) as stage:
        told = {name: (3, stage.write(name, b"new")) for name in ("index.html", "a/index.html")}
        if stands == "all":
            (stage.folder / "a" / "index.html").write_bytes(b"hurt")
        elif stands == "without one":
            del told["index.html"]
        else:
            told["index.html"] = (3, told["index.html"][1] + 1)
        stage.publish(will_be_told=True)
        stage.tell(told)
    assert stage.seal != seal_of(target)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_a_file_with_other_rights_than_a_new_one_is_written_again(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    publish(target, b"site")
    page = target / "index.html"
    page.chmod(0o777)
    status = page.stat()
    with staged(target) as stage:
        assert not stage.keep("index.html", status.st_size, status.st_mtime_ns)
    publish(target, b"site")
    assert page.stat().st_mode == (target / MARKER).stat().st_mode != status.st_mode


def test_of_the_old_site_all_goes_whatever_its_folders_hold(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    names = ["index.html", "a/index.html", "a/b/index.html", "a/b/c.txt", "d/e.txt", "f/g/h.txt"]
    with staged(target) as stage:
        for name in (*names, "i/index.html/index.html"):
            stage.write(name, b"old")
        stage.publish()
    (target / "empty").mkdir()
    with staged(target) as stage:
        stage.write(INDEX, b"new")
        stage.publish()
        stage.clear()
        assert not stage.folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
    assert (target / "index.html").read_bytes() == b"new"


def test_an_old_site_that_somebody_else_takes_away_is_left_to_them(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    publish(target, b"old")
    with staged(target) as stage:
        stage.write(INDEX, b"new")
        stage.publish()
        stage.leave()
    assert (stage.folder / INDEX).read_bytes() == b"old"
    stage.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_what_a_link_in_the_old_site_leads_to_stays_where_it_is(tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "dist", tmp_path / "elsewhere"
    (elsewhere / "deeper").mkdir(parents=True)
    theirs = [elsewhere / "index.html", elsewhere / "deeper" / "index.html"]
    for path in theirs:
        path.write_bytes(b"theirs")
    publish(target, b"old")
    try:
        (target / "page").symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("links may not be made here")
    names = ["index.html", "page/index.html", "page/deeper/index.html"]
    with staged(target) as stage:
        for name in names:
            stage.write(name, b"new")
        stage.publish()
        stage.clear()
        assert not stage.folder.exists()
    assert [path.read_bytes() for path in theirs] == [b"theirs", b"theirs"]
    assert (target / "page" / "index.html").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
@pytest.mark.parametrize("apart", [False, True], ids=["at once", "one after the other"])
def test_two_processes_take_a_site_away_from_both_ends(tmp_path: Path, apart: bool) -> None:
    folder = tmp_path / "old"
    for number in range(200):
        page = folder / f"{'vacancies/' if number % 3 else ''}{number}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_bytes(b"old")
    (folder / "vacancies" / "feed.xml").write_bytes(b"old")
    process = os.fork()
    if not process:
        try:
            remove(folder, backwards=True)
        finally:
            os._exit(0)
    if apart:
        os.waitpid(process, 0)
        assert not folder.exists()
    remove(folder)
    if not apart:
        os.waitpid(process, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_written_into(tmp_path: Path) -> None:
    with staged(tmp_path / "dist") as stage:
        stage.write(INDEX, b"first")
        os.link(stage.folder / INDEX, tmp_path / "other name")
        with pytest.raises(PortalError):
            stage.write(INDEX, b"second")
    assert (tmp_path / "other name").read_bytes() == b"first"
