"""Prepares the database that is measured, and fills it up: `python -m tools.benchmark.fill prepare|NUMBER`.

Prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from tools.benchmark.businesses import Sources, businesses, read_sources

BATCH = 2000
ONE_OWNED_IN = 4
BESIDE = {"category_slug", "district_slug", "tag_names", "photo"}  # of the fields of a row, no field of a business


def prepare() -> dict:
    """Tables, pages, static files; gives the seconds they took.

    Refuses a database that has anything in it: it will be filled with made-up businesses.
    """
    if connection.introspection.table_names():
        raise SystemExit(
            "The database is not empty. `make bench` fills one with made-up businesses: name an empty one."
        )
    from portal.seed.load import setup_site

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    migrated = time.perf_counter()
    with transaction.atomic():
        setup_site()
    set_up = time.perf_counter()
    call_command("collectstatic", interactive=False, verbosity=0)
    return {
        "migrate": migrated - started,
        "setup_site": set_up - migrated,
        "collectstatic": time.perf_counter() - set_up,
    }


def fill(total: int) -> dict:
    """Add businesses until there are `total`."""
    from directory.models import Business, Category, DirectoryVersion, District
    from portal.seed.load import read_json

    sources = read_sources(
        read_json("portal.seed", "businesses.json"),
        read_json("directory", "data/categories.json"),
        Path(settings.SHARED_DATA_DIR) / "osm_pois_sample.geojson",
    )
    categories = {category.slug: category for category in Category.objects.all()}
    districts = {district.slug: district for district in District.objects.all()}
    tags, pictures = _tags(sources), _pictures()
    started = time.perf_counter()
    present = Business.objects.count()
    for start in range(present, total, BATCH):
        rows = list(businesses(sources, start, min(start + BATCH, total)))
        with transaction.atomic():
            _write(rows, categories, districts, tags, pictures)
    DirectoryVersion.renew()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # autovacuum would get to it a minute later, in the middle of measuring
    return {
        "businesses": Business.objects.published().count(),
        "fill_seconds": time.perf_counter() - started,
        "has_sample": sources.has_sample,
    }


def _write(rows: list[dict], categories: dict, districts: dict, tags: dict, pictures: list) -> None:
    from directory.models import Business, BusinessPhoto, TaggedBusiness

    now = timezone.now()
    created = Business.objects.bulk_create(
        [
            Business(
                category=categories[row["category_slug"]],
                district=districts[row["district_slug"]],
                source="demo",
                live=True,
                first_published_at=now,
                last_published_at=now,
                **{field: value for field, value in row.items() if field not in BESIDE},
            )
            for row in rows
        ],
        batch_size=500,
    )
    pairs = list(zip(created, rows, strict=True))
    _write_owners([business for number, business in enumerate(created) if number % ONE_OWNED_IN == 0])
    TaggedBusiness.objects.bulk_create(
        [
            TaggedBusiness(content_object=business, tag=tags[name])
            for business, row in pairs
            for name in row["tag_names"]
        ],
        batch_size=2000,
    )
    BusinessPhoto.objects.bulk_create(
        [
            BusinessPhoto(
                business=business, picture=pictures[row["photo"] % len(pictures)], alt_text="Schaufenster", sort_order=0
            )
            for business, row in pairs
            if row["photo"] is not None
        ]
    )


def _write_owners(businesses: list) -> None:
    """An owner for each, a month of counts, a notice on the board."""
    from accounts.models import User
    from directory.models import DailyCount, Membership
    from network.models import Notice

    today = timezone.localdate()
    people = User.objects.bulk_create(User(email=f"owner-{business.pk}@example.org") for business in businesses)
    Membership.objects.bulk_create(
        Membership(business=business, user=person, role="owner", proof="staff")
        for business, person in zip(businesses, people, strict=True)
    )
    DailyCount.objects.bulk_create(
        (
            DailyCount(business=business, day=today - timedelta(days=days), kind="page", count=1 + days % 7)
            for business in businesses
            for days in range(30)
        ),
        batch_size=5000,
    )
    Notice.objects.bulk_create(
        Notice(
            business=business,
            direction="looking",
            topic="delivery",
            title="Wer fährt mit zum Großmarkt?",
            text="Donnerstags um fünf.",
            expires_on=today + timedelta(days=30),
        )
        for business in businesses
    )


def _tags(sources: Sources) -> dict:
    from directory.models import BusinessTag

    return {name: BusinessTag.objects.get_or_create(name=name)[0] for name in sources.tags}


def _pictures() -> list:
    """A few pictures that businesses share; what a card costs does not depend on whose picture it shows."""
    from django.core.files.base import ContentFile

    from pictures.models import Picture

    if not Picture.objects.exists():
        folder = Path(settings.PROJECT_DIR) / "seed" / "pictures"
        for path in sorted(folder.glob("*.webp")):
            Picture.objects.create(title=path.stem, file=ContentFile(path.read_bytes(), name=path.name))
    return list(Picture.objects.order_by("pk"))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepare() if sys.argv[1] == "prepare" else fill(int(sys.argv[1]))))
