"""Files are found in a fixed order, none outside the folder, and read as text or refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.errors import Problem
from portal.source import SourceFile, find_files, is_slug, read_text, slugify
from portal.source.files import MAX_TEXT_BYTES


def found(root: Path) -> list[str]:
    """Return the names of the files that are found, without any problem."""
    files, problems = find_files(root, root / "content")
    assert problems == []
    return [file.name for file in files]


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of a project with files of a few bytes below content/."""

    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"text\n")
        return tmp_path

    return make


def test_files_are_found_in_the_same_order_everywhere(tree: Callable[..., Path]) -> None:
    root = tree("b.md", "a/z.md", "B.md", "a.md", "a/é.md", "c/d/e.yaml")
    names = ["B.md", "a/z.md", "a/é.md", "a.md", "b.md", "c/d/e.yaml"]
    assert found(root) == [f"content/{name}" for name in names]


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert find_files(tmp_path, tmp_path / "content") == ([], [])


@pytest.mark.parametrize(
    "name",
    [
        *[".DS_Store", "._a.md", ".git/config", "Thumbs.db", "desktop.ini", "~$story.docx"],
        *["a.md~", ".a.md.swp", "a.md.bak", "a.tmp"],
    ],
)
def test_what_systems_and_editors_leave_lying_about_is_passed_over(
    name: str, tree: Callable[..., Path]
) -> None:
    assert found(tree("a.md", name)) == ["content/a.md"]


def test_a_link_to_a_file_outside_is_a_problem_and_is_not_followed(
    tree: Callable[..., Path],
) -> None:
    root = tree("a.md")
    (root / "secret.md").write_text("secret", encoding="utf-8")
    (root / "content/link.md").symlink_to(root / "secret.md")
    (root / "content/folder").symlink_to(root, target_is_directory=True)
    files, problems = find_files(root, root / "content")
    assert [file.name for file in files] == ["content/a.md"]
    assert [(each.code, str(each.position)) for each in problems] == [
        ("link-outside", "content/folder"),
        ("link-outside", "content/link.md"),
    ]


def test_a_link_to_a_file_inside_is_a_file(tree: Callable[..., Path]) -> None:
    root = tree("a.md")
    (root / "content/b.md").symlink_to("a.md")
    assert found(root) == ["content/a.md", "content/b.md"]


def test_a_linked_folder_inside_is_not_walked_twice(tree: Callable[..., Path]) -> None:
    root = tree("a/b.md")
    (root / "content/a/again").symlink_to(root / "content", target_is_directory=True)
    assert found(root) == ["content/a/b.md"]


@pytest.mark.parametrize("target", ["nothing.md", "loop.md"])
def test_a_link_that_leads_nowhere_or_to_itself_is_a_problem(
    target: str, tree: Callable[..., Path]
) -> None:
    root = tree("a.md")
    (root / "content/loop.md").symlink_to(target)
    files, problems = find_files(root, root / "content")
    assert [file.name for file in files] == ["content/a.md"]
    assert [each.code for each in problems] == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_no_file_to_wait_for(tree: Callable[..., Path]) -> None:
    root = tree("a.md")
    os.mkfifo(root / "content/pipe.md")
    assert found(root) == ["content/a.md"]


def source(tmp_path: Path, data: bytes) -> SourceFile:
    """Return a file with these bytes."""
    path = tmp_path / "x.md"
    path.write_bytes(data)
    return SourceFile(path, "content/x.md", len(data), 0)


def text_of(tmp_path: Path, data: bytes) -> str:
    """Return the text of bytes that have no problem."""
    text, problems = read_text(source(tmp_path, data))
    assert problems == []
    return text


def problem_of(tmp_path: Path, data: bytes) -> Problem:
    """Return the one problem of bytes that are no text."""
    text, problems = read_text(source(tmp_path, data))
    assert text == ""
    assert len(problems) == 1
    return problems[0]


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"\xef\xbb\xbfa") == "a"


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n", b"a\r\nb\n"])
def test_line_ends_of_any_system_become_the_same(data: bytes, tmp_path: Path) -> None:
    assert text_of(tmp_path, data) == "a\nb\n"


def test_a_nul_byte_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "é\né\0".encode())
    assert (problem.code, str(problem.position)) == ("not-text", "content/x.md:2:2")


def test_invalid_utf_8_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, b"one\n\xc3\xa9 caf\xe9\n")
    assert (problem.code, str(problem.position)) == ("not-utf-8", "content/x.md:2:6")
    assert 'the encoding "UTF-8"' in problem.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_or_at_least_refused(encoding: str, tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "title: x".encode(encoding))
    assert problem.code == ("not-utf-8" if encoding == "utf-16" else "not-text")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, b"a" * (MAX_TEXT_BYTES + 1))
    assert problem.code == "too-big"
    assert "2.0 MB" in problem.sentence


def test_a_file_that_grew_since_it_was_found_is_not_read_either(tmp_path: Path) -> None:
    file = source(tmp_path, b"a" * 11)
    grown = SourceFile(file.path, file.name, 1, 0)
    text, problems = read_text(grown, limit=10)
    assert (text, [each.code for each in problems]) == ("", ["too-big"])
    assert read_text(grown, limit=11) == ("a" * 11, [])


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    text, problems = read_text(SourceFile(tmp_path / "gone.md", "content/gone.md", 0, 0))
    assert (text, [each.code for each in problems]) == ("", ["unreadable"])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_the_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    text, problems = read_text(source(tmp_path_factory.getbasetemp(), data))
    assert not (text and problems)
    assert "\r" not in text
    assert "\0" not in text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("From the shop to care", "from-the-shop-to-care"),
        ("Łucja's café", "lucjas-cafe"),
        ("Łucja’s café", "lucjas-cafe"),
        ("Søren Großmann & Æsa", "soren-grossmann-aesa"),
        ("2019–2026: care—home", "2019-2026-care-home"),
        ("  --A  B--  ", "a-b"),
        ("A_b.c/d\\e", "a-b-c-d-e"),
        ("ﬁne ② 𝐀", "fine-2-a"),
        ("日本語", "untitled"),
        ("", "untitled"),
    ],
)
def test_a_slug_is_the_nearest_plain_name(title: str, slug: str) -> None:
    assert slugify(title) == slug


@settings(deadline=None)
@given(st.text())
@example("İ")
@example("´")
def test_a_slug_is_a_slug_and_stays_the_same(text: str) -> None:
    slug = slugify(text)
    assert is_slug(slug)
    assert slugify(slug) == slug


@pytest.mark.parametrize("text", ["", "A", "a-", "-a", "a--b", "a b", "é", "a\n", "a.md", "a_b"])
def test_what_is_no_slug_is_told_from_one(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice"),
        (b"PK\x03\x04\x14\x00photos/", "a zipped folder"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x00\x00\x00\x18ftypheic", "a picture or a video"),
    ],
)
def test_a_document_under_the_name_of_a_text_is_called_what_it_is(
    tmp_path: Path, start: bytes, kind: str
) -> None:
    (tmp_path / "story.md").write_bytes(start)
    (file,), _ = find_files(tmp_path, tmp_path)
    text, (problem,) = read_text(file)
    assert (text, problem.code) == ("", "file-kind")
    assert kind in problem.sentence


@pytest.mark.parametrize("size", [0, 3, 10, 100])
def test_a_text_is_read_whole_though_it_grew_or_shrank_since_it_was_found(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"0123456789")
    assert read_text(SourceFile(path, "a.md", size, 0)) == ("0123456789", [])


def test_a_text_that_grew_too_big_since_it_was_found_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"0123456789")
    text, problems = read_text(SourceFile(path, "a.md", 3, 0), limit=9)
    assert (text, [each.code for each in problems]) == ("", ["too-big"])
