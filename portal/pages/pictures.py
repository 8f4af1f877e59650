"""The pictures of stories: which of them are published, and how a page shows one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from portal.content.case_study import StoryImage
from portal.errors import Position, Problem, warning
from portal.images import Picture, PictureReader
from portal.images.picture import ENDINGS, TYPES
from portal.library import Library
from portal.values import fixed

# What a browser shows that knows no `srcset`.
_USUAL_WIDTH = 800


@fixed
class PictureSource:
    """The files of a picture that are of one media type: addresses, each with its width."""

    type: str
    files: tuple[tuple[str, int], ...]


@fixed
class PictureView:
    """A picture on a page: addresses from the root of the site, each with its width.

    `width` and `height` keep its place while it loads; `alt` is empty where it tells nothing.
    `sources` are smaller than `jpeg`, the smallest first, for browsers that know their types.
    """

    alt: str
    width: int
    height: int
    usual_url: str
    sources: tuple[PictureSource, ...]
    jpeg: tuple[tuple[str, int], ...]


def find_pictures(
    library: Library, reader: PictureReader
) -> tuple[Mapping[str, Picture], list[Problem]]:
    """Return the pictures of published stories by the stories' ids, and what is wrong with others.

    A story without consent for photographs has none in the library.
    """
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for story in library.case_studies:
        if story.image is None:
            continue
        path = PurePosixPath(story.origin.path).parent / story.image.file
        file = library.images.get(path.as_posix())
        if file is None:
            continue  # the check of texts says so
        position = story.origin.position("image", "file")
        seen = reader.look(file, story.id.replace("/", "-"), position)
        if isinstance(seen, Problem):
            problems.append(seen)
            continue
        found[story.id] = seen
        if seen.tells_place:
            problems.append(_with_place(position))
    return found, problems


def _with_place(position: Position) -> Problem:
    return warning(
        position,
        "picture-tells-place",
        "The file says where the picture was taken, by GPS. What the site shows does not say it, "
        "but everybody who can see this file in the repository can read it.",
        "Save a copy without its location (a screenshot of the picture will do), put that in its "
        "place, and see “Pictures” in docs/privacy.md.",
    )


def view(picture: Picture, image: StoryImage) -> PictureView:
    """Return a picture as a page shows it."""
    width, height = picture.sizes[-1]
    widths = [each for each, _ in picture.sizes]
    usual = max((each for each in widths if each <= _USUAL_WIDTH), default=widths[0])
    return PictureView(
        alt="" if image.decorative else image.alt or "",
        width=width,
        height=height,
        usual_url=picture.url(usual, "jpg"),
        sources=tuple(
            PictureSource(
                TYPES[ending], tuple((picture.url(each, ending), each) for each in widths)
            )
            for ending in ENDINGS
            if ending != "jpg"
        ),
        jpeg=tuple((picture.url(each, "jpg"), each) for each in widths),
    )
