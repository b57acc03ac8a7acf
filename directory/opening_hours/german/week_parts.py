"""What a week is made of while it is put together: the hours of a day, and arithmetic with times."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.days import Dates
from directory.opening_hours.german.clauses import Clause, Stretch
from directory.opening_hours.german.cursor import Cursor
from directory.opening_hours.german.grammar_times import NOON, spoken_times
from directory.opening_hours.rules import Times, clock_text

_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Hours:
    """What holds on one day: times, closed when there are none, or a remark."""

    times: tuple[Times, ...] = ()
    remark: str = ""


@dataclass(slots=True)
class Week:
    """Hours by weekday (and HOLIDAYS), with the clause that stated them."""

    hours: dict[int, Hours] = field(default_factory=dict)
    sources: dict[int, Clause] = field(default_factory=dict)


def spoken_break(cursor: Cursor, stretch: Stretch) -> tuple[int, int]:
    """When it is closed; "ab 13 Uhr geschlossen" lasts for the rest of the day, "bis 10" from its start."""
    if stretch.opens is None:
        return 0, stretch.closes.minute or MINUTES_OF_DAY
    if stretch.closes is None:
        return stretch.opens.minute, 2 * MINUTES_OF_DAY
    if not stretch.opens.certain and stretch.closes.minute <= 5 * 60 and stretch.opens.minute <= NOON:
        # "Mittagspause 1–3" and "12–2": nobody rests at night.
        opens = stretch.opens.minute if stretch.opens.minute >= 11 * 60 else stretch.opens.minute + NOON
        return opens, stretch.closes.minute + NOON
    return spoken_times(cursor, stretch)


def times_in_words(times: tuple[Times, ...]) -> str:
    return ", ".join(
        f"{clock_text(one.start)}–{'24:00' if one.end == MINUTES_OF_DAY else clock_text(one.end)}" for one in times
    )


def share_days(season: tuple[Dates, ...], other: tuple[Dates, ...]) -> bool:
    years = {_LEAP_YEAR} | {span.start.year for span in (*season, *other) if span.start.year}
    return any(
        any(span.matches(day, False, False) for span in season)
        and any(span.matches(day, False, False) for span in other)
        for year in years
        for day in (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    )


def joined(times: tuple[Times, ...]) -> tuple[Times, ...]:
    """Times that touch as one."""
    found: list[Times] = []
    for one in times:
        before = found[-1] if found else None
        if before and before.end == one.start and before.end_given and not before.open_end and one.end_given:
            found[-1] = Times(before.start, one.end, one.open_end)
        else:
            found.append(one)
    return tuple(found)
