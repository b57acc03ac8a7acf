"""Reads opening hours back in German lines, so that an owner can confirm what was understood.

Hours that a grid can hold are told day by day; all others rule by rule, in their order, because what stands further
down wins. Each line is true on its own terms: what the words cannot say of a rule is never left out silently.
"""

import re
from datetime import date

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.composing import EVERY_DAY, masks_by_content
from directory.opening_hours.days import (
    DatePoint,
    Dates,
    NthWeekday,
    PublicHoliday,
    SchoolHoliday,
    Term,
    Weekdays,
    Weeks,
    Years,
)
from directory.opening_hours.grid import GridException, Holidays, HoursGrid, drop_past_exceptions, grid_from
from directory.opening_hours.grid.model import Pairs, as_times
from directory.opening_hours.hours import parse
from directory.opening_hours.parser import parse_rules
from directory.opening_hours.rules import OPEN_END, Kind, Rule, State, Times, clock_text
from directory.opening_hours.words import MONTHS, WEEKDAYS

HOLIDAYS_NOT_SAID = "An Feiertagen: nicht gesagt"
ORDER_COUNTS = "Was weiter unten steht, gilt an seinen Tagen statt dessen, was darüber steht."
CLOSED_ELSEWHERE = "Zu allen anderen Zeiten geschlossen"
_ALWAYS = "rund um die Uhr"
_ORDINALS = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", -1: "letzten"}
_SUN = {"sunrise": "Sonnenaufgang", "sunset": "Sonnenuntergang", "dawn": "Morgendämmerung", "dusk": "Abenddämmerung"}


def describe(value: str, today: date) -> list[str]:
    """Lines that say the hours in words, without what ended before ``today``; the problem of one not understood."""
    if not parse(value).understood:
        return [parse(value).problem]
    value = drop_past_exceptions(value, today)
    if not value:
        return ["Es sind keine Öffnungszeiten angegeben."]
    grid = grid_from(value)
    return _lines_of_rules(parse_rules(value)) if grid is None else _lines_of_grid(grid)


def days_in_words(mask: int) -> str:
    """Weekdays of a bit mask: "Montag bis Freitag", "Samstag und Sonntag", "Täglich" for all."""
    if mask == EVERY_DAY:
        return "Täglich"
    runs: list[list[int]] = []
    for day in (number for number in range(7) if mask >> number & 1):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    phrases: list[str] = []
    for run in runs:
        if len(run) > 2:
            phrases.append(f"{WEEKDAYS[run[0]]} bis {WEEKDAYS[run[-1]]}")
        else:
            phrases += [WEEKDAYS[day] for day in run]
    return _listed(phrases)


def _lines_of_grid(grid: HoursGrid) -> list[str]:
    hours: dict[int, Pairs] = {} if grid.remark else dict.fromkeys(range(7), ())
    for row in grid.rows:
        if row.times or not grid.remark:
            hours |= dict.fromkeys(row.days, row.times)
    lines = [f"{days_in_words(mask)} {_pairs_in_words(times)}" for mask, times in masks_by_content(hours)]
    if grid.remark:
        lines.append(f"Sonst: {grid.remark}" if lines else _capitalised(grid.remark))
    lines.append(_holidays_in_words(grid))
    return [*lines, *(_exception_in_words(exception) for exception in grid.exceptions)]


def _holidays_in_words(grid: HoursGrid) -> str:
    if grid.holidays is Holidays.UNKNOWN:
        return HOLIDAYS_NOT_SAID
    if grid.holidays is Holidays.SAME:
        return "An Feiertagen wie am selben Wochentag sonst"
    return f"An Feiertagen {_pairs_in_words(grid.holiday_times)}"


def _exception_in_words(exception: GridException) -> str:
    first, last = (DatePoint(day.month, day.day, day.year) for day in (exception.first, exception.last))
    note = f" – {exception.note}" if exception.note else ""
    return f"{_span_in_words(Dates(first, last))} {_pairs_in_words(exception.times)}{note}"


def _pairs_in_words(pairs: Pairs) -> str:
    return _times_in_words(as_times(pairs)) if pairs else "geschlossen"


def _times_in_words(times: tuple[Times, ...]) -> str:
    """ "9:00–13:00 und 15:00–18:00 Uhr", "ab 18:00 Uhr (Ende offen)", "rund um die Uhr"."""
    if all(not one.written and not one.open_end and one.end_given for one in times):
        if times == (Times(0, MINUTES_OF_DAY),):
            return _ALWAYS
        return f"{_listed([_span_of_clock(one) for one in times])} Uhr"
    return _listed([_special_times_in_words(one) for one in times])


def _special_times_in_words(times: Times) -> str:
    if times.written:
        return _sun_in_words(times)
    if not times.open_end:
        return f"{_span_of_clock(times)} Uhr"
    if times.end_given:
        return f"{_span_of_clock(times)} Uhr ({OPEN_END})"
    return f"ab {clock_text(times.start)} Uhr ({OPEN_END})"


def _sun_in_words(times: Times) -> str:
    """ "9:00 bis 1:00 Stunden vor Sonnenuntergang"; each end is a time, an event, or an event with its distance."""
    ends = re.split(r"-(?![^(]*\))", times.written.rstrip("+"))
    words = " bis ".join(_sun_point_in_words(end) for end in ends)
    return f"{words} ({OPEN_END})" if times.open_end else words


def _sun_point_in_words(written: str) -> str:
    moved = re.fullmatch(r"\((\w+)([-+])0?(\d+:\d\d)\)", written)
    if moved:
        return f"{moved[3]} Stunden {'vor' if moved[2] == '-' else 'nach'} {_SUN[moved[1]]}"
    return _SUN.get(written) or written.removeprefix("0")


def _span_of_clock(times: Times) -> str:
    if times.end > MINUTES_OF_DAY and times.end - times.start > MINUTES_OF_DAY:
        return f"{clock_text(times.start)}–{clock_text(times.end)} (am übernächsten Tag)"
    end = "24:00" if times.end in (MINUTES_OF_DAY, 2 * MINUTES_OF_DAY) else clock_text(times.end)
    return f"{clock_text(times.start)}–{end}"


# Rule by rule


def _lines_of_rules(rules: tuple[Rule, ...]) -> list[str]:
    lines = [_rule_in_words(rule) for rule in rules]
    if len(rules) > 1 and any(rule.kind is Kind.NORMAL for rule in rules[1:]):
        lines.append(ORDER_COUNTS)
    if all(rule.conditions and rule.kind is not Kind.FALLBACK for rule in rules):
        lines.append(CLOSED_ELSEWHERE)
    named = any(isinstance(term, PublicHoliday) for rule in rules for terms in rule.conditions for term in terms)
    return lines if named else [*lines, HOLIDAYS_NOT_SAID]


def _rule_in_words(rule: Rule) -> str:
    when = ", ".join(_listed([_term_in_words(term) for term in terms]) for terms in rule.conditions)
    what = " ".join(word for word in (when, _state_in_words(rule)) if word)
    if rule.kind is Kind.FALLBACK:
        return f"Sonst: {what}"
    return f"Zusätzlich: {what}" if rule.kind is Kind.ADDITIONAL else _capitalised(what)


def _state_in_words(rule: Rule) -> str:
    times = _times_in_words(rule.times) if rule.times else ""
    if rule.state is State.CLOSED:
        note = f" – {rule.comment}" if rule.comment else ""
        return f"{times} geschlossen{note}".strip()
    if rule.state is State.UNKNOWN:
        remark = rule.comment or ("nicht sicher" if times else "nicht bekannt")
        return f"{times} ({remark})" if times else remark
    times = times or _ALWAYS
    return f"{times} – {rule.comment}" if rule.comment else times


def _term_in_words(term: Term) -> str:
    match term:
        case Weekdays():
            return days_in_words(term.mask)
        case NthWeekday():
            places = _listed([_place_in_words(position) for position in term.positions])
            return _moved(f"jeden {places} {WEEKDAYS[term.weekday]} im Monat", term.offset)
        case PublicHoliday():
            return _moved("an Feiertagen", term.offset)
        case SchoolHoliday():
            return "in den Schulferien"
        case Years():
            return _years_in_words(term)
        case Weeks():
            return _listed([_weeks_in_words(*span) for span in term.spans])
        case Dates():
            return _span_in_words(term)
    raise TypeError(f"no words for {term!r}")


def _place_in_words(position: int) -> str:
    return _ORDINALS.get(position) or f"{_ORDINALS[-position]} vom Ende her"


def _moved(words: str, offset: int) -> str:
    if not offset:
        return words
    days = "einen Tag" if abs(offset) == 1 else f"{abs(offset)} Tage"
    return f"{words} ({days} {'danach' if offset > 0 else 'davor'})"


def _years_in_words(years: Years) -> str:
    if years.last is None:
        return f"ab {years.first}"
    words = str(years.first) if years.first == years.last else f"{years.first} bis {years.last}"
    return words if years.step == 1 else f"{words} (jedes {years.step}. Jahr)"


def _weeks_in_words(first: int, last: int, step: int) -> str:
    if first == last:
        return f"in Kalenderwoche {first}"
    words = f"in den Kalenderwochen {first} bis {last}"
    return words if step == 1 else f"{words} (jede {step}. Woche)"


def _span_in_words(dates: Dates) -> str:
    """ "24. Dezember 2026", "24.–31. Dezember 2026", "April bis September"."""
    start, end = dates.start, dates.end
    if start == end:
        return _point_in_words(start)
    plain = start.day and end.day and not (start.offset or end.offset or start.nth or end.nth)
    if plain and (start.month, start.year) == (end.month, end.year):
        return f"{start.day}.–{_point_in_words(end)}"
    same_year = start.year == end.year and start.month and end.month
    first = _point_in_words(start, year=not same_year)
    return f"{first} bis {_point_in_words(end)}"


def _point_in_words(point: DatePoint, *, year: bool = True) -> str:
    shown = f" {point.year}" if year and point.year else ""
    if point.month == 0:
        return _moved(f"Ostersonntag{shown}", point.offset)
    month = f"{MONTHS[point.month - 1]}{shown}"
    if point.nth is not None:
        words = f"{_place_in_words(point.nth[1])} {WEEKDAYS[point.nth[0]]} im {month}"
    else:
        words = f"{point.day}. {month}" if point.day else month
    return _moved(words, point.offset)


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} und {last}" if others else last


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
