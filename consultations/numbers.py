"""What advice brought, from the rows without persons: for the desk, and for the funder's reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.actors import Channel
from consultations.enums import Audience, State, Way
from consultations.finding import read_diaries
from consultations.models import Counsellor, StatisticsRow
from directory.languages import LANGUAGE_NAMES


@dataclass(frozen=True)
class Line:
    label: str
    attended: int
    no_show: int
    cancelled: int

    @property
    def total(self) -> int:
        return self.attended + self.no_show + self.cancelled

    @property
    def no_show_share(self) -> int | None:
        """Per cent of those that should have taken place; None where there were none."""
        due = self.attended + self.no_show
        return round(100 * self.no_show / due) if due else None


@dataclass(frozen=True)
class Table:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Numbers:
    """Of a span of days. Hours are rounded to whole ones."""

    first: date
    last: date
    total: Line
    tables: list[Table]
    hours_advised: int
    hours_offered: int
    days_waited: float | None  # the median, of appointments that were booked


COLUMNS = [
    "on", "contact_point__name", "topic__name", "audience", "language", "with_interpreter", "channel", "way", "outcome",
    "minutes", "days_waited", "size_class", "district__name",
]  # fmt: skip


def rows_between(first: date, last: date) -> list[tuple]:
    """For a file: one tuple a row, in the order of COLUMNS."""
    return list(StatisticsRow.objects.filter(on__range=(first, last)).values_list(*COLUMNS))


def numbers_between(first: date, last: date) -> Numbers:
    """Everything the page shows; nine queries, whatever the span."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_between(first, last)]
    waited = sorted(row["days_waited"] for row in rows if row["channel"] != Channel.WALK_IN)
    return Numbers(
        first=first,
        last=last,
        total=_line(_("All"), (row["outcome"] for row in rows)),
        tables=[
            _table(_("Topic"), rows, lambda row: row["topic__name"] or _("(deleted topic)")),
            _table(_("For whom"), rows, lambda row: str(Audience(row["audience"]).label)),
            _table(_("Place"), rows, lambda row: row["contact_point__name"] or _("elsewhere")),
            _table(_("Language"), rows, lambda row: str(LANGUAGE_NAMES.get(row["language"], row["language"]))),
            _table(_("Came by"), rows, lambda row: str(Channel(row["channel"]).label)),
            _table(_("How"), rows, lambda row: str(Way(row["way"]).label)),
        ],
        hours_advised=round(sum(row["minutes"] for row in rows) / 60),
        hours_offered=round(_seconds_offered(first, last) / 3600),
        days_waited=_median(waited),
    )


def _table(title: str, rows: list[dict], label) -> Table:
    outcomes: dict[str, list[str]] = {}
    for row in rows:
        outcomes.setdefault(label(row), []).append(row["outcome"])
    lines = [_line(name, found) for name, found in outcomes.items()]
    return Table(title, sorted(lines, key=lambda line: (-line.total, line.label)))


def _line(label: str, outcomes: Iterable[str]) -> Line:
    counted = Counter(outcomes)
    attended, no_show = counted[State.ATTENDED], counted[State.NO_SHOW]
    return Line(label, attended, no_show, counted.total() - attended - no_show)


def _median(values: list[int]) -> float | None:
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _seconds_offered(first: date, last: date) -> int:
    """What counsellors' hours gave in that time, as the hours are now, less absences and closing days."""
    since = datetime.combine(first, datetime.min.time(), UTC)
    until = datetime.combine(last + timedelta(days=1), datetime.min.time(), UTC)
    diaries = read_diaries(Counsellor.objects.working(), since=since, until=until, now=since)
    return sum(
        opening.end - opening.start
        for diary in diaries.values()
        for opening in diary.schedule.openings(first.toordinal(), last.toordinal(), diary.absent)
    )
