"""Facts that pages and checks use: places, legal pay rates, statistics, quotations, figures."""

from decimal import Decimal, InvalidOperation

from pydantic import Field

from portal.schema import Day, DistrictId, Money, Part, Record, Slug, Text, WebAddress


class District(Record):
    """A council district of the area."""

    id_: Slug = Field(alias="id", description="Its name in addresses and records.")
    title: Text = Field(description="Its name.")
    kind: Text = Field(description="unitary city, unitary county or district.")
    ons_code: Text = Field(description="Its code at the Office for National Statistics.")
    care_authority: Text = Field(description="The council that is responsible for social care.")
    website: WebAddress | None = Field(None, description="The council's web address.")
    main_places: tuple[Text, ...] = Field((), description="Its main towns.")


class Outcode(Record):
    """The first half of postcodes, with its centre."""

    id_: Slug = Field(alias="id", description="The outcode in lower case, like le1.")
    town: Text = Field(description="Its post town.")
    districts: tuple[DistrictId, ...] = Field((), description="Districts, the main one first.")
    latitude: float = Field(ge=49, le=61, description="Degrees north.")
    longitude: float = Field(ge=-9, le=2, description="Degrees east; west is negative.")


class Place(Record):
    """A city, town or village."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    title: Text = Field(description="Its name.")
    district: DistrictId = Field(description="The district it lies in.")
    outcode: Text = Field(description="Its outcode, like LE1.")
    size: Text | None = Field(None, description="city, town or village.")
    latitude: float = Field(ge=49, le=61, description="Degrees north.")
    longitude: float = Field(ge=-9, le=2, description="Degrees east; west is negative.")


class Places(Record):
    """All places the site knows, and where the data come from."""

    attribution: tuple[Text, ...] = Field(min_length=1, description="What licences ask us to say.")
    districts: tuple[District, ...] = Field(min_length=1, description="The districts.")
    outcodes: tuple[Outcode, ...] = Field((), description="The outcodes.")
    places: tuple[Place, ...] = Field(min_length=1, description="Cities, towns and villages.")


class PayRate(Record):
    """The least that may be paid from a day on (National Minimum Wage Regulations 2015)."""

    from_date: Day = Field(alias="from", description="The first day of the rates.")
    age_21_and_over: Money = Field(description="The National Living Wage, pounds an hour.")
    age_18_to_20: Money = Field(description="Pounds an hour.")
    under_18: Money = Field(description="Pounds an hour.")
    apprentice: Money = Field(description="Pounds an hour.")
    source: Text = Field(description="Where the rates were published.")
    source_url: WebAddress | None = Field(None, description="The web address of the source.")


class Statistic(Record):
    """A figure about the workforce, with its period and source."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    label: Text = Field(description="What is counted.")
    value: Text = Field(description="The figure, digits only where it is a number.")
    unit: Text = Field(description="What the figure is in: posts, %, £ an hour.")
    area: Text = Field(description="The area it is about.")
    period: Text = Field(description="The time it is about.")
    source: Text = Field(description="Who published it, and where.")
    topic: Slug = Field(description="The page below /data/ it is on: an id in workforce.yaml.")
    review_by: Day = Field(description="When to look for a newer figure.")
    note: Text | None = Field(None, description="What a reader must know to read it rightly.")

    @property
    def number(self) -> Decimal | None:
        """Return the figure as a number, or None where it is said in words, like `20 to 30`."""
        try:
            return Decimal(self.value)
        except InvalidOperation:
            return None


class Quotation(Record):
    """Words of a real person from a published report, quoted exactly."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    text: Text = Field(description="The words, exactly.")
    asked: Text | None = Field(None, description="The question they answered.")
    attribution: Text = Field(description="Who said it, as published.")
    source: Text = Field(description="The report.")
    period: Text = Field(description="When it was said.")


class DatedAmount(Part):
    """A figure that holds from a day on."""

    from_date: Day = Field(alias="from", description="The first day it holds.")
    text: Text = Field(description="The figure as it stands in a sentence, like £12.71.")


class Figure(Record):
    """A dated figure that texts use as `$name$`, so that a rise is one edit."""

    id_: Slug = Field(alias="id", description="The name between the dollar signs.")
    amounts: tuple[DatedAmount, ...] = Field(min_length=1, description="from and text, in order.")
    source: Text = Field(description="Where it was published.")
    source_url: WebAddress | None = Field(None, description="The web address of the source.")
    checked_on: Day | None = Field(
        None, description="The last day on which somebody saw that it still holds."
    )
