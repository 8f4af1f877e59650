"""Words in adverts: what is found, what is left alone, and how long it takes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.content.advert_rules import RULES, Rule, compiled
from portal.content.advert_rules import wording as rules
from portal.content.advert_rules.wording import wording, wording_in_html

SHOWN = [(rule, words) for rule in RULES for words in rule.avoid.split("; ")]


def codes(text: str, is_title: bool = False) -> list[str]:
    """Return what is found as codes; a warning has a question mark."""
    return [found.rule.code + ("" if found.illegal else "?") for found in wording(text, is_title)]


@pytest.mark.parametrize(("rule", "words"), SHOWN, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("form", ["{}", "**{}**", "We are a team. You: {}. Thanks!", "- {}\n- tea"])
def test_every_example_of_the_guide_is_found(rule: Rule, words: str, form: str) -> None:
    found = wording(form.format(words), rule.only_titles)
    assert rule in [each.rule for each in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.avoid))
def test_what_we_advise_is_itself_allowed(rule: Rule) -> None:
    assert [found.words for found in wording(rule.better) if found.illegal] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Join our young, energetic team!", ["age-wording"]),
        ("Would suit a mature lady who lives nearby", ["age-wording"]),
        ("You must be under 45.", ["age-wording"]),
        ("Applicants aged 25-40 only", ["age-wording"]),
        ("Over 50s need not apply", ["age-wording"]),
        ("Ideal for a recent graduate", ["age-wording?"]),
        ("At least 10 years' experience in care", ["age-wording?"]),
        ("We are looking for a reliable handyman.", ["sex-wording"]),
        ("Female care assistants only", ["sex-wording"]),
        ("You must be a native English speaker.", ["race-wording"]),
        ("English must be your first language", ["race-wording"]),
        ("Open to British citizens only", ["race-wording"]),
        ("UK passport essential", ["race-wording"]),
        ("No foreign workers please", ["race-wording"]),
        ("You must be a committed Christian.", ["belief-wording"]),
        ("You should have no family commitments", ["family-wording"]),
        ("Applicants must be able-bodied", ["disability-wording"]),
        ("You must be physically fit", ["disability-wording"]),
        ("Must be strong and healthy.", ["disability-wording"]),
        ("Please complete a medical questionnaire and send it with your CV", ["health-questions"]),
        ("Tell us how many sick days you had last year", ["health-questions"]),
        ("You must not have any criminal convictions", ["criminal-record-wording"]),
        ("Clear enhanced DBS required", ["criminal-record-wording?"]),
        ("You must have your own car", ["car-wording?"]),
        ("Own transport is essential", ["car-wording?"]),
        ("There is a registration fee of £25", ["fee-to-apply"]),
        ("Please send the £30 admin fee", ["fee-to-apply"]),
        ("A deposit for your uniform is taken", ["fee-to-apply"]),
        ("You will need to pay for your own training", ["fee-to-apply"]),
        ("DBS costs must be paid up front", ["fee-to-apply"]),
        ("The cost is £6,000 for visa sponsorship", ["fee-to-apply"]),
        ("Your first two shadow shifts are unpaid", ["unpaid-trial"]),
        ("We offer an unpaid two day trial", ["unpaid-trial"]),
        ("Email your CV with your bank details", ["scam-wording"]),
        ("Send a copy of your passport via WhatsApp", ["scam-wording"]),
    ],
)
def test_unfair_and_illegal_words_are_found(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "You support young people and young adults to live their own lives.",
        "We are looking for people to support a young man with autism.",
        "The house has a mature garden and a pond.",
        "We are looking for someone to support mature people.",
        "Mature students are welcome.",
        "You must be over 18, because the law asks for it.",
        "Adults aged 18 to 65 live here.",
        "For apprentices you must be aged 16 to 24 for the grant only.",
        "There is no upper age limit.",
        "People over 50 are very welcome.",
        "We have over 30 years of experience.",
        "Whether you are a recent graduate or a grandparent, apply.",
        "You do not need to be a native English speaker.",
        "You know British Sign Language.",
        "Fluent English is needed for care notes.",
        "You need the right to work in the UK.",
        "Male and female carers are welcome.",
        "You support a female resident; the staff are kind.",
        "We support two men in their thirties.",
        "A strong team with strong values; you must be a strong communicator.",
        "You must be strong at planning.",
        "You look after the health of residents.",
        "A mental health support worker in a health centre.",
        "Having a criminal record is not a barrier.",
        "No criminal record check is needed for the kitchen.",
        "After an offer you complete a health questionnaire.",
        "Tell us about any disability so that we can make adjustments.",
        "You do not need your own car.",
        "A car is not needed; the round is on foot.",
        "You must have your own car, or a bike: the villages are close.",
        "We pay your NMC registration fee.",
        "There is no application fee. You will never be asked to pay for your training.",
        "Training fees are paid by us.",
        "There are no unpaid trial shifts here.",
        "We never ask for bank details by email.",
        "Bank holidays are paid double. Email us to apply.",
        "Bring your passport to the interview.",
        "Sick pay from day one; bank staff welcome.",
        "You pay for your DBS check, or bring one that is on the Update Service.",
        "Direct deposit of wages each Friday.",
        "You help people with their bank account and their post.",
    ],
)
def test_honest_words_are_left_alone(text: str) -> None:
    assert codes(text) == []
    assert codes(text, is_title=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "A female carer is required because she helps women to wash.",
        "Female carers only. This is an occupational requirement (Equality Act 2010).",
        "You must be physically fit, as you will move people by hand.",
    ],
)
def test_a_requirement_with_its_reason_is_for_an_editor_to_judge(text: str) -> None:
    assert all(code.endswith("?") for code in codes(text))
    assert codes(text)


@pytest.mark.parametrize("title", ["Handyman", "Experienced Salesgirl", "Cleaning lady, evenings"])
def test_a_job_title_for_one_sex_is_found_in_a_title(title: str) -> None:
    assert codes(title, is_title=True) == ["sex-wording"]
    assert codes("Our handyman Bob mends the tap.") == []
    assert codes("Handyman/woman", is_title=True) == []


def test_words_are_found_over_line_ends_and_emphasis_at_their_very_place() -> None:
    text = "Hello.\n\nWe want somebody\nyoung and\n*energetic* here."
    [found] = wording(text)
    assert text[found.start :].startswith("young and\n")
    assert found.words == "young and energetic"


def test_words_in_html_are_found_through_tags_but_not_from_one_item_to_the_next() -> None:
    assert [each.words for each in wording_in_html("<p>You: <b>young</b> and&nbsp;fit</p>")] == [
        "young and fit"
    ]
    assert wording_in_html("<li>must be</li><li>British</li>") == ()


def test_typographic_quotes_and_dashes_are_like_plain_ones() -> None:
    assert codes("Applicants aged 25–40 only") == ["age-wording"]
    assert codes("You mustn’t have any convictions") == ["criminal-record-wording"]


WORDS = st.sampled_from(
    [word for rule in RULES for word in rule.words.replace("/", " ").split()]
    + [*"<>&;.\n*- 0£'", "must be", "50s", "you", "&#99999999999;", "İ", "\ud800"]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_no_text_makes_it_fail(text: str) -> None:
    for found in wording(text, is_title=True):
        assert 0 <= found.start <= len(text)
    wording_in_html(text)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=12)
@given(data=st.data())
def test_each_match_holds_one_of_the_first_words_of_its_rule(
    rule: Rule, data: st.DataObject
) -> None:
    pattern = compiled(rule.pattern)
    text = data.draw(st.from_regex(pattern))
    first = {each.encode() for each in rule.words.split("/")[0].split()}
    assert all(first.intersection(rules._words(each[0])) for each in pattern.finditer(text))


PHRASES = st.sampled_from([words.lower() for _, words in SHOWN])
TAGS = ("<p>", "</p>", "<li>", "</li>", "<ul>", "\n", "<b>", "</b>", "<a href='</li>", "'>", "<")
PARTS = (" no ", "not ", "&nbsp;", "&amp;", "\t", "’", "İ", " because ", "schedule 9", "fe", "you ")
MARKUP = st.sampled_from((*TAGS, *PARTS))


@settings(max_examples=300)
@given(st.lists(st.one_of(PHRASES, WORDS, MARKUP), max_size=9).map("".join))
def test_what_is_found_line_by_line_is_what_is_found_in_the_whole(description: str) -> None:
    candidates = rules._candidates(description, is_title=False)
    whole = tuple(rules._judge(rules._text_of(description), candidates))
    assert wording_in_html(description) == whole


def test_a_line_that_comes_again_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    text_of = rules._text_of

    def counting(text: str) -> str:
        judged.append(text)
        return text_of(text)

    monkeypatch.setattr(rules, "_text_of", counting)
    rules.forget_lines()
    for town in ("Testham", "Oadby"):
        wording_in_html(
            f"<p>You work in {town}.</p>\n<ul><li>You cook.</li><li>You talk.</li></ul>"
        )
    assert len(judged) == 5


@pytest.mark.slow
@pytest.mark.parametrize("glue", [" ", "  ", "", "-", ".", "\n", "<", "pay ", "no ", " £9 "])
def test_a_hundred_kilobytes_of_anything_take_a_moment(glue: str) -> None:
    words = sorted({word for rule in RULES for word in rule.words.replace("/", " ").split()})
    line = glue.join([*words, "must be", "young and", "need to have", "we do not", "training fee"])
    text = (line + glue) * (100_000 // len(line) + 1)

    def seconds(given_text: str) -> float:
        started = time.process_time()
        wording(given_text, is_title=True)
        wording_in_html(given_text)
        return time.process_time() - started

    assert seconds(text) < 2
