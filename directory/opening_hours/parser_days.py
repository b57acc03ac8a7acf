"""Weekdays and holidays: ``Mo-Fr,PH``, ``Sa[1,-1] +1 day``, ``SH``."""

from directory.opening_hours.days import NthWeekday, PublicHoliday, SchoolHoliday, Term, Weekdays
from directory.opening_hours.problems import NotUnderstoodError
from directory.opening_hours.reader import Reader

_KINDS = ("weekday", "PH", "SH")


def starts_days(reader: Reader, ahead: int = 0) -> bool:
    return reader.peek(ahead).kind in _KINDS


def parse_days(reader: Reader) -> tuple[Term, ...]:
    """One condition: the day is any of the days listed."""
    terms: list[Term] = []
    while True:
        term = _parse_term(reader)
        if isinstance(term, Weekdays) and terms and isinstance(terms[-1], Weekdays):
            terms[-1] = Weekdays(terms[-1].mask | term.mask)
        else:
            terms.append(term)
        if not (reader.at(",") and starts_days(reader, 1)):
            return tuple(terms)
        reader.take(",")


def single_weekday(mask: int) -> int | None:
    """The number of the only day in the mask, Monday 0; None when there are several."""
    return mask.bit_length() - 1 if mask & (mask - 1) == 0 else None


def _parse_term(reader: Reader) -> Term:
    token = reader.take(*_KINDS)
    if token.kind == "PH":
        return PublicHoliday(reader.take_offset())
    if token.kind == "SH":
        return SchoolHoliday()
    first = single_weekday(token.value)
    if reader.at("["):
        positions = parse_positions(reader)
        if first is None:
            raise NotUnderstoodError(f"Nur ein einzelner Wochentag kann gezählt werden: {reader.since(token)}.")
        return NthWeekday(first, positions, reader.take_offset())
    if reader.at("-", "weekday"):
        reader.take("-")
        last = single_weekday(reader.take("weekday").value)
        if first is None or last is None:
            raise NotUnderstoodError(f"Das ist keine Spanne von Wochentagen: {reader.since(token)}.")
        length = (last - first) % 7 + 1
        return Weekdays(sum(1 << (first + step) % 7 for step in range(length)))
    return Weekdays(token.value)


def parse_positions(reader: Reader) -> tuple[int, ...]:
    """``[1]``, ``[1,3]``, ``[1-2]``, ``[-1]``: which of the weekdays of a month."""
    reader.take("[")
    positions: list[int] = []
    while True:
        from_end = reader.take("-") is not None
        first = reader.take_number(1, 5, "eine Zahl von 1 bis 5")
        if from_end:
            positions.append(-first)
        elif reader.take("-"):
            positions += range(first, reader.take_number(first, 5, "eine Zahl von 1 bis 5") + 1)
        else:
            positions.append(first)
        if reader.take("]"):
            return tuple(dict.fromkeys(positions))
        if not reader.take(","):
            raise NotUnderstoodError(f"Hier fehlt eine schließende eckige Klammer: {reader.rest()}.")
