"""From rules to the day: which span of a day is open, closed or unknown.

Days are painted rule by rule. What a rule says depends only on *which* rules speak of a day, so the result is kept by
that set (a bit mask): a week of a usual shop needs two or three paintings, ever.

A night belongs to the day on which it begins: a rule for Saturday leaves Friday's night alone, and where a day was
overridden its night goes with it. Where we knowingly differ from the reference engine opening_hours.js (3.15.0):

- it cuts the night at midnight when a rule speaks of the next day, and keeps the morning after an overridden evening;
- it is off by an hour or a day in nights around a clock change;
- a span that ends at Easter ends before that day there, and with it here, as other spans do;
- ``00:00+`` is open all day there, unknown here; written times win over the guessed end of the night before;
- a lone remark after other rules is a fallback here (see the parser), and makes everything unknown there;
- ``Su[5] +1 day`` and the like reach into the next month here.

A rule that names no day at all speaks of calendar days in both, see ``Rule.spans``.
"""

from datetime import date
from itertools import pairwise, product
from typing import NamedTuple

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.days import PublicHoliday, SchoolHoliday, Term, Weekdays
from directory.opening_hours.holidays import is_school_holiday, public_holiday_name, school_holiday_name
from directory.opening_hours.rules import Kind, Rank, Rule, Span, State

SCHOOL_HOLIDAYS_UNKNOWN = "Schulferien noch nicht bekannt"
_MOST_KEPT = 64  # per value: thousands of values are kept, each with its days


class Piece(NamedTuple):
    """A part of one day; the pieces of a day are contiguous and cover minutes 0 to 1440."""

    start: int
    end: int
    state: State
    comment: str
    open_end: bool


class Day(NamedTuple):
    """``reason``: why it may be closed (a remark, or the holiday whose rule decided), empty on ordinary days."""

    pieces: tuple[Piece, ...]
    reason: str


class _Painted(NamedTuple):
    spans: tuple[Span, ...]
    closed_because: str


class Schedule:
    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        terms = [term for rule in rules for condition in rule.conditions for term in condition]
        self.speaks_of_public_holidays = any(isinstance(term, PublicHoliday) for term in terms)
        self._speaks_of_school_holidays = any(isinstance(term, SchoolHoliday) for term in terms)
        self._weekly = self._weekly_masks(terms)
        self._painted: dict[int, _Painted] = {}
        self._pieces: dict[tuple[int, int], tuple[Piece, ...]] = {}
        self._days: dict[int, Day] = {}

    def day(self, ordinal: int) -> Day:
        found = self._days.get(ordinal)
        if found is None:
            _make_room(self._days)
            found = self._days[ordinal] = self._evaluated(ordinal)
        return found

    def constant_state(self) -> State | None:
        """The state of a place that never changes it (24/7, off); None for all others and when in doubt."""
        if self._weekly is None:
            return None
        masks = set(self._weekly)
        found = self._pieces_of(self._weekly[0], self._weekly[0])[0].state
        for before, today in product(masks, masks):
            if any(piece.state is not found for piece in self._pieces_of(before, today)):
                return None
        return found

    def _weekly_masks(self, terms: list[Term]) -> tuple[int, ...] | None:
        """Masks by weekday, then by weekday when it is a public holiday; None when rules speak of more than that."""
        if any(not isinstance(term, Weekdays) and term != PublicHoliday() for term in terms):
            return None
        monday = date(2024, 1, 1).toordinal()
        days = [date.fromordinal(monday + number) for number in range(7)]
        return tuple(self._mask(day, public, school=False) for public in (False, True) for day in days)

    def _mask(self, day: date, public: bool, school: bool) -> int:
        mask = 0
        for number, rule in enumerate(self._rules):
            for condition in rule.conditions:
                if not any(term.matches(day, public, school) for term in condition):
                    break
            else:
                mask |= 1 << number
        return mask

    def _evaluated(self, ordinal: int) -> Day:
        day, yesterday = date.fromordinal(ordinal), date.fromordinal(ordinal - 1)
        holiday, eve = public_holiday_name(day), public_holiday_name(yesterday)
        if self._weekly is not None:
            weekday = (ordinal - 1) % 7
            before = self._weekly[(weekday - 1) % 7 + (7 if eve else 0)]
            today = self._weekly[weekday + (7 if holiday else 0)]
            reason = holiday if today != self._weekly[weekday] else ""
            return Day(self._pieces_of(before, today), self._paint(today).closed_because or reason)
        return self._evaluated_with_calendar(day, yesterday, bool(holiday), bool(eve))

    def _evaluated_with_calendar(self, day: date, yesterday: date, public: bool, eve: bool) -> Day:
        school, school_before = is_school_holiday(day), is_school_holiday(yesterday)
        today = self._mask(day, public, bool(school))
        pieces = self._pieces_of(self._mask(yesterday, eve, bool(school_before)), today)
        if self._speaks_of_school_holidays and (school is None or school_before is None):
            before_if = self._mask(yesterday, eve, school_before is not False)
            today_if = self._mask(day, public, school is not False)
            pieces = _agreed(pieces, self._pieces_of(before_if, today_if))
        reason = self._paint(today).closed_because
        if not reason and public and today != self._mask(day, False, bool(school)):
            reason = public_holiday_name(day)
        if not reason and school and today != self._mask(day, public, False):
            reason = school_holiday_name(day)
        return Day(pieces, reason)

    def _pieces_of(self, before: int, today: int) -> tuple[Piece, ...]:
        found = self._pieces.get((before, today))
        if found is None:
            _make_room(self._pieces)
            found = self._pieces[before, today] = _laid_out(_night(self._paint(before)), self._paint(today).spans)
        return found

    def _paint(self, mask: int) -> _Painted:
        found = self._painted.get(mask)
        if found is None:
            _make_room(self._painted)
            found = self._painted[mask] = self._painted_anew(mask)
        return found

    def _painted_anew(self, mask: int) -> _Painted:
        spans: list[Span] = []
        closed_because = ""
        for number, rule in enumerate(self._rules):
            if not mask >> number & 1:
                continue
            if self._replaces(number):
                spans, closed_because = [], ""
            if rule.state is State.CLOSED and not rule.times:
                if rule.kind is not Kind.FALLBACK:
                    spans = []
                closed_because = rule.comment
                continue
            for span in rule.spans():
                spans = _under(spans, span) if rule.kind is Kind.FALLBACK else _over(spans, span)
        return _Painted(tuple(spans), closed_because)

    def _replaces(self, number: int) -> bool:
        """Whether a rule wipes out what those before it said about its days.

        As in the reference engine, one that names no day does so only after another that names none.
        """
        rule = self._rules[number]
        if rule.kind is not Kind.NORMAL or rule.state is State.CLOSED or number == 0:
            return False
        if rule.conditions:
            return True
        return rule.state is State.OPEN and not self._rules[number - 1].conditions


def _make_room(kept: dict) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()


def _over(spans: list[Span], new: Span) -> list[Span]:
    """The spans with a new one painted over them, in order of time."""
    kept = [part for span in spans for part in _outside(span, new.start, new.end)]
    return sorted([*kept, new], key=lambda span: span.start)


def _under(spans: list[Span], new: Span) -> list[Span]:
    """The spans with a new one where nothing was open or unknown."""
    free = [new]
    for span in spans:
        if span.state is not State.CLOSED:
            free = [part for piece in free for part in _outside(piece, span.start, span.end)]
    for part in free:
        spans = _over(spans, part)
    return spans


def _outside(span: Span, start: int, end: int) -> list[Span]:
    """What is left of a span without the minutes from start to end."""
    if end <= span.start or start >= span.end:
        return [span]
    parts = []
    if span.start < start:
        parts.append(Span(span.start, start, span.state, span.comment, span.open_end, span.rank))
    if end < span.end:
        parts.append(Span(end, span.end, span.state, span.comment, span.open_end, span.rank))
    return parts


def _night(painted: _Painted) -> list[Span]:
    """What reaches from the day before into this one, in minutes of this one."""
    return [
        Span(
            max(span.start - MINUTES_OF_DAY, 0),
            span.end - MINUTES_OF_DAY,
            span.state,
            span.comment,
            span.open_end,
            span.rank,
        )
        for span in painted.spans
        if span.end > MINUTES_OF_DAY
    ]


def _weight(span: Span, *, from_night: bool) -> int:
    """Who wins where the night of the day before meets what the day itself says; the higher one.

    Times written for the day, the open night, a day open as a whole, a night of unknown length, fallbacks.
    """
    if not from_night:
        return span.rank.value * 2 + 1
    if span.rank is Rank.FALLBACK:
        return 0
    return Rank.TIMES.value * 2 if span.state is State.OPEN else Rank.WHOLE_DAY.value * 2


def _laid_out(night: list[Span], own: tuple[Span, ...]) -> tuple[Piece, ...]:
    weighted = [(_weight(span, from_night=True), span) for span in night]
    weighted += [(_weight(span, from_night=False), span) for span in own if span.start < MINUTES_OF_DAY]
    spans: list[Span] = []
    for _, span in sorted(weighted, key=lambda pair: pair[0]):
        spans = _over(spans, span)
    pieces: list[Piece] = []
    position = 0
    for span in spans:
        if span.start >= MINUTES_OF_DAY:
            break
        if span.start > position:
            _append(pieces, Piece(position, span.start, State.CLOSED, "", False))
        position = min(span.end, MINUTES_OF_DAY)
        _append(pieces, Piece(span.start, position, span.state, span.comment, span.open_end))
    if position < MINUTES_OF_DAY:
        _append(pieces, Piece(position, MINUTES_OF_DAY, State.CLOSED, "", False))
    return tuple(pieces)


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Adds a piece, joined to the one before when nothing tells them apart."""
    if pieces and pieces[-1][2:] == piece[2:]:
        pieces[-1] = Piece(pieces[-1].start, piece.end, *piece[2:])
    else:
        pieces.append(piece)


def _agreed(pieces: tuple[Piece, ...], others: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What two versions of a day agree on; unknown where they differ."""
    marks = sorted({piece.start for piece in pieces + others} | {MINUTES_OF_DAY})
    agreed: list[Piece] = []
    for start, end in pairwise(marks):
        one = next(piece for piece in pieces if piece.start <= start < piece.end)
        other = next(piece for piece in others if piece.start <= start < piece.end)
        if one[2:] == other[2:]:
            _append(agreed, Piece(start, end, *one[2:]))
        else:
            _append(agreed, Piece(start, end, State.UNKNOWN, SCHOOL_HOLIDAYS_UNKNOWN, False))
    return tuple(agreed)
