"""Pages that need not be made again, because nothing they are made of has changed.

A page is a pure function of its context, of templates and settings. So it has a key: a fingerprint
of these. Where the file that stands in the output has the same key as the one that would be made,
the file stays (it is linked into the new site), and so does what was read in it. There is no graph
of who depends on whom that could be wrong: what a page shows is in its context, and the context is
in the key. Of ten thousand vacancies even the contexts would take too long; their pages say what
these are made of (`Page.reads`), and where nothing has changed of which any page of a kind is
made, one look tells that of all of them (`Page.together`). docs/decisions/0020-pages-that-stay.md
says what that bought.

Keys lie in the cache. A page whose file has another size or time of change than was written down is
made again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import field, fields
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import hash_of, program_version
from portal.fingerprints import Fingerprints, UnknownError
from portal.library import Library
from portal.page_records import Known
from portal.pages.page import Page, Together
from portal.render import SiteView
from portal.routes import file_of
from portal.values import fixed

# Whether the file of the old site stays, if it still has this size and time of change.
Keep = Callable[[str, int, int], bool]
# The name of what all pages have in common: settings, templates, this program.
_EVERY = "every page"
# What pages that say what they read need not name: it belongs to the whole site, and a change of it
# makes all of them anew. What there may be thousands of is not in it.
_MANY = frozenset(
    {
        "vacancies",
        "closed_vacancies",
        "vacancies_by_url",
        "vacancies_in_several",
        "vacancies_by_role",
        "vacancies_by_district",
        "vacancies_by_district_and_role",
        "vacancies_by_provider",
        "case_studies",
        "posted",
        "images",
        "left_out",
        "previewed",
    }
)


class Looked(NamedTuple):
    """A page, with its key where that is known before anybody has looked at the page itself."""

    page: Page
    key: str | None = None


@fixed
class Keys:
    """Tells the keys of pages: `seal` and `rest` are what `seal_of` and `rest_of` return."""

    seal: bytes
    rest: bytes
    share_card: Callable[[str], str]
    prints: Fingerprints = field(default_factory=Fingerprints)
    _begins: dict[tuple[str, bool, bool], bytes] = field(default_factory=dict)

    @property
    def of_cards(self) -> str:
        """Return the key of what the cards of vacancies have in common: all but vacancies."""
        return f"{self.seal.hex()}{self.rest.hex()}"

    def common(self, told: Mapping[str, str]) -> dict[str, str]:
        """Return the keys of what pages have in common, by name, of what `tell_common` told of it;
        empty where it has none.
        """
        keys = {name: self._with(one) if one else "" for name, one in told.items()}
        return {**keys, _EVERY: self.seal.hex()}

    def _with(self, told: str) -> str:
        return self.prints.of((self.seal, self.rest, told)).hex()

    def of(self, page: Page) -> tuple[str, Any]:
        """Return the key of a page, and its context where that was made for it.

        The key is empty where the page has to be made each time.
        """
        context = page.context() if page.reads is None else None
        try:
            # Held, ten thousand contexts would fill the memory.
            read = (self.prints.once(context),) if page.reads is None else page.reads()
            told = (page.url, self.share_card(page.url), *read)
            return self.prints.of(told, self._begin_of(page)).hex(), context
        except UnknownError:
            return "", context

    def _begin_of(self, page: Page) -> bytes:
        """Return the fingerprint of what pages of a kind have in common: once, not for each."""
        kind = (page.template, page.listed, page.reads is None)
        begin = self._begins.get(kind)
        if begin is None:
            rest = b"" if page.reads is None else self.rest  # a context says all that is in it
            begin = self._begins[kind] = self.prints.of((self.seal, rest, *kind))
        return begin


@fixed
class Keeper:
    """Keeps the files of pages whose key is the old one.

    `told` are the keys of what many pages have in common (`Keys.common`), for the next build too.
    `standing` are addresses of known pages whose files are in the new site already.
    """

    keys: Keys
    known: Known
    keep: Keep
    told: Mapping[str, str]
    standing: Set[str] = frozenset()

    @property
    def same(self) -> Set[str]:
        """Return the names of what pages have in common that is what it was."""
        before = self.known.common
        return {name for name, key in self.told.items() if key and before.get(name) == key}

    def sort_out(self, pages: Collection[Page]) -> list[Looked]:
        """Return all pages, those with their old key that have it as long as their kind has its.

        Who makes pages looks at the others (`look`) and asks whether any of them stays (`keeps`).
        """
        same = self.same
        if _EVERY not in same:
            return [Looked(page) for page in pages]
        known = self.known.prints.get
        # One expression, and tuples made without a call of Python's: there are fifteen thousand.
        keys = [
            before.key
            if (kind := page.together) and kind.name in same and (before := known(page.url))
            else None
            for page in pages
        ]
        return [*map(partial(tuple.__new__, Looked), zip(pages, keys, strict=True))]

    def look(self, page: Page) -> tuple[str, Any]:
        """Return what `Keys.of` does."""
        return self.keys.of(page)

    def keeps(self, page: Page, key: str) -> bool:
        """Return whether the file of a page stands, in the old site and now in the new one."""
        known = self.known.prints.get(page.url)
        if known is None or not key or known.key != key:
            return False
        if page.url in self.standing:
            return True
        return self.keep(file_of(page.url), known.size, known.changed)


def tell_common(
    pages: Iterable[Page], share_card: Callable[[str], str], prints: Fingerprints
) -> dict[str, str]:
    """Return what tells of pages what they have in common, by name, but for what all have; an empty
    text where that cannot be told.

    Of pages of a kind it says also which pages these are, and which card each of them has. So while
    it is the same, so is all that goes into the key of any of these pages (`Keys.of`): the seal,
    its template and address, its card, whether it is listed, the rest of the library, and what it
    reads.
    """
    kinds: dict[Together, list[str]] = {}
    kind, row = None, []
    for page in pages:
        if page.together:
            if page.together is not kind:  # those of a kind mostly come one after the other
                kind, row = page.together, kinds.setdefault(page.together, [])
            row += (page.url, page.template, share_card(page.url), str(page.listed))
    told: dict[str, str] = {}
    for together, row in kinds.items():
        is_new = together.name not in told  # or no key could tell one from the other
        # No address of a file has a NUL in it. One text: there are ten thousand pages.
        told[together.name] = _told(prints, "\0".join(row), together) if is_new else ""
    return told


def _told(prints: Fingerprints, row: str, together: Together) -> str:
    try:
        return prints.of((row, *together.reads())).hex()
    except UnknownError:
        return ""


def seal_of(site: SiteView, templates: Path) -> bytes:
    """Return a fingerprint of what every page is made of: templates, settings, this program.

    Raises UnknownError where the templates cannot be read.
    """
    try:
        texts = [
            part
            for path in sorted(templates.rglob("*"))
            if path.is_file()
            for part in (path.relative_to(templates).as_posix(), path.read_bytes())
        ]
    except OSError as error:
        raise UnknownError(str(error)) from error
    # The card of each page is told by `share_card`; the others are not on it.
    view = [getattr(site, each.name) for each in fields(site) if each.name != "shared"]
    plain = [dict(each) if isinstance(each, Mapping) else each for each in view]
    return Fingerprints().of((program_version(), hash_of(*texts), *plain))


def rest_of(library: Library) -> bytes:
    """Return a fingerprint of all in a library but what there may be thousands of."""
    some = (getattr(library, each.name) for each in fields(library) if each.name not in _MANY)
    return Fingerprints().of(some)
