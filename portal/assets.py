"""Stylesheets, scripts, icons and pictures of the site itself: bundled, fingerprinted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from portal.config import Brand
from portal.errors import PortalError, Position, Problem
from portal.palette import make_palette, write_palette
from portal.scripts import bundle_script
from portal.source import find_files
from portal.values import fixed

_IMPORT = re.compile(r'@import\s+(?:url\()?"([^"]+)"\)?\s*(?:layer\(([\w.-]+)\))?\s*;')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")
EVERY_PAGE = "site"
# A worker reaches only what is below its own address, so this one stands at the root of the site.
WORKER = "/sw.js"


@fixed
class Assets:
    """The site's own files by address, and the addresses of what pages load, by its name.

    `stylesheets["site"]` and, where there is one, `scripts["site"]` are for every page; the others
    are for the pages that name them.
    """

    files: Mapping[str, bytes]
    stylesheets: Mapping[str, str]
    scripts: Mapping[str, str]

    @property
    def stylesheet(self) -> str:
        """Return the address of the stylesheet of every page."""
        return self.stylesheets[EVERY_PAGE]


def read_assets(folder: Path, root: Path, brand: Brand, base: str = "") -> Assets:
    """Return all assets: stylesheets and scripts, each with its imports as one file, the rest as
    they are.

    `css/main.css` and `js/site.js` are for every page, what stands directly in `css/sheets/` and
    the other scripts directly in `js/` for pages that name them. Files below `assets/root/` go to
    the root of the site. `js/worker/sw.js` goes there too, and is told the path of the site and a
    hash that changes with any other script or stylesheet. Fingerprints are of the content, so a
    changed file has a new address and an unchanged one keeps its own. Raises PortalError where a
    stylesheet or script is missing or imports what is not there.
    """
    found, problems = find_files(root, folder)
    if problems:
        raise PortalError(problems[0])
    files: dict[str, bytes] = {}
    for file in found:
        below = file.path.relative_to(folder).as_posix()
        if not below.startswith(("css/", "js/")):
            url = f"/{below[5:]}" if below.startswith("root/") else f"/assets/{below}"
            files[url] = file.path.read_bytes()
    paths = [file.path for file in found]
    main = _squeeze(_bundle(folder / "css" / "main.css", root, ())) + _tokens(brand)
    stylesheets = {EVERY_PAGE: base + _keep(files, EVERY_PAGE, "css", main)}
    for path in paths:
        if path.parent == folder / "css" / "sheets":
            sheet = _squeeze(_bundle(path, root, ()))
            stylesheets[path.stem] = base + _keep(files, path.stem, "css", sheet)
    scripts = {
        path.stem: base + _keep(files, path.stem, "js", bundle_script(path, root))
        for path in paths
        if path.parent == folder / "js"
    }
    worker = folder / "js" / "worker" / "sw.js"
    if worker in paths:
        files[WORKER] = _worker(worker, root, base, files)
    return Assets(dict(sorted(files.items())), stylesheets, scripts)


def _worker(path: Path, root: Path, base: str, files: Mapping[str, bytes]) -> bytes:
    """Return the service worker, which is another one when any script or stylesheet is."""
    version = hashlib.sha256("".join(sorted(files)).encode()).hexdigest()[:12]
    known = f'const ROOT = "{base}/";\nconst VERSION = "{version}";\n'
    return (known + bundle_script(path, root)).encode()


def _keep(files: dict[str, bytes], name: str, kind: str, text: str) -> str:
    """Add a file under an address that changes with its bytes, and return the address."""
    data = text.encode()
    url = f"/assets/{name}.{hashlib.sha256(data).hexdigest()[:12]}.{kind}"
    files[url] = data
    return url


def _tokens(brand: Brand) -> str:
    """Return the colours, in the layer in which print and others may set them anew."""
    own = f":root{{--brand-primary:{brand.primary};--brand-accent:{brand.accent}}}\n"
    return f"@layer tokens {{\n{own}{write_palette(make_palette(brand))}}}\n"


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
