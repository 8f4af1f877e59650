"""Pictures of stories: there, of a kind that can be shown, and each named by its story.

What is inside a picture is judged by `portal.images`.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from portal.content import CaseStudy
from portal.content.file_names import IMAGE_SUFFIXES, other_picture
from portal.content.loading import Records
from portal.errors import Problem, warning
from portal.source import slugify


def check_pictures(records: Records) -> Iterator[Problem]:
    """Yield a problem for each picture that is not there or cannot be used, and spare ones.

    One mistake is told once: where a story names a picture that is of no use, it is told there, and
    where a name was misspelt, the picture that was meant is not called spare.
    """
    stories = records.of("case-study", CaseStudy)
    told: set[str] = set()
    for story in stories:
        if story.image is not None:
            for problem, path in _check_named(story, story.image.file, records):
                told.add(path)
                yield problem
    for name, file in records.other_pictures.items():
        if name not in told:
            yield other_picture(name, file.position, is_named=False)
    if not records.broken.get("case-study"):  # else what a story shows cannot be told
        yield from _check_spare(stories, records, told)


def _check_named(story: CaseStudy, name: str, records: Records) -> Iterator[tuple[Problem, str]]:
    """Yield what is wrong with the name of a picture, and the path of the file that is meant."""
    position = story.origin.position("image", "file")
    shown = name[:60]
    if "/" in name or "\\" in name or name.startswith("."):
        problem = Problem(
            position,
            "picture-place",
            f'image.file: "{shown}" is not just a file name.',
            "Put the picture beside the story and write only its name.",
        )
        yield problem, _beside(story, PurePosixPath(name).name)
        return
    path = _beside(story, name)
    if path in records.other_pictures:
        yield other_picture(name, position, is_named=True), path
    elif path not in records.images:
        near = _elsewhere(path, records) or _nearest(path, records)
        remedy = "Put it beside the story, with the very same name."
        if near and PurePosixPath(near).name == name:
            remedy = f"Move it beside the story: it is at {near} now."
        elif near:
            remedy = f'Did you mean "{PurePosixPath(near).name}"? Capitals count too.'
        elif PurePosixPath(name).suffix.lower() not in IMAGE_SUFFIXES:
            remedy = f"Use a picture that ends in {', '.join(IMAGE_SUFFIXES[:4])}."
        problem = Problem(
            position,
            "picture-missing",
            f'image.file: there is no picture "{shown}" beside this story.',
            remedy,
        )
        yield problem, near


def _check_spare(
    stories: tuple[CaseStudy, ...], records: Records, told: set[str]
) -> Iterator[Problem]:
    named = {_beside(each, each.image.file) for each in stories if each.image is not None}
    texts = "\n".join(each.body for each in stories if "![" in each.body)
    for name, file in records.images.items():
        parts = PurePosixPath(name)
        is_ours = "case-studies" in parts.parts
        # A picture that stands in a text was told of there.
        if is_ours and name not in named | told and parts.name not in texts:
            yield warning(
                file.position,
                "picture-unused",
                "No story shows this picture.",
                "Name it under image: file in its story, or delete it.",
            )


def _beside(story: CaseStudy, name: str) -> str:
    if not name.startswith(".") and "/" not in name:  # as it should be: no need of a path
        return f"{story.origin.path.rpartition('/')[0]}/{name}"
    return (PurePosixPath(story.origin.path).parent / name).as_posix()


def _elsewhere(path: str, records: Records) -> str:
    """Return the path of a picture of that name in another folder, or an empty text."""
    name = PurePosixPath(path).name
    return next((each for each in records.images if PurePosixPath(each).name == name), "")


def _nearest(path: str, records: Records) -> str:
    """Return the path of the picture in the same folder that was meant, or an empty text."""
    wanted = PurePosixPath(path)
    beside = {
        slugify(other.name): name
        for name in records.images
        if (other := PurePosixPath(name)).parent == wanted.parent
    }
    near = get_close_matches(slugify(wanted.name), beside, n=1, cutoff=0.75)
    return beside[near[0]] if near else ""
