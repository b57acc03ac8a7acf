"""What people type: folded, so that it meets what owners wrote in whatever letters; and made harmless for a table."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, or that are written as two where the letter is missing.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_ONE_LETTER = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ð": "d", "ħ": "h", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")
_MOST_DIGITS = 18  # as far as a column of a database counts
_PLUS_OR_MINUS_NUMBER = re.compile(r"[+-][\d\s()/.-]*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Lower-case without diacritics, an umlaut as its base letter: "Bäckerei Yılmaz" → "backerei yilmaz"."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text).casefold().translate(_ONE_LETTER)
    return _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFD", text))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


def fold_wide(text: str) -> str:
    """The other way Germans write it: an umlaut as two letters, "Bäckerei" → "baeckerei"."""
    # casefold makes "ß" into "ss" by itself; "İ" becomes "i" with a dot above, which fold() drops.
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_TWO_LETTERS))


def words(text: str) -> list[str]:
    """The words of a folded text, in order."""
    return _WORD.findall(text)


def search_words(text: str) -> set[str]:
    """Every word of a text under each of its spellings; what an index stores."""
    if text.isascii():
        return set(words(text.lower()))
    return {*words(fold(text)), *words(fold_wide(text))}


def cell_text(text: str) -> str:
    """A value for a CSV file. Programs for tables run a cell that begins like a formula, whoever typed it; behind an
    apostrophe it is text. Telephone numbers ("+49 2331 …") are no formula and stay."""
    start = text.lstrip()[:1]
    is_formula = start in {"=", "@"} or (start in {"+", "-"} and not _PLUS_OR_MINUS_NUMBER.fullmatch(text.strip()))
    return f"'{text}" if is_formula else text


def number_of(sent: str) -> int | None:
    """The number that a form or an address sent, None for anything else: other digits, or more than anybody counts."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= _MOST_DIGITS else None
