"""What the page of a business shows; used by the view and by the preview in the admin."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from directory.cards import card_for
from directory.models import Business
from directory.opening_hours import OpeningHours, day_in_words

DAYS_SHOWN = 7


def detail_context(business: Business, now: datetime | None = None) -> dict:
    """Flat context of `directory/business_detail.html` at `now` (aware; default: this moment)."""
    now = now or timezone.now()
    return {
        "business": business,
        "card": card_for(business, now),
        "week": week_in_words(business.hours, now),
        "today": timezone.localdate(now),
    }


def week_in_words(hours: OpeningHours, now: datetime) -> list[dict]:
    """The coming days: day, its hours in words, the holiday, whether it is today. Empty where nobody knows."""
    today = timezone.localdate(now)
    if not hours.raw or not hours.understood:
        return []
    return [
        {"day": day.day, "words": day_in_words(day), "holiday": day.holiday, "is_today": day.day == today}
        for day in hours.week(today, DAYS_SHOWN)
    ]
