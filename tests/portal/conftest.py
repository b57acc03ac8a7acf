import json

from wagtail.models import Site

import pytest

from portal.pages.models import FooterSettings, Navigation
from tests.factories.pages import HomePageFactory, StandardPageFactory
from tests.factories.pictures import PictureFactory


def menu(links: list[tuple[str, int | None, str]]) -> str:
    """Raw JSON of a menu out of (label, page id, address)."""
    return json.dumps(
        [
            {"type": "item", "value": {"label": label, "page": page, "address": address}}
            for label, page, address in links
        ]
    )


@pytest.fixture
def fill_frame(db):
    """Menus, legal pages and logos as editors fill them in: `fill_frame(5)` makes five of each kind of entry."""

    def fill(number: int) -> Site:
        site = Site.objects.get(is_default_site=True)
        pages = StandardPageFactory.create_batch(number)
        links = [(page.title, page.pk, "") for page in pages]
        Navigation.objects.update_or_create(site=site, defaults={"main_menu": menu(links), "footer_menu": menu(links)})
        logos = [
            {"type": "logo", "value": {"picture": PictureFactory().pk, "alt_text": f"Fonds {place}", "address": ""}}
            for place in range(number)
        ]
        FooterSettings.objects.update_or_create(
            site=site,
            defaults={
                "imprint_page": StandardPageFactory(title="Impressum"),
                "privacy_page": StandardPageFactory(title="Datenschutz"),
                "accessibility_page": StandardPageFactory(title="Barrierefreiheit"),
                "funders": json.dumps(logos),
            },
        )
        return site

    return fill


@pytest.fixture
def complete_frame(fill_frame) -> Site:
    HomePageFactory()
    return fill_frame(4)
