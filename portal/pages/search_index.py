"""What a search can find: every page but single vacancies and lists of them, and help elsewhere.

What is known of a page comes from its record; a page without one says itself what it is about. Only
addresses that the site has are listed, so nothing withheld can be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import sub
from typing import Any

from portal import routes
from portal.cache import hash_of
from portal.content import CaseStudy, Event, Provider, Resource, Role
from portal.library import Library
from portal.pages.page import Page
from portal.values import fixed

# In the order of the filter; the first of each pair is its name in addresses.
KINDS: Mapping[str, str] = {
    "role": "Roles",
    "story": "Stories",
    "page": "Pages",
    "place": "Vacancies by place",
    "provider": "Providers",
    "event": "Events",
    "resource": "Help from others",
}
# Single vacancies are the finder's; lists of them are found by their district.
_LEFT_OUT = ("pages/vacancy.html", "pages/vacancies.html", "pages/provider_vacancies.html")
# What records say of these is all that is found of them.
_KNOWN = ("pages/case_study.html", "pages/role.html", "pages/provider.html", "pages/event.html")
_OTHER_FILES = re.compile(r"/page/\d+/$|\.\w+$")
_MARKUP = re.compile(r"<[^>]*>|\]\([^)]*\)|https?://\S+|\$[\w-]+\$")
_SIGNS_OF_MARKUP = ("<", "](", "://", "$")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# Words that say nothing about a page. The browser is told them with the index.
STOP_WORDS = frozenset(
    """
    about after all also and any are as at be because been before but by can do does for from get
    had has have he her his how if in into is it its me more most much my need no not of on one or
    other our out she so some than that the their them then there they this to too up us was we
    what when want where which who why will with you your
    """.split()  # noqa: SIM905 - a list of eighty would take a page
)
# For texts in ASCII, as most are: small letters, and spaces for signs. As bytes, for a quarter of
# the time of texts, and of the pattern a tenth.
_SMALL = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128))
_SMALL += bytes(128)
_SAYS_NOTHING = STOP_WORDS.union("abcdefghijklmnopqrstuvwxyz0123456789")


@fixed
class Entry:
    """Something that can be found. `also` are other names it goes by; `vacancies` are how many are
    open there; `body` is what else it says, markup included. An address that begins with a slash
    is on this site.
    """

    kind: str
    title: str
    url: str
    summary: str
    also: str = ""
    vacancies: int = 0
    example: bool = False
    body: str = ""


class SearchIndex:
    """All entries, in the order of the site, made once and only when they are asked for."""

    def __init__(self, library: Library, listed: Sequence[Page]) -> None:
        self._library = library
        self._listed = listed

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return everything that can be found."""
        known = {entry.url: entry for entry in _from_records(self._library)}
        found = [*self._pages(known), *_places(self._library, {each.url for each in self._listed})]
        on_site = {entry.url for entry in found}
        elsewhere = (each for each in _resources(self._library) if each.url not in on_site)
        return (*found, *elsewhere)

    def key(self) -> str:
        """Return a hash of all that the entries say."""
        told = (
            f"{each.kind}\0{each.title}\0{each.url}\0{each.summary}\0{each.also}\0"
            f"{each.vacancies} {each.example}\0{each.body}"
            for each in self.entries  # no text of a file has a NUL in it
        )
        return hash_of("\0".join(told))

    def document(self) -> dict[str, Any]:
        """Return the index as the browser reads it; docs/decisions has its form."""
        return {
            "entries": [
                [
                    list(KINDS).index(each.kind),
                    each.title,
                    each.url,
                    each.summary,
                    each.also,
                    each.vacancies,
                    int(each.example),
                ]
                for each in self.entries
            ],
            "kinds": [*KINDS],
            "stop": " ".join(sorted(STOP_WORDS)),
            "synonyms": [[*each.words] for each in self._library.synonyms],
            "words": _inverted(self.entries),
        }

    def _pages(self, known: Mapping[str, Entry]) -> Iterator[Entry]:
        for page in self._listed:
            if not _is_found(page):
                continue
            entry = known.get(page.url)
            if entry is None:
                head = page.head() if page.head else getattr(page.context(), "head", None)
                if head is None or head.noindex:
                    continue
                entry = Entry("page", head.title, page.url, head.description)
            yield entry


def is_asked(page: Page) -> bool:
    """Return whether the index makes the context of a page, to learn what it is called."""
    is_made_for_it = page.head is None and page.template not in _KNOWN
    return page.listed and is_made_for_it and _is_found(page)


def _is_found(page: Page) -> bool:
    return page.template not in _LEFT_OUT and not _OTHER_FILES.search(page.url)


def fold(text: str) -> str:
    """Return small letters and digits with single spaces between words, without accents.

    >>> fold("Élan – 24/7 café’s")
    'elan 24 7 cafe s'
    """
    return " ".join(_split(text))


def _split(text: str) -> list[str]:
    """Return all words of a text as `fold` writes them."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL).decode("ascii").split()
    plain = unicodedata.normalize("NFD", text).casefold()
    # A page of text has a handful of such signs, most of them quotes.
    for each in set(_NOT_ASCII.findall(plain)):
        if unicodedata.combining(each):
            plain = plain.replace(each, "")
    return _NOT_WORD.sub(" ", plain).split()


def words_of(text: str) -> set[str]:
    """Return the words of a text that are worth looking for.

    >>> sorted(words_of("The night shift, and a [rota](/rota/)"))
    ['night', 'rota', 'shift']
    """
    if any(sign in text for sign in _SIGNS_OF_MARKUP):
        text = _MARKUP.sub(" ", text)
    words = set(_split(text))
    words -= _SAYS_NOTHING
    return words


def _inverted(entries: Iterable[Entry]) -> str:
    """Return a line for each word of bodies, with the numbers of the entries that say it.

    Numbers are in base 36, each the distance from the one before. What title, names and summary
    say already is left out. Lines are in order, which compresses well.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    number = -1
    for number, entry in enumerate(entries):
        said = words_of(f"{entry.title} {entry.also} {entry.summary}")
        words = words_of(entry.body)
        words -= said
        for word in words:
            places[word].append(number)
    written = [_base36(step) for step in range(number + 1)]
    lines = []
    for word in sorted(places):
        numbers = places[word]
        steps = map(sub, numbers, (0, *numbers))
        lines.append(f"{word} {' '.join(map(written.__getitem__, steps))}")
    return "\n".join(lines)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return digits[number] + text


def _from_records(library: Library) -> Iterator[Entry]:
    """Yield what is known of pages that are made from a record."""
    yield from (_role(library, each) for each in library.roles.values())
    yield from (_story(library, each) for each in library.case_studies)
    yield from (_provider(library, each) for each in library.providers.values())
    yield from (_event(library, each) for each in library.events)
    for start in library.starts.values():
        body = "\n".join((*start.transfers, *start.good_to_know))
        yield Entry("page", start.title, start.url, start.summary, body=body)
    for scheme in library.schemes:
        yield Entry(
            *("page", scheme.title, scheme.url, scheme.summary),
            example=scheme.example,
            body=scheme.body,
        )
    for page in library.pages:
        yield Entry(
            *("page", page.title, page.url, page.summary), example=page.example, body=page.body
        )


def _role(library: Library, role: Role) -> Entry:
    lines: list[str] = [*role.day_to_day, *role.hard_parts, role.shifts or "", role.body]
    lines += (f"{each.question} {each.answer}" for each in role.questions)
    lines += (library.settings[each].title for each in role.settings if each in library.settings)
    return Entry(
        *("role", role.title, role.url, role.summary),
        also=", ".join(role.alt_titles),
        vacancies=len(library.vacancies_by_role.get(role.id, ())),
        body="\n".join(lines),
    )


def _story(library: Library, story: CaseStudy) -> Entry:
    role, place = library.roles.get(story.person.role), library.places.get(story.place)
    who = (story.person.name, role.title if role else "", place.title if place else "")
    return Entry(
        *("story", story.title, story.url, story.summary),
        also=", ".join(filter(None, who)),
        example=story.example,
        body=f"{story.quote}\n{story.best}\n{story.hardest}\n{story.body}",
    )


def _provider(library: Library, provider: Provider) -> Entry:
    where = [library.districts[each].title for each in provider.districts]
    services = [library.settings[each].title for each in provider.services]
    return Entry(
        *("provider", provider.title, provider.url, provider.about),
        also=", ".join((*provider.also_known_as, *where)),
        vacancies=len(library.vacancies_by_provider.get(provider.id, ())),
        example=provider.example,
        body="\n".join(services),
    )


def _event(library: Library, event: Event) -> Entry:
    place = library.places.get(event.place or "")
    return Entry(
        *("event", event.title, event.url, event.summary),
        also=place.title if place else "",
        example=event.example,
        body=event.body,
    )


def _places(library: Library, listed: set[str]) -> Iterator[Entry]:
    """Yield the lists of vacancies by district, which also go by the places in it."""
    for district in library.districts.values():
        url = routes.vacancies_in(district.id_)
        if url in listed:
            count = len(library.vacancies_by_district.get(district.id_, ()))
            inside = (p.title for p in library.places.values() if p.district == district.id_)
            yield Entry(
                "place",
                f"Vacancies in {district.title}",
                url,
                f"Jobs in adult social care in {district.title}, newest first.",
                also=", ".join(dict.fromkeys(inside)),
                vacancies=count,
            )


def _resources(library: Library) -> Iterator[Entry]:
    for resource in library.resources:
        if resource.website:
            yield _resource(resource, str(resource.website))


def _resource(resource: Resource, url: str) -> Entry:
    return Entry(
        *("resource", resource.title, url, resource.summary),
        also=", ".join(filter(None, (resource.kind, resource.owner))),
        example=resource.example,
    )
