"""Patterns that are compiled when they are first used are what `re.compile` would have given."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import portal
from portal.patterns import _Later, compile_later


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    now, later = (make(r"(b)\w", re.IGNORECASE) for make in (re.compile, compile_later))
    for text in ("abc", "aBC", "", "b"):
        for way in ("search", "match", "fullmatch"):
            found, expected = getattr(later, way)(text), getattr(now, way)(text)
            assert (found and found.span()) == (expected and expected.span())
        assert later.sub("x", text) == now.sub("x", text)
        assert later.split(text) == now.split(text)
    assert (later.pattern, later.flags, later.groups) == (now.pattern, now.flags, now.groups)


def test_a_pattern_is_compiled_once_and_not_before_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    plain = re.compile

    def counting(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return plain(text, flags)

    monkeypatch.setattr(re, "compile", counting)
    later = compile_later("a+")
    assert compiled == []
    assert later.search("ba")
    assert later.sub("", "ba") == "b"
    assert later.groupindex == {}
    assert compiled == ["a+"]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    names = [each.name for each in pkgutil.walk_packages(portal.__path__, "portal.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    patterns = [
        each for module in modules for each in vars(module).values() if isinstance(each, _Later)
    ]
    assert len(patterns) > 100
    for each in patterns:
        assert each.pattern
