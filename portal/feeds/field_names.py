"""The names that spreadsheets and systems give to a vacancy's fields, and ours for them.

Collected from the formats in docs/feeds.md. Names are compared without case, spaces and
punctuation, so that "Job Title", "job_title" and "JobTitle" are one.
"""

from __future__ import annotations

from functools import lru_cache

from portal.patterns import compile_later

_PAYING = compile_later(r"paid(?!by)|free|funded|covered")
_ALIASES: dict[str, str] = {
    "reference": """reference referencenumber ref refno jobref jobreference jobreferencenumber
        requisitionid requisitionreference vacancyid vacancyref vacancyreference vacancyrefcode
        vacancynumber jobid jobnumber advertid adref id guid uniqueid externalid identifier
        vacancycode jobcode""",
    "title": """title jobtitle vacancytitle vtitle position role jobrole post postname
        vacancy vacancyname jobname job requisitionname""",
    "provider": """provider providername company companyname employer employername organisation
        organization organisationname hiringorganization hiringorganisation hiringcompany
        sourcename agency schoolnetwork department careprovider client""",
    "location": """location joblocation place worklocation vacancylocation locationname
        locationtext area site workplace base baselocation joblocationtext address""",
    "street": "street streetaddress address1 addressline1 addressline",
    "locality": "city town locality addresslocality towncity citytown locationcity jobcity",
    "region": "region state county addressregion province locationstate statecounty",
    "postcode": """postcode postalcode zip zipcode postcodezip jobpostcode locationpostcode
        locationpostalcode zippostalcode""",
    "country": "country addresscountry countrycode",
    "latitude": "latitude lat geolat",
    "longitude": "longitude long lng lon geolong geolng",
    "description": """description jobdescription advert adverttext jobadvert advertbody
        fulldescription vacancydescription details jobdetails content body descriptionhtml
        aboutthejob abouttherole adverttextfull""",
    "pay_minimum": """salarymin minsalary minimumsalary salaryfrom salaryrangefrom paymin minpay
        payfrom minimumpay ratefrom minrate salaryminimum minamount minimumrate salaryrangemin
        hourlyratefrom""",
    "pay_maximum": """salarymax maxsalary maximumsalary salaryto salaryrangeto paymax maxpay payto
        maximumpay rateto maxrate salarymaximum maxamount maximumrate salaryrangemax
        hourlyrateto""",
    "pay_per": """salaryper payper payperiod salaryperiod salaryfrequency payfrequency
        salaryunit payunit rateper salarytype paytype per""",
    "pay_currency": "currency salarycurrency paycurrency",
    "pay_text": """salary pay wage wages rate payrate rateofpay hourlyrate hourlypay salarytext
        paytext salarydescription formattedsalarydescription salarydisplay salaryrange payrange
        compensation remuneration salarypay payandbenefits""",
    "contract": """contract contracttype vcontracttype jobtype employmenttype typeofcontract
        contracttypes typeofemployment jobstatus""",
    "hours": """hours hoursperweek weeklyhours contractedhours contractualhours workinghours
        workhours hoursofwork hoursweek weeklycontractedhours hrs""",
    "hours_minimum": "minhours hoursmin minimumhours hoursfrom",
    "hours_maximum": "maxhours hoursmax maximumhours hoursto",
    "guaranteed_hours": "guaranteedhours hoursguaranteed guaranteed",
    "shifts": """shifts shift shiftpattern shiftpatterns shifttype workingpattern workingpatterns
        workpattern rota daysnights""",
    "driving": """driving driver drivinglicence drivinglicense driverrequired drivingrequired
        drivinglicencerequired cardriver carneeded carrequired""",
    "travel_time_paid": "traveltimepaid paidtraveltime traveltime travelpaid",
    "mileage": "mileage mileagepaid paidmileage mileageallowance mileagerate",
    "dbs_paid_by": """dbspaidby whopaysfordbs whopaysforthedbs dbscost dbs dbscheck dbspaid
        dbspaidfor dbscheckpaid dbscheckpaidfor paiddbs paiddbscheck freedbs freedbscheck dbsfree
        dbsfunded dbscovered""",
    "induction_paid": "inductionpaid paidinduction paidtraining trainingpaid induction",
    "sick_pay": "sickpay companysickpay sickpayscheme occupationalsickpay",
    "uniform_provided": "uniformprovided uniform freeuniform",
    "experience": """experience experienceneeded experiencerequired experiencerequirements
        requiredexperience""",
    "starts": "starts start startdate startson jobstartdate availablefrom",
    "posted": """posted dateposted postdate posteddate postedon posteddatetime publishon
        publishdate publishedat publishedon datepublished publicationdate date dateadded created
        createdat opendate openingdate liveddate""",
    "closes": """closes closing closingdate closedate closeson expirydate expirationdate expires
        expiresat expireson validthrough deadline applicationdeadline applicationclosingdate
        enddate applyby vacancyexpiry dateclosing datecloses""",
    "url": """url link joburl applyurl applicationurl adverturl applicationlink applylink
        vacancyurl weblink website joblink applyonline howtoapplylink urllink detailurl""",
    "email": """email applyemail applicationemail contactemail emailaddress applicationsemail
        applybyemail""",
    "phone": """phone telephone tel contactphone contacttelephone phonenumber telephonenumber
        contactnumber""",
}
_FIELD_OF = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
# What yes and no mean under a heading that says of itself who pays.
_PAID_BY = {"yes": "employer", "y": "employer", "true": "employer"} | dict.fromkeys(
    ("no", "n", "false"), "worker"
)
_NAMES_OF_PAYING = frozenset(
    alias for alias in _ALIASES["dbs_paid_by"].split() if _PAYING.search(alias)
)
_NOT_A_NAME = compile_later(r"[^a-z0-9]+")
_IN_BRACKETS = compile_later(r"\([^)]*\)")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return the name without case, spaces and punctuation."""
    return _NOT_A_NAME.sub("", name.lower())


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """Return our field for a feed's own name for it, or nothing if the name says nothing to us."""
    return _FIELD_OF.get(plain_name(name)) or _FIELD_OF.get(
        plain_name(_IN_BRACKETS.sub("", name)), ""
    )


def value_under(name: str, value: str) -> str:
    """Return a value with what its name adds to it, where the value alone would not say enough.

    "DBS paid: Yes" says who pays; under a heading of "DBS", a yes only says that there is a check.

    >>> value_under("DBS paid?", "Yes"), value_under("Free DBS", "no"), value_under("DBS", "yes")
    ('employer', 'worker', 'yes')
    """
    if plain_name(name) not in _NAMES_OF_PAYING:
        return value
    return _PAID_BY.get(plain_name(value), value)
