"""The calendar as pages show it: what is coming, a week, what is over, the courses of partners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from common.clock import HAGEN
from directory.languages import LANGUAGES
from directory.opening_hours.holidays import public_holiday_name, school_holiday_name
from events.enums import Audience, Kind
from events.filters import Filters
from events.models import CourseOffer, EventIndexPage, EventPage, Occurrence

PER_PAGE = 20
YEARS_AROUND = 3  # how far away a week may be looked at


@dataclass(frozen=True)
class Item:
    """One date in a list."""

    occurrence: Occurrence
    event: EventPage
    url: str
    is_over: bool

    @property
    def starts(self) -> datetime:
        """By the clock in Hagen."""
        return self.occurrence.starts_at.astimezone(HAGEN)

    @property
    def ends(self) -> datetime:
        return self.occurrence.ends_at.astimezone(HAGEN)

    @property
    def is_several_days(self) -> bool:
        return self.ends.date() > self.starts.date()


@dataclass(frozen=True)
class Day:
    """One day of a week. `holiday`: its name, if it is one."""

    date: date
    items: list[Item]
    holiday: str
    is_today: bool


def items_of(dates: Iterable[Occurrence], now: datetime | None = None) -> list[Item]:
    now = now or timezone.now()
    return [Item(one, one.event, one.event.get_url() or "", one.is_over(now)) for one in dates]


def next_events(now: datetime, *, number: int, audience: str = "") -> list[Item]:
    """For blocks: the next dates that take place."""
    dates = Filters(audience=audience).apply(Occurrence.objects.public().taking_place().coming(now))
    return items_of(dates.with_list_data()[:number], now)


# --- Pages ------------------------------------------------------------------------------------------------------------


def calendar_context(page: EventIndexPage, request: HttpRequest) -> dict:
    filters = Filters.from_params(request.GET)
    now = timezone.now()
    common = _common(page, request, filters)
    if request.GET.get("ansicht") == "woche":
        return {**common, **_week(filters, request.GET.get("woche", ""), now)}
    dates = filters.apply(Occurrence.objects.public().coming(now)).with_list_data()
    shown = Paginator(dates, PER_PAGE).get_page(request.GET.get("seite"))
    items = items_of(shown.object_list, now)
    return {
        **common,
        "is_week": False,
        "monday": None,
        "months": [
            (month, list(group)) for month, group in groupby(items, key=lambda item: item.starts.date().replace(day=1))
        ],
        "pages": shown,
        "previous_url": filters.query(seite=str(shown.previous_page_number())) if shown.has_previous() else "",
        "next_url": filters.query(seite=str(shown.next_page_number())) if shown.has_next() else "",
    }


def archive_context(page: EventIndexPage, request: HttpRequest) -> dict:
    filters = Filters.from_params(request.GET)
    now = timezone.now()
    dates = filters.apply(Occurrence.objects.public().taking_place().past(now)).with_list_data().order_by("-starts_at")
    shown = Paginator(dates, PER_PAGE).get_page(request.GET.get("seite"))
    return {
        **_common(page, request, filters),
        "items": items_of(shown.object_list, now),
        "pages": shown,
        "previous_url": filters.query(seite=str(shown.previous_page_number())) if shown.has_previous() else "",
        "next_url": filters.query(seite=str(shown.next_page_number())) if shown.has_next() else "",
    }


def courses_context(page: EventIndexPage, request: HttpRequest) -> dict:
    """The next beginning first, then those without a date."""
    today = timezone.localdate()
    courses = [(course, course.next_dates(today)) for course in CourseOffer.objects.offered().with_list_data()]
    courses.sort(key=lambda one: (one[1][0].starts_on if one[1] else date.max, one[0].title))
    return {"courses": courses, "calendar_url": page.get_url(request)}


def _common(page: EventIndexPage, request: HttpRequest, filters: Filters) -> dict:
    address = page.get_url(request) or ""
    feed = reverse("events:calendar_file")
    return {
        "filters": filters,
        "calendar_url": address,
        "list_url": address + filters.query(),
        "week_url": address + filters.query(ansicht="woche"),
        "archive_url": address + page.reverse_subpage("archive"),
        "courses_url": address + page.reverse_subpage("courses"),
        "has_courses": CourseOffer.objects.offered().exists(),
        "rss_url": address + page.reverse_subpage("feed"),
        "feed_url": feed + filters.feed_filters.query(),
        "webcal_url": f"webcal://{request.get_host()}{feed}{filters.feed_filters.query()}",
        "feed_words": filters.words,
        "districts": list(filters.districts.items()),
        "audiences": [Audience.RESIDENTS, Audience.BUSINESSES],
        "kinds": list(Kind),
        "languages": _languages_spoken(),
    }


def _languages_spoken() -> list[tuple[str, str]]:
    """Those of any event, in the order languages are offered everywhere."""
    lists = EventPage.objects.live().values_list("languages", flat=True)
    spoken = {code for languages in lists for code in languages}
    return [(code, name) for code, name in LANGUAGES if code in spoken]


def _week(filters: Filters, asked: str, now: datetime) -> dict:
    monday = monday_of(asked, now)
    since, until = (datetime.combine(monday + timedelta(days=days), time.min, HAGEN) for days in (0, 7))
    dates = filters.apply(Occurrence.objects.public().filter(starts_at__lt=until, ends_at__gt=since)).with_list_data()
    items = items_of(dates, now)
    today = now.astimezone(HAGEN).date()
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        here = [item for item in items if _is_on(item, day, monday)]
        days.append(Day(day, here, public_holiday_name(day) or school_holiday_name(day), day == today))
    before, after = monday - timedelta(days=7), monday + timedelta(days=7)
    return {
        "is_week": True,
        "days": days,
        "has_items": bool(items),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "week_number": monday.isocalendar().week,
        "before_url": filters.query(ansicht="woche", woche=week_name(before)) if _is_near(before, now) else "",
        "after_url": filters.query(ansicht="woche", woche=week_name(after)) if _is_near(after, now) else "",
        "is_this_week": monday <= today < after,
        "this_week_url": filters.query(ansicht="woche"),
    }


def _is_on(item: Item, day: date, monday: date) -> bool:
    """On the day it begins; one that began before this week, on its Monday."""
    return max(item.starts.date(), monday) == day


def monday_of(asked: str, now: datetime) -> date:
    """The Monday of “2026-W49” (ISO 8601); of this week for anything else, or for a week that is too far away."""
    today = now.astimezone(HAGEN).date()
    this = today - timedelta(days=today.weekday())
    year, _sign, week = asked.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return this
    return monday if _is_near(monday, now) else this


def week_name(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def _is_near(monday: date, now: datetime) -> bool:
    return abs((monday - now.astimezone(HAGEN).date()).days) <= YEARS_AROUND * 366
