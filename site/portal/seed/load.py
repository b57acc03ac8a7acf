"""Brings the site's first content into the database. Everything here only adds what is missing: whatever an editor has
changed, renamed or filled in stays as it is."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from django.db.models import Q

from wagtail.search.backends import get_search_backends

from directory.models import Category, DirectoryVersion, District
from portal.seed.pages import ensure_pages
from portal.seed.people import ensure_groups


def setup_site() -> list[str]:
    """Make the site complete. Returns what was created, one line each; empty when there was nothing to do."""
    texts = read_json("portal.seed", "pages.json")
    return [
        *ensure_districts(read_json("directory", "data/districts.json")),
        *ensure_categories(read_json("directory", "data/categories.json")),
        *ensure_pages(texts),
        *ensure_groups(),
    ]


def read_json(package: str, path: str) -> Any:
    return json.loads(resources.files(package).joinpath(path).read_text(encoding="utf-8"))


def ensure_districts(rows: list[dict]) -> list[str]:
    created = []
    for position, row in enumerate(rows):
        if District.objects.filter(Q(slug=row["slug"]) | Q(name=row["name"])).exists():
            continue
        District.objects.create(
            slug=row["slug"],
            name=row["name"],
            description=row["description"],
            roofline=row["roofline"],
            postcodes=" ".join(row["postcodes"]),
            streets="\n".join(row["streets"]),
            sort_order=position,
        )
        created.append(f"district {row['name']}")
    return created


def ensure_categories(data: dict) -> list[str]:
    """Groups first, then the trades below them. A trade names its group by the group's colour."""
    known = {category.slug: category for category in Category.objects.all()}
    names = {category.name for category in known.values()}
    missing = [
        Category(colour=row["colour"], sort_order=position, **_category_fields(row))
        for position, row in enumerate(data["groups"])
        if row["slug"] not in known and row["name"] not in names
    ]
    created = [f"group {group.name}" for group in _add_all(missing)]
    groups = {group.colour: group for group in Category.objects.groups()}
    missing = [
        Category(
            parent=groups[row["group"]], osm_tags="\n".join(row["osm"]), sort_order=position, **_category_fields(row)
        )
        for position, row in enumerate(data["categories"])
        if row["slug"] not in known and row["name"] not in names and row["group"] in groups
    ]
    return created + [f"category {trade.name}" for trade in _add_all(missing)]


def _add_all(categories: list[Category]) -> list[Category]:
    """Save many at once, and tell those who would have heard of each one: the directory's version and the search."""
    if not categories:
        return []
    added = Category.objects.bulk_create(categories)
    DirectoryVersion.renew()
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Category, added)
    return added


def _category_fields(row: dict) -> dict:
    return {
        "slug": row["slug"],
        "name": row["name"],
        "icon": row["icon"],
        "schema_type": row["schema_type"],
        "synonyms": "\n".join(row["synonyms"]),
        "confirm_every_months": row["confirm_every_months"],
    }
