"""Events for calendars (RFC 5545, 7986) and feed readers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from calendars.entries import Entry, Status
from calendars.writing import feed
from common.clock import at_time, on_day
from common.urls import absolute_url
from events.filters import Filters
from events.models import EventPage, Occurrence

if TYPE_CHECKING:
    from events.models import EventIndexPage

BACK = timedelta(days=28)  # what was cancelled stays so long, so that calendars notice
AHEAD = timedelta(days=400)
ITEMS = 30


def calendar_of(filters: Filters, now: datetime, *, url: str) -> bytes:
    """Every date of the last four weeks and the next year, as entries to subscribe to."""
    dates = Occurrence.objects.filter(
        event__live=True, ends_at__gt=now - BACK, starts_at__lt=now + AHEAD
    ).with_list_data()
    name = _("Events: %(which)s") % {"which": filters.words}
    return feed([entry_of(one) for one in filters.apply(dates)], name=name, now=now, url=url)


def calendar_of_event(event: EventPage, now: datetime, *, url: str) -> bytes:
    dates = Occurrence.objects.filter(event=event).with_list_data()
    return feed([entry_of(one) for one in dates], name=event.title, now=now, url=url)


def entry_of(occurrence: Occurrence) -> Entry:
    event = occurrence.event
    position = event.position
    note = f"{occurrence.note}\n\n" if occurrence.note else ""
    return Entry(
        uid=f"{occurrence.uid}-{event.pk}@{_host()}",
        sequence=occurrence.sequence,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        summary=event.title,
        description=f"{note}{event.lead}",
        location=event.place_line,
        url=absolute_url(event.get_url() or ""),
        status=Status.CONFIRMED if occurrence.takes_place else Status.CANCELLED,
        created_at=occurrence.created_at,
        changed_at=occurrence.changed_at,
        categories=(str(event.get_kind_display()), str(event.get_audience_display())),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
    )


def _host() -> str:
    return absolute_url("/").partition("://")[2].strip("/").partition(":")[0]


class EventFeed(Feed):
    """The next thirty dates, for feed readers: the next one first."""

    feed_type = Rss201rev2Feed
    language = "de"

    def __init__(self, page: EventIndexPage):
        self.page = page

    def title(self) -> str:
        return f"{self.page.title} – Gemeinsam für Hagen"

    def link(self) -> str:
        return self.page.get_url()

    def feed_url(self) -> str:
        return self.page.get_url() + self.page.reverse_subpage("feed")

    def description(self) -> str:
        return self.page.lead or self.page.title

    def items(self) -> list[Occurrence]:
        from django.utils import timezone

        return list(Occurrence.objects.public().coming(timezone.now()).with_list_data()[:ITEMS])

    def item_title(self, item: Occurrence) -> str:
        words = f"{item.event.title}: {on_day(item.starts_at)}, {at_time(item.starts_at)}"
        return words if item.takes_place else _("Cancelled: %(what)s") % {"what": words}

    def item_description(self, item: Occurrence) -> str:
        return "\n".join(part for part in (item.event.place_line, item.note, item.event.lead) if part)

    def item_link(self, item: Occurrence) -> str:
        return f"{item.event.get_url()}#{item.uid}"

    def item_guid(self, item: Occurrence) -> str:
        return f"{item.uid}-{item.event_id}-{item.sequence}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Occurrence) -> datetime:
        return item.changed_at
