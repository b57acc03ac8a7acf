"""How many SQL queries the public pages may cost: few, and as many with 300 businesses as with one.

What a page costs is counted once everything that is kept between requests is there; a first request after a change pays
for the new index on top. `make bench` shows the same with 20,000 businesses.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

import pytest

from directory.map_data import business_data_url
from directory.models import Business, BusinessPhoto, BusinessTag, Category, DirectoryVersion, District, TaggedBusiness
from portal.seed.load import setup_site
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES = {"home": 10, "list": 12, "filtered": 12, "open": 12, "search": 12, "no hit": 12, "detail": 9, "map": 2}
QUERIES_OF_AN_INDEX = 5  # the mark once more behind the lock, businesses, categories, districts, tags
HOURS = ["Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off", "Mo-Su 06:00-22:00", "24/7", "", "nach Vereinbarung"]


@pytest.fixture
def site(db):
    """The site as `setup_site` makes it, with its real pages, menus, blocks and footer."""
    setup_site()
    Site.clear_site_root_paths_cache()


def fill(number: int) -> None:
    """That many businesses, with and without hours, position and photos. Written past the signals."""
    categories = list(Category.objects.trades())
    districts = list(District.objects.all())
    tags = [BusinessTag.objects.get_or_create(name=name)[0] for name in ("Bio", "Lieferdienst", "Reparatur")]
    pictures = [PictureFactory(), PictureFactory()]
    businesses = Business.objects.bulk_create(
        Business(
            name=f"Bäckerei {place}",
            slug=f"baeckerei-{place}",
            description="Brot und Kuchen seit dem Morgen.",
            category=categories[place % len(categories)],
            district=districts[place % len(districts)],
            street="Lange Straße",
            house_number=str(place),
            latitude=None if place % 10 == 9 else 51.355 + place / 100_000,
            longitude=None if place % 10 == 9 else 7.455,
            languages=["de", "tr"],
            wheelchair="yes",
            opening_hours=HOURS[place % len(HOURS)],
            last_confirmed_on=date(2026, 1, 15),
            live=True,
        )
        for place in range(number)
    )
    TaggedBusiness.objects.bulk_create(
        TaggedBusiness(content_object=business, tag=tags[place % 3]) for place, business in enumerate(businesses)
    )
    BusinessPhoto.objects.bulk_create(
        BusinessPhoto(business=business, picture=pictures[place % 2], alt_text="Schaufenster")
        for place, business in enumerate(businesses)
        if place % 4 == 0
    )
    DirectoryVersion.renew()


def urls() -> dict[str, str]:
    return {
        "home": "/",
        "list": "/laeden/",
        "filtered": "/laeden/?stadtteil=altenhagen&rollstuhl=yes&sprache=tr&merkmal=bio",
        "open": "/laeden/?offen=2026-11-24T10:00",
        "search": "/laeden/?q=Bäckerei+Lange",
        "no hit": "/laeden/?q=Raumschiffwerft",
        "detail": "/laeden/baeckerei-0/",
        "map": business_data_url(),
    }


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


def warm_queries(client: Client) -> dict[str, int]:
    addresses = urls()
    for url in addresses.values():
        client.get(url)  # draws the pictures' sizes, reads the index
    return {name: queries_of(client, url) for name, url in addresses.items()}


@pytest.mark.parametrize("number", [1, 30, 300])
def test_queries_of_every_page_are_within_their_budget(site, client, number):
    fill(number)

    queries = warm_queries(client)

    assert {name: count for name, count in queries.items() if count > MOST_QUERIES[name]} == {}


def test_queries_of_every_page_do_not_grow_with_the_directory(site, client):
    queries = {}
    for number in (1, 30, 300):
        Business.objects.all().delete()
        fill(number)
        queries[number] = warm_queries(client)

    assert queries[30] == queries[1]
    assert queries[300] == queries[1]


def test_first_list_after_a_change_pays_for_the_new_index_only(site, client):
    fill(300)
    client.get("/laeden/")
    warm = queries_of(client, "/laeden/")

    DirectoryVersion.renew()

    assert queries_of(client, "/laeden/") == warm + QUERIES_OF_AN_INDEX
