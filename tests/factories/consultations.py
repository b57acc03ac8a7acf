"""Advice to test with: one counsellor who is there every weekday from nine to twelve, without buffers or shares."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from accounts.actors import Channel
from consultations.enums import AssignmentReason, Audience, State, Way
from consultations.models import Absence, Booking, Callback, Closure, Counsellor, SpecialOpening, Topic, WeeklyRule
from tests.factories.directory import ContactPointFactory


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda number: f"Bewerbung {number}")
    slug = factory.Sequence(lambda number: f"bewerbung-{number}")
    audience = Audience.RESIDENTS
    summary = "Lebenslauf und Anschreiben, Schritt für Schritt."
    duration = 30
    ways = factory.LazyFunction(lambda: [Way.PLACE])


class CounsellorFactory(DjangoModelFactory):
    class Meta:
        model = Counsellor
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Frau Beispiel {number}")
    buffer_after = 0
    notice_hours = 0
    horizon_days = 60
    short_notice_share = 0
    phone_share = 0

    @factory.post_generation
    def topics(self, create, extracted):
        if create and extracted:
            self.topics.set(extracted)
            self.save()


class HoursFactory(DjangoModelFactory):
    counsellor = factory.SubFactory(CounsellorFactory)
    starts = time(9)
    ends = time(12)
    contact_point = factory.SubFactory(ContactPointFactory)
    ways = factory.LazyFunction(lambda: [Way.PLACE, Way.PHONE])


class WeeklyRuleFactory(HoursFactory):
    class Meta:
        model = WeeklyRule

    weekday = 0


class SpecialOpeningFactory(HoursFactory):
    class Meta:
        model = SpecialOpening


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    counsellor = factory.SubFactory(CounsellorFactory)


class ClosureFactory(DjangoModelFactory):
    class Meta:
        model = Closure

    name = "Betriebsausflug"


class BookingFactory(DjangoModelFactory):
    """An appointment that is confirmed and lies ahead, without cells: for what does not depend on time being taken."""

    class Meta:
        model = Booking

    uid = factory.Sequence(lambda number: f"{number}@tests")
    code = factory.Sequence(lambda number: f"T{number:05}")
    state = State.CONFIRMED
    topic = factory.SubFactory(TopicFactory)
    counsellor = factory.SubFactory(CounsellorFactory)
    way = Way.PHONE
    starts_at = factory.LazyFunction(
        lambda: timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    )
    ends_at = factory.LazyAttribute(lambda booking: booking.starts_at + timedelta(minutes=30))
    busy_from = factory.LazyAttribute(lambda booking: int(booking.starts_at.timestamp()))
    busy_until = factory.LazyAttribute(lambda booking: int(booking.ends_at.timestamp()))
    channel = Channel.WEB
    assignment_reason = AssignmentReason.ONLY_ONE
    email = "anna@example.org"


class CallbackFactory(DjangoModelFactory):
    class Meta:
        model = Callback

    phone = "02331 4242"


def advice(*, number: int = 1, duration: int = 30, ways=(Way.PLACE,), **more) -> tuple[Topic, list[Counsellor]]:
    """A topic and `number` counsellors who are at one contact point every day from nine to twelve."""
    topic = TopicFactory(duration=duration, ways=list(ways))
    place = ContactPointFactory()
    counsellors = [CounsellorFactory(topics=[topic], **more) for _number in range(number)]
    for counsellor in counsellors:
        for weekday in range(7):
            WeeklyRuleFactory(counsellor=counsellor, weekday=weekday, contact_point=place, ways=list(ways))
    return topic, counsellors
