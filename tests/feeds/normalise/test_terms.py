"""Terms, driving, experience, contract, shifts and hours: stated, or not stated."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.content.vacancy import Answer, Contract, Driving, Payer, Shift
from portal.feeds.item import Item
from portal.feeds.normalise.contract import contract_in, contract_of
from portal.feeds.normalise.hours import hours_of
from portal.feeds.normalise.needs import driving_of, experience_of
from portal.feeds.normalise.phrases import Sentences
from portal.feeds.normalise.shifts import shifts_in, shifts_of
from portal.feeds.normalise.terms import terms_of

YES, NO, SILENT = Answer.YES, Answer.NO, Answer.NOT_STATED


@pytest.mark.parametrize(
    ("text", "term", "answer"),
    [
        ("We offer paid travel time.", "travel_time_paid", YES),
        ("Travel time is paid", "travel_time_paid", YES),
        ("Travel time is not paid", "travel_time_paid", NO),
        ("Travel expenses paid", "travel_time_paid", SILENT),
        ("45p per mile", "mileage", YES),
        ("Mileage is not paid", "mileage", NO),
        ("A mile from the town", "mileage", SILENT),
        ("Fully paid induction", "induction_paid", YES),
        ("Company sick pay", "sick_pay", YES),
        ("SSP only", "sick_pay", NO),
        ("Care for the sick, fair pay", "sick_pay", SILENT),
        ("Free uniform", "uniform_provided", YES),
        ("Uniform is not provided", "uniform_provided", NO),
        ("Company sick pay. Or SSP only!", "sick_pay", SILENT),
    ],
)
def test_terms_are_read_from_plain_phrases_alone(text: str, term: str, answer: Answer) -> None:
    assert getattr(terms_of(Item(1), Sentences(text)), term) is answer


def test_a_field_of_its_own_is_believed_before_the_description() -> None:
    terms = terms_of(Item(1, mileage="No", sick_pay="yes"), Sentences("Paid mileage. SSP only."))
    assert (terms.mileage, terms.sick_pay) == (NO, YES)


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Free DBS check", Payer.EMPLOYER),
        ("We pay for your DBS.", Payer.EMPLOYER),
        ("DBS paid by the company", Payer.EMPLOYER),
        ("Your DBS will be paid for by you", Payer.WORKER),
        ("You will need to pay for your DBS", Payer.WORKER),
        ("An enhanced DBS check is required", Payer.NOT_STATED),
    ],
)
def test_who_pays_for_the_check_is_read(text: str, payer: Payer) -> None:
    assert terms_of(Item(1), Sentences(text)).dbs_paid_by is payer


def test_yes_to_a_check_does_not_say_who_pays() -> None:
    assert terms_of(Item(1, dbs_paid_by="Yes"), Sentences("")).dbs_paid_by is Payer.NOT_STATED
    assert terms_of(Item(1, dbs_paid_by="employer"), Sentences("")).dbs_paid_by is Payer.EMPLOYER


@pytest.mark.parametrize(
    ("field", "payer"),
    [
        ("Required", Payer.NOT_STATED),
        ("Essential - enhanced check", Payer.NOT_STATED),
        ("Yes", Payer.NOT_STATED),
        ("Not stated", Payer.NOT_STATED),
        ("N/A", Payer.NOT_STATED),
        ("Paid by the employer", Payer.EMPLOYER),
        ("Free", Payer.EMPLOYER),
        ("Paid by the applicant", Payer.WORKER),
        ("Not paid", Payer.WORKER),
        ("At your own cost", Payer.WORKER),
    ],
)
def test_a_column_about_the_check_says_who_pays_only_where_it_speaks_of_paying(
    field: str, payer: Payer
) -> None:
    assert terms_of(Item(1, dbs_paid_by=field), Sentences("")).dbs_paid_by is payer


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("not stated", SILENT),
        ("Not specified", SILENT),
        ("N/A", SILENT),
        ("none given", SILENT),
        ("not yet confirmed", SILENT),
        ("no information", SILENT),
        ("Not paid", NO),
        ("No, sorry", NO),
        ("none", NO),
        ("no", NO),
    ],
)
def test_a_column_that_states_nothing_is_not_stated(field: str, answer: Answer) -> None:
    assert terms_of(Item(1, mileage=field), Sentences("")).mileage is answer


@pytest.mark.parametrize(
    ("text", "driving"),
    [
        ("You must have a full UK driving licence.", Driving.REQUIRED),
        ("Own car required", Driving.REQUIRED),
        ("A driving licence is desirable", Driving.HELPFUL),
        ("Non-drivers welcome", Driving.NOT_NEEDED),
        ("No driving licence needed", Driving.NOT_NEEDED),
        ("We are driven by kindness and drive change", Driving.NOT_STATED),
        ("Driving licence essential; own car helpful", Driving.NOT_STATED),
    ],
)
def test_driving_is_read_sentence_by_sentence(text: str, driving: Driving) -> None:
    assert driving_of("", "Carer", Sentences(text)) is driving


def test_driving_in_a_field_or_a_title_is_read() -> None:
    nothing = Sentences("")
    assert driving_of("Yes", "Carer", nothing) is Driving.REQUIRED
    assert driving_of("desirable", "Carer", nothing) is Driving.HELPFUL
    assert driving_of("No", "Carer", nothing) is Driving.NOT_NEEDED
    assert driving_of("", "Carer - drivers only", nothing) is Driving.REQUIRED


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("No experience needed, full training", NO),
        ("Experience is not essential", NO),
        ("Previous experience in care is essential", YES),
        ("At least 2 years' experience", YES),
        ("Experience of care would be nice", SILENT),
    ],
)
def test_experience_is_read(text: str, answer: Answer) -> None:
    assert experience_of("", Sentences(text)) is answer


def test_months_of_experience_are_read() -> None:
    assert experience_of("12 months", Sentences("")) is YES
    assert experience_of("0 months", Sentences("")) is NO
    assert experience_of("no requirements", Sentences("")) is NO


@pytest.mark.parametrize(
    ("field", "title", "contract"),
    [
        ("Permanent", "Carer", Contract.PERMANENT),
        ("FULL_TIME, TEMPORARY", "Carer", Contract.FIXED_TERM),
        ("fixed_term", "Carer", Contract.FIXED_TERM),
        ("PER_DIEM", "Carer", Contract.BANK),
        ("FULL_TIME", "Carer", None),
        ("", "Bank Carer", Contract.BANK),
        ("", "Carer (bank holidays)", None),
        ("", "Apprentice Carer", Contract.APPRENTICESHIP),
        ("", "Volunteer Befriender", Contract.VOLUNTEER),
        ("", "Volunteer Co-ordinator", None),
    ],
)
def test_contracts_are_read_from_field_and_title(
    field: str, title: str, contract: Contract | None
) -> None:
    assert contract_of(field, title) is contract


def test_a_description_that_names_two_contracts_names_none() -> None:
    assert contract_in(Sentences("This is a permanent post")) is Contract.PERMANENT
    both = "This is a permanent post. The role is fixed-term."
    assert contract_in(Sentences(both)) is None
    assert contract_in(Sentences("Permanent contracts may follow")) is None


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("Alternate weekends and waking nights", (Shift.NIGHTS, Shift.WEEKENDS)),
        ("You will work days and nights", (Shift.DAYS, Shift.NIGHTS)),
        ("Sleep-ins available", (Shift.SLEEP_IN,)),
        ("School hours only", (Shift.SCHOOL_HOURS,)),
        ("No weekend work; we don't do night shifts", ()),
        ("Every day is different", ()),
    ],
)
def test_shifts_are_read_from_plain_phrases_alone(text: str, shifts: tuple[Shift, ...]) -> None:
    assert shifts_in(Sentences(text)) == shifts


def test_shifts_in_a_field_or_a_title_need_one_word() -> None:
    assert shifts_of("Nights", "Carer") == (Shift.NIGHTS,)
    assert shifts_of("", "Day centre worker") == ()
    assert shifts_of("", "Weekend Carer") == (Shift.WEEKENDS,)


@pytest.mark.parametrize(
    ("field", "text", "low", "high"),
    [
        ("37.00", "", "37", "37"),
        ("20-30 hours", "", "20", "30"),
        ("up to 40 hours per week", "", None, "40"),
        ("Full time", "", None, None),
        ("0", "", None, None),
        ("", "You will work 20 to 30 hours per week.", "20", "30"),
        ("", "12 hour shifts, one hour visits, 24 hours a day", None, None),
        ("", "£12.60 an hour, 37.5 hours a week", "37.5", "37.5"),
    ],
)
def test_hours_a_week_are_read(field: str, text: str, low: str | None, high: str | None) -> None:
    hours = hours_of(Item(1, hours=field), Sentences(text))
    assert (hours.minimum, hours.maximum) == tuple(Decimal(x) if x else None for x in (low, high))


def test_guaranteed_hours_are_read() -> None:
    assert hours_of(Item(1), Sentences("Guaranteed hours for all")).guaranteed is YES
    assert hours_of(Item(1), Sentences("A zero hours contract")).guaranteed is NO
    assert hours_of(Item(1, guaranteed_hours="No"), Sentences("")).guaranteed is NO
    assert hours_of(Item(1), Sentences("We guarantee a welcome")).guaranteed is SILENT


@pytest.mark.parametrize("field", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "30 guaranteed hours a week",
        "30 hours a week, guaranteed",
        "30 hours per week guaranteed",
        "30 hours a week are guaranteed",
        "guaranteed 30 hours a week",
        "guaranteed minimum of 30 hours a week",
    ],
)
def test_hours_and_their_guarantee_are_read_together(text: str, field: bool) -> None:
    item = Item(1, hours=text if field else "")
    hours = hours_of(item, Sentences("" if field else f"We offer {text}."))
    assert (hours.minimum, hours.guaranteed) == (Decimal(30), YES)


@pytest.mark.parametrize(
    "text", ["30 hours a week, not guaranteed", "Hours cannot be guaranteed", "aren't guaranteed"]
)
def test_hours_that_are_not_guaranteed_are_not(text: str) -> None:
    assert hours_of(Item(1), Sentences(text)).guaranteed is NO


def test_no_answer_about_guaranteed_hours_is_not_stated() -> None:
    assert hours_of(Item(1, guaranteed_hours="N/A"), Sentences("")).guaranteed is SILENT
    assert hours_of(Item(1, guaranteed_hours="not stated"), Sentences("")).guaranteed is SILENT
