"""The commands that write files for authors: `new` and `schema`."""

from __future__ import annotations

from pathlib import Path

import click

from portal.commands import shared
from portal.commands.shared import FOLDER, noise, project_at, today_here
from portal.content.loading import ContentReader
from portal.editor import EditorSettingsError, write_editor_files
from portal.report import Report
from portal.scaffold import KINDS, RefusedError, new
from portal.submissions import forms, issue_form, lists_of, write_issue_forms


@click.command("new", epilog=f"The types: {', '.join(sorted(KINDS))}.")
@click.argument("kind", metavar="TYPE", default="")
@click.argument("title", nargs=-1)
@click.option("--content", type=FOLDER, help="Another folder of content.")
@noise
@click.pass_obj
def new_command(report: Report, kind: str, title: tuple[str, ...], content: Path | None) -> None:
    """Write a file to start from, such as: new case-study "From the shop to the care home".

    The file has every fact of its TYPE with a note on each, and it builds at once, as a draft.
    A file that is there already is never overwritten.
    """
    try:
        made = new(
            shared.ROOT, project_at(content, None).content, kind, " ".join(title), today_here()
        )
    except RefusedError as refusal:
        raise click.UsageError(str(refusal)) from None
    report.say(made.message)


@click.command("schema")
@noise
@click.pass_obj
def schema_command(report: Report) -> None:
    """Write what helps editors: schemas/, settings of VS Code, pages of docs/, the web forms."""
    try:
        names = write_editor_files(shared.ROOT)
    except EditorSettingsError as error:
        raise click.UsageError(str(error)) from None
    records, _ = ContentReader(shared.ROOT, shared.ROOT / "content").read(today_here())
    made = forms(lists_of(records, today_here()))
    names += write_issue_forms(shared.ROOT, {form.file: issue_form(form) for form in made})
    report.say(f"Wrote {len(names)} files: schemas/, .vscode/settings.json, docs/fields.md,")
    report.say("docs/settings.md, docs/adverts.md and the forms in .github/ISSUE_TEMPLATE/.")
    report.say("VS Code with the extension YAML now helps you fill in fields.")
