"""What commands share: options, exit codes, and where the project is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from portal.project import Project
from portal.report import Report

GOOD, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
ROOT = Path(__file__).resolve().parent.parent.parent


class DayType(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a date. Write it as YYYY-MM-DD.', param, ctx)


class PostersType(click.ParamType[frozenset[str]]):
    """Kinds of posters, with commas between."""

    name = "KINDS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        from portal.posters import Kind  # as in parse_base_url

        if isinstance(value, frozenset):
            return value
        names = [each.strip().lower() for each in str(value).split(",")]
        for name in names:
            if name not in set(Kind):
                known = ", ".join(Kind)
                self.fail(f'There are no posters of "{name}". There are: {known}.', param, ctx)
        return frozenset(names)


def today_here() -> date:
    """Return the day in the place the site is about."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def _set_noise(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Take -q and -v wherever they are typed: before the command or after it."""
    if value and isinstance(context.obj, Report):
        context.obj.verbosity = -1 if parameter.name == "quiet" else 1


def noise(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options -q and -v."""
    for flags, text in ((("-v", "--verbose"), "Say more."), (("-q", "--quiet"), "Say less.")):
        command = click.option(
            *flags, is_flag=True, expose_value=False, callback=_set_noise, help=text
        )(command)
    return command


def parse_base_url(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the address as site.yaml would have it, or say what is wrong with it."""
    if value is None:
        return None
    # Not at the top: a build that finds nothing changed takes no longer than this.
    from pydantic_core import PydanticCustomError

    from portal.config import check_base_url

    try:
        return check_base_url(value)
    except PydanticCustomError as error:
        remedy = (error.context or {}).get("remedy", "")
        raise click.BadParameter(f"{error.message()}. {remedy}") from None


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def project_at(content: Path | None, config: Path | None) -> Project:
    """Return the project, with other content or settings where they are named."""
    return Project.at(
        ROOT,
        content.absolute() if content else None,
        config.absolute() if config else None,
    )
