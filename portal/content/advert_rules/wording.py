"""Finds words in an advert that are unfair, illegal or a trap, by the tables of rules.

Tuned to say nothing rather than to be wrong: a rule looks for whole phrases, passes over a phrase
that is denied ("no unpaid trials", "a car is not needed"), and takes an occupational requirement
that is stated with its reason for what it is (Equality Act 2010, Schedule 9, paragraph 1).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from portal.content.advert_rules import RULES, Rule, compiled
from portal.content.vacancy import Vacancy
from portal.patterns import compile_later
from portal.values import fixed

Words = tuple[str, str, str]
# The words of a vacancy that the rules are about: its title, those of its pay, its description.
words_of: Callable[[Vacancy], Words] = attrgetter("title", "pay.text", "description")


@fixed
class Found:
    """A rule and the words it is about, by their place in the text; `excused` gives a reason."""

    rule: Rule
    start: int
    end: int
    words: str
    excused: bool = False

    @property
    def illegal(self) -> bool:
        """Return whether the vacancy may not be shown like this."""
        return self.rule.illegal and not self.excused


@fixed
class _Ready:
    """A rule with its words as bytes, and its place in the tables."""

    number: int
    rule: Rule
    others: tuple[frozenset[bytes], ...]


def _ready(number: int, rule: Rule) -> _Ready:
    others = [group.split() for group in rule.words.split("/")[1:]]
    return _Ready(
        number, rule, tuple(frozenset(word.encode() for word in group) for group in others)
    )


_READY = tuple(_ready(number, rule) for number, rule in enumerate(RULES))
_BY_ANCHOR: dict[bytes, list[_Ready]] = defaultdict(list)
for _each in _READY:
    for _anchor in _each.rule.words.split("/")[0].split():
        _BY_ANCHOR[_anchor.encode()].append(_each)
_ANCHORS = frozenset(_BY_ANCHOR)
_WORDS = frozenset(word.encode() for rule in RULES for word in rule.words.split())
# Letters in lower case; everything else parts words. Bytes are split ten times as fast as text.
_LETTERS = bytes(
    code | 32 if 65 <= code <= 90 else code if 97 <= code <= 122 else 32 for code in range(256)
)
_PLAIN = str.maketrans("’‘‛“”«»–—‑‒−\u00a0\t\r*_`~|", "''''\"\"\"----- " + " " * 7)
_BLOCK_END = compile_later(r"</?(?:p|li|ul|ol|h[1-6]|div|br|tr|td|th|table|blockquote)\b[^<>]*>")
_TAG = compile_later(r"<[^<>]*>")
_ENTITIES = (("&nbsp;", " "), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))
_IN_HTML = str.maketrans("\u00a0’‘“”–—", " ''\"\"--")
_LINE_END = compile_later(r"\n(?![ \t]*(?:\n|[-*+>#]|\d{1,3}[.)]|$))")
_SENTENCE_END = compile_later(r"[.!?;\n]")
_CLAUSE_END = compile_later(r"[.!?;,:(\n]| but | and (?:you )?must ")
_DENIED_BEFORE = compile_later(
    r"\b(?:not|never|no|nor|neither|can't|without|whether|regardless|irrespective|nobody|isn't|don't|"
    r"won't|doesn't|needn't|aren't|cannot|rather than|instead of|avoid|unlike)\b[^.!?;,:(\n]{0,40}$"
)
_DENIED_AFTER = compile_later(
    r"[ ]{0,3}(?:\w{1,12}[ ]{1,3}){0,3}(?:(?:not|never|isn't|aren't|don't|no longer)[ ]{1,3}"
    r"(?:be[ ]{1,3})?(?:a[ ]{1,3})?(?:needed|required|necessary|essential|must|charged|expected|"
    r"asked|taken|allowed|needs?|problem|barrier)|no[ ]{1,3}(?:problem|barrier|bar))\b"
)
_REASON = compile_later(
    r"\b(?:because|as (?:the|this|you|she|he|they|we)|so that|due to|personal care|intimate care|"
    r"occupational requirement|schedule 9)\b"
)
_STATED = compile_later(r"occupational requirement|schedule 9|equality act 2010")
_REACH = 200
_MOST = 5
_Candidates = dict[int, list[str]]


def wording(text: str, is_title: bool = False) -> tuple[Found, ...]:
    """Return what the rules find in a text: words or Markdown, with places in the very text.

    >>> [(found.rule.code, found.words) for found in wording("We want a young and\\nfit person.")]
    [('age-wording', 'young and fit')]
    >>> wording("We support young people. You do not need a car.")
    ()
    """
    candidates = _candidates(text, is_title)
    if not candidates:
        return ()
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters have a longer small form; places must stay
        lowered = "".join(low if len(low := each.lower()) == 1 else each for each in text)
    read = _LINE_END.sub(" ", lowered.translate(_PLAIN))
    return tuple(
        replace(found, words=" ".join(text[found.start : found.end].translate(_PLAIN).split()))
        for found in _judge(read, candidates)
    )


def wording_in(words: Words) -> tuple[Found, ...]:
    """Return what the rules find in the words of a vacancy."""
    title, pay, description = words
    return (
        *wording_in_short(title, is_title=True),
        *wording_in_short(pay),
        *wording_in_html(description),
    )


@lru_cache(maxsize=4096)
def wording_in_short(text: str, is_title: bool = False) -> tuple[Found, ...]:
    """Return the same for a title or the words of a pay, of which many adverts have the same."""
    return wording(text, is_title)


def wording_in_html(description: str) -> tuple[Found, ...]:
    """Return what the rules find in an HTML description; the places mean nothing then."""
    # Rules look at one line at a time, and most lines of an advert are in others of the feed too.
    if all(map(_is_fine_line, description.replace("</li>", "</li>\n").split("\n"))):
        return ()
    candidates = _candidates(description, is_title=False)
    return tuple(_judge(_text_of(description), candidates)) if candidates else ()


def _text_of(description: str) -> str:
    """Return the words of an HTML description in small letters, a line for each block."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", description.lower()))
    if "&" in text:
        for written, plain in _ENTITIES:
            text = text.replace(written, plain)
    if not text.isascii():
        text = text.translate(_IN_HTML)
    return text.replace("\t", " ")


@lru_cache(maxsize=8192)
def _is_fine_line(line: str) -> bool:
    """Return whether no rule finds anything in a line of HTML, whatever stands around it.

    A rule's other words may be in other lines, so only the first ones are looked for.
    """
    if "<" in _TAG.sub("", line):  # a tag that ends in another line
        return False
    text = _text_of(line)
    candidates: _Candidates = {}
    for word in _ANCHORS.intersection(_words(text)):
        for each in _BY_ANCHOR[word]:
            if not each.rule.only_titles:
                candidates.setdefault(each.number, []).append(word.decode())
    return not any(
        _is_meant(text, match, _READY[number].rule)
        for number, anchors in candidates.items()
        for match in _matches(text, number, anchors)
    )


def forget_lines() -> None:
    """Let go of the lines that were remembered because they come again within a feed."""
    _is_fine_line.cache_clear()


def _candidates(text: str, is_title: bool) -> _Candidates:
    """Return the rules whose words are in the text, each with its anchors that are."""
    present = _WORDS.intersection(_words(text))
    found: _Candidates = {}
    for word in present & _ANCHORS:
        for each in _BY_ANCHOR[word]:
            if each.number in found:
                found[each.number].append(word.decode())
                continue
            for others in each.others:
                if present.isdisjoint(others):
                    break
            else:
                if is_title or not each.rule.only_titles:
                    found[each.number] = [word.decode()]
    return found


def _words(text: str) -> list[bytes]:
    return text.encode("utf-8", "replace").translate(_LETTERS).split()


def _judge(text: str, candidates: _Candidates) -> Iterator[Found]:
    """Yield the first few findings of each rule that nothing excuses from it."""
    for number in sorted(candidates):
        rule = _READY[number].rule
        matches = _matches(text, number, candidates[number])
        found = islice((match for match in matches if _is_meant(text, match, rule)), _MOST)
        for match in found:
            if rule.unless_anywhere and compiled(rule.unless_anywhere).search(text):
                break
            excused = rule.excusable and _is_excused(text, _sentence(text, *match.span()))
            words = " ".join(match[0].split())
            yield Found(rule, *match.span(), words, excused)


def _matches(text: str, number: int, anchors: list[str]) -> Iterator[re.Match[str]]:
    """Yield where the words of a rule are, in the lines that hold one of its anchors."""
    pattern = compiled(_READY[number].rule.pattern)
    for start, end in _lines(text, anchors):
        yield from pattern.finditer(text, start, end)


def _is_meant(text: str, match: re.Match[str], rule: Rule) -> bool:
    """Return whether a match is neither denied nor in a sentence that explains it."""
    start, end = match.span()
    if _is_denied(text, start, end):
        return False
    return not (rule.unless and compiled(rule.unless).search(_sentence(text, start, end)))


def _lines(text: str, anchors: list[str]) -> list[tuple[int, int]]:
    """Return the start and end of the lines that hold one of the words, each line once."""
    lines = set()
    for anchor in anchors:
        place = text.find(anchor)
        while place >= 0:
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            lines.add((text.rfind("\n", 0, place) + 1, end))
            place = text.find(anchor, end)
    return sorted(lines)


def _is_denied(text: str, start: int, end: int) -> bool:
    """Return whether the clause says the opposite: "no unpaid trials", "a car is not needed"."""
    before = _CLAUSE_END.split(text[max(0, start - 60) : start])[-1]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(text, end, end + 80))


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence that the words stand in, or as much of it as is near."""
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    return before + text[start:end] + after


def _is_excused(text: str, sentence: str) -> bool:
    """Return whether a reason is given: in the sentence, or by naming the law anywhere."""
    return bool(_REASON.search(sentence) or _STATED.search(text))
