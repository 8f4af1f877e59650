"""Words that mean the same to people who search."""

from pydantic import Field

from portal.schema import Record, Text


class Synonyms(Record):
    """Words and phrases of which each finds what any of the others would find."""

    words: tuple[Text, ...] = Field(
        min_length=2, description="Words or phrases that mean the same to somebody who searches."
    )
    note: Text | None = Field(None, description="Why they belong together, for who comes next.")
