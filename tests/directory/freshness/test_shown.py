"""What visitors see of an entry's age."""

from datetime import date

from django.utils.translation import gettext

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.factories.directory import BusinessFactory, CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-22T12:00:00+01:00"):
        yield


@pytest.mark.parametrize(
    ("confirmed", "stale", "words"),
    [(date(2026, 3, 5), False, "März 2026"), (date(2024, 11, 22), True, "November 2024"), (None, False, "")],
)
def test_card_says_when_it_was_confirmed_and_fades_after_twice_its_rhythm(client, confirmed, stale, words):
    BusinessFactory(category=CategoryFactory(confirm_every_months=12), last_confirmed_on=confirmed)

    card = BeautifulSoup(client.get("/laeden/").content, "html.parser").select_one(".business-card")

    assert ("business-card--stale" in card["class"]) is stale
    assert words in card.select_one(".business-card__confirmed").get_text()
    assert card.select_one(".business-card__confirmed").get_text(strip=True)


def test_page_warns_of_what_was_confirmed_long_ago(client):
    kiosk = CategoryFactory(confirm_every_months=6)
    BusinessFactory(slug="alt", category=kiosk, last_confirmed_on=date(2025, 11, 22))
    BusinessFactory(slug="neu", category=kiosk, last_confirmed_on=date(2025, 11, 23))
    warning = gettext("That was long ago: better call before you go.")

    warned = {slug: warning in client.get(f"/laeden/{slug}/").content.decode() for slug in ("alt", "neu")}

    assert warned == {"alt": True, "neu": False}
