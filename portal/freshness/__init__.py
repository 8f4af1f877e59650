"""What needs a fresh look: nothing here is a mistake, and all of it will be one day."""

from portal.freshness.due import Due
from portal.freshness.finding import find_due
from portal.freshness.writing import as_markdown, as_text

__all__ = ["Due", "as_markdown", "as_text", "find_due"]
