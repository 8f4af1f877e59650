"""Files in, text and data with positions out. Knows nothing about what the content means."""

from portal.source.documents import Document, Location, Source, read_document
from portal.source.files import SourceFile, find_files, is_slug, read_text, slugify
from portal.source.pasted import with_lists
from portal.source.yaml_reader import read_yaml

__all__ = [
    "Document",
    "Location",
    "Source",
    "SourceFile",
    "find_files",
    "is_slug",
    "read_document",
    "read_text",
    "read_yaml",
    "slugify",
    "with_lists",
]
