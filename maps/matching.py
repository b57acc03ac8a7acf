"""Which places a page shows, in one short attribute.

Filters are computed once, on the server; the map draws exactly the set the page hands it in `data-matching`. The set
is a bit field over primary keys, base64: place `id` is in it when bit `id & 7` (least significant first) of byte
`id >> 3` is set. 2,000 places are at most 336 characters before compression;
`static/portal/js/map/places.js` reads it.
"""

import base64
import binascii
from collections.abc import Iterable

EVERYTHING = ""  # what a page without filters writes: no list of ids, the layer as it is


def pack_ids(ids: Iterable[int]) -> str:
    """The set as an attribute value. An empty set is `"AA=="`, never the empty string, which means everything.

    Raises ValueError for a negative id.
    """
    wanted = list(ids)
    if min(wanted, default=0) < 0:
        raise ValueError("A primary key is never negative.")
    field = bytearray((max(wanted, default=0) >> 3) + 1)
    for number in wanted:
        field[number >> 3] |= 1 << (number & 7)
    return base64.b64encode(field).decode("ascii")


def unpack_ids(packed: str) -> frozenset[int]:
    """The ids of a packed set. Raises ValueError for what is no base64, and for `EVERYTHING`, which names no ids."""
    if packed == EVERYTHING:
        raise ValueError("The empty string stands for every place and lists none.")
    try:
        field = base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise ValueError(f"Not a packed set of ids: {packed[:40]!r}") from error
    return frozenset(index * 8 + bit for index, byte in enumerate(field) for bit in range(8) if byte >> bit & 1)
