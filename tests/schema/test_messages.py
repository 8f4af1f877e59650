"""What is wrong with a record is said in plain words, once, at its line and column."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.config import Config
from portal.content import TYPES, CaseStudy, PostedVacancy, Provider, Step
from portal.errors import Problem
from portal.schema import FOREIGN_NAMES, Part, suggest, validate
from portal.source import Source, read_yaml

TODAY = date(2026, 11, 22)
STORY = """\
title: From the shop to care
summary: Sam left the shop floor and found people.
date: 2026-10-01
person: {name: Sam, role: care-assistant}
provider: example-house
setting: care-home
place: testham
audiences: [career-changer]
best: The laughter.
hardest: The goodbyes.
quote: I go home knowing why I went.
consent: {reference: T-1, given_on: 2026-09-01, review_by: 2028-09-01, scopes: [text]}
"""
VACANCY = """\
title: Care assistant
provider: example-house
role: care-assistant
place: testham
pay: {min: 13.00, per: hour}
contract: permanent
posted_on: 2026-11-01
closes_on: 2026-12-01
apply: {email: jobs@example.org}
"""
STEP = "{from: a, to: b, kind: advance, source: x}"
WORLD: dict[type[Part], str] = {CaseStudy: STORY, PostedVacancy: VACANCY, Step: STEP}


def validated(model: type[Part], text: str) -> tuple[Part | None, list[Problem]]:
    """Return what validation says of a text."""
    reading = read_yaml(text, "x.yaml")
    assert reading.problems == []
    return validate(model, reading.data, Source("x.yaml", reading.values, reading.keys), TODAY)


def changed(model: type[Part], old: str, new: str) -> str:
    """Return a good record's text with one thing in it changed."""
    text = WORLD[model]
    assert text.count(old) == 1
    return text.replace(old, new)


def problems(model: type[Part], old: str, new: str) -> list[Problem]:
    """Return what is said of a good record in which one thing was changed."""
    record, found = validated(model, changed(model, old, new))
    assert (record is None) == bool(found)
    return found


def told(model: type[Part], old: str, new: str) -> str:
    """Return the one thing that is said, with its place and code."""
    found = problems(model, old, new)
    assert len(found) == 1, found
    return f"{found[0]} [{found[0].code}]"


@pytest.mark.parametrize("model", WORLD)
def test_a_good_record_has_no_problems(model: type[Part]) -> None:
    assert validated(model, WORLD[model])[1] == []


@pytest.mark.parametrize("text", ["[a]", "hello", "", "null"])
def test_what_holds_no_facts_is_told_how_facts_look(text: str) -> None:
    record, found = validated(Step, text)
    assert record is None
    assert [each.code for each in found] == ["wrong-shape"]
    assert "`name: value`" in found[0].sentence


def test_an_unknown_name_is_told_at_its_name_with_the_one_that_was_meant() -> None:
    assert told(CaseStudy, "best: The", "draught: true\nbest: The") == (
        'x.yaml:9:1: "draught" is not a name that is known here. Did you mean "draft"? '
        "[unknown-key]"
    )


def test_an_unknown_name_like_no_other_is_told_the_known_ones() -> None:
    said = told(PostedVacancy, "per: hour", "per: hour, currency: GBP")
    assert "Known names: max, min, per, text." in said


def test_a_misspelt_name_is_not_told_a_second_time_as_missing() -> None:
    assert told(CaseStudy, "hardest:", "hardst:").endswith('Did you mean "hardest"? [unknown-key]')
    assert told(CaseStudy, "role: care-assistant", "rolle: care-assistant") == (
        'x.yaml:4:21: "person.rolle" is not a name that is known here. Did you mean "role"? '
        "[unknown-key]"
    )


def test_a_name_that_python_reserves_is_suggested_as_it_is_written() -> None:
    assert told(Step, "from:", "form:").endswith('Did you mean "from"? [unknown-key]')
    assert told(CaseStudy, "best:", "step: {form: a, to: b}\nbest:").endswith(
        'Did you mean "from"? [unknown-key]'
    )


def test_a_provider_has_a_name_and_is_told_so_instead_of_title() -> None:
    _, found = validated(Provider, "title: Example House")
    unknown = next(each for each in found if each.code == "unknown-key")
    assert "title," not in unknown.remedy
    assert "name," in unknown.remedy


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ("publishDate", "publish_on"),
        ("expiryDate", "expires_on"),
        ("redirect_from", "aliases"),
        ("photo", "image"),
        ("excerpt", "summary"),
        ("description", "summary"),
        ("employer", "provider"),
        ("location", "place"),
        ("unpublished", "draft"),
    ],
)
def test_a_name_from_another_site_generator_is_answered_with_ours(foreign: str, ours: str) -> None:
    said = told(CaseStudy, "best:", f"{foreign}: x\nbest:")
    assert f'"{foreign}" is not a name' in said
    assert f'Did you mean "{ours}"?' in said


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [("closing_date", "closes_on"), ("deadline", "closes_on"), ("salary", "pay"), ("job", "role")],
)
def test_a_name_from_a_job_board_is_answered_with_ours(foreign: str, ours: str) -> None:
    said = told(PostedVacancy, "contract:", f"{foreign}: x\ncontract:")
    assert f'Did you mean "{ours}"?' in said


def test_a_foreign_name_is_answered_only_where_ours_is_known() -> None:
    assert suggest("salary", ["title"]) == ""
    for foreign, ours in FOREIGN_NAMES.items():
        assert suggest(foreign, [ours]) == f'Did you mean "{ours}"?'
        assert suggest(foreign.upper(), [ours]) == f'Did you mean "{ours}"?'


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Title", "title"), ("closes-on", "closes_on"), ("titel", "title"), ("TITLE", "title")],
)
def test_capitals_and_hyphens_do_not_hide_what_was_meant(written: str, meant: str) -> None:
    assert suggest(written, ["title", "closes_on", "place"]) == f'Did you mean "{meant}"?'


def test_a_missing_fact_is_told_with_what_it_is() -> None:
    assert told(CaseStudy, "hardest: The goodbyes.\n", "") == (
        'x.yaml:1:1: "hardest" is missing. Add it: The hardest part: a true picture needs both. '
        "[missing]"
    )


def test_a_missing_fact_of_a_group_is_told_at_the_group() -> None:
    assert told(CaseStudy, ", role: care-assistant", "") == (
        'x.yaml:4:9: "person.role" is missing. Add it: The role they have now. [missing]'
    )


def test_a_missing_fact_of_an_entry_is_told_with_the_number_of_the_entry() -> None:
    said = told(CaseStudy, "best:", 'timeline: [{when: "1", what: x}, {when: "2"}]\nbest:')
    assert said == ('x.yaml:9:34: "timeline.2.what" is missing. Add it: What happened. [missing]')
    assert '"months.2" is missing' in told(Step, "source: x", "source: x, months: [6]")


def test_every_mistake_in_a_record_is_told_in_one_go() -> None:
    text = STORY.replace("2026-10-01", "soon").replace("text]", "all]").replace("quote:", "quo:")
    _, found = validated(CaseStudy, text)
    assert sorted(each.position.line for each in found) == [3, 11, 12]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("best: The laughter.", "best:", "x.yaml:9:6: best"),
        ("best: The laughter.", "best: ''", "x.yaml:9:7: best"),
        ("best: The laughter.", "best: '  '", "x.yaml:9:7: best"),
        ("date: 2026-10-01", "date:", "x.yaml:3:6: date"),
        ("audiences: [career-changer]", "audiences:", "x.yaml:8:11: audiences"),
        ("[career-changer]", "[career-changer, '']", "x.yaml:8:29: audiences.2"),
        ("best:", "draft:\nbest:", "x.yaml:9:7: draft"),
    ],
)
def test_an_empty_value_is_told_to_be_empty(old: str, new: str, place: str) -> None:
    said = told(CaseStudy, old, new)
    assert said.startswith(f"{place}: is empty.")
    assert said.endswith("take the line out. [empty]")


def test_a_value_that_is_no_choice_is_told_the_nearest_and_all() -> None:
    assert told(PostedVacancy, "per: hour", "per: hours") == (
        'x.yaml:5:24: pay.per: "hours" is not one of the values that can stand here. '
        'Did you mean "hour"? Use one of: hour, day, week, month, year. [not-a-choice]'
    )
    assert told(CaseStudy, "[text]", "[text, everything]") == (
        'x.yaml:12:87: consent.scopes.2: "everything" is not one of the values that can stand '
        "here. Use one of: text, name, photo, employer, social. [not-a-choice]"
    )


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("19/04/2026", "Write it as 2026-04-19 (year, month, day)."),
        ("19.4.2026", "Write it as 2026-04-19 (year, month, day)."),
        ("19-04-2026", "Write it as 2026-04-19 (year, month, day)."),
        ("31/02/2026", "Write it as YYYY-MM-DD."),
        ("19/04/26", "Write it as YYYY-MM-DD."),
        ("1 May 2026", "Write it as YYYY-MM-DD."),
        ("last Tuesday", "Write it as YYYY-MM-DD."),
        ("2026-2-3", "Write it as YYYY-MM-DD."),
        ("2026-04-19T10:00", "Write it as YYYY-MM-DD."),
        ("٢٠٢٦-٠٤-١٩", "Write it as YYYY-MM-DD."),
        ("2026-02-31", "February 2026 has 28 days."),
        ("2028-02-30", "February 2028 has 29 days."),
        ("2026-04-00", "April 2026 has 30 days."),
        ("2026-13-01", "Write it as YYYY-MM-DD, with a month from 01 to 12."),
        ("0000-01-01", "Write it as YYYY-MM-DD, with a month from 01 to 12."),
    ],
)
def test_a_day_that_is_no_date_is_told_how_it_was_probably_meant(written: str, remedy: str) -> None:
    said = told(CaseStudy, "2026-10-01", written)
    assert said == f'x.yaml:3:7: date: "{written}" is not a date. {remedy} [date]'


@pytest.mark.parametrize(("written", "kind"), [("[2026-10-01]", "a list"), ("{a: b}", "a group")])
def test_a_list_or_a_group_is_no_date(written: str, kind: str) -> None:
    assert f"date: {kind} is not a date." in told(CaseStudy, "2026-10-01", written)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("today", date(2026, 11, 22)),
        ("today-3", date(2026, 11, 19)),
        ("today + 21", date(2026, 12, 13)),
    ],
)
@pytest.mark.parametrize("yes", ["true", "True", "yes"])
def test_an_example_may_have_a_day_that_moves_with_today(written: str, day: date, yes: str) -> None:
    record, found = validated(
        CaseStudy, changed(CaseStudy, "2026-10-01", f"{written}\nexample: {yes}")
    )
    assert found == []
    assert isinstance(record, CaseStudy)
    assert record.date == day


@pytest.mark.parametrize("example", ["", "\nexample: false", "\nexample: no"])
def test_a_day_that_moves_with_today_is_for_examples_only(example: str) -> None:
    assert told(CaseStudy, "2026-10-01", f"today-3{example}") == (
        'x.yaml:3:7: date: "today-3" is only for records marked `example: true`. '
        "Write a date as YYYY-MM-DD. [date]"
    )


def test_a_day_that_moves_too_far_is_no_date() -> None:
    said = told(CaseStudy, "2026-10-01", "today+99999\nexample: true")
    assert '"today+99999" is not a date' in said


@pytest.mark.parametrize("written", ["career-changer", "{a: b}"])
def test_a_single_value_where_a_list_belongs_is_told_how_lists_look(written: str) -> None:
    assert told(CaseStudy, "[career-changer]", written) == (
        "x.yaml:8:12: audiences: should be a list. "
        "Write each entry on its own line after a hyphen. [not-a-list]"
    )


def test_a_list_that_is_too_short_is_told_the_least() -> None:
    assert told(CaseStudy, "[career-changer]", "[]") == (
        "x.yaml:8:12: audiences: has too few entries. Write at least 1. [too-short]"
    )


def test_a_list_whose_only_entry_is_wrong_is_not_told_to_be_short() -> None:
    assert "[not-an-id]" in told(CaseStudy, "[career-changer]", "[Career Changer]")


def test_a_list_that_is_too_long_is_told_the_most() -> None:
    assert "months: has 3 entries, and 2 is the most." in told(
        Step, "source: x", "source: x, months: [6, 12, 18]"
    )


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (9, "is 9 characters long, and 10 is the least. Say a little more. [too-short]"),
        (1, "is 1 character long, and 10 is the least. Say a little more. [too-short]"),
        (92, "is 92 characters long, and 90 is the most. Shorten it by 2. [too-long]"),
    ],
)
def test_a_text_of_the_wrong_length_is_told_by_how_much(length: int, said: str) -> None:
    assert told(CaseStudy, "From the shop to care", "x" * length) == f"x.yaml:1:8: title: {said}"


def test_a_name_with_capitals_and_spaces_is_told_the_nearest_id() -> None:
    assert told(CaseStudy, "care-home", "Care Home") == (
        'x.yaml:6:10: setting: "Care Home" is not a name in the form used here. Use lower-case '
        "letters, digits and single hyphens, like care-home. [not-an-id]"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Example House", 'x.yaml:5:11: provider: "Example House" is not a name in the form'),
        ("{name: A House, web: x}", 'x.yaml:5:27: "provider.web" is not a name that is known'),
        ("{url: https://x.org}", 'x.yaml:5:11: "provider.name" is missing. Add it: The provider'),
        ("{name: A, url: x.org}", 'x.yaml:5:26: provider.url: "x.org" is not a web address.'),
        ("[a, b]", "x.yaml:5:11: provider: should be plain text."),
    ],
)
def test_where_an_id_or_a_group_can_stand_only_what_was_written_is_judged(
    written: str, said: str
) -> None:
    assert told(CaseStudy, "provider: example-house", f"provider: {written}").startswith(said)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hello", "timeline: should be a list."),
        ("[hello]", "timeline.1: should hold facts of its own."),
        ("[{when: [a], what: x}]", "timeline.1.when: should be plain text."),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_the_right_one(written: str, said: str) -> None:
    assert said in told(CaseStudy, "best:", f"timeline: {written}\nbest:")


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://x.org", "javascript:alert(1)", "//x.org"]
)
def test_what_is_no_web_address_is_told_how_one_starts(address: str) -> None:
    said = told(PostedVacancy, "email: jobs@example.org", f"url: '{address}'")
    assert said == (
        f'x.yaml:9:14: apply.url: "{address}" is not a web address. '
        "Write it whole, starting with https://. [web-address]"
    )


@pytest.mark.parametrize(
    "address", ["https://[x/", "https://", "https://a b.org", "https://x<.org"]
)
def test_a_broken_web_address_is_told_and_never_raises(address: str) -> None:
    assert "[web-address]" in told(PostedVacancy, "email: jobs@example.org", f"url: '{address}'")


@pytest.mark.parametrize("address", ["https://sam:secret@x.org/", "https://sam@x.org/"])
def test_a_web_address_with_a_password_is_refused_and_not_repeated(address: str) -> None:
    said = told(PostedVacancy, "email: jobs@example.org", f"url: '{address}'")
    assert "holds a user name or password. Take it out: everything here is published." in said
    assert "sam" not in said


@pytest.mark.parametrize("address", ["jobs@example", "jobs", "a b@example.org", "<a@example.org>"])
def test_what_is_no_email_address_is_told_how_one_looks(address: str) -> None:
    said = told(PostedVacancy, "jobs@example.org", f"'{address}'")
    assert f'"{address}" is not an email address. Write it like jobs@example.org. [email]' in said


@pytest.mark.parametrize("number", ["ring us", "0116", "0116 496 0000 ext 12", "٠١١٦ ٤٩٦ ٠٠٠٠"])
def test_what_is_no_telephone_number_is_told_how_one_looks(number: str) -> None:
    said = told(PostedVacancy, "email: jobs@example.org", f"phone: '{number}'")
    assert "is not a telephone number. Use digits and spaces, like 0116 496 0000. [phone]" in said


@pytest.mark.parametrize("number", ["0116 496 0000", "+44 (0)116 496-0000", "01164960000"])
def test_a_telephone_number_may_be_written_in_any_usual_way(number: str) -> None:
    assert problems(PostedVacancy, "email: jobs@example.org", f"phone: '{number}'") == []


@pytest.mark.parametrize("path", ["old", "/Old/", "/old", "/../x/", "https://x.org/", "//x.org/"])
def test_what_is_no_address_on_this_site_is_told_how_one_looks(path: str) -> None:
    said = told(CaseStudy, "best:", f"aliases: ['{path}']\nbest:")
    assert f'x.yaml:9:11: aliases.1: "{path}" is not an address on this site.' in said


@pytest.mark.parametrize("path", ["/", "/old/", "/old-place/2024/x/", "/old/page.html"])
def test_an_old_address_may_be_any_that_a_page_had(path: str) -> None:
    assert problems(CaseStudy, "best:", f"aliases: ['{path}']\nbest:") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("£13.00", '"£13.00" is not a number. Use digits, with no £ or commas. [not-a-number]'),
        ("thirteen", '"thirteen" is not a number.'),
        ("nan", '"nan" is not a number.'),
        ("inf", '"inf" is not a number.'),
        ("[13]", "a list is not a number."),
        ("13.005", '"13.005" has more than two decimals. Write it like 12.75. [not-money]'),
        ("-1", '"-1" is out of range. Use 0 or more. [out-of-range]'),
        ("2000000", '"2000000" is out of range. Use 1000000 or less. [out-of-range]'),
    ],
)
def test_an_amount_that_cannot_be_pounds_is_told_why(written: str, said: str) -> None:
    assert f"x.yaml:5:12: pay.min: {said}" in told(PostedVacancy, "13.00", written)


@pytest.mark.parametrize("written", ["maybe", "2", "[true]"])
def test_what_is_neither_true_nor_false_is_told(written: str) -> None:
    said = told(CaseStudy, "best:", f"draft: {written}\nbest:")
    assert said.endswith("is neither true nor false. Write true or false. [not-yes-or-no]")


@pytest.mark.parametrize("written", ["true", "false", "True", "NO", "yes"])
def test_yes_and_no_may_stand_for_true_and_false(written: str) -> None:
    assert problems(CaseStudy, "best:", f"draft: {written}\nbest:") == []


def test_facts_that_contradict_each_other_are_told_at_the_group() -> None:
    assert told(CaseStudy, "given_on: 2026-09-01", "given_on: 2029-09-01") == (
        "x.yaml:12:10: consent: review_by is not after given_on. "
        "Two years after given_on is usual. [consent-order]"
    )
    assert told(PostedVacancy, "2026-12-01", "2026-10-01") == (
        "x.yaml:1:1: closes_on is before posted_on. Check the two dates. [closing-date]"
    )
    assert "The step leads back to its own role." in told(Step, "to: b", "to: a")


def test_a_long_value_is_shown_by_its_start_and_without_what_cannot_be_shown() -> None:
    said = told(CaseStudy, "care-home", f'"\\e[31m{"x" * 200}"')
    assert "\x1b" not in said
    assert len(said) < 350
    other = told(CaseStudy, "care-home", '"a\\u202Eb"')
    assert '"a·b"' in other


@pytest.mark.parametrize("model", [Config, *(each.model for each in TYPES)])
def test_no_data_at_all_makes_validation_raise(model: type[Part]) -> None:
    names = [field.alias or name for name, field in model.model_fields.items()]
    keys = st.sampled_from([*names, "name", "id", "from", "nonsense"])
    texts = st.sampled_from(
        ["", "a", "A b", "2026-02-31", "today+1", "true", "-1", "£", "https://"]
    )
    values = st.recursive(
        st.none() | texts,
        lambda inside: st.lists(inside, max_size=3) | st.dictionaries(keys, inside, max_size=4),
        max_leaves=8,
    )

    @settings(deadline=None, max_examples=30)  # for each of thirty types
    @given(st.dictionaries(keys, values, max_size=6))
    def check(data: dict[str, Any]) -> None:
        record, found = validate(model, data, Source("x.yaml"), TODAY)
        assert (record is None) == bool(found)
        for problem in found:
            assert problem.sentence.endswith(".")
            assert problem.remedy.endswith((".", "?", "…"))
            assert "_ " not in problem.sentence
            assert "[type=" not in str(problem)
            assert problem.code != "not-allowed"

    check()
