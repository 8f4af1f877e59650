"""Files that are no text, whatever their names say: told by the bytes with which they start.

The beginnings are those of the formats' own specifications: ZIP (APPNOTE.TXT 4.3.7), compound files
([MS-CFB] 2.2), RTF 1.9.1, PDF (ISO 32000-1, 7.5.2), JPEG, PNG, GIF, and the ISO base media format.
"""

from __future__ import annotations

_HEAD = 4096
_PICTURES = {b"\xff\xd8\xff": "a JPEG picture", b"\x89PNG": "a PNG picture", b"GIF8": "a picture"}


def kind_inside(data: bytes) -> str:
    """Return what a file is, with its article, or an empty text where it may well be text.

    >>> kind_inside(b"PK\\x03\\x04..word/document.xml")
    'a Word document'
    >>> kind_inside(b"---")
    ''
    """
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "an old Word or Excel document"
    if data.startswith(b"{\\rtf"):
        return "a word-processor document (RTF)"
    if data.startswith(b"%PDF-"):
        return "a PDF"
    if data[4:8] == b"ftyp":
        return "a picture or a video"
    if not data.startswith(tuple(_PICTURES)):
        return ""
    return next(kind for start, kind in _PICTURES.items() if data.startswith(start))


def _zipped(data: bytes) -> str:
    # Names of files inside stand as they are in an archive, the last of them at its end.
    names = data[:_HEAD] + data[-_HEAD:]
    if b"word/" in names:
        return "a Word document"
    if b"opendocument.text" in names:
        return "a LibreOffice document"
    return "a document or a zipped folder"
