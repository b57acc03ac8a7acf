"""When an entry should be confirmed again. Said once for Python and once for SQL, month for month the same.

A month is a month of the calendar: what was confirmed on 31 January is due after one month on the last day of February.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db.models import F, IntegerField, Q
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear, TruncDate

DEFAULT_MONTHS = 12  # for a trade that says nothing, nor does its group
FADES_AFTER = 2  # times its rhythm: somebody was asked twice by then


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# --- The same in SQL --------------------------------------------------------------------------------------------------

RHYTHM = Coalesce(
    "category__confirm_every_months",
    "category__parent__confirm_every_months",
    DEFAULT_MONTHS,
    output_field=IntegerField(),
)
# An entry nobody ever confirmed grows old from the day it was entered.
KNOWN_ON = Coalesce("last_confirmed_on", TruncDate("created_at"))


def month_number(known_on: str, months) -> F:
    """Months since the year 0 of the month in which `months` after the date in `known_on` are over."""
    return ExtractYear(known_on) * 12 + ExtractMonth(known_on) - 1 + months


def day_number(known_on: str) -> ExtractDay:
    return ExtractDay(known_on)


def reached(month: str, day: str, on: date) -> Q:
    """Whether the date in these two annotations has come on the day `on`, as `months_after` counts."""
    this_month = on.year * 12 + on.month - 1
    is_last_day = on.day == monthrange(on.year, on.month)[1]
    in_this_month = Q(**{month: this_month})
    if not is_last_day:
        in_this_month &= Q(**{f"{day}__lte": on.day})
    return Q(**{f"{month}__lt": this_month}) | in_this_month
