"""`new`: a complete, commented file of a type of content, which builds at once as a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from portal.content import TYPES, ContentType, Form, Places
from portal.content.loading import ContentReader
from portal.content.published import Published
from portal.scaffold.examples import Examples
from portal.scaffold.outline import facts, switched_off
from portal.scaffold.prompts import article, body, next_steps
from portal.source import slugify
from portal.values import fixed

__all__ = ["KINDS", "NewFile", "RefusedError", "compose", "known_ids", "new", "slug_of"]

KINDS: Mapping[str, ContentType] = {
    each.name: each for each in TYPES if each.form not in (Form.LIST, Form.SINGLE)
}
MAX_SLUG = 80
_MAX_TITLE = 90
# What people call the types elsewhere.
_OTHER_NAMES: Mapping[str, str] = {
    "advert": "vacancy",
    "article": "page",
    "company": "provider",
    "employer": "provider",
    "job": "vacancy",
    "organisation": "provider",
    "post": "page",
    "prize": "award",
    "refer-a-friend": "scheme",
    "referral": "scheme",
    "story": "case-study",
}
# `index` is the folder itself; Windows keeps the others for devices, with any ending.
_TAKEN_NAMES = re.compile(r"index|con|prn|aux|nul|com[0-9]|lpt[0-9]")


class RefusedError(Exception):
    """Raised where no file is written; says why, and what to do about it."""


@fixed
class NewFile:
    """A file that was written: its name below the project, and what to tell its author."""

    name: str
    message: str


def new(root: Path, content: Path, kind: str, title: str, today: date) -> NewFile:
    """Write a file of a type to start from, and return what was written.

    Raises RefusedError for a type or a title that will not do, and where there is a file already.
    """
    content_type = _type_called(kind)
    clean = _clean(title, content_type)
    slug = slug_of(clean)
    folder = content / content_type.where
    suffix = ".yaml" if content_type.form is Form.YAML else ".md"
    path = folder / f"{slug}{suffix}"
    _refuse_twins(folder, slug, root)
    text = compose(content_type, clean, Examples(known_ids(root, content, today), today))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise _there_already(_name(path, root)) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise RefusedError(
            f"{_name(path, root)} cannot be written ({reason}). Nothing was changed."
        ) from None
    return NewFile(_name(path, root), next_steps(content_type, _name(path, root)))


def compose(content_type: ContentType, title: str, examples: Examples) -> str:
    """Return the text of a new file: its facts with notes, then prompts for the text."""
    lines = facts(content_type.model, title, examples)
    prompts = body(content_type.name)
    if content_type.form is Form.YAML:
        block = ["body: |", *(f"  {line}" if line else "" for line in prompts)]
        lines += ["", "# Longer text, in Markdown.", *switched_off(block)]
        return "\n".join([*_heading(content_type), *lines]) + "\n"
    return "\n".join(["---", *_heading(content_type), *lines, "---", *prompts]) + "\n"


def _heading(content_type: ContentType) -> list[str]:
    meaning = (content_type.model.__doc__ or "").strip().split("\n")[0].rstrip(".")
    meaning = f"{meaning[:1].lower()}{meaning[1:]}"
    return [
        f"# {content_type.name.replace('-', ' ').capitalize()}: {re.split('[.:] ', meaning)[0]}.",
        '# Lines that start with "# " are notes to you. Nobody else sees them; delete them freely.',
        '# Put your own words wherever it says "Write here".',
        "# A line such as #example: true is switched off. Take its # away to use it, and the # of",
        "# the lines indented below it.",
        "",
    ]


def _type_called(kind: str) -> ContentType:
    if kind in KINDS:
        return KINDS[kind]
    plain = slugify(kind)
    listed = next((each for each in TYPES if each.name == plain), None)
    if listed is not None and listed.name not in KINDS:
        raise RefusedError(
            f"{article(listed.name).capitalize()} has no file of its own. "
            f"Add it to content/{listed.where} in a text editor."
        )
    near = get_close_matches(plain, [*KINDS, *_OTHER_NAMES], n=1, cutoff=0.6)
    hint = f'Did you mean "{_OTHER_NAMES.get(near[0], near[0])}"? ' if near else ""
    unknown = f'There is no type of content called "{_shown(kind)}". {hint}' if kind else ""
    raise RefusedError(f"{unknown}The types are: {', '.join(sorted(KINDS))}.")


def _clean(title: str, content_type: ContentType) -> str:
    """Return the title on one line, or refuse one that its type would not take."""
    seen = "".join(c if c.isprintable() else " " for c in title)
    clean = " ".join(seen.split())
    least, most = _title_limits(content_type)
    what = article(content_type.name)
    if not clean:
        raise RefusedError(
            f"The title is empty. Put it after the type, in quotation marks: "
            f'python build.py new {content_type.name} "The title".'
        )
    if len(clean) < least:
        raise RefusedError(
            f'The title of {what} has at least {least} characters; "{_shown(clean)}" has '
            f"{len(clean)}. Say a little more."
        )
    if len(clean) > most:
        raise RefusedError(
            f"The title of {what} has {most} characters at most; this one has {len(clean)}. "
            f"Shorten it by {len(clean) - most}."
        )
    return clean


def _title_limits(content_type: ContentType) -> tuple[int, int]:
    metadata = content_type.model.model_fields["title"].metadata
    least = next((each.min_length for each in metadata if hasattr(each, "min_length")), 1)
    most = next((each.max_length for each in metadata if hasattr(each, "max_length")), _MAX_TITLE)
    return least or 1, most or _MAX_TITLE


def slug_of(title: str) -> str:
    """Return the name for a file, cut between words where it would be too long for an id.

    Raises RefusedError for a title that gives no name, or one that computers keep for themselves.
    """
    slug = slugify(title)
    if slug == "untitled" and "untitled" not in title.lower():
        raise RefusedError(
            "A file name is made of the letters a to z and digits, and this title has none. "
            "Use another title, and change it in the file afterwards."
        )
    if _TAKEN_NAMES.fullmatch(slug):
        raise RefusedError(
            f'A file called "{slug}" means something else to computers. '
            "Use a longer title, and change it in the file afterwards."
        )
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return slug


def _refuse_twins(folder: Path, slug: str, root: Path) -> None:
    """Refuse a name that is taken: `x.md`, `x.yaml` and `x/index.md` all have the id `x`."""
    for name in (f"{slug}.md", f"{slug}.yaml", f"{slug}/index.md", f"{slug}/index.yaml"):
        if (folder / name).exists():
            raise _there_already(_name(folder / name, root))


def _there_already(name: str) -> RefusedError:
    return RefusedError(
        f"There is already a file {name}. It was left as it is. "
        "Open that one, or use another title."
    )


def known_ids(root: Path, content: Path, today: date) -> dict[str, tuple[str, ...]]:
    """Return the ids of each type in the order of the files. Problems are for `check` to tell."""
    records, _ = ContentReader(root, content).read(today)
    ids = {
        name: tuple(
            each.id
            for each in group
            if not (isinstance(each, Published) and each.hidden_because(today))
        )
        for name, group in records.by_type.items()
    }
    for places in records.of("places", Places):
        ids["place"] = tuple(each.id_ for each in places.places)
        ids["district"] = tuple(each.id_ for each in places.districts)
    return ids


def _name(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _shown(text: str) -> str:
    clean = "".join(c if c.isprintable() else "·" for c in text)
    return clean if len(clean) <= 40 else f"{clean[:37]}…"
