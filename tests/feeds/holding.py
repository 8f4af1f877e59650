"""What has to hold for any bytes at all."""

from __future__ import annotations

from bs4 import BeautifulSoup

from portal.content.vacancy import Vacancy
from portal.feeds import Reading, read
from portal.feeds.normalise import Gazetteer, Happened, Note, RoleMatcher, vacancies

SCRIPT = "<script>alert(1)</script>"


def normalised(reading: Reading) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    """Return the vacancies of a reading, and the notes on them."""
    return vacancies(reading, "lodge", {}, Gazetteer({}), RoleMatcher([]), {})


def assert_holds_together(data: bytes, format_name: str) -> Reading:
    """Check that nothing is lost in silence, and that nothing which runs comes through."""
    reading = read(data, format_name)
    numbers = [each.number for each in reading.items] + [each.number for each in reading.skipped]
    assert sorted(numbers) == list(range(1, reading.read + 1))
    assert reading.items or reading.skipped or reading.problems
    kept, notes = normalised(reading)
    lost = {each.number for each in notes if each.happened is Happened.SKIPPED}
    assert reading.read == len(kept) + len(lost)
    for vacancy in kept:
        assert vacancy.apply.url.startswith(("http://", "https://")) or not vacancy.apply.url
        for tag in BeautifulSoup(vacancy.description, "html.parser").find_all(True):
            assert tag.name not in {"script", "svg", "img", "iframe", "style"}
            assert set(tag.attrs) <= {"href", "rel"}
            assert not str(tag.get("href", "")).lower().startswith(("javascript", "data"))
    return reading
