"""A registration as paper: plain values for `printing`, which knows no events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from common.clock import HAGEN, at_time, on_day
from common.urls import absolute_url
from events.models import Attendance, EventPage, Occurrence, Registration
from events.registrations.links import link_to
from printing.appointments import AppointmentCard
from printing.events import Certificate, CheckInList, CheckInRow, EventNotice

MOST_DATES_ON_A_NOTICE = 8


def card_of(registration: Registration) -> AppointmentCard:
    """In German, for the wallet: the next date, or the first of a course."""
    event = registration.event
    dates = [one for one in registration.roll.occurrences if one.takes_place] or list(registration.roll.occurrences)
    point = event.contact_point
    with override(settings.LANGUAGE_CODE):
        more = len(dates) - 1
        return AppointmentCard(
            subject=Truncator(event.title).chars(110),
            day=on_day(dates[0].starts_at),
            time=at_time(dates[0].starts_at),
            way="video" if event.is_online else "place",
            way_words=_("and %(number)s more dates") % {"number": more} if more else str(event.get_kind_display()),
            place=event.place_lines,
            bring=[event.bring] if event.bring else [],
            stop=point.stop_name if point else "",
            phone=event.phone,
            code=registration.code,
            url=link_to(registration),
        )


def check_in_list_of(event: EventPage, dates: list[Occurrence], registrations: Iterable[Registration]) -> CheckInList:
    """`dates`: one column each to tick."""
    with override(settings.LANGUAGE_CODE):
        return CheckInList(
            title=event.title,
            when=[f"{on_day(one.starts_at)}, {at_time(one.starts_at)}" for one in dates],
            where=event.place_line,
            dates=[date_format(one.starts_at.astimezone(HAGEN), "j.n.") for one in dates],
            rows=[
                CheckInRow(
                    name=one.name or _("Code %(code)s") % {"code": one.code},
                    seats=one.seats,
                    remark=_("with a child to look after") if one.wants_childcare else "",
                    code=one.code,
                )
                for one in registrations
            ],
        )


def certificate_of(registration: Registration, today: date) -> Certificate:
    """The dates somebody was ticked off for. Says what was held and for how long, and nothing else about the person."""
    event = registration.event
    there = Occurrence.objects.filter(
        pk__in=Attendance.objects.filter(registration=registration, is_there=True).values("occurrence")
    )
    minutes = event.lesson_minutes or sum(int((one.ends_at - one.starts_at).total_seconds()) // 60 for one in there)
    with override(settings.LANGUAGE_CODE):
        return Certificate(
            name=registration.name,
            title=event.title,
            kind_words=str(event.get_kind_display()),
            dates=[on_day(one.starts_at) for one in there],
            hours=_hours(minutes),
            contents=[line.strip() for line in event.certificate_contents.splitlines() if line.strip()],
            place=event.place_lines,
            organiser=event.organiser.name if event.organiser else "Gemeinsam für Hagen",
            issued_on=today,
        )


def _hours(minutes: int) -> str:
    """“3 Stunden 30 Minuten”."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours})
    if rest:
        parts.append(ngettext("%(number)s minute", "%(number)s minutes", rest) % {"number": rest})
    return " ".join(parts)


def notice_of(event: EventPage, dates: list[Occurrence]) -> EventNotice:
    with override(settings.LANGUAGE_CODE):
        facts = [(key, str(words)) for key, words in event.access_words]
        if event.has_childcare:
            facts.append(("child", event.childcare_note or _("Children are looked after")))
        return EventNotice(
            title=event.title,
            kind_words=str(event.get_kind_display()),
            when=[f"{on_day(one.starts_at)}, {at_time(one.starts_at)}" for one in dates[:MOST_DATES_ON_A_NOTICE]],
            place=event.place_lines,
            for_whom=str(event.get_audience_display()),
            languages=", ".join(str(name) for name in event.language_names),
            cost=_("Free of charge") if event.is_free else event.cost,
            facts=facts,
            lead=event.lead,
            url=absolute_url(event.get_url() or ""),
            phone=event.phone,
        )
