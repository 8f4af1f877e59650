"""The commands: which there are, and which exit code what goes wrong has.

Each is imported when it is typed: a build that finds nothing changed, or a list of what there is,
takes a tenth of the time that it takes to load everything.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import NamedTuple

import click

from portal.commands import shared
from portal.commands.shared import GOOD, INTERRUPTED, PROBLEMS, USAGE
from portal.errors import PortalError
from portal.report import Report


class _Command(NamedTuple):
    """Where a command is: a module in portal/commands/. `says` stands in the list of commands."""

    module: str
    says: str


# In the order in which people meet them.
COMMANDS = {
    "build": _Command("building", "Check everything and write the site to dist/."),
    "serve": _Command("previewing", "Show the site in your browser while you write."),
    "check": _Command("checking", "Check everything that build checks, and write nothing."),
    "new": _Command("writing", "Write a file to start from: a story, a vacancy, an event."),
    "fetch": _Command("fetching", "Get fresh vacancies; the only command that uses the network."),
    "report": _Command("contributing", "Say what needs a fresh look: stories, feeds, links."),
    "from-issue": _Command("contributing", "Turn a filled-in web form into a file."),
    "review": _Command("contributing", "Look at a proposal as the workflow on GitHub does."),
    "hosting": _Command("hosting", "Print settings of a web server for this site."),
    "schema": _Command("writing", "Write what helps editors, and the web forms."),
    "clean": _Command("keeping", "Remove dist/ and .cache/; the next build makes them again."),
    "test": _Command("keeping", "Run all tests, on every processor."),
}


class _Commands(click.Group):
    """The commands by name, each loaded when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return all names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None where there is none of that name."""
        return _load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.says) for name, each in COMMANDS.items()])


def _load(name: str) -> click.Command:
    module = importlib.import_module(f"portal.commands.{COMMANDS[name].module}")
    command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
    return command


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="""
    Start here: `python build.py serve`, then open the address it prints. Change a file in the
    content folder, save it, and watch the page change.

    Exit codes: 0 all good, 1 something in the content must be mended, 2 the command was not
    understood, 130 stopped with Ctrl-C.
    """,
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: times, and everything left out.")
@click.option("--debug", is_flag=True, help="Show the program's inner workings when it fails.")
@click.pass_context
def cli(context: click.Context, quiet: bool, verbose: bool, debug: bool) -> None:
    """Make the careers site from the files in content/.

    Without a command it builds the site into dist/. Nothing you can type here can damage your
    content, and the old site stays as it is until a new one is complete.
    """
    context.obj = Report(shared.ROOT, -1 if quiet else 1 if verbose else 0)
    context.meta["debug"] = debug
    if context.invoked_subcommand is None:
        context.invoke(_load("build"))


def main() -> None:
    """Run the command line; the only place that turns what went wrong into an exit code."""
    debug = "--debug" in sys.argv
    # No other package may have a say in what our schemas find. (To look for one takes 5 ms, too.)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = cli.main(standalone_mode=False, prog_name="python build.py")
        sys.exit(code if isinstance(code, int) else GOOD)
    except PortalError as error:
        if debug:
            raise
        Report(shared.ROOT).problems(error.problems)
        sys.exit(PROBLEMS)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
