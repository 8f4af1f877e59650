"""What `build` does with a finished site before it takes the old one's place."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from portal.changes import Changes, addresses, compare, write_changes
from portal.commands.shared import FILE
from portal.compression import METHODS, compress
from portal.errors import PortalError, Position, Problem
from portal.report import Report
from portal.workers import usual_jobs


@dataclass(slots=True)
class Finish:
    """Compresses a finished site and compares it with the one before, as was asked for.

    `methods` are ways to compress, `changes` is where the comparison goes.
    """

    methods: tuple[str, ...] = ()
    changes: Path | None = None
    _found: Changes = field(default_factory=Changes)

    def __call__(self, new: Path, old: Path) -> bool:
        """Take the folders of the new site and of the old one, before they are swapped, and return
        whether any file of the new one may be another now.

        Raises PortalError where the disk refuses.
        """
        try:
            if self.methods:
                compress(new, self.methods, usual_jobs(), old)
            if self.changes is not None:
                self._found = compare(new, old, keep_times=True)
        except OSError as error:
            raise PortalError(
                Problem(
                    Position(old.as_posix()),
                    "finishing-failed",
                    f"The site could not be compressed or compared ({error.strerror}), so it was "
                    "not published.",
                    "Look at the disk, or build without --compress and --changes.",
                )
            ) from error
        return bool(self.methods) or self.changes is not None

    def tell(self, report: Report, site: Path, later: tuple[str, ...] = ()) -> None:
        """Write what has changed, once the new site stands; `later` are folders of it that were
        filled only then.

        Raises PortalError where that cannot be written.
        """
        if self.changes is None:
            return
        found = self._found.with_made(url for each in later for url in addresses(site, each))
        try:
            write_changes(self.changes, found)
        except OSError as error:
            raise PortalError(
                Problem(
                    Position(self.changes.as_posix()),
                    "changes-not-written",
                    f"The site was published, and the list of its changes could not be written "
                    f"({error.strerror}).",
                    "Let your host forget all its copies this time.",
                )
            ) from error
        report.say(
            f"{len(found.added):,} addresses are new, {len(found.changed):,} changed, "
            f"{len(found.removed):,} gone: {self.changes}"
        )


def parse_methods(
    _context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the ways to compress, or say that one is not there."""
    missing = [each for each in value if each not in METHODS]
    if missing:
        raise click.BadParameter(
            "The library brotli is not installed. Add it: .venv/bin/python -m pip install brotli"
        )
    return tuple(dict.fromkeys(value))


def finishing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --compress and --changes, of which it gets a Finish."""

    @click.option(
        "--compress",
        multiple=True,
        type=click.Choice(["gzip", "brotli"]),
        callback=parse_methods,
        help="Write compressed copies beside the files, for servers that send them.",
    )
    @click.option("--changes", type=FILE, help="Write which addresses changed, as JSON.")
    @functools.wraps(command)
    def with_finish(
        *arguments: object, compress: tuple[str, ...], changes: Path | None, **options: object
    ) -> None:
        command(*arguments, finish=Finish(compress, changes), **options)

    return with_finish
