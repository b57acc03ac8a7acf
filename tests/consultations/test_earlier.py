"""Earlier times: who is asked first, what an offer keeps, how it ends, and what it tells nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.actors import Actor
from consultations import domain, earlier
from consultations.domain import NotPossible, Person, SlotGone
from consultations.enums import State
from consultations.models import Booking, BookingCell, EarlierWish
from mailings.models import Message
from tests.consultations.test_booking import NOW, booked, search, slot_at
from tests.factories.consultations import advice
from tests.hagen import at

pytestmark = pytest.mark.django_db
PERSON = Actor.person()
MORNING = at("2026-12-01 08:30")  # the first free time worth asking about is tomorrow's at nine, or today's after 14:30


def person(name: str) -> Person:
    return Person(name=f"Frau {name}", email=f"{name}@example.org", concern=f"GEHEIM-{name}")


def waiting(topic, *texts: str) -> list[Booking]:
    """Appointments, and everybody would rather come earlier; the first wished first."""
    found = [booked(topic, text, person=person(name)) for text, name in zip(texts, "abcdef", strict=False)]
    for booking in found:
        earlier.wish(booking=booking)
    return found


def asked() -> list[str]:
    return list(Message.objects.filter(kind="consultations.earlier_time").order_by("pk").values_list("to", flat=True))


def test_whoever_wished_first_is_asked_first_and_each_about_another_time():
    topic, _counsellors = advice()
    first, second = waiting(topic, "2026-12-10 10:00", "2026-12-08 10:00")

    assert earlier.offer_earlier_times(now=MORNING) == 2

    assert asked() == ["a@example.org", "b@example.org"]
    one, other = earlier.open_offer(first, MORNING), earlier.open_offer(second, MORNING)
    assert one.starts_at < other.starts_at < second.starts_at
    assert BookingCell.objects.filter(booking__in=[one, other]).count() == 12


def test_nobody_is_asked_twice_at_once_or_at_night():
    topic, _counsellors = advice()
    waiting(topic, "2026-12-10 10:00")

    assert earlier.offer_earlier_times(now=at("2026-12-01 07:59")) == 0
    assert earlier.offer_earlier_times(now=at("2026-12-01 20:00")) == 0
    assert earlier.offer_earlier_times(now=MORNING) == 1
    assert earlier.offer_earlier_times(now=MORNING + timedelta(minutes=5)) == 0


def test_offer_keeps_the_time_from_everybody_else():
    topic, _counsellors = advice()
    (booking,) = waiting(topic, "2026-12-10 10:00")
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(booking, MORNING)

    with pytest.raises(SlotGone):
        domain.hold(search=search(topic, now=MORNING), slot=domain.slot_of(offer), by=PERSON)


def test_yes_moves_the_same_appointment_and_ends_the_wish():
    topic, _counsellors = advice()
    (booking,) = waiting(topic, "2026-12-10 10:00")
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(booking, MORNING)

    moved = earlier.accept(booking=booking, offer=offer, now=MORNING)

    assert (moved.pk, moved.uid, moved.sequence, moved.starts_at) == (booking.pk, booking.uid, 1, offer.starts_at)
    assert Booking.objects.get().state == State.CONFIRMED
    assert not EarlierWish.objects.exists()
    assert BookingCell.objects.count() == 6


def test_no_leaves_everything_as_it_is_and_the_same_time_is_not_offered_again():
    topic, _counsellors = advice()
    (booking,) = waiting(topic, "2026-12-10 10:00")
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(booking, MORNING)

    earlier.refuse(offer=offer)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at("2026-12-10 10:00"), 0)
    assert earlier.offer_earlier_times(now=MORNING) == 1
    assert earlier.open_offer(booking, MORNING).starts_at != offer.starts_at


def test_silence_ends_the_offer_and_the_time_goes_to_the_next():
    topic, _counsellors = advice()
    first, second = waiting(topic, "2026-12-10 10:00", "2026-12-09 10:00")
    EarlierWish.objects.filter(booking=second).delete()
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(first, MORNING)
    earlier.wish(booking=second)

    late = MORNING + timedelta(hours=25)
    assert offer.hold_expires_at <= late
    earlier.offer_earlier_times(now=late)

    with pytest.raises(SlotGone):
        earlier.accept(booking=first, offer=offer, now=late)
    assert int(offer.starts_at.timestamp()) in EarlierWish.objects.get(booking=first).refused
    assert earlier.open_offer(second, late) is not None


def test_offer_taken_when_it_is_over_changes_nothing():
    topic, _counsellors = advice()
    (booking,) = waiting(topic, "2026-12-10 10:00")
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(booking, MORNING)
    domain.cancel(booking=booking, by=PERSON, now=MORNING)

    with pytest.raises((SlotGone, NotPossible)):
        earlier.accept(booking=booking, offer=offer, now=MORNING)

    booking.refresh_from_db()
    assert booking.state == State.CANCELLED_BY_PERSON


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": ""}, "E-Mail-Adresse"),
        ({"needs_interpreter": True}, "rufen"),
        ({"state": "cancelled_by_us"}, "vorbei"),
    ],
)
def test_who_cannot_be_asked_is_told_why(change, words):
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-10 10:00", person=person("a"))
    for name, value in change.items():
        setattr(booking, name, value)

    with pytest.raises(NotPossible, match=words):
        earlier.wish(booking=booking)


def test_less_than_a_day_is_no_reason_to_write():
    topic, _counsellors = advice()
    waiting(topic, "2026-12-02 09:00")

    assert earlier.offer_earlier_times(now=MORNING) == 0


def test_mail_names_the_new_time_and_nobodys_words():
    topic, _counsellors = advice()
    waiting(topic, "2026-12-10 10:00", "2026-12-11 10:00")
    earlier.offer_earlier_times(now=MORNING)

    for message in Message.objects.filter(kind="consultations.earlier_time"):
        other = "b" if message.to.startswith("a@") else "a"
        content = f"{message.subject}{message.text}{message.html}"
        assert "GEHEIM" not in content
        assert f"Frau {other}" not in content
        assert f"{other}@example.org" not in content


def test_moved_by_hand_meanwhile_the_offer_still_belongs_to_the_same_appointment():
    topic, _counsellors = advice()
    (booking,) = waiting(topic, "2026-12-10 10:00")
    earlier.offer_earlier_times(now=MORNING)
    offer = earlier.open_offer(booking, MORNING)
    domain.move(booking=booking, search=search(topic, now=NOW), slot=slot_at("2026-12-09 10:00"), by=PERSON)

    moved = earlier.accept(booking=booking, offer=offer, now=MORNING)

    assert (moved.sequence, moved.starts_at) == (2, offer.starts_at)
    assert BookingCell.objects.count() == 6
