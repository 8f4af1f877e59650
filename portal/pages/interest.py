"""The form with which people ask to be called, and the page that thanks them.

It asks for what a call needs and no more (UK GDPR, article 5(1)(c)). It is sent to the address in
site.yaml; without one, the page says how to write and whom to ring.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal
from urllib.parse import quote, urlsplit

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Crumb, Page
from portal.prose import ProseMaker
from portal.values import fixed

# Where a preview sends the form: to itself (portal/serve/receiving.py).
PREVIEW_RECEIVER = "/received-by-preview/"
SENT = f"{routes.CALL_ME}sent/"
_TITLE = "Ask us to call you"
_ORIGIN = Position("site.yaml")
_PRIVACY = "/privacy/"
_MESSAGE = """Please call me about work in care.

My name:
My phone number:
A good time to call:
What I would like to talk about:
"""


@fixed
class Choice:
    """One of several answers: what is sent, and what it says."""

    value: str
    title: str


@fixed
class Question:
    """A question of the form.

    `fill` is what browsers fill in by themselves (WCAG 2.2, 1.3.5: the names are those of HTML);
    `missing` is what to say where a needed answer is not there, and empty where it may be left out.
    """

    name: str
    label: str
    hint: str = ""
    kind: Literal["text", "tel", "long", "choice"] = "text"
    fill: str = ""
    most: int = 0
    missing: str = ""
    choices: tuple[Choice, ...] = ()


QUESTIONS = (
    Question(
        "name",
        "What is your name?",
        "A first name is enough.",
        fill="given-name",
        most=80,
        missing="Write your name, so that we know whom to ask for",
    ),
    Question(
        "phone",
        "What is your phone number?",
        "Like 07700 900 123. Put +44 or another country’s number first if you like.",
        kind="tel",
        fill="tel",
        most=30,
        missing="Write your phone number, so that we can reach you",
    ),
    Question(
        "how",
        "How shall we get in touch?",
        kind="choice",
        missing="Choose a call or a text message",
        choices=(Choice("call", "Call me"), Choice("text", "Send me a text message")),
    ),
    Question(
        "when",
        "When is a good time?",
        kind="choice",
        missing="Choose a time, or “At any time”",
        choices=(
            Choice("any", "At any time"),
            Choice("morning", "In the morning"),
            Choice("afternoon", "In the afternoon"),
            Choice("evening", "In the evening"),
        ),
    ),
    Question(
        "about",
        "What would you like to talk about? (you can leave this out)",
        "Please do not write about your health or anything else that is private.",
        kind="long",
        most=500,
    ),
)


@fixed(kw_only=True, slots=False)
class InterestContext(Context):
    """What pages/interest.html is filled with.

    `endpoint` is where the form goes, or empty where nobody receives it yet; `receiver` is where a
    preview sends it. `mail` is a link that begins an email with all that we need to know, and
    `phone_url` one that calls; both are empty where site.yaml says neither. `privacy` is the page
    of prose, or empty.
    """

    title: str
    lead: str
    endpoint: str
    receiver: str
    questions: tuple[Question, ...]
    organisation: str
    email: str
    mail: str
    phone: str
    phone_url: str
    privacy: str


@fixed(kw_only=True, slots=False)
class SentContext(Context):
    """What pages/interest_sent.html is filled with."""

    title: str
    organisation: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the form, and the page to which whoever receives it may send people on."""
    form = partial(_context, library, cards)
    yield Page(routes.CALL_ME, "pages/interest.html", form, _ORIGIN)
    if library.config.forms.interest_endpoint:
        sent = partial(_sent_context, library)
        yield Page(SENT, "pages/interest_sent.html", sent, _ORIGIN, listed=False)


def _context(library: Library, cards: CardMaker) -> InterestContext:
    config = library.config
    crumbs = _crumbs(cards)
    endpoint = config.forms.interest_endpoint or ""
    email, phone = config.organisation.email or "", config.organisation.phone or ""
    mail = f"mailto:{quote(email, safe='@')}?subject={quote('Please call me')}"
    lead = (
        "Not sure yet if care is for you? Somebody who knows the work can talk it through with "
        "you. It costs nothing, and you promise nothing."
    )
    return InterestContext(
        head=make_head(library, crumbs, _TITLE, lead),
        crumbs=crumbs,
        title=_TITLE,
        lead=lead,
        endpoint=endpoint,
        receiver=PREVIEW_RECEIVER,
        questions=QUESTIONS,
        organisation=config.organisation.name,
        email=email,
        mail=f"{mail}&body={quote(_MESSAGE)}" if email else "",
        phone=phone,
        phone_url=f"tel:{''.join(phone.split())}" if phone else "",
        privacy=cards.prose_url(_PRIVACY),
        sends_to=origin_of(endpoint) if endpoint else "",
        scripts=("interest",),
        stylesheets=("interest",),
    )


def _sent_context(library: Library) -> SentContext:
    title = "Thank you. We have your message"
    crumbs = trail((_TITLE, routes.CALL_ME), (title, SENT))
    return SentContext(
        head=make_head(library, crumbs, title, "What you asked for was sent.", noindex=True),
        crumbs=crumbs,
        title=title,
        organisation=library.config.organisation.name,
    )


def _crumbs(cards: CardMaker) -> tuple[Crumb, ...]:
    contact = cards.prose_url("/contact/")
    return trail(*([("Contact", contact)] if contact else []), (_TITLE, routes.CALL_ME))


def origin_of(url: str) -> str:
    """Return the part of an address by which a Content-Security-Policy allows it.

    >>> origin_of("https://forms.example:8443/care?x=1")
    'https://forms.example:8443'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
