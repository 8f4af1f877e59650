"""Stories and vacancies that arrive by web form instead of by pull request.

GitHub turns a filled-in issue form into Markdown; `read_submission` turns that into the file which
the person would have written, and says in plain words what is missing. What people type is
untrusted: nothing of it is run, fetched, or used as a path.
"""

from __future__ import annotations

from portal.submissions.event import EventError, read_issue
from portal.submissions.forms import forms, write_issue_forms
from portal.submissions.issue_forms import issue_form
from portal.submissions.questions import Form, lists_of
from portal.submissions.reading import Submission, read_submission

__all__ = [
    "EventError",
    "Form",
    "Submission",
    "forms",
    "issue_form",
    "lists_of",
    "read_issue",
    "read_submission",
    "write_issue_forms",
]
