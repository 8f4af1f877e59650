"""Words that keep out people who could do the work: for health, a record or want of a car, as data.

Sources: Equality Act 2010 (disability section 6, discrimination arising from it section 15,
adjustments section 20, applicants section 39, health questions section 60); Rehabilitation of
Offenders Act 1974 section 4, with its Exceptions Order 1975 (protected convictions).
"""

from __future__ import annotations

from portal.content.advert_rules.rule import Rule

_DISABILITY = "Equality Act 2010, sections 6, 15, 20 and 39"
_HEALTH = "Equality Act 2010, section 60"
_RECORD = "Rehabilitation of Offenders Act 1974, section 4"
_MAY_NOT = r"(?:must not|mustn't|may not|can't|cannot|should not|shouldn't)"

ACCESS: tuple[Rule, ...] = (
    Rule(
        "disability-wording",
        "shuts out disabled people who could do the work, with adjustments if need be",
        "able-bodied; must be strong; no health problems",
        "say what the work is: “You help people to move, with hoists and training”. Add that you "
        "make adjustments, and how to ask for them",
        _DISABILITY,
        r"able bodied|(?:must be|should be|need to be) (?:physically )?(?:strong|healthy|fit)"
        r"(?= ?(?:[.,;!)\n]|$)| and (?:fit|healthy|active|physically|able|strong)| enough| to)|"
        r"(?:must be|be) (?:physically|medically) (?:fit|strong)|in (?:good|excellent|perfect) "
        r"(?:physical )?health (?:is |are )?(?:essential|required|needed|a must)|(?:must|should) "
        r"(?:be in|have|enjoy) (?:good|excellent|perfect) (?:physical )?health|(?:good|excellent|"
        r"perfect) (?:physical )?health (?:is )?(?:essential|required|needed|a must)|no (?:health|"
        r"medical|back) (?:problems|conditions|issues)|no (?:disabilit(?:y|ies)|disabled "
        r"(?:people|applicants))|not suitable for (?:disabled|people with disabilities)",
        "bodied strong healthy fit health disability disabilities disabled medical back",
        unless=r"minibus|residents|people we support",
        excusable=True,
    ),
    Rule(
        "health-questions",
        "asks about health before there is an offer",
        "send a health questionnaire with your application; state your sickness record",
        "“Tell us about any adjustments you would like for the interview”",
        _HEALTH,
        r"(?:complete|fill in|fill out|return|send|submit|enclose|include|attach) (?:us )?(?:a |"
        r"an |the |our |your )?(?:completed |pre employment |short )?(?:health|medical|sickness) "
        r"(?:questionnaire|form|declaration|history|records?)|(?:tell us|state|declare|disclose|"
        r"give details of|list) (?:about )?(?:any |your |all ){0,2}(?:health (?:problems|"
        r"conditions|issues)|medical (?:conditions|history)|disabilit(?:y|ies)|illness(?:es)?|"
        r"sickness (?:record|absences?)|sick days|days off sick)|how many (?:sick days|days off "
        r"sick|days sick|days of sickness)|(?:good|excellent|clean) (?:sickness|health) record",
        "questionnaire form declaration history record records health medical disability "
        "disabilities illness illnesses sickness sick / complete fill return send submit enclose "
        "include attach tell state declare disclose details list many good excellent clean / "
        "questionnaire form declaration history record records problems conditions issues "
        "disability disabilities illness illnesses absence absences off days",
        unless=r"adjustments?|after|once|following|offer(?:ed)?|successful|optional|monitoring|"
        r"if you (?:wish|want|like)|care plans?|residents?|clients?|disability confident|"
        r"guaranteed interview|interview",
    ),
    Rule(
        "criminal-record-wording",
        "shuts out everybody with a record, and spent or protected convictions may not count",
        "no criminal record; must not have any convictions",
        "“We carry out an enhanced DBS check. A record does not rule you out: we look at what it "
        "was and how long ago”",
        _RECORD,
        r"no (?:previous |past |prior )?(?:criminal (?:records?|convictions?|history|background)|"
        rf"convictions)(?! checks?)|{_MAY_NOT} have (?:a |an |any |a previous |any previous )?"
        r"(?:criminal (?:records?|convictions?|history|background)|convictions?)|clean criminal "
        r"(?:record|history|background)|(?:people|anyone|applicants?|candidates?) with (?:a |any )?"
        r"(?:criminal (?:record|convictions?)|convictions) (?:need not|cannot|can't|may not)",
        "criminal conviction convictions",
        unless=r"bar|barrier|automatic(?:ally)?|necessarily|driving convictions",
    ),
    Rule(
        "criminal-record-wording",
        "sounds as if any entry on a DBS certificate ruled people out",
        "clear DBS required; clean DBS",
        "“We carry out and pay for an enhanced DBS check. A record does not rule you out”",
        _RECORD,
        r"(?:clear|clean) (?:enhanced |crb |current ){0,2}(?:dbs|crb)(?: checks?| certificates?)?",
        "dbs crb / clear clean",
        unless=r"make it clear",
        illegal=False,
    ),
    Rule(
        "car-wording",
        "keeps out people who could do the work by bus, by bike or on foot",
        "must have own car",
        "say how far apart the visits are, and other ways to travel: a walking round, a bus, a "
        "bike, a pool car. For a disabled person, Access to Work may pay for travel",
        "Equality Act 2010, sections 19 and 20",
        r"(?:must|need to|needs to|have to|has to|required to|essential to|should) (?:have|own|"
        r"possess|use|have access to|provide|drive) (?:and (?:use|insure) )?(?:a |an |your |"
        r"their )?(?:own )?(?:car|vehicle|transport)|(?:own|having a|access to a) (?:car|vehicle|"
        r"transport) (?:is )?(?:essential|required|needed|necessary|a must)|car (?:owners?|"
        r"drivers?) (?:only|essential|required)|own (?:car|transport) and (?:full )?(?:uk )?"
        r"(?:driving )?licen[cs]e (?:is |are )?(?:essential|required)",
        "car vehicle transport / own owner owners driver drivers must should essential required "
        "access",
        unless=r"pool|company|we provide",
        unless_anywhere=r"pool cars?|company cars?|car provided|bus(?:es)?|bicycles?|bikes?|cycle|"
        r"cycling|cyclists?|walkers?|walking (?:rounds?|routes?|runs?)|on foot|walk(?:ing)? or|or "
        r"walk|public transport|access to work|other ways|lift shares?|scooters?|e-?bikes?|"
        r"minibus (?:work|driver)",
        illegal=False,
    ),
)
