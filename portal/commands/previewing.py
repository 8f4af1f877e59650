"""The command `serve`."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from portal.commands.shared import FILE, FOLDER, DayType, noise, project_at, today_here
from portal.report import Report


@click.command("serve")
@click.option("-p", "--port", default=8000, show_default=True, help="Where it listens; 0 is any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets phones see it.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in your web browser.")
@click.option("--date", "--as-of", "day", type=DayType(), help="Show it as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
@noise
@click.pass_obj
def serve_command(
    report: Report,
    port: int,
    host: str,
    open_browser: bool,
    day: date | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Show the site in your browser while you write, drafts included; Ctrl-C stops it.

    Save a file, and the page changes by itself. Mistakes are shown instead of the page.
    """
    gc.disable()  # the server collects when it rests; while a thousand classes are made, in vain
    # Not at the top: whoever asks for help would wait for all of it.
    from portal.serve import AddressError, serve

    try:
        serve(
            project_at(content, config),
            host=host,
            port=port,
            today=today_here if day is None else lambda: day,
            report=report,
            open_browser=open_browser,
        )
    except AddressError as error:
        raise click.UsageError(str(error)) from None
    raise KeyboardInterrupt  # it ends in no other way
