"""What people type becomes what our fonts can print.

PDF/UA forbids a letter without a shape, so a single emoji in a shop's name would stop the whole document. Here it is
left out instead, and a letter none of the fonts has is printed as its base letter (ế as e) or as a question mark.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"

# Marks that turn the direction of what follows, join or hide: no shape of their own, and a trick in a name (UAX #9).
_INVISIBLE = frozenset(
    map(chr, (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
)
# Accents that no letter has taken in (NFC) would be piled up on each other: the fonts have no anchors for them.
_LOOSE_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_NO_LETTER = ("C", "M", "S")  # control, mark, symbol: left out without a trace


def characters_of(font: bytes) -> set[int]:
    """Code points in the character map of a TrueType file (OpenType 1.9, `cmap` formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    start = next(
        offset
        for tag, _sum, offset, _length in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * tables])
        if tag == b"cmap"
    )
    covered: set[int] = set()
    for at in range(struct.unpack_from(">H", font, start + 2)[0]):
        base = start + struct.unpack_from(">I", font, start + 4 + 8 * at + 4)[0]
        kind = struct.unpack_from(">H", font, base)[0]
        if kind == 4:
            count = struct.unpack_from(">H", font, base + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", font, base + 14)
            begins = struct.unpack_from(f">{count}H", font, base + 16 + 2 * count)
            for begin, end in zip(begins, ends, strict=True):
                covered.update(range(begin, end + 1))
        elif kind == 12:
            groups = struct.unpack_from(">I", font, base + 12)[0]
            for begin, end, _glyph in struct.iter_unpack(">III", font[base + 16 : base + 16 + 12 * groups]):
                covered.update(range(begin, end + 1))
    return covered - {0xFFFF}  # the end mark of format 4


@cache
def printable_characters() -> frozenset[str]:
    """Everything at least one of our fonts can draw."""
    covered: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        covered |= characters_of(path.read_bytes())
    return frozenset(map(chr, covered)) - _INVISIBLE - _LOOSE_ACCENTS - _CONTROLS


def printable(text: str) -> str:
    """The text in NFC without what our fonts cannot draw. Line feeds stay, other white space becomes one space."""
    known = printable_characters()
    kept = "".join(
        letter if letter in known or letter == "\n" else _instead_of(letter, known)
        for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    return "\n".join(re.sub(" {2,}", " ", line).strip(" ") for line in kept.split("\n"))


def _instead_of(letter: str, known: frozenset[str]) -> str:
    if letter in _INVISIBLE:
        return ""
    if letter.isspace():
        return " "
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if part in known)
    if plain:
        return plain
    return "" if unicodedata.category(letter)[0] in _NO_LETTER else "?"
