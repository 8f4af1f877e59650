"""People who are not sure yet can ask to be called, whoever receives it, or nobody yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import World

Make = Callable[..., World]
CALL_ME = "/contact/call-me/"


def with_settings(world: World, more: str) -> World:
    """Return the world with more lines in site.yaml."""
    text = (world.root / "site.yaml").read_text("utf-8")
    world.write({"site.yaml": f"{text}\n{more}\n"})
    return world


def with_endpoint(world: World) -> World:
    """Return the world with somebody who receives the form."""
    return with_settings(world, "forms:\n  interest_endpoint: https://forms.example:8443/care?to=1")


def test_without_an_endpoint_there_is_no_form_but_a_way_to_write_or_ring(world: Make) -> None:
    made = world()
    text = (made.root / "site.yaml").read_text("utf-8")
    contact = "email: team@site.example, phone: 0116 496 0000"
    made.write({"site.yaml": text.replace("email: team@site.example", contact)})
    built = made.build()
    assert built.problems == ()
    page = built.html(CALL_ME)
    assert page.find("form") is None
    links = [str(link["href"]) for link in page.main.find_all("a")] if page.main else []
    assert "tel:01164960000" in links
    mail = next(link for link in links if link.startswith("mailto:"))
    assert mail.startswith("mailto:team@site.example?subject=")
    assert "phone%20number" in mail


def test_the_form_goes_to_the_endpoint_and_only_its_page_may_send_there(world: Make) -> None:
    built = with_endpoint(world()).build()
    assert built.problems == ()
    form = built.html(CALL_ME).find("form")
    assert form is not None
    assert form["action"] == "https://forms.example:8443/care?to=1"
    assert form["method"] == "post"
    policy = "form-action 'self' https://forms.example:8443;"
    assert policy in built.text(CALL_ME)
    assert "connect-src 'self' https://forms.example:8443;" in built.text(CALL_ME)
    assert "forms.example" not in built.text("/")
    assert "/contact/call-me/sent/index.html" in {f"/{name}" for name in built.files}


def test_every_answer_has_a_label_and_a_hint_that_is_read_with_it(world: Make) -> None:
    page = with_endpoint(world()).build().html(CALL_ME)
    form = page.find("form")
    assert form is not None
    for field in form.find_all(["input", "textarea"]):
        assert not field.has_attr("placeholder")
        labelled = field.find_parent("label") or form.find("label", attrs={"for": field["id"]})
        assert labelled is not None, field
        for part in str(field.get("aria-describedby") or "").split():
            assert form.find(id=part) is not None


@pytest.mark.parametrize(("name", "fill"), [("name", "given-name"), ("phone", "tel")])
def test_browsers_can_fill_in_what_they_know(world: Make, name: str, fill: str) -> None:
    page = with_endpoint(world()).build().html(CALL_ME)
    field = page.find("input", id=name)
    assert field is not None
    assert field["autocomplete"] == fill


def test_the_privacy_notice_stands_before_the_button(world: Make) -> None:
    text = with_endpoint(world()).build().text(CALL_ME)
    assert 0 < text.index("What happens with this") < text.index('type="submit"')
