"""Free pages: Markdown at an address of its own."""

from pydantic import Field

from portal.content.published import Published
from portal.schema import Day, Language, Text


class FreePage(Published):
    """A page of prose. Its file's place below `content/pages/` is its address."""

    title: str = Field(min_length=3, max_length=90, description="The heading of the page.")
    summary: str = Field(
        min_length=20, max_length=240, description="One or two sentences, also for search engines."
    )
    menu_title: Text | None = Field(None, description="A shorter title for menus.")
    order: int = Field(100, ge=0, le=1000, description="Its place among its neighbours.")
    reviewed_on: Day | None = Field(None, description="When somebody last checked the page.")
    review_by: Day | None = Field(None, description="When somebody should check it next.")
    sources: tuple[Text, ...] = Field((), description="Where its facts come from.")
    language: Language | None = Field(
        None, description="The language, where it is not that of the site, like ur for Urdu."
    )
    noindex: bool = Field(False, description="true keeps search engines away.")

    @property
    def url(self) -> str:
        """Return the address of the page, from the root of the site."""
        return f"/{self.id}/"
