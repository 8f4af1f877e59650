"""What an advert may not say, or had better not, as tables: what to avoid, what to write, and why.

They are data alone. `wording` finds the words in adverts; pages and docs show the rows.
"""

from __future__ import annotations

from portal.content.advert_rules.access import ACCESS
from portal.content.advert_rules.fairness import FAIRNESS
from portal.content.advert_rules.money import MONEY
from portal.content.advert_rules.rule import Rule, compiled

__all__ = ["HEADINGS", "RULES", "Rule", "compiled"]

RULES: tuple[Rule, ...] = (*FAIRNESS, *ACCESS, *MONEY)
# What each group of rules is about, by its code, in the order in which people read them.
HEADINGS = {
    "age-wording": "Age",
    "sex-wording": "Women and men",
    "race-wording": "Language, nationality and origin",
    "belief-wording": "Religion",
    "family-wording": "Family",
    "disability-wording": "Disability and strength",
    "health-questions": "Questions about health",
    "criminal-record-wording": "Criminal records",
    "car-wording": "Cars",
    "fee-to-apply": "Fees and deposits",
    "unpaid-trial": "Work without pay",
    "scam-wording": "What thieves ask for",
}
