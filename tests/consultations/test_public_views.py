"""What people see and send: free times, the form, their appointment, and everything hostile or unlucky."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from accounts.actors import Actor
from consultations import domain, earlier
from consultations.enums import Audience, State, Way
from consultations.links import feed_link_to, slot_token, token_of
from consultations.models import Booking, BusyHours, Callback, Counsellor, EarlierWish, Topic, WeeklyRule
from mailings.models import Message
from tests.calendars.rfc import problems_of
from tests.consultations.test_booking import NOW, booked, search, slot_at
from tests.factories.accounts import UserFactory
from tests.factories.consultations import BookingFactory, CounsellorFactory, TopicFactory, WeeklyRuleFactory, advice
from tests.factories.directory import BusinessFactory, ContactPointFactory, MembershipFactory
from tests.hagen import at

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def topic():
    return advice()[0]


def page(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def form_of(soup: BeautifulSoup, *, having: str = "form_token") -> dict[str, str]:
    """What a browser would send of the form with this field, without any button."""
    form = next(one for one in soup.find_all("form") if one.find(attrs={"name": having}))
    return {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field.get("name") and field.get("type") not in {"radio", "checkbox"}
    }


def times(soup: BeautifulSoup) -> dict[str, str]:
    """The buttons of free times: what they say, and what they send; of one clock time the first day."""
    found: dict[str, str] = {}
    for button in soup.find_all("button", attrs={"name": "slot"}):
        found.setdefault(" ".join(button.get_text(" ", strip=True).split()), button["value"])
    return found


def choose(client, topic, label="10:00"):
    soup = page(client, topic.get_absolute_url())
    return client.post(topic.get_absolute_url(), {**form_of(soup), "slot": times(soup)[label]}, **OWN)


def fill_in(client, url, **answers):
    soup = page(client, url)
    return client.post(url, {**form_of(soup), "reach": "email", "email": "anna@example.org", **answers}, **OWN)


def whole_way(client, topic, **answers) -> Booking:
    held = choose(client, topic)
    done = fill_in(client, held.url, **answers)
    assert done.status_code == 302, done.content.decode()
    return Booking.objects.get()


# --- The way ----------------------------------------------------------------------------------------------------------


def test_overview_has_both_audiences_and_only_what_is_offered(client, topic):
    TopicFactory(name="Gründen", audience=Audience.BUSINESSES)
    TopicFactory(name="Vergessen", is_active=False)

    soup = page(client, "/beratung/")

    assert [heading.get_text() for heading in soup.select(".advice__audience h2")] == [
        "Für alle, die hier wohnen",
        "Für Betriebe",
    ]
    assert "Vergessen" not in soup.get_text()


def test_topic_offers_today_this_week_and_later(client, topic):
    soup = page(client, topic.get_absolute_url())

    assert [heading.get_text() for heading in soup.select(".advice-stretch h3")] == ["Heute", "Diese Woche", "Später"]
    assert list(times(soup))[:6] == ["9:00", "9:30", "10:00", "10:30", "11:00", "11:30"]
    assert soup.find("a", href=re.compile(r"ab=2026-12-11"))


def test_later_days_begin_where_the_link_says(client, topic):
    soup = page(client, f"{topic.get_absolute_url()}?ab=2026-12-20")

    assert soup.select("#wann-later ~ .advice-stretch__day")[0].get_text() == "Sonntag, 20. Dezember"


def test_whole_way_books_and_shows_the_appointment(client, topic):
    booking = whole_way(client, topic, name="Anna", concern="Ich suche Arbeit.")
    soup = page(client, booking.get_absolute_url())

    assert booking.state == State.CONFIRMED
    assert (booking.name, booking.email, booking.phone) == ("Anna", "anna@example.org", "")
    assert soup.h1.get_text() == "Ihr Termin steht"
    assert "Dienstag, 1. Dezember 2026" in soup.get_text()
    assert "10:00 Uhr" in soup.get_text()
    assert Message.objects.get().kind == "consultations.confirmed"


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"reach": "phone", "phone": "02331 4242"}, ("", "02331 4242")),
        ({"reach": "paper"}, ("", "")),
    ],
)
def test_only_the_chosen_way_to_reach_somebody_is_kept(client, topic, answers, kept):
    booking = whole_way(client, topic, **answers)

    assert (booking.email, booking.phone) == kept
    assert not Message.objects.exists()


def test_appointment_of_somebody_without_address_says_to_print_it(client, topic):
    booking = whole_way(client, topic, reach="paper")

    soup = page(client, booking.get_absolute_url())

    assert "drucken Sie diese Karte" in soup.get_text()
    assert booking.code in soup.get_text()
    assert client.get(f"{booking.get_absolute_url()}karte.pdf").content.startswith(b"%PDF")


def test_language_nobody_speaks_is_requested(client, topic):
    url = f"{topic.get_absolute_url()}?sprache=ti"
    soup = page(client, url)
    held = client.post(topic.get_absolute_url(), {**form_of(soup), "slot": next(iter(times(soup).values()))}, **OWN)
    fill_in(client, held.url)

    booking = Booking.objects.get()
    assert "jemanden, der übersetzt" in soup.get_text()
    assert (booking.state, booking.language, booking.needs_interpreter) == (State.REQUESTED, "ti", True)


def test_calendar_file_and_feed_keep_the_letter_of_the_rfcs(client, topic):
    booking = whole_way(client, topic)
    file = client.get(f"{booking.get_absolute_url()}termin.ics")
    address = urlsplit(feed_link_to(booking.counsellor)).path
    feed = client.get(address)

    assert file["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert problems_of(file.content) == []
    assert problems_of(feed.content) == []
    assert b"anna@example.org" not in feed.content
    assert client.get(address, headers={"If-None-Match": feed["ETag"]}).status_code == 304


# --- Moving, cancelling, an earlier time ------------------------------------------------------------------------------


def test_move_by_link(client, topic):
    booking = whole_way(client, topic)
    url = f"{booking.get_absolute_url()}verschieben/"
    soup = page(client, url)

    client.post(url, {**form_of(soup), "slot": times(soup)["11:00"]}, **OWN)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at("2026-12-01 11:00"), 1)


def test_old_page_after_a_move_shows_the_current_time_and_changes_nothing(client, topic):
    booking = whole_way(client, topic)
    url = booking.get_absolute_url()
    old = page(client, f"{url}verschieben/")
    old_cancel = page(client, f"{url}absagen/")
    client.post(f"{url}verschieben/", {**form_of(old), "slot": times(old)["11:00"]}, **OWN)

    again = client.post(f"{url}verschieben/", {**form_of(old), "slot": times(old)["9:00"]}, **OWN)
    cancelled = client.post(f"{url}absagen/", form_of(old_cancel, having="sequence"), **OWN)

    booking.refresh_from_db()
    for response in (again, cancelled):
        assert "inzwischen geändert" in response.content.decode()
        assert "11:00 Uhr" in response.content.decode()
    assert (booking.state, booking.starts_at, booking.sequence) == (State.CONFIRMED, at("2026-12-01 11:00"), 1)
    assert Booking.objects.count() == 1


def test_cancel_by_link_and_a_second_click(client, topic):
    booking = whole_way(client, topic)
    url = f"{booking.get_absolute_url()}absagen/"
    sent = form_of(page(client, url), having="sequence")

    for _click in range(2):
        assert client.post(url, sent, **OWN).status_code == 302

    booking.refresh_from_db()
    assert booking.state == State.CANCELLED_BY_PERSON
    assert Message.objects.filter(kind="consultations.cancelled").count() == 1
    assert "10:00" in times(page(client, topic.get_absolute_url()))


def test_looking_changes_nothing(client, topic):
    booking = whole_way(client, topic)
    before = Booking.objects.values().get()

    for ending in ("", "absagen/", "verschieben/", "frueher/", "termin.ics", "karte.pdf", "angaben/"):
        client.get(booking.get_absolute_url() + ending)

    assert Booking.objects.values().get() == before
    assert Message.objects.count() == 1


def test_earlier_time_is_wished_for_offered_and_taken(client, topic):
    booking = booked(topic, "2026-12-08 10:00")
    url = booking.get_absolute_url()
    client.post(f"{url}frueher/", {"antwort": "merken"}, **OWN)
    with time_machine.travel(at("2026-12-01 08:30"), tick=False):
        earlier.offer_earlier_times(now=at("2026-12-01 08:30"))
        soup = page(client, url)
        client.post(f"{url}frueher/", {"antwort": "ja"}, **OWN)

    booking.refresh_from_db()
    assert "Sie können früher kommen" in soup.get_text()
    assert booking.starts_at < at("2026-12-07 10:00")
    assert booking.sequence == 1
    assert not EarlierWish.objects.exists()


def test_earlier_time_that_was_refused_is_not_offered_again(client, topic):
    booking = booked(topic, "2026-12-08 10:00")
    EarlierWish.objects.create(booking=booking)
    morning = at("2026-12-01 08:30")
    earlier.offer_earlier_times(now=morning)
    first = earlier.open_offer(booking, morning)

    earlier.refuse(offer=first)
    earlier.offer_earlier_times(now=morning)

    assert earlier.open_offer(booking, morning).starts_at != first.starts_at
    assert earlier.offer_earlier_times(now=morning) == 0  # one at a time


def test_nobody_is_asked_at_night(topic):
    EarlierWish.objects.create(booking=booked(topic, "2026-12-08 10:00"))

    assert earlier.offer_earlier_times(now=at("2026-12-01 22:30")) == 0


# --- Unlucky and hostile ----------------------------------------------------------------------------------------------


def test_double_click_on_a_time_holds_it_once(client, topic):
    soup = page(client, topic.get_absolute_url())
    sent = {**form_of(soup), "slot": times(soup)["10:00"]}

    first, second = (client.post(topic.get_absolute_url(), sent, **OWN) for _click in range(2))

    assert first.url == second.url
    assert Booking.objects.count() == 1


def test_double_click_on_the_form_books_once(client, topic):
    held = choose(client, topic)
    soup = page(client, held.url)
    sent = {**form_of(soup), "reach": "email", "email": "anna@example.org"}

    first, second = (client.post(held.url, sent, **OWN) for _click in range(2))

    assert first.url == second.url
    assert (Booking.objects.count(), Message.objects.count()) == (1, 1)


def test_time_that_is_gone_is_said_with_the_three_nearest(client, topic):
    soup = page(client, topic.get_absolute_url())
    booked(topic)

    response = client.post(topic.get_absolute_url(), {**form_of(soup), "slot": times(soup)["10:00"]}, **OWN)

    again = BeautifulSoup(response.content, "html.parser")
    assert "gerade vergeben" in again.get_text()
    assert [clock.get_text() for clock in again.select(".advice-nearest .advice-time__clock")] == [
        "9:00",
        "9:30",
        "10:30",
    ]


def test_past_time_is_refused_in_words(client, topic):
    soup = page(client, topic.get_absolute_url())
    past = slot_token(slot_at("2026-11-30 10:00"), topic.pk)

    response = client.post(topic.get_absolute_url(), {**form_of(soup), "slot": past}, **OWN)

    assert "Diese Zeit ist vorbei" in response.content.decode()
    assert not Booking.objects.exists()


def test_forged_times_are_refused_in_words(client, topic):
    other = TopicFactory(ways=[Way.PLACE])
    soup = page(client, topic.get_absolute_url())
    good = times(soup)["10:00"]
    forged = ["", "x", good[:-1] + ("A" if good[-1] != "A" else "B"), slot_token(slot_at(), other.pk), "a:b:c" * 200]

    for slot in forged:
        response = client.post(topic.get_absolute_url(), {**form_of(soup), "slot": slot}, **OWN)
        assert response.status_code == 200, slot
        assert "form__errors" in response.content.decode(), slot

    assert not Booking.objects.exists()


def test_forged_and_foreign_links_lead_nowhere(client, topic):
    mine, other = booked(topic), booked(topic, "2026-12-02 10:00")
    signature = token_of(mine).partition(".")[2]
    tokens = [f"{other.pk}.{signature}", f"{mine.pk}.", str(mine.pk), "0.x", "x.y", f"{'9' * 30}.{signature}", "١.x"]

    for token in tokens:
        for ending in ("", "absagen/", "verschieben/", "termin.ics", "karte.pdf", "frueher/"):
            response = client.get(f"/beratung/termin/{token}/{ending}")
            assert response.status_code == 404, (token, ending)
        assert client.post(f"/beratung/termin/{token}/absagen/", {"sequence": 0}, **OWN).status_code == 404

    assert Booking.objects.agreed().count() == 2


def test_concern_of_ten_thousand_signs_is_said_and_nothing_is_lost(client, topic):
    held = choose(client, topic)
    long = "Sorge " * 1667

    response = fill_in(client, held.url, concern=long, name="Anna")

    soup = BeautifulSoup(response.content, "html.parser")
    assert "Platz ist für 2000" in soup.get_text()
    assert soup.find("textarea", attrs={"name": "concern"}).get_text().strip() == long.strip()
    assert soup.find("input", attrs={"name": "name"})["value"] == "Anna"
    assert Booking.objects.get().state == State.HELD


def test_form_that_came_too_late_keeps_its_words_and_goes_on_with_another_time(client, topic):
    held = choose(client, topic)
    with time_machine.travel(at("2026-12-01 07:12"), tick=False):
        booked(topic, now=at("2026-12-01 07:12"), person=domain.Person(email="bo@example.org"))
        response = fill_in(client, held.url, concern="Ich suche Arbeit.", name="Anna")
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.find("textarea", attrs={"name": "concern"}).get_text().strip() == "Ich suche Arbeit."
        near = times(soup)
        sent = {**form_of(soup), "reach": "email", "email": "anna@example.org", "concern": "Ich suche Arbeit."}
        done = client.post(held.url, {**sent, "slot": next(iter(near.values()))}, **OWN)

    booking = Booking.objects.get(email="anna@example.org")
    assert done.url == booking.get_absolute_url()
    assert (booking.state, booking.concern) == (State.CONFIRMED, "Ich suche Arbeit.")
    assert Booking.objects.count() == 2  # the lost hold is gone


def test_hold_is_extended_and_given_back(client, topic):
    held = choose(client, topic)
    with time_machine.travel(at("2026-12-01 07:09"), tick=False):
        client.post(held.url.replace("angaben", "laenger"), **OWN)
    assert Booking.objects.get().hold_expires_at == at("2026-12-01 07:19")

    response = client.post(held.url.replace("angaben", "doch-nicht"), **OWN)

    assert response.url == topic.get_absolute_url()
    assert not Booking.objects.exists()


def test_many_requests_from_one_address_get_a_sentence_and_no_error(client, topic):
    soup = page(client, topic.get_absolute_url())
    sent = {**form_of(soup), "slot": times(soup)["10:00"]}

    answers = [client.post(topic.get_absolute_url(), sent, **OWN) for _request in range(500)]

    assert {answer.status_code for answer in answers[:20]} == {302}
    assert {answer.status_code for answer in answers[20:]} == {429}
    assert "zehn Minuten" in answers[-1].content.decode()
    assert Booking.objects.count() == 1


def test_form_of_another_site_is_refused(client, topic):
    soup = page(client, topic.get_absolute_url())
    sent = {**form_of(soup), "slot": times(soup)["10:00"]}

    response = client.post(topic.get_absolute_url(), sent, HTTP_SEC_FETCH_SITE="cross-site")

    assert response.status_code == 403
    assert not Booking.objects.exists()


def test_callback_takes_two_fields(client):
    soup = page(client, "/beratung/rueckruf/")
    wrong = client.post("/beratung/rueckruf/", {**form_of(soup), "phone": "abc"}, **OWN)
    right = client.post("/beratung/rueckruf/", {**form_of(soup), "phone": "02331 4242", "when": "abends"}, **OWN)

    assert "Telefonnummer" in wrong.content.decode()
    assert right.status_code == 302
    assert [(row.phone, row.when) for row in Callback.objects.all()] == [("02331 4242", "abends")]


# --- Discretion -------------------------------------------------------------------------------------------------------


def test_sensitive_topic_is_named_nowhere_it_could_be_read_by_others(client):
    topic, _counsellors = advice()
    Topic.objects.update(name="Schulden", is_sensitive=True, neutral_name="Beratung", bring="Mahnungen")
    topic.refresh_from_db()
    booking = whole_way(client, topic, concern="Inkasso droht")
    message = Message.objects.get()
    seen = [message.subject, message.text, message.html, message.calendar]
    seen.append(client.get(f"{booking.get_absolute_url()}termin.ics").content.decode())
    seen.append(page(client, booking.get_absolute_url()).title.string)

    assert [text for text in seen if re.search("Schulden|Inkasso|Mahnung", text)] == []
    assert "Beratung" in message.subject


def test_pages_of_an_appointment_are_listed_and_kept_nowhere(client, topic):
    booking = whole_way(client, topic)

    response = client.get(booking.get_absolute_url())

    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert "Ich suche Arbeit" not in response.content.decode()


# --- Owners -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(client):
    business = BusinessFactory(slug="laden", opening_hours="Mo-Fr 09:00-11:00")
    user = UserFactory()
    MembershipFactory(user=user, business=business)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return business


def business_topic() -> Topic:
    topic, _counsellors = advice(ways=[Way.VISIT, Way.PHONE])
    Topic.objects.update(audience=Audience.BUSINESSES)
    topic.refresh_from_db()
    return topic


def test_owner_starts_from_the_business_and_is_visited_outside_of_its_hours(client, shop):
    topic = business_topic()

    start = page(client, "/mein-betrieb/laden/beratung/")
    link = start.find("a", string=topic.name) or start.find("a", href=re.compile(topic.slug))
    soup = page(client, f"{link['href']}&wie=visit")
    busy_too = page(client, f"{link['href']}&wie=visit&trubel=1")

    assert list(times(soup))[:2] == ["11:00", "11:30"]
    assert list(times(busy_too))[:2] == ["9:00", "9:30"]


def test_busy_hours_are_read_in_plain_german_and_kept_clear(client, shop):
    topic = business_topic()
    client.post("/mein-betrieb/laden/beratung/", {"hours": "Di 10 bis 12 Uhr"})

    soup = page(client, f"{topic.get_absolute_url()}?betrieb=laden&wie=visit")

    assert BusyHours.objects.get().hours == "Tu 10:00-12:00"
    assert list(times(soup))[:2] == ["9:00", "9:30"]
    assert "Di" in page(client, "/mein-betrieb/laden/beratung/").get_text()


def test_busy_hours_that_are_not_understood_are_said(client, shop):
    response = client.post("/mein-betrieb/laden/beratung/", {"hours": "manchmal"})

    assert "form__errors" in response.content.decode() or "field__error" in response.content.decode()
    assert not BusyHours.objects.exists()


def test_visit_is_not_offered_without_a_shop_and_cannot_be_forged(client):
    topic = business_topic()
    soup = page(client, topic.get_absolute_url())
    visit = slot_token(slot_at("2026-12-01 10:00", Way.VISIT)._replace(contact_point=None), topic.pk)

    response = client.post(topic.get_absolute_url(), {**form_of(soup), "slot": visit}, **OWN)

    assert "visit" not in {option["value"] for option in soup.select("#wie option:not([disabled])")}
    assert response.status_code == 200
    assert not Booking.objects.exists()


def test_travel_keeps_time_before_and_after_a_visit():
    topic, _counsellors = advice(ways=[Way.VISIT])
    place = WeeklyRule.objects.first().contact_point
    place.latitude, place.longitude = 51.355, 7.455
    place.save()
    shop = BusinessFactory(latitude=51.37, longitude=7.47, opening_hours="")  # about 2 km away

    held = domain.hold(
        search=search(topic, business=shop, in_busy_hours=True),
        slot=slot_at("2026-12-01 10:00", Way.VISIT)._replace(contact_point=None),
        by=Actor.person(),
    )

    start = int(held.starts_at.timestamp())
    assert start - held.busy_from == held.busy_until - int(held.ends_at.timestamp()) == 15 * 60


# --- How much it costs ------------------------------------------------------------------------------------------------


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_free_times_cost_the_same_for_one_counsellor_and_for_twelve(client):
    topic, _counsellors = advice()
    client.get(topic.get_absolute_url())
    one = queries_of(client, topic.get_absolute_url())
    place = ContactPointFactory()
    for number in range(11):
        counsellor = CounsellorFactory(topics=[topic])
        for weekday in range(7):
            WeeklyRuleFactory(counsellor=counsellor, weekday=weekday, contact_point=place, ways=[Way.PLACE])
        starts_at = at(f"2026-12-{number + 1:02} 10:00")
        BookingFactory.create_batch(5, counsellor=counsellor, topic=topic, starts_at=starts_at)

    assert Counsellor.objects.count() == 12
    assert queries_of(client, topic.get_absolute_url()) == one
    assert one <= 12


def test_appointment_page_costs_few_queries(client, topic):
    booking = whole_way(client, topic)

    assert queries_of(client, booking.get_absolute_url()) <= 8
