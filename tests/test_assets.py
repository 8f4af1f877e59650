"""The site's own files: one stylesheet with a fingerprint, and nothing lost."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

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
    assert made.startswith(
        "@layer base {\na {\ncolor: red;\n}\n}\nd { top: 1px }\nc { top: 0 }\n@layer tokens {"
    )
    assert "--brand-primary:#112233;" in made


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


@given(st.dictionaries(st.text(), st.text()))
def test_a_cache_gives_back_any_text(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("cache") / "cache.json"
    write_cache(path, "1", entries)
    whole = {key: text for key, text in entries.items() if "\0" not in f"{key}{text}"}
    assert [*read_cache(path, "1").items()] == [*whole.items()]


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xfe", b"[]", b'{"version":"1","entries":3}'])
def test_a_spoilt_cache_is_as_good_as_none(tmp_path: Path, spoilt: bytes) -> None:
    path = tmp_path / "cache.json"
    path.write_bytes(spoilt)
    assert read_cache(path, "1") == {}
    assert read_cache(tmp_path / "nowhere.json", "1") == {}


def scripts(tmp_path: Path, files: dict[str, str]) -> tuple[str, str]:
    """Return the address of the script of every page in a folder, and its text."""
    style(tmp_path, {"css/main.css": "", **files})
    assets = read_assets(tmp_path / "assets", tmp_path, PLAIN, "/careers")
    address = assets.scripts.get("site", "")
    return address, assets.files.get(address.removeprefix("/careers"), b"").decode()


def test_a_script_and_what_it_imports_are_one_file_in_which_each_has_its_own_names(
    tmp_path: Path,
) -> None:
    url, text = scripts(
        tmp_path,
        {
            "js/site.js": 'import "./b.js";\nimport "./parts/a.js";\n',
            "js/b.js": "const a = 2;\n",
            "js/parts/a.js": "const a = 1;\n",
        },
    )
    assert text == (
        "const module0 = (() => {\nconst a = 2;\n})();\n"
        "const module1 = (() => {\nconst a = 1;\n})();\n"
        "const module2 = (() => {\n\n})();\n"
    )
    assert url.startswith("/careers/assets/site.")
    assert url.endswith(".js")


def test_what_a_script_imports_comes_before_it_and_only_once(tmp_path: Path) -> None:
    _, text = scripts(
        tmp_path,
        {
            "js/site.js": 'import "./parts/a.js";\nimport { two } from "./parts/p.js";\n',
            "js/parts/a.js": '// Page a.\nimport { two, Three } from "./p.js";\n\ntwo();\n',
            "js/parts/p.js": "export function two() {\n  return 2;\n}\nexport class Three {}\n",
        },
    )
    assert text == (
        "const module0 = (() => {\nfunction two() {\nreturn 2;\n}\nclass Three {}\n"
        "return { two, Three };\n})();\n"
        "const module1 = (() => {\nconst { two, Three } = module0;\n\ntwo();\n})();\n"
        "const module2 = (() => {\nconst { two } = module0;\n})();\n"
    )


def test_a_text_over_several_lines_keeps_its_indents(tmp_path: Path) -> None:
    _, text = scripts(tmp_path, {"js/site.js": "const a = `\n  // b\n`;\n"})
    assert "`\n  // b\n`" in text


def test_without_scripts_there_is_no_file_and_no_address(tmp_path: Path) -> None:
    assert scripts(tmp_path, {}) == ("", "")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('import b from "./b.js";\n', "script-import", 1),
        ("const a = 1;\nexport default a;\n", "script-import", 2),
        ('const a = 1;\nawait import("./b.js");\n', "script-import", 2),
        ('import { a } from "./a.js";\n', "script-import", 0),
        ('import { b } from "./b.js";\n', "script-unreadable", 0),
    ],
)
def test_a_script_that_cannot_be_joined_is_a_problem(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    with pytest.raises(PortalError) as failed:
        scripts(tmp_path, {"js/a.js": text})
    problem = failed.value.problem
    assert (problem.code, problem.position.line) == (code, line)
    assert problem.position.path.startswith("assets/js/")


def test_a_script_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    style(tmp_path, {"css/main.css": "", "js/a.js": ""})
    (tmp_path / "assets/js/a.js").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PortalError) as failed:
        read_assets(tmp_path / "assets", tmp_path, PLAIN)
    assert failed.value.problem.code == "script-unreadable"


def test_a_script_or_stylesheet_for_some_pages_has_a_file_and_an_address_of_its_own(
    tmp_path: Path,
) -> None:
    made = {"css/main.css": "", "css/sheets/poster.css": "p { top: 0 }", "js/quiz.js": "ask();\n"}
    style(tmp_path, made)
    assets = read_assets(tmp_path / "assets", tmp_path, PLAIN)
    assert assets.files[assets.stylesheets["poster"]] == b"p { top: 0 }\n"
    assert b"ask();" in assets.files[assets.scripts["quiz"]]
    assert "site" not in assets.scripts


def test_scripts_hold_nothing_that_phones_of_2022_cannot_read() -> None:
    # Safari before 16.4 refuses a whole script in which an expression looks behind itself.
    for path in (REPOSITORY / "assets" / "js").rglob("*.js"):
        assert not re.search(r"\(\?<[!=]", path.read_text("utf-8")), path


def test_the_scripts_and_stylesheets_we_ship_are_small() -> None:
    shipped = read_assets(REPOSITORY / "assets", REPOSITORY, PLAIN)
    for kind, limit in ((shipped.scripts, 10_000), (shipped.stylesheets, 15_000)):
        sizes = {name: len(gzip.compress(shipped.files[url])) for name, url in kind.items()}
        for name, size in sizes.items():
            on_a_page = size if name == "site" else size + sizes["site"]
            assert 0 < on_a_page <= limit, f"{name}: {on_a_page} bytes"
