"""Addresses of events beside their pages: calendars to subscribe to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from calendars.http import calendar_response
from common.urls import absolute_url
from events import feeds
from events.filters import Filters
from events.models import EventPage


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Everything, or one district, or one audience."""
    filters = Filters.from_params(request.GET).feed_filters
    url = absolute_url(reverse("events:calendar_file") + filters.query())
    body = feeds.calendar_of(filters, timezone.now(), url=url)
    return calendar_response(request, body, filename="termine.ics", is_private=False)


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(EventPage.objects.live(), slug=slug)
    url = absolute_url(reverse("events:event_file", args=[event.slug]))
    body = feeds.calendar_of_event(event, timezone.now(), url=url)
    return calendar_response(request, body, filename=f"{event.slug}.ics", is_private=False)
