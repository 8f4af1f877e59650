"""Vacancies: their lists, and what a page says to people and to search engines."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from planning import (
    CARE_ASSISTANT,
    LONDON,
    MakeWorld,
    context,
    library_of,
    many,
    planned,
    structured,
    vacancy,
)

from portal.content.vacancy import (
    Answer,
    Contract,
    Payer,
    PayPeriod,
    Status,
    Terms,
    Vacancy,
    VacancyHours,
    VacancyPay,
)
from portal.pages.beside import similar_to
from portal.pages.job_posting import job_posting


def posting(world: MakeWorld, found: Vacancy) -> dict[str, object] | None:
    """Return the JobPosting of a vacancy in the small world."""
    made = job_posting(library_of(world, [found]), found)
    return dict(made) if made else None


# https://developers.google.com/search/docs/appearance/structured-data/job-posting


def test_a_single_vacancy_has_the_job_posting_google_requires(world: MakeWorld) -> None:
    assert posting(world, vacancy("one", reference="T-1", postcode="LE1 1AA")) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Care assistant",
        "description": "<p>Help people with their day.</p>",
        "datePosted": "2026-11-20",
        "hiringOrganization": {"@type": "Organization", "name": "Example House"},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "GB",
                "addressLocality": "Testham",
                "addressRegion": "North Testshire",
                "postalCode": "LE1 1AA",
            },
        },
        "identifier": {"@type": "PropertyValue", "name": "Example House", "value": "T-1"},
        "directApply": False,
        "url": "https://site.example/vacancies/one/",
        "validThrough": "2026-12-04T23:59:00+00:00",
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "unitText": "HOUR",
                "minValue": 12.71,
                "maxValue": 13.4,
            },
        },
    }


def test_a_closing_day_in_summer_has_the_zone_of_summer(world: MakeWorld) -> None:
    closes = datetime(2027, 7, 1, 23, 59, tzinfo=LONDON)
    made = posting(world, vacancy("one", closes_at=closes))
    assert made is not None
    assert made["validThrough"] == "2027-07-01T23:59:00+01:00"


def test_an_example_has_no_job_posting(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", example=True)])
    assert structured(library, "/vacancies/one/", "JobPosting") == []
    assert context(library, "/vacancies/one/").example is True


def test_a_list_has_no_job_posting(world: MakeWorld) -> None:
    library = library_of(world, [CARE_ASSISTANT])
    assert structured(library, "/vacancies/", "JobPosting") == []


def test_a_vacancy_that_lacks_what_google_requires_has_no_job_posting(world: MakeWorld) -> None:
    assert posting(world, vacancy("one", description="")) is None
    assert posting(world, vacancy("one", place="", district=None)) is None
    assert posting(world, vacancy("one", posted_on=None)) is None
    assert posting(world, vacancy("one", provider=None, provider_name="")) is None


def test_a_vacancy_that_is_over_has_no_job_posting(world: MakeWorld) -> None:
    closed = datetime(2026, 11, 21, 23, 59, tzinfo=LONDON)
    assert posting(world, vacancy("one", closes_at=closed)) is None
    assert posting(world, vacancy("one", status=Status.FILLED)) is None


def test_pay_in_words_is_never_put_into_a_number(world: MakeWorld) -> None:
    for pay in (VacancyPay(text="£12 to £14"), VacancyPay(Decimal(12)), VacancyPay()):
        made = posting(world, vacancy("one", pay=pay))
        assert made is not None
        assert "baseSalary" not in made


def test_one_rate_of_pay_is_one_value(world: MakeWorld) -> None:
    made = posting(world, vacancy("one", pay=VacancyPay(Decimal(24000), None, PayPeriod.YEAR)))
    assert made is not None
    assert made["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {"@type": "QuantitativeValue", "unitText": "YEAR", "value": 24000.0},
    }


def test_the_type_of_employment_is_named_only_where_it_is_certain(world: MakeWorld) -> None:
    cases = (
        (Contract.PERMANENT, None, None, None),
        (Contract.PERMANENT, "37.5", "37.5", "FULL_TIME"),
        (Contract.PERMANENT, "16", "24", "PART_TIME"),
        (Contract.PERMANENT, "20", "40", None),
        (Contract.BANK, None, None, None),
        (Contract.FIXED_TERM, "37", "37", "TEMPORARY"),
        (Contract.VOLUNTEER, None, None, "VOLUNTEER"),
    )
    for contract, least, most, expected in cases:
        hours = VacancyHours(Decimal(least) if least else None, Decimal(most) if most else None)
        made = posting(world, vacancy("one", contract=contract, hours=hours))
        assert made is not None
        assert made.get("employmentType") == expected, (contract, least, most)


def test_terms_that_an_advert_leaves_out_are_shown_as_not_stated(world: MakeWorld) -> None:
    terms = Terms(travel_time_paid=Answer.YES, dbs_paid_by=Payer.WORKER)
    library = library_of(world, [vacancy("one", terms=terms)])
    rows = {row.label: row for row in context(library, "/vacancies/one/").terms}
    assert rows["Paid for travel between visits"].answer == "Yes"
    assert rows["Criminal-record check (DBS)"].answer == "You pay"
    assert rows["Mileage paid"].answer == "Not stated"
    assert rows["Mileage paid"].tone == "not-stated"
    assert sum(row.answer == "Not stated" for row in rows.values()) == len(rows) - 2


def test_pay_that_an_advert_leaves_out_is_shown_as_not_stated(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", pay=VacancyPay())])
    rows = {row.label: row.value for row in context(library, "/vacancies/one/").facts}
    assert rows["Pay"] == "Pay not stated"
    assert rows["Hours"] == "Hours not stated"


def test_a_vacancy_leads_to_the_role_a_story_and_its_provider(world: MakeWorld) -> None:
    page = context(library_of(world, [vacancy("one")]), "/vacancies/one/")
    assert page.role.url == "/roles/care-assistant/"
    assert [step.url for step in page.steps] == ["/roles/senior-care-worker/"]
    assert page.story.url == "/case-studies/from-the-shop/"
    assert page.provider.url == "/providers/example-house/"


def test_a_vacancy_of_no_known_role_still_has_a_page(world: MakeWorld) -> None:
    found = vacancy("one", role=None, district=None, provider=None, provider_name="Someone")
    page = context(library_of(world, [found]), "/vacancies/one/")
    assert (page.role, page.steps, page.story, page.similar, page.provider) == (
        None,
        (),
        None,
        (),
        None,
    )


def test_similar_vacancies_are_for_the_same_role_and_the_nearest_come_first(
    world: MakeWorld,
) -> None:
    vacancies = [
        vacancy("far", district="south"),
        vacancy("other-role", role="senior-care-worker"),
        vacancy("near"),
        vacancy("one"),
    ]
    library = library_of(world, vacancies)
    assert [each.id for each in similar_to(library, vacancies[3])] == ["near", "far"]


def test_similar_vacancies_are_four_at_most(world: MakeWorld) -> None:
    library = library_of(world, many(9))
    assert len(list(similar_to(library, library.vacancies[0]))) == 4


def test_two_adverts_of_one_job_are_told_apart_by_their_references(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", reference="A1"), vacancy("two", reference="A2")])
    assert context(library, "/vacancies/one/").head.title == (
        "Care assistant (A1), Example House, Testham"
    )


def test_lists_exist_only_where_they_have_vacancies(world: MakeWorld) -> None:
    urls = planned(library_of(world, [CARE_ASSISTANT]))
    assert "/vacancies/role/care-assistant/" in urls
    assert "/vacancies/in/north/care-assistant/" in urls
    assert "/vacancies/role/senior-care-worker/" not in urls
    assert "/vacancies/in/south/care-assistant/" not in urls


def test_a_district_without_vacancies_has_a_page_that_says_so(world: MakeWorld) -> None:
    page = context(library_of(world, [CARE_ASSISTANT]), "/vacancies/in/south/")
    assert page.vacancies == ()
    assert page.empty == "There are no open vacancies in South Testshire today."
    assert [(row.title, row.count) for row in page.districts] == [
        ("North Testshire", 1),
        ("South Testshire", 0),
    ]


def test_a_site_without_vacancies_says_so(world: MakeWorld) -> None:
    page = context(library_of(world), "/vacancies/")
    assert page.empty == "There are no open vacancies in Testshire today."


def test_every_page_of_a_list_has_a_title_of_its_own_and_leads_to_its_neighbours(
    world: MakeWorld,
) -> None:
    library = library_of(world, many(120))
    first = context(library, "/vacancies/in/north/")
    second = context(library, "/vacancies/in/north/page/2/")
    third = context(library, "/vacancies/in/north/page/3/")
    assert first.head.title == "Vacancies in North Testshire"
    assert second.head.title == "Vacancies in North Testshire, page 2"
    assert (second.head.previous, second.head.next) == (
        "/vacancies/in/north/",
        "/vacancies/in/north/page/3/",
    )
    assert [len(page.vacancies) for page in (first, second, third)] == [50, 50, 20]
    assert third.pagination.next_url == ""


def test_a_vacancy_whose_role_is_a_draft_stands_on_the_lists_of_its_district(
    world: MakeWorld,
) -> None:
    library = library_of(world, [vacancy("one", role="not-published")])
    assert context(library, "/vacancies/in/north/").count == 1
    assert context(library, "/vacancies/one/").role is None


def test_the_day_an_advert_was_seen_stands_in_for_the_day_it_was_posted(world: MakeWorld) -> None:
    found = vacancy("one", posted_on=None, first_seen=date(2026, 11, 19))
    rows = {row.label: row.value for row in context(library_of(world, [found]), found.url).dates}
    assert rows["Posted"] == "19 November 2026"


def test_other_lists_are_named_on_the_first_page_of_a_list_alone(world: MakeWorld) -> None:
    library = library_of(world, many(60))
    first = context(library, "/vacancies/in/north/")
    second = context(library, "/vacancies/in/north/page/2/")
    assert (len(first.districts), len(first.roles), first.first_url) == (2, 1, "")
    assert (second.districts, second.roles) == ((), ())
    assert second.first_url == "/vacancies/in/north/"


def test_a_title_that_is_too_long_keeps_the_job_and_the_place(world: MakeWorld) -> None:
    long = "Night care assistant for people with dementia"
    library = library_of(world, [vacancy("one", title=long), vacancy("two", title="Cook")])
    assert context(library, "/vacancies/one/").head.title == f"{long}, Testham"
    assert context(library, "/vacancies/two/").head.title == "Cook, Example House, Testham"


def test_a_long_title_stays_whole_where_two_vacancies_would_share_the_short_one(
    world: MakeWorld,
) -> None:
    long = "Night care assistant for people with dementia"
    other = vacancy("two", title=long, provider=None, provider_name="Sample Homes")
    library = library_of(world, [vacancy("one", title=long), other])
    assert context(library, "/vacancies/one/").head.title == f"{long}, Example House, Testham"
    assert context(library, "/vacancies/two/").head.title == f"{long}, Sample Homes, Testham"


def test_a_list_with_a_long_name_is_called_jobs_or_just_by_what_and_where(
    world: MakeWorld,
) -> None:
    role = """title: {}
category: care-or-support-worker
branch: direct-care
level: 1
summary: You help people with their day, in the way they like it.
day_to_day: [Help people, Share meals]
settings: [care-home]
driving: not-needed
pay_note: We have no figure.
sources: [Made up for tests]
reviewed_on: 2026-11-01
"""
    for title, name in (
        ("Care assistant in our day centres", "{} jobs in North Testshire"),
        ("Care assistant in a large care home", "{}, North Testshire"),
    ):
        files = {"content/pathway/roles/care-assistant.yaml": role.format(title)}
        library = library_of(world, [vacancy("one")], files)
        page = context(library, "/vacancies/in/north/care-assistant/")
        assert page.head.title == name.format(title)
        assert page.heading == f"{title} vacancies in North Testshire"
