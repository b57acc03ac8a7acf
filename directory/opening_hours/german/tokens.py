"""Cuts what an owner has written into tokens that know where they stand in the text.

What is no word of opening hours is refused here, quoted with all its unknown neighbours, so that nothing is ever read
past: a text is understood as a whole or not at all.
"""

import re
from typing import Any, NamedTuple

from directory.opening_hours.german import refusals
from directory.opening_hours.german.lexicon import KNOWN, look_up, split_compound
from directory.opening_hours.german.refusals import RefusedError


class Token(NamedTuple):
    """``value`` depends on the kind: a Clock for a time, a bit mask for days, a number, a text."""

    kind: str
    value: Any
    start: int
    end: int


class Clock(NamedTuple):
    """A time of day in minutes; ``certain`` when it can only be meant as on a 24-hour clock (``09``, 14, 0:30)."""

    minute: int
    certain: bool


_DASH = r"[-‐‑‒–—−~]"
_NUMBER_WORD = "|".join(word for word, (kind, _) in KNOWN.items() if kind == "number")
_PATTERN = re.compile(
    rf"""
    (?P<space>[^\S\r\n]+|\*|_)
    | (?P<line>\s*[\r\n]\s*)
    | (?P<vague>(?:ca|circa|zirka|etwa|ungefähr|meist|meistens|normalerweise|in\s+der\s+regel|i\.\s?d\.\s?r|oder\s+so
        |gegen|je\s+nach\s+\w+|eventuell|evtl|manchmal|gelegentlich|unregelmäßig|spontan|wetterabhängig|nach\s+bedarf
        |bei\s+bedarf|bei\s+(?:schönem|gutem)\s+wetter|oder\s+länger|und\s+länger|teilweise|usw|etc|flexibel|variabel|oft|vielleicht
        |wie\s+immer|nach\s+lust\s+und\s+laune|wenn\s+licht\s+brennt|siehe\s+\w+)\b\.?)
    | (?P<always>24\s?/\s?7\b | 24\s?-?\s?(?:h|std|stunden)\b\.? | rund\s+um\s+die\s+uhr\b | tag\s+und\s+nacht\b)
    | (?P<open_end>(?:bis\s+)?(?:open\s?-?\s?end\b | ende\s+offen\b | offenes\s+ende\b | zum\s+letzten\s+gast\b
        | spät\s+in\s+die\s+nacht\b | (?:der\s+)?letzte\s+gast\s+geht\b))
    | (?P<appointment>
        (?P<by_only>(?:nur\s+)?)(?P<by_what>(?:(?:termine?|beratung|besichtigung|besuch)\s+)?(?:nur\s+)?)
        (?P<by_how>nach|auf|mit|bei)\s+(?P<by_manner>(?:(?:telefonischer?|vorheriger?|rechtzeitiger?|persönlicher?
          |individueller?|tel\.|telef\.)\s+)*)
        (?P<by_noun>termin-?vereinbarung|terminabsprache|vereinbah?rung|absprache|anfrage|voranmeldung|anmeldung
          |bestellung|termin)\b
        | (?P<by_letters>(?:nur\s+)?n\.\s?v\.))
    | (?P<or>oder(?=\s+(?:nur\s+|termine?\s+)*(?:nach|auf|mit|n\.)))
    | (?P<head>(?:wir\s+)?(?:haben|sind)\s+(?:wir\s+)?(?:immer\s+)?(?:für\s+(?:sie|euch|dich)\s+)?
          (?:da|geöffnet|offen|auf)\b | für\s+(?:sie|euch|dich)\s+(?:da|geöffnet|offen)\b)
    | (?P<sundays>(?:sonn(?:tag)?s?|so\.?)\s?{_DASH}\s*/?\s*(?:und|u\.?|&|\+|/|,)?\s*feiert(?:ag(?:e|en|s)?\b|\.)
        | sonn\s?(?:und|u\.?|&|\+|/)\s*feiert(?:ag(?:e|en|s)?\b|\.))
    | (?P<daily>jeden\s+tag\b | alle\s+tage\b | an\s+allen\s+tagen\b
        | (?:an\s+)?(?:7|sieben)\s+tagen?\s+(?:die|in\s+der|pro)\s+woche\b)
    | (?P<midweek>unter\s+der\s+woche\b)
    | (?P<except>mit\s+ausnahme\s+(?:von|vom)\b | bis\s+auf\b)
    | (?P<not_open>nicht\s+(?:geöffnet|offen|auf)\b)
    | (?P<unbroken>ohne\s+(?:mittags)?pause\b | non\s?-?\s?stop\b)
    | (?P<rest>(?:(?:an\s+)?(?:den|die|alle[nr]?)\s+)?(?:übrigen?|anderen?|restlichen?)\s+(?:wochen)?tagen?\b
        | außerhalb\s+(?:der\s+öffnungszeiten|dieser\s+zeiten)\b)
    | (?P<over_noon>über\s+mittag\b)
    | (?P<every_year>(?:jedes|in\s+jedem)\s+jahr\b)
    | (?P<per_month>(?:im|des|pro|eines|jeden|in\s+jedem)\s+monat(?:s|es)?\b)
    | (?P<until_and>bis\s+(?:einschl(?:ießlich)?\b\.?|inkl(?:usive)?\b\.?|mit\b))
    | (?P<school>in\s+den\s+schulferien\b)
    | (?P<fortnight>14\s?-?\s?(?:tägig|tägl)\b\.? | alle\s+(?:14|vierzehn)\s+tage\b
        | (?:alle\s+(?:2|zwei)|jede\s+(?:2\.|zweite))\s+wochen?\b
        | (?:un)?gerade(?:n|r)?\s+(?:wochen?|kw|kalenderwochen?)\b)
    | (?P<label>betriebsferien\b | betriebsurlaub\b | urlaub\b | sommerpause\b | winterpause\b | inventur\b
        | verkaufsoffener?\s+sonntag\b)
    | (?P<named>heilig\s?abend\b | sil[vw]ester\b | neujahr(?:stag)?\b | karfreitag\b | rosenmontag\b | ostersonntag\b
        | ostermontag\b | pfingstsonntag\b | pfingstmontag\b | (?:christi\s+)?himmelfahrt\b | fronleichnam\b
        | allerheiligen\b
        | (?:1\.|erster)\s+weihnachts(?:feier)?tag\b | (?:2\.|zweiter)\s+weihnachts(?:feier)?tag\b)
    | (?P<date>(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\.(?:\s?(?P<year>20\d\d|\d\d)(?![\d.:]))?)
    | (?P<iso>20\d\d-\d\d-\d\d(?!\d))
    | (?P<half_past>(?:½\s?|halb\s+)(?P<half_hour>\d{{1,2}}(?![\d.:])|(?:{_NUMBER_WORD})\b))
    | (?P<quarter>(?P<quarter_what>viertel\s+(?:nach|vor)|dreiviertel|drei\s+viertel)\s+
        (?P<quarter_hour>\d{{1,2}}(?![\d.:])|(?:{_NUMBER_WORD})\b))
    | (?P<minutes>(?P<minutes_hour>\d{{1,2}})(?:
        \s?[:.]\s?(?P<plain>\d\d)(?!\d) | \s?(?:uhr|h)\s?(?P<after_word>00|2[5-9]|[345]\d)(?!\d)
        | (?P<raised>°°|⁰⁰|¹⁵|³⁰|⁴⁵|ºº|oo\b|°°) | \s?(?P<fraction>½|1/2(?!\d))
        | ,(?P<comma>00|30|45)(?!\d) | [ ](?P<spaced>00|30|45)(?![\d.:])
      )(?:\s?(?:uhr|h)\b)?)
    | (?P<hour>\d{{1,2}}\s?(?:uhr|h)\b)
    | (?P<military>(?:[01]?\d|2[0-4])(?:00|15|30|45)(?!\d)(?:\s?(?:uhr|h)\b)?)
    | (?P<dotted>\d{{1,2}}\.(?!\d))
    | (?P<number>\d+)
    | (?P<word>[^\W\d_]+(?:\.(?=\s|$|\W|\d))?)
    | (?P<dash>{_DASH}+)
    | (?P<and>[&+/])
    | (?P<comma_sign>,)
    | (?P<colon>:|=)
    | (?P<stop>[;|.•·!])
    | (?P<open_bracket>[(\[]) | (?P<close_bracket>[)\]])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER_SHORT_DAY = re.compile(rf"\s?(?:{_DASH}|[\d,:&+/]|und?\b)", re.IGNORECASE)
_PLAIN_KINDS = {
    "line": "line",
    "daily": "days",
    "midweek": "days",
    "except": "except",
    "not_open": "closed",
    "unbroken": "throughout",
    "rest": "rest",
    "over_noon": "part",
    "every_year": "yearly",
    "per_month": "per_month",
    "until_and": "until",
    "school": "school",
    "fortnight": "fortnight",
    "always": "always",
    "open_end": "open_end",
    "dash": "dash",
    "and": "and",
    "or": "and",
    "comma_sign": "comma",
    "colon": "colon",
    "stop": "stop",
    "open_bracket": "bracket",
    "close_bracket": "bracket",
    "vague": "vague",
}
_VALUES = {"daily": 0b1111111, "midweek": 0b0011111, "over_noon": "noon"}
_RAISED = {"°°": 0, "⁰⁰": 0, "ºº": 0, "oo": 0, "¹⁵": 15, "³⁰": 30, "⁴⁵": 45}
_NOUNS = {"vereinbahrung": "Vereinbarung"}


def cut(text: str) -> list[Token]:
    """All tokens of the text, closed by one of kind ``end``; raises RefusedError."""
    tokens: list[Token] = []
    position = 0
    unknown: tuple[int, int] | None = None
    while position < len(text):
        match = _PATTERN.match(text, position)
        found = _tokens_of(match, tokens) if match else None
        end = match.end() if match else position + 1
        blank = match is not None and match.lastgroup == "space"
        if found is None:
            unknown = (unknown[0] if unknown else position, end)
        elif not blank:
            if unknown:
                break
            tokens += found
        position = end
    if unknown:
        raise RefusedError(refusals.NOT_UNDERSTOOD, *unknown)
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def _tokens_of(match: re.Match[str], before: list[Token]) -> list[Token] | None:
    """The tokens of a match, none for a blank or a filler; None when the word is not known."""
    kind = match.lastgroup or ""
    start, end = match.span()
    if kind in ("space", "head"):
        return []
    if kind == "always" and before and before[-1].kind in ("dash", "until") and match.group().lower() in _HOUR_24:
        return [Token("time", Clock(24 * 60, certain=True), start, end)]
    if kind in _PLAIN_KINDS:
        return [Token(_PLAIN_KINDS[kind], _VALUES.get(kind, ")" if kind == "close_bracket" else ""), start, end)]
    if kind == "appointment":
        return [Token("appointment", _appointment(match), start, end)]
    if kind == "sundays":
        return [Token("days", 1 << 6, start, end), Token("and", "", end, end), Token("holidays", "", start, end)]
    if kind in ("label", "named"):
        return [Token(kind, " ".join(match.group().split()), start, end)]
    if kind == "date":
        year = match["year"] and (int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"]))
        return [Token("date", (int(match["day"]), int(match["month"]), year), start, end)]
    if kind == "iso":
        year, month, day = map(int, match.group().split("-"))
        return [Token("date", (day, month, year), start, end)]
    if kind in _TIME_KINDS:
        return [Token("time", _clock(kind, match), start, end)]
    if kind in ("dotted", "number"):
        if len(match.group()) > 5:
            return None
        return [Token(kind, int(match.group().rstrip(".")), start, end)]
    return _tokens_of_word(match.group(), start, before, following=match.string[end : end + 5])


_HOUR_24 = ("24h", "24 h")
_TIME_KINDS = ("half_past", "quarter", "minutes", "hour", "military")


def _tokens_of_word(written: str, start: int, before: list[Token], following: str) -> list[Token] | None:
    word = written.rstrip(".").lower()
    end = start + len(word)
    if _is_short_day(word, written, before, following):
        return [Token("days", 2 if word == "die" else 4, start, end)]
    compound = split_compound(word)
    if compound:
        middle = start + len(compound[0])
        return [
            Token("days", KNOWN[compound[0]][1], start, middle),
            Token("part", KNOWN[compound[1]][1], middle, end),
        ]
    found = look_up(word)
    if found is None:
        return None
    kind, value = found
    return [] if kind == "filler" else [Token(kind, value, start, end)]


def _is_short_day(word: str, written: str, before: list[Token], following: str) -> bool:
    """Whether "Die" and "Mit" are meant as days: written with a full stop, beside a dash, a comma or a time."""
    if word not in ("die", "mit"):
        return False
    after_days = len(before) > 1 and before[-1].kind == "dash" and before[-2].kind == "days"
    return after_days or written.endswith(".") or bool(_AFTER_SHORT_DAY.match(following))


def _clock(kind: str, match: re.Match[str]) -> Clock:
    start, end = match.span()
    if kind == "half_past":
        hour, minute = _hour(match["half_hour"]) - 1, 30
    elif kind == "quarter":
        what = match["quarter_what"].lower()
        hour = _hour(match["quarter_hour"]) - (0 if what.endswith("nach") else 1)
        minute = 15 if what.endswith("nach") else 45
    elif kind == "minutes":
        hour = int(match["minutes_hour"])
        digits = match["plain"] or match["after_word"] or match["comma"] or match["spaced"]
        minute = int(digits) if digits else _RAISED.get((match["raised"] or "").lower(), 30)
    elif kind == "military":
        digits = re.match(r"\d+", match.group()).group()
        hour, minute = int(digits[:-2]), int(digits[-2:])
    else:
        hour, minute = int(re.match(r"\d+", match.group()).group()), 0
    if not 0 <= hour <= 24 or minute > 59 or (hour == 24 and minute):
        raise RefusedError(refusals.NO_SUCH_TIME, start, end)
    return Clock(hour * 60 + minute, hour == 0 or hour > 12 or match.group().startswith("0"))


def _hour(written: str) -> int:
    return int(written) if written.isdecimal() else int(KNOWN[written.lower()][1])


def _appointment(match: re.Match[str]) -> str:
    """The remark in plain spelling, also when it was written in capitals."""
    only = "nur " if re.match(r"nur\b|\w+\s+nur\b", match.group(), re.IGNORECASE) else ""
    if match["by_letters"]:
        return only + "nach Vereinbarung"
    noun = match["by_noun"].replace("-", "").lower()
    manner = " ".join(match["by_manner"].lower().split())
    return only + " ".join(
        word for word in (match["by_how"].lower(), manner, _NOUNS.get(noun, noun.capitalize())) if word
    )
