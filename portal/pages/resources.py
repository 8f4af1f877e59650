"""Help for providers: what there is, for whom, what it costs and who checked it; by need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from portal import routes
from portal.content import Resource
from portal.content.region import Charge, ResourceNeed
from portal.errors import Position
from portal.filters import british_date, count_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Crumb, Page
from portal.prose import ProseMaker
from portal.values import fixed

URL = f"{routes.FOR_PROVIDERS}resources/"
FREE = f"{URL}free/"
_ORIGIN = Position("content/resources")
_NO_PRICE = frozenset({Charge.FREE, Charge.PARTLY})
CHARGES: Mapping[Charge, str] = {
    Charge.FREE: "Free",
    Charge.PARTLY: "Some of it is free",
    Charge.PAID: "You pay",
    Charge.ASK: "Ask what it costs",
}
# What each need is called, and what its list says first.
NEEDS: Mapping[ResourceNeed, tuple[str, str]] = {
    ResourceNeed.FIND: (
        "Find people",
        "Where your vacancy can be seen, and who brings people to you.",
    ),
    ResourceNeed.CHOOSE: (
        "Choose people fairly",
        "How to look for values, and how to check what the law asks you to check.",
    ),
    ResourceNeed.KEEP: (
        "Keep people",
        "Support for your team when work or life is hard, and advice on being a good employer.",
    ),
    ResourceNeed.TRAIN: ("Train people", "Courses, apprenticeships, and money towards them."),
    ResourceNeed.RULES: (
        "Follow the rules",
        "Who inspects, who checks, and where to read what you have to do.",
    ),
    ResourceNeed.RUN: ("Run the business", "Advice for small organisations, contracts and growth."),
    ResourceNeed.MEET: (
        "Meet other providers",
        "Associations and networks that speak for you, and people who do the same job.",
    ),
    ResourceNeed.SCHOOLS: ("Work with schools and colleges", "Who opens the door to a classroom."),
    ResourceNeed.COVER: (
        "Cover shifts",
        "Who can send somebody at short notice. Compare terms, and ask other providers.",
    ),
}


@fixed
class ResourceRow:
    """A resource. `url` is its own address, or empty; `stale` says why to ask first, or is empty.

    `charge` is a word for scripts; `main` is for whom it is and what it costs, `facts` the rest.
    """

    id: str
    title: str
    url: str
    kind: str
    summary: str
    charge: str
    main: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    checked: str
    checked_by: str
    stale: str
    example: bool


@fixed
class ResourceGroup:
    """What meets one need. `id` is part of the group's address."""

    id: str
    title: str
    lead: str
    url: str
    rows: tuple[ResourceRow, ...]


@fixed(kw_only=True, slots=False)
class ResourcesContext(Context):
    """What pages/resources.html is filled with.

    `groups` is one group on the page of a need; then there is nothing to filter. `needs` lead to
    the pages of the needs; `free` to that of everything without a price, `everything` to them all.
    `contact` is where to say what is wrong, or empty.
    """

    title: str
    lead: str
    groups: tuple[ResourceGroup, ...]
    total: int
    needs: tuple[LinkRow, ...]
    free: LinkRow | None
    everything: LinkRow
    filtered: bool
    contact: str
    charges: tuple[tuple[str, str], ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the list of all, one for each need that something meets, and what is free."""
    if not for_providers(library):
        return
    template = "pages/resources.html"
    yield Page(URL, template, partial(_everything, library, cards), _ORIGIN)
    for group in groups(library):
        yield Page(group.url, template, partial(_one, library, cards, group), _ORIGIN)
    free = _free(library)
    if free.rows:
        yield Page(FREE, template, partial(_one, library, cards, free), _ORIGIN)


def hub_crumb() -> tuple[str, str]:
    """Return the step of the trail that leads to what is for providers."""
    return "For providers", routes.FOR_PROVIDERS


def for_providers(library: Library) -> tuple[Resource, ...]:
    """Return the resources in which providers find something, by their names."""
    found = (each for each in library.resources if each.needs)
    return tuple(sorted(found, key=lambda each: each.title.casefold()))


def groups(library: Library) -> tuple[ResourceGroup, ...]:
    """Return the needs that something meets, with what meets them."""
    found = for_providers(library)
    made = []
    for need, (title, lead) in NEEDS.items():
        rows = tuple(_row(library, each) for each in found if need in each.needs)
        if rows:
            made.append(ResourceGroup(need, title, lead, f"{URL}{need}/", rows))
    return tuple(made)


def need_links(library: Library) -> tuple[LinkRow, ...]:
    """Return a link to each need, with a count of what meets it."""
    return tuple(LinkRow(each.title, each.url, len(each.rows)) for each in groups(library))


def free_link(library: Library) -> LinkRow | None:
    """Return the link to what costs nothing, all or in part, with its count, if there is any."""
    count = len(_free(library).rows)
    return LinkRow("Free, all or in part", FREE, count) if count else None


def _free(library: Library) -> ResourceGroup:
    rows = (_row(library, each) for each in for_providers(library) if each.charge in _NO_PRICE)
    lead = "These cost nothing, or some of what they offer costs nothing."
    return ResourceGroup("free", "Free help", lead, FREE, tuple(rows))


def _row(library: Library, resource: Resource) -> ResourceRow:
    main = (
        Fact("For whom", resource.eligibility or "Ask them"),
        Fact("Cost", resource.cost or CHARGES[resource.charge]),
    )
    facts = (
        Fact("Run by", resource.owner or ""),
        Fact("Where", resource.area or ""),
        Fact("Ends", british_date(resource.expires_on)),
        Fact("What we know", resource.status or ""),
    )
    return ResourceRow(
        id=resource.id,
        title=resource.title,
        url=resource.website or "",
        kind=resource.kind,
        summary=resource.for_providers or resource.summary,
        charge=resource.charge.value,
        main=main,
        facts=tuple(each for each in facts if each.value),
        checked=british_date(resource.last_checked),
        checked_by=resource.checked_by,
        stale=_stale(library, resource),
        example=resource.example,
    )


def _stale(library: Library, resource: Resource) -> str:
    if not resource.is_stale(library.today):
        return ""
    return "Due for a new check: ask them before you rely on it."


def _everything(library: Library, cards: CardMaker) -> ResourcesContext:
    crumbs = trail(hub_crumb(), ("Help and resources", URL))
    found = groups(library)
    return _context(
        library,
        cards,
        crumbs,
        "Help and resources for care providers",
        f"Who helps you in {library.config.area} to find, choose, train and keep people. Each one "
        "says whom it is for, what it costs, and when somebody last checked it.",
        found,
        whole=True,
    )


def _one(library: Library, cards: CardMaker, group: ResourceGroup) -> ResourcesContext:
    crumbs = trail(hub_crumb(), ("Help and resources", URL), (group.title, group.url))
    return _context(library, cards, crumbs, group.title, group.lead, (group,), whole=False)


def _context(
    library: Library,
    cards: CardMaker,
    crumbs: tuple[Crumb, ...],
    title: str,
    lead: str,
    found: tuple[ResourceGroup, ...],
    *,
    whole: bool,
) -> ResourcesContext:
    known = for_providers(library)
    used = {each.charge for each in known}
    counted = count_words(len(_distinct(found)), "resource")
    return ResourcesContext(
        head=make_head(
            library,
            crumbs,
            title if whole else f"{title}: help for care providers",
            lead if whole else f"{lead} {counted} for providers in {library.config.area}.",
        ),
        crumbs=crumbs,
        title=title,
        lead=lead,
        groups=found,
        total=len(_distinct(found)),
        needs=need_links(library),
        free=free_link(library),
        everything=LinkRow("All help and resources", URL, len(known)),
        filtered=whole and len(found) > 1,
        contact=cards.prose_url("/contact/"),
        charges=tuple((each.value, text) for each, text in CHARGES.items() if each in used),
        scripts=("resources",) if whole and len(found) > 1 else (),
        stylesheets=("hub",),
    )


def _distinct(found: Iterable[ResourceGroup]) -> set[str]:
    return {row.id for group in found for row in group.rows}
