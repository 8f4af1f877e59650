"""Files that several tests put into the small world."""

SCHEME = """---
title: Bring a friend
summary: A made-up scheme that exists only in tests.
provider: example-house
who_can_refer: [Staff]
who_can_be_referred: [Friends]
stages: [{when: They start, amount: 100, after_days: 0}]
starts: 2026-01-01
ends: 2026-12-10
rules_reviewed_on: 2026-01-01
contact: {email: team@site.example}
---
"""
VACANCY = """---
title: Care assistant
provider: example-house
place: testham
role: care-assistant
pay: {min: 14, per: hour}
contract: permanent
posted_on: 2026-11-20
closes_on: 2026-12-20
apply: {email: jobs@house.example}
---
Days and nights with people who like a laugh.
"""
# A file, what to look for and what to write there: edits that are right.
EDITS = (
    ("content/case-studies/from-the-shop.md", "nine years", "many years"),
    ("content/case-studies/from-the-shop.md", "title: From", "title: Away from"),
    ("content/providers/example-house.yaml", "name: Example", "name: Other"),
    ("content/pathway/roles/care-assistant.yaml", "title: Care", "title: Day care"),
    ("content/pathway/steps.yaml", "[12, 24]", "[6, 24]"),
    ("content/facts/places.yaml", "title: North", "title: Northern"),
    ("content/vacancies/feeds.yaml", "Test jobs", "Tested jobs"),
    ("site.yaml", "short_title: Test", "short_title: Tried"),
)
