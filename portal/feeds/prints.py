"""By what an item is known that an earlier run has seen: a hash of all that it says.

Another process asks for it that begins before the program is loaded (`portal.feeds.read_ahead`):
what this imports is to be little.
"""

from __future__ import annotations

import marshal
from hashlib import sha256

from portal.feeds.item import Entry, Skipped, Untold, item_of, texts_of

# The digits of a print: two of different items are never the same by chance.
_SIZE = 32


def print_of(entry: Entry) -> str:
    """Return a hash of all that an entry says, or nothing; its number is not among that.

    Of what is not told yet it is one of the record: it need not be told, where that is known.
    """
    if isinstance(entry, Skipped):
        return ""
    if isinstance(entry, Untold) and entry.told:
        return entry.told
    said = entry.record if isinstance(entry, Untold) else texts_of(entry)
    try:
        # Each text with its length. Version 2 does not tell which texts are the very same object.
        data = marshal.dumps(said, 2)
    except ValueError:  # lists within lists deeper than it goes
        return print_of(item_of(entry))
    return sha256(data).hexdigest()[:_SIZE]
