"""Assets that are kept: what is put together anew is the same, and no change is ever missed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY

import portal.kept_assets as kept_assets
from portal.assets import Assets, read_assets
from portal.config import Brand
from portal.errors import PortalError
from portal.kept_assets import AssetsReader

PLAIN = Brand()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped assets."""
    return shutil.copytree(REPOSITORY / "assets", tmp_path / "assets")


def read(folder: Path, brand: Brand = PLAIN, base: str = "") -> Assets:
    """Return assets as a run of the program reads them."""
    return AssetsReader(folder.parent / "kept.json").read(folder, folder.parent, brand, base)


def right(folder: Path, brand: Brand = PLAIN, base: str = "") -> Assets:
    """Return assets put together now."""
    return read_assets(folder, folder.parent, brand, base)


def test_a_second_run_does_not_put_them_together_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(folder)
    monkeypatch.setattr(kept_assets, "read_assets", None)
    again = read(folder)
    assert again == first == right(folder)
    assert [*again.files] == [*first.files]


def append(name: str) -> Callable[[Path], object]:
    """Return what adds a line to a file."""
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + b"\n/**/ a")


@pytest.mark.parametrize(
    "change",
    [
        append("css/base.css"),
        append("css/sheets/quiz.css"),
        append("js/site.js"),
        append("js/worker/sw.js"),
        lambda folder: (folder / "more.txt").write_text("more", "utf-8"),
        lambda folder: (folder / "js" / "more.js").write_text("const more = 1;\n", "utf-8"),
        lambda folder: (folder / "js" / "finder.js").unlink(),
    ],
    ids=["style", "sheet", "script", "worker", "new file", "new script", "script gone"],
)
def test_a_changed_file_is_seen_by_the_next_run(
    folder: Path, change: Callable[[Path], object]
) -> None:
    before = read(folder)
    change(folder)
    assert read(folder) == right(folder) != before


def test_other_colours_and_another_path_are_seen(folder: Path) -> None:
    before = read(folder)
    brand = Brand(primary="#004080")
    for assets, expected in [
        (read(folder, brand), right(folder, brand)),
        (read(folder, PLAIN, "/careers"), right(folder, PLAIN, "/careers")),
        (read(folder), before),
    ]:
        assert assets == expected


@pytest.mark.parametrize("hurt", ["cut", "turned", "foreign", "empty", "folder"])
def test_a_kept_file_that_is_hurt_is_as_good_as_none(folder: Path, hurt: str) -> None:
    before = read(folder)
    kept = folder.parent / "kept.json"
    whole = kept.read_bytes()
    kept.unlink()
    if hurt == "folder":
        kept.mkdir()
    else:
        middle = len(whole) // 2
        turned = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        texts = {"cut": whole[:-1], "turned": turned, "foreign": b"{}", "empty": b""}
        kept.write_bytes(texts[hurt])
    assert read(folder) == before


def test_what_leads_out_of_the_folder_is_not_kept(folder: Path) -> None:
    outside = folder.parent / "outside.css"
    outside.write_text(".a { color: red }\n", "utf-8")
    main = folder / "css" / "main.css"
    main.write_text(f'@import "../../outside.css";\n{main.read_text("utf-8")}', "utf-8")
    before = read(folder)
    outside.write_text(".a { color: blue }\n", "utf-8")
    assert read(folder) == right(folder) != before


def test_what_is_wrong_with_a_style_is_said_each_time(folder: Path) -> None:
    read(folder)
    (folder / "css" / "base.css").unlink()
    for _ in range(2):
        with pytest.raises(PortalError):
            read(folder)
