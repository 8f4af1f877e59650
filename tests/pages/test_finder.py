"""The finder's data: all open vacancies, small, in parts that fit together."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from planning import LONDON, MakeWorld, context, library_of, many, planned, vacancy

from portal.content.vacancy import (
    Answer,
    Contract,
    Driving,
    PayPeriod,
    Shift,
    Terms,
    Vacancy,
    VacancyHours,
    VacancyPay,
)
from portal.library import Library
from portal.pages.finder_columns import settings_of
from portal.pages.hourly import least_hourly_pay

TWO_TESTHAMS = """\
attribution: [Made up for tests]
districts:
  - {id: north, title: North Testshire, kind: district, ons_code: E07000000, care_authority: T}
  - {id: south, title: South Testshire, kind: district, ons_code: E07000001, care_authority: T}
outcodes:
  - {id: le1, town: Testham, districts: [north], latitude: 52.6, longitude: -1.1}
places:
  - {id: testham, title: Testham, district: north, outcode: LE1, latitude: 52.6, longitude: -1.1}
  - {id: testham-south, title: Testham, district: south, outcode: LE1, latitude: 52, longitude: -1}
  - {id: elsewhere, title: Elsewhere, district: south, outcode: LE1, latitude: 52.4, longitude: -1}
"""


def part(library: Library, number: int = 1) -> Any:
    """Return a part of the data, read as a browser reads it."""
    url = f"/vacancies/finder{'' if number == 1 else f'-{number}'}.json"
    return json.loads(context(library, url).text)


def row(data: Any, number: int = 0) -> dict[str, Any]:
    """Return what the columns hold of one vacancy of the first part."""
    return {
        name: column["entries"][column["rows"][number]] for name, column in data["columns"].items()
    }


def test_a_row_holds_what_the_card_says_and_what_filters_ask(world: MakeWorld) -> None:
    found = vacancy(
        "one",
        latitude=52.60049,
        longitude=-1.1,
        hours=VacancyHours(Decimal(16), Decimal("37.5"), Answer.YES),
        contract=Contract.BANK,
        shifts=(Shift.NIGHTS, Shift.WEEKENDS),
        driving=Driving.HELPFUL,
        terms=Terms(travel_time_paid=Answer.YES),
        experience_needed=Answer.NO,
        closes_at=datetime(2026, 12, 4, 12, tzinfo=LONDON),
        example=True,
    )
    library = library_of(world, [found])
    card = context(library, "/vacancies/").vacancies[0]
    data = part(library)
    assert data["ids"] == ["one"]
    assert row(data) == {
        "title": card.title,
        "place": [card.place, 52.6, -1.1],
        "pay": [card.pay, 1271],
        "hours": [card.hours, 16, 37.5],
        "tags": [True, list(card.tags)],
        "posted": card.posted,
        "closes": ["Closes 4 December 2026 at midday", 29_939_760 * 60],
        "provider": ["example-house"],
        "district": ["north"],
        "role": ["care-assistant"],
        "setting": ["care-home"],
        "contract": ["bank"],
        "shift": ["nights", "weekends"],
        "terms": ["no-car", "guaranteed-hours", "paid-travel", "no-experience"],
    }


def test_a_row_is_its_vacancys_own_however_little_it_differs_from_another(world: MakeWorld) -> None:
    """Entries are made once for vacancies that say the same: a field must not be forgotten."""
    other = vacancy(
        "other",
        title="Cook",
        provider="",
        provider_name="Another house",
        role="senior-care-worker",
        place="Elsewhere",
        district="south",
        latitude=52.4,
        longitude=-1.0,
        pay=VacancyPay(Decimal(30_000), Decimal(31_000), PayPeriod.YEAR, "pro rata"),
        contract=Contract.BANK,
        hours=VacancyHours(Decimal(36), Decimal(36), Answer.YES),
        shifts=(Shift.NIGHTS,),
        driving=Driving.HELPFUL,
        terms=Terms(travel_time_paid=Answer.YES),
        experience_needed=Answer.NO,
        posted_on=date(2026, 11, 3),
        closes_at=datetime(2026, 12, 4, 12, tzinfo=LONDON),
        example=True,
    )
    base = vacancy("base")
    ways = [base, other]
    for one, two in ((base, other), (other, base)):
        for each in fields(Vacancy):
            if getattr(one, each.name) != getattr(two, each.name) and each.name != "id":
                way = replace(
                    one, id=f"{one.id}-{each.name}", **{each.name: getattr(two, each.name)}
                )
                ways.append(way)
    pays = (replace(base.pay, minimum=Decimal(20)), replace(base.pay, maximum=Decimal(21)))
    ways += [replace(base, id=f"pay-{number}", pay=pay) for number, pay in enumerate(pays)]
    together = part(library_of(world, ways))
    for number, way in enumerate(ways):
        assert row(together, number) == row(part(library_of(world, [way]))), way.id


def test_what_an_advert_does_not_say_is_left_empty(world: MakeWorld) -> None:
    found = Vacancy(id="bare", title="Carer", source="feed", provider_name="Somebody")
    data = part(library_of(world, [found]))
    assert row(data) == {
        "title": "Carer",
        "place": [""],
        "pay": ["Pay not stated"],
        "hours": ["Hours not stated"],
        "tags": [False, []],
        "posted": "",
        "closes": [""],
        "provider": ["Somebody"],
        "district": [],
        "role": [],
        "setting": [],
        "contract": [],
        "shift": [],
        "terms": [],
    }
    assert data["names"]["provider"] == [["Somebody", "Somebody"]]


def test_only_what_is_on_offer_can_be_chosen(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", shifts=(Shift.NIGHTS,))])
    data = part(library)
    assert data["names"] == {
        "district": [["north", "North Testshire"]],
        "role": [["care-assistant", "Care assistant"]],
        "setting": [["care-home", "Care home"]],
        "provider": [["example-house", "Example House"]],
    }
    assert data["also"] == {"care-assistant": "Carer"}
    form = context(library, "/vacancies/").finder
    assert (form.contracts, form.shifts) == ((), (("nights", "Nights"),))


def test_towns_of_one_name_say_their_district(world: MakeWorld) -> None:
    library = library_of(world, [], {"content/facts/places.yaml": TWO_TESTHAMS})
    names = [name for name, _, _ in part(library)["places"]]
    assert names == ["Testham, North Testshire", "Testham, South Testshire", "Elsewhere", "LE1"]


def test_a_thousand_vacancies_are_a_part_and_parts_fit_together(world: MakeWorld) -> None:
    found = [vacancy(f"vacancy-{number}", title=f"Title {number % 1500}") for number in range(2001)]
    library = library_of(world, found)
    parts = [part(library, number) for number in (1, 2, 3)]
    assert [len(each["ids"]) for each in parts] == [1000, 1000, 1]
    assert "/vacancies/finder-4.json" not in planned(library)
    assert parts[0]["total"] == 2001
    stamp = parts[0]["stamp"]
    assert {each["stamp"] for each in parts} == {stamp}
    assert parts[0]["parts"] == [f"/vacancies/finder-{number}.json?v={stamp}" for number in (2, 3)]
    entries = [entry for each in parts for entry in each["columns"]["title"]["entries"]]
    rows = [number for each in parts for number in each["columns"]["title"]["rows"]]
    assert [entries[number] for number in rows] == [each.title for each in found]
    assert len(entries) == 1500


def test_addresses_of_later_parts_change_with_the_data_and_only_then(world: MakeWorld) -> None:
    def address(**changes: str) -> str:
        library = library_of(world, [*many(1000), vacancy("one", **changes)])
        assert context(library, "/vacancies/").finder.source == "/vacancies/finder.json"
        (second,) = part(library)["parts"]
        return str(second)

    first = address()
    assert first.startswith("/vacancies/finder-2.json?v=")
    assert address() == first
    assert address(title="Another title") != first


def test_a_list_is_the_same_while_other_vacancies_change(world: MakeWorld) -> None:
    def form(title: str, contract: Contract = Contract.PERMANENT) -> object:
        found = [vacancy("one"), vacancy("two", title=title, contract=contract, district="south")]
        return context(library_of(world, found), "/vacancies/in/north/").finder

    assert form("Cook") == form("Driver")
    assert form("Cook", Contract.BANK) != form("Cook")  # it offers what any vacancy has


def test_parts_are_found_where_the_site_lies_below_a_path(world: MakeWorld) -> None:
    library = library_of(world, many(1001))
    config = library.config.model_copy(update={"base_url": "https://example.org/careers/"})
    below = replace(library, config=config)
    assert part(below)["parts"][0].startswith("/careers/vacancies/finder-2.json?v=")


def test_a_thousand_different_vacancies_are_within_the_budget(world: MakeWorld) -> None:
    found = [
        vacancy(
            f"{number * 7919 % 10**9:x}-{number}",
            title=f"{'Senior ' * (number % 2)}care assistant, {number * 31 % 997} beds",
            provider=None,
            provider_name=f"Provider {number * 17 % 400}",
            place=f"Town {number % 120}",
            latitude=52 + number % 120 / 100,
            longitude=-1.0,
            pay=VacancyPay(Decimal(1271 + number % 300) / 100, None, PayPeriod.HOUR),
            hours=VacancyHours(Decimal(number % 30 + 8), Decimal(number % 20 + 40)),
        )
        for number in range(1000)
    ]
    text = context(library_of(world, found), "/vacancies/finder.json").text
    assert len(gzip.compress(text.encode())) <= 150_000


def test_a_list_has_the_finder_on_its_first_page_and_says_what_it_is_of(world: MakeWorld) -> None:
    library = library_of(world, many(60))
    both = context(library, "/vacancies/in/north/care-assistant/").finder
    assert (both.district, both.role, both.total) == ("north", "care-assistant", 60)
    everywhere = context(library, "/vacancies/").finder
    assert (everywhere.district, everywhere.role) == ("", "")
    assert context(library, "/vacancies/page/2/").finder is None
    assert context(library, "/vacancies/in/south/").finder is None, "there is nothing to find"


FULL_TIME = VacancyHours(Decimal("37.5"))


@pytest.mark.parametrize(
    ("amount", "per", "hours", "words", "hourly"),
    [
        ("12.71", PayPeriod.HOUR, VacancyHours(), "", "12.71"),
        ("500", PayPeriod.WEEK, VacancyHours(Decimal(20), Decimal(20)), "", "25.00"),
        ("26000", PayPeriod.YEAR, FULL_TIME, "£26,000", "13.33"),
        ("2200", PayPeriod.MONTH, FULL_TIME, "", "13.53"),
        # The figure of a part-time post may be what full time would pay.
        ("26000", PayPeriod.YEAR, VacancyHours(Decimal(20)), "", None),
        ("26000", PayPeriod.YEAR, FULL_TIME, "£26,000 pro rata", None),
        ("26000", PayPeriod.YEAR, FULL_TIME, "£26,000 (FTE)", None),
        ("500", PayPeriod.WEEK, VacancyHours(Decimal(16), Decimal(37)), "", None),
        ("26000", PayPeriod.YEAR, VacancyHours(), "", None),
        ("100", PayPeriod.DAY, FULL_TIME, "", None),
    ],
)
def test_pay_by_the_hour_is_worked_out_only_where_it_is_certain(
    amount: str, per: PayPeriod, hours: VacancyHours, words: str, hourly: str | None
) -> None:
    found = vacancy("one", pay=VacancyPay(Decimal(amount), None, per, words), hours=hours)
    assert least_hourly_pay(found) == (Decimal(hourly) if hourly else None)


def test_the_most_that_may_be_paid_is_not_what_is_paid_at_least() -> None:
    pay = VacancyPay(None, Decimal(15), PayPeriod.HOUR)
    assert least_hourly_pay(vacancy("one", pay=pay)) is None


def test_a_setting_is_told_by_role_and_provider_together(world: MakeWorld) -> None:
    settings = "\n".join(
        f"- {{id: {each}, title: {each}, summary: Made up., sources: [Made up]}}"
        for each in ("care-home", "home-care", "hospice")
    )
    library = library_of(world, [], {"content/pathway/settings.yaml": settings})
    house = library.providers["example-house"]
    assistant = library.roles["care-assistant"]
    changed = replace(
        library,
        providers={
            "example-house": house.model_copy(update={"services": ("home-care", "hospice")})
        },
        roles={
            "care-assistant": assistant.model_copy(update={"settings": ("care-home", "home-care")})
        },
    )

    def told(**facts: Any) -> tuple[str, ...]:
        return settings_of(changed, vacancy("one", **facts))

    assert told() == ("home-care",)
    assert told(provider=None) == (), "the role alone leaves a choice"
    assert told(role=None) == (), "the provider alone leaves a choice"
    assert settings_of(library, vacancy("one", provider=None)) == ("care-home",)


def test_hours_tell_what_a_salary_is_by_the_hour(world: MakeWorld) -> None:
    """Adverts of the same pay may differ in the pence an hour, which follow from hours, too."""
    pay = VacancyPay(Decimal(30_000), None, PayPeriod.YEAR)
    hours = (VacancyHours(Decimal(36), Decimal(36)), VacancyHours(Decimal(40), Decimal(40)))
    found = [vacancy(str(at), pay=pay, hours=each) for at, each in enumerate(hours)]
    data = part(library_of(world, found))
    pence = [row(data, data["ids"].index(each.id))["pay"][1] for each in found]
    assert pence == [1602, 1442]
