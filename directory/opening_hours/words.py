"""Opening hours in German words, for pages, lists and what a screen reader says."""

from datetime import date, datetime, timedelta

from directory.opening_hours.clock import BERLIN
from directory.opening_hours.hours import DayHours, Interval, Status
from directory.opening_hours.rules import OPEN_END, State

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_LABELS = {State.OPEN: "Jetzt geöffnet", State.CLOSED: "Geschlossen", State.UNKNOWN: "Nicht bekannt"}
_FORESEEABLE = timedelta(days=15)  # a change further away helps nobody who stands at the door
_MIDNIGHT = "um Mitternacht"
_ALWAYS = "rund um die Uhr"


def status_in_words(status: Status, moment: datetime) -> tuple[str, str]:
    """Label and detail of a status as seen at an aware moment: ("Geschlossen", "Fronleichnam, öffnet Freitag 9:00")."""
    change = _change_in_words(status, moment)
    return _LABELS[status.state], ", ".join(part for part in (status.reason, change) if part)


def day_in_words(hours: DayHours) -> str:
    """One line of the table: "9:00–13:00 und 14:30–18:00 Uhr", "geschlossen (Fronleichnam)", "nach Vereinbarung"."""
    if not hours.intervals:
        return f"geschlossen ({hours.state_note})" if hours.state_note else "geschlossen"
    elsewhere = _remark_on_the_rest(hours)
    phrases: list[str] = []
    clocks: list[str] = []
    for number, interval in enumerate(hours.intervals):
        if elsewhere and interval.state is State.UNKNOWN:
            continue
        if interval.open_end and number and hours.intervals[number - 1].end == interval.start:
            continue  # said with the opening before it
        clock, remark = _clock_and_remark(hours, number)
        if clock and not remark:
            clocks.append(clock)
            continue
        phrases += _clocks_in_words(clocks)
        clocks = []
        phrases.append(f"{clock} Uhr ({remark})" if clock else remark)
    phrases += _clocks_in_words(clocks)
    return ", ".join([*phrases, f"sonst {elsewhere}"] if elsewhere else phrases)


def _clock_and_remark(hours: DayHours, number: int) -> tuple[str, str]:
    """The times of an interval (empty for the whole day) and what has to be said about them."""
    interval = hours.intervals[number]
    if interval.open_end:
        return f"ab {_clock(interval.start)}", OPEN_END if OPEN_END in interval.comment else interval.comment
    following = hours.intervals[number + 1] if number + 1 < len(hours.intervals) else None
    remark = interval.comment
    if following is not None and following.open_end and following.start == interval.end:
        remark = remark or OPEN_END
    if _is_whole_day(interval, hours.day):
        return "", remark or ("nicht bekannt" if interval.state is State.UNKNOWN else _ALWAYS)
    if interval.state is State.UNKNOWN:
        remark = remark or "nicht sicher"
    end = "24:00" if interval.end == _midnight_after(hours.day) else _clock(interval.end)
    return f"{_clock(interval.start)}–{end}", remark


def _remark_on_the_rest(hours: DayHours) -> str:
    """The remark that holds whenever a place with fixed hours is not open (``|| "nach Vereinbarung"``), if any."""
    rest = [interval for interval in hours.intervals if interval.state is State.UNKNOWN and not interval.open_end]
    openings = [interval for interval in hours.intervals if interval.state is State.OPEN]
    if not rest or not openings or len({interval.comment for interval in rest}) > 1:
        return ""
    edges = {edge for opening in openings for edge in (opening.start, opening.end)}
    adjacent = all(interval.start in edges or interval.end in edges for interval in rest)
    return rest[0].comment if adjacent and rest[-1].end >= _midnight_after(hours.day) else ""


def _clocks_in_words(clocks: list[str]) -> list[str]:
    if not clocks:
        return []
    *others, last = clocks
    return [f"{', '.join(others)} und {last} Uhr" if others else f"{last} Uhr"]


def _is_whole_day(interval: Interval, day: date) -> bool:
    return interval.start.date() == day and _clock(interval.start) == "0:00" and interval.end >= _midnight_after(day)


def _change_in_words(status: Status, moment: datetime) -> str:
    if status.next_change is None:
        return _ALWAYS if status.state is State.OPEN else ""
    if status.next_change - moment > _FORESEEABLE:
        return ""
    when = _moment_in_words(status.next_change, moment)
    if status.next_state is State.OPEN or (status.state is State.CLOSED and status.next_open_end):
        return f"öffnet {when}"
    if status.state is State.OPEN and status.next_state is State.CLOSED:
        return f"schließt {when}"
    limit = when.removeprefix("um ")
    if status.state is State.OPEN:
        return f"mindestens bis {limit}" if status.next_open_end else f"bis {limit}"
    return f"ab {limit} nicht sicher" if status.state is State.CLOSED else ""


def _moment_in_words(change: datetime, moment: datetime) -> str:
    """ "um 18:00", "um Mitternacht", "morgen 9:00", "Freitag 9:00", "am 4. Januar 9:00"; midnight ends its day."""
    change, today = change.astimezone(BERLIN), moment.astimezone(BERLIN).date()
    at_midnight = _clock(change) == "0:00"
    day = change.date() - timedelta(days=1) if at_midnight else change.date()
    clock = _MIDNIGHT if at_midnight else _clock(change)
    ahead = (day - today).days
    if ahead <= 0 or (ahead == 1 and change.hour < 6 and change - moment < timedelta(hours=12)):
        return clock if at_midnight else f"um {clock}"
    if ahead == 1:
        return f"morgen {clock}"
    if ahead <= 6:
        return f"{WEEKDAYS[day.weekday()]} {clock}"
    return f"am {day.day}. {MONTHS[day.month - 1]} {clock}"


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), BERLIN)


def _clock(moment: datetime) -> str:
    """As people in Germany write it: 9:00, 14:30."""
    return f"{moment.hour}:{moment.minute:02}"
