"""Times in a German text: "9–18 Uhr", "von 9 bis 18", "ab 18 Uhr open end", "bis 13", "nachmittags 3–6"."""

from directory.opening_hours.german import refusals
from directory.opening_hours.german.clauses import Stretch
from directory.opening_hours.german.cursor import Cursor
from directory.opening_hours.german.grammar_dates import starts_dates
from directory.opening_hours.german.tokens import Clock

NOON = 12 * 60
_HALF_DAY = 12 * 60
_CLOCKS = ("time", "number", "midnight")
# Within which minutes a part of the day may lie.
_PARTS = {
    "morning": (60, 13 * 60),
    "noon": (11 * 60, 15 * 60),
    "afternoon": (12 * 60, 20 * 60),
    "evening": (16 * 60, 27 * 60),
    "night": (19 * 60, 32 * 60),
}


def starts_stretch(cursor: Cursor, ahead: int = 0) -> bool:
    """Whether times begin here; a part of the day does so only when a time follows it."""
    while cursor.peek(ahead).kind in ("part", "colon", "from"):
        ahead += 1
    kind = cursor.peek(ahead).kind
    if kind in ("since", "until"):
        following = ahead + 1
        while cursor.peek(following).kind == "part":
            following += 1
        return cursor.peek(following).kind in (*_CLOCKS, "open_end") or cursor.peek(following - 1).value == "noon"
    return kind in _CLOCKS


def parse_stretch(cursor: Cursor) -> Stretch:
    first = cursor.peek()
    part = _take_part(cursor)
    cursor.skip("colon", "from")
    part = part or _take_part(cursor)
    if cursor.take("until"):
        closes, _ = _parse_point(cursor, part)
        return Stretch(first.start, cursor.last_end, closes=closes)
    since = cursor.take("since") is not None
    opens, opens_part = _parse_point(cursor, part)
    if cursor.at("dash") and cursor.peek(1).kind == "open_end":
        cursor.take("dash")
    if cursor.take("open_end"):
        return Stretch(first.start, cursor.last_end, opens, open_end=True)
    if not (cursor.at("dash", "until") and _point_follows(cursor)):
        if since:
            return Stretch(first.start, cursor.last_end, opens, open_end=True, since=True)
        raise cursor.refuse(refusals.NO_CLOSING, first.start, cursor.last_end)
    cursor.take("dash", "until")
    closes, closes_part = _parse_point(cursor, part)
    if closes_part and not opens_part and not opens.certain and opens.minute < closes.minute % _HALF_DAY:
        # "3–6 Uhr nachmittags": said of both, unlike in "9–6 Uhr abends".
        opens = _in_part(cursor, opens, closes_part, first.start)
    open_end = cursor.take("open_end") is not None
    return Stretch(first.start, cursor.last_end, opens, closes, open_end)


def spoken_times(cursor: Cursor, stretch: Stretch) -> tuple[int, int]:
    """Minutes since midnight, the end up to 32:00 for a night; refuses what can be meant in two ways."""
    opens, closes = stretch.opens, stretch.closes
    start, end = opens.minute, closes.minute or 24 * 60
    if start >= 24 * 60:
        start = 0
    if start == end:
        raise cursor.refuse(refusals.SAME_TIME, stretch.start, stretch.end)
    if end > start:
        if not opens.certain and start < 5 * 60 and end <= NOON:
            raise _half_of_day(cursor, refusals.TOO_EARLY, stretch, start + _HALF_DAY, end + _HALF_DAY)
        return start, end
    if not closes.certain and start < end + _HALF_DAY:
        raise _half_of_day(cursor, refusals.HALF_OF_DAY, stretch, start, end + _HALF_DAY)
    if end + 24 * 60 - start > 16 * 60:
        raise cursor.refuse(refusals.TOO_MANY_HOURS, stretch.start, stretch.end)
    return start, end + 24 * 60


def _half_of_day(cursor: Cursor, sentence, stretch: Stretch, start: int, end: int):
    return cursor.refuse(sentence, stretch.start, stretch.end, day=f"{written(start)}–{written(end)}")


def written(minute: int) -> str:
    """9 for 9:00, 9:30 for half past."""
    hour = minute // 60 if minute <= 24 * 60 else minute // 60 - 24
    return f"{hour}:{minute % 60:02}" if minute % 60 else str(hour)


def _point_follows(cursor: Cursor) -> bool:
    ahead = 1
    while cursor.peek(ahead).kind == "part":
        ahead += 1
    if cursor.peek(ahead).kind == "dotted":  # a sentence may end behind a time: "Mo–Fr 9–18. Sa 9–13."
        return not starts_dates(cursor, ahead)
    return cursor.peek(ahead).kind in _CLOCKS or (ahead > 1 and cursor.peek(ahead - 1).value == "noon")


def _take_part(cursor: Cursor) -> str:
    token = cursor.take("part")
    return token.value if token else ""


def _parse_point(cursor: Cursor, part: str) -> tuple[Clock, str]:
    """A time and the part of the day said with it."""
    first = cursor.peek()
    own = _take_part(cursor)
    if own == "noon" and not cursor.at(*_CLOCKS):
        return Clock(NOON, certain=True), own
    token = cursor.take(*_CLOCKS, "dotted")
    if token is None:
        raise cursor.refuse(refusals.NO_SUCH_TIME, first.start, cursor.peek().end)
    if token.kind == "midnight":
        return Clock(24 * 60, certain=True), ""
    clock = token.value
    if token.kind in ("number", "dotted"):
        if token.value > 24:
            raise cursor.refuse(refusals.NO_SUCH_TIME, token.start, token.end)
        clock = Clock(token.value * 60, token.value == 0 or token.value > 12 or cursor.text[token.start] == "0")
    own = own or ("" if _part_begins_something(cursor) else _take_part(cursor))
    if own or part:
        clock = _in_part(cursor, clock, own or part, first.start)
    return clock, own


def _part_begins_something(cursor: Cursor) -> bool:
    """Whether the coming part of the day belongs to what follows it: "9–12 nachmittags 14–18"."""
    if not cursor.at("part"):
        return False
    following = cursor.peek(1).kind
    return following in ("closed", "number", "time", "from", "since", "colon")


def _in_part(cursor: Cursor, clock: Clock, part: str, start: int) -> Clock:
    """The time as it is meant in that part of the day; refuses when it fits neither half."""
    low, high = _PARTS[part]
    for minute in (clock.minute, clock.minute + _HALF_DAY, clock.minute + 2 * _HALF_DAY):
        if low <= minute <= high and (minute == clock.minute or minute >= 24 * 60 or not clock.certain):
            return Clock(minute % (24 * 60) or (24 * 60 if minute else 0), certain=True)
    raise cursor.refuse(refusals.PART_OF_DAY, start, cursor.last_end)
