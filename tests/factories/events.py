"""Events as editors publish them, and people who register."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail.models import Page

import factory
from factory.django import DjangoModelFactory

from accounts.actors import Actor
from events.enums import RegistrationMode, Scope
from events.models import (
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
from tests.factories.directory import ContactPointFactory
from tests.factories.pages import PageFactory
from tests.hagen import at

NOW = at("2026-12-01 10:00")
PERSON = Actor.person()


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage

    title = "Termine"
    slug = "termine"
    lead = "Was im Viertel los ist."


class EventPageFactory(PageFactory):
    """Published; `dates` are (from, to) as “2026-12-08 18:00” or moments, `registration` is online with `places`."""

    class Meta:
        model = EventPage

    class Params:
        places = None

    title = factory.Sequence(lambda number: f"Abend {number}")
    slug = factory.Sequence(lambda number: f"abend-{number}")
    lead = "Was geschehen soll."
    contact_point = factory.SubFactory(ContactPointFactory)

    @classmethod
    def default_parent(cls) -> Page:
        return EventIndexPage.objects.first() or EventIndexPageFactory()

    @classmethod
    def _create(cls, model_class, *args, dates=None, **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        for starts_at, ends_at in dates if dates is not None else [("2026-12-08 18:00", "2026-12-08 20:00")]:
            page.dates.add(EventDate(starts_at=_moment(starts_at), ends_at=_moment(ends_at)))
        page.save_revision().publish()
        return EventPage.objects.get(pk=page.pk)


def _moment(value) -> datetime:
    return at(value) if isinstance(value, str) else value


def event(places: int | None = 3, **kwargs) -> EventPage:
    """With registration on the site."""
    fields = {"registration": RegistrationMode.ONLINE, "capacity": places, "scope": Scope.WHOLE, **kwargs}
    return EventPageFactory(**fields)


def publish(page: EventPage, **changes) -> EventPage:
    """As an editor does: the changed fields, `dates` as a function of the rows."""
    page = page.get_latest_revision_as_object() if page.latest_revision else page
    change_dates = changes.pop("dates", None)
    for name, value in changes.items():
        setattr(page, name, value)
    if change_dates:
        rows = change_dates(list(page.dates.all()))
        page.dates.set(rows)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def occurrence_of(page: EventPage, number: int = 0) -> Occurrence:
    return list(Occurrence.objects.filter(event=page))[number]


def come(
    page: EventPage, *, date: Occurrence | None = None, now: datetime = NOW, by: Actor = PERSON, **person
) -> Registration:
    """Somebody registers; with an e-mail address of their own unless said otherwise."""
    come.number += 1
    person = {"name": "Frau Beispiel", "email": f"p{come.number}@example.org", **person}
    return domain.register(event=page, occurrence=date, person=domain.Person(**person), by=by, now=now)


come.number = 0


class EventSeriesFactory(DjangoModelFactory):
    class Meta:
        model = EventSeries

    name = factory.Sequence(lambda number: f"Reihe {number}")


class CourseOfferFactory(DjangoModelFactory):
    class Meta:
        model = CourseOffer

    title = factory.Sequence(lambda number: f"Kurs {number}")
    slug = factory.Sequence(lambda number: f"kurs-{number}")
    provider = "Volkshochschule"
    target_group = "Wer Deutsch lernen will"
    description = "Von Grund auf."


class WorkshopResultPageFactory(PageFactory):
    class Meta:
        model = WorkshopResultPage

    title = "Was daraus wurde"
    slug = "ergebnisse"
    lead = "Ideen und was aus ihnen wurde."


def soon(days: float = 7, hours: float = 2) -> tuple[datetime, datetime]:
    """A date from now on, for pages that look at the clock."""
    from django.utils import timezone

    start = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    return start, start + timedelta(hours=hours)
