"""The site's own files: one stylesheet with a fingerprint, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.assets import read_assets
from portal.cache import read_cache, write_cache
from portal.config import Brand
from portal.errors import PortalError

PLAIN = Brand(primary="#112233", accent="#445566")


def style(tmp_path: Path, files: dict[str, str]) -> str:
    """Return the bundled stylesheet of a folder."""
    for name, text in files.items():
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assets = read_assets(tmp_path / "assets", tmp_path, PLAIN)
    return assets.files[assets.stylesheet].decode()


def test_imports_are_put_in_their_places_each_in_its_layer(tmp_path: Path) -> None:
    made = style(
        tmp_path,
        {
            "css/main.css": '/* index */\n@import "a.css" layer(base);\n@import "b/c.css";\n',
            "css/a.css": "a {\n  color: red;\n}\n",
            "css/b/c.css": '@import "d.css";\nc { top: 0 }\n',
            "css/b/d.css": "d { top: 1px }\n",
        },
    )
    assert made == (
        ":root{--brand-primary:#112233;--brand-accent:#445566}\n"
        "@layer base {\na {\ncolor: red;\n}\n}\nd { top: 1px }\nc { top: 0 }\n"
    )


def test_the_address_changes_with_the_bytes_and_only_then(tmp_path: Path) -> None:
    (tmp_path / "assets/css").mkdir(parents=True)
    main = tmp_path / "assets/css/main.css"
    main.write_text("a { top: 0 }", encoding="utf-8")
    first = read_assets(tmp_path / "assets", tmp_path, PLAIN).stylesheet
    assert read_assets(tmp_path / "assets", tmp_path, PLAIN).stylesheet == first
    main.write_text("a { top: 1px }", encoding="utf-8")
    assert read_assets(tmp_path / "assets", tmp_path, PLAIN).stylesheet != first


def test_files_for_the_root_of_the_site_go_there(tmp_path: Path) -> None:
    style(tmp_path, {"css/main.css": "", "root/favicon.svg": "<svg/>", "icons/x.svg": "<svg/>"})
    files = read_assets(tmp_path / "assets", tmp_path, PLAIN).files
    assert {"/favicon.svg", "/assets/icons/x.svg"} <= files.keys()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"css/main.css": '@import "nowhere.css";'}, "style-missing"),
        ({"css/main.css": '@import "main.css";'}, "style-import"),
    ],
)
def test_a_stylesheet_that_cannot_be_made_is_a_problem(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    with pytest.raises(PortalError) as failed:
        style(tmp_path, files)
    assert failed.value.problem.code == code
    assert failed.value.problem.position.path.startswith("assets/css/")


def test_a_cache_gives_back_what_was_kept_under_its_version(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cache.json"
    write_cache(path, "1", {"key": "wert ✓"})
    assert read_cache(path, "1") == {"key": "wert ✓"}
    assert read_cache(path, "2") == {}
    assert [each.name for each in path.parent.iterdir()] == ["cache.json"]


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xfe", b"[]", b'{"version":"1","entries":3}'])
def test_a_spoilt_cache_is_as_good_as_none(tmp_path: Path, spoilt: bytes) -> None:
    path = tmp_path / "cache.json"
    path.write_bytes(spoilt)
    assert read_cache(path, "1") == {}
    assert read_cache(tmp_path / "nowhere.json", "1") == {}
