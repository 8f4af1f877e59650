"""Schemas: the strict base of records, kinds of fields, and problems in plain words."""

from portal.schema.fields import (
    AudienceId,
    CaseStudyId,
    Day,
    DistrictId,
    EmailAddress,
    Money,
    Phone,
    PlaceId,
    ProviderId,
    QualificationId,
    Reference,
    ResourceId,
    RoleId,
    RoleOrStartId,
    SettingId,
    SitePath,
    Slug,
    StartId,
    StatisticId,
    Text,
    ValueId,
    WebAddress,
)
from portal.schema.languages import (
    Language,
    direction_of,
    is_known,
    language_remedy,
    other_letters,
)
from portal.schema.messages import (
    validate,
)
from portal.schema.record import (
    Part,
    Provenance,
    Record,
)
from portal.schema.references import (
    references,
)
from portal.schema.words import (
    FOREIGN_NAMES,
    suggest,
)

__all__ = [
    "FOREIGN_NAMES",
    "AudienceId",
    "CaseStudyId",
    "Day",
    "DistrictId",
    "EmailAddress",
    "Language",
    "Money",
    "Part",
    "Phone",
    "PlaceId",
    "Provenance",
    "ProviderId",
    "QualificationId",
    "Record",
    "Reference",
    "ResourceId",
    "RoleId",
    "RoleOrStartId",
    "SettingId",
    "SitePath",
    "Slug",
    "StartId",
    "StatisticId",
    "Text",
    "ValueId",
    "WebAddress",
    "direction_of",
    "is_known",
    "language_remedy",
    "other_letters",
    "references",
    "suggest",
    "validate",
]
