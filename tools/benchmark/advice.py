"""Measures free times: `python -m tools.benchmark.advice`, in a prepared database. Prints one line of JSON.

Twelve counsellors with two blocks of hours a day over two contact points, absences, a busy calendar each, and 60 days
booked to a third: every free time of all of them, searched in one go.
"""

from __future__ import annotations

import json
import statistics
import time
from datetime import time as clock_time
from datetime import timedelta

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

COUNSELLORS, DAYS, ROUNDS = 12, 60, 30
AIM_MS, AIM_QUERIES = 30, 10


def fill() -> None:
    """Everything by its number, the same in every run."""
    from consultations.models import (
        Absence,
        Booking,
        BusyTime,
        Counsellor,
        Topic,
        WeeklyRule,
    )
    from directory.models import ContactPoint, District

    topic = Topic.objects.create(
        name="Messung", slug="messung", audience="residents", summary="Messung", duration=30, ways=["place", "phone"]
    )
    district = District.objects.order_by("pk").first()
    places = [ContactPoint.objects.create(name=f"Ort {n}", slug=f"ort-{n}", district=district) for n in range(2)]
    now = timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for number in range(COUNSELLORS):
        counsellor = Counsellor.objects.create(
            name=f"Beratung {number}", horizon_days=DAYS, buffer_before=5, buffer_after=10, notice_hours=4
        )
        counsellor.topics.set([topic])
        counsellor.save()
        WeeklyRule.objects.bulk_create(
            WeeklyRule(
                counsellor=counsellor,
                weekday=weekday,
                starts=clock_time(starts),
                ends=clock_time(ends),
                contact_point=places[(number + weekday) % 2],
                ways=["place", "phone"],
            )
            for weekday in range(5)
            for starts, ends in ((9, 12), (13, 17))
        )
        Absence.objects.create(
            counsellor=counsellor,
            starts_at=midnight + timedelta(days=20 + number),
            ends_at=midnight + timedelta(days=22 + number),
        )
        BusyTime.objects.bulk_create(
            BusyTime(counsellor=counsellor, start=start, end=start + 3600)
            for start in (
                int((midnight + timedelta(days=day, hours=14)).timestamp()) for day in range(number % 3, DAYS, 3)
            )
        )
        rows = []
        for day in range(DAYS):
            for hour in (9, 11, 15):
                starts_at = midnight + timedelta(days=day, hours=hour)
                start = int(starts_at.timestamp())
                code = f"{number:02}{day:02}{hour:02}"
                rows.append(
                    Booking(
                        uid=code,
                        code=code,
                        state="confirmed",
                        topic=topic,
                        counsellor=counsellor,
                        way="phone",
                        starts_at=starts_at,
                        ends_at=starts_at + timedelta(minutes=30),
                        busy_from=start - 300,
                        busy_until=start + 2400,
                        channel="web",
                        assignment_reason="least_loaded",
                    )
                )
        Booking.objects.bulk_create(rows)


def measure() -> dict:
    from consultations.finding import Search, find
    from consultations.models import Booking, Topic

    topic, now = Topic.objects.get(slug="messung"), timezone.now()
    search = Search(topic=topic, now=now, ways=["place"])
    found = find(search)
    with CaptureQueriesContext(connection) as captured:
        find(search)
    times, probes = [], []
    for _round in range(ROUNDS):
        probes.append(_milliseconds(lambda: sum(number * number for number in range(50_000))))
        times.append(_milliseconds(lambda: find(search)))
    return {
        "counsellors": COUNSELLORS,
        "days": DAYS,
        "bookings": Booking.objects.count(),
        "offers": len(found.offers),
        "queries": len(captured),
        "median": statistics.median(times),
        "best": min(times),
        "worst": max(times),
        "probe": {"median": statistics.median(probes), "best": min(probes), "worst": max(probes)},
        "aim_ms": AIM_MS,
        "aim_queries": AIM_QUERIES,
    }


def _milliseconds(work) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    django.setup()
    fill()
    print(json.dumps(measure()))
