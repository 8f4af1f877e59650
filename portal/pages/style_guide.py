"""The style guide: every component with examples, the ugly ones too. Only a preview has it.

A component says its examples in a file of its own beside its template:
`templates/components/tally.yaml` belongs to `tally.html`, whose macro has the same name unless the
file says another. What is made of too much to be written down, such as the map of the pathway, is
`shown_on` a page instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from portal.errors import PortalError, Position
from portal.images.route import route_of
from portal.library import Library
from portal.pages.drawings import drawing_of
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.source import SourceFile, find_files, read_text, read_yaml
from portal.values import fixed

URL = "/style-guide/"
_ORIGIN = Position("templates/components")
# What a template is given as more than text, by the name of the field: a story's line is made from
# its id, a drawing from that of a kind of place.
_MADE: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {"route": route_of, "setting": drawing_of}
)


class Filled(SimpleNamespace):
    """Fields by their names. What an example leaves out is empty, as what is not known is."""

    def __getattr__(self, name: str) -> str:
        """Return an empty text; Python asks for no other names than fields."""
        if name.startswith("__"):
            raise AttributeError(name)
        return ""


@fixed
class Example:
    """A macro filled with `arguments`, in a language that is written in a direction."""

    name: str
    macro: str
    arguments: Mapping[str, Any]
    language: str
    direction: str


@fixed
class Component:
    """A template of macros, what they take, and what they look like.

    `shown_on` is the address of a page that has it, where there are no examples. `stylesheets` are
    those it needs besides the site's own.
    """

    id: str
    title: str
    template: str
    about: str
    parameters: Mapping[str, str]
    examples: tuple[Example, ...]
    shown_on: str
    stylesheets: tuple[str, ...]


@fixed(kw_only=True, slots=False)
class StyleGuideContext(Context):
    """What pages/style_guide.html is filled with."""

    components: tuple[Component, ...]


def style_guide(library: Library, templates: Path, root: Path) -> Iterator[Page]:
    """Yield the page of the style guide, from the files beside the components' templates."""
    make = partial(_context, library, templates, root)
    yield Page(URL, "pages/style_guide.html", make, _ORIGIN, listed=False)


def read_components(templates: Path, root: Path) -> tuple[Component, ...]:
    """Return the components that have examples. Raises PortalError where a file cannot be read."""
    found, problems = find_files(root, templates / "components")
    if problems:
        raise PortalError(problems[0])
    return tuple(_component(each) for each in found if each.path.suffix == ".yaml")


def _context(library: Library, templates: Path, root: Path) -> StyleGuideContext:
    crumbs = trail()  # the only breadcrumb is the example of one
    components = read_components(templates, root)
    return StyleGuideContext(
        head=make_head(
            library,
            trail(("Style guide", URL)),
            "Style guide",
            "Every component of the site, with what it takes and how it looks.",
            noindex=True,
        ),
        crumbs=crumbs,
        components=components,
        stylesheets=("guide", *sorted({name for each in components for name in each.stylesheets})),
    )


def _component(file: SourceFile) -> Component:
    text, problems = read_text(file)
    reading = read_yaml(text, file.position.path)
    if problems := [*problems, *reading.problems]:
        raise PortalError(problems[0])
    data, name = reading.data, file.path.stem
    return Component(
        id=name,
        title=name.replace("_", " ").capitalize(),
        template=f"components/{name}.html",
        about=data["about"],
        parameters=data["parameters"],
        examples=tuple(
            Example(
                name=each["name"],
                macro=each.get("macro", data.get("macro", name)),
                arguments={key: _value(value, key) for key, value in each["with"].items()},
                language=each.get("language", ""),
                direction=each.get("direction", ""),
            )
            for each in data.get("examples", ())
        ),
        shown_on=data.get("shown_on", ""),
        stylesheets=tuple(data.get("stylesheets", ())),
    )


def _value(value: Any, name: str = "") -> Any:
    """Return what stands in a file as what templates read: numbers, yes and no, fields by name."""
    if isinstance(value, dict):
        return Filled(**{key: _value(each, key) for key, each in value.items()})
    if isinstance(value, list):
        return [_value(each) for each in value]
    if not isinstance(value, str):
        return value
    if name in _MADE:
        return _MADE[name](value)
    return {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
