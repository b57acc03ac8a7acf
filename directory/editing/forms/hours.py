"""Opening hours as people give them: a sentence, a table with ticks, one answer about holidays, days that differ."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.text import number_of
from directory.opening_hours import (
    GermanHours,
    GridException,
    GridRow,
    Holidays,
    HoursGrid,
    parse,
    read_german,
)

Pairs = tuple[tuple[int, int], ...]
MINUTES_OF_DAY = 24 * 60
WEEKDAYS = [
    (0, _("Mon"), _("Monday")),
    (1, _("Tue"), _("Tuesday")),
    (2, _("Wed"), _("Wednesday")),
    (3, _("Thu"), _("Thursday")),
    (4, _("Fri"), _("Friday")),
    (5, _("Sat"), _("Saturday")),
    (6, _("Sun"), _("Sunday")),
]
PAIRS = ((1, _("from"), _("until")), (2, _("and from"), _("until")))
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uhr)?", re.IGNORECASE)


class ClockField(forms.CharField):
    """A time of the day in minutes since midnight, up to 24:00; None when nothing was typed."""

    default_error_messages = {"no_time": _("Please write a time like 9:00 or 18:30.")}

    def __init__(self, **kwargs):
        super().__init__(
            required=False, max_length=20, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs
        )

    def clean(self, value) -> int | None:
        typed = (value or "").strip()
        if not typed:
            return None
        match = _CLOCK.fullmatch(typed)
        minutes = int(match[1]) * 60 + int(match[2] or 0) if match else MINUTES_OF_DAY + 1
        if minutes > MINUTES_OF_DAY or int(match[2] or 0) > 59:
            raise ValidationError(self.error_messages["no_time"], code="no_time")
        return minutes


class PairsForm(forms.Form):
    """Two spans of a day, `from1` to `until1` and `from2` to `until2`."""

    def __init__(self, *args, times: Pairs = (), **kwargs):
        initial = kwargs.pop("initial", {})
        for number, (opens, closes) in enumerate(times, start=1):
            initial |= {f"from{number}": clock(opens), f"until{number}": clock(closes)}
        super().__init__(*args, initial=initial, **kwargs)
        for number, opens, closes in PAIRS:
            self.fields[f"from{number}"] = ClockField(label=opens)
            self.fields[f"until{number}"] = ClockField(label=closes)

    def clean(self) -> dict:
        cleaned = super().clean()
        for number, _opens, _closes in PAIRS:
            ends = [cleaned.get(f"from{number}"), cleaned.get(f"until{number}")]
            if ends.count(None) == 1 and not self.errors:
                name = f"from{number}" if ends[0] is None else f"until{number}"
                self.add_error(name, ValidationError(_("Please enter both times."), code="half"))
        return cleaned

    def pairs(self) -> Pairs:
        found = ((self.cleaned_data.get(f"from{n}"), self.cleaned_data.get(f"until{n}")) for n, *_labels in PAIRS)
        return tuple((opens, closes) for opens, closes in found if opens is not None and closes is not None)

    @property
    def time_pairs(self) -> list[tuple]:
        return [(self[f"from{number}"], self[f"until{number}"]) for number, *_labels in PAIRS]


class HoursTextForm(forms.Form):
    """The sentence on the door."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Write it as it stands on your door"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
        help_text=_("For example: Mo–Fr 9–18 Uhr, Sa bis 13 Uhr, Mi nachmittags zu"),
        error_messages={"required": _("Please write when you are open. Or use the table below.")},
    )
    reading: GermanHours | None = None

    def clean_text(self) -> str:
        self.reading = read_german(self.cleaned_data["text"])
        if not self.reading.understood:
            raise ValidationError(self.reading.problem, code="not_understood")
        return self.cleaned_data["text"]


class GridRowForm(PairsForm):
    """Some days and their times."""

    days = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, choices=[(day, short) for day, short, _name in WEEKDAYS], required=False
    )
    closed = forms.BooleanField(label=_("closed on these days"), required=False)

    def __init__(self, *args, row: GridRow | None = None, **kwargs):
        initial = {"days": sorted(row.days), "closed": row.closed} if row else {"days": [], "closed": False}
        super().__init__(*args, times=row.times if row else (), initial=initial, **kwargs)

    @property
    def day_boxes(self) -> list[tuple[int, str, str, bool]]:
        """Number, short and full name, ticked."""
        ticked = {str(day) for day in self["days"].value() or []}
        return [(day, short, name, str(day) in ticked) for day, short, name in WEEKDAYS]

    @property
    def is_empty(self) -> bool:
        data = self.cleaned_data
        return not data["days"] and not data["closed"] and not self.pairs()

    def row(self) -> GridRow:
        return GridRow(frozenset(self.cleaned_data["days"]), self.pairs(), self.cleaned_data["closed"])


class HoursGridForm:
    """All rows of the table and the remark below it; looks like a form to its view."""

    MOST_ROWS = 14

    def __init__(self, data=None, *, grid: HoursGrid | None = None, rows: int = 2):
        self.is_bound = data is not None
        given = grid.rows if grid else ()
        wanted = max(len(given), rows)
        if self.is_bound:
            sent = number_of(data.get("rows", "")) or 0
            wanted = sent if 0 < sent <= self.MOST_ROWS else 1
        self.rows = [
            GridRowForm(data, prefix=f"row-{number}", row=given[number] if number < len(given) else None)
            for number in range(min(wanted, self.MOST_ROWS))
        ]
        self.remark = RemarkForm(data, initial={"remark": grid.remark if grid else ""})
        self.problems: dict[int, list[str]] = {}

    def is_valid(self) -> bool:
        are_valid = [form.is_valid() for form in (*self.rows, self.remark)]  # every one, so that each can say it
        return all(are_valid) and self._is_sound()

    def _is_sound(self) -> bool:
        places = [number for number, row in enumerate(self.rows) if not row.is_empty]
        if not places and not self.remark.cleaned_data["remark"]:
            self.problems = {0: [_("Please tick the days and enter the times.")]}
            return False
        for problem in self.grid().problems(date.min):
            if problem.place == "rows":
                self.problems.setdefault(places[problem.row], []).append(problem.message)
            else:
                self.remark.add_error("remark", problem.message)
        return not self.problems and self.remark.is_valid()

    def grid(self) -> HoursGrid:
        rows = tuple(row.row() for row in self.rows if not row.is_empty)
        return HoursGrid(rows=rows, remark=self.remark.cleaned_data["remark"])

    @property
    def errors(self) -> bool:
        return self.is_bound and (bool(self.problems) or any(form.errors for form in (*self.rows, self.remark)))

    @property
    def rows_with_problems(self) -> list[tuple[GridRowForm, list[str]]]:
        return [(row, self.problems.get(number, [])) for number, row in enumerate(self.rows)]


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("At all other times"),
        required=False,
        max_length=60,
        help_text=_("Only if it is not simply closed then. For example: by appointment."),
    )


HOLIDAY_CHOICES = [
    (Holidays.CLOSED.value, _("We are closed")),
    (Holidays.SAME.value, _("Like on any other day")),
    (Holidays.OWN.value, _("We have other times")),
    (Holidays.UNKNOWN.value, _("I would rather not say now")),
]


class HolidaysForm(PairsForm):
    """The one question about public holidays."""

    holidays = forms.ChoiceField(
        label=_("And on public holidays?"),
        choices=HOLIDAY_CHOICES,
        widget=forms.RadioSelect,
        help_text=_("Such as Easter Monday, 1 May, Corpus Christi, 3 October, All Saints, Christmas."),
        error_messages={"required": _("Please choose one of the answers.")},
    )

    def __init__(self, *args, answer: Holidays | None = None, times: Pairs = (), **kwargs):
        initial = {"holidays": answer.value} if answer and answer is not Holidays.UNKNOWN else {}
        super().__init__(*args, times=times, initial=initial, prefix="holiday", **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("holidays") == Holidays.OWN and not self.errors:
            problems = HoursGrid(holidays=Holidays.OWN, holiday_times=self.pairs()).problems(date.min)
            for problem in problems:
                self.add_error("from1", problem.message)
        return cleaned

    def answer(self) -> tuple[Holidays, Pairs]:
        chosen = Holidays(self.cleaned_data["holidays"])
        return chosen, self.pairs() if chosen is Holidays.OWN else ()


class SpecialDayForm(PairsForm):
    """A day or some weeks on which everything is different."""

    first = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please choose the day.")},
    )
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty for a single day."),
    )
    kind = forms.ChoiceField(
        label=_("What is then?"),
        choices=[("closed", _("We are closed")), ("times", _("We have other times"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the answers.")},
    )
    note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=60,
        help_text=_("Visitors read it, for example: holidays, stocktaking."),
    )

    def __init__(self, *args, today: date, others: tuple[GridException, ...] = (), **kwargs):
        self.today, self.others = today, others
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        cleaned["last"] = cleaned.get("last") or cleaned["first"]
        if cleaned["kind"] == "times" and not self.pairs():
            self.add_error("from1", ValidationError(_("Please enter the times, or choose closed."), code="no_times"))
        elif cleaned["last"] < self.today:
            self.add_error("first", ValidationError(_("This day is over already."), code="past"))
        else:
            self._check_with_others()
        return cleaned

    def _check_with_others(self) -> None:
        grid = HoursGrid(exceptions=(*self.others, self.exception()))
        for problem in grid.problems(self.today):
            if problem.place == "exceptions" and problem.row == len(self.others):
                self.add_error("from1" if problem.field == "times" else problem.field, problem.message)

    def exception(self) -> GridException:
        data = self.cleaned_data
        times = self.pairs() if data["kind"] == "times" else ()
        return GridException(data["first"], data["last"], times, data["note"])


class CheckedHoursForm(forms.Form):
    """What was read back and is to be confirmed."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    value = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        if value and not parse(value).understood:  # only somebody who changes the page gets here
            raise ValidationError(_("Please enter the opening hours once more."), code="not_understood")
        return value


def clock(minutes: int) -> str:
    """As a time field wants it; midnight at the end of a day is 00:00 there."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
