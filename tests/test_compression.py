"""Compressed copies of files, for servers that send them as they are."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from portal.compression import METHODS, compress, original_of

TEXT = b"<p>Care with us. </p>" * 50


def site(folder: Path) -> Path:
    """Write files of several kinds."""
    for name, data in {
        "index.html": TEXT,
        "a/feed.json": b"[1,2,3]" * 99,
        "tiny.txt": b"x",
        "noise.xml": bytes(range(256)),
        "picture.jpg": TEXT,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def copies(folder: Path, ending: str = "gz") -> dict[str, bytes]:
    """Return the copies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob(f"*.{ending}")
    }


def test_texts_that_get_smaller_have_a_copy_that_holds_the_same(tmp_path: Path) -> None:
    folder = site(tmp_path)
    assert compress(folder, ("gzip",)) == 2
    made = copies(folder)
    assert made.keys() == {"index.html.gz", "a/feed.json.gz"}
    assert gzip.decompress(made["index.html.gz"]) == TEXT
    assert (folder / "index.html").read_bytes() == TEXT


def test_the_same_files_give_the_same_copies_with_any_number_of_processes(tmp_path: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other")
    for folder in (one, other):
        for number in range(120):
            (folder / f"{number}.html").write_bytes(TEXT + str(number).encode())
    assert compress(one, ("gzip",), 1) == compress(other, ("gzip",), 2) == 122
    assert copies(one) == copies(other)


def test_a_file_that_is_the_old_site_s_own_shares_its_copy(tmp_path: Path) -> None:
    old = site(tmp_path / "old")
    compress(old, ("gzip",))
    new = tmp_path / "new"
    (new / "a").mkdir(parents=True)
    (new / "index.html").hardlink_to(old / "index.html")
    (new / "a/feed.json").write_bytes(b"[4,5,6]" * 99)
    assert compress(new, ("gzip",), 1, old) == 2
    assert (new / "index.html.gz").samefile(old / "index.html.gz")
    assert gzip.decompress(copies(new)["a/feed.json.gz"]) == b"[4,5,6]" * 99


@pytest.mark.skipif("brotli" not in METHODS, reason="the library for brotli is not installed")
def test_brotli_copies_lie_beside_the_others(tmp_path: Path) -> None:
    folder = site(tmp_path)
    assert compress(folder, ("gzip", "brotli")) == 4
    assert len(copies(folder, "br")["index.html.br"]) < len(copies(folder)["index.html.gz"])


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "index.html.gz").mkdir()
    for jobs in (1, 2):
        with pytest.raises((IsADirectoryError, PermissionError)):
            compress(folder, ("gzip",), jobs)


def test_a_copy_is_known_by_its_name() -> None:
    assert original_of("a/index.html.gz") == "a/index.html"
    assert original_of("a/index.html.br") == "a/index.html"
    assert original_of("a/index.html") == ""
