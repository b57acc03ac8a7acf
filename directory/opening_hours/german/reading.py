"""From what an owner has written to a canonical opening_hours value, or to the sentence that says why not."""

from dataclasses import dataclass, field

from directory.opening_hours.composing import hours_rule, masks_by_content, on_holidays, otherwise_rule
from directory.opening_hours.days import NthWeekday, PublicHoliday, SchoolHoliday, Term, Weekdays
from directory.opening_hours.german import refusals, remarks
from directory.opening_hours.german.clauses import Clause
from directory.opening_hours.german.cursor import Cursor
from directory.opening_hours.german.grammar import Grammar
from directory.opening_hours.german.refusals import RefusedError
from directory.opening_hours.german.tokens import cut
from directory.opening_hours.german.week import HOLIDAYS, Weeks
from directory.opening_hours.german.week_parts import Hours
from directory.opening_hours.hours import normalise, parse
from directory.opening_hours.problems import quoted
from directory.opening_hours.rules import Kind, Rule, State, canonical_text

LONGEST_TEXT = 1000
"""Characters; a door sign has a tenth of that."""


@dataclass(frozen=True, slots=True)
class GermanHours:
    """What was read; either ``value`` or ``problem`` is empty.

    ``value`` is a canonical opening_hours value, ``says_holidays`` whether the text names public holidays (only then
    has the value a rule for them). ``problem`` quotes the text from ``problem_span`` (start and end in characters;
    None when there is no text). ``remarks`` are sentences about what was taken for granted, to be read back.
    """

    understood: bool
    value: str = ""
    says_holidays: bool = False
    problem: str = ""
    problem_span: tuple[int, int] | None = None
    remarks: list[str] = field(default_factory=list)


def read_german(text: str) -> GermanHours:
    """Reads opening hours as people write them on their doors; never raises, never guesses.

    A text is understood as a whole or refused with a sentence that quotes the part in question.
    """
    if not text.strip():
        return GermanHours(understood=False, problem=str(refusals.NOTHING_SAID))
    try:
        if len(text) > LONGEST_TEXT:
            raise RefusedError(refusals.TOO_LONG, LONGEST_TEXT, len(text))
        cursor = Cursor(cut(text), text)
        rules, weeks = _rules(cursor, Grammar(cursor).parse())
        if not rules:
            raise cursor.refuse(refusals.NO_HOURS, 0, len(text))
    except RefusedError as refused:
        return _refusal(text, refused)
    value = normalise(canonical_text(rules))
    if not parse(value).understood:  # longer than the engine reads; anything else is a mistake that tests look for
        return _refusal(text, RefusedError(refusals.TOO_LONG, 0, len(text)))
    return GermanHours(
        understood=True,
        value=value,
        says_holidays=parse(value).speaks_of_public_holidays,
        remarks=weeks.remarks,
    )


def _refusal(text: str, refused: RefusedError) -> GermanHours:
    values = {"part": quoted(text[refused.start : refused.end]), **refused.values}
    span = (refused.start, refused.end)
    return GermanHours(understood=False, problem=str(refused.sentence) % values, problem_span=span)


def _rules(cursor: Cursor, clauses: list[Clause]) -> tuple[tuple[Rule, ...], Weeks]:
    weeks = Weeks(cursor, clauses)
    usual: list[Rule] = []
    for season, week in weeks.by_season.items():
        days = {number: hours for number, hours in week.hours.items() if number != HOLIDAYS}
        for mask, hours in masks_by_content(days):
            conditions: tuple[tuple[Term, ...], ...] = ((Weekdays(mask),),)
            usual.append(_rule((season, *conditions) if season else conditions, hours))
    special: list[Rule] = []
    dated: list[Rule] = []
    for clause in clauses:
        if clause.days is not None and (clause.days.nth or clause.days.school):
            special += _special_rules(cursor, clause, weeks)
        elif clause.days is not None and clause.days.dates:
            dated.append(_dated_rule(cursor, clause, weeks))
    _refuse_second_thoughts(cursor, clauses, [*special, *dated])
    holidays, after = _holiday_rules(weeks, [*usual, *special])
    return (*usual, *special, *holidays, *_fallbacks(cursor, clauses, usual), *after, *dated), weeks


def _rule(conditions: tuple[tuple[Term, ...], ...], hours: Hours) -> Rule:
    return hours_rule(conditions, hours.times, hours.remark)


def _special_rules(cursor: Cursor, clause: Clause, weeks: Weeks) -> list[Rule]:
    """Counted weekdays ("jeden ersten Samstag im Monat") and school holidays."""
    days = clause.days
    if days.mask or days.holidays or (days.nth and days.school):
        raise cursor.refuse(refusals.NIGHT_OR_DAY, clause.start, clause.end)
    terms: list[tuple[Term, ...]] = [(nth,) for nth in days.nth] or [(SchoolHoliday(),)]
    rules = []
    for term in terms:
        usual = _usual_hours(weeks, clause, term[0])
        hours = _special_hours(cursor, clause, weeks, usual)
        rules.append(_rule((clause.season, term) if clause.season else (term,), hours))
    return rules


def _refuse_second_thoughts(cursor: Cursor, clauses: list[Clause], rules: list[Rule]) -> None:
    """The same counted weekday or date said twice in two ways."""
    said: dict[Term, Rule] = {}
    for rule in rules:
        for term in rule.conditions[-1]:
            known = said.setdefault(term, rule)
            if (known.times, known.state, known.conditions[:-1]) != (rule.times, rule.state, rule.conditions[:-1]):
                raise cursor.refuse(refusals.SAID_TWICE, clauses[-1].start, clauses[-1].end, day=str(refusals.ONE_DAY))


def _usual_hours(weeks: Weeks, clause: Clause, term: Term) -> Hours | None:
    return weeks.stated(clause, term.weekday) if isinstance(term, NthWeekday) else None


def _special_hours(cursor: Cursor, clause: Clause, weeks: Weeks, usual: Hours | None) -> Hours:
    if clause.shut or clause.like or (clause.breaks and not clause.stretches) or clause.is_empty:
        raise cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
    if clause.closed:
        return Hours()
    if clause.mode == "also" and usual is not None and usual.times:
        raise cursor.refuse(refusals.WHICH_HOURS, clause.start, clause.end)
    first = clause.stretches[0] if clause.stretches else None
    if first is not None and first.opens is None and usual is not None and usual.times and len(clause.stretches) == 1:
        return Hours(weeks.with_end(clause, usual.times, first), usual.remark)
    return weeks.hours_of(clause)


def _dated_rule(cursor: Cursor, clause: Clause, weeks: Weeks) -> Rule:
    hours = _special_hours(cursor, clause, weeks, None)
    part = cursor.text[clause.days.start : clause.days.end]
    # Of days with a name, like Silvester, everybody knows that they come every year.
    if any(span.start.year is None and span.start.day for span in clause.days.dates) and part[:1].isdigit():
        weeks.remark(remarks.EVERY_YEAR, part=part)
    rule = _rule((clause.days.dates,), hours)
    if clause.note and not rule.comment:
        return Rule(rule.kind, rule.conditions, rule.times, rule.state, clause.note)
    return rule


def _holiday_rules(weeks: Weeks, usual: list[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Rules for public holidays that stand before and after the remark for all other times: closed is closed."""
    if weeks.holidays_as_usual:
        return on_holidays(usual), ()
    hours = weeks.by_season[()].hours.get(HOLIDAYS)
    if hours is None:
        return (), ()
    rule = _rule(((PublicHoliday(),),), hours)
    return ((), (rule,)) if rule.state is State.CLOSED else ((rule,), ())


def _fallbacks(cursor: Cursor, clauses: list[Clause], usual: list[Rule]) -> list[Rule]:
    """The remark for all other times; on its own it is all that is known."""
    alone = [clause for clause in clauses if clause.appointment and clause.days is None]
    if not alone:
        return []
    last = alone[-1]
    if len({clause.appointment for clause in alone}) > 1 or last.season:
        raise cursor.refuse(refusals.WHICH_HOURS, last.start, last.end)
    opens = any(rule.times or rule.state is State.OPEN for rule in usual)
    if last.appointment.startswith("nur ") and opens:
        raise cursor.refuse(refusals.WHICH_HOURS, last.start, last.end)
    rule = otherwise_rule(last.appointment)
    return [rule if usual else Rule(Kind.NORMAL, (), (), State.UNKNOWN, last.appointment)]
