"""The pictures of stories: which of them are published, and how a page shows one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from portal.content import CaseStudy
from portal.content.case_study import ConsentScope, StoryImage
from portal.errors import Problem, warning
from portal.images import Picture, PictureReader
from portal.library import Library

# What a browser shows that knows neither WebP nor `srcset`.
_USUAL_WIDTH = 800


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture on a page: addresses from the root of the site, each with its width.

    `width` and `height` keep its place while it loads; `alt` is empty where it tells nothing.
    """

    alt: str
    width: int
    height: int
    usual_url: str
    webp: tuple[tuple[str, int], ...]
    jpeg: tuple[tuple[str, int], ...]


def find_pictures(
    library: Library, reader: PictureReader
) -> tuple[Mapping[str, Picture], list[Problem]]:
    """Return the pictures of published stories by the stories' ids, and what is wrong with others.

    A story without consent for photographs is published without its picture.
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
        if ConsentScope.PHOTO not in story.consent.scopes:
            problems.append(_without_consent(story))
        else:
            position = story.origin.position("image", "file")
            seen = reader.look(file, story.id.replace("/", "-"), position)
            if isinstance(seen, Problem):
                problems.append(seen)
            else:
                found[story.id] = seen
    return found, problems


def _without_consent(story: CaseStudy) -> Problem:
    return warning(
        story.origin.position("image", "file"),
        "photo-without-consent",
        "The consent of this story does not cover photographs, so its picture is not published.",
        "If the person agreed, add photo to consent.scopes; if not, delete the picture.",
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
        webp=tuple((picture.url(each, "webp"), each) for each in widths),
        jpeg=tuple((picture.url(each, "jpg"), each) for each in widths),
    )
