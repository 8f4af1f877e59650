"""Words that keep people out for who they are, as data.

Sources: Equality Act 2010 (protected characteristics sections 5 to 12; discrimination sections 13
and 19; applicants section 39; occupational requirements Schedule 9, paragraph 1); Immigration,
Asylum and Nationality Act 2006 section 15 (the right to work).
"""

from __future__ import annotations

from portal.content.advert_rules.rule import Rule

_AGE = "Equality Act 2010, sections 5, 13 and 39"
_SEX = "Equality Act 2010, sections 11, 13 and 39"
_RACE = "Equality Act 2010, sections 9, 19 and 39"
_ORIGIN = "Equality Act 2010, sections 9, 13 and 39"
_BELIEF = "Equality Act 2010, sections 10, 13 and 39"
_FAMILY = "Equality Act 2010, sections 8, 13, 18 and 39"
_RIGHT_TO_WORK = "Equality Act 2010, section 9; Immigration, Asylum and Nationality Act 2006"

_WANTED = r"(?:looking for|seeking|seeks?|wants?|wanted|needs?|require|recruiting|hiring)"
_PEOPLE = r"(?:applicants?|candidates?|people|persons?|carers?|workers?|staff|assistants?|nurses?)"
_MAY_NOT = r"(?:must not|mustn't|may not|can't|cannot|should not|shouldn't)"
_MUST_BE = r"(?:must be|should be|need to be|needs to be|has to be|have to be)"
_BOTH = (
    r"(?:fe)?males?(?: and | or |[/&]| & )(?:fe)?males?|men (?:and|or) women|women (?:and|or) men"
)
_FAITHS = r"(?:christian|catholic|muslim|hindu|sikh|jewish|buddhist)s?"
_NATIONS = r"(?:british|uk|eu|european|irish)"
_TITLES = (
    r"(?:sales|tea|dinner|cleaning|office) (?:girl|lady|boy)|salesgirl|salesman|handym[ae]n|"
    r"handywoman|barmaid|cleaning lady|manageress|girl friday|maintenance man|kitchen girl|"
    r"housewife|male nurse|lady driver|charlady|foreman|chambermaid|night watchman"
)
_TITLE_WORDS = (
    "girl lady boy salesgirl salesman handyman handymen handywoman barmaid manageress man male "
    "housewife charlady foreman chambermaid watchman"
)

FAIRNESS: tuple[Rule, ...] = (
    Rule(
        "age-wording",
        "asks for an age, and people of every age may apply",
        "young and energetic; a young, dynamic team",
        "“You like a busy day”; “a friendly team”",
        _AGE,
        r"(?:young|youthful)(?:,|,? and|,? &|/)? (?:energetic|dynamic|vibrant|enthusiastic|lively|"
        r"fit|bubbly|ambitious|fresh|motivated)|energetic (?:and )?young|youthful",
        "young youthful",
        excusable=True,
    ),
    Rule(
        "age-wording",
        "asks for an age, and people of every age may apply",
        "a mature person; mature lady wanted",
        "“You stay calm, and people can rely on you”",
        _AGE,
        r"mature (?:\w{1,15} ){0,2}(?:persons?|people|lad(?:y|ies)|wom[ae]n|m[ae]n|candidates?|"
        r"applicants?|individuals?|carers?|care workers?|care assistants?|support workers?)|"
        rf"{_MUST_BE} mature",
        "mature",
        unless=r"support|supporting|care for|live with|students?",
        excusable=True,
    ),
    Rule(
        "age-wording",
        "shuts people out by their age",
        "no over 50s; must be under 40; age 25 to 40 only",
        "leave ages out, unless the law sets one (18 for some work)",
        _AGE,
        r"(?:no|not|nobody|no ?one|none) (?:applicants? |candidates? |people |aged )?"
        r"over (?:the age of )?(?:\d\ds?|forties|fifties|sixties|forty|fifty|sixty)|"
        r"over \d\ds? need not apply|"
        rf"{_MUST_BE} (?:aged )?(?:under|below|younger than|no older than|less than) "
        r"(?:the age of )?\d\d|"
        r"(?:applicants?|candidates?|you) (?:must |should )?(?:be )?aged (?:between )?"
        r"\d\d (?:and |to )?\d\d|between \d\d (?:and |to )?\d\d years (?:old|of age)|"
        r"(?:upper|maximum|max) age(?: limit)?|"
        r"aged? (?:between )?\d\d (?:and |to )?\d\d only|"
        rf"{_MAY_NOT} (?:accept|take|consider) (?:applicants?|candidates?|people|anyone) "
        r"(?:aged )?over \d\d|retire(?:d|es) (?:people )?need not apply",
        "over under below younger older less aged old upper maximum max age retired retirees",
        unless=r"apprentic\w{0,9}|support(?:s|ing)?|people we|residents?|hours|miles|minutes|"
        r"years of",
        excusable=True,
    ),
    Rule(
        "age-wording",
        "may keep older people away",
        "recent graduate; digital native",
        "“You want to learn”; “you are at ease with a phone and a computer”",
        "Equality Act 2010, sections 5, 19 and 39",
        r"(?:recent|new|fresh|young) (?:university |college )?graduates?|digital natives?|"
        r"school leavers? (?:only|wanted|needed|preferred|required)|young (?:person|man|woman) "
        rf"(?:wanted|required|needed)|{_WANTED} (?:a |an |some )?young (?:person|man|woman|adult)",
        "graduate graduates native natives leaver leavers young",
        unless=r"whether|welcome|also|including|as well as|to support|support(?:s|ing)?|work with",
        illegal=False,
    ),
    Rule(
        "age-wording",
        "may keep younger people away",
        "at least ten years of experience",
        "say what a person must be able to do",
        "Equality Act 2010, sections 5, 19 and 39",
        r"(?:at least|minimum(?: of)?|more than|over) (?:[5-9]|[1-3]\d|five|six|seven|eight|ten|"
        r"fifteen|twenty)\+? (?:years'?|yrs) (?:of )?(?:\w{1,15} ){0,2}experience",
        "experience / least minimum more over / years yrs",
        unless=r"we have|our (?:team|company|home|service)|has",
        illegal=False,
    ),
    Rule(
        "sex-wording",
        "is a job title for one sex",
        "salesgirl; handyman; cleaning lady",
        "“sales assistant”; “maintenance worker” or “handyperson”; “cleaner”",
        _SEX,
        rf"(?:{_TITLES})(?![^\n]{{0,4}}(?:wom[ae]n|persons?|lady|girl))",
        _TITLE_WORDS,
        only_titles=True,
        excusable=True,
    ),
    Rule(
        "sex-wording",
        "is a job title for one sex",
        "looking for a handyman",
        "“sales assistant”; “maintenance worker” or “handyperson”; “cleaner”",
        _SEX,
        rf"(?:{_WANTED}|join us as|work as|role of|position of|vacancy for) (?:\w{{1,15}} ){{0,4}}"
        rf"(?:{_TITLES})(?![^\n]{{0,4}}(?:wom[ae]n|persons?|lady|girl))",
        _TITLE_WORDS,
        unless=r"our handyman|beside|alongside",
        excusable=True,
    ),
    Rule(
        "sex-wording",
        "asks for one sex",
        "female carer wanted; ladies only",
        "if the work needs it, say why: “This work is personal care of women who have asked for a "
        "woman (occupational requirement, Equality Act 2010, Schedule 9)”",
        _SEX,
        r"(?:fe)?males? (?:care |support |health ?care |home ?care |night |senior |live in |bank |"
        r"personal ){0,3}(?:applicants?|candidates?|carers?|workers?|assistants?|staff|nurses?|"
        r"pas?)|(?:wom[ae]n|m[ae]n|lad(?:y|ies)|girls?|(?:fe)?males?) (?:only|preferred|wanted|"
        rf"required)|{_WANTED} (?:a |an )?(?:(?:kind|caring|friendly|reliable|local|mature|older|"
        r"experienced|responsible|suitable|second|young) ){0,2}(?:lady|woman|man|girl) "
        r"(?:to|who|for|with)|no (?:men|women|males|females)",
        "male males female females woman women man men lady ladies girl girls",
        unless=_BOTH + r"|either|support(?:s|ing)? (?:a|an|our|this|the)|cares? for|any gender|"
        r"all genders|welcome|team of|mostly|our (?:fe)?male",
        excusable=True,
    ),
    Rule(
        "race-wording",
        "keeps out people who learnt English later and speak it well",
        "native English speaker; English as your first language",
        "“You speak and write English well enough for care notes and phone calls”",
        _RACE,
        r"native(?: level)? english(?: speakers?)?|native speakers?|(?:english|it) (?:must|should|"
        r"has to) be (?:your|their|the) (?:first language|mother tongue)|english "
        r"(?:as )?(?:a |your |their )?(?:first language|mother tongue)|mother tongue english|"
        r"(?:no|without (?:an?|any)) (?:strong |foreign |heavy ){0,2}accents?",
        "native language tongue accent accents / native first tongue accent accents",
        unless=r"second language|isn't|other than",
        excusable=True,
    ),
    Rule(
        "race-wording",
        "asks for a nationality; the law asks for the right to work in the UK, whatever the "
        "passport",
        "British only; UK citizens only; no foreigners",
        "“You need the right to work in the UK; we check it before you start”",
        _RIGHT_TO_WORK,
        rf"{_NATIONS} (?:citizens? |nationals? |people |passport holders? |applicants? |"
        rf"candidates? |workers? |born ){{0,2}}only|only {_NATIONS} (?:citizens?|nationals?|people|"
        rf"passport holders?|applicants?|candidates?|workers?)|{_MUST_BE} (?:an? )?{_NATIONS} "
        r"(?:born|citizens?|nationals?)|no (?:foreigners|immigrants|migrants|foreign (?:workers|"
        rf"applicants|nationals|people))|{_NATIONS} passport (?:is )?(?:required|essential|needed|"
        rf"a must)|{_MUST_BE} british",
        "british uk eu european irish foreigners immigrants migrants foreign / only must "
        "should need needs has have no passport",
        unless=r"sign language|cuisine|cooking",
    ),
    Rule(
        "race-wording",
        "asks for people of one origin",
        "Polish workers only; no Asian applicants",
        "say which language the work needs, and why: “Mrs K. speaks Gujarati”",
        _ORIGIN,
        rf"(?:white|black|asian|indian|polish|african|caribbean|romanian|filipino|pakistani) "
        rf"{_PEOPLE} (?:only|preferred|wanted)|no (?:white|black|asian|indian|polish|african|"
        rf"romanian|eastern european) {_PEOPLE}",
        "white black asian indian polish african caribbean romanian filipino pakistani european",
        excusable=True,
    ),
    Rule(
        "belief-wording",
        "asks for a religion",
        "Christians only; must be a practising Muslim",
        "“You respect the faith of the people we support, whatever yours is”",
        _BELIEF,
        rf"{_FAITHS} (?:{_PEOPLE} )?(?:only|preferred)|{_MUST_BE} (?:an? )?(?:practising |"
        rf"committed |born again )?{_FAITHS}|no {_FAITHS}",
        "christian christians catholic catholics muslim muslims hindu hindus sikh sikhs jewish "
        "jewishs buddhist buddhists",
        excusable=True,
    ),
    Rule(
        "family-wording",
        "asks about family life",
        "no childcare commitments; single applicants only; must not be pregnant",
        "give the hours and days, and how much notice people get of changes",
        _FAMILY,
        r"(?:no|without(?: any)?) (?:child ?care|family|parenting) (?:commitments|ties|"
        r"responsibilities)|single (?:applicants?|candidates?|women|men|people|persons?) "
        rf"(?:only|preferred)|(?:not|{_MAY_NOT}) be pregnant|no pregnant (?:women|applicants)",
        "commitments ties responsibilities single pregnant",
        unless=r"supports?|supporting|help(?:s|ing)?",
    ),
)
