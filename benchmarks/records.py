"""What is written, key by key: the one place that knows the field names of the content.

When a schema in `portal/content/` or a feed format changes, this is the only file of the
benchmark that follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Where things live inside a project, relative to its root.
CONTENT = "content"
SITE_SETTINGS = "site.yaml"
CASE_STUDIES = "content/case-studies"
PROVIDERS = "content/providers"
ROLES = "content/pathway/roles"
STEPS = "content/pathway/steps.yaml"
SETTINGS = "content/pathway/settings.yaml"
AUDIENCES = "content/for"
VACANCIES = "content/vacancies"
FEEDS = "content/vacancies/feeds.yaml"
SNAPSHOTS = "content/vacancies/snapshots"

FEED_ID = "workload"
# A feed is only read up to a certain size, so a big workload comes as several.
MOST_IN_A_FEED = 25_000

# The day the workload is true on; builds of it are run with this date.
TODAY = date(2026, 11, 22)

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up case study. No `step`, no such key in the file."""

    slug: str
    title: str
    summary: str
    day: date
    name: str
    role: str
    previously: str
    provider: str
    setting: str
    place: str
    audience: str
    step: tuple[str, str] | None
    best: str
    hardest: str
    quote: str
    body: str


@dataclass(frozen=True, slots=True)
class Advert:
    """One made-up advert, as an employer's own system would publish it."""

    reference: str
    title: str
    provider: str
    town: str
    postcode: str
    description: str
    lowest_pay: float
    highest_pay: float
    employment: str
    work_hours: str
    posted_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Provider:
    """One made-up provider."""

    id: str
    name: str
    setting: str
    districts: tuple[str, ...]
    about: str


def case_study(story: Story) -> Record:
    """Return the front matter of a case study."""
    record: Record = {
        "title": story.title,
        "summary": story.summary,
        "date": story.day,
        "example": True,
        "person": {"name": story.name, "role": story.role, "previously": story.previously},
        "provider": story.provider,
        "setting": story.setting,
        "place": story.place,
        "audiences": [story.audience],
        "best": story.best,
        "hardest": story.hardest,
        "quote": story.quote,
        "timeline": [
            {"when": "2023", "what": f"Stopped work as {story.previously}"},
            {"when": "2025", "what": "Finished the Care Certificate"},
        ],
        "consent": {
            "reference": f"WORKLOAD-{story.slug}",
            "given_on": date(2026, 1, 12),
            "review_by": date(2028, 1, 12),
            "scopes": ["text", "name", "employer"],
        },
    }
    if story.step:
        record["step"] = {"from": story.step[0], "to": story.step[1]}
    return record


def provider(made_up: Provider) -> Record:
    """Return the file of a provider."""
    return {
        "name": made_up.name,
        "example": True,
        "website": f"https://{made_up.id}.example/",
        "services": [made_up.setting],
        "districts": list(made_up.districts),
        "about": made_up.about,
        "verified_on": date(2026, 10, 1),
    }


def feed(name: str) -> Record:
    """Return a feed of the workload; its file lies in the snapshots folder."""
    return {
        "id": name,
        "title": "A workload to measure builds with",
        "format": "jobposting",
        "file": f"{name}.json",
        "max_age_days": 365,
        "example": True,
    }


def job_posting(advert: Advert) -> Record:
    """Return a schema.org JobPosting, in the vocabulary's own spelling."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": advert.title,
        "identifier": {
            "@type": "PropertyValue",
            "name": advert.provider,
            "value": advert.reference,
        },
        "hiringOrganization": {"@type": "Organization", "name": advert.provider},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": advert.town,
                "postalCode": advert.postcode,
                "addressCountry": "GB",
            },
        },
        "description": advert.description,
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": advert.lowest_pay,
                "maxValue": advert.highest_pay,
                "unitText": "HOUR",
            },
        },
        "employmentType": advert.employment,
        "workHours": advert.work_hours,
        "datePosted": advert.posted_on.isoformat(),
        "validThrough": advert.closes_on.isoformat(),
        "url": f"https://vacancies.example/{advert.reference}/",
    }
