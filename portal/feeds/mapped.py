"""One reader for every JSON and XML that lists items: a preset's map, the feed's own, or both.

Without a map the names that spreadsheets and systems use are known here too (`json`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from portal.expressions import Condition, Expression, Path, path
from portal.feed_formats import preset_names
from portal.feeds.document import Document, Reader
from portal.feeds.field_names import field_of, value_under
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, reading
from portal.feeds.json_tree import json_of, looks_like_json
from portal.feeds.mapping import follow, holds, mapped_fields
from portal.feeds.values import text
from portal.feeds.xml_tree import local_name, plain, read_tree
from portal.values import fixed

if TYPE_CHECKING:
    from portal.feeds.presets import Preset

JSON = "json"
# Formats in which `items` says where to look.
OWN_ITEMS = frozenset({JSON, "xml"})
_NOT_AN_OBJECT = "It is not an object with fields."
_NOT_PUBLIC = "Its own system says that it is not public, or not open."
_NO_ITEMS = "There are no items in it where they should be: {}."
_NOT_JSON = "It is not JSON, or too little of it came."
_PRESETS = frozenset(preset_names())
_DEEPEST = 4
_HEAD = 200_000
# What a group says under names of its own: a place's name is not the vacancy's.
_WITHIN = frozenset(
    {"street", "locality", "region", "postcode", "country", "latitude", "longitude"}
    | {"pay_minimum", "pay_maximum", "pay_per", "pay_currency", "email", "phone"}
)

# Fields whose name is the question: what true and false mean for others is anyone's guess.
_QUESTIONS = frozenset(
    {"travel_time_paid", "mileage", "dbs_paid_by", "induction_paid", "sick_pay"}
    | {"uniform_provided", "guaranteed_hours"}
)


@fixed
class _Plan:
    """Where the items are, what is in them, and which are left out."""

    format: str
    items: str
    map: Mapping[str, Expression]
    leave_out: Sequence[Condition] = ()

    @property
    def paths(self) -> list[Path]:
        """Return the paths to try for the items, best first."""
        return [path(each) for each in self.items.split("|")]


def _entry(number: int, record: Any, plan: _Plan, top: Any) -> Item | Skipped:
    if not isinstance(record, dict):
        return Skipped(number, _NOT_AN_OBJECT)
    if any(holds(each, record, top) for each in plan.leave_out):
        return Skipped(number, _NOT_PUBLIC)
    known = {} if plan.format in _PRESETS else _by_alias(record)
    return item_or_skipped(number, {**known, **mapped_fields(plan.map, record, top)})


def _by_alias(record: dict[str, Any]) -> dict[str, str]:
    """Return the fields whose names, or whose names within a group, we know."""
    found: dict[str, str] = {}
    for name, value in record.items():
        field = field_of(name)
        if field and (said := _answer(field, value) or text(value)):
            found.setdefault(field, value_under(name, said))
        if isinstance(value, dict):
            for inner, each in value.items():
                own = field_of(f"{name}{inner}") or (field_of(inner) if field else "")
                if own in _WITHIN and (said := text(each)):
                    found.setdefault(own, said)
    if "title" not in found and (said := text(record.get("name"))):
        found["title"] = said
    return found


def _answer(field: str, value: Any) -> str:
    """Return true and false as words, where the field is a question that they answer."""
    if field not in _QUESTIONS or not isinstance(value, bool):
        return ""
    return "yes" if value else "no"


def _records(found: list[Any]) -> list[Any]:
    """Return the items at the end of a path: the entries of lists, or the one thing there."""
    there = (each for each in found if each is not None)
    entries = chain.from_iterable(each if isinstance(each, list) else [each] for each in there)
    return list(islice(entries, MAXIMUM_ITEMS))


def _read_json(document: Document, plan: _Plan) -> Reading:
    try:
        data, mended = json_of(document)
    except (ValueError, RecursionError):
        return Reading(plan.format, problems=(_NOT_JSON,))

    def top() -> Any:
        return data

    items: list[Any] = []
    for each in plan.paths:
        items = items or _records(follow(data, each, top, MAXIMUM_ITEMS))
    entries = [_entry(number, each, plan, top) for number, each in enumerate(items, start=1)]
    empty = _NO_ITEMS.format(plan.items)
    return reading(plan.format, entries, lenient=mended, empty=empty)


def _elements(root: ET.Element, way: Path) -> list[ET.Element]:
    """Return the elements at the end of a path, which may begin with the root's own name."""
    steps = [each.lower() for each in way.steps]
    if steps and local_name(root.tag).lower() == steps[0]:
        del steps[0]
    found = [root]
    for step in steps:
        found = [e for each in found for e in each if local_name(e.tag).lower() == step]
    return found


def _read_xml(document: Document, plan: _Plan) -> Reading:
    names = frozenset(way.steps[-1].lower() for way in plan.paths if way.steps)

    def entries(root: ET.Element) -> list[Item | Skipped]:
        known: list[Any] = []

        def top() -> Any:
            if not known:
                known.append(plain(root))
            return known[0]

        found: list[ET.Element] = []
        for way in plan.paths:
            found = found or _elements(root, way)[:MAXIMUM_ITEMS]
        return [_entry(number, plain(each), plan, top) for number, each in enumerate(found, 1)]

    empty = _NO_ITEMS.format(plan.items)
    return read_tree(document, plan.format, names, entries, empty)


def _preset(name: str) -> Preset:
    """Return the preset of this name, loaded when there is a feed that may be its system's."""
    from portal.feeds.presets import preset  # which needs the models of all content

    return preset(name)


def _plan_of(document: Document, name: str) -> _Plan:
    if name in _PRESETS:
        known = _preset(name)
        expressions = {**known.expressions, **document.map}
        return _Plan(name, document.items or known.items, expressions, known.conditions)
    return _Plan(name, document.items or _list_in(document) or ".", document.map)


def _list_in(document: Document) -> str:
    """Return the path to the first list of objects with a title and more that we know, if any."""
    try:
        data, _ = json_of(document)
    except (ValueError, RecursionError):
        return ""
    waiting: list[tuple[str, Any]] = [("", data)]
    for where, value in waiting:
        if isinstance(value, list):
            known = _by_alias(value[0]) if value and isinstance(value[0], dict) else {}
            if "title" in known and len(known) > 2:
                return where or "."
        elif isinstance(value, dict) and where.count(".") < _DEEPEST:
            names = [each for each in islice(value, 50) if not set(each) & set(".|/{}")]
            waiting += [(f"{where}.{each}".lstrip("."), value[each]) for each in names if each]
    return ""


def read_mapped(document: Document, name: str) -> Reading:
    """Return the items that a preset, or the feed's own `items` and `map`, find."""
    plan = _plan_of(document, name)
    return _read_xml(document, plan) if document.root else _read_json(document, plan)


def _recognises(name: str, document: Document) -> bool:
    known = _preset(name)
    if not known.recognise or bool(document.root) is not (known.kind == "xml"):
        return False
    start = document.text[:_HEAD]
    if not all(word in start for word in known.telling):
        return False
    ways = [path(each) for each in known.items.split("|")]
    if known.kind == "xml":
        return any(document.root == way.steps[0].lower() for way in ways if way.steps)
    try:
        data, _ = json_of(document)
    except (ValueError, RecursionError):
        return False
    found = next(filter(None, (_records(follow(data, way, lambda: data, 1)) for way in ways)), [])
    return bool(found) and all(
        follow(found[0], path(each), lambda: data) for each in known.recognise
    )


def _is_known_json(document: Document) -> bool:
    start = document.text[:_HEAD]
    if not looks_like_json(document) or "JobPosting" in start or "hiringOrganization" in start:
        return False
    return bool(_list_in(document))


def _reader(name: str) -> Reader:
    return Reader(name, partial(_recognises, name), partial(read_mapped, name=name))


READER = Reader(JSON, _is_known_json, partial(read_mapped, name=JSON))
READERS: tuple[Reader, ...] = tuple(_reader(name) for name in preset_names())
