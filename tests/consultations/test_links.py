"""Addresses that are keys: of an appointment and of a counsellor's calendar."""

from __future__ import annotations

import pytest

from consultations import feeds
from consultations.links import booking_of, counsellor_of, feed_token_of, slot_of_token, slot_token, token_of
from tests.consultations.test_booking import slot_at
from tests.factories.consultations import BookingFactory, CounsellorFactory, advice

pytestmark = pytest.mark.django_db


def test_link_opens_its_appointment_however_it_was_typed():
    booking = BookingFactory()

    assert booking_of(token_of(booking)) == booking
    assert booking_of(token_of(booking).upper()) == booking


@pytest.mark.parametrize("forge", [
    lambda token: token[:-1],
    lambda token: token + "a",
    lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
    lambda token: token.partition(".")[0],
    lambda token: token.partition(".")[0] + ".",
    lambda token: "." + token.partition(".")[2],
    lambda token: "-" + token,
    lambda token: "٣." + token.partition(".")[2],
    lambda token: "9" * 30 + "." + token.partition(".")[2],
    lambda token: "",
    lambda token: "\x00",
])  # fmt: skip
def test_forged_link_opens_nothing(forge):
    assert booking_of(forge(token_of(BookingFactory()))) is None
    assert counsellor_of(forge(feed_token_of(CounsellorFactory()))) is None


def test_signature_of_one_is_no_key_to_another():
    one, other = BookingFactory(), BookingFactory()
    counsellor = CounsellorFactory()
    signature = token_of(one).partition(".")[2]

    assert booking_of(f"{other.pk}.{signature}") is None
    assert counsellor_of(f"{counsellor.pk}.{signature}") is None


def test_links_survive_a_change_of_the_key_as_long_as_the_old_one_is_kept(settings):
    booking, counsellor = BookingFactory(), CounsellorFactory()
    tokens = token_of(booking), feed_token_of(counsellor)

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new"
    assert (booking_of(tokens[0]), counsellor_of(tokens[1])) == (booking, counsellor)
    assert token_of(booking) != tokens[0]

    settings.SECRET_KEY_FALLBACKS = []
    assert (booking_of(tokens[0]), counsellor_of(tokens[1])) == (None, None)


def test_changed_feed_leads_nowhere_from_its_old_address():
    counsellor = CounsellorFactory()
    old = feed_token_of(counsellor)

    feeds.change_address(counsellor=counsellor)

    assert counsellor_of(old) is None
    assert counsellor_of(feed_token_of(counsellor)) == counsellor


def test_time_is_signed_for_its_topic():
    topic, _counsellors = advice()
    slot = slot_at()

    assert slot_of_token(slot_token(slot, topic.pk), topic.pk) == slot
    assert slot_of_token(slot_token(slot, topic.pk), topic.pk + 1) is None
    assert slot_of_token(slot_token(slot, topic.pk)[:-1], topic.pk) is None
    assert slot_of_token("quatsch", topic.pk) is None
