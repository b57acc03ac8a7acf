"""Cuts an opening_hours value into tokens and repairs what people write instead of the standard spelling.

Wrong dashes, ``09.00``, ``9 Uhr``, ``5:30pm``, German day names, typographic quotes, missing spaces: all become the
tokens that the standard spelling would give.
"""

import re
from typing import Any, NamedTuple

from directory.opening_hours.problems import NotUnderstoodError, quoted
from directory.opening_hours.vocabulary import (
    FILLERS,
    GRAMMAR,
    MONTH_NUMBERS,
    STATES,
    SUN_EVENTS,
    SUN_EVENTS_IN_ENGLISH,
    WEEKDAY_MASKS,
)


class Token(NamedTuple):
    """``value`` depends on the kind: minutes for a time, a bit mask for weekdays, a number, a text."""

    kind: str
    value: Any
    start: int
    end: int


_PATTERN = re.compile(
    r"""
    (?P<space>\s+)
    | "(?P<comment>[^"]*)" | [„“”«»](?P<pretty_comment>[^„“”«»"]*)[“”»«]
    | (?P<always>24\s?/\s?7\b | 24\s?h\b | rund\s+um\s+die\s+uhr\b)
    | (?P<appointment>
        (?:(?:nur|termine?|besuche?|geöffnet)\s+)*
        (?:nach|auf|mit|by|on)\s+(?:(?:telefonischer|vorheriger|rechtzeitiger|tel\.)\s+)?
        (?:vereinbarung|absprache|anfrage|terminvereinbarung|voranmeldung|anmeldung|bestellung|termin
           |appointment|request)\b)
    | (?P<sundays>sonn-?\s*(?:und|u\.|&)\s*feiertag(?:e|en|s)?\b)
    | (?P<date>(?P<date_day>0?[1-9]|[12]\d|3[01])\.\s?(?P<date_month>0?[1-9]|1[0-2])\.
        (?:\s?(?P<date_year>(?:19|20|21)\d\d)(?!\d))?)
    | (?P<time>(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>am|pm|a\.m\.|p\.m\.)(?![^\W\d_])
        | (?P<full_hour>\d{1,2})[:.](?P<full_minute>\d{2})(?!\d)(?:\s?(?:uhr|h)\b)?
        | (?P<only_hour>\d{1,2})\s?(?:uhr|h)\b)
    | (?P<number>\d+)
    | (?P<word>[^\W\d_]+)\.?
    | (?P<fallback>\|\|)
    | (?P<sign>[-+,;:./()\[\]|&])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "，": ",", "；": ";", "：": ":", "\r": ";", "\n": ";"}
)
_SIGNS = {"|": ";", "&": ","}


def cut(value: str) -> list[Token]:
    """All tokens of the value, closed by one of kind ``end``; raises NotUnderstoodError."""
    text = value.translate(_TYPOGRAPHY)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None and not text[position].isprintable():
            raise NotUnderstoodError("Die Angabe enthält unsichtbare Zeichen.")
        if match is None:
            raise NotUnderstoodError(f"Nicht verstanden ab {quoted(value[position:])}.")
        tokens += _tokens_of(match, value)
        position = match.end()
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def _tokens_of(match: re.Match[str], value: str) -> list[Token]:
    kind = match.lastgroup or ""
    start, end = match.span()

    def token(kind: str, value: Any) -> list[Token]:
        return [Token(kind, value, start, end)]

    if kind in ("comment", "pretty_comment"):
        comment = " ".join(value[start + 1 : end - 1].split())
        return token("comment", comment) if comment else []
    if kind == "appointment":
        return token("comment", " ".join(value[start:end].split()))
    if kind == "sundays":
        return token("weekday", 1 << 6) + token(",", "") + token("PH", "")
    if match["date"]:
        year = int(match["date_year"]) if match["date_year"] else None
        return token("date", (int(match["date_day"]), int(match["date_month"]), year))
    if match["time"]:
        return token("time", _minute_of_day(match))
    if match["number"]:
        # Longer numbers mean nothing here, and int() of thousands of digits is slow.
        if len(match["number"]) > 4:
            raise NotUnderstoodError(f"Nicht verstanden: {quoted(match['number'])}.")
        return token("number", int(match["number"]))
    if match["word"]:
        return _token_of_word(match["word"], start, end)
    if match["sign"]:
        sign = _SIGNS.get(match["sign"], match["sign"])
        return token(sign, sign)
    return {"always": token("always", ""), "fallback": token("||", "")}.get(kind, [])


def _token_of_word(written: str, start: int, end: int) -> list[Token]:
    word = written.lower()
    if word in FILLERS:
        return []
    if word in WEEKDAY_MASKS:
        return [Token("weekday", WEEKDAY_MASKS[word], start, end)]
    if word in MONTH_NUMBERS:
        return [Token("month", MONTH_NUMBERS[word], start, end)]
    if word in STATES:
        return [Token("state", STATES[word], start, end)]
    if word in SUN_EVENTS:
        return [Token("sun", SUN_EVENTS_IN_ENGLISH.get(word, word), start, end)]
    if word in GRAMMAR:
        return [Token(GRAMMAR[word], "", start, end)]
    raise NotUnderstoodError(f"Das Wort {quoted(written)} gehört nicht in Öffnungszeiten.")


def _minute_of_day(match: re.Match[str]) -> int:
    hour = int(match["hour"] or match["full_hour"] or match["only_hour"])
    minute = int(match["minute"] or match["full_minute"] or 0)
    half = (match["half"] or "").lower()
    if minute > 59 or hour > (12 if half else 48):
        raise NotUnderstoodError(f"{quoted(match['time'])} ist keine Uhrzeit.")
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute
