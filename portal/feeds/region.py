"""What reading a feed needs to know of our own records: places, roles and providers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.cache import hash_of
from portal.content import Places, Provider, Role
from portal.content.loading import Records
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatcher
from portal.values import fixed


@fixed
class Region:
    """Places, roles and providers, ready for look-ups.

    `made_from` are the records themselves, and `digest` a hash of all in them that is looked up.
    """

    gazetteer: Gazetteer
    matcher: RoleMatcher
    names: Mapping[str, str]
    providers: Mapping[str, Provider]
    made_from: tuple[object, ...]
    digest: str


def region_of(records: Records) -> Region:
    """Return the region that the records describe."""
    places = records.of("places", Places)
    roles = records.of("role", Role)
    providers = records.of("provider", Provider)
    known = gazetteer(places[0] if places else None)
    titles = [(role.id, role.title, tuple(role.alt_titles)) for role in roles]
    names = provider_ids(providers)
    return Region(
        known,
        RoleMatcher(titles),
        names,
        {each.id: each for each in providers},
        (*places, *roles, *providers),
        hash_of(repr(list(known.places.items())), repr(titles), repr(list(names.items()))),
    )


def gazetteer(places: Places | None) -> Gazetteer:
    """Return the places by town and by outcode, in lower case."""
    known: dict[str, GazetteerPlace] = {}
    if places is None:
        return Gazetteer(known)
    for place in places.places:
        known.setdefault(
            place.title.lower(),
            GazetteerPlace(
                place.title, place.district, place.latitude, place.longitude, place.outcode
            ),
        )
    for outcode in places.outcodes:
        if outcode.districts:
            code = outcode.id_.upper()
            known[outcode.id_] = GazetteerPlace(
                outcode.town, outcode.districts[0], outcode.latitude, outcode.longitude, code
            )
    return Gazetteer(known)


def provider_ids(providers: Iterable[Provider]) -> Mapping[str, str]:
    """Return provider ids by every name that a feed may use, in lower case."""
    names: dict[str, str] = {}
    for provider in providers:
        for name in (provider.title, *provider.also_known_as, provider.id):
            names.setdefault(" ".join(name.lower().split()), provider.id)
    return names
