"""An idea of a workshop becomes a joint action of the businesses, once, and both sides lead to each other."""

from __future__ import annotations

import json

from django.contrib.auth.models import Permission
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from events.models import WorkshopResultPage
from mailings.models import Message
from network.enums import ActionState, NoticeState
from network.models import JointAction, Notice
from portal.pages.models import ActionFromIdea
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.events import EventPageFactory, WorkshopResultPageFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def results() -> WorkshopResultPage:
    ideas = [("k1", "Blumenkübel vor jeder Tür", "<p>Jeder gießt seinen.</p>"), ("k2", "Bänke", "")]
    body = [{"type": "idea", "id": key, "value": {"title": title, "text": text}} for key, title, text in ideas]
    page = WorkshopResultPageFactory(parent=EventPageFactory(title="Grünes Viertel"), body=json.dumps(body))
    page.save_revision().publish()
    return WorkshopResultPage.objects.get(pk=page.pk)


@pytest.fixture
def staff(client):
    log_in(client, SuperuserFactory())
    return client


def url_of(page) -> str:
    return reverse("pages_action_from_idea", args=[page.pk])


def send(client, page, carrier, **fields):
    good = {"idea": "k1", "business": carrier.pk, "text": "Wer macht mit?", "answer": "Wir besorgen die Erde."}
    return client.post(url_of(page), {**good, **fields})


def test_form_offers_the_words_of_the_idea(staff, results):
    soup = BeautifulSoup(staff.get(url_of(results)).content, "html.parser")

    assert soup.find("textarea", attrs={"name": "text"}).get_text().strip() == "Jeder gießt seinen."
    assert soup.find("input", attrs={"name": "idea", "value": "k1"}).has_attr("checked")


def test_idea_becomes_a_joint_action_of_a_business(staff, client, results):
    business = BusinessFactory()
    owner = MembershipFactory(business=business).user

    answer = send(staff, results, business)

    assert answer.status_code == 302
    action = JointAction.objects.get()
    assert (action.state, action.answer) == (ActionState.ACCEPTED, "Wir besorgen die Erde.")
    notice = action.notice
    assert (notice.title, notice.business, notice.state) == ("Blumenkübel vor jeder Tür", business, NoticeState.OPEN)
    assert notice.seen_at is not None
    assert notice.text.startswith("Wer macht mit?")
    assert results.full_url in notice.text
    assert Message.objects.get(kind="network.action_decided").to == owner.email
    client.logout()
    shown = client.get(results.get_url()).content.decode()
    assert "Daraus wurde eine gemeinsame Aktion" in shown
    assert business.name not in shown


def test_each_idea_once(staff, results):
    business = BusinessFactory()
    send(staff, results, business)

    again = send(staff, results, business)

    assert again.status_code == 200
    assert Notice.objects.count() == 1
    send(staff, results, business, idea="k2")
    assert ActionFromIdea.objects.count() == 2
    assert staff.get(url_of(results)).status_code == 404  # nothing is left to start


@pytest.mark.parametrize("fields", [{"idea": "k9"}, {"business": 999999}, {"text": ""}, {"answer": ""}])
def test_what_is_missing_or_foreign_is_asked_for(staff, results, fields):
    assert send(staff, results, BusinessFactory(), **fields).status_code == 200
    assert not JointAction.objects.exists()


def test_business_that_is_not_published_carries_nothing(staff, results):
    assert send(staff, results, BusinessFactory(live=False)).status_code == 200
    assert not JointAction.objects.exists()


def test_only_the_projects_people_may(client, results):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "manage_registrations"]))
    log_in(client, user)

    assert send(client, results, BusinessFactory()).url == "/verwaltung/"
    assert not JointAction.objects.exists()


def test_editor_of_the_results_is_led_there(staff, results):
    content = staff.get(reverse("wagtailadmin_pages:edit", args=[results.pk])).content.decode()

    assert url_of(results) in content
