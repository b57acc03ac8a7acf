"""When somebody's own calendar is busy. Nothing but times comes out of here; what the entries say is never kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

HAGEN = ZoneInfo("Europe/Berlin")
MOST_EVENTS = 5_000  # entries in the file
MOST_OCCURRENCES = 10_000  # busy spans out of it
LONGEST = timedelta(days=60)
FREQUENT = {"SECONDLY", "MINUTELY", "HOURLY"}
Span = tuple[datetime, datetime]


class NotACalendar(Exception):  # noqa: N818 — `str()` is a sentence for the counsellor
    """What was read is no calendar, or one made to be endless."""


def read_busy(content: bytes, start: datetime, end: datetime) -> list[Span]:
    """Busy spans between two moments, in UTC, merged and in order.

    Repeating entries are unrolled (RFC 5545, 3.8.5). Entries that are cancelled or marked as free block nothing;
    whole days are days in Hagen; times without a zone are times in Hagen. Raises NotACalendar.
    """
    from icalendar import Calendar  # slow to import, and only the worker reads calendars
    from recurring_ical_events import of

    try:
        calendar = Calendar.from_ical(content)
        if calendar.name != "VCALENDAR":
            raise ValueError("no VCALENDAR")
        events = [event for event in calendar.walk("VEVENT") if "DTSTART" in event]
        _refuse_endless(events)
        found = of(calendar, components=["VEVENT"], skip_bad_series=True).between(
            start.astimezone(HAGEN) - timedelta(days=1), end.astimezone(HAGEN) + timedelta(days=1)
        )
    except NotACalendar:
        raise
    except Exception as problem:  # whatever strangers' bytes do to two parsers, it is no calendar to us
        raise NotACalendar(_("This is not a calendar that we can read.")) from problem
    if len(found) > MOST_OCCURRENCES:
        raise NotACalendar(_("This calendar has too many entries."))
    return list(_merged(_cut(_spans(found), start.astimezone(UTC), end.astimezone(UTC))))


def _refuse_endless(events: list) -> None:
    """An entry every second would keep the worker busy for ever."""
    if len(events) > MOST_EVENTS:
        raise NotACalendar(_("This calendar has too many entries."))
    for event in events:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            often = {str(one).upper() for one in rule.get("FREQ", [])} & FREQUENT
            parts = ("BYSECOND", "BYMINUTE", "BYHOUR")
            many = any(len(rule.get(part, [])) > 1 for part in parts)
            if often or many:
                raise NotACalendar(_("An entry of this calendar repeats too often."))


def _spans(events: list) -> Iterator[Span]:
    for event in events:
        if str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT":
            continue
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        begins = event["DTSTART"].dt
        ends = event["DTEND"].dt if "DTEND" in event else begins
        since, until = _moment(begins), _moment(ends)
        if not isinstance(begins, datetime) and until <= since:
            until = _moment(begins + timedelta(days=1))
        if since < until <= since + LONGEST:
            yield since, until


def _moment(value: date | datetime) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if value.tzinfo is None:
        value = value.replace(tzinfo=HAGEN)
    return value.astimezone(UTC)


def _cut(spans: Iterator[Span], start: datetime, end: datetime) -> Iterator[Span]:
    for since, until in spans:
        if since < end and until > start:
            yield max(since, start), min(until, end)


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    current: Span | None = None
    for since, until in sorted(spans):
        if current and since <= current[1]:
            current = current[0], max(current[1], until)
        else:
            if current:
                yield current
            current = since, until
    if current:
        yield current
