"""The quiz in a browser: by keyboard, with answers left out, with odd links, without scripts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import REPOSITORY, TODAY
from playwright.sync_api import Browser, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor
from browser.test_access import RULES
from portal.content import Quiz
from portal.content.loading import ContentReader
from portal.pages.quiz_scoring import match_roles

pytestmark = pytest.mark.browser

URL = "/pathway/quiz/"
SCORING = REPOSITORY / "assets" / "js" / "quiz" / "scoring.js"
ANSWERS = {
    "company": "one",
    "place": "moving",
    "hours": "day",
    "help": "comfort",
    "hands": "care",
    "stuck": "listen",
    "learning": "do",
    "next": "handson",
}
RESULT = f"{URL}?{urlencode(ANSWERS)}"
UNSURE = f"{URL}?{urlencode(dict.fromkeys(ANSWERS, 'unsure'))}"
STATES = {
    "questions": URL,
    "result": RESULT,
    "no match": UNSURE,
    "answers missing": f"{URL}?company=one&place=nowhere",
    "short step": f"{URL}short/moving/",
    "short result": f"{URL}short/moving/care/handson/",
}


@pytest.fixture(scope="module")
def quiz() -> Quiz:
    """Return the quiz that the site is shipped with."""
    records, _ = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
    return next(iter(records.of("quiz", Quiz)))


def test_the_browser_finds_the_same_roles_as_the_build(chromium: Browser, quiz: Quiz) -> None:
    chance = random.Random(4)  # noqa: S311 - the same answers each time
    given: list[Mapping[str, str]] = [{}]
    for question in quiz.short_questions:
        given = [
            {**each, question.id_: answer.id_} for each in given for answer in question.answers
        ]
    for _ in range(1500):
        given.append(
            {
                each.id_: chance.choice([*(answer.id_ for answer in each.answers), "unsure"])
                for each in quiz.questions
            }
        )
    rules = [
        {"when": rule.when, "roles": rule.roles, "because": rule.because, "points": rule.weight}
        for rule in quiz.rules
    ]
    script = SCORING.read_text("utf-8").replace("export ", "")
    tab = chromium.new_page()
    found = tab.evaluate(
        f"""([rules, given]) => {{ {script}
        return given.map((answers) => matchRoles(rules, answers).map(
          (each) => [each.role, each.points, each.rules.map((rule) => rule.because)])); }}""",
        [rules, given],
    )
    tab.close()
    expected = [
        [
            [match.role, match.points, [rule.because for rule in match.rules]]
            for match in match_roles(quiz, answers)
        ]
        for answers in given
    ]
    assert found == expected


def test_what_is_said_with_scripts_is_what_is_said_without(
    visitor: Visitor, plain_visitor: Visitor, quiz: Quiz
) -> None:
    short = {"place": "moving", "hands": "health", "next": "profession"}
    answers = {each.id_: "unsure" for each in quiz.questions} | short
    plain = plain_visitor.visit(f"{URL}short/{'/'.join(short.values())}/")
    words = plain.locator(".quiz__matches").inner_text().split()
    page = visitor.visit(f"{URL}?{urlencode(answers)}")
    expect(page.locator(".quiz-match")).to_have_count(3)
    assert page.locator(".quiz__matches").inner_text().split() == words


def test_by_keyboard_from_the_first_question_to_three_roles_and_back(visitor: Visitor) -> None:
    page = visitor.visit(URL)
    page.locator("input[name=company]").first.focus()
    for _ in ANSWERS:
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.locator("form .button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#quiz-result")).to_be_focused()
    expect(page.locator(".quiz-match")).to_have_count(3)
    expect(page).to_have_title("Roles that may suit you: Which role would suit you? – Care careers")
    assert parse_qs(urlsplit(page.url).query).keys() == ANSWERS.keys()
    page.locator("[data-compare] a").click()
    page.wait_for_url("**/roles/compare/?roles=*")
    expect(page.locator(".compare__side thead a")).to_have_count(3)
    page.go_back()
    expect(page.locator(".quiz-match")).to_have_count(3)


def test_changing_an_answer_changes_the_address_and_the_back_button_undoes_it(
    visitor: Visitor,
) -> None:
    page = visitor.visit(RESULT)
    expect(page.get_by_role("heading", name="Change your answers")).to_be_visible()
    first = page.locator(".quiz-match__title").all_inner_texts()
    page.locator("input[name=hours][value=nights]").check()
    page.locator("form .button").click()
    expect(page.locator(".quiz__matches")).to_contain_text("Night care worker")
    assert "hours=nights" in page.url
    page.go_back()
    expect(page.locator(".quiz-match__title")).to_have_text(first)
    expect(page.locator("input[name=hours][value=day]")).to_be_checked()


def test_an_answer_left_out_is_named_and_the_link_leads_to_it(visitor: Visitor) -> None:
    page = visitor.visit(URL)
    for name in list(ANSWERS)[:-1]:
        page.locator(f"input[name={name}]").first.check()
    page.locator("form .button").click()
    errors = page.locator(".quiz__errors")
    expect(errors).to_be_focused()
    expect(errors.get_by_role("link")).to_have_text(["Where would you like to be in five years?"])
    expect(
        page.get_by_role("group", name="Where would you like to be")
    ).to_have_accessible_description("Choose an answer, or “I am not sure”.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=next]").first).to_be_focused()
    assert urlsplit(page.url).query == ""


def test_a_link_with_answers_that_do_not_exist_is_met_kindly(visitor: Visitor) -> None:
    page = visitor.visit(f"{URL}?{urlencode(ANSWERS | {'hours': '<img src=x onerror=alert()>'})}")
    expect(page.locator(".quiz__errors")).to_contain_text("an answer that the quiz does not have")
    expect(page.locator(".quiz__errors a")).to_have_text(["Which hours suit your life?"])
    expect(page.locator("input[name=place][value=moving]")).to_be_checked()
    visitor.visit(f"{URL}?utm_source=poster")
    expect(page.locator(".quiz__errors")).to_be_hidden()


def test_who_is_sure_of_nothing_is_told_how_to_go_on(visitor: Visitor) -> None:
    page = visitor.visit(UNSURE)
    expect(page.locator("#quiz-result")).to_have_text("We cannot tell yet")
    expect(page.locator("[data-nothing] a")).to_have_count(3)
    expect(page.locator("[data-compare]")).to_be_hidden()


def test_when_the_rules_do_not_load_it_is_said_and_can_be_tried_again(visitor: Visitor) -> None:
    page = visitor.visit(URL)
    page.route("**/quiz.json", lambda route: route.fulfill(status=503, body=""))
    page.evaluate("location.search = '?" + urlencode(ANSWERS) + "'")
    expect(page.locator("[data-failed]")).to_be_visible()
    page.unroute("**/quiz.json")
    page.locator("form .button").click()
    expect(page.locator(".quiz-match")).to_have_count(3)
    assert [each for each in visitor.faults if "503" not in each] == []
    visitor.faults.clear()


def test_without_scripts_three_pages_lead_to_three_roles(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit(URL)
    expect(page.locator(".quiz__form")).to_be_hidden()
    for _ in range(3):
        page.locator(".quiz-choice__answer").first.click()
    expect(page.locator(".quiz-match")).to_have_count(3)
    expect(page.locator(".quiz-said dd")).to_have_count(3)


@pytest.mark.parametrize("url", STATES.values(), ids=STATES)
def test_no_rule_of_wcag_is_broken_in_any_state(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size
