"""The form "Post a vacancy"."""

from __future__ import annotations

from enum import StrEnum

from portal.content.vacancy import Answer, Contract, Driving, Payer, PayPeriod, Shift
from portal.submissions.questions import Form, Kind, Lists, Question, Reading

PROMISES = {
    "The pay is not below the legal minimum": "pay",
    "Nobody has to pay to apply, to start or to be trained": "free",
    "The vacancy is real, and open now": "real",
}
_NEVER_ASKED = "not-stated"


def vacancy_form(lists: Lists) -> Form:
    """Return the form with what can be chosen now."""
    return Form(
        "vacancy",
        ".github/ISSUE_TEMPLATE/post-a-vacancy.yml",
        "Post a vacancy",
        "For one vacancy now and then. It takes five minutes.",
        "What you write here can be read by anybody, at once. If you have more than a few "
        "vacancies, we can read them from your own website instead. People notice what an advert "
        "does not say: a plain “no” does you more good than silence.",
        (*_job(lists), *_pay_and_hours(), *_terms(), *_applying()),
    )


def _choice(
    label: str,
    fact: tuple[str, ...],
    words: str,
    values: type[StrEnum],
    is_required: bool = False,
) -> Question:
    options = {
        each.value.replace("-", " ").capitalize(): each.value
        for each in values
        if each.value != _NEVER_ASKED
    }
    return Question(label, fact, words, Kind.DROPDOWN, Reading.OPTION, is_required, options)


def _job(lists: Lists) -> tuple[Question, ...]:
    return (
        Question("Job title", ("title",), "The job and nothing else, like: Night care worker."),
        Question(
            "Employer",
            ("provider",),
            "The name of the care provider, as it stands on this site.",
            reading=Reading.PROVIDER,
        ),
        Question(
            "Role",
            ("role",),
            "The nearest one.",
            Kind.DROPDOWN,
            Reading.OPTION,
            options=lists.roles,
        ),
        Question(
            "Town or village",
            ("place",),
            "Where the work is. For supported living: the town, and no address.",
            reading=Reading.PLACE,
        ),
        _choice("Contract", ("contract",), "The kind of contract.", Contract, is_required=True),
        Question(
            "About the job",
            (),
            "What the person would do, for whom, and what is hard about it. 100 to 300 words.",
            Kind.TEXTAREA,
            Reading.MARKDOWN,
        ),
    )


def _pay_and_hours() -> tuple[Question, ...]:
    def amount(label: str, fact: tuple[str, ...], words: str, is_required: bool) -> Question:
        return Question(label, fact, words, reading=Reading.AMOUNT, is_required=is_required)

    return (
        amount("Pay from", ("pay", "min"), "In pounds, like 13.10.", True),
        amount("Pay to", ("pay", "max"), "Where there is a range.", False),
        _choice("Pay is for", ("pay", "per"), "An hour or a year, mostly.", PayPeriod, True),
        Question(
            "More about the pay",
            ("pay", "text"),
            "Enhancements, sleep-ins, when it is paid.",
            is_required=False,
        ),
        amount("Hours a week from", ("hours", "min"), "Paid hours.", False),
        amount("Hours a week to", ("hours", "max"), "Paid hours.", False),
        _choice("Hours are guaranteed", ("hours", "guaranteed"), "In the contract.", Answer),
        Question(
            "Shifts",
            ("shifts",),
            "Choose all that fit.",
            Kind.DROPDOWN,
            Reading.OPTIONS,
            is_required=False,
            options={each.value.replace("-", " ").capitalize(): each.value for each in Shift},
        ),
    )


def _terms() -> tuple[Question, ...]:
    words = "Leave it empty, and the site says “not stated”."
    return (
        _choice(
            "Driving", ("driving",), "Required only if the job cannot be done without.", Driving
        ),
        _choice("Travel time is paid", ("terms", "travel_time_paid"), words, Answer),
        _choice("Mileage is paid", ("terms", "mileage"), words, Answer),
        _choice("The DBS check is paid by", ("terms", "dbs_paid_by"), words, Payer),
        _choice("Induction is paid", ("terms", "induction_paid"), words, Answer),
        _choice("Sick pay above the legal minimum", ("terms", "sick_pay"), words, Answer),
        _choice("Uniform is provided", ("terms", "uniform_provided"), words, Answer),
        _choice("Experience is needed", ("experience_needed",), words, Answer),
    )


def _applying() -> tuple[Question, ...]:
    one = "At least one of the three ways to apply."

    def way(label: str, name: str) -> Question:
        return Question(label, ("apply", name), one, is_required=False)

    return (
        way("Apply on a web page", "url"),
        way("Apply by email", "email"),
        way("Apply by telephone", "phone"),
        Question("Start", ("starts",), "When the work starts, in words.", is_required=False),
        Question(
            "Last day to apply",
            ("closes_on",),
            "Year, month, day. The vacancy goes from the site the day after.",
            reading=Reading.DAY,
            placeholder="2026-12-20",
        ),
        Question(
            "Please confirm",
            ("promise",),
            "All three.",
            Kind.CHECKBOXES,
            Reading.PROMISE,
            options=PROMISES,
        ),
    )
