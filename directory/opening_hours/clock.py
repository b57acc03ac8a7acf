"""The wall clock of Hagen: turns a day and minutes on its clock into instants and back.

Instants are whole seconds since 1970 (UTC). A day is its proleptic ordinal (``date.toordinal``), a time is minutes
since midnight *as the clock on the wall shows it*. On the night in spring the clock jumps over an hour: a time inside
it means the instant of the jump. On the night in autumn an hour is shown twice: such a time means the first showing.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MINUTES_OF_DAY = 24 * 60
SECONDS_OF_DAY = 24 * 60 * 60
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

# Outside these years neither Easter nor the clock changes are worth an answer.
FIRST_INSTANT = int(datetime(1900, 1, 1, tzinfo=UTC).timestamp())
LAST_INSTANT = int(datetime(2199, 12, 31, tzinfo=UTC).timestamp())
LAST_DAY = date(2199, 12, 31).toordinal()


@lru_cache(maxsize=4096)
def day_bounds(ordinal: int) -> tuple[int, int]:
    """First instant of the day and first instant of the next one."""
    start = datetime.combine(date.fromordinal(ordinal), datetime.min.time(), BERLIN)
    end = datetime.combine(date.fromordinal(ordinal + 1), datetime.min.time(), BERLIN)
    return int(start.timestamp()), int(end.timestamp())


def instant(ordinal: int, minute: int) -> int:
    """The instant at which the clock shows ``minute`` (0 to 1440) on that day."""
    start, end = day_bounds(ordinal)
    if end - start == SECONDS_OF_DAY:
        return start + minute * 60
    naive = (ordinal - _EPOCH_ORDINAL) * SECONDS_OF_DAY
    with_offset_before = start + minute * 60
    with_offset_after = with_offset_before + (end - start - SECONDS_OF_DAY)
    change = _clock_change(start, end, naive - start)
    if with_offset_before < change:
        return with_offset_before
    return max(with_offset_after, change)


def day_of(timestamp: float) -> int:
    """Ordinal of the day that the calendar in Hagen shows at this instant."""
    return datetime.fromtimestamp(timestamp, BERLIN).toordinal()


def local_datetime(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, BERLIN)


@lru_cache(maxsize=256)
def _clock_change(start: int, end: int, offset_before: int) -> int:
    """The instant between two midnights at which the offset from UTC changes."""
    low, high = start, end
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle) == offset_before:
            low = middle
        else:
            high = middle
    return high


def _offset(timestamp: int) -> int:
    offset = datetime.fromtimestamp(timestamp, BERLIN).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
