"""The clock on the wall in Hagen, and what people call its times. Kept are moments (UTC); people mean this clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

HAGEN = ZoneInfo("Europe/Berlin")
MORNING, EVENING = time(8), time(20)  # between them nobody is disturbed by a mail or a call


class NoSuchTime(ValueError):  # noqa: N818 — a sentence for whoever typed it
    """The clock never shows this time: it jumps over it in the night in spring."""


def local_moment(day: date, value: time) -> datetime:
    """What the clock in Hagen shows, as a moment; of an hour that comes twice the first.

    Raises NoSuchTime, with a sentence, for a time the clock jumps over.
    """
    moment = datetime.combine(day, value, HAGEN)
    if moment.astimezone(UTC).astimezone(HAGEN).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTime(
            _("On %(day)s the clock jumps from 2:00 to 3:00, so %(time)s does not exist. Please take another time.")
            % {"day": day.strftime("%d.%m.%Y"), "time": value.strftime("%H:%M")}
        )
    return moment


def local_label(moment: datetime) -> str:
    """“10:30”; in the hour that comes twice, with which one it is."""
    local = moment.astimezone(HAGEN)
    text = f"{local.hour}:{local.minute:02}"
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return text
    return (
        _("%(time)s (summer time)") % {"time": text} if not local.fold else _("%(time)s (winter time)") % {"time": text}
    )


def on_day(moment: datetime) -> str:
    """“Dienstag, 1. Dezember 2026”."""
    return date_format(moment.astimezone(HAGEN), _("l, F j, Y"))


def at_time(moment: datetime) -> str:
    """“10:30 Uhr”; in the hour that comes twice, with which one it is."""
    return _("%(time)s o’clock") % {"time": local_label(moment)}


def days_before(moment: datetime, days: int) -> datetime:
    """So many days before, in UTC, when the clock shows what it will show then; at night the morning after or the
    evening before."""
    local = moment.astimezone(HAGEN)
    day = local.date() - timedelta(days=days)
    return datetime.combine(day, min(max(local.time(), MORNING), EVENING), HAGEN).astimezone(UTC)
