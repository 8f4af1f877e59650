"""What a new file asks its author to write, and what its author is told to do next."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from portal.content import CaseStudy, ContentType
from portal.content.placeholders import PLACEHOLDER
from portal.content.region import Ambassador

# Headings of a text, and what to say below each. An empty heading is the beginning.
_BODIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "case-study": (
        ("How it began", "what the person did before, and what made them think of care."),
        ("A day", "one real day, with what they did and for whom. Change the names of others."),
        ("The hard part", "what was hard, and what helped. A true picture needs both."),
        ("Now", "what they do today, and what they would say to somebody who wonders."),
    ),
    "vacancy": (
        ("", "what the person would do, for whom, and what is good about working with you."),
        ("What we look for", "what somebody needs on the first day, and what you will teach them."),
        ("The hard part", "what is hard about this job. People stay longer who knew it before."),
    ),
    "scheme": (
        ("", "how the scheme works, as you would tell a colleague."),
        ("How to refer somebody", "what to do, step by step, and whom to ask."),
    ),
    "event": (
        ("", "what happens, in which order, and what people will take home from it."),
        ("Getting there", "the bus, the car park, the way in without steps, and whom to ring."),
    ),
    "campaign": (
        ("", "what the campaign asks people to do, and why now."),
        ("What to do", "the one next step, with a link to it."),
    ),
    "area": (
        ("", "what it is like to work and live here, from people who do."),
        ("Getting around", "buses, roads and distances, by day and late at night."),
        ("Who is hiring", "the kinds of care and support there are here."),
    ),
    "audience": (
        ("", "a welcome to these people. Be warm and straight; nobody wants to be pitied."),
        ("Money and help", "what it pays, who helps, since when, with a link to who says so."),
    ),
    "ambassador": (("", "who they are and what they like to tell people, in their own words."),),
    "page": (
        ("", "the most important thing first, in a sentence or two."),
        ("A heading", "one thought in a paragraph, with short words and short sentences."),
    ),
    "role": (("More about this role", "what does not fit in the facts above."),),
}
_ANY: tuple[tuple[str, str], ...] = (("", "what people should know."),)


def body(kind: str) -> list[str]:
    """Return the lines of the text of a new file: headings with prompts below them."""
    lines: list[str] = []
    for heading, words in _BODIES.get(kind, _ANY):
        if lines:
            lines.append("")
        if heading:
            lines += [f"## {heading}", ""]
        lines += textwrap.wrap(f"{PLACEHOLDER} in your own words: {words}", 96)
    return lines


def article(kind: str) -> str:
    """Return the name of a type in a sentence: `a case study`, `an event`."""
    words = kind.replace("-", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def next_steps(content_type: ContentType, name: str) -> str:
    """Return what to tell the author of a new file."""
    steps = [
        f'Open it in a text editor. Put your own words wherever it says "{PLACEHOLDER}".',
        "Change the other values too: they are examples, or the first of a list.",
    ]
    if content_type.model in (CaseStudy, Ambassador):
        steps.append(
            "Have the consent form signed, and put its number and dates below consent. "
            "The form itself does not belong here."
        )
    steps += [
        f"Check it:  python build.py check {name}",
        "Look at it:  python build.py serve",
        'When it is ready, take out the line "draft: true".',
    ]
    numbered = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return (
        f"Wrote {name}, {article(content_type.name)} to start from.\n"
        f"It is a draft: the preview shows it, the site does not.\n"
        f"What to do next:\n{numbered}"
    )
