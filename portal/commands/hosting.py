"""The command `hosting`."""

from __future__ import annotations

from pathlib import Path

import click

from portal import hosting
from portal.commands.shared import FILE, PROBLEMS, parse_base_url, project_at, today_here
from portal.config import read_config
from portal.report import Report


@click.command("hosting")
@click.argument("server", type=click.Choice(sorted(hosting.SERVERS)))
@click.option("--base-url", callback=parse_base_url, help="The site's address, instead.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
def hosting_command(server: str, base_url: str | None, config: Path | None) -> None:
    """Print settings of a web server for this site: headers, caching, types of files.

    docs/hosting.md says what they are for, and what each kind of host can do.
    """
    project = project_at(None, config)
    found, problems = read_config(project.config, project.root, today_here())
    if found is None:
        Report(project.root).problems(problems)
        raise click.exceptions.Exit(PROBLEMS)
    if base_url is not None:
        found = found.model_copy(update={"base_url": base_url})
    click.echo(hosting.SERVERS[server](found), nl=False)
