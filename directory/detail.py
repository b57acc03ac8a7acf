"""What the page of a business shows; used by the view and by the preview in the admin."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from directory.cards import card_for
from directory.models import Business
from directory.opening_hours import day_in_words

DAYS_SHOWN = 7


def detail_context(business: Business, now: datetime | None = None) -> dict:
    """Flat context of `directory/business_detail.html` at `now` (aware; default: this moment)."""
    now = now or timezone.now()
    return {
        "business": business,
        "card": card_for(business, now),
        "week": week_in_words(business, now),
        "today": timezone.localdate(now),
    }


def week_in_words(place, now: datetime) -> list[dict]:
    """The coming days of a business or contact point: day, its hours in words, the holiday, whether it is today."""
    today = timezone.localdate(now)
    if not place.opening_hours or not place.hours.understood:
        return []
    return [
        {"day": day.day, "words": day_in_words(day), "holiday": day.holiday, "is_today": day.day == today}
        for day in place.hours.week(today, DAYS_SHOWN)
    ]
