"""A made-up feed in every format, each with one vacancy called "Carer"."""

from __future__ import annotations

import json
from typing import Any

from portal.feed_formats import preset_names

_PLACE = {"city": "Oadby", "region": "Leicestershire", "postalCode": "LE2 4AB", "country": "gb"}
_EXAMPLE = "https://example.org/1"
_KEY = "careersite-job-url"


def _text(value: Any) -> bytes:
    return json.dumps(value).encode()


_SCHOOLS: dict[str, Any] = {
    "reference": "7",
    "advertUrl": _EXAMPLE,
    "expiresAt": "2026-12-01T23:59:00",
    "jobTitle": "Carer",
    "jobAdvert": "<p>Kind people</p>",
    "salary": "£12.60 an hour",
    "workingPatterns": ["part_time"],
    "contractType": ["permanent"],
}
_PAID = {
    "compensation": "£12.60 an hour",
    "compensation_minimum": 12.6,
    "compensation_maximum": 13,
    "compensation_currency": "GBP",
    "compensation_frequency": "hour",
}
BY_NAME: dict[str, bytes] = {
    "rss": b"<rss><channel><item><title>Carer</title></item></channel></rss>",
    "csv": b"title,town\nCarer,Oadby\n",
    "xml": b"<jobs><job><title>Carer</title></job></jobs>",
    "jobposting": b'[{"@type": "JobPosting", "title": "Carer"}]',
    "json": b'{"jobs": [{"title": "Carer", "reference": "7", "url": "https://example.org/1"}]}',
    "json-feed": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Carer"}]}',
    "nhs-jobs": (
        b"<nhsJobs><vacancyDetails><title>Carer</title><reference>C1</reference>"
        b"</vacancyDetails></nhsJobs>"
    ),
    "find-a-job": (
        b'<Vacancies><Vacancy vacancyRefCode="10"><Title>Carer</Title></Vacancy></Vacancies>'
    ),
    "greenhouse": _text(
        {
            "jobs": [
                {
                    "id": 7,
                    "title": "Carer",
                    "company_name": "Example Lodge ",
                    "location": {"name": "Oadby"},
                    "content": "&lt;p&gt;Kind people&lt;/p&gt;",
                    "pay_input_ranges": [{"min_cents": 1260, "max_cents": 1310}],
                    "first_published": None,
                    "updated_at": "2026-11-01T09:00:00Z",
                    "absolute_url": _EXAMPLE,
                }
            ]
        }
    ),
    "lever": _text(
        [
            {
                "id": "7",
                "text": "Carer",
                "categories": {"location": "Oadby", "commitment": "Permanent"},
                "description": "<p>Kind people</p>",
                "lists": [
                    {"text": "You", "content": "<li>are kind</li>"},
                    {"content": "<li>x</li>"},
                ],
                "additional": "<p>Thank you</p>",
                "createdAt": 1793523600000,
                "hostedUrl": _EXAMPLE,
            }
        ]
    ),
    "ashby": _text(
        {
            "jobs": [
                {
                    "id": "7",
                    "title": "Carer",
                    "isListed": True,
                    "location": "Oadby",
                    "employmentType": "PartTime",
                    "descriptionHtml": "<p>Kind people</p>",
                    "publishedAt": "2026-11-01",
                    "jobUrl": _EXAMPLE,
                }
            ]
        }
    ),
    "workable": _text(
        {
            "name": "Example Lodge",
            "jobs": [
                {
                    "title": "Carer",
                    "shortcode": "A7",
                    "shortlink": _EXAMPLE,
                    "city": "Oadby",
                    "state": "Leicestershire",
                    "published_on": "2026-11-01",
                }
            ],
        }
    ),
    "personio": (
        b"<workzag-jobs><position><id>7</id><office>Oadby</office><name>Carer</name>"
        b"<recruitingCategory>Care</recruitingCategory><jobDescriptions>"
        b"<jobDescription><name>You</name><value><![CDATA[<p>are kind</p>]]></value>"
        b"</jobDescription></jobDescriptions></position></workzag-jobs>"
    ),
    "recruitee": _text(
        {
            "offers": [
                {
                    "id": 7,
                    "title": "Carer",
                    "city": "Oadby",
                    "location": "Oadby, England",
                    "description": "<p>Kind</p>",
                    "requirements": "<p>people</p>",
                    "salary": {"min": "12.60", "max": "13", "period": "hour", "currency": "GBP"},
                    "careers_url": _EXAMPLE,
                }
            ]
        }
    ),
    "smartrecruiters": _text(
        {
            "content": [
                {
                    "id": "99",
                    "name": "Carer",
                    "refNumber": "R7",
                    "releasedDate": "2026-11-01T09:00:00Z",
                    "company": {"identifier": "Lodge", "name": "Example Lodge"},
                    "location": _PLACE,
                    "typeOfEmployment": {"label": "Part-time"},
                }
            ]
        }
    ),
    "bamboohr": _text(
        {
            "result": [
                {
                    "id": "7",
                    "jobOpeningName": "Carer",
                    "location": {"city": None, "state": None},
                    "atsLocation": {"city": "Oadby"},
                }
            ]
        }
    ),
    "teamtailor-api": _text(
        {
            "data": [
                {
                    "id": "7",
                    "links": {_KEY: _EXAMPLE},
                    "attributes": {"title": "Carer", "body": "<p>Kind</p>", "internal": False},
                }
            ]
        }
    ),
    "pinpoint": _text(
        {
            "data": [
                {
                    "id": "7",
                    "title": "Carer",
                    "url": _EXAMPLE,
                    "description": "<p>Kind</p>",
                    "benefits_header": "Benefits",
                    "benefits": "<p>Tea</p>",
                    "workplace_type_text": "On-site",
                    "location": {"name": "Oadby"},
                    **_PAID,
                }
            ]
        }
    ),
    "itrent": _text(
        {
            "RequisitionData": {
                "requisition": {
                    "requisitionreference": "FF7",
                    "requisitionname": "Carer",
                    "applicationclosingdate": "2026-12-01",
                    "vacancyptysrchs": {
                        "vacancyptysrch": {
                            "intranetonly": "F",
                            "contractualhours": "37.00",
                            "location": "Oadby",
                            "urllinks": {"urllink": [{"link": _EXAMPLE}]},
                        }
                    },
                }
            }
        }
    ),
    "broadbean": (
        b"<AdCourierAPI><Account><Password>hunter2</Password></Account><Advert>"
        b"<JobTitle>Carer</JobTitle><JobReference>7</JobReference><SalaryFrom>12.60</SalaryFrom>"
        b"<SalaryPer>hour</SalaryPer></Advert></AdCourierAPI>"
    ),
    "vacancy-poster": (
        b"<channel><item><reference> 7 </reference><jobTitle><![CDATA[ Carer ]]></jobTitle>"
        b"<advertUrl>www.example.org/1</advertUrl></item></channel>"
    ),
    "mynewterm": _text({"status": True, "data": {"jobs": [_SCHOOLS]}}),
    "reed": _text(
        {
            "results": [
                {
                    "jobId": 7,
                    "jobTitle": "Carer",
                    "employerName": "Example Lodge",
                    "locationName": "Oadby",
                    "minimumSalary": 12.6,
                    "maximumSalary": None,
                    "date": "01/11/2026",
                    "jobUrl": _EXAMPLE,
                }
            ]
        }
    ),
    "adzuna": _text(
        {
            "results": [
                {
                    "id": "7",
                    "title": "Carer",
                    "salary_min": 24000,
                    "salary_is_predicted": "1",
                    "redirect_url": _EXAMPLE,
                }
            ]
        }
    ),
    "teaching-vacancies": _text(
        {
            "data": [
                {
                    "@type": "JobPosting",
                    "title": "Carer",
                    "identifier": "123456",
                    "jobLocation": {"address": {"addressLocality": "Oadby"}},
                    "baseSalary": {"value": {"value": "£24k", "unitText": "YEAR"}},
                    "url": _EXAMPLE,
                }
            ]
        }
    ),
    "civil-service-jobs": _text(
        [
            {
                "jobReference": "7",
                "jobTitle": {"en": "Carer", "cy": "Gofalwr"},
                "department": {"en": "Example"},
                "countryRegions": {"en": ["Oadby"]},
                "salaryMinimum": 24000,
                "jobApplyURL": {"en": _EXAMPLE},
            }
        ]
    ),
}
# Those that auto reads as another format, which does as well.
ONLY_BY_NAME = {"vacancy-poster": "rss", "teaching-vacancies": "jobposting"}
PRESETS = {name: BY_NAME[name] for name in preset_names()}
