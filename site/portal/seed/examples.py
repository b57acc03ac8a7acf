"""Made-up businesses, contact points and partners on the districts' real streets, all marked as examples."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources

from django.core.files.base import ContentFile
from django.utils import timezone

from directory.enums import Source
from directory.models import (
    Business,
    BusinessPhoto,
    BusinessTag,
    Category,
    ContactPoint,
    ContactPointPerson,
    District,
    Partner,
    TaggedBusiness,
)
from pictures.models import Picture
from portal.seed.advice import seed_advice
from portal.seed.events import seed_events
from portal.seed.load import read_json
from portal.seed.neighbours import seed_neighbours

CONTACT_POINT_FIELDS = (
    "name", "description", "phone", "email", "opening_hours", "languages",
    "walk_in_hours", "walk_in_note", "way_there", "stop_name", "wheelchair",
)  # fmt: skip
PLACE_FIELDS = ("street", "house_number", "postcode", "city", "latitude", "longitude")


def seed_demo(today: date | None = None) -> list[str]:
    """Add every example that is not there yet. Returns what was created, one line a kind."""
    today = today or timezone.localdate()
    data = read_json("portal.seed", "businesses.json")
    places = read_json("portal.seed", "places.json")
    counts = {
        "businesses": seed_businesses(data["businesses"], today),
        "contact points": seed_contact_points(places["contact_points"]),
        "partners": seed_partners(places["partners"]),
        **seed_neighbours(today),
        **seed_advice(today),
        **seed_events(today),
    }
    return [f"{count} {kind}" for kind, count in counts.items() if count]


def seed_businesses(rows: list[dict], today: date) -> int:
    present = set(Business.objects.values_list("slug", flat=True))
    rows = [row for row in rows if row["slug"] not in present]
    categories = {category.slug: category for category in Category.objects.all()}
    districts = {district.slug: district for district in District.objects.all()}
    tags = {name: _tag(name) for name in sorted({name for row in rows for name in row["tags"]})}
    pictures = {
        name: _picture(name, alt)
        for name, alt in {row["photo"]: row["photo_alt"] for row in rows if row["photo"]}.items()
    }
    now = timezone.now()
    for row in rows:
        business = Business(
            slug=row["slug"],
            name=row["name"],
            description=row["description"],
            category=categories[row["category"]],
            district=districts[row["district"]],
            phone=row["phone"],
            email=row["email"],
            website=row["website"],
            facebook=row["social"].get("facebook", ""),
            instagram=row["social"].get("instagram", ""),
            tiktok=row["social"].get("tiktok", ""),
            languages=row["languages"],
            wheelchair=row["wheelchair"] or "unknown",
            payment_methods=row["payment"],
            opening_hours=row["opening_hours"],
            last_confirmed_on=_days_before(today, row["confirmed_days_ago"]),
            source=Source.DEMO,
            first_published_at=now,
            last_published_at=now,
            **{field: row[field] for field in PLACE_FIELDS},
        )
        business.full_clean()
        business.save()
        TaggedBusiness.objects.bulk_create(
            TaggedBusiness(content_object=business, tag=tags[name]) for name in row["tags"]
        )
        if row["photo"]:
            BusinessPhoto.objects.create(
                business=business, picture=pictures[row["photo"]], alt_text=row["photo_alt"], sort_order=0
            )
    return len(rows)


def seed_contact_points(rows: list[dict]) -> int:
    districts = {district.slug: district for district in District.objects.all()}
    created = 0
    for row in rows:
        fields = {name: row[name] for name in (*PLACE_FIELDS, *CONTACT_POINT_FIELDS)}
        point, is_new = ContactPoint.objects.get_or_create(
            slug=row["slug"], defaults={**fields, "district": districts[row["district"]], "is_example": True}
        )
        if is_new:
            ContactPointPerson.objects.bulk_create(
                ContactPointPerson(contact_point=point, sort_order=position, **person)
                for position, person in enumerate(row["people"])
            )
        created += is_new
    return created


def seed_partners(rows: list[dict]) -> int:
    created = 0
    for position, row in enumerate(rows):
        fields = {name: row[name] for name in ("name", "description", "website")}
        _partner, is_new = Partner.objects.get_or_create(slug=row["slug"], defaults={**fields, "sort_order": position})
        created += is_new
    return created


def _tag(name: str) -> BusinessTag:
    return BusinessTag.objects.get_or_create(name=name)[0]


def _picture(name: str, description: str) -> Picture:
    title = f"Beispiel: {name.rpartition('.')[0]}"
    picture = Picture.objects.filter(title=title).first()
    if picture is None:
        data = resources.files("portal.seed").joinpath("pictures", name).read_bytes()
        picture = Picture.objects.create(
            title=title, description=description, credit="Gemeinsam für Hagen", file=ContentFile(data, name=name)
        )
    return picture


def _days_before(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)
