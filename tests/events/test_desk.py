"""The project's screens: who comes, writing down, the door, paper, numbers; and nothing for whoever works elsewhere."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from accounts.actors import Channel
from common.worklist import sections_of
from events.enums import RegistrationMode, Scope, State
from events.models import Attendance, EventStatistics, Occurrence, Registration, RegistrationStep
from events.registrations import domain
from mailings.models import Message
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.events import NOW, PERSON, EventPageFactory, come, event, occurrence_of
from tests.hagen import at
from tests.login import log_in
from tests.printing.pdf_reader import Pdf, joined

pytestmark = pytest.mark.django_db
DESK = "/verwaltung/termine/"
DOOR = at("2026-12-08 17:30")
WRONG_SPANS = ["von=gestern", "von=9999-99-99&bis=1", "von=2020-01-01&bis=2030-01-01", "von=2026-02-01&bis=2026-01-01"]


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(client):
    """Somebody who works there and nothing else."""
    log_in(client, worker())
    return client


def worker():
    user = UserFactory(is_staff=True)
    codenames = ["access_admin", "manage_registrations"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames).values_list("pk", flat=True))
    return user


def page_of(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def text_of(client, url: str) -> str:
    return " ".join(page_of(client, url).get_text(" ", strip=True).split())


def messages_of(response) -> str:
    return " ".join(str(one) for one in response.context["messages"])


def test_overview_says_how_full_each_event_is_and_what_needs_no_registration_is_not_there(desk):
    full = event(places=1, title="Voll")
    come(full), come(full)
    EventPageFactory(title="Einfach kommen")
    event(title="Vorbei", dates=[("2026-11-20 18:00", "2026-11-20 20:00")])
    event(title="Lange vorbei", dates=[("2026-08-20 18:00", "2026-08-20 20:00")])

    text = text_of(desk, DESK)

    assert "1 von 1 Plätzen · Eine wartet" in text
    assert "Einfach kommen" not in text
    assert "Vorbei" in text
    assert "Lange vorbei" not in text


def test_overview_costs_the_same_with_many_events(desk):
    counts = []
    for number in (1, 9):
        for _number in range(number):
            come(event())
        desk.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            desk.get(DESK)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_list_shows_who_has_a_place_who_is_asked_and_who_waits_in_order(desk):
    page = event(places=2)
    placed, going = come(page, name="Ada Platz", needs="Rollstuhl"), come(page, name="Bela Geht")
    come(page, name="Cem Gefragt"), come(page, name="Dana Wartet"), come(page, name="Emil Wartet")
    domain.cancel(registration=going, by=PERSON, now=NOW)

    text = text_of(desk, f"{DESK}{page.pk}/")

    order = [text.index(name) for name in ("Ada Platz", "Cem Gefragt", "Dana Wartet", "Emil Wartet", "Bela Geht")]
    assert order == sorted(order)
    assert "Rollstuhl" in text
    assert "bis Donnerstag, 3. Dezember 2026" in text
    assert placed.email in text


def test_same_address_twice_is_pointed_out(desk):
    page = event()
    for _number in range(2):
        come(page, email="ada@example.org")

    assert "Diese Adresse steht zweimal" in text_of(desk, f"{DESK}{page.pk}/")


def test_somebody_on_the_telephone_is_written_down_once(desk):
    page = event(places=1)
    url = f"{DESK}{page.pk}/eintragen/"
    key = page_of(desk, url).find("input", attrs={"name": "key"})["value"]
    fields = {"name": "Ada", "seats": "1", "phone": "02331 1", "language": "tr", "channel": "phone", "key": key}

    answers = [desk.post(url, fields) for _number in range(2)]

    registration = Registration.objects.get()
    assert {answer.url for answer in answers} == {f"{DESK}anmeldung/{registration.pk}/"}
    assert (registration.state, registration.channel) == (State.REGISTERED, Channel.PHONE)
    step = RegistrationStep.objects.get()
    assert step.actor is not None
    assert "Das geht auf die Warteliste" in text_of(desk, url)


@pytest.mark.parametrize("fields", [{"name": ""}, {"seats": "0"}, {"seats": "x"}, {"language": "xx"}, {"key": ""}])
def test_wrong_words_at_the_desk_come_back_with_a_sentence(desk, fields):
    page = event()
    good = {"name": "Ada", "seats": "1", "language": "de", "channel": "phone", "key": "0" * 32}

    answer = desk.post(f"{DESK}{page.pk}/eintragen/", {**good, **fields})

    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_yes_on_the_telephone_takes_the_place(desk):
    page = event(places=1)
    first, second = come(page), come(page, email="", phone="02331 1")
    domain.cancel(registration=first, by=PERSON, now=NOW)
    user = SuperuserFactory()
    section = next(one for one in sections_of(user) if one.slug == "event-calls")
    assert section.count() == 1
    assert "Ein Platz ist frei bis" in next(iter(section.items(5))).detail

    desk.post(f"{DESK}anmeldung/{second.pk}/zusagen/")

    second.refresh_from_db()
    assert (second.state, second.was_told) == (State.REGISTERED, True)
    assert section.count() == 0


def test_cancelling_asks_who_cancels(desk):
    page = event()
    told, ours = come(page), come(page)

    for registration, who in ((told, "person"), (ours, "us")):
        assert "Wer sagt ab?" in text_of(desk, f"{DESK}anmeldung/{registration.pk}/absagen/")
        assert registration.state == State.REGISTERED
        desk.post(f"{DESK}anmeldung/{registration.pk}/absagen/", {"who": who})
        registration.refresh_from_db()

    assert (told.state, ours.state) == (State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US)
    assert Message.objects.filter(kind="events.cancelled_by_us", to=ours.email).count() == 1


def test_person_who_was_called_leaves_the_worklist(desk):
    page = event()
    registration = come(page, email="", phone="02331 1")
    Registration.objects.update(was_told=False)

    desk.post(f"{DESK}anmeldung/{registration.pk}/angerufen/")

    registration.refresh_from_db()
    assert registration.was_told


def test_list_at_the_door_is_ticked_off_and_people_who_just_come_are_counted(desk):
    page = event(places=3)
    registration = come(page, name="Ada")
    url = f"{DESK}{page.pk}/einlass/"
    assert "ab drei Stunden vor Beginn" in text_of(desk, url)

    with time_machine.travel(DOOR, tick=False):
        log_in(desk, worker())  # a session of staff lasts half a day
        assert page_of(desk, url).find("button", attrs={"value": "there"})
        done = desk.post(url, {"registration": registration.pk, "answer": "there"})
        assert done.status_code == 302
        desk.post(f"{url}dazu/", {"name": "", "seats": "3"})
        text = text_of(desk, url)

    assert "4 von 4 sind da." in text
    assert Registration.objects.filter(channel=Channel.WALK_IN, state=State.ATTENDED).count() == 1
    assert Attendance.objects.filter(is_there=True).count() == 2


@pytest.mark.parametrize(
    "fields", [{}, {"registration": "x", "answer": "there"}, {"registration": "1", "answer": "vielleicht"}]
)
def test_wrong_ticks_are_nothing(desk, fields):
    page = event()
    come(page)

    assert desk.post(f"{DESK}{page.pk}/einlass/", fields).status_code == 404


def test_person_of_another_list_is_not_ticked_off_here(desk):
    page, other = event(), event()
    come(page)
    stranger = come(other)

    with time_machine.travel(DOOR, tick=False):
        log_in(desk, worker())
        answer = desk.post(f"{DESK}{page.pk}/einlass/", {"registration": stranger.pk, "answer": "there"})

    assert answer.status_code == 404


def test_paper_of_an_event(desk):
    page = event(certificate_contents="Tabellen\nFormeln", has_childcare=True, languages=["de", "tr"])
    registration = come(page, name="Ada Beispiel", seats=2, wants_childcare=True)
    base = f"{DESK}{page.pk}/"

    assert "AdaBeispiel" in joined(Pdf(desk.get(f"{base}liste.pdf").content).text)
    assert "DeutschTürkisch" in joined(Pdf(desk.get(f"{base}aushang.pdf").content).text).replace(",", "")
    assert joined(Pdf(desk.get(f"{DESK}anmeldung/{registration.pk}/karte.pdf").content).text)
    assert desk.get(f"{DESK}anmeldung/{registration.pk}/bescheinigung.pdf").status_code == 404  # was not there yet
    none_yet = desk.get(f"{base}bescheinigungen.pdf", follow=True)
    assert "als anwesend abgehakt" in messages_of(none_yet)

    with time_machine.travel(DOOR, tick=False):
        domain.check_in(registration=registration, occurrence=occurrence_of(page), is_there=True, by=PERSON, now=DOOR)
    for url in (f"{base}bescheinigungen.pdf", f"{DESK}anmeldung/{registration.pk}/bescheinigung.pdf"):
        text = joined(Pdf(desk.get(url).content).text)
        assert "AdaBeispiel" in text
        assert "2Stunden" in text
        assert "Formeln" in text


def test_certificate_names_only_the_dates_somebody_came_to(desk):
    page = event(dates=[(f"2026-11-{day} 18:00", f"2026-11-{day} 19:30") for day in (10, 17, 24)])
    registration = come(page, name="Ada", now=at("2026-11-01 10:00"))
    for number, is_there in enumerate((True, False, True)):
        date_ = occurrence_of(page, number)
        domain.check_in(registration=registration, occurrence=date_, is_there=is_there, by=PERSON, now=NOW)

    text = joined(Pdf(desk.get(f"{DESK}anmeldung/{registration.pk}/bescheinigung.pdf").content).text)

    assert "10.November" in text
    assert "17.November" not in text
    assert "3Stunden" in text


def test_table_runs_no_formula(desk):
    page = event()
    come(page, name="=cmd|' /C calc'!A0", needs="@SUM(1)")

    rows = list(csv.reader(StringIO(desk.get(f"{DESK}{page.pk}/liste.csv").content.decode("utf-8-sig")), delimiter=";"))

    assert rows[1][0] == "'=cmd|' /C calc'!A0"
    assert rows[1][6] == "'@SUM(1)"


def test_each_date_has_a_list_of_its_own_and_foreign_dates_none(desk):
    page = event(
        scope=Scope.EACH,
        dates=[(f"2026-12-{number} 18:00", f"2026-12-{number} 20:00") for number in (10, 11)],
    )
    first, second = occurrence_of(page), occurrence_of(page, 1)
    come(page, date=first, name="Ada Erster")
    come(page, date=second, name="Bela Zweiter")
    other = occurrence_of(event())

    assert "Bela Zweiter" not in text_of(desk, f"{DESK}{page.pk}/?datum={first.pk}")
    assert "Bela Zweiter" in text_of(desk, f"{DESK}{page.pk}/?datum={second.pk}")
    for wrong in (other.pk, 999999, "quatsch", "-1", "٣"):
        assert desk.get(f"{DESK}{page.pk}/?datum={wrong}").status_code == 404


@pytest.mark.parametrize("what", ["", "eintragen/", "einlass/", "liste.pdf", "liste.csv", "bescheinigungen.pdf"])
def test_event_without_registrations_has_no_lists(desk, what):
    page = EventPageFactory(registration=RegistrationMode.NONE)

    assert desk.get(f"{DESK}{page.pk}/{what}").status_code == 404


def test_pages_with_people_on_them_are_kept_in_no_cache(desk):
    page = event()
    registration = come(page)

    for url in (DESK, f"{DESK}{page.pk}/", f"{DESK}{page.pk}/liste.pdf", f"{DESK}anmeldung/{registration.pk}/"):
        assert "no-store" in desk.get(url)["Cache-Control"], url


def test_nobody_else_comes_in(client):
    page = event()
    registration = come(page)
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    log_in(client, user)
    urls = [DESK, f"{DESK}{page.pk}/", f"{DESK}{page.pk}/liste.csv", f"{DESK}anmeldung/{registration.pk}/"]

    # Wagtail sends people of the house back to the start.
    assert {client.get(url).url for url in urls} == {"/verwaltung/"}
    client.post(f"{DESK}anmeldung/{registration.pk}/absagen/", {"who": "us"})
    registration.refresh_from_db()
    assert registration.state == State.REGISTERED


def test_numbers_of_a_span_and_as_a_table(desk):
    rows = {"title": "Abend", "kind": "event", "audience": "everybody", "minutes": 120}
    EventStatistics.objects.create(on=date(2026, 11, 10), registered=5, attended=4, **rows)
    EventStatistics.objects.create(on=date(2026, 11, 11), is_cancelled=True, registered=9, **rows)
    EventStatistics.objects.create(on=date(2026, 1, 10), registered=7, **rows)

    soup = page_of(desk, f"{DESK}zahlen/?von=2026-10-01&bis=2026-12-31")
    numbers = {one.dt.get_text(): one.dd.get_text() for one in soup.select(".desk__numbers > div")}
    content = desk.get(f"{DESK}zahlen/termine.csv?von=2026-10-01&bis=2026-12-31").content.decode("utf-8-sig")

    assert numbers["Termine, die stattfanden"] == "1"
    assert numbers["Ausgefallene Termine"] == "1"
    assert numbers["waren da"] == "4"
    assert len(content.splitlines()) == 3
    for wrong in (
        "von=gestern",
        "von=9999-99-99&bis=1",
        "von=2020-01-01&bis=2030-01-01",
        "von=2026-02-01&bis=2026-01-01",
    ):
        assert desk.get(f"{DESK}zahlen/?{wrong}").status_code == 200


def test_looking_changes_nothing(desk):
    page = event()
    registration = come(page)
    before = list(Registration.objects.values()), Occurrence.objects.count()

    for what in ("", "eintragen/", "einlass/", "liste.pdf", "aushang.pdf", "bescheinigungen.pdf"):
        desk.get(f"{DESK}{page.pk}/{what}")
    for what in ("", "absagen/"):
        desk.get(f"{DESK}anmeldung/{registration.pk}/{what}")
    for what in ("zusagen/", "angerufen/"):
        assert desk.get(f"{DESK}anmeldung/{registration.pk}/{what}").status_code == 405

    assert (list(Registration.objects.values()), Occurrence.objects.count()) == before
