"""A filled-in form becomes the file its sender would have written, whatever was typed into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from conftest import TODAY, World
from hypothesis import given
from hypothesis import strategies as st

from portal.content import CaseStudy, PostedVacancy
from portal.schema import validate
from portal.source import Source, read_yaml
from portal.submissions import Submission, forms, read_submission
from portal.submissions.answers import as_markdown
from submissions.filled import LISTS, NOTHING, filled

STORY, VACANCY = forms(LISTS)


def read(
    form: object,
    changes: Mapping[str, str | None] | None = None,
    taken: frozenset[str] = frozenset(),
) -> Submission:
    """Return what became of a form."""
    chosen = STORY if form is STORY else VACANCY
    return read_submission(filled(chosen, changes), (STORY, VACANCY), LISTS, taken, TODAY)


def facts(made: Submission) -> dict[str, object]:
    """Return the facts in the file that was made."""
    assert made.problems == ()
    reading = read_yaml(made.text.split("---\n")[1], "made")
    assert reading.problems == []
    return dict(reading.data)


def body(made: Submission) -> str:
    """Return the text below the facts."""
    return made.text.split("---\n", 2)[2]


def test_a_good_story_becomes_a_file_that_the_schema_takes() -> None:
    made = read(STORY)
    assert made.path == "case-studies/from-the-shop-to-the-care-home.md"
    record, problems = validate(CaseStudy, facts(made), Source("made"), TODAY)
    assert problems == []
    assert isinstance(record, CaseStudy)
    assert record.step is not None
    assert (record.step.from_, record.step.to) == ("retail", "care-assistant")
    assert record.consent.review_by == date(2028, 5, 1)
    assert [(each.when, each.what) for each in record.timeline] == [
        ("2019", "A shop"),
        ("2020", "Care"),
    ]


def test_a_good_vacancy_becomes_a_file_that_the_schema_takes() -> None:
    made = read(VACANCY)
    assert made.path == "vacancies/posted/care-assistant.md"
    record, problems = validate(PostedVacancy, facts(made), Source("made"), TODAY)
    assert problems == []
    assert isinstance(record, PostedVacancy)
    assert str(record.pay.min) == "13.50"
    assert record.closes_on == date(2026, 12, 20)
    assert record.posted_on == TODAY


@pytest.mark.parametrize("form", [STORY, VACANCY], ids=["story", "vacancy"])
def test_the_made_file_passes_the_check(form: object, world: Callable[..., World]) -> None:
    made = read(form)
    built = world({f"content/{made.path}": made.text}).build(write=False)
    assert [each for each in built.problems if each.severity == "error"] == []


def test_the_order_of_the_questions_does_not_matter() -> None:
    parts = filled(STORY).split("\r\n\r\n### ")
    turned = "### " + "\r\n\r\n### ".join([parts[0].removeprefix("### "), *parts[1:]][::-1])
    made = read_submission(turned, (STORY, VACANCY), LISTS, frozenset(), TODAY)
    assert made.text == read(STORY).text


@pytest.mark.parametrize("empty", [NOTHING, None, "", "None", "   "])
def test_a_missing_answer_is_named_by_its_question(empty: str | None) -> None:
    made = read(STORY, {"The hardest part": empty})
    assert len(made.problems) == 1
    assert made.problems[0].startswith("**The hardest part**: an answer is missing.")
    assert (made.path, made.text) == ("", "")


def test_all_that_is_missing_is_said_at_once() -> None:
    made = read(STORY, {"Title": None, "Town or village": "Atlantis", "Day they signed it": "soon"})
    assert [each.split("**")[1] for each in made.problems] == [
        "Town or village",
        "Title",
        "Day they signed it",
    ]


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Title", "Short", "least"),
        ("Title", "x" * 91, "Shorten it by 1"),
        ("The job they have now", "Care asistant", "Did you mean “Care assistant”?"),
        ("Town or village", "Testam", "Did you mean “Testham”?"),
        ("Day they signed it", "31/02/2026", "is not a day"),
        ("Day they signed it", "2027-01-01", "still to come"),
        ("Moments on the way", "I began in 2019", "no time before a colon"),
        ("Please confirm", "- [X] The person has read this", "not one of the choices"),
        ("Please confirm", "- [ ] The person has read this", "3 boxes are not ticked"),
        ("What they agreed to", "- [ ] Their words", "an answer is missing"),
    ],
)
def test_an_answer_that_will_not_do_says_why(question: str, answer: str, said: str) -> None:
    made = read(STORY, {question: answer})
    assert len(made.problems) == 1
    assert made.problems[0].startswith(f"**{question}**")
    assert said in made.problems[0]


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Pay from", "competitive", "is not one figure"),
        ("Pay from", "12 to 14", "is not one figure"),
        ("Employer", "Nobody & Sons", "We know no provider"),
        ("Last day to apply", "2026-11-01", "has passed"),
        ("Apply by email", "jobs at example", "is not an email address"),
    ],
)
def test_an_answer_about_a_vacancy_that_will_not_do_says_why(
    question: str, answer: str, said: str
) -> None:
    made = read(VACANCY, {question: answer})
    assert len(made.problems) == 1
    assert said in made.problems[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("£26,000", "26000.00"), ("13.5", "13.5"), ("£13.50 an hour", "13.50"), ("13", "13")],
)
def test_pay_may_be_written_as_people_write_it(typed: str, kept: str) -> None:
    pay = facts(read(VACANCY, {"Pay from": typed}))["pay"]
    assert isinstance(pay, dict)
    assert pay["min"] == kept


@pytest.mark.parametrize(
    "typed",
    ["2026-05-01", "01/05/2026", "1.5.2026", "1 May 2026", "1st May 2026", "Friday 1 May 2026"],
)
def test_a_day_may_be_written_as_people_in_britain_write_it(typed: str) -> None:
    consent = facts(read(STORY, {"Day they signed it": typed}))["consent"]
    assert isinstance(consent, dict)
    assert consent["given_on"] == "2026-05-01"


def test_several_choices_are_told_apart_even_with_commas_in_them() -> None:
    made = read(STORY, {"Whom the story speaks to": "Career changers, Over 50s"})
    assert facts(made)["audiences"] == ["career-changer", "over-50"]
    person = facts(read(STORY, {"The job they have now": "Cook, chef or baker"}))["person"]
    assert isinstance(person, dict)
    assert person["role"] == "cook"


def test_an_employer_without_a_file_is_named_in_the_story() -> None:
    assert facts(read(STORY, {"Employer": "Elsewhere Care"}))["provider"] == {
        "name": "Elsewhere Care"
    }
    assert facts(read(STORY, {"Employer": "the house"}))["provider"] == "example-house"


HOSTILE = [
    '"\nconsent: {reference: forged}\n---\nend',
    "---\ndraft: true\n---\n",
    "- [x] {a: b} & *c !d |e >f %g @h `i` 'j' \"k\" #l",
    "!!python/object/apply:os.system ['ls']",
    "{{ config }} {% for x in y %} {# z #}",
    "C:\\Users\\sam\\..\\..\\etc",
    "*anchor &alias <<: *x",
    "yes",
    "null",
    "12:30:45",
    "\u202eright to left\u202c \u2066x\u2069 \ufeff",
    "a\u2028b\u2029c\u0085d\x00e\x1bf",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("question", ["The best part", "What they did before", "The story"])
def test_nothing_that_is_typed_can_change_another_fact(question: str, hostile: str) -> None:
    plain = facts(read(STORY))
    made = facts(read(STORY, {question: hostile}))
    changed = {name for name in plain if made[name] != plain[name]}
    assert changed <= {"best", "person"}
    assert set(made) == set(plain)
    consent = made["consent"]
    assert isinstance(consent, dict)
    assert consent["reference"] == "T-17"


@given(st.text(max_size=300))
def test_any_text_at_all_stays_within_its_own_fact(text: str) -> None:
    made = read(STORY, {"A sentence of theirs to quote": f"Said: {text.replace('### ', '')}"})
    found = facts(made)
    assert set(found) == set(facts(read(STORY)))
    assert str(found["quote"]).startswith("Said:")


@pytest.mark.parametrize(
    "title",
    ["../../../.github/workflows/x.yml", "..\\..\\secret file here", "/etc/passwd is my file"],
)
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    path = read(STORY, {"Title": title}).path
    assert path.startswith("case-studies/")
    assert path.count("/") == 1
    assert ".." not in path


def test_a_title_without_letters_is_told() -> None:
    made = read(STORY, {"Title": "日本語のタイトルはここにあります"})
    assert made.problems
    assert made.problems[0].startswith("**Title**")


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = frozenset({"case-studies/from-the-shop-to-the-care-home/index.md"})
    assert read(STORY, taken=taken).path == "case-studies/from-the-shop-to-the-care-home-2.md"


def test_a_heading_inside_an_answer_stays_in_that_answer() -> None:
    made = read(STORY, {"The story": "One.\n\n### My own heading\n\nTwo.\n\n# Three\n\nFour."})
    assert body(made) == "One.\n\n## My own heading\n\nTwo.\n\n## Three\n\nFour.\n"


def test_a_heading_of_the_form_that_is_typed_again_takes_no_other_answer() -> None:
    made = read(STORY, {"Please confirm": None})
    assert made.problems
    again = read(STORY, {"The story": "One.\n\n### Title\n\nAnother title of the story"})
    assert facts(again)["title"] == "From the shop to the care home"
    assert "Another title of the story" in body(again)
    assert any("twice" in each for each in again.notes)


def test_pasted_html_leaves_its_words_and_nothing_else() -> None:
    pasted = '<div class="x"><b>Bold</b> words<script>alert(1)</script></div> 1 < 2 <3'
    assert as_markdown(pasted) == "Bold words 1 < 2 <3"
    assert as_markdown("&lt;script&gt;x") == "&lt;script>x"


def test_lines_of_hyphens_and_equals_signs_make_no_headings() -> None:
    assert as_markdown("One\n---\nTwo\n===\n***\nThree") == "One\n\nTwo\n\nThree"


def test_a_name_between_dollar_signs_stays_text() -> None:
    assert as_markdown("It is $national-living-wage$ now") == (
        "It is &#36;national-living-wage$ now"
    )


def test_a_picture_in_an_answer_is_left_out_and_told() -> None:
    picture = "![me](https://github.com/user-attachments/assets/1)"
    made = read(STORY, {"The story": f"One. {picture}\n\nTwo."})
    assert "user-attachments" not in made.text
    assert any("picture" in each for each in made.notes)


def test_spellings_that_need_joiners_keep_them() -> None:
    assert facts(read(STORY, {"The best part": "क्‍ष and café"}))["best"] == "क्‍ष and café"


@pytest.mark.parametrize("text", ["x" * 1_000_000, "### Title\n\n" + "y" * 1_000_000])
def test_a_text_of_a_megabyte_is_refused_unread(text: str) -> None:
    made = read_submission(text, (STORY, VACANCY), LISTS, frozenset(), TODAY)
    assert made.problems == ("This is longer than a form can be. Send the text in a file instead.",)


@pytest.mark.parametrize(
    "text", ["![" * 30_000, "### " + " " * 60_000 + "x", "<img " * 12_000, "- " * 30_000 + "x"]
)
def test_a_text_made_to_be_slow_is_read_all_the_same(text: str) -> None:
    made = read(STORY, {"The story": text[:60_000]})
    assert made.form == "case-study"


def test_an_issue_that_is_no_form_is_told_so() -> None:
    made = read_submission("Hello!", (STORY, VACANCY), LISTS, frozenset(), TODAY)
    assert "None of the questions" in made.problems[0]
