"""Puts the clauses of a German text together to a week: what is said of each day, with its exceptions applied."""

from itertools import pairwise

from django.utils.functional import Promise

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.composing import ALL_DAY, EVERY_DAY
from directory.opening_hours.days import Dates
from directory.opening_hours.german import refusals, remarks
from directory.opening_hours.german.clauses import Clause, Days, Stretch
from directory.opening_hours.german.cursor import Cursor
from directory.opening_hours.german.grammar_times import NOON, spoken_times
from directory.opening_hours.german.tokens import Clock
from directory.opening_hours.german.week_parts import Hours, Week, joined, share_days, spoken_break, times_in_words
from directory.opening_hours.rules import Times, clock_text
from directory.opening_hours.words import WEEKDAYS

HOLIDAYS = 7
"""Stands beside the weekdays 0 to 6 for public holidays."""
SATURDAY = 1 << 5
_AFTERNOON = 13 * 60
_LATEST_NIGHT = 5 * 60
_EVENING = 17 * 60
_DAY_NAMES = (*WEEKDAYS, "Feiertage")


class Weeks:
    """All weeks of a text, by season; ``()`` is the whole year. Public holidays are kept in that one alone."""

    def __init__(self, cursor: Cursor, clauses: list[Clause]) -> None:
        self.cursor = cursor
        self.remarks: list[str] = []
        self.by_season: dict[tuple[Dates, ...], Week] = {(): Week()}
        self.holidays_as_usual = False
        self._changed: set[tuple[tuple[Dates, ...], int]] = set()
        weekly = [clause for clause in clauses if _is_weekly(clause)]
        self._last_clause = clauses[-1] if clauses else Clause(0, 0)
        for clause in weekly:
            if clause.days and clause.days.workdays:
                self._settle_workdays(clause, weekly)
        for clause in weekly:
            if _states_hours(clause):
                self._state(clause)
        for clause in weekly:
            if not _states_hours(clause):
                self._change(clause)
        self._refuse_meeting_seasons()

    # What days are meant

    def _settle_workdays(self, clause: Clause, weekly: list[Clause]) -> None:
        """ "werktags" means Monday to Friday where the text speaks of Saturday elsewhere, else nobody knows."""
        days = clause.days
        others = [other.days.mask for other in weekly if other is not clause and other.days and not other.days.workdays]
        settled = bool(days.mask) or any(mask & SATURDAY for mask in others)
        if not settled:
            raise self.cursor.refuse(refusals.WORKDAYS, days.start, days.end)
        if not days.mask:
            self.remark(remarks.WORKDAYS, part=self.cursor.text[days.start : days.end])
        clause.days = Days(days.start, days.end, days.mask | 0b0011111, days.holidays)

    def numbers(self, days: Days | None) -> list[int]:
        """Weekdays 0 to 6 and HOLIDAYS."""
        mask = EVERY_DAY if days is None else days.mask
        found = [number for number in range(7) if mask >> number & 1]
        return [*found, HOLIDAYS] if days is not None and days.holidays else found

    def week(self, clause: Clause, number: int) -> Week:
        return self.by_season.setdefault(() if number == HOLIDAYS else clause.season, Week())

    def stated(self, clause: Clause, number: int) -> Hours | None:
        """What is said of a day so far: in its season, else for the whole year."""
        return self.week(clause, number).hours.get(number) or self.by_season[()].hours.get(number)

    # Hours that stand on their own

    def _state(self, clause: Clause) -> None:
        hours = self.hours_of(clause)
        for number in self.numbers(clause.days):
            week = self.week(clause, number)
            known = week.hours.get(number)
            if known is not None and known != hours:
                week.hours[number] = self._both(clause, number, known, hours)
            else:
                week.hours[number] = hours
            week.sources.setdefault(number, clause)

    def hours_of(self, clause: Clause) -> Hours:
        if clause.appointment:
            return Hours(remark=clause.appointment)
        if clause.always:
            return Hours(ALL_DAY)
        times = tuple(self.times_of(stretch) for stretch in clause.stretches)
        for before, after in pairwise(times):
            if before.open_end or after.start < before.end:
                first, last = clause.stretches[0], clause.stretches[-1]
                raise self.cursor.refuse(refusals.NOT_IN_ORDER, first.start, last.end)
        if clause.throughout and len(times) > 1:
            raise self.cursor.refuse(refusals.SAID_TWICE_THROUGHOUT, clause.start, clause.end)
        times = joined(times)
        for stretch in clause.breaks:
            times = self._without(clause, times, *spoken_break(self.cursor, stretch))
        return Hours(times, clause.qualifier)

    def times_of(self, stretch: Stretch) -> Times:
        if stretch.opens is None:
            raise self.cursor.refuse(refusals.NO_OPENING, stretch.start, stretch.end)
        if stretch.closes is None:
            start = stretch.opens.minute % MINUTES_OF_DAY
            return Times(start, start, open_end=True, end_given=False)
        start, end = spoken_times(self.cursor, stretch)
        return Times(start, end, stretch.open_end)

    def _both(self, clause: Clause, number: int, known: Hours, new: Hours) -> Hours:
        """Two statements about one day: both hold where they leave each other alone ("Mo–Fr 8–12, Do 14–18")."""
        fits = known.times and new.times and not known.remark and not new.remark
        meet = any(one.start < other.end and other.start < one.end for one in known.times for other in new.times)
        ends_open = any(times.open_end for times in (*known.times, *new.times))
        if not fits or meet or ends_open:
            raise self.twice(clause, number)
        times = joined(tuple(sorted((*known.times, *new.times), key=lambda one: one.start)))
        if clause.mode != "also":
            self.remark(remarks.BOTH, day=_DAY_NAMES[number], times=times_in_words(times))
        return Hours(times)

    # Changes to hours stated elsewhere

    def _change(self, clause: Clause) -> None:
        if clause.days is not None and clause.days.rest:
            self._fill_the_rest(clause)
            return
        numbers = self.numbers(clause.days)
        if clause.like is not None:
            self._copy(clause, numbers)
        elif clause.days is None:
            self._take_common_break(clause)
        elif clause.closed:
            for number in numbers:
                self.change(clause, number, Hours())
        elif clause.breaks and not clause.stretches:
            self._take_break(clause, numbers)
        elif clause.shut:
            for number in numbers:
                self._shut_part(clause, number)
        elif clause.stretches and clause.stretches[0].since:
            self._open_from(clause, numbers)
        elif clause.stretches and clause.stretches[0].opens is None:
            self._close_at(clause, numbers)
        elif clause.stretches or clause.always or clause.appointment:
            hours = self.hours_of(clause)
            for number in numbers:
                self.change(clause, number, hours)
        else:
            self._check_throughout(clause, numbers)

    def set(self, clause: Clause, number: int, hours: Hours) -> None:
        self.week(clause, number).hours[number] = hours

    def change(self, clause: Clause, number: int, hours: Hours) -> None:
        """Other hours for a day, once, and only where what was said before speaks of more days than these."""
        week = self.week(clause, number)
        source, place = week.sources.get(number), (clause.season if number != HOLIDAYS else (), number)
        narrower = source is None or bool(set(self.numbers(source.days)) - set(self.numbers(clause.days)))
        if number == HOLIDAYS:
            narrower = source is None
        as_usual = number == HOLIDAYS and self.holidays_as_usual
        if week.hours.get(number) != hours and (not narrower or place in self._changed or as_usual):
            raise self.twice(clause, number)
        self._changed.add(place)
        week.hours[number] = hours

    def _refuse_meeting_seasons(self) -> None:
        """Two parts of the year that share days must not say different things about a weekday."""
        seasons = [season for season in self.by_season if season]
        for index, season in enumerate(seasons):
            for other in seasons[index + 1 :]:
                one, two = self.by_season[season], self.by_season[other]
                for number in one.hours.keys() & two.hours.keys():
                    if one.hours[number] != two.hours[number] and share_days(season, other):
                        raise self.twice(two.sources.get(number) or self._last_clause, number)

    def _fill_the_rest(self, clause: Clause) -> None:
        if not (clause.closed or clause.appointment):
            raise self.cursor.refuse(refusals.OTHER_DAYS, clause.days.start, clause.days.end)
        for number in range(7):
            if self.stated(clause, number) is None:
                self.set(clause, number, Hours(remark=clause.appointment))

    def _copy(self, clause: Clause, numbers: list[int]) -> None:
        """ "feiertags wie sonntags", "auch sonntags"."""
        examples = {self.stated(clause, number) for number in self.numbers(clause.like)}
        if numbers == [HOLIDAYS] and clause.mode == "also":
            if HOLIDAYS in self.by_season[()].hours:
                raise self.twice(clause, HOLIDAYS)
            self.holidays_as_usual = True
            return
        example = examples.pop() if len(examples) == 1 else None
        if example is None:
            raise self.cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
        for number in numbers:
            if self.stated(clause, number) not in (None, example):
                raise self.twice(clause, number)
            self.change(clause, number, example)

    def _take_break(self, clause: Clause, numbers: list[int]) -> None:
        for number in numbers:
            hours = self.stated(clause, number)
            times = hours.times if hours else ()
            for stretch in clause.breaks:
                times = self._without(clause, times, *spoken_break(self.cursor, stretch))
            self.set(clause, number, Hours(times, hours.remark))

    def _take_common_break(self, clause: Clause) -> None:
        """ "Mittagspause 13–15 Uhr" without days: for all days said before it (or else after) that it divides."""
        week = self.by_season.get(clause.season, Week())
        before = [number for number, source in week.sources.items() if source.start < clause.start]
        spans = [spoken_break(self.cursor, stretch) for stretch in clause.breaks]
        divided = [
            number
            for number in before or list(week.hours)
            if all(any(one.start < start and end < one.end for one in week.hours[number].times) for start, end in spans)
        ]
        if not divided:
            raise self.cursor.refuse(refusals.NOTHING_TO_CHANGE, clause.start, clause.end)
        self._take_break(clause, divided)
        if len({id(week.sources[number]) for number in divided}) > 1:
            self.remark(remarks.COMMON_BREAK, part=self.cursor.text[clause.start : clause.end])

    def _without(self, clause: Clause, times: tuple[Times, ...], start: int, end: int) -> tuple[Times, ...]:
        """The times without a break, which has to lie in them and must not take everything."""
        left: list[Times] = []
        for one in times:
            if one.open_end or one.end <= start or end <= one.start:
                left.append(one)
                continue
            if one.start < start:
                left.append(Times(one.start, start))
            if end < one.end:
                left.append(Times(end, one.end))
        if not left or tuple(left) == times:
            raise self.cursor.refuse(refusals.NOTHING_TO_CHANGE, clause.start, clause.end)
        return tuple(left)

    def _shut_part(self, clause: Clause, number: int) -> None:
        """ "Mi nachmittags zu": up to the lunch break where there is one, else until 13:00, which is said."""
        hours = self.stated(clause, number)
        if hours is None or not hours.times:
            raise self.cursor.refuse(refusals.NOTHING_TO_CHANGE, clause.start, clause.end)
        mornings = tuple(one for one in hours.times if one.start < NOON and one.end <= 15 * 60)
        later = tuple(one for one in hours.times if one.start >= NOON)
        has_break = bool(mornings and later) and len(mornings) + len(later) == len(hours.times)
        if clause.shut == "noon" and has_break:
            return
        if clause.shut == "afternoon" and mornings == hours.times:
            return
        if clause.shut == "afternoon" and has_break and all(one.start < _EVENING for one in later):
            self.set(clause, number, Hours(mornings, hours.remark))
        elif clause.shut == "morning" and has_break:
            self.set(clause, number, Hours(later, hours.remark))
        elif clause.shut == "afternoon" and len(hours.times) == 1 and _spans(hours.times[0], _AFTERNOON):
            self.remark(remarks.AFTERNOON, day=_DAY_NAMES[number])
            self.set(clause, number, Hours((Times(hours.times[0].start, _AFTERNOON),), hours.remark))
        else:
            raise self.cursor.refuse(refusals.WHICH_HALF, clause.start, clause.end)

    def _open_from(self, clause: Clause, numbers: list[int]) -> None:
        """ "Mi ab 10": later than usual and until the usual time, or an open end where nothing is usual."""
        start = clause.stretches[0].opens.minute % MINUTES_OF_DAY
        usual = [self.stated(clause, number) for number in numbers]
        if len(clause.stretches) == 1 and all(hours and hours.times and hours.times[-1].end_given for hours in usual):
            for number, hours in zip(numbers, usual, strict=True):
                left = tuple(one for one in hours.times if one.end > start)
                if not left or (left[0].start < start and left != hours.times):
                    raise self.cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
                times = (Times(start, left[0].end, left[0].open_end), *left[1:])
                self.remark(remarks.UNTIL_AS_USUAL, day=_DAY_NAMES[number], times=times_in_words(times))
                self.change(clause, number, Hours(times, hours.remark))
        elif any(hours is not None for hours in usual):
            raise self.cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
        else:
            hours = self.hours_of(clause)
            for number in numbers:
                self.change(clause, number, hours)

    def _close_at(self, clause: Clause, numbers: list[int]) -> None:
        """ "Do bis 20", "Sa bis 13": another closing time; a day without hours opens as all the others do."""
        if len(clause.stretches) > 1 or HOLIDAYS in numbers:
            raise self.cursor.refuse(refusals.NO_OPENING, clause.start, clause.end)
        stretch = clause.stretches[0]
        for number in numbers:
            hours = self.stated(clause, number)
            if hours is not None and not hours.times:
                raise self.twice(clause, number)
            times = hours.times if hours else (self._usual_opening(clause, stretch),)
            closed_at = self.with_end(clause, times, stretch)
            if hours is None:
                self.remark(remarks.OPENS_AS_USUAL, day=_DAY_NAMES[number], time=clock_text(closed_at[0].start))
            self.change(clause, number, Hours(closed_at, hours.remark if hours else ""))

    def _usual_opening(self, clause: Clause, stretch: Stretch) -> Times:
        found = {hours.times[0] for hours in self.by_season.get(clause.season, Week()).hours.values() if hours.times}
        starts = {times.start for times in found}
        if len(starts) != 1:
            raise self.cursor.refuse(refusals.NO_OPENING, stretch.start, stretch.end)
        start = starts.pop()
        return Times(start, max(times.end for times in found))

    def with_end(self, clause: Clause, times: tuple[Times, ...], stretch: Stretch) -> tuple[Times, ...]:
        """The times up to another closing time, which may lie in the night."""
        first, last = times[0], times[-1]
        closes = stretch.closes
        end = closes.minute or MINUTES_OF_DAY
        if end <= first.start:
            late = last.end >= 21 * 60 and end <= _LATEST_NIGHT
            if late and not closes.certain:
                self.remark(remarks.AT_NIGHT, part=self.cursor.text[stretch.start : stretch.end])
            else:
                spoken = Stretch(stretch.start, stretch.end, Clock(first.start, certain=True), closes)
                spoken_times(self.cursor, spoken)
            end += MINUTES_OF_DAY
        if end <= first.start or end - first.start > 24 * 60:
            raise self.cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
        kept = [one for one in times if one.start < end]
        kept[-1] = Times(kept[-1].start, end, stretch.open_end)
        if len(kept) < len(times):
            kept[-1] = Times(kept[-1].start, min(end, times[len(kept) - 1].end))
        return tuple(kept)

    def _check_throughout(self, clause: Clause, numbers: list[int]) -> None:
        for number in numbers:
            hours = self.stated(clause, number)
            if hours is None or len(hours.times) != 1:
                raise self.cursor.refuse(refusals.THROUGHOUT, clause.start, clause.end)

    def twice(self, clause: Clause, number: int) -> refusals.RefusedError:
        return self.cursor.refuse(refusals.SAID_TWICE, clause.start, clause.end, day=_DAY_NAMES[number])

    def remark(self, sentence: Promise, **values: str) -> None:
        text = str(sentence) % values
        if text not in self.remarks:
            self.remarks.append(text)


def _spans(times: Times, minute: int) -> bool:
    return times.start < NOON and minute < times.end


def _is_weekly(clause: Clause) -> bool:
    days = clause.days
    if days is None:
        return bool(clause.breaks or clause.always)
    return bool(days.mask or days.holidays or days.workdays or days.rest)


def _states_hours(clause: Clause) -> bool:
    """Whether the clause stands on its own, so that others may change what it says."""
    if clause.mode == "except" or clause.like is not None or (clause.days is not None and clause.days.rest):
        return False
    if clause.always or clause.appointment:
        return True
    return bool(clause.stretches) and clause.stretches[0].opens is not None and not clause.stretches[0].since
