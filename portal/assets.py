"""Stylesheets, scripts, icons and pictures of the site itself: bundled, fingerprinted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.config import Brand
from portal.errors import PortalError, Position, Problem
from portal.scripts import bundle_scripts
from portal.source import find_files

_IMPORT = re.compile(r'@import\s+(?:url\()?"([^"]+)"\)?\s*(?:layer\(([\w.-]+)\))?\s*;')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Assets:
    """The site's own files by address, and the addresses that pages need; no script may be one."""

    files: Mapping[str, bytes]
    stylesheet: str
    script: str = ""


def read_assets(folder: Path, root: Path, brand: Brand, base: str = "") -> Assets:
    """Return all assets: `css/main.css` with its imports as one file, the scripts in `js/` with
    theirs as another, the rest as they are.

    Files below `assets/root/` go to the root of the site (favicon.svg). Fingerprints are of the
    content, so a changed file has a new address and an unchanged one keeps its own. Raises
    PortalError where the stylesheet is missing or imports what is not there.
    """
    found, problems = find_files(root, folder)
    if problems:
        raise PortalError(problems[0])
    files: dict[str, bytes] = {}
    scripts = [each for each in found if each.path.is_relative_to(folder / "js")]
    for file in found:
        below = file.path.relative_to(folder).as_posix()
        if below.startswith("css/") or file in scripts:
            continue
        url = f"/{below[5:]}" if below.startswith("root/") else f"/assets/{below}"
        files[url] = file.path.read_bytes()
    style = _tokens(brand) + _squeeze(_bundle(folder / "css" / "main.css", root, ()))
    script = bundle_scripts([each for each in scripts if each.path.parent == folder / "js"], root)
    stylesheet_url = _keep(files, style, "css")
    script_url = _keep(files, script, "js") if script else ""
    return Assets(
        dict(sorted(files.items())),
        f"{base}{stylesheet_url}",
        f"{base}{script_url}" if script else "",
    )


def _keep(files: dict[str, bytes], text: str, kind: str) -> str:
    """Add a file under an address that changes with its bytes, and return the address."""
    data = text.encode()
    url = f"/assets/site.{hashlib.sha256(data).hexdigest()[:12]}.{kind}"
    files[url] = data
    return url


def _tokens(brand: Brand) -> str:
    return f":root{{--brand-primary:{brand.primary};--brand-accent:{brand.accent}}}\n"


def _bundle(path: Path, root: Path, above: tuple[Path, ...]) -> str:
    """Return a stylesheet with its imports put in their places, each in its layer."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    if path in above:
        raise PortalError(
            Problem(
                Position(name), "style-import", "This stylesheet imports itself.", "Take it out."
            )
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        importer = above[-1].name if above else "the site"
        raise PortalError(
            Problem(
                Position(name),
                "style-missing",
                f"This stylesheet, which {importer} needs, cannot be read.",
                "Put it there, or take out its @import.",
            )
        ) from None

    def put(match: re.Match[str]) -> str:
        inner = _bundle(path.parent / match[1], root, (*above, path))
        return f"@layer {match[2]} {{\n{inner}\n}}" if match[2] else inner

    return _IMPORT.sub(put, _COMMENT.sub("", text))


def _squeeze(style: str) -> str:
    """Return the stylesheet without blank lines and indents; its rules are not touched."""
    return _BLANK.sub("\n", style).strip() + "\n"
