"""The start page of a business for its people: how it stands, what to do next, and for whom it exists."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from directory.changes import save_change
from directory.changes.saving import base_token
from directory.enums import ChangeOrigin, ChangeState, MembershipRole
from directory.models import Business
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, BusinessPhotoFactory, MembershipFactory
from tests.factories.freshness import ReportFactory

pytestmark = pytest.mark.django_db
HOME = "/mein-betrieb/backhaus/"


def change(business, **values):
    """An owner saves, beginning with what is there now."""
    business = Business.objects.get(pk=business.pk)
    base = base_token(business, values)
    outcome = save_change(business=business, values=values, base=base, by=None, origin=ChangeOrigin.OWNER)
    assert outcome.state == "saved"


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def state(owners) -> str:
    [panel] = soup(owners.get(HOME)).select(".standing")
    return panel["class"][-1].removeprefix("standing--")


def test_person_with_one_business_lands_on_it(owners):
    assert owners.get("/mein-betrieb/").url == HOME


def test_person_with_one_business_can_ask_for_another(owners):
    links = [link["href"] for link in soup(owners.get("/mein-betrieb/?alle")).select(".topic-list a, .ways-in a")]

    assert links == [HOME, "/laeden/", "/mein-betrieb/code/", "/laden-vorschlagen/"]


def test_person_with_several_businesses_chooses(owners, owner):
    MembershipFactory(user=owner, business=BusinessFactory(slug="zweiter"))

    links = [link["href"] for link in soup(owners.get("/mein-betrieb/")).select(".topic-list__link")]

    assert sorted(links) == [HOME, "/mein-betrieb/zweiter/"]


def test_person_without_a_business_is_told_the_ways_to_one(client):
    client.force_login(UserFactory())

    links = [link["href"] for link in soup(client.get("/mein-betrieb/")).select(".ways-in a")]

    assert links == ["/laeden/", "/mein-betrieb/code/", "/laden-vorschlagen/"]


def test_entry_stands_as_it_does(owners, business):
    assert state(owners) == "live"

    change(business, description="Brot aus dem Steinofen, jeden Morgen frisch.")
    assert state(owners) == "checked"

    Business.objects.filter(pk=business.pk).update(live=False)
    assert state(owners) == "new"

    business.changes.update(state=ChangeState.WITHDRAWN)
    assert state(owners) == "offline"


def test_change_that_came_back_shows_the_reason_until_the_next_one(owners, business):
    change(business, description="Der beste Laden der Welt, wirklich wahr.")
    business.changes.update(state=ChangeState.SENT_BACK, reason="Bitte schreiben Sie, was Sie verkaufen.")

    shown = soup(owners.get(HOME))

    assert shown.select_one(".standing__reason").get_text(strip=True) == "Bitte schreiben Sie, was Sie verkaufen."
    change(business, description="Brot, Brötchen und Fladenbrot aus dem Steinofen.")
    assert state(owners) == "checked"


def test_topics_show_the_draft_and_mark_what_waits(owners, business):
    change(business, email="laden@example.org")

    topics = {
        link["href"]: link.get_text(" ", strip=True) for link in soup(owners.get(HOME)).select(".topic-list__link")
    }

    assert "laden@example.org" in topics[HOME + "kontakt/"]
    marked = [link["href"] for link in soup(owners.get(HOME)).select(".topic-list__link:has(.topic-list__mark)")]
    assert marked == [HOME + "kontakt/"]


def test_button_says_that_everything_is_still_right(owners, business):
    assert owners.post(HOME + "stimmt-noch/").url == HOME

    business.refresh_from_db()
    assert business.last_confirmed_on == timezone.localdate()
    assert soup(owners.get(HOME)).select(".standing__confirm") == []


def test_still_right_is_not_said_by_looking(owners, business):
    assert owners.get(HOME + "stimmt-noch/").status_code == 405


def test_changes_are_taken_back_after_a_question(owners, business):
    change(business, description="Brot aus dem Steinofen, jeden Morgen frisch.")

    assert len(soup(owners.get(HOME + "zurueckziehen/")).select("dl.facts dt")) == 1
    assert business.changes.get().state == ChangeState.PENDING
    assert owners.post(HOME + "zurueckziehen/").url == HOME

    assert business.changes.get().state == ChangeState.WITHDRAWN
    assert state(owners) == "live"


def test_taking_back_without_a_change_says_so(owners):
    assert soup(owners.get(HOME + "zurueckziehen/")).select("form[method=post]") == []
    assert owners.post(HOME + "zurueckziehen/").url == HOME


def test_preview_shows_the_draft_to_its_people_only(owners, client, business):
    change(business, description="Fladenbrot aus dem Steinofen, jeden Morgen.")

    shown = soup(owners.get(HOME + "vorschau/"))

    assert "Fladenbrot" in shown.select_one("main").get_text()
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert shown.select(".preview-banner") != []
    assert "counting.js" not in str(shown)
    assert "Fladenbrot" not in client.get("/laeden/backhaus/").content.decode()


ADDRESSES = [
    "", "vorschau/", "zurueckziehen/", "name/", "kontakt/", "ort/", "gut-zu-wissen/", "fotos/", "zeiten/",
    "zeiten/tabelle/", "zeiten/pruefen/", "zeiten/besondere-tage/",
]  # fmt: skip


@pytest.mark.parametrize("role", [MembershipRole.OWNER, MembershipRole.HELPER])
def test_people_of_the_business_see_its_pages_and_nobody_keeps_them(client, business, role):
    user = UserFactory()
    MembershipFactory(business=business, user=user, role=role)
    client.force_login(user)

    answers = {address: client.get(HOME + address) for address in ADDRESSES}

    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {
        "zeiten/pruefen/": 302  # there is nothing to check without hours
    }
    assert {answer["Cache-Control"] for answer in answers.values()} == {"private, no-store"}


def test_business_of_others_does_not_exist(client, business):
    stranger = UserFactory()
    MembershipFactory(user=stranger, business=BusinessFactory(slug="anderer"))
    client.force_login(stranger)

    assert {client.get(HOME + address).status_code for address in ADDRESSES} == {404}
    assert {client.post(HOME + address).status_code for address in [*ADDRESSES, "stimmt-noch/"]} == {404}


def test_without_login_all_pages_lead_to_it(client, business):
    answers = [client.get(HOME + address) for address in ["", *ADDRESSES]]

    assert {answer.status_code for answer in answers} == {302}
    assert all("next=/mein-betrieb/backhaus/" in answer.url for answer in answers)
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_start_page_costs_the_same_for_much_and_for_little(owners, business):
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            owners.get(HOME)
        return len(context)

    BusinessPhotoFactory(business=business)
    change(business, description="Brot aus dem Steinofen, jeden Morgen frisch.")
    change(business, description="Brot aus dem Steinofen, jeden Tag frisch.")
    change(business, description="Brot aus dem Steinofen, immer frisch.")
    queries()
    few = queries()
    for number in range(10):
        change(business, description=f"Brot aus dem Steinofen, jeden Morgen frisch, {number}.")

    assert queries() == few


def test_confirmation_says_when(owners, business):
    Business.objects.filter(pk=business.pk).update(last_confirmed_on=date(2026, 3, 4))

    assert "2026" in soup(owners.get(HOME)).select_one(".standing__confirm").get_text()


def test_mistakes_of_neighbours_are_shown_without_the_neighbour(owners):
    business = Business.objects.get(slug="backhaus")
    ReportFactory(business=business, text="Samstags ist zu", contact="0171 3920099")
    ReportFactory(business=business, text="Kredite hier", is_suspicious=True)

    page = owners.get(HOME).content.decode()

    assert "Samstags ist zu" in page
    assert "0171 3920099" not in page
    assert "Kredite hier" not in page


def test_history_tells_what_was_changed(owners):
    change(Business.objects.get(slug="backhaus"), phone="+49 2331 12345")

    history = soup(owners.get(HOME)).select_one(".change-history")

    assert "+49 2331 12345" in history.get_text()
