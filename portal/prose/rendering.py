"""Markdown into safe HTML: the words of authors, and nothing that could act.

Python-Markdown passes raw HTML, scripts and `javascript:` addresses through; nh3 (ammonia) takes
out all that is not on our short list, and comes last but for our own attributes.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import nh3

from portal.schema import direction_of, is_known
from portal.source import with_lists
from portal.values import fixed

if TYPE_CHECKING:
    from markdown import Markdown

TAGS = frozenset(
    """a abbr b blockquote br caption code dd del div dl dt em h2 h3 h4 hr i ins li ol p pre q s
    small span strong sub sup table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "div": {"class"},
    "ol": {"start"},
    "span": {"lang", "dir"},
    "p": {"lang", "dir"},
    "td": {"style"},
    "th": {"style"},
}
_CALLOUTS = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning"}
_CLASSES = {"div": {"callout", *(f"callout--{name}" for name in _CALLOUTS)}}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg"},
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items() if tag != "div"},
    allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
    filter_style_properties={"text-align"},
)
FIGURE = re.compile(r"\$([a-z0-9]+(?:[-_][a-z0-9]+)*(?:\.[a-z]+)?)\$")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a href="(/[^"]*)"')
_CALLOUT = re.compile(
    r"<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING)\]\s*(?:<br />)?\s*(.*?)</blockquote>",
    re.DOTALL,
)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ALIGN = re.compile(r' style="text-align:\s*(left|center|right);?"')
# A phrase in another language: [خوش آمدید]{lang=ur}
PHRASE = re.compile(r"\[([^\[\]\n]+)\]\{ *lang *= *[\"']?([\w-]+)[\"']? *\}")


@fixed
class Figures:
    """Dated figures as they stand on the day of the build, by name; `name.since` and the like are
    forms of one (`portal.content.figures`).
    """

    texts: Mapping[str, str] = field(default_factory=dict)

    def key(self) -> str:
        """Return a text that is the same for the same figures."""
        return repr(sorted(self.texts.items()))


@dataclass(slots=True)
class ProseMaker:
    """Turns Markdown into HTML, and keeps what it made by a hash of all that went in.

    `root` is the path under which the site lives. `kept` may come from an earlier run; `used` is
    what this run needed, and is what a later run should be given.
    """

    root: str = ""
    figures: Figures = field(default_factory=Figures)
    kept: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    _rest: hashlib.blake2b = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash what all texts are made with."""
        if not self.kept:
            _converter()  # all texts are to be made: the processes that will make them get it here
        rest = (self.root, self.figures.key())
        self._rest = hashlib.blake2b("\0".join(rest).encode(), digest_size=16)

    def html(self, text: str) -> str:
        """Return safe HTML for a Markdown text; an empty text gives an empty text."""
        return self._made_of(text)[1] if text else ""

    def told(self, text: str) -> str:
        """Return a hash of all that the HTML of a text is made of, and keep that HTML."""
        return self._made_of(text)[0] if text else ""

    def _made_of(self, text: str) -> tuple[str, str]:
        # All but the text is the same for every text, and the figures are many.
        digest = self._rest.copy()
        digest.update(f"\0{text}".encode())
        key = digest.hexdigest()
        made = self.used.get(key) or self.kept.get(key)
        if made is None:
            made = render(text, self.root, self.figures)
        self.used[key] = made
        return key, made


def fill(text: str, figures: Figures) -> str:
    """Return a text with `$name$` as the figure of that name; unknown names stay as they are."""
    return FIGURE.sub(lambda match: figures.texts.get(match[1], match[0]), text)


def _converter() -> Markdown:
    # Not at the top: it takes 20 ms to load, and what has an edited advert only was made before.
    from portal.prose.converting import converter

    return converter()


def render(text: str, root: str = "", figures: Figures | None = None) -> str:
    """Return safe HTML for a Markdown text, with `$figures$` filled in and headings numbered by id.

    Headings start at h2, since a page has one h1, its title (WCAG 1.3.1). Links that start with a
    slash are put below `root`. Images are left out: they come from a record's `image`.
    """
    made = _converter().reset().convert(with_lists(fill(text, figures) if figures else text))
    made = PHRASE.sub(_phrase, made)
    made = _CALLOUT.sub(_callout, made)
    made = _HEADING.sub(lambda match: _level(match), made)
    clean = _CLEANER.clean(made)
    clean = _ALIGN.sub(lambda match: f' class="align-{match[1]}"', clean)
    # A region that scrolls must be reachable by keyboard (WCAG 2.1.1) and have a name (4.1.2) that
    # no other one has.
    one = clean.count("<table>") == 1
    names = (f"Table {number}" if not one else "Table" for number in count(1))
    clean = _TABLE.sub(
        lambda match: (
            f'<div class="table-scroll" role="region" aria-label="{next(names)}" tabindex="0">'
            f"{match[0]}</div>"
        ),
        clean,
    )
    clean = _LINK.sub(lambda match: f'<a href="{root}{match[1]}"', clean)
    return _with_ids(clean)


def _phrase(match: re.Match[str]) -> str:
    """Return a phrase with its language and the way it runs (WCAG 3.1.2)."""
    if not is_known(match[2]):
        return match[1]
    return f'<span lang="{match[2]}" dir="{direction_of(match[2])}">{match[1]}</span>'


def _callout(match: re.Match[str]) -> str:
    kind = match[1].lower()
    rest = match[2].strip()
    rest = rest if rest.startswith("<p>") else f"<p>{rest}"
    title = f"<p><strong>{_CALLOUTS[kind]}</strong></p>"
    return f'<div class="callout callout--{kind}">{title}{rest}</div>'


def _level(match: re.Match[str]) -> str:
    level = min(max(int(match[1]), 2), 4)
    return f"<h{level}>{match[2]}</h{level}>"


def _with_ids(made: str) -> str:
    """Give each heading the id that GitHub gives it, so that links work in both places."""
    seen: dict[str, int] = {}

    def add(match: re.Match[str]) -> str:
        identity = heading_id(html.unescape(re.sub(r"<[^>]+>", "", match[2])))
        count = seen.get(identity, 0)
        seen[identity] = count + 1
        identity = identity if not count else f"{identity}-{count}"
        return f'<h{match[1]} id="{identity}">{match[2]}</h{match[1]}>'

    return _HEADING.sub(add, made)


def heading_id(text: str) -> str:
    """Return the id GitHub gives a heading: lower case, no punctuation, hyphens for spaces."""
    kept = re.sub(r"[^\w\- ]", "", text.strip().lower())
    return kept.replace(" ", "-") or "section"


def plain_text(made: str) -> str:
    """Return the words of an HTML text, for descriptions and search."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made))).strip()
