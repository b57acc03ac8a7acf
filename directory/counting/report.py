"""What the counts of one business say: totals, a small chart and a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.enums import CountKind
from directory.models import Business, DailyCount

DAYS = 28  # four of every weekday, so that weekdays can be compared
ENOUGH_FOR_A_WEEKDAY = 7  # fewer views say nothing about a week


@dataclass(frozen=True)
class Bar:
    """One day of the chart. Numbers are SVG units: a day is `STEP` wide, the highest bar `HEIGHT` high."""

    day: date
    count: int
    x: int
    y: int
    height: int
    is_monday: bool


STEP, HEIGHT = 12, 80


@dataclass(frozen=True)
class Month:
    first_day: date
    counts: tuple[int, ...]  # in the order of CountKind


@dataclass(frozen=True)
class Report:
    bars: tuple[Bar, ...]
    totals: dict[str, int]  # by kind, over the chart's days
    total_before: int  # pages seen in the days before the chart
    highest: int
    months: tuple[Month, ...]  # newest first; months without any count are left out

    @property
    def views(self) -> int:
        return self.totals[CountKind.PAGE]

    @property
    def sentences(self) -> list[str]:
        return in_words(self)


def report_for(business: Business, today: date) -> Report:
    """One query: every count of the last twelve months."""
    first_day = today - timedelta(days=DAYS - 1)
    first_before = first_day - timedelta(days=DAYS)
    year_ago = today.replace(year=today.year - 1, day=1)
    by_day: Counter[date] = Counter()
    totals: Counter[str] = Counter()
    by_month: dict[date, Counter[str]] = {}
    rows = DailyCount.objects.filter(business=business, day__gte=min(year_ago, first_before), day__lte=today)
    for day, kind, count in rows.values_list("day", "kind", "count"):
        by_month.setdefault(day.replace(day=1), Counter())[kind] += count
        if kind == CountKind.PAGE:
            by_day[day] += count
        if day >= first_day:
            totals[kind] += count
    days = [first_day + timedelta(days=number) for number in range(DAYS)]
    highest = max(by_day[day] for day in days)
    return Report(
        bars=tuple(_bar(number, day, by_day[day], highest) for number, day in enumerate(days)),
        totals={kind: totals[kind] for kind in CountKind.values},
        total_before=sum(count for day, count in by_day.items() if first_before <= day < first_day),
        highest=highest,
        months=tuple(
            Month(month, tuple(counts[kind] for kind in CountKind.values))
            for month, counts in sorted(by_month.items(), reverse=True)
        ),
    )


def _bar(number: int, day: date, count: int, highest: int) -> Bar:
    height = round(HEIGHT * count / highest) if highest else 0
    height = max(height, 2) if count else 0  # one view is to be seen too
    return Bar(day, count, x=number * STEP, y=HEIGHT - height, height=height, is_monday=day.weekday() == 0)


def in_words(report: Report) -> list[str]:
    """The numbers as an owner would tell them: "43 views in the last four weeks, most of them on Saturdays." """
    views = report.views
    if not any(report.totals.values()):
        return [_("Nobody has looked at your page in the last four weeks.")]
    said = []
    weekday = _strongest_weekday(report.bars)
    counted = ngettext("%(count)d view", "%(count)d views", views) % {"count": views}
    if weekday is None:
        said.append(_("%(views)s in the last four weeks.") % {"views": counted})
    else:
        said.append(
            _("%(views)s in the last four weeks, most of them %(weekday)s.")
            % {"views": counted, "weekday": ON_WEEKDAYS[weekday]()}
        )
    if report.total_before and views:
        more = views - report.total_before
        if more > 0:
            said.append(
                ngettext(
                    "That is %(count)d more than in the four weeks before.",
                    "That are %(count)d more than in the four weeks before.",
                    more,
                )
                % {"count": more}
            )
        elif more < 0:
            said.append(
                ngettext(
                    "That is %(count)d fewer than in the four weeks before.",
                    "That are %(count)d fewer than in the four weeks before.",
                    -more,
                )
                % {"count": -more}
            )
        else:
            said.append(_("That is as many as in the four weeks before."))
    said += [words(report.totals[kind]) for kind, words in OTHER_KINDS.items() if report.totals[kind]]
    return said


def _strongest_weekday(bars: tuple[Bar, ...]) -> int | None:
    """The weekday (0 is Monday) with more views than every other; None when they are few or two are level."""
    counts = Counter()
    for bar in bars:
        counts[bar.day.weekday()] += bar.count
    if counts.total() < ENOUGH_FOR_A_WEEKDAY:
        return None
    (first, most), (_second, next_most) = counts.most_common(2)
    return first if most > next_most else None


# Each written out: a translation needs the whole word.
ON_WEEKDAYS = (
    lambda: _("on Mondays"),
    lambda: _("on Tuesdays"),
    lambda: _("on Wednesdays"),
    lambda: _("on Thursdays"),
    lambda: _("on Fridays"),
    lambda: _("on Saturdays"),
    lambda: _("on Sundays"),
)
OTHER_KINDS = {
    CountKind.SEARCH: lambda count: ngettext(
        "Your business was found once in a search.", "Your business was found %(count)d times in searches.", count
    ) % {"count": count},
    CountKind.PHONE: lambda count: ngettext(
        "Your phone number was tapped once.", "Your phone number was tapped %(count)d times.", count
    ) % {"count": count},
    CountKind.ROUTE: lambda count: ngettext(
        "The way to you was asked for once.", "The way to you was asked for %(count)d times.", count
    ) % {"count": count},
    CountKind.QR: lambda count: ngettext(
        "Your QR code was scanned once.", "Your QR code was scanned %(count)d times.", count
    ) % {"count": count},
}  # fmt: skip
