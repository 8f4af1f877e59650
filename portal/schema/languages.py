"""Languages of texts, so that screen readers say them rightly and they run from the right side.

WCAG 2.2, criteria 3.1.1 and 3.1.2. Codes are those of the IANA language subtag registry (BCP 47);
the list has what people here speak and read, and grows by a line where one is missing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from portal.schema.words import quote

_TABLE = """
akan ak, albanian sq, amharic am, arabic ar, armenian hy, bengali bn, bulgarian bg, chinese
zh, croatian hr, czech cs, dari prs, dutch nl, english en, estonian et, farsi fa, filipino
fil, french fr, georgian ka, german de, greek el, gujarati gu, hausa ha, hebrew he, hindi hi,
hungarian hu, igbo ig, irish ga, italian it, japanese ja, kannada kn, kashmiri ks, konkani
kok, korean ko, kurdish ku, kutchi kfr, latin la, latvian lv, lingala ln, lithuanian lt,
malayalam ml, marathi mr, ndebele nd, nepali ne, oromo om, pashto ps, persian fa, polish pl,
portuguese pt, punjabi pa, romani rom, romanian ro, russian ru, sanskrit sa, serbian sr, shona
sn, sindhi sd, sinhala si, slovak sk, somali so, sorani ckb, spanish es, swahili sw, sylheti
syl, tagalog tl, tamil ta, telugu te, thai th, tigrinya ti, turkish tr, twi tw, ukrainian uk,
urdu ur, vietnamese vi, welsh cy, yiddish yi, yoruba yo
"""
LANGUAGES: Mapping[str, str] = dict(each.split() for each in _TABLE.split(","))
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ks", "prs", "ps", "sd", "ur", "yi"})
_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_SCRIPTS = {"Arab": "rtl", "Hebr": "rtl"}


@functools.cache
def _other_letters() -> re.Pattern[str]:
    """Return what finds a letter of a script that no word of English has: all from Greek on.

    So large sets of letters take ten milliseconds to compile, and few texts need them.
    """
    return re.compile(
        "[\u0370-\u1dbf\u1f00-\u1fff\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufdff\ufe70-\ufefc]"
        "(?:[\u0300-\u1fff\u200c\u200d\u2c00-\u2dff\u3000-\ud7ff\uf900-\ufdff\ufe70-\ufefc ]*"
        "[\u0300-\u1fff\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufdff\ufe70-\ufefc])?"
    )


def is_known(code: str) -> bool:
    """Return whether a code is one of a language that we know, like `ur` or `pa-Arab`."""
    match = _TAG.fullmatch(code)
    return match is not None and match[1] in LANGUAGES.values()


def direction_of(code: str) -> str:
    """Return which way a language is written, in HTML's words: `rtl` or `ltr`.

    >>> direction_of("ur"), direction_of("gu"), direction_of("pa-Arab")
    ('rtl', 'ltr', 'rtl')
    """
    match = _TAG.fullmatch(code)
    language, script = (match[1], match[2]) if match else ("", None)
    if script:
        return _SCRIPTS.get(script, "ltr")
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def language_remedy(written: str) -> str:
    """Return what to write in place of a language that we do not know."""
    code = LANGUAGES.get(written.strip().lower())
    if code:
        return f"Write {code}."
    near = get_close_matches(written.lower(), LANGUAGES, n=1)
    if near:
        return f"If you mean {near[0].title()}, write {LANGUAGES[near[0]]}."
    return "Write its two or three letters, like ur for Urdu, gu for Gujarati or pl for Polish."


def other_letters(text: str) -> re.Match[str] | None:
    """Return the first words of a text in letters that English does not use, or None.

    >>> other_letters("He said خوش آمدید to all.")[0]
    'خوش آمدید'
    """
    return None if text.isascii() else _other_letters().search(text)


def _check_language(value: str) -> str:
    if not is_known(value):
        raise PydanticCustomError(
            "language",
            "{value} is not a language we know",
            {"value": quote(value), "remedy": language_remedy(value)},
        )
    return value


Language = Annotated[str, AfterValidator(_check_language)]
