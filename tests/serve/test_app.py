"""What a browser is answered, in-process and without sockets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import World

from portal.serve.saved import Age
from serve.visiting import Visitor, own_project

Make = Callable[..., World]

ABOUT = "content/pages/about.md"
GOOD = "---\ntitle: About this site\nsummary: Who makes this small test site.\n---\n"
BAD = "---\ntitle: Hi\nsummary: Who makes this small <test> site.\n---\n\nWords.\n"


def with_root(world: World, root: str) -> None:
    """Give a world's site an address below a path."""
    text = (world.root / "site.yaml").read_text("utf-8")
    text = text.replace("https://site.example/", f"https://site.example{root}/")
    world.write({"site.yaml": text})


def test_a_page_is_served_at_its_address(world: Make) -> None:
    visit = Visitor(world()).get("/about/")
    assert visit.status == 200
    assert visit.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "It is made for tests." in visit.text


def test_nothing_is_kept_by_browsers(world: Make) -> None:
    assert Visitor(world()).get("/about/").headers["Cache-Control"] == "no-store"


def test_head_is_answered_without_a_body(world: Make) -> None:
    visit = Visitor(world()).get("/about/", method="HEAD")
    assert (visit.status, visit.text) == (200, "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_preview_can_only_be_read(world: Make, method: str) -> None:
    visit = Visitor(world()).get("/about/", method=method)
    assert visit.status == 405
    assert visit.headers["Allow"] == "GET, HEAD"


def test_the_stylesheet_is_served_with_its_kind(world: Make) -> None:
    visitor = Visitor(world())
    assert visitor.preview.state.plan
    visit = visitor.get(visitor.preview.state.plan.assets.stylesheet)
    assert visit.status == 200
    assert visit.headers["Content-Type"] == "text/css; charset=utf-8"


def test_links_to_the_site_itself_stay_in_the_preview(world: Make) -> None:
    assert 'href="http://127.0.0.1:8000/about/"' in Visitor(world()).get("/about/").text


@pytest.mark.parametrize("path", ["/about", "/about/index.html"])
def test_a_lost_slash_is_put_back(world: Make, path: str) -> None:
    visit = Visitor(world()).get(path)
    assert visit.status == 302
    assert visit.headers["Location"] == "/about/"


def test_an_unknown_address_offers_what_may_be_meant(world: Make) -> None:
    visit = Visitor(world()).get("/abuot/")
    assert visit.status == 404
    assert "Page not found" in visit.text
    assert '<a href="/about/">' in visit.text


def test_an_unknown_address_is_escaped(world: Make) -> None:
    assert "<script>alert" not in Visitor(world()).get("/<script>alert(1)</script>/").text


def test_the_page_of_something_unpublished_says_why_it_is_not_there(world: Make) -> None:
    story = "content/case-studies/from-the-shop.md"
    made = world()
    text = (made.root / story).read_text("utf-8")
    made.write({story: text.replace("{reference", "{withdrawn_on: 2026-11-01, reference")})
    visit = Visitor(made).get("/case-studies/from-the-shop/")
    assert visit.status == 404
    assert "It is not published: " in visit.text


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yaml",
        "/assets/../../site.yaml",
        "/content/pages/about.md",
        "/assets/css/main.css",
        "/.cache/prose.json",
        "/assets/",
        "//etc/passwd",
        "/%2e%2e/site.yaml",
        "/about/\x00",
    ],
)
def test_nothing_but_pages_and_assets_is_ever_served(world: Make, path: str) -> None:
    assert Visitor(world()).get(path).status == 404


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "192.168.1.20", "[::1]:8000"])
def test_localhost_and_numbers_are_answered(world: Make, host: str) -> None:
    assert Visitor(world()).get("/about/", host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "[", "a b"])
def test_another_website_that_points_its_name_here_is_refused(world: Make, host: str) -> None:
    visit = Visitor(world()).get("/about/", host=host)
    assert visit.status == 403
    assert "made for tests" not in visit.text


def test_a_site_below_a_path_is_served_there(world: Make) -> None:
    made = world()
    with_root(made, "/careers")
    visitor = Visitor(made)
    assert visitor.get("/careers/about/").status == 200
    assert 'href="/careers/roles/"' in visitor.get("/careers/about/").text
    assert visitor.get("/about/").status == 404


@pytest.mark.parametrize("path", ["/", "/careers"])
def test_the_start_of_a_site_below_a_path_is_found(world: Make, path: str) -> None:
    made = world()
    with_root(made, "/careers")
    visit = Visitor(made).get(path)
    assert (visit.status, visit.headers["Location"]) == (302, "/careers/")


def test_who_comes_before_the_site_is_read_is_told_to_wait_and_comes_again(world: Make) -> None:
    visitor = Visitor(world(), read=False)
    early = visitor.get("/about/")
    assert (early.status, early.headers["Refresh"]) == (503, "1")
    assert "Reading the site" in early.text
    assert "</head>" in early.text, "livereload's script goes before it"
    visitor.preview.begin()
    visit = visitor.get("/about/")
    assert visit.status == 200
    assert "Refresh" not in visit.headers


def test_pages_are_shown_before_their_texts_are_checked(world: Make) -> None:
    made = world()
    story = "content/case-studies/from-the-shop.md"
    facts = (made.root / story).read_text("utf-8").partition("\n---\n")[0]
    made.write({story: f"{facts}\n---\n"})
    visitor = Visitor(made, read=False)
    seen: list[int] = []
    visitor.preview.begin(lambda: seen.append(visitor.get("/roles/").status))
    assert seen == [200]
    visit = visitor.get("/roles/")
    assert visit.status == 500
    assert "The story has facts and no text." in visit.text


def test_nothing_is_shown_early_of_a_site_that_cannot_be_planned_as_it_should(
    world: Make,
) -> None:
    visitor = Visitor(world({ABOUT: BAD}), read=False)
    seen: list[int] = []
    visitor.preview.begin(lambda: seen.append(visitor.get("/roles/").status))
    assert seen == []


def test_problems_are_the_page_on_every_page(world: Make) -> None:
    visitor = Visitor(world({ABOUT: BAD}))
    for path in ("/", "/about/", "/roles/", "/nowhere/"):
        visit = visitor.get(path)
        assert visit.status == 500
        assert "1 problem to mend" in visit.text
        assert "content/pages/about.md:2:8" in visit.text
        assert "</head>" in visit.text, "livereload's script goes before it"


def test_the_page_of_problems_shows_the_line_and_a_caret(world: Make) -> None:
    text = Visitor(world({ABOUT: BAD})).get("/").text
    assert "<code>title: Hi\n" in text
    assert ">       ^</span>" in text


def test_words_of_the_content_are_escaped_on_the_page_of_problems(world: Make) -> None:
    bad = GOOD.replace("title: About this site", "titel: <script>alert(1)</script>")
    text = Visitor(world({ABOUT: bad})).get("/").text
    assert "&lt;script&gt;" in text
    assert "<script>" not in text


def test_a_broken_template_is_named_with_its_line(world: Make) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    page = (made.root / "templates/pages/free_page.html").read_text("utf-8")
    visitor.save("templates/pages/free_page.html", f"{page}\n{{% if %}}\n")
    visit = visitor.get("/about/")
    assert visit.status == 500
    assert f"templates/pages/free_page.html:{page.count(chr(10)) + 2}" in visit.text
    assert visitor.get("/roles/").status == 200, "pages of other templates are still there"
    visitor.save("templates/pages/free_page.html", page)
    assert visitor.get("/about/").status == 200


def test_what_is_wrong_with_a_finished_page_stands_at_its_foot(world: Make) -> None:
    visit = Visitor(world({ABOUT: f"{GOOD}See [it](/rolse/).\n"})).get("/about/")
    assert visit.status == 200
    assert "This links to /rolse/" in visit.text
    assert "Did you mean /roles/?" in visit.text
    assert "content/pages/about.md:5:10" in visit.text


def test_a_link_to_a_part_of_another_page_is_followed(world: Make) -> None:
    links = (
        "[one](/case-studies/from-the-shop/#how-it-began), [two](/case-studies/from-the-shop/#x)"
    )
    text = Visitor(world({ABOUT: f"{GOOD}{links}\n"})).get("/about/").text
    assert "no part called #x" in text
    assert "no part called #how-it-began" not in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("draft: true", "It is a draft"),
        ("publish_on: 2027-01-01", "It is published from 2027-01-01"),
    ],
)
def test_what_is_not_public_yet_is_shown_with_a_ribbon(world: Make, line: str, words: str) -> None:
    text = Visitor(world({ABOUT: GOOD.replace("title:", f"{line}\ntitle:")})).get("/about/").text
    assert text.count('class="ribbon"') == 1
    assert words in text


def test_what_a_page_is_that_was_sent_before_something_was_saved(world: Make) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    visitor.get("/about/")
    assert visitor.app.age_of("/about/") is Age.NEW
    visitor.save("assets/css/base.css", "p { margin: 0 }\n")
    assert visitor.app.age_of("/about/") is Age.OTHER_STYLES
    visitor.save(ABOUT, f"{GOOD}New words.\n")
    assert visitor.app.age_of("/about/") is Age.OLD
    visitor.save("assets/css/base.css", "p { margin: 1px }\n")
    assert visitor.app.age_of("/about/") is Age.OLD, "it is still another page"
    visitor.get("/about/")
    assert visitor.app.age_of("/about/") is Age.NEW
    assert visitor.app.age_of("/never-sent/") is Age.NEW
