"""Days in a German text: "Mo–Fr", "Mo, Di und Do", "So + Feiertage", "jeden 1. Samstag im Monat"."""

from directory.opening_hours.days import NthWeekday
from directory.opening_hours.german import refusals
from directory.opening_hours.german.clauses import EVERY_DAY, Days
from directory.opening_hours.german.cursor import Cursor
from directory.opening_hours.parser_days import single_weekday

_KINDS = ("days", "holidays", "workdays", "school", "rest")


def starts_days(cursor: Cursor, ahead: int = 0) -> bool:
    token = cursor.peek(ahead)
    if token.kind == "long":
        return cursor.peek(ahead + 1).kind == "days"
    return token.kind in _KINDS or _starts_nth(cursor, ahead)


def parse_days(cursor: Cursor, *, up_to_comma: bool = False) -> Days:
    """One list of days; a list ends before anything that is no day."""
    joining = ("and",) if up_to_comma else ("comma", "and")
    days = _parse_item(cursor)
    while True:
        if starts_days(cursor):
            days = _beside(cursor, days, _parse_item(cursor))
            continue
        ahead = cursor.after(*joining)
        if cursor.at("bracket") and cursor.peek().value != ")" and starts_days(cursor, 1) and _is_vague(days):
            cursor.take("bracket")
            days = _beside(cursor, days, parse_days(cursor))
            cursor.take("bracket")
        elif ahead and starts_days(cursor, ahead):
            cursor.skip(*joining)
            days = days.joined(_parse_item(cursor))
        else:
            return days


def _is_vague(days: Days) -> bool:
    return days.workdays or days.mask == EVERY_DAY


def _beside(cursor: Cursor, days: Days, other: Days) -> Days:
    """Two lists with nothing between them: "Mo Mi Fr", but in "werktags Mo–Fr" the second says what the first means."""
    if _is_vague(days) and other.mask and not other.workdays:
        return Days(days.start, other.end, other.mask, days.holidays or other.holidays)
    return days.joined(other)


def _parse_item(cursor: Cursor) -> Days:
    cursor.take("long")
    if _starts_nth(cursor, 0):
        return _parse_nth(cursor)
    token = cursor.take(*_KINDS)
    if token.kind != "days":
        return Days(token.start, token.end, **{token.kind: True})
    first = single_weekday(token.value)
    if not (cursor.at("dash", "until") and cursor.peek(1).kind == "days"):
        return Days(token.start, token.end, token.value)
    cursor.take("dash", "until")
    last_token = cursor.take("days")
    last = single_weekday(last_token.value)
    goes_on = cursor.at("dash", "until") and cursor.peek(1).kind == "days"
    if first is None or last is None or first == last or goes_on:
        end = cursor.peek(1).end if goes_on else last_token.end
        raise cursor.refuse(refusals.OTHER_DAYS, token.start, end)
    length = (last - first) % 7 + 1
    mask = sum(1 << (first + step) % 7 for step in range(length))
    return Days(token.start, last_token.end, mask)


def _starts_nth(cursor: Cursor, ahead: int) -> bool:
    if not _is_ordinal(cursor, ahead):
        return False
    while _is_ordinal(cursor, ahead) or cursor.peek(ahead).kind in ("comma", "and"):
        ahead += 1
    token = cursor.peek(ahead)
    return token.kind == "days" and single_weekday(token.value) is not None


def _is_ordinal(cursor: Cursor, ahead: int) -> bool:
    token = cursor.peek(ahead)
    return token.kind == "ordinal" or (token.kind == "dotted" and 1 <= token.value <= 5)


def _parse_nth(cursor: Cursor) -> Days:
    """ "1. und 3. Mittwoch im Monat"; the second of what is said only with "im Monat"."""
    first = cursor.peek()
    positions: list[int] = []
    while token := cursor.take("ordinal", "dotted", "comma", "and"):
        if token.kind in ("ordinal", "dotted"):
            positions.append(token.value)
    weekday = single_weekday(cursor.take("days").value)
    if not cursor.take("per_month") and 2 in positions:
        raise cursor.refuse(refusals.EVERY_SECOND, first.start, cursor.last_end)
    ordered = tuple(sorted(set(positions), key=lambda position: (position < 0, position)))
    return Days(first.start, cursor.last_end, nth=(NthWeekday(weekday, ordered),))
