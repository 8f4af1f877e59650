"""Stories: found by many ways, told in the person's words, shown only as far as they agreed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from conftest import TODAY, BuiltWorld, World
from PIL import Image

from portal.errors import Severity

MakeWorld = Callable[..., World]
PATH = "content/case-studies/{}.md"
URL = "/case-studies/{}/"
# Where a story is before it is withdrawn.
WHERE = {
    "case-studies/feed.json",
    "case-studies/feed.xml",
    "case-studies/for/career-changer/index.html",
    "case-studies/in/north/feed.xml",
    "case-studies/index.html",
    "case-studies/role/care-assistant/index.html",
    "case-studies/setting/care-home/index.html",
    "case-studies/wilhelmina-of-the-mill/index.html",
    "for/career-changer/index.html",
    "providers/example-house/index.html",
    "roles/care-assistant/index.html",
    "search/index.json",
    "sitemap.xml",
    "stories/wilhelmina-of-the-mill/index.html",
}
SECRETS = ("Wilhelmina", "wilhelmina-of-the-mill", "Nobody told me about the laughing", "Zanzibar")


def story(
    scopes: str = "text, name, photo, employer, social",
    more: str = "",
    *,
    body: str = "I baked bread for 20 years in Zanzibar.",
    image: bool = True,
) -> str:
    """Return a story with words that occur nowhere else on the site."""
    picture = "image: {file: wilhelmina-of-the-mill.jpg, alt: Wilhelmina laughs}\n" if image else ""
    return f"""---
title: From the Zanzibar mill to the care home
summary: Wilhelmina left the mill in Zanzibar and found people who remember the name.
date: 2026-10-02
person: {{name: Wilhelmina, role: care-assistant, previously: Miller in Zanzibar}}
provider: example-house
setting: care-home
place: testham
audiences: [career-changer]
step: {{from: retail, to: care-assistant}}
best: The laughing of Zanzibar.
hardest: Leaving Zanzibar.
quote: Nobody told me about the laughing in Zanzibar.
timeline: [{{when: "2019", what: The mill in Zanzibar closed}}]
{picture}aliases: [/stories/wilhelmina-of-the-mill/]
consent: {{reference: Z-1, given_on: 2026-09-01, review_by: 2028-09-01, scopes: [{scopes}]{more}}}
---
{body}
"""


def with_story(made: World, text: str) -> World:
    """Return a world in which Wilhelmina tells her story, and has a photograph."""
    made.write({PATH.format("wilhelmina-of-the-mill"): text})
    stream = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(stream, "JPEG")
    (made.root / "content/case-studies/wilhelmina-of-the-mill.jpg").write_bytes(stream.getvalue())
    return made


def traces(*folders: Path, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    """Return every file below folders whose name or content says who told the story."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                text = data.decode("utf-8", "replace").casefold()
                if any(each.casefold() in text or each in str(path) for each in secrets):
                    found.append(path.relative_to(folder).as_posix())
    return found


def words(site: BuiltWorld, url: str) -> str:
    """Return the words of a page, as a person reads them."""
    main = site.html(url).select_one("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


# Withdrawn, expired, not covered.


def test_a_withdrawn_story_leaves_no_trace_in_the_site_or_the_cache(world: MakeWorld) -> None:
    made = with_story(world(), story())
    before = made.build()
    assert before.problems == ()
    pictures = {data for name, data in before.files.items() if name.startswith("images/")}
    shown = traces(made.output)
    assert set(shown) >= WHERE
    # The names of files made from the photograph, and of the card, hold these.
    names = [name for name in before.files if name.startswith("images/")]
    hashes = {each for name in names for each in re.findall(r"-([0-9a-f]{12,16})\b", name)}

    with_story(made, story(more=", withdrawn_on: 2026-11-22"))
    after = made.build()
    assert after.codes == []
    assert traces(made.output, made.root / ".cache") == []
    left = set(after.files.values())
    kept = {
        path.read_bytes().partition(b"\n")[2] for path in (made.root / ".cache/images").iterdir()
    }
    assert kept <= left  # the card and the photograph are gone from the cache as well
    assert len(pictures - left) >= 5
    gone = {each for each in hashes if not any(each in name for name in after.files)}
    assert len(gone) >= 2
    assert traces(made.output, made.root / ".cache", secrets=tuple(gone)) == []


def test_a_withdrawal_is_not_held_up_by_what_still_names_the_story(world: MakeWorld) -> None:
    made = with_story(world(), story())
    link = "[A story](/case-studies/wilhelmina-of-the-mill/)"
    award = "title: The kind hand award\nsummary: For somebody who is kind every day of the year.\n"
    about = (made.root / "content/pages/about.md").read_text("utf-8")
    made.write(
        {
            "content/awards/kind-hand.yaml": f"{award}winners: [wilhelmina-of-the-mill]\n",
            "content/pages/about.md": f"{about}\n{link}\n",
        }
    )
    assert made.build().problems == ()
    with_story(made, story(more=", withdrawn_on: 2026-11-22"))
    site = made.build()
    assert site.codes == ["not-published", "broken-link"]
    assert {each.severity for each in site.problems} == {Severity.WARNING}
    assert all("Publish it" not in each.remedy for each in site.problems)
    assert traces(made.output) == ["about/index.html"]  # an editor's own link: the warning is there


def test_for_90_days_a_page_without_a_name_says_that_a_story_was_withdrawn(
    world: MakeWorld,
) -> None:
    made = with_story(world(), story(more=", withdrawn_on: 2026-11-01"))
    last = date(2026, 11, 1) + timedelta(days=89)
    for day in (date(2026, 11, 1), TODAY, last):
        site = made.build(day)
        page = site.text("/case-studies/withdrawn/")
        assert 'name="robots" content="noindex"' in page
        assert "This story has been withdrawn" in page
        assert "/case-studies/withdrawn/" in site.text("/404.html")
        assert "/case-studies/withdrawn/" not in site.text("/sitemap.xml")
    site = made.build(last + timedelta(days=1))
    assert "case-studies/withdrawn/index.html" not in site.files
    assert "/case-studies/withdrawn/" not in site.text("/404.html")
    assert traces(made.output) == []


@pytest.mark.parametrize("drafts", [False, True])
def test_a_story_past_its_review_is_gone_also_from_the_preview(
    world: MakeWorld, drafts: bool
) -> None:
    made = with_story(world(), story())
    assert traces(made.output) == []
    assert made.build(date(2028, 9, 1), drafts=drafts).codes.count("consent-due") >= 1
    assert traces(made.output) != []
    made.build(date(2028, 9, 2), drafts=drafts)
    assert traces(made.output) == []


def test_thirty_days_before_its_review_a_story_falls_due(world: MakeWorld) -> None:
    made = with_story(world({PATH.format("from-the-shop"): None}), story())
    assert made.build(date(2028, 8, 1), write=False).codes == []
    due = made.build(date(2028, 8, 2), write=False)
    assert due.codes == ["consent-due"]
    assert "2028-09-01" in due.problems[0].sentence


def test_a_name_without_consent_is_nowhere_on_the_site(world: MakeWorld) -> None:
    text = story("text, employer, social").replace("Wilhelmina left", "Somebody left")
    made = with_story(world(), text.replace("Wilhelmina laughs", "A miller laughs"))
    site = made.build()
    assert site.codes == ["photo-without-consent"]
    assert not [name for name, data in site.files.items() if b"Wilhelmina" in data]
    assert "Care assistant" in words(site, URL.format("wilhelmina-of-the-mill"))


def test_a_name_in_the_text_that_consent_does_not_cover_stops_the_build(world: MakeWorld) -> None:
    made = with_story(world(), story("text, employer", body="My name is Wilhelmina.", image=False))
    site = made.build()
    told = [each for each in site.problems if each.code != "picture-unused"]
    assert [each.code for each in told] == ["name-without-consent", "name-without-consent"]
    assert [each.position.line for each in told] == [3, 18]
    assert not site.output.exists()


def test_an_employer_without_consent_is_not_shown_and_does_not_show_the_story(
    world: MakeWorld,
) -> None:
    url = URL.format("wilhelmina-of-the-mill")
    agreed = with_story(world(), story()).build()
    assert "Example House" in words(agreed, url)
    assert url in agreed.text("/providers/example-house/")
    site = with_story(world(), story("text, name, photo, social")).build()
    assert "Example House" not in words(site, url).split("Open now")[0]
    assert url not in site.text("/providers/example-house/")


# Lists.


@pytest.mark.parametrize(
    "url",
    [
        "/case-studies/",
        "/case-studies/for/career-changer/",
        "/case-studies/role/care-assistant/",
        "/case-studies/setting/care-home/",
    ],
)
def test_stories_are_found_by_whom_they_speak_to_by_role_and_by_place(
    world: MakeWorld, url: str
) -> None:
    site = with_story(world(), story()).build()
    found = URL.format("wilhelmina-of-the-mill")
    for name in (url, f"{url}feed.xml", f"{url}feed.json"):
        assert found in site.text(name)


def test_a_story_leads_to_every_list_that_it_is_in(world: MakeWorld) -> None:
    site = with_story(world(), story()).build()
    page = site.html(URL.format("wilhelmina-of-the-mill"))
    links = {str(link["href"]) for link in page.select("nav[aria-labelledby=other-lists] a")}
    districts = {link for link in links if link.startswith("/case-studies/in/")}
    assert len(districts) == 1
    assert links - districts == {
        "/case-studies/for/career-changer/",
        "/case-studies/role/care-assistant/",
        "/case-studies/setting/care-home/",
    }
    for link in links:
        assert URL.format("wilhelmina-of-the-mill") in site.text(link)


# The page.


def test_a_story_without_a_photograph_has_a_line_of_its_own(world: MakeWorld) -> None:
    site = with_story(world(), story(image=False)).build()
    one = site.html(URL.format("wilhelmina-of-the-mill")).select_one("svg.story-picture__drawing")
    other = site.html(URL.format("from-the-shop")).select_one("svg.story-picture__drawing")
    assert one is not None
    assert other is not None
    assert one["aria-hidden"] == "true"
    assert one.get_text(strip=True) == "W"
    lines = [each.select("path.story-picture__line")[-1]["d"] for each in (one, other)]
    assert lines[0] != lines[1]


def test_search_engines_get_a_picture_of_every_story(world: MakeWorld) -> None:
    site = with_story(world(), story(image=False)).build()
    for name in ("wilhelmina-of-the-mill", "from-the-shop"):
        (article,) = (
            each for each in site.structured(URL.format(name)) if each["@type"] == "Article"
        )
        path = str(article["image"]).removeprefix("https://site.example/")
        assert path in site.files
