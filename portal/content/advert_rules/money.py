"""Words that cost people money before they earn any, or that thieves use, as data.

Sources: Employment Agencies Act 1973 section 6 (no fees from people who look for work); Conduct of
Employment Agencies and Employment Businesses Regulations 2003, regulation 5 (no paid extras as a
condition); National Minimum Wage Act 1998 sections 1 and 17 with the Regulations of 2015 (working
time in training and trials; costs of the job taken from pay); UK GDPR Article 5 (no more data than
is needed, kept safe).
"""

from __future__ import annotations

from portal.content.advert_rules.rule import Rule

_FEES = "Employment Agencies Act 1973, section 6; Conduct Regulations 2003, regulation 5"
_WAGE = "National Minimum Wage Act 1998, section 1"
_TAKEN = "National Minimum Wage Regulations 2015, regulations 12 and 13"
_DATA = "UK GDPR, Article 5"

_YOU_PAY = (
    r"(?:you|applicants?|candidates?|successful candidates?|employees?|staff) (?:will |must |need "
    r"to |have to |are required to |are expected to |are asked to |will need to |will have to |"
    r"should )?pay (?:for )?(?:the |your |their )?(?:own )?(?:cost of )?(?:the |your |their )?"
)
_THEY_PAY = (
    r"we(?:'ll| will| also)? (?:pay|cover|fund|refund|reimburse)|paid (?:by|for by) (?:us|the "
    r"(?:company|employer|home|council))|paid for|reimburse[ds]?|refunded|covered|nmc|hcpc|pin|"
    r"social work england|professional registration|our expense|payable to you"
)

MONEY: tuple[Rule, ...] = (
    Rule(
        "fee-to-apply",
        "asks people to pay for a chance of work",
        "an application fee of £20; £20 to register; pay a joining fee",
        "leave it out. Nobody may be charged for applying or for being found a job",
        _FEES,
        r"(?:application|admin(?:istration)?|joining|processing|registration|booking|recruitment) "
        r"fees?(?= (?:of|is|are|applies|apply|required|payable|must|£))|(?:pay|send|transfer) "
        r"(?:us )?(?:an? |the |your |our )?(?:£ ?\d{1,4} ?(?:\.\d\d)? )?(?:small |one off |"
        r"non refundable |refundable )?(?:application|admin(?:istration)?|joining|processing|"
        r"registration|booking|training) (?:fees?|charges?)|fees? (?:to apply|to register|"
        r"for applying|for registering)|£ ?\d{1,4}(?:\.\d\d)? (?:to apply|to register|fee to)|"
        r"non refundable (?:fee|deposit)|"
        r"£ ?\d{1,4}(?:\.\d\d)? (?:\w{1,15} ){0,2}(?:application|admin(?:istration)?|joining|"
        r"processing|registration|booking) fees?",
        "fee fees charge charges apply register deposit / "
        "fee fees charge charges pay register deposit",
        unless=_THEY_PAY + r"|bonus",
    ),
    Rule(
        "fee-to-apply",
        "asks people to pay a deposit before they earn",
        "a deposit for the uniform; pay a deposit",
        "“We provide the uniform”",
        _TAKEN,
        r"(?:refundable |security |uniform |training |equipment |small ){0,2}deposits? (?:of £|is "
        r"required|required|is payable|is taken|will be taken|for (?:the |your |a )?(?:uniforms?|"
        r"training|equipment|phone|badge))|pay (?:a|the) (?:\w{1,15} ){0,2}deposit",
        "deposit deposits",
        unless=r"direct deposit|pension|tenan(?:t|ts|cy)|housing|rent|residents?|bank",
    ),
    Rule(
        "fee-to-apply",
        "asks people to pay for training that the job needs",
        "you pay for your own training",
        "“Training is free, and the hours you spend on it are paid”",
        _TAKEN,
        _YOU_PAY + r"(?:mandatory |induction |initial )?(?:training|induction)|"
        r"training (?:costs?|fees?) (?:of|is|are|must be|to be|will be) "
        r"(?:£|paid by (?:you|the (?:applicant|candidate|employee)))|training (?:is )?at "
        r"your own (?:cost|expense)",
        "training induction / pay cost costs fee fees expense",
        unless=_THEY_PAY,
    ),
    Rule(
        "fee-to-apply",
        "asks people to pay for their check before they earn",
        "you pay for your DBS before you start; DBS fee up front",
        "“We pay for the DBS check”",
        _FEES,
        _YOU_PAY + r"(?:enhanced )?(?:dbs|crb)(?: checks?| certificates?)? (?:\(?£ ?\d{1,3}"
        r"(?:\.\d\d)?\)? )?(?:up ?front|in advance|before|on application|first|when you apply)|"
        r"(?:dbs|crb) (?:checks? )?(?:fees?|costs?|payment) (?:of £ ?\d{1,3}(?:\.\d\d)? )?(?:is |"
        r"are |must be |to be )?(?:paid |payable |due )?(?:up ?front|in advance|before|on "
        r"application)",
        "dbs crb / front upfront advance before application first apply / pay fee fees cost costs "
        "payment",
        unless=_THEY_PAY,
    ),
    Rule(
        "fee-to-apply",
        "takes a cost of the job from pay, which may then be less than the law allows",
        "the DBS fee is deducted from your first wages",
        "“We pay for the DBS check”. If you do not, say what it costs and when it is paid back",
        _TAKEN,
        r"(?:dbs|crb|training|uniform|induction) (?:checks? |certificates? |fees? |costs? ){0,2}"
        r"(?:is |are |will be |to be |must be )?(?:deducted|taken|recovered) from (?:your |the )?"
        r"(?:first )?(?:(?:month|week)(?:'s|s')? )?(?:wages?|pay|salary)",
        "deducted taken recovered",
        illegal=False,
    ),
    Rule(
        "fee-to-apply",
        "asks people to pay for being sponsored",
        "£5,000 for a certificate of sponsorship",
        "leave it out. An employer may not pass these costs on, and people who are asked "
        "for them can ring the Modern Slavery Helpline on 08000 121 700",
        _FEES,
        r"(?:pay|fees?|costs?|charges?|£ ?\d[\d,]{1,7})(?:[^.!?\n]{0,40}\b)(?:certificate of "
        r"sponsorship|sponsorship (?:fees?|costs?|certificate)|for (?:visa )?sponsorship)",
        "sponsorship",
        unless=_THEY_PAY + r"|unable|not able|do not offer|don't offer",
    ),
    Rule(
        "unpaid-trial",
        "means work without pay, and trials, shadowing and training are working time",
        "unpaid trial shift; shadowing is not paid",
        "“Come and see us for an hour before you decide. Your shadow shifts are paid”",
        _WAGE,
        r"unpaid (?:\w{1,12} ){0,2}(?:trials?|shadow(?:ing)?|induction|training|shifts?|internship|"
        r"interns?)|(?:trial|shadow|shadowing|induction|training) (?:shifts? |days? |periods? |"
        r"hours |week ){0,1}(?:is |are |will be )?(?:unpaid|not paid|without pay)|"
        r"free trial (?:shift|day)",
        "unpaid trial shadow shadowing induction training / unpaid free without not",
    ),
    Rule(
        "scam-wording",
        "asks for what thieves want, before there is a job",
        "email your bank details; WhatsApp a copy of your passport",
        "“Bring your documents when we offer you the job”, and ask for bank details on day one",
        _DATA,
        r"(?:e ?mail|text|whatsapp|message|send|forward)(?: us)?(?:[^.!?;\n]{0,60}) (?:bank "
        r"(?:details|account)|account number|sort code|card details|pin number)|(?:bank (?:details|"
        r"account(?: details| number)?)|sort code|card details)(?:[^.!?;\n]{0,30}) (?:by|via|on|"
        r"through) (?:e ?mail|text|whatsapp|telegram|message)|(?:e ?mail|text|whatsapp|message)"
        r"(?: us)?(?:[^.!?;\n]{0,40}) (?:passport|national insurance number|driving licence)|"
        r"(?:passport|national insurance number)\b(?:[^.!?;\n]{0,30}) (?:by|via|on|through) "
        r"(?:e ?mail|text|whatsapp|telegram|message)",
        "bank account sort card pin passport insurance licence / email mail text whatsapp message "
        "send forward telegram",
        unless=r"clients?|residents?|people we support|fraud|scams?|phishing|after (?:an? |the )?"
        r"offer|once you|if you don't have|driving licence holders?",
    ),
)
