"""NHS Jobs, in both of its shapes."""

from __future__ import annotations

import pytest

from portal.feeds import read

NEW = (
    "<nhsJobs><vacancyDetails><id>33</id><reference>C1-24</reference><title>Carer</title>"
    "<description>Kind &amp; patient ...</description><employer>Example Trust</employer>"
    "<type>Permanent</type><salary>£24000.00 to £25000.00</salary><closeDate>2026-12-01</closeDate>"
    "<postDate>2026-11-01T15:57:11.165</postDate><url>https://example.org/1</url>"
    "<locations><location>Oadby, LE2 4AB</location><location>Wigston</location></locations>"
    "</vacancyDetails></nhsJobs>"
)
OLD = (
    "<vacancies><vacancy_details><id>33</id><job_reference>C1-24</job_reference>"
    "<job_title>Carer</job_title><job_employer>Example Trust</job_employer>"
    "<job_location>Oadby, LE2 4AB</job_location><job_type>Permanent</job_type>"
    "<job_salary>£24000.00 to £25000.00</job_salary><job_closedate>2026-12-01</job_closedate>"
    "<job_url>https://example.org/1</job_url></vacancy_details></vacancies>"
)


@pytest.mark.parametrize("document", [NEW, OLD, NEW.replace("location>", "locations>")])
def test_both_shapes_are_read(document: str) -> None:
    reading = read(document.encode())
    assert (reading.format, reading.lenient, reading.problems) == ("nhs-jobs", False, ())
    (item,) = reading.items
    assert (item.title, item.reference, item.provider) == ("Carer", "C1-24", "Example Trust")
    assert (item.location, item.closes) == ("Oadby, LE2 4AB", "2026-12-01")
    assert (item.pay_text, item.contract) == ("£24000.00 to £25000.00", "Permanent")


@pytest.mark.parametrize(
    "document",
    [
        NEW[: NEW.index("<url>")],
        NEW.replace("</employer>", "</Employer>"),
        NEW.replace("&amp;", "&"),
        NEW.replace("Kind", "Ki\x08nd"),
        NEW.replace("</vacancyDetails>", ""),
    ],
)
def test_what_is_broken_is_read_leniently_and_says_so(document: str) -> None:
    reading = read(document.encode())
    assert (reading.format, reading.lenient) == ("nhs-jobs", True)
    (item,) = reading.items
    assert (item.title, item.closes, item.provider) == ("Carer", "2026-12-01", "Example Trust")


def test_an_unclosed_vacancy_ends_where_the_next_begins() -> None:
    one = "<vacancyDetails><title>{}</title><id>{}</id>"
    document = f"<nhsJobs>{one.format('Carer', 1)}{one.format('Cook', 2)}</nhsJobs>"
    items = read(document.encode()).items
    assert [(each.title, each.reference) for each in items] == [("Carer", "1"), ("Cook", "2")]


def test_one_page_of_several_says_so() -> None:
    page = NEW.replace("</nhsJobs>", "<totalResults>54</totalResults></nhsJobs>")
    (problem,) = read(page.encode()).problems
    assert problem.startswith("It holds 1 of 54 vacancies")
    assert read(b"<nhsJobs/>").problems == ("It is XML without a single vacancy of NHS Jobs.",)
