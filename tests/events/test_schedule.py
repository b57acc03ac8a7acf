"""What publishing a page does to dates the world knows, and to the people who count on them."""

from __future__ import annotations

import pytest

from accounts.actors import Actor
from events.enums import Scope, State
from events.models import EventPage, Occurrence, Registration
from events.registrations import domain
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventPageFactory, come, event, occurrence_of, publish, soon
from tests.hagen import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(monkeypatch):
    """What is published is published on the first of December."""
    monkeypatch.setattr("events.signals.timezone.now", lambda: at("2026-12-01 10:00"))


def facts(page) -> list[tuple]:
    return [
        (
            f"{one.starts_at.astimezone(at('2026-12-01 10:00').tzinfo):%d %H}",
            one.sequence,
            one.is_cancelled,
            one.is_gone,
        )
        for one in Occurrence.objects.filter(event=page)
    ]


def later(rows, number=0):
    rows[number].starts_at = at("2026-12-09 18:00")
    rows[number].ends_at = at("2026-12-09 20:00")
    return rows


def cancelled(rows, number=0):
    rows[number].is_cancelled = True
    return rows


TWO = [("2026-12-08 18:00", "2026-12-08 20:00"), ("2026-12-15 18:00", "2026-12-15 20:00")]


def mails(kind="events.changed") -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("to", flat=True))


def test_date_is_known_when_it_is_published_and_not_before():
    page = EventPageFactory(dates=TWO)
    draft = page.get_latest_revision_as_object()
    draft.dates.set(list(draft.dates.all())[:1])
    draft.save_revision()

    assert facts(page) == [("08 18", 0, False, False), ("15 18", 0, False, False)]


def test_publishing_without_a_change_changes_nothing():
    page = EventPageFactory(dates=TWO)
    known = list(Occurrence.objects.values_list("pk", "uid", "sequence"))

    for _number in range(3):
        page = publish(page, title="Anderer Titel")

    assert list(Occurrence.objects.values_list("pk", "uid", "sequence")) == known
    assert page.dates.count() == 2


def test_moved_date_keeps_its_name_and_raises_its_number():
    page = EventPageFactory(dates=TWO)
    uid = occurrence_of(page).uid

    publish(page, dates=later)

    assert facts(page) == [("09 18", 1, False, False), ("15 18", 0, False, False)]
    assert occurrence_of(page).uid == uid


def test_cancelled_and_revived_dates_are_changes_too():
    page = EventPageFactory(dates=TWO)
    page = publish(page, dates=cancelled)

    def revived(rows):
        rows[0].is_cancelled = False
        return rows

    assert facts(page)[0] == ("08 18", 1, True, False)
    publish(page, dates=revived)
    assert facts(page)[0] == ("08 18", 2, False, False)


def test_date_that_is_taken_out_stays_known_as_cancelled():
    page = EventPageFactory(dates=TWO)

    page = publish(page, dates=lambda rows: rows[1:])

    assert facts(page) == [("08 18", 1, True, True), ("15 18", 0, False, False)]
    publish(page)
    assert facts(page)[0] == ("08 18", 1, True, True)


def test_another_place_is_a_change_of_every_date():
    page = EventPageFactory(dates=TWO)

    publish(page, contact_point=None, place_name="Kulturzentrum")

    assert [one[1] for one in facts(page)] == [1, 1]


def test_cancelling_altogether_cancels_every_date():
    page = EventPageFactory(dates=TWO)

    publish(page, is_cancelled=True)

    assert [one[2] for one in facts(page)] == [True, True]


# --- People -----------------------------------------------------------------------------------------------------------


def test_whoever_is_registered_hears_of_a_move_with_a_new_invitation():
    page = event()
    registration = come(page)

    publish(page, dates=later)

    message = Message.objects.get(kind="events.changed")
    assert message.to == registration.email
    assert "9. Dezember" in message.text
    assert message.calendar_method == "REQUEST"
    assert "SEQUENCE:1" in message.calendar
    assert Registration.objects.get().state == State.REGISTERED


def test_publishing_again_tells_nobody_a_second_time():
    page = event()
    come(page)
    page = publish(page, dates=later)

    for _number in range(2):
        page = publish(page, lead="Andere Worte.")

    assert len(mails()) == 1


def test_cancelled_event_ends_all_registrations_and_takes_itself_out_of_calendars():
    page = event(places=1)
    placed, waiting = come(page), come(page)

    publish(page, is_cancelled=True)

    assert set(Registration.objects.values_list("state", flat=True)) == {State.CANCELLED_BY_US}
    assert mails("events.cancelled_by_us") == sorted([placed.email, waiting.email])
    calendars = dict(Message.objects.filter(kind="events.cancelled_by_us").values_list("to", "calendar_method"))
    assert calendars == {placed.email: "CANCEL", waiting.email: ""}  # who waited has no entry


def test_one_cancelled_date_of_a_course_ends_nothing():
    page = event(dates=TWO)
    registration = come(page)

    publish(page, dates=cancelled)

    assert Registration.objects.get().state == State.REGISTERED
    assert mails() == [registration.email]
    message = Message.objects.get(kind="events.changed")
    assert message.calendar_method == "PUBLISH"
    assert message.calendar.count("STATUS:CANCELLED") == 1


def test_where_each_date_counts_only_its_people_hear_of_it():
    page = event(scope=Scope.EACH, dates=TWO)
    first = come(page, date=occurrence_of(page))
    come(page, date=occurrence_of(page, 1))

    page = publish(page, dates=lambda rows: rows[1:])

    assert mails("events.cancelled_by_us") == [first.email]
    assert sorted(Registration.objects.values_list("state", flat=True)) == [State.CANCELLED_BY_US, State.REGISTERED]
    assert mails() == []


def test_people_in_the_middle_of_a_course_hear_of_a_change_too():
    page = event(dates=[("2026-12-02 18:00", "2026-12-02 20:00"), *TWO])
    registration = come(page)
    by = Actor.staff(UserFactory())
    domain.check_in(
        registration=registration, occurrence=occurrence_of(page), is_there=True, by=by, now=at("2026-12-02 18:00")
    )

    publish(page, dates=lambda rows: later(rows, 1))

    assert mails() == [registration.email]


def test_people_without_email_are_calls_for_staff():
    page = event()
    registration = come(page, email="", phone="02331 1")

    publish(page, dates=later)

    registration.refresh_from_db()
    assert not registration.was_told


def test_what_is_over_is_nobodys_news():
    page = event(dates=[("2026-12-01 08:00", "2026-12-01 09:00"), TWO[1]])
    registration = come(page, by=Actor.staff(UserFactory()))

    def corrected(rows):
        rows[0].starts_at = at("2026-12-01 07:30")
        return rows

    publish(page, dates=corrected)

    assert mails() == []
    assert registration.state == State.REGISTERED


def test_copied_event_has_dates_of_its_own():
    page = event(dates=[soon()])
    come(page)

    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=False)
    EventPage.objects.get(pk=copy.pk).save_revision().publish()

    assert Occurrence.objects.filter(event=copy).count() == 1
    assert Registration.objects.filter(roll__event=copy.pk).count() == 0
