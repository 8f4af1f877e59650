"""The accessibility statement, made from data so that it never claims more than was tested.

Headings and fixed sentences are those of the model statement (Commission Implementing Decision
(EU) 2018/1523 as kept in UK law by the Accessibility Regulations 2018, regulation 8(2)).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import AccessibilityStatement
from portal.filters import british_date
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

_STANDARD = "the Web Content Accessibility Guidelines version 2.2 AA standard"


@fixed
class BarrierRow:
    """Something that is not accessible: what, what it fails, what to do meanwhile, when mended."""

    what: str
    criterion: str
    instead: str
    fixed: str


@fixed(kw_only=True, slots=False)
class AccessibilityContext(Context):
    """What pages/accessibility.html is filled with. `draft` is why it is not to be relied on yet.

    `contact` may be without any way to write; `body` is safe HTML.
    """

    title: str
    draft: str
    covers: str
    run_by: str
    body: Markup
    email: str
    phone: str
    form: str
    answer: str
    commitment: str
    status: str
    barriers: tuple[BarrierRow, ...]
    burdens: tuple[BarrierRow, ...]
    out_of_scope: tuple[str, ...]
    improving: tuple[str, ...]
    preparation: tuple[str, ...]
    pages_tested: tuple[str, ...]


def pages(library: Library, prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the statement, where there is one."""
    statement = library.accessibility
    if statement is not None:
        yield Page(
            routes.ACCESSIBILITY,
            "pages/accessibility.html",
            partial(_context, library, prose, statement),
            statement.position,
            modified=statement.reviewed_on,
        )


def _context(
    library: Library, prose: ProseMaker, statement: AccessibilityStatement
) -> AccessibilityContext:
    config = library.config
    organisation = config.organisation
    crumbs = trail(("Accessibility", routes.ACCESSIBILITY))
    title = f"Accessibility statement for {config.title}"
    return AccessibilityContext(
        head=make_head(
            library,
            crumbs,
            "Accessibility statement",
            "How accessible this site is, what does not work yet, who has tested it, and how to "
            "tell us of something that stops you.",
        ),
        crumbs=crumbs,
        title=title,
        draft=_draft(statement),
        covers=statement.covers or config.base_url,
        run_by=organisation.name,
        body=Markup(prose.html(statement.body)),  # noqa: S704 - prose makes safe HTML
        email=statement.email or organisation.email or "",
        phone=statement.phone or organisation.phone or "",
        form=statement.form or "",
        answer=_answer(statement),
        commitment=f"{organisation.name} is committed to making its website accessible, in "
        "accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
        "Accessibility Regulations 2018.",
        status=_status(statement),
        barriers=tuple(
            BarrierRow(
                each.what,
                f"This fails WCAG 2.2 success criterion {each.criterion}.",
                each.instead or "",
                f"It will be mended by {british_date(each.fixed_by)}." if each.fixed_by else "",
            )
            for each in statement.barriers
        ),
        burdens=tuple(
            BarrierRow(
                each.what,
                each.why,
                each.instead or "",
                f"This was assessed on {british_date(each.assessed_on)}.",
            )
            for each in statement.burdens
        ),
        out_of_scope=statement.out_of_scope,
        improving=statement.improving,
        preparation=tuple(_preparation(statement)),
        pages_tested=statement.assessment.pages if statement.assessment else (),
    )


def _draft(statement: AccessibilityStatement) -> str:
    if not statement.gaps():
        return ""
    return (
        "Nobody has tested this site for accessibility and published the result yet, or parts of "
        "this statement are still missing. Until then it makes no claim."
    )


def _answer(statement: AccessibilityStatement) -> str:
    days = statement.answer_within_days
    if days is None:
        return ""
    return f"You get an answer within {days} working {'day' if days == 1 else 'days'}."


def _status(statement: AccessibilityStatement) -> str:
    failing = bool(statement.barriers)
    exempt = bool(statement.burdens or statement.out_of_scope)
    reasons = {
        (True, True): "the non-compliances and exemptions",
        (True, False): "the non-compliances",
        (False, True): "the exemptions",
    }.get((failing, exempt), "")
    return {
        "not-assessed": f"This website has not been assessed against {_STANDARD} yet.",
        "fully-compliant": f"This website is fully compliant with {_STANDARD}.",
        "partially-compliant": f"This website is partially compliant with {_STANDARD}, due to "
        f"{reasons} listed below.",
        "not-compliant": f"This website is not compliant with {_STANDARD}. "
        f"{reasons[:1].upper()}{reasons[1:]} are listed below.",
    }[statement.status]


def _preparation(statement: AccessibilityStatement) -> Iterator[str]:
    yield (
        f"This statement was prepared on {british_date(statement.prepared_on)}. "
        f"It was last reviewed on {british_date(statement.reviewed_on)}."
    )
    test = statement.assessment
    if test is None:
        yield "No test of this website has been published yet."
        return
    yield (
        f"This website was last tested on {british_date(test.on)}. "
        f"The test was carried out by {test.by}."
    )
    yield test.how
