"""The list of roles, the comparison, and what the page of a role adds to plain facts."""

from __future__ import annotations

from dataclasses import replace

from conftest import SMALL_WORLD
from planning import CARE_ASSISTANT, MakeWorld, context, library_of, many, structured

from portal.content.vacancy import Shift
from portal.pages.compare import COLUMNS

CARE = "content/pathway/roles/care-assistant.yaml"
CARE_TEXT = (SMALL_WORLD / CARE).read_text("utf-8")
ASKED = "questions: [{question: Do I need a car?, answer: No.}]\n"


def traits(page: object, url: str) -> set[str]:
    """Return the names of what a role in the list has."""
    groups = page.groups  # type: ignore[attr-defined]
    entry = next(each for group in groups for each in group.roles if each.card.url == url)
    return {name for name, _ in entry.traits}


def test_the_list_says_other_names_and_who_needs_no_experience_and_no_car(
    world: MakeWorld,
) -> None:
    files = {CARE: CARE_TEXT + "routes: [{kind: straight-in, text: Apply.}]\n"}
    page = context(library_of(world, files=files), "/roles/")
    assert traits(page, "/roles/care-assistant/") == {"no-experience", "no-car"}
    assert page.groups[0].roles[0].also_called == "Carer"
    assert traits(page, "/roles/senior-care-worker/") == {"no-car"}


def test_shifts_are_those_of_the_role_and_of_its_vacancies(world: MakeWorld) -> None:
    files = {CARE: CARE_TEXT + "usual_shifts: [sleep-in]\n"}
    school = replace(CARE_ASSISTANT, shifts=(Shift.SCHOOL_HOURS,))
    page = context(library_of(world, [school], files), "/roles/")
    assert {"nights", "school-hours", "hiring"} <= traits(page, "/roles/care-assistant/")


def test_questions_are_structured_data_only_where_there_are_some(world: MakeWorld) -> None:
    library = library_of(world, files={CARE: CARE_TEXT + ASKED})
    (faq,) = structured(library, "/roles/care-assistant/", "FAQPage")
    assert faq["mainEntity"][0]["name"] == "Do I need a car?"
    assert structured(library, "/roles/senior-care-worker/", "FAQPage") == []


def test_the_contents_lead_to_parts_that_are_there(world: MakeWorld) -> None:
    built = world({CARE: CARE_TEXT + ASKED}).build()
    for url in ("/roles/care-assistant/", "/roles/senior-care-worker/"):
        html = built.html(url)
        links = [each["href"] for each in html.select(".role__contents a")]
        assert links[0] == "#glance"
        assert all(html.select_one(f"section{link} > h2") for link in links)


def test_a_role_says_who_else_is_hiring_when_nobody_wants_it(world: MakeWorld) -> None:
    senior = "content/pathway/roles/senior-care-worker.yaml"
    text = (SMALL_WORLD / senior).read_text("utf-8") + "related: [care-assistant]\n"
    page = context(library_of(world, many(3), {senior: text}), "/roles/senior-care-worker/")
    assert [(row.url, row.count) for row in page.hiring_alike] == [
        ("/vacancies/role/care-assistant/", 3)
    ]
    assert page.compare == "/roles/compare/?roles=senior-care-worker,care-assistant"


def test_the_table_of_all_roles_has_heads_for_rows_columns_and_groups(world: MakeWorld) -> None:
    html = world().build().html("/roles/compare/")
    table = html.select_one("table")
    assert table is not None
    assert table.caption is not None
    assert [each["scope"] for each in table.select("thead th")] == ["col"] * (len(COLUMNS) + 1)
    rows = table.select("tr[data-role]")
    assert [row["data-role"] for row in rows] == ["care-assistant", "senior-care-worker"]
    for row in rows:
        assert [each["scope"] for each in row.select("th")] == ["row"]
        assert len(row.select("td")) == len(COLUMNS)
    region = html.select_one("[role=region]")
    assert region is not None
    assert region["tabindex"] == "0"
    assert html.find(id=str(region["aria-labelledby"])) is not None


def test_pay_in_the_comparison_has_its_source_and_its_absence_is_said(world: MakeWorld) -> None:
    pay = "pay: {starter: {min: 12.71}, per: hour, source: Made up, as_of: 2026-04-01}\n"
    page = context(library_of(world, files={CARE: CARE_TEXT + pay}), "/roles/compare/")
    care, senior = page.groups[0].roles
    assert (care.cells[0].value, care.cells[0].note) == ("£12.71 an hour", "Made up, 1 April 2026")
    assert senior.cells[0].unknown
