"""Texts as XML 1.0 can hold them, for the files that job boards take in."""

from __future__ import annotations

# XML 1.0, section 2.2: not even as entities. All are one byte in UTF-8, and part of no other.
_FORBIDDEN = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})


def element(name: str, text: str) -> str:
    """Return an element with a text, or nothing where there is no text.

    >>> element("title", "Cook & carer"), element("city", "")
    ('<title>Cook &amp; carer</title>', '')
    """
    if not text:
        return ""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<{name}>{text}</{name}>"


def cdata(name: str, text: str) -> str:
    """Return an element whose text stands there as it is.

    >>> cdata("a", "<p>]]></p>")
    '<a><![CDATA[<p>]]]]><![CDATA[></p>]]></a>'
    """
    safe = text.replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{safe}]]></{name}>" if text else ""


def document(root: str, parts: list[str]) -> str:
    """Return a whole document, without the characters that XML forbids."""
    body = "\n".join(parts)
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n{body}\n</{root}>\n'
    text = text.encode("utf-8", "replace").translate(None, _FORBIDDEN).decode()
    return text.replace("\ufffe", "").replace("\uffff", "")
