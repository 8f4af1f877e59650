"""Every type of content, one file each, and the one tuple that registers them."""

from __future__ import annotations

from enum import StrEnum

from portal.content.accessibility import AccessibilityStatement
from portal.content.area import Area, Outlines
from portal.content.audience import Audience
from portal.content.campaign import Banner, Campaign
from portal.content.case_study import CaseStudy
from portal.content.event import Event
from portal.content.facts import Figure, PayRate, Places, Quotation, Statistic
from portal.content.feed import Feed
from portal.content.page import FreePage
from portal.content.pathway import (
    Qualification,
    Setting,
    Start,
    Step,
    Value,
)
from portal.content.posted import PostedVacancy
from portal.content.provider import Provider
from portal.content.quiz import Quiz
from portal.content.region import Ambassador, Award, Resource
from portal.content.role import Role
from portal.content.scheme import Scheme
from portal.content.short_link import ShortLink
from portal.content.synonyms import Synonyms
from portal.content.workforce import WorkforceData
from portal.schema import Record
from portal.values import fixed

__all__ = [
    "TYPES",
    "AccessibilityStatement",
    "Ambassador",
    "Area",
    "Audience",
    "Award",
    "Banner",
    "Campaign",
    "CaseStudy",
    "ContentType",
    "Event",
    "Feed",
    "Figure",
    "Form",
    "FreePage",
    "Outlines",
    "PayRate",
    "Places",
    "PostedVacancy",
    "Provider",
    "Qualification",
    "Quiz",
    "Quotation",
    "Resource",
    "Role",
    "Scheme",
    "Setting",
    "ShortLink",
    "Start",
    "Statistic",
    "Step",
    "Synonyms",
    "Value",
    "WorkforceData",
]


class Form(StrEnum):
    """How a type of content is kept."""

    MARKDOWN = "markdown"  # a file each: facts, then Markdown
    YAML = "yaml"  # a file each: facts, with longer text under `body`
    EITHER = "either"  # a file each, of either kind
    LIST = "list"  # one file with a list of entries
    SINGLE = "single"  # one file with one record


@fixed
class ContentType:
    """A type of content: its name, its schema, and where below `content/` its files live."""

    name: str
    model: type[Record]
    where: str
    form: Form


TYPES: tuple[ContentType, ...] = (
    ContentType("role", Role, "pathway/roles", Form.YAML),
    ContentType("step", Step, "pathway/steps.yaml", Form.LIST),
    ContentType("start", Start, "pathway/starts.yaml", Form.LIST),
    ContentType("setting", Setting, "pathway/settings.yaml", Form.LIST),
    ContentType("qualification", Qualification, "pathway/qualifications.yaml", Form.LIST),
    ContentType("audience", Audience, "for", Form.MARKDOWN),
    ContentType("value", Value, "pathway/values.yaml", Form.LIST),
    ContentType("quiz", Quiz, "pathway/quiz.yaml", Form.SINGLE),
    ContentType("case-study", CaseStudy, "case-studies", Form.MARKDOWN),
    ContentType("provider", Provider, "providers", Form.YAML),
    ContentType("scheme", Scheme, "refer-a-friend", Form.MARKDOWN),
    ContentType("vacancy", PostedVacancy, "vacancies/posted", Form.EITHER),
    ContentType("feed", Feed, "vacancies/feeds.yaml", Form.LIST),
    ContentType("event", Event, "events", Form.MARKDOWN),
    ContentType("resource", Resource, "resources", Form.YAML),
    ContentType("campaign", Campaign, "campaigns", Form.MARKDOWN),
    ContentType("area", Area, "areas", Form.MARKDOWN),
    ContentType("banner", Banner, "banners.yaml", Form.LIST),
    ContentType("short-link", ShortLink, "go.yaml", Form.LIST),
    ContentType("ambassador", Ambassador, "ambassadors", Form.MARKDOWN),
    ContentType("award", Award, "awards", Form.YAML),
    ContentType("places", Places, "facts/places.yaml", Form.SINGLE),
    ContentType("outlines", Outlines, "facts/outlines.yaml", Form.SINGLE),
    ContentType("pay-rate", PayRate, "facts/pay_rates.yaml", Form.LIST),
    ContentType("statistic", Statistic, "facts/statistics.yaml", Form.LIST),
    ContentType("workforce", WorkforceData, "facts/workforce.yaml", Form.SINGLE),
    ContentType("quotation", Quotation, "facts/quotations.yaml", Form.LIST),
    ContentType("figure", Figure, "facts/values.yaml", Form.LIST),
    ContentType("accessibility", AccessibilityStatement, "facts/accessibility.yaml", Form.SINGLE),
    ContentType("synonyms", Synonyms, "facts/synonyms.yaml", Form.LIST),
    ContentType("page", FreePage, "pages", Form.MARKDOWN),
)
