"""DWP Find a Job: the fields, and issues of one vacancy."""

from __future__ import annotations

from portal.feeds import read

ONE = (
    '<Vacancy vacancyRefCode="{}"><Title>{}</Title>'
    "<Description>You will:\n• help people\n• be kind</Description>"
    "<Location><StreetAddress>1 Lane</StreetAddress><City>Oadby</City><State>Leicestershire</State>"
    "<PostalCode>LE2 4AB</PostalCode></Location><VacancyExpiry>2026-12-01</VacancyExpiry>"
    '<VacancyType id="3"/><VacancyStatus id="2"/><VacancyCategory id="9"/>'
    "<Salary><MinSalary>12.60</MinSalary><MaxSalary>13</MaxSalary>"
    "<SalaryFrequency>Hourly</SalaryFrequency><SalaryText>plus mileage</SalaryText></Salary>"
    '<ApplyMethod id="2"/><ApplyUrl>https://example.org/1</ApplyUrl></Vacancy>'
)


def _feed(*vacancies: tuple[str, str]) -> bytes:
    return f"<Vacancies>{''.join(ONE.format(*each) for each in vacancies)}</Vacancies>".encode()


def test_every_field_is_read() -> None:
    reading = read(_feed(("10", "Carer")))
    assert (reading.format, reading.lenient) == ("find-a-job", False)
    (item,) = reading.items
    assert (item.reference, item.title, item.closes) == ("10", "Carer", "2026-12-01")
    assert (item.street, item.locality, item.postcode) == ("1 Lane", "Oadby", "LE2 4AB")
    assert (item.contract, item.hours) == ("Temporary", "Part time")
    assert (item.pay_minimum, item.pay_maximum, item.pay_per) == ("12.60", "13", "Hourly")
    assert (item.pay_text, item.url) == ("plus mileage", "https://example.org/1")


def test_an_advert_that_is_issued_again_keeps_its_reference() -> None:
    assert read(_feed(("10-2", "Carer"))).items[0].reference == "10"
    uuid = "7d0c2a3e-1111-4222-8333-0123456789ab"
    assert read(_feed((uuid, "Carer"))).items[0].reference == uuid


def test_issues_are_one_vacancy_the_latest() -> None:
    reading = read(_feed(("10", "Carer"), ("11", "Cook"), ("10-2", "Carer"), ("10-1", "Carer")))
    assert [(each.number, each.reference) for each in reading.items] == [(2, "11"), (3, "10")]
    assert [each.number for each in reading.skipped] == [1, 4]
    assert {each.reason for each in reading.skipped} == {"It is an earlier issue of item 3."}


def test_adverts_that_differ_are_not_issues() -> None:
    reading = read(_feed(("CARE-1", "Carer"), ("CARE-2", "Cook")))
    assert [each.reference for each in reading.items] == ["CARE-1", "CARE-2"]


def test_what_is_cut_off_is_read_leniently() -> None:
    reading = read(_feed(("10", "Carer"), ("11", "Cook"))[:-60])
    assert (reading.lenient, [each.title for each in reading.items]) == (True, ["Carer", "Cook"])
