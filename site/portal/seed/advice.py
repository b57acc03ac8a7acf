"""Made-up topics, counsellors and appointments of advice."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actors import Actor, Channel
from consultations.domain import NotPossible, Person, book, cancel, close, record_walk_in
from consultations.enums import State
from consultations.finding import Search, find
from consultations.models import Booking, Callback, Closure, Counsellor, StatisticsRow, Topic, WeeklyRule
from directory.models import ContactPoint
from portal.seed.load import read_json

NOON = time(12)


def seed_advice(today: date) -> dict[str, int]:
    """Add every example that is not there yet. Returns how many of each kind were created."""
    data = read_json("portal.seed", "advice.json")
    return {
        "topics of advice": _seed_topics(data["topics"]),
        "counsellors": _seed_counsellors(data["counsellors"]),
        "closing days": _seed_closure(today),
        "appointments": _seed_bookings(data["bookings"], today),
        "appointments that are over": _seed_past(data["past"], today),
    }


def _seed_topics(rows: list[dict]) -> int:
    created = 0
    for position, row in enumerate(rows):
        fields = {**row, "bring": "\n".join(row["bring"]), "sort_order": position, "is_example": True}
        created += Topic.objects.get_or_create(slug=row["slug"], defaults=fields)[1]
    return created


def _seed_counsellors(rows: list[dict]) -> int:
    places = {place.slug: place for place in ContactPoint.objects.all()}
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    created = 0
    for row in rows:
        if Counsellor.objects.filter(name=row["name"]).exists():
            continue
        counsellor = Counsellor.objects.create(
            name=row["name"], introduction=row["introduction"], languages=row["languages"], is_example=True
        )
        counsellor.topics.set([topics[slug] for slug in row["topics"] if slug in topics])
        counsellor.save()
        for place, weekdays, starts, ends, ways in row["hours"]:
            WeeklyRule.objects.bulk_create(
                WeeklyRule(
                    counsellor=counsellor,
                    weekday=weekday,
                    starts=time.fromisoformat(starts),
                    ends=time.fromisoformat(ends),
                    contact_point=places.get(place),
                    ways=ways,
                )
                for weekday in weekdays
            )
        created += 1
    return created


def _seed_closure(today: date) -> int:
    """Between the years nobody advises; neither 24 nor 31 December is a public holiday."""
    name = "Zwischen den Jahren"
    days = {"first_day": date(today.year, 12, 24), "last_day": date(today.year, 12, 31)}
    return int(Closure.objects.get_or_create(name=name, defaults=days)[1])


def _seed_bookings(rows: list[dict], today: date) -> int:
    """Through the same verbs as everybody's, so that nothing overlaps. Only into an empty calendar."""
    if Booking.objects.exists():
        return 0
    now = timezone.make_aware(datetime.combine(today, NOON))
    booked = [_book(row, now=now, since=now + timedelta(days=row["days"] - 0.5)) for row in rows]
    Callback.objects.get_or_create(phone="02331 4242", defaults={"name": "Frau Muster", "when": "vormittags"})
    return sum(booking is not None for booking in booked)


def _seed_past(rows: list[dict], today: date) -> int:
    """Some weeks of advice with their outcomes, so that lists and numbers have something to show."""
    if StatisticsRow.objects.exists():
        return 0
    desk, created = Actor.system(), 0
    places = list(ContactPoint.objects.all())
    for row in rows:
        day = today - timedelta(days=row["days_ago"] + row["waited"])
        now = timezone.make_aware(datetime.combine(day, NOON))
        for number, topic in enumerate(Topic.objects.filter(slug__in=row["walk_ins"])):
            record_walk_in(
                topic=topic, contact_point=places[number % len(places)], language=row["language"], on=now.date()
            )
        booking = _book(row, now=now, since=now + timedelta(days=row["waited"] - 0.5))
        if booking is None:
            continue
        created += 1
        Booking.objects.filter(pk=booking.pk).update(created_at=now)
        if row["outcome"] == "cancelled":
            cancel(booking=booking, by=Actor.person(Channel.MAIL), now=now)
        elif row["outcome"] and booking.state == State.CONFIRMED:
            close(booking=booking, outcome=State(row["outcome"]), by=desk, now=booking.ends_at)
    return created


def _book(row: dict, *, now: datetime, since: datetime) -> Booking | None:
    """The first free time of the example's topic."""
    topic = Topic.objects.filter(slug=row["topic"]).first()
    if topic is None:
        return None
    search = Search(topic=topic, now=now, language=row.get("language", "de"), since=since, at_the_desk=True)
    fields = {name: row.get(name, "") for name in ("name", "email", "phone", "concern", "size_class")}
    for offer in find(search).offers[:1]:
        try:
            return book(search=search, slot=offer.slot, person=Person(**fields), by=Actor.person(Channel.PHONE))
        except NotPossible:
            return None
    return None
