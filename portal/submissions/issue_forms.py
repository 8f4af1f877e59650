"""A form as GitHub wants it: YAML in `.github/ISSUE_TEMPLATE/`.

The keys are those of "Syntax for GitHub's form schema" in GitHub's documentation.
"""

from __future__ import annotations

from typing import Any

import yaml

from portal.submissions.questions import Form, Kind, Question, Reading

_HEADER = "# Made from portal/submissions/ and the content by `python build.py schema`.\n"


def issue_form(form: Form) -> str:
    """Return the text of the form's file."""
    body: list[dict[str, Any]] = [
        {"type": "markdown", "attributes": {"value": f"{form.introduction}\n"}}
    ]
    body += [_element(question) for question in form.questions]
    data = {
        "name": form.name,
        "description": form.description,
        "title": f"{form.name}: ",
        "labels": [form.name.lower().replace(" ", "-")],
        "body": body,
    }
    written = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=96)
    return f"{_HEADER}{written}"


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if question.placeholder:
        attributes["placeholder"] = question.placeholder
    element: dict[str, Any] = {
        "type": question.kind.value,
        "id": question.label.lower().replace(" ", "-"),
        "attributes": attributes,
    }
    if question.kind is Kind.CHECKBOXES:
        required = question.reading is Reading.PROMISE
        attributes["options"] = [
            {"label": words, "required": True} if required else {"label": words}
            for words in question.options
        ]
        return element
    if question.kind is Kind.DROPDOWN:
        attributes["multiple"] = question.reading is Reading.OPTIONS
        attributes["options"] = list(question.options)
    return {**element, "validations": {"required": question.is_required}}
