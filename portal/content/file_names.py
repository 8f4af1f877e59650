"""Problems of files before they are read: in the wrong place, of the wrong kind, badly named."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from portal.content import TYPES, ContentType
from portal.errors import Position, Problem
from portal.source import SourceFile, is_slug, slugify

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
# Pictures that browsers cannot show, and drawings that can hold programs.
OTHER_PICTURES = (".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif", ".svg")
_DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pages")
_TEXTS = ("", ".txt", ".text", ".markdown", ".mdown", ".yml", ".yaml", ".md", ".html", ".htm")
_VIDEOS = (".mp4", ".mov", ".m4v", ".avi", ".webm", ".mkv")


def stray(file: SourceFile, below: str) -> Iterator[Problem]:
    """Yield the problem of a file that no type of content is kept at; `below` is its path."""
    places = [each.where for each in TYPES]
    top = below.split("/")[0]
    near = get_close_matches(below, places, n=1, cutoff=0.7) or get_close_matches(
        top, [place.split("/")[0] for place in places], n=1, cutoff=0.6
    )
    yield Problem(
        file.position,
        "stray-file",
        "Nothing reads a file in this place.",
        f'Did you mean "content/{near[0]}"?' if near else "Move it, or delete it.",
    )


def check_image_name(file: SourceFile) -> Iterator[Problem]:
    """Yield a problem for the name of a picture that has capitals, spaces or signs in it."""
    if not is_slug(file.stem) or file.suffix != file.suffix.lower():
        yield _bad_name(file, f"{slugify(file.stem)}{file.suffix.lower()}")


def _bad_name(file: SourceFile, better: str) -> Problem:
    named = ", and write that name in its story." if file.suffix.lower() in IMAGE_SUFFIXES else "."
    return Problem(
        file.position,
        "file-name",
        "File names here are lower-case letters, digits and hyphens, with no spaces.",
        f"Rename it to {better}{named}",
    )


def check_names(file: SourceFile, below: str, content_type: ContentType) -> Iterator[Problem]:
    """Yield a problem for each folder, and for the file, whose name would be no web address."""
    folders = below[len(content_type.where) + 1 :].split("/")[:-1]
    for folder in folders:
        if not is_slug(folder):
            yield Problem(
                file.position,
                "file-name",
                f'The folder name "{folder}" has capitals, spaces or signs in it.',
                f"Rename the folder to {slugify(folder)}.",
            )
    if not is_slug(file.stem):
        yield _bad_name(file, f"{slugify(file.stem)}{file.suffix}")


def other_picture(name: str, place: Position, is_named: bool) -> Problem:
    """Return the problem with a picture of a kind that is not taken.

    `is_named` where the place is that of a story which names it, and not of the file itself.
    """
    kind = PurePosixPath(name).suffix.lower()
    sentence = f"A picture of the kind {kind} cannot be used."
    save = "Save it as .jpg or .png"
    if kind in {".heic", ".heif"}:
        sentence = f"A picture of the kind {kind}, as iPhones take them, cannot be used."
        save = "Export it as JPEG (.jpg)"
    if is_named:
        sentence = f"image.file: {sentence}"
        remedy = f"{save}, put that beside the story in its place, and write its name here."
    else:
        remedy = f"{save}, and put that file in its place."
    return Problem(place, "file-kind", sentence, remedy)


def wrong_kind(file: SourceFile, suffixes: tuple[str, ...]) -> Problem:
    """Return the problem of a file of another kind than those that end in `suffixes`."""
    kind = file.suffix.lower()
    wanted = " or ".join(suffixes)
    sentence = f"Files here end in {wanted}, and this one ends in {kind or 'nothing'}."
    if kind in suffixes:  # .MD
        return _bad_name(file, f"{slugify(file.stem)}{kind}")
    if kind in _DOCUMENTS:
        sentence = "This is a word-processor document; a plain text file is needed here."
        remedy = (
            f"Copy its words into a {wanted} file: `python build.py new` writes one to start from."
        )
    elif kind in _VIDEOS:
        sentence = f"A video ({kind}) cannot be kept here."
        remedy = "Put it where videos are shown, and write its address and its words under video:."
    elif kind in _TEXTS:
        remedy = f"Rename it so that it ends in {suffixes[0]}."
    else:
        remedy = f"Copy its words into a {wanted} file, and keep this one elsewhere."
    return Problem(file.position, "file-kind", sentence, remedy)
