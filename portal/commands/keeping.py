"""Commands that keep the project in order: `clean` and `test`."""

from __future__ import annotations

import shutil
import subprocess
import sys

import click

from portal.commands import shared
from portal.report import Report

# The tests of a file stay together, because they share the site they look at.
ON_EVERY_PROCESSOR = ("-n", "auto", "--dist", "loadfile")


@click.command("clean")
@shared.noise
@click.pass_obj
def clean_command(report: Report) -> None:
    """Remove dist/ and .cache/; both are made again by the next build."""
    for name in ("dist", ".cache"):
        shutil.rmtree(shared.ROOT / name, ignore_errors=True)
    report.say("Removed dist/ and .cache/.")


@click.command(
    "test",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test_command(arguments: tuple[str, ...]) -> None:
    """Run all tests, on every processor. What follows is handed to pytest instead."""
    command = [sys.executable, "-m", "pytest", *(arguments or ON_EVERY_PROCESSOR)]
    result = subprocess.run(command, cwd=shared.ROOT, check=False)  # noqa: S603 (the user's own words)
    sys.exit(result.returncode)
