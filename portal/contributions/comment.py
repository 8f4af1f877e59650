"""The one comment on a pull request: what is good, what must change, how it looks, who is next.

Standard library only. Everything that a contributor wrote is shown as plain words: it makes no
link, calls nobody by an @, and closes no issue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from portal.contributions.review import Finding, Review

MARKER = "<!-- portal: what the check found -->"
_AGAIN = (
    "Change the file on this branch and save it. The check runs again by itself, and this comment "
    "changes with it."
)
_NOT_YOURS = "You need not mend those; we see to them."
_DOWNLOAD = (
    "can be downloaded for a few days. Unpack it, and run `python -m http.server` in its folder."
)
_SHOWN = 40
_LONGEST = 400
_SIGNS = re.compile(r"[\\`*_{}\[\]<>()|~!$]")
# GitHub makes links of these by itself; a word joiner, which nobody sees, keeps them words.
_LINKING = re.compile(r"(@|://|#|www\.)")
_JOINER = "\u2060"


def comment_on(review: Review, lines_at: str, preview: str, pictures: Mapping[str, str]) -> str:
    """Return the comment as Markdown.

    `lines_at` is the address below which the proposal's files are, `preview` that of the built
    site or empty, `pictures` the addresses of pictures by name.
    """
    parts = [MARKER, *_opening(review), *_good(review)]
    parts += _findings("What must change", review.errors, lines_at)
    parts += _findings("Please have a look at", review.warnings, lines_at)
    if review.others:
        one = review.others == 1
        parts += [
            f"There {'is' if one else 'are'} also {review.others} in files that you did not touch. "
            + _NOT_YOURS,
            "",
        ]
    parts += _looks(review, preview, pictures)
    return "\n".join([*parts, *_next(review)]) + "\n"


def sorry(reason: str) -> str:
    """Return the comment where there is no result to tell of."""
    return (
        f"{MARKER}\n## The check could not finish\n\n{plain(reason)} That is our mistake rather "
        "than yours. Somebody who looks after this site reads what went wrong, and tells you.\n"
    )


def plain(text: str) -> str:
    """Return a text as Markdown that shows it, on one line, and does nothing else."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return _LINKING.sub(rf"\1{_JOINER}", _SIGNS.sub(r"\\\g<0>", cut))


def _opening(review: Review) -> list[str]:
    if review.errors:
        count = len(review.errors)
        things = "one thing" if count == 1 else f"{count} things"
        return [
            f"## Thank you. Please mend {things}",
            "",
            _AGAIN,
            "",
        ]
    return ["## Thank you. Everything is in order", ""]


def _good(review: Review) -> list[str]:
    wrong = {each.path for each in review.errors}
    fine = [path for path in review.changed if path not in wrong]
    lines = [f"- {_file(path)}: nothing has to be mended." for path in fine[:_SHOWN]]
    for page in review.pages:
        state = f"will not be shown yet: {plain(page.because)}." if page.because else "is made."
        lines.append(f"- The page “{plain(page.title)}” {state}")
    return ["### What is good", "", *lines, ""] if lines else []


def _findings(heading: str, findings: Sequence[Finding], lines_at: str) -> list[str]:
    if not findings:
        return []
    lines = [
        f"### {heading}",
        "",
        "| Where | What is wrong | What to write |",
        "| --- | --- | --- |",
    ]
    for each in findings[:_SHOWN]:
        where = f"{each.path}{f' line {each.line}' if each.line else ''}"
        anchor = f"#L{each.line}" if each.line else ""
        link = f"[{plain(where)}]({lines_at}/{quote(each.path)}{anchor})"
        lines.append(f"| {link} | {plain(each.sentence)} | {plain(each.remedy)} |")
    more = len(findings) - _SHOWN
    return [*lines, "", *([f"And {more} more.", ""] if more > 0 else [])]


def _looks(review: Review, preview: str, pictures: Mapping[str, str]) -> list[str]:
    lines = []
    for page in review.pages:
        for name in page.pictures:
            if name in pictures:
                what = "in a list" if name.startswith("card") else "as a page"
                lines += [f"![{plain(page.title)}, {what}]({pictures[name]})", ""]
    if preview:
        lines += [
            f"[The whole site with your change]({preview}) {_DOWNLOAD}",
            "",
        ]
    return ["### How it will look", "", *lines] if lines else []


def _next(review: Review) -> list[str]:
    if review.errors:
        words = "You do. When the list above is empty, a person of the content team reads it."
    else:
        words = (
            "A person of the content team. They read it as a visitor would, ask for the number of "
            "the consent form where there is a person in it, and publish it. You need do nothing."
        )
    return ["### Who looks next", "", words]


def _file(path: str) -> str:
    return plain(path)
