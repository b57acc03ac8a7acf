"""Made-up events, people who come to them, and courses of partners."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actors import Actor, Channel
from common.clock import local_moment
from directory.models import ContactPoint, District
from events.enums import Scope
from events.models import (
    CourseDate,
    CourseOffer,
    EventDate,
    EventIndexPage,
    EventPage,
    EventSeries,
    Occurrence,
    Registration,
    WorkshopResultPage,
)
from events.registrations import domain
from events.registrations.errors import NotPossible
from portal.seed.load import read_json
from portal.seed.pages import with_ids

EXAMPLE = "<p>Dieser Termin ist ein Beispiel.</p>"
PLAIN = (
    "title", "slug", "kind", "audience", "lead", "languages", "access", "has_childcare", "childcare_note", "bring",
    "registration", "scope", "capacity", "seats_at_most", "closes_hours_before", "certificate_contents", "is_online",
    "online_url", "place_name", "street", "house_number", "postcode", "is_free", "cost", "contact_phone",
)  # fmt: skip
NAMES = ["Frau Muster", "Herr Beispiel", "Familie Probe", "Frau Vorlage", "Herr Entwurf", "Frau Skizze", "Herr Modell"]


def seed_events(today: date) -> dict[str, int]:
    """Add every example that is not there yet. Returns how many of each kind were created."""
    data = read_json("portal.seed", "events.json")
    index = EventIndexPage.objects.first()
    for row in data["series"]:
        EventSeries.objects.get_or_create(name=row["name"], defaults={"description": row["description"]})
    return {
        "events": sum(_seed_event(index, row, today) for row in data["events"]) if index else 0,
        "courses of partners": sum(_seed_course(row, today) for row in data["courses"]),
    }


def _seed_event(index: EventIndexPage, row: dict, today: date) -> bool:
    if EventPage.objects.child_of(index).filter(slug=row["slug"]).exists():
        return False
    page = EventPage(
        **{name: row[name] for name in PLAIN if name in row},
        contact_point=ContactPoint.objects.filter(slug=row.get("place", "")).first(),
        district=District.objects.filter(slug=row.get("district", "")).first(),
        series=EventSeries.objects.filter(name=row.get("series", "")).first(),
        body=json.dumps(with_ids([{"type": "text", "value": row["body"]}, {"type": "notice", "value": EXAMPLE}])),
    )
    index.add_child(instance=page)
    cancelled = row.get("cancelled", [])
    first = today + timedelta(days=1 + (row["weekday"] - today.weekday() - 1) % 7)  # from tomorrow on
    for number, weeks in enumerate(row["weeks"]):
        starts, ends = (local_moment(first + timedelta(weeks=weeks), _time(text)) for text in row["time"])
        page.dates.add(EventDate(starts_at=starts, ends_at=ends, is_cancelled=number in cancelled))
    page.save_revision().publish()
    _seed_people(page, row)
    if "results" in row:
        _seed_results(page, row["results"])
    return True


def _time(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 — a time of day


def _seed_people(page: EventPage, row: dict) -> None:
    """Through the same verbs as everybody's, so that lists and waiting lists are what they would be."""
    first = Occurrence.objects.filter(event=page).first()
    now = min(timezone.now(), first.starts_at - timedelta(days=5))
    for number in range(row.get("people", 0)):
        person = domain.Person(
            name=NAMES[number % len(NAMES)],
            phone=f"02331 42{number:02}",
            language="de" if number % 3 else "tr",
            wants_childcare=bool(page.has_childcare and number % 4 == 0),
        )
        try:
            domain.register(
                event=page,
                occurrence=first if page.scope == Scope.EACH else None,
                person=person,
                by=Actor(Actor.system().kind, Channel.PHONE),
                now=now,
            )
        except NotPossible:
            return
    door = first.starts_at
    for number, registration in enumerate(Registration.objects.filter(roll__event=page)[: row.get("people", 0)]):
        if "attended" in row:
            domain.check_in(
                registration=registration,
                occurrence=first,
                is_there=number < row["attended"],
                by=Actor.system(),
                now=door,
            )


def _seed_results(page: EventPage, row: dict) -> None:
    results = WorkshopResultPage(
        title=row["title"], slug=row["slug"], lead=row["lead"], body=json.dumps(with_ids(row["body"]))
    )
    EventPage.objects.get(pk=page.pk).add_child(instance=results)
    results.save_revision().publish()


def _seed_course(row: dict, today: date) -> bool:
    if CourseOffer.objects.filter(slug=row["slug"]).exists():
        return False
    fields = {name: value for name, value in row.items() if name not in {"dates", "district"}}
    course = CourseOffer(
        **fields, district=District.objects.filter(slug=row.get("district", "")).first(), is_example=True
    )
    for starts, ends, times in row["dates"]:
        course.dates.add(
            CourseDate(starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends), times=times)
        )
    course.save()
    return True
