"""Workforce data: which figures stand side by side, under which heading, and what nobody knows."""

from enum import StrEnum

from pydantic import Field

from portal.schema import Day, Part, Record, Slug, StatisticId, Text


class MadeChart(StrEnum):
    """A chart of what the site itself knows, made anew at each build."""

    LEGAL_RATES = "legal-rates"
    ADVERTS = "adverts"


class Chart(Part):
    """Figures in one unit that are worth comparing; each becomes a bar."""

    id_: Slug = Field(alias="id", description="Its name in addresses.")
    title: Text = Field(
        max_length=90,
        description="What it shows; what it says only where the figures leave no doubt.",
    )
    figures: tuple[StatisticId, ...] = Field(
        min_length=2, description="Ids in statistics.yaml, in the order of the bars."
    )
    note: Text | None = Field(None, description="What a reader must know to read it rightly.")


class DataTopic(Part):
    """A page of workforce data."""

    id_: Slug = Field(alias="id", description="Its name in addresses, which statistics name.")
    title: Text = Field(max_length=60, description="Its heading.")
    summary: Text = Field(max_length=240, description="What is on the page, in a sentence or two.")
    charts: tuple[Chart, ...] = Field((), description="The first one is shown on /data/ as well.")
    made: MadeChart | None = Field(
        None, description="legal-rates or adverts: a chart that the build makes, shown first."
    )


class WorkforceData(Record):
    """The pages below /data/: topics, their charts, and what was not to be found."""

    summary: Text = Field(max_length=240, description="What /data/ says below its heading.")
    reviewed_on: Day = Field(description="When somebody last read the figures and the charts.")
    topics: tuple[DataTopic, ...] = Field(min_length=1, description="The pages, in order.")
    gaps: tuple[Text, ...] = Field((), description="Figures that were looked for and not found.")
