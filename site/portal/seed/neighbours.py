"""Made-up owners of the example businesses, and what they say to each other on the noticeboard."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from directory.enums import CountKind, Proof
from directory.models import Business, DailyCount, District, Membership
from network.models import Conversation, Interest, MemberProfile, Message, Notice
from portal.seed.load import read_json

DAYS_COUNTED = 70
BUSY = {4: 2, 5: 3, 6: 0}  # factor by weekday: Friday, Saturday, Sunday


def seed_neighbours(today: date) -> dict[str, int]:
    """Add every example that is not there yet. Returns how many of each kind were created.

    An example business that an editor deleted takes its neighbours' parts with it.
    """
    data = read_json("portal.seed", "neighbours.json")
    businesses = {business.slug: business for business in Business.objects.all()}
    return {
        "owners": _seed_people(data["people"], businesses),
        "lines of members": _seed_profiles(data["profiles"], businesses),
        "notices": _seed_notices(data["notices"], data["said"], businesses, today),
        "days counted": _seed_counts(data["views"], businesses, today),
    }


def _seed_people(rows: list[dict], businesses: dict[str, Business]) -> int:
    created = 0
    for row in rows:
        business = businesses.get(row["business"])
        if business is None or User.objects.filter(email=row["email"]).exists():
            continue
        user = User.objects.create_user(row["email"], first_name=row["first_name"], last_name=row["last_name"])
        Membership.objects.create(business=business, user=user, role=row["role"], proof=Proof.STAFF)
        created += 1
    return created


def _seed_profiles(rows: list[dict], businesses: dict[str, Business]) -> int:
    created = 0
    for row in rows:
        if business := businesses.get(row["business"]):
            fields = {"offers": row["offers"], "wishes": row["wishes"]}
            created += MemberProfile.objects.get_or_create(business=business, defaults=fields)[1]
    return created


def _seed_notices(rows: list[dict], said: list[dict], businesses: dict[str, Business], today: date) -> int:
    districts = {district.slug: district for district in District.objects.all()}
    created = 0
    for row in rows:
        business = businesses.get(row["business"])
        if business is None or Notice.objects.filter(title=row["title"]).exists():
            continue
        notice = Notice.objects.create(
            business=business,
            direction=row["direction"],
            topic=row["topic"],
            district=districts.get(row["district"]),
            title=row["title"],
            text=row["text"],
            expires_on=today + timedelta(days=42 - row["days_ago"]),
            seen_at=timezone.now() if row["days_ago"] > 3 else None,
        )
        Notice.objects.filter(pk=notice.pk).update(created_at=timezone.now() - timedelta(days=row["days_ago"]))
        Interest.objects.bulk_create(
            Interest(notice=notice, business=businesses[slug]) for slug in row["interested"] if slug in businesses
        )
        for talk in said:
            if talk["notice"] == notice.title and talk["business"] in businesses:
                conversation = Conversation.objects.create(notice=notice, business=businesses[talk["business"]])
                for slug, text in talk["lines"]:
                    Message.objects.create(conversation=conversation, business=businesses[slug], text=text)
        created += 1
    return created


def _seed_counts(views: dict[str, int], businesses: dict[str, Business], today: date) -> int:
    """The same numbers on every machine: a weekly rhythm with a ripple."""
    rows = []
    for slug, usual in views.items():
        business = businesses.get(slug)
        if business is None or business.daily_counts.exists():
            continue
        for days in range(DAYS_COUNTED):
            day = today - timedelta(days=days)
            seen = usual * BUSY.get(day.weekday(), 1) + (day.toordinal() * 7) % 4
            numbers = {
                CountKind.PAGE: seen,
                CountKind.SEARCH: 2 * seen,
                CountKind.PHONE: seen // 6,
                CountKind.QR: seen // 8,
            }
            rows += [
                DailyCount(business=business, day=day, kind=kind, count=count)
                for kind, count in numbers.items()
                if count
            ]
    DailyCount.objects.bulk_create(rows)
    return len(rows)
