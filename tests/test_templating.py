"""Our compiler of templates and Jinja's own give the same page, and the same error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import World
from jinja2 import DictLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from portal import render
from portal.filters import FILTERS
from portal.templating import OurEnvironment

COMPONENTS = """
{% macro plain(a, b="B") %}{{ a }}-{{ b }}{% endmacro %}
{% macro many(a) %}{{ a }}{% for each in varargs %}+{{ each }}{% endfor %}{% endmacro %}
{% macro named(a) %}{{ a }}{{ kwargs["z"] }}{% endmacro %}
{% macro around(a) %}[{{ a }}:{{ caller() }}]{% endmacro %}
{% macro perhaps() %}{{ caller() if caller is defined else "alone" }}{% endmacro %}
"""
HEAD = '{% from "c.html" import plain, many, named, around, perhaps as maybe %}'
WRITINGS = (
    "{{ plain('<') }} {{ plain(b='1', a='2') }} {{ plain('x', 'y') }}",
    "{{ many(1) }} {{ many(1, 2, '<') }}",
    "{{ named('a', z='<') }}",
    "{% call around('x') %}<i>{{ data.key }}</i>{% endcall %}",
    "{{ maybe() }}{% call maybe() %}here{% endcall %}",
    "{{ data.key }} {{ data['key'] }} {{ data.items() | list }} {{ row[0] }} {{ row[-1:] }}",
    "{{ word | once(plain) }}{{ word | once(plain, 'z') }}{{ word | once(plain) }}",
    "{% set said %}{{ plain(word) }}{% endset %}{{ said }}{{ said | upper }}",
    "{{ data.none is defined }} {{ 'key' in data }} {{ safe }} {{ word }}",
    "{% for each in row if each != 2 %}{{ loop.index }}{{ each }}{% endfor %}",
)
WRONG = (
    "{{ plain(1, 2, 3) }}",
    "{{ plain(q=1) }}",
    "{{ plain() }}",
    "{{ around('x') }}",
    "{{ data.none }}",
    "{{ row[9] }}",
    "{{ nobody.name }}",
    "{{ data.none.deeper }}",
    "{{ missing_one('x') }}",
    "{% from 'c.html' import nothing %}{{ nothing() }}",
)


def fill(text: str, careful: bool) -> str:
    """Return what a template makes, or the words of its error."""
    environment = OurEnvironment(
        careful=careful,
        loader=DictLoader({"c.html": COMPONENTS, "x.html": HEAD + text}),
        undefined=StrictUndefined,
        autoescape=True,
    )
    environment.filters.update(FILTERS)
    values = {"data": {"key": "<k>"}, "row": (1, 2, 3), "word": "<w>", "safe": Markup("<s>")}
    try:
        return environment.get_template("x.html").render(values)
    except (TemplateError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    except (AttributeError, LookupError):
        return fill(text, careful=True)


@pytest.mark.parametrize("text", [*WRITINGS, *WRONG])
def test_what_our_compiler_makes_is_what_jinja_makes(text: str) -> None:
    ours, jinja = fill(text, careful=False), fill(text, careful=True)
    assert ours.split("the template")[0] == jinja.split("the template")[0]
    assert (text in WRONG) == ("Error" in jinja)


def test_no_page_needs_the_careful_way(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, asked = render._environment, []

    def noting(templates: Any, cache: Any, site: Any, careful: bool = False) -> OurEnvironment:
        asked.append(careful)
        return make(templates, cache, site, careful)

    monkeypatch.setattr(render, "_environment", noting)
    assert not world().build().problems
    assert asked == [False]
