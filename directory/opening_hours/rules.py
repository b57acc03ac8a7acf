"""The parts of an opening_hours value: rules, each with conditions on the day, times, a state and a comment."""

from dataclasses import dataclass
from enum import Enum

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.days import Term

OPEN_END = "Ende offen"
BY_THE_SUN = "richtet sich nach dem Sonnenstand"


class State(Enum):
    CLOSED = 0
    OPEN = 1
    UNKNOWN = 2


class Kind(Enum):
    """How a rule stands to those before it, valued with its separator."""

    NORMAL = "; "  # replaces what they said about its days
    ADDITIONAL = ", "  # adds to it
    FALLBACK = " || "  # speaks only where they leave the place closed


class Rank(Enum):
    """Who wins where two spans meet that began on different days; the higher one."""

    FALLBACK = 0
    WHOLE_DAY = 2
    TIMES = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes since midnight of the day it begins (up to 2 880), half-open."""

    start: int
    end: int
    state: State
    comment: str = ""
    open_end: bool = False
    rank: Rank = Rank.TIMES


@dataclass(frozen=True, slots=True)
class Times:
    """A span of times as written; ``written`` keeps the words where the sun decides."""

    start: int
    end: int
    open_end: bool = False
    end_given: bool = True
    written: str = ""

    def spans(self, state: State, comment: str) -> list[Span]:
        if self.written:
            return [Span(self.start, self.end, State.UNKNOWN, comment or BY_THE_SUN)]
        if not self.open_end:
            return [Span(self.start, self.end, state, comment)]
        guess = _guessed_end(self.end)
        after = State.UNKNOWN if state is State.OPEN else state
        if not self.end_given:
            note = comment or f"ab {clock_text(self.start)} Uhr, {OPEN_END}"
            return [Span(self.start, guess, after, note, open_end=True)]
        note = comment or f"{OPEN_END} seit {clock_text(self.end)} Uhr"
        return [Span(self.start, self.end, state, comment), Span(self.end, guess, after, note, open_end=True)]

    def __str__(self) -> str:
        if self.written:
            return self.written
        plus = "+" if self.open_end else ""
        if not self.end_given:
            return f"{_padded(self.start)}{plus}"
        within_a_day = self.end - self.start <= MINUTES_OF_DAY
        end = self.end - MINUTES_OF_DAY if self.end > MINUTES_OF_DAY and within_a_day else self.end
        return f"{_padded(self.start)}-{_padded(end)}{plus}"


@dataclass(frozen=True, slots=True)
class Rule:
    """``conditions`` must all hold; each holds when one of its terms does."""

    kind: Kind
    conditions: tuple[tuple[Term, ...], ...]
    times: tuple[Times, ...]
    state: State
    comment: str = ""

    def spans(self) -> list[Span]:
        """What the rule says about a day that meets its conditions."""
        if not self.times:
            rank = Rank.FALLBACK if self.kind is Kind.FALLBACK else Rank.WHOLE_DAY
            return [Span(0, MINUTES_OF_DAY, self.state, self.comment, rank=rank)]
        rank = Rank.FALLBACK if self.kind is Kind.FALLBACK else Rank.TIMES
        spans = [span for times in self.times for span in times.spans(self.state, self.comment)]
        if not self.conditions:
            spans = [part for span in spans for part in _kept_inside_the_day(span)]
        return [Span(span.start, span.end, span.state, span.comment, span.open_end, rank) for span in spans]

    def text(self, *, state_shown: bool = False) -> str:
        """Canonical spelling; ``state_shown`` writes "open" also where it goes without saying."""
        words = [",".join(map(str, terms)) for terms in self.conditions]
        words.append(",".join(map(str, self.times)))
        if self.state is State.CLOSED:
            words.append("off")
        elif self.state is State.UNKNOWN:
            words.append("" if self.comment else "unknown")
        elif self.comment or state_shown:
            words.append("open")
        elif not (self.conditions or self.times):
            words.append("24/7")
        if self.comment:
            words.append(f'"{self.comment}"')
        return " ".join(word for word in words if word)


def canonical_text(rules: tuple[Rule, ...]) -> str:
    """The value in standard spelling; reading it again gives the same rules."""
    parts: list[str] = []
    for number, rule in enumerate(rules):
        following = rules[number + 1] if number + 1 < len(rules) else None
        # Without a word between them, the times or days after a comma would join the list before it.
        joins = following is not None and following.kind is Kind.ADDITIONAL
        state_shown = joins and not (rule.times and following.conditions)
        parts.append((rule.kind.value if number else "") + rule.text(state_shown=state_shown))
    return "".join(parts)


def clock_text(minute: int) -> str:
    """As people in Germany write it: 9:00, 14:30, and 0:00 for midnight."""
    return f"{minute // 60 % 24}:{minute % 60:02}"


def _padded(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _guessed_end(minute: int) -> int:
    """Until when an open end may last: the later it begins, the further into the night.

    The same guess as the reference engine opening_hours.js: from 22:00 eight hours, from 17:00 ten, else midnight.
    """
    of_day = minute % MINUTES_OF_DAY
    if of_day >= 22 * 60:
        guess = minute + 8 * 60
    elif of_day >= 17 * 60:
        guess = minute + 10 * 60
    else:
        guess = minute - of_day + MINUTES_OF_DAY
    return min(guess, 2 * MINUTES_OF_DAY)


def _kept_inside_the_day(span: Span) -> list[Span]:
    """A rule that names no day speaks of every calendar day, so its night is that day's morning."""
    if span.end <= MINUTES_OF_DAY:
        return [span]
    morning = Span(0, span.end - MINUTES_OF_DAY, span.state, span.comment, span.open_end)
    if span.start >= MINUTES_OF_DAY:
        return [Span(span.start - MINUTES_OF_DAY, morning.end, span.state, span.comment, span.open_end)]
    return [Span(span.start, MINUTES_OF_DAY, span.state, span.comment, span.open_end), morning]
