"""Visitors say what is wrong, without a login."""

import pytest
from bs4 import BeautifulSoup

from common.public_forms import TOKEN_NAME, new_token
from directory.models import Report
from tests.factories.directory import BusinessFactory

pytestmark = pytest.mark.django_db

URL = "/laeden/blumen/fehler-melden/"


@pytest.fixture(autouse=True)
def business():
    return BusinessFactory(name="Blumen Öz", slug="blumen")


def filled(**values) -> dict:
    return {TOKEN_NAME: new_token("report"), "kind": "hours", "text": "Mittwochs zu", **values}


def test_page_of_a_business_leads_to_the_form(client):
    page = BeautifulSoup(client.get("/laeden/blumen/").content, "html.parser")

    assert page.find("a", href=URL)
    assert client.get(URL).status_code == 200


def test_report_is_kept_for_staff_and_thanked_for(client, business):
    response = client.post(URL, filled(contact="02331 1"))

    assert response.url == f"{URL}danke/"
    assert client.get(response.url).status_code == 200
    assert list(Report.objects.values_list("business", "kind", "text", "contact", "state", "is_suspicious")) == [
        (business.pk, "hours", "Mittwochs zu", "02331 1", "open", False)
    ]
    assert response.cookies == {}


def test_text_with_links_is_kept_and_marked(client):
    client.post(URL, filled(text="Siehe https://example.org"))

    assert Report.objects.get().is_suspicious


def test_something_else_needs_words(client):
    response = client.post(URL, filled(kind="other", text=""))

    assert "text" in response.context["form"].errors
    assert Report.objects.count() == 0


def test_mistakes_of_the_form_keep_what_was_typed(client):
    response = client.post(URL, filled(kind="quatsch", contact="02331 1"))

    assert response.context["form"]["contact"].value() == "02331 1"
    assert response.context["form"]["text"].value() == "Mittwochs zu"


def test_form_without_a_token_reports_nothing(client):
    client.post(URL, {"kind": "hours", "text": "x"})

    assert Report.objects.count() == 0


def test_twentieth_report_in_ten_minutes_is_the_last(client):
    statuses = [client.post(URL, filled(text=f"Nummer {number}")).status_code for number in range(21)]

    assert statuses == [302] * 20 + [429]
    assert Report.objects.count() == 20


@pytest.mark.parametrize("slug", ["entwurf", "gibt-es-nicht"])
def test_hidden_businesses_take_no_reports(client, slug):
    BusinessFactory(slug="entwurf", live=False)

    assert client.get(f"/laeden/{slug}/fehler-melden/").status_code == 404
    assert client.post(f"/laeden/{slug}/fehler-melden/", filled()).status_code == 404
