"""Files in, text and data with positions out. Knows nothing about what the content means."""

from portal.source.documents import Document, Location, ReadPlain, Source, read_document
from portal.source.files import SourceFile, find_files, is_slug, read_text, slugify
from portal.source.pasted import with_lists
from portal.source.places import read_plain, read_yaml

__all__ = [
    "Document",
    "Location",
    "ReadPlain",
    "Source",
    "SourceFile",
    "find_files",
    "is_slug",
    "read_document",
    "read_plain",
    "read_text",
    "read_yaml",
    "slugify",
    "with_lists",
]
