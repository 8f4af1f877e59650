"""The pathway as data that others can build on: the document, and its JSON Schema.

The models are the schema: what is written goes through them, so the two cannot part.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from portal import routes
from portal.content import Role, Start, Step
from portal.content.pathway import StepKind
from portal.content.role import Branch, Category
from portal.library import Library
from portal.pages import words
from portal.pages.syndication import DocumentContext

# The shape of pathway.json. Raise it when a field is taken out or changes its meaning.
DATA_VERSION = 1
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class LineData(_Data):
    """A line of the map."""

    id: Branch = Field(description="The id that roles name as their branch.")
    title: str = Field(description="What it is called on the site.")


class RoleData(_Data):
    """A role: a stop on the pathway."""

    id: str = Field(description="Stable: once published, a role keeps its id.")
    title: str = Field(description="The name people know it by.")
    alt_titles: list[str] = Field(description="Other titles used in adverts.")
    category: Category = Field(
        description="Its category in the Care Workforce Pathway for adult social care in England "
        "(Department of Health and Social Care, April 2025), or beyond."
    )
    branch: Branch = Field(description="The id of its line.")
    level: int = Field(ge=1, le=6, description="How far along: 1 to start, 6 the furthest.")
    summary: str = Field(description="One or two plain sentences.")
    url: str = Field(description="Its page.")
    reviewed_on: str = Field(description="The day on which it was last checked (ISO 8601).")
    example: bool = Field(description="Whether it is made up, to show how it is done.")


class StepData(_Data):
    """A step from one role to another."""

    from_: str = Field(alias="from", description="The id of the role it starts from.")
    to: str = Field(description="The id of the role it leads to.")
    kind: StepKind = Field(description="Up, across, or into a specialism.")
    months: tuple[int, int] | None = Field(
        description="The usual time in months, shortest and longest, where it is known."
    )
    time_note: str | None = Field(description="The time in words.")
    needs: list[str] = Field(description="Ids of the qualifications it takes.")
    learning: str | None = Field(description="What you learn or show on the way.")
    source: str = Field(description="Where this comes from.")


class StartData(_Data):
    """Where people come from."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Where a person is now, in their words.")
    url: str = Field(description="Its page.")
    first_roles: list[str] = Field(description="Ids of the roles to begin with.")


class PathwayData(_Data):
    """A career pathway in adult social care: roles, and the steps between them."""

    schema_: str = Field(alias="$schema", description="The address of this schema.")
    title: str = Field(description="What it is.")
    version: int = Field(
        description="The version of this shape. New fields may come within a version; one that is "
        "taken out or changes its meaning makes a new version."
    )
    url: str = Field(description="The same pathway, for people.")
    licence: str = Field(description="What you may do with it.")
    attribution: str = Field(description="Whom to name where you use it.")
    generated_on: str = Field(description="The day on which it was written (ISO 8601).")
    lines: list[LineData]
    roles: list[RoleData]
    steps: list[StepData]
    starts: list[StartData]


def pathway_data(library: Library, schema_url: str) -> DocumentContext:
    """Return the pathway as data for others to build on."""
    config = library.config
    branches = {role.branch for role in library.roles.values()}
    data = PathwayData(
        **{"$schema": config.absolute(schema_url)},
        title=f"Career pathway: {config.title}",
        version=DATA_VERSION,
        url=config.absolute(routes.PATHWAY),
        licence=LICENCE,
        attribution=config.organisation.name,
        generated_on=library.today.isoformat(),
        lines=[
            LineData(id=branch, title=words.BRANCHES[branch])
            for branch in Branch
            if branch in branches
        ],
        roles=[_role(library, role) for role in library.roles.values()],
        steps=[_step(step) for step in library.steps],
        starts=[_start(library, start) for start in library.starts.values()],
    )
    return DocumentContext(document=data.model_dump(mode="json", by_alias=True))


def pathway_schema(library: Library, schema_url: str) -> DocumentContext:
    """Return the JSON Schema of the data, which says where it is itself."""
    schema = PathwayData.model_json_schema(mode="serialization", by_alias=True)
    address = library.config.absolute(schema_url)
    return DocumentContext(document={"$schema": _DIALECT, "$id": address, **schema})


def _role(library: Library, role: Role) -> RoleData:
    return RoleData(
        id=role.id,
        title=role.title,
        alt_titles=list(role.alt_titles),
        category=role.category,
        branch=role.branch,
        level=role.level,
        summary=role.summary,
        url=library.config.absolute(role.url),
        reviewed_on=role.reviewed_on.isoformat(),
        example=role.example,
    )


def _step(step: Step) -> StepData:
    return StepData(
        **{"from": step.from_},
        to=step.to,
        kind=step.kind,
        months=step.months,
        time_note=step.time_note,
        needs=list(step.needs),
        learning=step.learning,
        source=step.source,
    )


def _start(library: Library, start: Start) -> StartData:
    return StartData(
        id=start.id,
        title=start.title,
        url=library.config.absolute(start.url),
        first_roles=list(start.first_roles),
    )
