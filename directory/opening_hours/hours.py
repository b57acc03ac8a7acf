"""Opening hours that answer: open, closed or unknown at a moment, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from directory.opening_hours import clock
from directory.opening_hours.holidays import public_holiday_name
from directory.opening_hours.parser import parse_rules
from directory.opening_hours.problems import NotUnderstoodError, quoted
from directory.opening_hours.rules import Rule, State, canonical_text
from directory.opening_hours.schedule import Day, Piece, Schedule

LONGEST_VALUE = 2000
"""Characters; OSM allows 255, and what is much longer is no opening hours but an attack or a mistake."""

SEARCHED_DAYS = 370
"""How far ahead the next change is looked for."""

_NEVER = (0.0, 0.0)


class Status(NamedTuple):
    """What is true at a moment; times are aware, in Europe/Berlin.

    ``reason`` says in German why (a holiday, a remark), ``holiday`` names the public holiday of that day in any case.
    ``next_open_end`` tells that the coming unknown state is in fact an opening whose end nobody wrote down.
    """

    state: State
    reason: str = ""
    next_change: datetime | None = None
    next_state: State | None = None
    holiday: str = ""
    next_open_end: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open span of real time; ``open_end`` when it is open for some unknown part of it."""

    start: datetime
    end: datetime
    state: State
    comment: str = ""
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class DayHours:
    """One line of the table of a week: the spans that begin on this day, ``state_note`` on why there are none."""

    day: date
    intervals: tuple[Interval, ...]
    holiday: str = ""
    state_note: str = ""


class _Change(NamedTuple):
    """The state is the same from ``start`` (inclusive) until ``at`` (exclusive)."""

    start: int
    at: int
    state: State
    open_end: bool


class OpeningHours:
    """One value, read once; every answer is in Europe/Berlin with the holidays of North Rhine-Westphalia.

    A value that is not understood answers "unknown" at all times and says in ``problem`` what is wrong with it.
    """

    def __init__(self, raw: str, rules: tuple[Rule, ...], problem: str = "") -> None:
        self.raw = raw
        self.problem = problem
        self._schedule = Schedule(rules)
        self._canonical = canonical_text(rules)
        self._constant = State.UNKNOWN if problem else self._schedule.constant_state()
        self._change: _Change | None = None
        self._answer: tuple[tuple[float, float], Status] = (_NEVER, Status(State.UNKNOWN))

    @property
    def understood(self) -> bool:
        return not self.problem

    @property
    def canonical(self) -> str:
        """The value in standard spelling, empty when it was not understood."""
        return self._canonical

    @property
    def speaks_of_public_holidays(self) -> bool:
        """Whether the value says anything about public holidays; if not, the hours shown on one are a guess."""
        return self._schedule.speaks_of_public_holidays

    def at(self, moment: datetime) -> Status:
        """What is true at an aware moment."""
        timestamp = _timestamp(moment)
        (start, end), status = self._answer
        if not start <= timestamp < end:
            start, end, status = self._answered(timestamp)
            self._answer = (start, end), status
        return status

    def intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """Open and unknown spans inside the window, in order, joined where they touch; what is left is closed."""
        first, last = _timestamp(start), _timestamp(end)
        if self.problem:
            return [Interval(_local(first), _local(last), State.UNKNOWN, self._unread())] if first < last else []
        spans: list[tuple[float, float, Piece]] = []
        for ordinal in range(clock.day_of(first), clock.day_of(last) + 1):
            for piece in self._schedule.day(ordinal).pieces:
                if piece.state is State.CLOSED:
                    continue
                since = max(clock.instant(ordinal, piece.start), first)
                until = min(clock.instant(ordinal, piece.end), last)
                if since >= until:
                    continue
                if spans and spans[-1][1] == since and spans[-1][2][2:] == piece[2:]:
                    spans[-1] = (spans[-1][0], until, piece)
                else:
                    spans.append((since, until, piece))
        return [_interval(since, until, piece) for since, until, piece in spans]

    def week(self, first_day: date, days: int = 7) -> list[DayHours]:
        """The spans that begin on each day; what runs into the next morning stays with the day it began."""
        start = first_day.toordinal()
        return [self._day_hours(ordinal) for ordinal in range(start, start + days)]

    def states(self, start: datetime, end: datetime) -> list[tuple[int, State]]:
        """(instant in seconds since 1970, state) at the start and at every change of state before the end."""
        first, last = int(_timestamp(start)), _timestamp(end)
        if self._constant is not None:
            return [(first, self._constant)]
        changes: list[tuple[int, State]] = []
        for ordinal in range(clock.day_of(first), clock.day_of(last) + 1):
            for piece in self._schedule.day(ordinal).pieces:
                until = clock.instant(ordinal, piece.end)
                since = max(clock.instant(ordinal, piece.start), first)
                if since < min(until, last) and not (changes and changes[-1][1] is piece.state):
                    changes.append((since, piece.state))
        return changes

    def _answered(self, timestamp: float) -> tuple[float, float, Status]:
        """The status and the span of instants for which it holds."""
        ordinal = clock.day_of(timestamp)
        holiday = public_holiday_name(date.fromordinal(ordinal))
        if self.problem:
            start, end = clock.day_bounds(ordinal)
            return start, end, Status(State.UNKNOWN, self._unread(), holiday=holiday)
        day = self._schedule.day(ordinal)
        start, end, piece = _piece_at(day, ordinal, timestamp)
        reason = piece.comment
        if not reason and piece.state is State.CLOSED:
            reason = day.reason
        change = self._next_change(ordinal, start, piece.state)
        if change is None:
            return start, end, Status(piece.state, reason, holiday=holiday)
        status = Status(piece.state, reason, clock.local_datetime(change.at), change.state, holiday, change.open_end)
        return start, end, status

    def _next_change(self, ordinal: int, start: int, state: State) -> _Change | None:
        """The first change of state after an instant of that day at which ``state`` is true."""
        if self._constant is not None:
            return None
        kept = self._change
        if kept is not None and kept.start <= start < kept.at:
            return kept
        last = min(ordinal + SEARCHED_DAYS, clock.LAST_DAY)
        for number in range(ordinal, last + 1):
            for piece in self._schedule.day(number).pieces:
                if piece.state is state:
                    continue
                since = clock.instant(number, piece.start)
                if since > start and clock.instant(number, piece.end) > since:
                    self._change = _Change(start, since, piece.state, piece.open_end)
                    return self._change
        return None

    def _day_hours(self, ordinal: int) -> DayHours:
        day = date.fromordinal(ordinal)
        holiday = public_holiday_name(day)
        if self.problem:
            start, end = clock.day_bounds(ordinal)
            return DayHours(day, (Interval(_local(start), _local(end), State.UNKNOWN, self._unread()),), holiday)
        evaluated = self._schedule.day(ordinal)
        morning = self._morning_of_yesterday(ordinal)
        following = self._schedule.day(ordinal + 1).pieces
        intervals = []
        for piece in evaluated.pieces:
            if piece.state is State.CLOSED or piece.end <= morning:
                continue
            since = clock.instant(ordinal, max(piece.start, morning))
            until = clock.instant(ordinal, piece.end)
            if piece.end == clock.MINUTES_OF_DAY and _goes_on(piece, following[0]):
                until = clock.instant(ordinal + 1, following[0].end)
            if since < until:
                intervals.append(_interval(since, until, piece))
        return DayHours(day, tuple(intervals), holiday, evaluated.reason)

    def _morning_of_yesterday(self, ordinal: int) -> int:
        """Until which minute the day still shows what the evening before began."""
        first = self._schedule.day(ordinal).pieces[0]
        return first.end if _goes_on(self._schedule.day(ordinal - 1).pieces[-1], first) else 0

    def _unread(self) -> str:
        return quoted(self.raw) if self.raw.strip() else ""


def parse(value: str) -> OpeningHours:
    """Reads any text; what is not understood answers "unknown" and names its problem. Kept by value."""
    if len(value) > LONGEST_VALUE:
        problem = f"Die Angabe ist zu lang (höchstens {LONGEST_VALUE} Zeichen)."
        return OpeningHours(value, (), problem)
    return _parse_kept(value)


def normalise(value: str) -> str:
    """The value in standard spelling; one that is not understood stays as it is."""
    return parse(value).canonical or value


@lru_cache(maxsize=4096)
def _parse_kept(value: str) -> OpeningHours:
    if not value.strip():
        return OpeningHours(value, (), "Es sind keine Öffnungszeiten angegeben.")
    try:
        return OpeningHours(value, parse_rules(value))
    except NotUnderstoodError as error:
        return OpeningHours(value, (), str(error))


def _timestamp(moment: datetime) -> float:
    """Seconds since 1970; raises ValueError for a moment without time zone."""
    if moment.tzinfo is None:
        raise ValueError("opening hours need an aware moment")
    # Beyond these years the answer is that of the nearest year known: no caller has to guard against them.
    return min(max(moment.timestamp(), clock.FIRST_INSTANT), clock.LAST_INSTANT)


def _local(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, clock.BERLIN)


def _interval(since: float, until: float, piece: Piece) -> Interval:
    return Interval(_local(since), _local(until), piece.state, piece.comment, piece.open_end)


def _piece_at(day: Day, ordinal: int, timestamp: float) -> tuple[int, int, Piece]:
    for piece in day.pieces:
        end = clock.instant(ordinal, piece.end)
        if timestamp < end:
            return clock.instant(ordinal, piece.start), end, piece
    raise AssertionError("the pieces of a day cover it")


def _goes_on(evening: Piece, morning: Piece) -> bool:
    """Whether a morning belongs to the evening before, for people: it goes on and ends by noon."""
    whole_day = evening.start == 0 and evening.end == clock.MINUTES_OF_DAY
    return evening[2:] == morning[2:] and evening.state is not State.CLOSED and morning.end <= 720 and not whole_day
