"""Facts of a story that do not hold on the day: no words, days to come, consent that falls due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal.content import CaseStudy
from portal.errors import Problem, warning
from portal.patterns import compile_later

# Remarks for editors tell nothing, nor do headings.
_REMARK = compile_later(r"<!--.*?-->", re.DOTALL)
# A letter on a line that is no heading.
_TOLD = compile_later(r"^(?!#).*\w", re.MULTILINE)


def check_story(story: CaseStudy, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a story on a day, whether or not it is published."""
    if not _TOLD.search(_REMARK.sub("", story.body)):
        yield Problem(
            story.position,
            "empty-body",
            "The story has facts and no text.",
            "Write the story below the second line of ---.",
        )
    yield from _check_days(story, today)
    if story.consent.falls_due(today):
        yield warning(
            story.origin.position("consent", "review_by"),
            "consent-due",
            f"The consent of this story is due for review by {story.consent.review_by}.",
            "Ask the person again; after that day the story is no longer published.",
        )


def _check_days(story: CaseStudy, today: date) -> Iterator[Problem]:
    """Yield a problem for a day that cannot have been yet. What is to come has `publish_on`."""
    if story.date > max(today, story.publish_on or today):
        yield Problem(
            story.origin.position("date"),
            "story-in-future",
            f"date: {story.date} is still to come, and today is {today}.",
            "Write the day on which the story was told. To show it later, write that day as "
            f"well: publish_on: {story.date}.",
        )
    if story.consent.given_on > today:
        yield warning(
            story.origin.position("consent", "given_on"),
            "consent-in-future",
            f"given_on: {story.consent.given_on} is still to come, so the story is not shown yet.",
            "Write the day on which the person signed.",
        )
