"""Checks of the pages of districts: one each, because its address is that of the district."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content import Area
from portal.content.loading import Records
from portal.errors import Problem


def check_areas(records: Records) -> Iterator[Problem]:
    """Yield a problem for each page of a district that has one already, drafts included."""
    first: dict[str, Area] = {}
    for area in records.of("area", Area):
        known = first.setdefault(area.district, area)
        if known is not area:
            yield Problem(
                area.origin.position("district"),
                "same-district",
                f'The district "{area.district}" has a page already: {known.origin.path}.',
                "Name another district, or delete one of the two files.",
            )
