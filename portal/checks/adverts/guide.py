"""docs/adverts.md: what makes a good advert, in plain words, and the table of words to avoid."""

from __future__ import annotations

from portal.checks.adverts.posted import COMPLETE_ENOUGH
from portal.content.advert_rules import HEADINGS, RULES, Rule

_INTRODUCTION = f"""\
# Writing a good advert

<!-- Made by `python build.py schema`. Do not edit: change portal/content/advert_rules/. -->

This page is for everybody who writes adverts for care jobs. It is not legal advice. The check \
reads every vacancy by the same rules: what is against the law is an error in a vacancy posted \
here, and keeps a vacancy from a feed off the site until its sender mends it; the rest is a \
warning.

## What people want to know

1. **Pay**, in pounds and for what time: "£13.20 an hour". "Competitive" tells nobody anything.
2. **Hours**: how many a week, and how many of them are guaranteed. If none are, say no.
3. **Travel**, where the work goes from home to home: whether the time between visits is paid, \
and mileage.
4. **Starting**: who pays for the DBS check, and whether induction and shadow shifts are paid.
5. **Sick pay**: whether there is more than the legal minimum.
6. **Driving**: needed, helpful or not needed, and how else people can get around.
7. **Contract** and **closing date**. Somebody who finds a closed vacancy does not come back.

"No" is a good answer: people plan with it. Silence is shown as "not stated". The check counts \
how much of this an advert says, from 0 to 100, and names what is missing below \
{COMPLETE_ENOUGH}. Pay and hours weigh most, and what does not belong to a job is not asked of \
it.

## The title

Only the name of the job, as people would search for it: "Home care worker, evenings". No \
capitals throughout, no pay, no place, no reference number: the page shows those beside it.

## Pay and the law

An advert may not offer less than the National Living Wage of the day the work starts. The \
check uses the rates in `content/facts/pay_rates.yaml`; it turns a salary into an hour's pay \
only where the hours are stated and nothing makes it uncertain, such as "pro rata". Apprentices \
have a rate of their own. Pay that is legal only for people under 21 is refused, because an \
advert may not ask for an age. When a rise is announced, adverts that stay open beyond its day \
get a warning.

## When the work needs a certain person

Now and then it does: a woman who asks for a woman to help her wash. The law calls it an \
occupational requirement (Equality Act 2010, Schedule 9). Say in the advert what the work is \
and why it needs that; the check then asks an editor to look, instead of refusing. Take advice, \
and keep a note of the reason.

## Words to avoid, and better ones
"""


def advert_guide() -> str:
    """Return the whole page, with the rules as they are now."""
    lines = [_INTRODUCTION]
    for code, heading in HEADINGS.items():
        lines += [f"### {heading}", "", "| instead of | better | why |", "|---|---|---|"]
        lines += [_row(rule) for rule in RULES if rule.code == code]
        lines += ["", f"Said as `[{code}]`.", ""]
    return "\n".join(lines)


def _row(rule: Rule) -> str:
    avoid = "; ".join(f"“{words}”" for words in rule.avoid.split("; "))
    kind = "" if rule.illegal else " A warning."
    why = f"This {rule.because} ({rule.law}).{kind}"
    return f"| {avoid} | {rule.better} | {why} |"
