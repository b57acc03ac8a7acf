"""Times of a day: ``09:00-12:30,14-18``, ``22:00-02:00``, ``18:00+``, ``sunrise-(sunset-01:00)``."""

from typing import NamedTuple

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.problems import NotUnderstoodError
from directory.opening_hours.reader import Reader
from directory.opening_hours.rules import Times
from directory.opening_hours.vocabulary import SUN_EVENTS

_AFTER_OPEN_DASH = ("end", ";", ",", "||", "state", "comment")


class _Point(NamedTuple):
    earliest: int
    latest: int
    written: str


def starts_times(reader: Reader, ahead: int = 0) -> bool:
    token = reader.peek(ahead)
    if token.kind == "number":
        after = reader.peek(ahead + 1).kind
        return token.value <= 48 and after not in ("month", ".")
    return token.kind in ("time", "sun", "(", "from")


def parse_times(reader: Reader) -> tuple[Times, ...]:
    spans = [_parse_span(reader)]
    while True:
        # A full stop, a plus or a slash between two spans is a slip of the pen for a comma.
        if reader.peek().kind in (",", ".", "+") and starts_times(reader, 1):
            reader.index += 1
        elif reader.at("/"):
            _refuse_repetition(reader)
        else:
            return tuple(spans)
        spans.append(_parse_span(reader))


def _refuse_repetition(reader: Reader) -> None:
    if starts_times(reader, 1) and reader.peek(2).kind == "-":
        reader.take("/")
        return
    raise NotUnderstoodError(f"Wiederholte Zeitpunkte werden nicht unterstützt: {reader.rest()}.")


def _parse_span(reader: Reader) -> Times:
    first_token = reader.peek()
    since = reader.take("from") is not None
    start = _parse_point(reader)
    if start.latest >= MINUTES_OF_DAY:
        raise NotUnderstoodError(f"Nach 23:59 Uhr kann nichts beginnen: {reader.since(first_token)}.")
    open_dash = reader.at("-") and reader.peek(1).kind in _AFTER_OPEN_DASH
    if since or open_dash or (reader.at("+") and not starts_times(reader, 1)):
        if not since:
            reader.index += 1
        return _times(start, start, open_end=True, end_given=False)
    if not reader.take("-"):
        raise NotUnderstoodError(f"Hier fehlt die Schlusszeit: {reader.since(first_token)}.")
    end = _parse_point(reader)
    open_end = reader.at("+") and not starts_times(reader, 1) and reader.take("+") is not None
    if end.earliest <= start.earliest:
        end = _Point(end.earliest + MINUTES_OF_DAY, end.latest + MINUTES_OF_DAY, end.written)
    if end.latest > 2 * MINUTES_OF_DAY:
        raise NotUnderstoodError(f"Die Zeit reicht über den nächsten Tag hinaus: {reader.since(first_token)}.")
    return _times(start, end, open_end=open_end, end_given=True)


def _times(start: _Point, end: _Point, *, open_end: bool, end_given: bool) -> Times:
    if start.earliest == start.latest and end.earliest == end.latest:
        return Times(start.earliest, end.earliest, open_end, end_given)
    written = f"{start.written}-{end.written}" if end_given else start.written
    last = end.latest if end_given else MINUTES_OF_DAY
    return Times(start.earliest, last, written=written + ("+" if open_end else ""))


def _parse_point(reader: Reader) -> _Point:
    token = reader.take("time", "number", "sun", "(")
    if token is None:
        raise NotUnderstoodError(f"Hier fehlt eine Uhrzeit: {reader.rest()}.")
    if token.kind == "number":
        if token.value > 48:
            raise NotUnderstoodError(f"{reader.since(token)} ist keine Uhrzeit.")
        return _fixed(token.value * 60)
    if token.kind == "time":
        return _fixed(token.value)
    if token.kind == "sun":
        return _Point(*SUN_EVENTS[token.value], token.value)
    event, sign, shift = reader.take("sun"), reader.take("+", "-"), reader.take("time")
    if event is None or sign is None or shift is None or not reader.take(")"):
        raise NotUnderstoodError(f"Diese Zeit am Sonnenstand ist unvollständig: {reader.since(token)}.")
    earliest, latest = SUN_EVENTS[event.value]
    moved = shift.value if sign.kind == "+" else -shift.value
    written = f"({event.value}{sign.kind}{shift.value // 60:02}:{shift.value % 60:02})"
    bounds = [min(max(minute + moved, 0), MINUTES_OF_DAY - 1) for minute in (earliest, latest)]
    return _Point(*bounds, written)


def _fixed(minute: int) -> _Point:
    return _Point(minute, minute, f"{minute // 60:02}:{minute % 60:02}")
