"""Reads the tokens of a German text into clauses, from left to right and without leaving anything out."""

from directory.opening_hours.days import Dates
from directory.opening_hours.german import refusals
from directory.opening_hours.german.clauses import Clause, Days, Stretch
from directory.opening_hours.german.cursor import SEPARATORS, SOFT, Cursor
from directory.opening_hours.german.grammar_dates import parse_dates, starts_dates
from directory.opening_hours.german.grammar_days import parse_days, starts_days
from directory.opening_hours.german.grammar_times import parse_stretch, starts_stretch

_MODES = {"except": "except", "but": "except", "only": "except", "also": "also"}
_OTHER_PART = {"morning": "afternoon", "afternoon": "morning"}


class Grammar:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.clauses: list[Clause] = []
        self._set_apart: list[Clause] = []
        self._days_come_last = False
        self._season: tuple[Dates, ...] = ()
        self._season_shares_its_line = False
        self._new_line = True

    def parse(self) -> list[Clause]:
        cursor = self.cursor
        while True:
            self._skip_to_clause()
            if cursor.at("end"):
                return self.clauses
            before = cursor.index
            self._parse_clause()
            if cursor.index == before:
                raise cursor.refuse_here(refusals.NOT_UNDERSTOOD)
            self._new_line = False

    def _skip_to_clause(self) -> None:
        cursor = self.cursor
        while cursor.at(*SEPARATORS, "colon", "open", "dash"):
            if cursor.at("dash") and starts_stretch(cursor, 1):
                return
            if cursor.at("bracket") and starts_dates(cursor, 1) and self._take_season_in_brackets():
                continue
            self._new_line = self._new_line or cursor.at("line")
            cursor.index += 1

    def _take_season_in_brackets(self) -> bool:
        """ "Mo–Fr 9–18 (April bis September)": months behind what they limit."""
        cursor, before = self.cursor, self.cursor.index
        cursor.take("bracket")
        dates = parse_dates(cursor)
        last = self.clauses[-1] if self.clauses else None
        if last is None or last.season or not cursor.at("bracket") or not dates[0].start.is_month:
            cursor.index = before
            return False
        last.season = dates
        return True

    def _parse_clause(self) -> None:
        cursor = self.cursor
        start, mode = cursor.peek().start, ""
        refuse_vague(cursor)
        if cursor.at("from") and starts_days(cursor, 1):
            cursor.take("from")
        while token := cursor.take(*_MODES):
            mode = _MODES[token.kind]
        only = bool(mode) and cursor.tokens[cursor.index - 1].kind == "only"
        clause = Clause(start, start, mode=mode)
        if cursor.at("all_year"):
            cursor.take("all_year")
            self._season = ()
            self._season_shares_its_line = False
        elif cursor.at("season", "label") or starts_dates(cursor):
            self._parse_dated(clause)
        elif cursor.at("otherwise"):
            self._parse_otherwise(clause)
        elif starts_days(cursor):
            self._parse_days_and_body(clause, only=only)
        elif cursor.at("closed", "day_off"):
            self._parse_closed_days(clause)
        elif cursor.at("appointment"):
            self._parse_appointment(clause)
        elif cursor.at("always", "break", "throughout") or starts_stretch(cursor):
            self._parse_times_first(clause)
        else:
            raise cursor.refuse_here(refusals.NOT_UNDERSTOOD)

    def _add(self, clause: Clause) -> None:
        cursor = self.cursor
        clause.end = cursor.last_end
        if not (clause.days and clause.days.dates):
            clause.season = clause.season or self._season
        about_hours = clause.days is not None and not (clause.days.holidays and not clause.days.mask)
        if about_hours and self._season and self._new_line and self._season_shares_its_line:
            raise cursor.refuse(refusals.WHOLE_YEAR, clause.start, clause.end)
        self.clauses += [clause, *self._set_apart]
        self._set_apart = []

    # Days first, as most people write

    def _parse_days_and_body(self, clause: Clause, *, only: bool) -> None:
        cursor = self.cursor
        is_nickname = cursor.at("long")
        clause.days = parse_days(cursor)
        excepted = self._parse_exception_inside(clause)
        self._parse_body(clause, only=only)
        if clause.is_empty:
            self._take_meaning_from_mode(clause, is_nickname=is_nickname)
        if not clause.is_empty:
            self._add(clause)
        for days in excepted:
            self._add(Clause(days.start, days.end, days, mode="except", closed=True))

    def _parse_exception_inside(self, clause: Clause) -> list[Days]:
        """ "täglich außer Mo 10–18": the days taken out before any time is said."""
        cursor = self.cursor
        ahead = cursor.after(*SOFT)
        if cursor.peek(ahead).kind != "except" or clause.mode or not starts_days(cursor, ahead + 1):
            return []
        cursor.skip(*SOFT, "except")
        days = parse_days(cursor)
        cursor.skip("bracket")
        if not days.mask and not days.holidays:
            raise cursor.refuse(refusals.NOT_UNDERSTOOD, days.start, days.end)
        if clause.days.workdays and days.mask == 1 << 5:
            clause.days = Days(clause.days.start, clause.days.end, 0b0011111)
        clause.days = Days(
            clause.days.start,
            clause.days.end,
            clause.days.mask & ~days.mask,
            clause.days.holidays,
            workdays=clause.days.workdays,
        )
        return [days]

    def _take_meaning_from_mode(self, clause: Clause, *, is_nickname: bool) -> None:
        """Days alone: "außer Mi" closes them, "auch feiertags" opens them, "(langer Donnerstag)" says nothing."""
        last = self.clauses[-1] if self.clauses else None
        if is_nickname and last is not None and last.days and last.days.mask & clause.days.mask:
            return
        if clause.mode == "except" and self.cursor.tokens[self.cursor.index - 1].kind != "only":
            clause.closed = True
        elif clause.mode == "also" and last is not None and last.days:
            clause.like = last.days
        else:
            raise self.cursor.refuse(refusals.NO_HOURS, clause.days.start, clause.days.end)

    def _parse_body(self, clause: Clause, *, only: bool = False) -> None:
        """Everything said about the days of the clause, until something begins that is not about them."""
        cursor = self.cursor
        while True:
            refuse_vague(cursor)
            after_separator = self._skip_inside(clause)
            if cursor.at("except", "but", "only", "also") and clause.is_empty:
                token = cursor.take("except", "but", "only", "also")
                clause.mode, only = _MODES[token.kind], only or token.kind == "only"
            elif cursor.at("part") and not starts_stretch(cursor):
                self._parse_part(clause, only=only)
            elif starts_stretch(cursor) and clause.closed:
                # "Mi geschlossen 13–15 Uhr": not the whole day.
                clause.closed = False
                clause.breaks.append(parse_stretch(cursor))
            elif starts_stretch(cursor) and not (clause.always or clause.appointment or clause.shut or clause.like):
                self._parse_times(clause, after_separator=after_separator)
            elif cursor.at("closed") and clause.is_empty:
                cursor.take("closed")
                clause.closed = True
            elif cursor.at("day_off") and clause.is_empty:
                cursor.take("day_off")
                clause.closed = True
            elif cursor.at("always") and clause.is_empty:
                cursor.take("always")
                clause.always = True
            elif cursor.at("throughout"):
                cursor.take("throughout")
                clause.throughout = True
            elif cursor.at("break"):
                self._parse_break(clause, after_separator=after_separator)
            elif cursor.at("like") and clause.is_empty and starts_days(cursor, 1):
                cursor.take("like")
                clause.like = self._parse_days_without_times()
            elif cursor.at("appointment") and clause.is_empty:
                clause.appointment = cursor.take("appointment").value
            elif cursor.at("appointment") and clause.stretches and not after_separator:
                clause.qualifier = cursor.take("appointment").value
            else:
                return

    def _skip_inside(self, clause: Clause) -> bool:
        """Skips what stands between two things said about the same days; False when nothing was skipped."""
        cursor = self.cursor
        cursor.skip("open", "colon")
        if clause.is_empty and cursor.at("dash"):
            cursor.take("dash")
        if not cursor.at(*SEPARATORS):
            return False
        ahead = cursor.after(*SEPARATORS)
        following = cursor.peek(ahead)
        if clause.is_empty:
            goes_on = following.kind in ("closed", "day_off", "always", "appointment") or starts_stretch(cursor, ahead)
        elif clause.closed:
            goes_on = False
        elif following.kind == "part" and not starts_stretch(cursor, ahead):
            goes_on = cursor.peek(ahead + 1).kind == "closed"
        else:
            goes_on = following.kind in ("break", "throughout") or (
                starts_stretch(cursor, ahead) and not self._days_come_last
            )
        if goes_on and not starts_dates(cursor, ahead):
            cursor.index += ahead
            return True
        return False

    def _parse_part(self, clause: Clause, *, only: bool) -> None:
        """ "nachmittags geschlossen", "nur vormittags"."""
        cursor = self.cursor
        part = cursor.take("part")
        if cursor.take("closed") and clause.stretches:
            apart = Clause(part.start, cursor.last_end, clause.days, clause.season, "except", shut=part.value)
            self._set_apart.append(apart)
        elif cursor.tokens[cursor.index - 1].kind == "closed":
            clause.shut = part.value
        elif clause.mode == "except" and part.value in _OTHER_PART and clause.is_empty:
            clause.shut = _OTHER_PART[part.value] if only else part.value
        else:
            raise cursor.refuse(refusals.WHICH_HALF, clause.start, part.end)

    def _parse_times(self, clause: Clause, *, after_separator: bool) -> None:
        cursor = self.cursor
        stretch = parse_stretch(cursor)
        if cursor.at("closed"):
            token = cursor.take("closed")
            if starts_days(cursor) and not clause.is_empty:
                raise cursor.refuse(refusals.NIGHT_OR_DAY, token.start, cursor.peek().end)
            self._add_break(clause, stretch, after_separator=after_separator)
        elif cursor.at("break") and not starts_stretch(cursor, 1):
            cursor.take("break")
            self._add_break(clause, stretch, after_separator=after_separator)
        else:
            clause.stretches.append(stretch)

    def _parse_break(self, clause: Clause, *, after_separator: bool) -> None:
        cursor = self.cursor
        start = cursor.take("break").start
        cursor.skip("colon")
        if not starts_stretch(cursor):
            raise cursor.refuse(refusals.WHICH_HALF, start, cursor.last_end)
        self._add_break(clause, parse_stretch(cursor), after_separator=after_separator)

    def _add_break(self, clause: Clause, stretch: Stretch, *, after_separator: bool) -> None:
        """A break set apart by a comma is not one of the last days alone: "Mo–Fr 9–18, Sa 9–16, Mittagspause 13–14"."""
        if after_separator and clause.stretches and clause.days:
            self._set_apart.append(Clause(stretch.start, stretch.end, breaks=[stretch], season=self._season))
        else:
            clause.breaks.append(stretch)

    # Everything else

    def _parse_appointment(self, clause: Clause) -> None:
        """A remark for all other times; "nur mit Termin" limits the hours before it, when these are all there are."""
        remark = self.cursor.take("appointment").value
        if remark.startswith("nur ") and len(self.clauses) == 1 and self.clauses[0].stretches:
            self.clauses[0].qualifier = remark
            return
        clause.appointment = remark
        self._add(clause)

    def _parse_closed_days(self, clause: Clause) -> None:
        """ "Ruhetag: Montag", "geschlossen Mo und Di"."""
        cursor = self.cursor
        token = cursor.take("closed", "day_off")
        ahead = cursor.after("colon", "dash", *SOFT)
        if not starts_days(cursor, ahead):
            raise cursor.refuse(refusals.NO_DAYS, token.start, token.end)
        cursor.index += ahead
        clause.days = self._parse_days_without_times()
        clause.closed = True
        self._refuse_dangling_times(clause)
        self._add(clause)

    def _parse_days_without_times(self) -> Days:
        """The days after "Ruhetag": in "Ruhetag Montag, Di–So 11–22" the one comma ends them, as times follow."""
        cursor, before = self.cursor, self.cursor.index
        days = parse_days(cursor)
        commas = sum(token.kind == "comma" for token in cursor.tokens[before : cursor.index])
        if commas == 1 and self._times_dangle():
            cursor.index = before
            days = parse_days(cursor, up_to_comma=True)
        return days

    def _times_dangle(self) -> bool:
        cursor = self.cursor
        ahead = cursor.after("colon", "open")
        follows = cursor.peek(ahead).kind in ("closed", "day_off", "always", "part", "appointment", "until", "since")
        return follows or starts_stretch(cursor, ahead)

    def _refuse_dangling_times(self, clause: Clause) -> None:
        cursor = self.cursor
        if self._times_dangle():
            raise cursor.refuse(refusals.NIGHT_OR_DAY, clause.start, cursor.peek().end)

    def _parse_otherwise(self, clause: Clause) -> None:
        cursor = self.cursor
        token = cursor.take("otherwise")
        cursor.skip("colon")
        clause.days = Days(token.start, token.end, rest=True)
        if cursor.at("appointment"):
            clause.days = None
            clause.appointment = cursor.take("appointment").value
        elif cursor.take("closed"):
            clause.closed = True
        else:
            raise cursor.refuse(refusals.OTHER_DAYS, token.start, token.end)
        self._add(clause)

    def _parse_times_first(self, clause: Clause) -> None:
        """Times before any day: they go on with the days before, or their own days follow ("9–18 Uhr, Mo–Fr")."""
        cursor = self.cursor
        previous = self.clauses[-1] if self.clauses else None
        goes_on = previous is not None and previous.days is not None and not clause.mode
        if goes_on and not self._days_come_last and not previous.closed and not cursor.at("break"):
            self._parse_body(previous)
            previous.end = cursor.last_end
            return
        self._parse_body(clause)
        ahead = cursor.after(*SEPARATORS, "colon")
        if clause.breaks and not clause.stretches and not clause.always:
            self._add(clause)
        elif starts_days(cursor, ahead) and not (self.clauses and not self._days_come_last):
            cursor.index += ahead
            clause.days = parse_days(cursor)
            self._days_come_last = True
            self._refuse_dangling_times(clause)
            self._add(clause)
        elif clause.always and cursor.peek(ahead).kind == "end" and not self.clauses:
            self._add(clause)
        elif clause.throughout and not clause.stretches:
            raise cursor.refuse(refusals.THROUGHOUT, clause.start, cursor.last_end)
        else:
            raise cursor.refuse(refusals.NO_DAYS, clause.start, cursor.last_end)

    def _parse_dated(self, clause: Clause) -> None:
        """A date with what is special on it, or months that begin a part of the year."""
        cursor = self.cursor
        label = cursor.take("label")
        named_season = cursor.take("season")
        cursor.skip("colon", "bracket", *(() if cursor.at("label") else ("dash",)))
        if not starts_dates(cursor):
            token = named_season or label
            sentence = refusals.SEASON if named_season else refusals.NO_DATES
            raise cursor.refuse(sentence, token.start, token.end)
        since = cursor.peek().start
        dates = parse_dates(cursor)
        until = cursor.last_end
        yearly = cursor.take("yearly") is not None
        cursor.skip("bracket", "colon", "season", "yearly")
        label = label or cursor.take("label")
        cursor.skip("colon", "bracket")
        ahead = cursor.after("comma", "line", "stop", "dash")
        if starts_days(cursor, ahead) and not label and _is_season(dates):
            between = cursor.tokens[cursor.index : cursor.index + ahead]
            cursor.index += ahead
            self._season = dates
            self._season_shares_its_line = all(token.kind != "line" for token in between)
            self._new_line = False
            return
        clause.days = Days(since, until, dates=dates)
        clause.note = _written_label(label.value) if label else ""
        self._parse_body(clause)
        if clause.is_empty and label and clause.note not in _OPENINGS:
            clause.closed = True
        self._check_dated(clause, dates, yearly=yearly)
        self._add(clause)

    def _check_dated(self, clause: Clause, dates: tuple[Dates, ...], *, yearly: bool) -> None:
        cursor, days = self.cursor, clause.days
        if clause.is_empty:
            raise cursor.refuse(refusals.NO_HOURS, days.start, days.end)
        if not clause.closed and any(span.start.is_month or span.end.is_month for span in dates):
            raise cursor.refuse(refusals.NO_DAYS, days.start, cursor.last_end)
        lasts = any(span.start != span.end and not span.start.is_month for span in dates)
        if any(span.start.year is None for span in dates) and not yearly and (clause.note or lasts):
            raise cursor.refuse(refusals.WHICH_YEAR, days.start, days.end)


_OPENINGS = ("Verkaufsoffener Sonntag",)


def _written_label(label: str) -> str:
    words = label.lower()
    return _OPENINGS[0] if words.startswith("verkauf") else words.capitalize()


def _is_season(dates: tuple[Dates, ...]) -> bool:
    return all(span.start.is_month or span.start != span.end for span in dates)


def refuse_vague(cursor: Cursor) -> None:
    if cursor.at("vague"):
        raise cursor.refuse_here(refusals.VAGUE)
    if cursor.at("fortnight"):
        raise cursor.refuse_here(refusals.FORTNIGHT)
