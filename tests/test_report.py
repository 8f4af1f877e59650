"""Problems are said in the words that each reader needs: people, GitHub, other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from portal.errors import Position, Problem, warning
from portal.feeds.normalise.note import Note
from portal.feeds.refresh import Refreshed
from portal.leaving_out import LeftOut
from portal.report import Report, count_problems

BAD = Problem(Position("content/x.md", 7, 3), "date", '"31/02/2026" is not a date.', "Mend it.")
SMALL = warning(Position("content/y.yaml"), "old", "This is 50% old, or more.")


def test_a_problem_is_a_line_with_place_sentence_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Report(tmp_path).problems([BAD, SMALL])
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        'content/x.md:7:3: "31/02/2026" is not a date. Mend it. [date]',
        "content/y.yaml: warning: This is 50% old, or more. [old]",
        "",
        "1 problem to mend and 1 warning.",
    ]


def test_for_github_a_problem_marks_its_line_and_the_summary_is_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    Report(tmp_path, format="github").problems([BAD, SMALL])
    assert capsys.readouterr().out.splitlines() == [
        '::error file=content/x.md,line=7,col=3,title=date::"31/02/2026" is not a date. Mend it.',
        "::warning file=content/y.yaml,title=old::This is 50%25 old, or more.",
    ]
    assert "Please mend `content/x.md:7:3`" in summary.read_text("utf-8")


def test_what_a_stranger_wrote_makes_no_link_or_picture_in_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    forged = Problem(Position("a`b.md"), "x", 'There is no role "![x](https://a.example)<b>".')
    Report(tmp_path, format="github").problems([forged])
    said = summary.read_text("utf-8")
    assert "`a'b.md`" in said
    assert not re.search(r"(?<!\\)[\[<]", said)


def test_a_line_break_in_a_message_cannot_forge_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = Problem(Position("a,b:c.md"), "x", "One\n::error::two")
    Report(tmp_path, format="github").problems([forged])
    assert capsys.readouterr().out == "::error file=a%2Cb%3Ac.md,title=x::One%0A::error::two\n"


def test_for_programs_problems_are_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Report(tmp_path, format="json").problems([BAD])
    [found] = json.loads(capsys.readouterr().out)
    assert (found["path"], found["line"], found["severity"]) == ("content/x.md", 7, "error")


def test_what_is_left_out_is_counted_by_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = [LeftOut("page", name, f"/{name}/", "it is a draft") for name in ("a", "b")]
    Report(tmp_path).left_out(drafts, closed=3, skipped=0)
    assert capsys.readouterr().out.splitlines() == [
        "Left out, and why (5):",
        "  3 × vacancy: it has closed",
        "  2 × page: it is a draft",
    ]


def test_quiet_says_nothing_but_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(tmp_path, -1)
    report.say("hello")
    report.problems([BAD])
    out, err = capsys.readouterr()
    assert out == ""
    assert "content/x.md:7:3" in err


def test_problems_are_counted_in_words() -> None:
    assert count_problems([]) == "No problems."
    assert count_problems([BAD, BAD]) == "2 problems to mend."


LENIENT = "It is not well formed, so it was read leniently."
FETCHED = (
    Refreshed(
        "lodge",
        "3 vacancies were fetched.",
        False,
        read=4,
        new=2,
        gone=1,
        skipped=(Note("lodge", 3, "It has no title."), Note("lodge", 9, "It repeats.", "<b>A|B")),
        lenient=True,
    ),
    Refreshed("oaks", "oaks.example answered 500.", True),
)


def test_of_each_feed_people_read_what_came_of_it_and_which_items_were_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Report(tmp_path).fetched(FETCHED)
    assert capsys.readouterr().out.splitlines() == [
        f"lodge: 3 vacancies were fetched. 4 read, 2 new, 1 gone, 2 skipped. {LENIENT}",
        "  item 3: It has no title.",
        '  item 9 "<b>A|B": It repeats.',
        "oaks: oaks.example answered 500.",
    ]


def test_many_skipped_items_are_counted_and_shown_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tuple(Note("a", number, "It has no title.") for number in range(1, 21))
    for verbosity, last in (
        (0, "  and 12 more items (see -v)"),
        (1, "  item 20: It has no title."),
    ):
        Report(tmp_path, verbosity).fetched([Refreshed("a", "Done.", False, 20, skipped=notes)])
        assert capsys.readouterr().out.splitlines()[-1] == last


def test_the_job_summary_has_a_table_of_feeds_in_which_other_peoples_words_stay_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    Report(tmp_path, -1).fetched(FETCHED)
    text = summary.read_text("utf-8")
    assert "| lodge | 3 vacancies were fetched. | 4 | 2 | 1 | 2 |" in text
    assert "| oaks | **Failed.** oaks.example answered 500. | 0 | 0 | 0 | 0 |" in text
    assert '- item 9 "\\<b\\>A\\|B": It repeats.' in text
