"""Markdown: into safe HTML, and what an author should mend in it."""

from portal.prose.checking import check, unknown_figure
from portal.prose.rendering import (
    FIGURE,
    PHRASE,
    Figures,
    ProseMaker,
    fill,
    heading_id,
    plain_text,
    render,
)

__all__ = [
    "FIGURE",
    "PHRASE",
    "Figures",
    "ProseMaker",
    "check",
    "fill",
    "heading_id",
    "plain_text",
    "render",
    "unknown_figure",
]
