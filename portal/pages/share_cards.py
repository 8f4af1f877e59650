"""Which picture is shown where a page is shared: one for each role, story, provider, scheme, event.

A vacancy has the card of its role, and every other page that of the site: a picture for each of ten
thousand adverts would say no more than the words that are shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from portal.content import CaseStudy, Event, Provider, Role, Scheme
from portal.content.case_study import ConsentScope
from portal.content.vacancy import Vacancy
from portal.filters import amount_text, british_date, list_words, lower_first, money
from portal.images import CardColours, Picture, ShareCard
from portal.library import Library
from portal.schema.remembered import Remembered
from portal.values import fixed


@fixed
class ShareCards:
    """The card of the site, and those of pages that have another one, by the pages' addresses.

    `vacancies` are the open ones by address; each has the card of its role in `by_role`.
    """

    site: ShareCard
    by_url: Mapping[str, ShareCard]
    by_role: Mapping[str, ShareCard] = field(default_factory=dict)
    vacancies: Mapping[str, Vacancy] = field(default_factory=dict)

    def of(self, url: str) -> ShareCard:
        """Return the card of a page."""
        if url in self.vacancies:
            return self.by_role.get(self.vacancies[url].role or "", self.site)
        return self.by_url.get(url, self.site)

    @property
    def drawn(self) -> tuple[ShareCard, ...]:
        """Return each card once."""
        return tuple({each.url: each for each in (self.site, *self.by_url.values())}.values())


def find_share_cards(
    library: Library,
    album: Mapping[str, Picture],
    known: Remembered[ShareCard] | None = None,
) -> ShareCards:
    """Return the cards of all pages; `album` has the pictures of stories by their ids.

    `known` are the cards of stories for the same site as it was before.
    """
    maker = _Maker(library, album, known or Remembered())
    cards = dict(maker.cards())
    by_role = {each.id: cards[each.url] for each in library.roles.values()}
    for vacancy in library.closed_vacancies:
        if vacancy.role in by_role:
            cards[vacancy.url] = by_role[vacancy.role]
    for story in library.case_studies:
        if story.url not in cards and story.person.role in by_role:
            cards[story.url] = by_role[story.person.role]
    return ShareCards(maker.site(), cards, by_role, library.vacancies_by_url)


class _Maker:
    def __init__(
        self, library: Library, album: Mapping[str, Picture], known: Remembered[ShareCard]
    ) -> None:
        self._library = library
        self._known = known
        self._album = album
        config = library.config
        self._name = config.title
        self._colours = CardColours.of(config.brand)
        known.begin(library.roles, album, self._name, self._colours)

    def site(self) -> ShareCard:
        config = self._library.config
        return self._card("Jobs, pay and people in care", config.title, "")

    def cards(self) -> Iterator[tuple[str, ShareCard]]:
        library = self._library
        for role in library.roles.values():
            yield role.url, self._role(role)
        for story in library.case_studies:
            # A card is made for social media: without consent to those there is none.
            if ConsentScope.SOCIAL in story.consent.scopes:
                yield story.url, self._known.of(story, self._story)
        for provider in library.providers.values():
            yield provider.url, self._provider(provider)
        for scheme in library.schemes:
            yield scheme.url, self._scheme(scheme)
        for event in library.events:
            yield event.url, self._event(event)

    def _card(self, kind: str, words: str, by: str, spare: str = "") -> ShareCard:
        return ShareCard(kind, words, by, self._name, spare or self._name, self._colours)

    def _role(self, role: Role) -> ShareCard:
        pay = amount_text(role.pay.starter.min, None, role.pay.per) if role.pay else ""
        return self._card("A job in care", role.title, f"From {pay}" if pay else "")

    def _story(self, story: CaseStudy) -> ShareCard:
        role = self._library.roles.get(story.person.role)
        name = story.person.name
        title = lower_first(role.title) if role else ""
        return ShareCard(
            _labelled("A story from care", story.example),
            story.quote,
            ", ".join(part for part in (name, title) if part),
            self._name,
            role.title if role else self._name,
            self._colours,
            is_quote=True,
            seed=story.id,
            initial=name[:1],
            picture=self._album.get(story.id),
        )

    def _provider(self, provider: Provider) -> ShareCard:
        known = self._library.districts
        where = list_words(known[each].title for each in provider.districts if each in known)
        return self._card(_labelled("An employer in care", provider.example), provider.title, where)

    def _scheme(self, scheme: Scheme) -> ShareCard:
        total = f"{money(scheme.total)} in all" if scheme.total else ""
        return self._card(_labelled("Refer a friend", scheme.example), scheme.title, total)

    def _event(self, event: Event) -> ShareCard:
        place = self._library.places.get(event.place or "")
        where = place.title if place else event.venue or ""
        by = ", ".join(part for part in (british_date(event.date), where) if part)
        return self._card(_labelled("An event", event.example), event.title, by)


def _labelled(kind: str, is_example: bool) -> str:
    """Return what a card is about, with the word example where it is made up."""
    return f"{kind} (made-up example)" if is_example else kind
