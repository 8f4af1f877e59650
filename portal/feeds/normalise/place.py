"""Where a vacancy is: from its postcode, its outcode or a town's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from portal.feeds.item import Item
from portal.patterns import compile_later
from portal.values import fixed

_POSTCODE = compile_later(
    r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b|\b([A-Z]{1,2}\d[A-Z\d]?)\b",
    re.IGNORECASE,
)
_PARTS = compile_later(r"[,;/|()]|\s+-\s+|\s+[–—]\s+")
_LONGEST_PLACE = 80
_MOST_PLACES = 50
# The box around Great Britain and Northern Ireland; (0, 0) and swapped pairs fall outside.
_LATITUDES, _LONGITUDES = (49.0, 61.0), (-9.0, 2.5)


@fixed
class GazetteerPlace:
    """A place we know: the name to show, its district's id, a point and an outcode."""

    name: str
    district: str
    latitude: float
    longitude: float
    outcode: str = ""


@fixed
class Gazetteer:
    """The places of the area. A key is a town's name or an outcode, either in lower case.

    An outcode without an entry of its own stands for the first place that lies in it.
    """

    places: Mapping[str, GazetteerPlace]
    names: frozenset[str] = field(init=False, compare=False)
    _by_outcode: Mapping[str, GazetteerPlace] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_outcode: dict[str, GazetteerPlace] = {}
        for each in self.places.values():
            by_outcode.setdefault(each.outcode.lower(), each)
        by_outcode |= self.places
        by_outcode.pop("", None)
        object.__setattr__(self, "_by_outcode", by_outcode)
        object.__setattr__(self, "names", frozenset(self.places))

    def by_name(self, name: str) -> GazetteerPlace | None:
        """Return the place with this name, however it is written."""
        return self.places.get(" ".join(name.lower().split()))

    def by_outcode(self, outcode: str) -> GazetteerPlace | None:
        """Return the place for an outcode, such as LE11."""
        return self._by_outcode.get(outcode.lower())


@fixed
class Whereabouts:
    """A vacancy's place as far as it is known."""

    place: str = ""
    district: str | None = None
    outcode: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None


@lru_cache(maxsize=8192)
def postcode_of(text: str) -> tuple[str, str]:
    """Return the first postcode in a text and its outcode; the postcode is empty if not whole."""
    outcode = ""
    for found in _POSTCODE.finditer(text):
        if found.group(1):
            whole = f"{found.group(1)} {found.group(2)}".upper()
            return whole, found.group(1).upper()
        outcode = outcode or found.group(3).upper()
    return "", outcode


def whereabouts(item: Item, gazetteer: Gazetteer) -> Whereabouts:
    """Return where the item's vacancy is; of several places, the first that we know.

    The town that is named decides the place, and the postcode where no known town is named.
    """
    own = _whereabouts(item, gazetteer)
    if own.district is None:
        for text in _lines(item.other_places):
            if (known := _known(text, gazetteer)) is not None:
                postcode, outcode = postcode_of(text)
                return Whereabouts(
                    *(known.name, known.district, outcode or known.outcode.upper(), postcode),
                    *(known.latitude, known.longitude),
                )
    return own


def also_at(item: Item, where: Whereabouts, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names of the item's other places, each once, without the one it is shown at."""
    if not item.other_places:
        return ()
    names = {where.place.casefold(): ""}
    own = _whereabouts(item, gazetteer).place
    for text in (own, *_lines(item.other_places)):
        known = _known(text, gazetteer)
        name = known.name if known else _shown(text)
        names.setdefault(name.casefold(), name)
    return tuple(filter(None, names.values()))


def _lines(text: str) -> list[str]:
    return [line for each in text.splitlines()[:_MOST_PLACES] if (line := each.strip())]


def _known(text: str, gazetteer: Gazetteer) -> GazetteerPlace | None:
    """Return the place that a text names, by its town or by its outcode."""
    for name in _names(text):
        if (known := gazetteer.by_name(name)) is not None:
            return known
    outcode = postcode_of(text)[1]
    return gazetteer.by_outcode(outcode) if outcode else None


def _whereabouts(item: Item, gazetteer: Gazetteer) -> Whereabouts:
    """Return where an item's first place is: its own point if it has one, else the place's."""
    postcode, outcode = postcode_of(item.postcode)
    if not postcode:
        written, of_written = postcode_of(item.location)
        postcode, outcode = written, outcode or of_written
    named = _named(item, gazetteer)
    known = named or (gazetteer.by_outcode(outcode) if outcode else None)
    latitude, longitude = _point(item.latitude, item.longitude)
    if known is None:
        shown = _shown(item.locality or item.location or item.region)
        return Whereabouts(shown, None, outcode, postcode, latitude, longitude)
    if latitude is None:
        latitude, longitude = known.latitude, known.longitude
    shown = known.name
    return Whereabouts(
        shown, known.district, outcode or known.outcode.upper(), postcode, latitude, longitude
    )


def _named(item: Item, gazetteer: Gazetteer) -> GazetteerPlace | None:
    for text in (item.locality, item.location):
        for name in _names(text):
            if (known := gazetteer.by_name(name)) is not None:
                return known
    return None


@lru_cache(maxsize=8192)
def _names(text: str) -> tuple[str, ...]:
    """Return a text's parts that may be names, without postcodes: "Oadby, LE2" has one."""
    without = _POSTCODE.sub(" ", text.replace("_", " "))
    return tuple(name for part in _PARTS.split(without) if (name := part.strip(" .-")))


@lru_cache(maxsize=8192)
def _shown(text: str) -> str:
    """Return a place that we do not know, fit to be shown."""
    names = _names(text[:400])
    shown = ", ".join(names[:2])[:_LONGEST_PLACE]
    return shown.title() if shown.isupper() else shown


@lru_cache(maxsize=8192)
def _point(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None, None
    if not (_LATITUDES[0] <= north <= _LATITUDES[1] and _LONGITUDES[0] <= east <= _LONGITUDES[1]):
        return None, None
    return north, east
