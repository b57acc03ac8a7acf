"""The row without a person that stays when an appointment is over."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.actors import Channel
from consultations.enums import State, Way
from consultations.models import Booking, StatisticsRow, Topic
from directory.models import ContactPoint


def record(booking: Booking) -> StatisticsRow:
    """Of an appointment that has just ended, one way or another."""
    on = timezone.localdate(booking.starts_at)
    business = booking.business
    return StatisticsRow.objects.create(
        on=on,
        contact_point_id=booking.contact_point_id,
        topic_id=booking.topic_id,
        audience=booking.topic.audience,
        language=booking.language,
        with_interpreter=booking.needs_interpreter,
        channel=booking.channel,
        way=booking.way,
        outcome=booking.state,
        minutes=(booking.minutes or booking.duration) if booking.state == State.ATTENDED else 0,
        days_waited=max(0, (on - timezone.localdate(booking.created_at)).days),
        size_class=booking.size_class,
        district_id=business.district_id if business else None,
    )


def record_walk_in(
    *, topic: Topic, contact_point: ContactPoint, language: str, on: date, minutes: int = 0, size_class: str = ""
) -> StatisticsRow:
    """Somebody came without an appointment: counted, and nothing about them is kept."""
    return StatisticsRow.objects.create(
        on=on,
        contact_point=contact_point,
        topic=topic,
        audience=topic.audience,
        language=language,
        channel=Channel.WALK_IN,
        way=Way.PLACE,
        outcome=State.ATTENDED,
        minutes=minutes or topic.duration,
        size_class=size_class,
        district=None,
    )
