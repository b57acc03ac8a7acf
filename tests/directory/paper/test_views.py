from __future__ import annotations

from datetime import date

from django.urls import reverse

import pytest

from directory.houses.palette import GROUP_COLOURS
from directory.paper.documents import card_of, sticker_of
from directory.paper.views import PAPERS
from tests.factories.accounts import UserFactory
from tests.factories.directory import MembershipFactory

pytestmark = pytest.mark.django_db
STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG"}


@pytest.fixture
def membership():
    return MembershipFactory(
        business__name="Änderungsschneiderei Müller-Öztürk",
        business__opening_hours="Mo-Fr 09:00-18:00; Sa 09:00-13:00",
        business__street="Lange Straße",
        business__house_number="12",
        business__postcode="58089",
    )


def test_paper_comes_in_every_form(client, membership):
    client.force_login(membership.user)

    for name in PAPERS:
        response = client.get(reverse("directory:paper_file", args=[membership.business.slug, name]))
        kind = name.rpartition(".")[2]

        assert response.content.startswith(STARTS[kind]), name
        assert "no-store" in response["Cache-Control"], name


def test_paper_leads_to_the_page_and_says_that_it_was_scanned(settings, membership):
    settings.WAGTAILADMIN_BASE_URL = "https://gemeinsam.example"

    sticker = sticker_of(membership.business)

    assert sticker.url == f"https://gemeinsam.example/laeden/{membership.business.slug}/?von=schild"
    assert sticker.address == f"gemeinsam.example/laeden/{membership.business.slug}"
    assert sticker.colour == GROUP_COLOURS["food"]


def test_card_leaves_hours_out_that_nobody_understands(membership):
    business = membership.business
    assert len(card_of(business, date(2026, 11, 22)).hours) > 0

    business.opening_hours = "wann wir wollen"
    assert card_of(business, date(2026, 11, 22)).hours == []


def test_paper_with_more_hours_than_fit_comes_without_them(client, membership):
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    membership.business.opening_hours = "; ".join(
        f"{month} Mo-Fr 09:{number:02}-18:00" for number, month in enumerate(months)
    )
    membership.business.save()
    client.force_login(membership.user)

    response = client.get(reverse("directory:paper_file", args=[membership.business.slug, "karten.pdf"]))

    assert response.content.startswith(b"%PDF-")


def test_paper_is_for_published_businesses_of_ones_own(client, membership):
    hidden = MembershipFactory(user=membership.user, business__live=False).business
    client.force_login(membership.user)
    assert client.get(reverse("directory:paper", args=[hidden.slug])).status_code == 404
    assert client.get(reverse("directory:paper_file", args=[membership.business.slug, "x.pdf"])).status_code == 404

    client.force_login(UserFactory())
    assert client.get(reverse("directory:paper", args=[membership.business.slug])).status_code == 404
    assert client.get(reverse("directory:paper_file", args=[membership.business.slug, "schild.pdf"])).status_code == 404
