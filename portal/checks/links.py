"""Every link inside the site leads somewhere: page, file and fragment (WCAG 2.4.4 begins there)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from urllib.parse import unquote, urljoin, urlsplit

from portal.checks.built import Built
from portal.content.published import has_ended
from portal.errors import Position, Problem, Severity
from portal.facts import ELSEWHERE, PageFacts, Part
from portal.library import Library
from portal.schema import Record

# A search through all addresses takes long on a big site; whoever has more broken links than this
# has made the same mistake many times.
_MOST_LOOKED_FOR = 50
# Stands for whichever page a part is on: links from the root lead to the same place from all.
_NO_PAGE = PageFacts("/", Position(""), False, 0, "", (), ())


# The codes of what is wrong with links.
CODES = frozenset({"broken-link", "broken-fragment"})


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere, at the line where it was written."""
    judge = _Judge(built)
    sound = judge.sound
    for facts in built.doubtful(judge.is_fine):
        own, *shared = facts.parts
        yield from judge.judge(facts, (*own.links, *own.assets, *facts.head_assets))
        for part in shared:
            if id(part) not in sound and not judge.is_sound(part):
                yield from judge.judge(facts, (*part.links, *part.assets))


class _Judge:
    """Judges links, and remembers: what is in the header stands on ten thousand pages."""

    def __init__(self, built: Built) -> None:
        self._built = built
        self._root = built.library.config.root
        self._hidden = {each.url: each.because for each in built.library.left_out if each.url}
        self._faults: dict[str, str] = {}  # by target
        self._fine: set[str] = set()  # links that lead to the same, fine place from every page
        # By the identity of parts, which the pages keep alive.
        self.sound: set[int] = set()
        self._unsound: set[int] = set()
        self._near: dict[str, str] = {}
        self._records: dict[str, Record] = {}
        for record in _records(built.library):
            self._records.setdefault(record.origin.path, record)

    def is_fine(self, link: str) -> bool:
        """Return whether a link leads somewhere, whatever page it stands on."""
        if link[:1] != "/":
            return link.startswith(ELSEWHERE)
        list(self.judge(_NO_PAGE, (link,)))
        return link in self._fine

    def is_sound(self, part: Part) -> bool:
        """Return whether all links of a part, not seen to be `sound`, are fine on every page."""
        if id(part) in self._unsound:
            return False
        links = [link for link in (*part.links, *part.assets) if link not in self._fine]
        list(self.judge(_NO_PAGE, (link for link in links if link[:1] == "/")))
        is_sound = self._fine.issuperset(link for link in links if not link.startswith(ELSEWHERE))
        (self.sound if is_sound else self._unsound).add(id(part))
        return is_sound

    def judge(self, facts: PageFacts, links: Iterable[str]) -> Iterator[Problem]:
        """Yield a problem for each link of a page that leads nowhere."""
        fine = self._fine
        for link in links:
            # What is left out at once is most of it, and the skip link of each page.
            if link in fine or _is_within(link, facts) or link.startswith(ELSEWHERE):
                continue
            path, _, fragment = link.partition("#")
            target = _target(path, facts.url, self._root)
            fault = self._faults.get(target)
            if fault is None:
                fault = self._faults[target] = _fault(target, self._built, self._hidden)
            if fault:
                yield self._problem(facts, link, fault, target)
            elif fragment and not self._has(target, fragment):
                yield self._fragment_problem(facts, link, target, fragment)
            elif link.startswith("/"):
                fine.add(link)

    def _has(self, target: str, fragment: str) -> bool:
        page = self._built.pages.get(target)
        return page is None or unquote(fragment) in page.ids

    def _problem(self, facts: PageFacts, link: str, fault: str, target: str) -> Problem:
        ended = has_ended(self._hidden.get(target, ""))
        if ended:
            remedy = "Take the link out, and what it says of a person."
        elif "slash" in fault:
            remedy = f"Write {target}/."
        elif "published" in fault:
            remedy = "Publish it, or take the link out."
        else:
            near = self._nearest(target)
            remedy = (
                f"Did you mean {near}?" if near else "Correct the address, or take the link out."
            )
        return Problem(
            self._where(facts, link),
            "broken-link",
            f"This links to {_short(link)}, {fault}.",
            remedy,
            Severity.WARNING if ended else Severity.ERROR,
        )

    def _nearest(self, target: str) -> str:
        """Return the page that was likely meant; looking through all of them takes long."""
        if target not in self._near:
            few = len(self._near) < _MOST_LOOKED_FOR
            found = get_close_matches(target, self._built.pages, n=1, cutoff=0.75) if few else []
            self._near[target] = found[0] if found else ""
        return self._near[target]

    def _fragment_problem(self, facts: PageFacts, link: str, target: str, fragment: str) -> Problem:
        near = get_close_matches(fragment, sorted(self._built.pages[target].ids), n=1, cutoff=0.6)
        return Problem(
            self._where(facts, link),
            "broken-fragment",
            f"This links to {_short(link)}, and there is no part called #{_short(fragment)} there.",
            f"Did you mean #{near[0]}?" if near else "Take the # and what follows out of the link.",
        )

    def _where(self, facts: PageFacts, link: str) -> Position:
        """Return the line of the Markdown in which the link stands, or the page's own place."""
        record = self._records.get(facts.origin.path)
        if record is None or not record.body:
            return facts.origin
        written = link.removeprefix(self._root) if self._root else link
        match = re.search(rf"\(\s*<?{re.escape(written)}[\s>)]", record.body)
        if match is None:
            return facts.origin
        before = record.body[: match.start()]
        column = match.start() - (before.rfind("\n") + 1) + 2
        return Position(facts.origin.path, record.body_line + before.count("\n"), column)


def _is_within(link: str, facts: PageFacts) -> bool:
    """Return whether a link leads to what its page holds itself."""
    if link[:1] != "#" or "%" in link:
        return False
    return any(link[1:] in part.ids for part in facts.parts)


def _target(path: str, page: str, root: str) -> str:
    """Return the address below the root of the site; one that leaves the root is marked so."""
    if not path:
        return page
    if path.startswith("/"):
        if root and not path.startswith(f"{root}/"):
            return f"outside:{path}"
        below = path[len(root) :]
        # What `urlsplit` gives for such an address, at a tenth of the time.
        if below[:2] != "//" and below.isprintable():
            return unquote(below.partition("?")[0])
        return unquote(urlsplit(below).path)
    return unquote(urlsplit(urljoin(page, path)).path)


def _fault(target: str, built: Built, hidden: dict[str, str]) -> str:
    """Return what is wrong with an address, or an empty text."""
    if target in built.pages or target in built.files:
        return ""
    if target in hidden:
        return f"which is not published: {hidden[target]}"
    if f"{target}/" in built.pages:
        return "which lacks its slash at the end"
    return "which is not a page of this site"


def _records(library: Library) -> Iterator[Record]:
    yield from library.pages
    yield from library.case_studies
    yield from library.schemes
    yield from library.roles.values()


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return clean if len(clean) <= 100 else f"{clean[:97]}…"
