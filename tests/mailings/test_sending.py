"""What each answer of a real mail server does to a message."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

import pytest

from mailings.domain import give_consent, withdraw_consent
from mailings.enums import State
from mailings.models import Message, Relay
from mailings.outcomes import QUICK_PAUSES, SLOW_PAUSES
from mailings.sending import Sender, claim_next, settle
from tests.factories.mailings import MessageFactory
from tests.mailings.conftest import DIGEST, fresh, send_all, use_sink
from tests.mailings.smtp_sink import HANG_UP, SILENCE, Sink
from worker.models import WorkerProcess

pytestmark = pytest.mark.django_db


def test_message_is_sent_with_both_parts_and_its_own_id(smtp):
    message = MessageFactory(to="anna@example.org", headers={"Auto-Submitted": "auto-generated"})

    send_all()

    (mail,) = smtp.mails
    assert smtp.taken == ["anna@example.org"]
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == message.subject
    assert mail.get_body(["plain"]).get_content().replace("\r\n", "\n") == message.text
    assert message.html in mail.get_body(["html"]).get_content()
    message = fresh(message)
    assert (message.state, message.attempts, message.smtp_code) == (State.SENT, 1, 250)
    assert message.sent_at is not None


def test_messages_share_one_connection(smtp):
    MessageFactory.create_batch(5)

    send_all()

    assert len(smtp.taken) == 5
    assert smtp.connections == 1


# where it is said, what is said, (state, attempts, code, seconds until the next attempt, is the server left alone)
ANSWERS = [
    ("at_recipient", "421 4.3.2 closing", (State.QUEUED, 1, 421, QUICK_PAUSES[0], True)),
    ("at_recipient", "450 4.2.0 busy", (State.QUEUED, 1, 450, QUICK_PAUSES[0], False)),
    ("at_recipient", "451 4.7.1 greylisted", (State.QUEUED, 1, 451, QUICK_PAUSES[0], False)),
    ("at_recipient", "452 4.2.2 mailbox full", (State.QUEUED, 1, 452, SLOW_PAUSES[0], False)),
    ("at_recipient", "552 5.2.2 mailbox full", (State.QUEUED, 1, 552, SLOW_PAUSES[0], False)),
    ("at_recipient", "550 5.1.1 unknown", (State.FAILED, 1, 550, None, False)),
    ("at_recipient", "553 5.1.3 bad name", (State.FAILED, 1, 553, None, False)),
    ("at_recipient", HANG_UP, (State.QUEUED, 1, None, QUICK_PAUSES[0], True)),
    ("at_recipient", SILENCE, (State.QUEUED, 1, None, QUICK_PAUSES[0], True)),
    ("at_text", "451 4.3.0 local error", (State.QUEUED, 1, 451, QUICK_PAUSES[0], False)),
    ("at_text", "452 4.2.2 mailbox full", (State.QUEUED, 1, 452, SLOW_PAUSES[0], False)),
    ("at_text", "554 5.7.1 spam", (State.FAILED, 1, 554, None, False)),
    ("at_text", "251 2.1.5 forwarded", (State.SENT, 1, 251, None, False)),
    ("at_text", HANG_UP, (State.UNCLEAR, 1, None, None, False)),
    ("at_text", SILENCE, (State.UNCLEAR, 1, None, None, False)),
    ("at_text", "3xx what", (State.UNCLEAR, 1, None, None, False)),
]


@pytest.mark.parametrize(("place", "answer", "expected"), ANSWERS, ids=[f"{row[0]}-{row[1]}" for row in ANSWERS])
def test_answer_decides_what_becomes_of_the_message(smtp, place, answer, expected):
    getattr(smtp, place)["anna@example.org"] = [answer] * 2
    message = MessageFactory(to="anna@example.org")
    before = message.not_before

    send_all()

    message = fresh(message)
    state, attempts, code, pause, is_closed = expected
    assert (message.state, message.attempts, message.smtp_code) == (state, attempts, code)
    assert Relay.objects.closed(timezone.now()).exists() == is_closed
    if pause is None:
        assert message.not_before == before
    else:
        assert message.claimed_at + pause <= message.not_before <= timezone.now() + pause


def test_unclear_message_is_never_sent_again_by_itself(smtp):
    smtp.at_text["anna@example.org"] = [HANG_UP]
    message = MessageFactory(to="anna@example.org")
    send_all()

    for _day in range(3):
        Message.objects.update(not_before=timezone.now() - timedelta(days=1))
        send_all()

    assert fresh(message).state == State.UNCLEAR
    assert smtp.taken == ["anna@example.org"]


def test_message_fails_after_the_last_pause(smtp):
    tries = len(QUICK_PAUSES) + 1
    smtp.at_recipient["anna@example.org"] = ["450 busy"] * tries
    message = MessageFactory(to="anna@example.org")

    states = []
    for _try in range(tries):
        Message.objects.update(not_before=timezone.now())
        send_all()
        states.append(fresh(message).state)

    assert states == [State.QUEUED] * (tries - 1) + [State.FAILED]
    assert fresh(message).attempts == tries


def test_one_refused_recipient_holds_up_nobody(smtp):
    smtp.at_recipient["bad@example.org"] = ["550 unknown"]
    MessageFactory(to="bad@example.org")
    MessageFactory(to="good@example.org")

    send_all()

    assert smtp.taken == ["good@example.org"]
    assert smtp.connections == 1 + 1, "after a refusal the connection is made anew"


def test_closed_port_lets_everything_wait_and_blames_no_message(settings, smtp):
    settings.EMAIL_PORT = 9  # discard; nobody listens
    MessageFactory.create_batch(3)

    send_all()

    assert set(Message.objects.values_list("state", "attempts")) == {(State.QUEUED, 0)}
    relay = Relay.objects.get()
    assert relay.failures_in_a_row == 1
    assert relay.closed_until > timezone.now()


def test_refused_login_lets_everything_wait(settings):
    with Sink(refuses_login=True) as sink:
        use_sink(settings, sink)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
        MessageFactory.create_batch(3)
        send_all()

    assert set(Message.objects.values_list("state", "attempts")) == {(State.QUEUED, 0)}
    assert Relay.objects.get().smtp_code == 535


def test_refused_sender_lets_everything_wait(settings):
    with Sink(says_at_sender="553 5.7.1 not your sender address kontakt@example.org") as sink:
        use_sink(settings, sink)
        message = MessageFactory()
        send_all()

    assert (fresh(message).state, fresh(message).attempts) == (State.QUEUED, 0)
    relay = Relay.objects.get()
    assert (relay.smtp_code, relay.last_error) == (553, "5.7.1 not your sender address …@…")


def test_server_that_lets_us_in_again_is_forgiven(smtp):
    Relay.objects.create(failures_in_a_row=4, failing_since=timezone.now(), last_error="refused", pk=Relay.ONLY)
    MessageFactory()

    send_all()

    relay = Relay.objects.get()
    assert (relay.failures_in_a_row, relay.failing_since, relay.last_error) == (0, None, "")


def test_closed_relay_is_not_asked(smtp):
    Relay.objects.create(pk=Relay.ONLY, closed_until=timezone.now() + timedelta(minutes=1))
    MessageFactory(is_urgent=True)

    send_all()

    assert smtp.connections == 0


def test_connection_the_server_closed_meanwhile_costs_no_attempt(smtp):
    smtp.at_recipient["second@example.org"] = [HANG_UP]
    MessageFactory(to="first@example.org")
    second = MessageFactory(to="second@example.org")

    send_all()

    assert smtp.taken == ["first@example.org", "second@example.org"]
    assert fresh(second).attempts == 1
    assert not Relay.objects.exists()


def test_urgent_mail_goes_first_and_past_the_limits(smtp, settings):
    settings.MAILINGS_LIMITS = [(60, 2)]
    MessageFactory.create_batch(4)
    MessageFactory(to="code@example.org", is_urgent=True)

    send_all()

    assert smtp.taken[0] == "code@example.org"
    assert len(smtp.taken) == 2
    MessageFactory(to="second-code@example.org", is_urgent=True)
    send_all()
    assert smtp.taken[2:] == ["second-code@example.org"]


def test_limit_lets_the_next_go_when_time_has_passed(smtp, settings):
    settings.MAILINGS_LIMITS = [(60, 2)]
    MessageFactory.create_batch(3)
    send_all()

    Message.objects.sent().update(claimed_at=timezone.now() - timedelta(seconds=61))
    send_all()

    assert len(smtp.taken) == 3


def test_message_waits_for_its_time_and_expires_after_it(smtp):
    now = timezone.now()
    MessageFactory(to="later@example.org", not_before=now + timedelta(hours=1))
    late = MessageFactory(to="late@example.org", expires_at=now - timedelta(seconds=1), is_secret=True)

    send_all()

    assert smtp.taken == []
    late = fresh(late)
    assert (late.state, late.text, late.html, late.subject) == (State.EXPIRED, "", "", "")


def test_secret_is_blanked_once_it_left(smtp):
    secret = MessageFactory(is_secret=True, text="Ihr Code: 123456")
    plain = MessageFactory()

    send_all()

    assert "123456" in smtp.mails[0].get_body(["plain"]).get_content()
    assert (fresh(secret).subject, fresh(secret).text, fresh(secret).html) == ("", "", "")
    assert fresh(plain).text == plain.text


def test_consent_is_asked_for_when_the_mail_leaves(smtp):
    for name in ("stays", "leaves", "never-asked"):
        MessageFactory(to=f"{name}@example.org", purpose="tests.digest", needs_consent=True)
    give_consent(address="Stays@example.org", is_confirmed=True, **DIGEST)
    give_consent(address="leaves@example.org", is_confirmed=True, **DIGEST)
    withdraw_consent(address="leaves@example.org", purpose="tests.digest")

    send_all()

    assert smtp.taken == ["stays@example.org"]
    assert Message.objects.filter(state=State.CANCELLED).count() == 2


def test_objection_holds_where_no_consent_is_needed(smtp):
    MessageFactory(to="no@example.org", purpose="tests.reminder")
    MessageFactory(to="silent@example.org", purpose="tests.reminder")
    withdraw_consent(address="no@example.org", purpose="tests.reminder")

    send_all()

    assert smtp.taken == ["silent@example.org"]


def test_message_of_a_dead_worker_becomes_unclear_and_that_of_a_living_one_does_not(smtp):
    now = timezone.now()
    for name, alive_until in (("dead", now), ("alive", now + timedelta(minutes=1))):
        WorkerProcess.objects.create(name=name, started_at=now, seen_at=now, alive_until=alive_until)
    held = {
        name: MessageFactory(state=State.SENDING, claimed_by=name, claimed_at=now, is_secret=True)
        for name in ("dead", "alive", "unknown")
    }

    send_all()

    assert {name: fresh(message).state for name, message in held.items()} == {
        "dead": State.UNCLEAR,
        "alive": State.SENDING,
        "unknown": State.UNCLEAR,
    }
    assert fresh(held["dead"]).text == ""
    assert fresh(held["alive"]).text != ""
    assert smtp.taken == []


def test_worker_that_was_thought_dead_still_says_what_became_of_its_message():
    MessageFactory()
    message = claim_next("tests:1:worker", timezone.now())
    Message.objects.update(state=State.UNCLEAR)

    settled = settle(message, state=State.SENT, sent_at=timezone.now())

    assert (settled, fresh(message).state) == (True, State.SENT)


def test_worker_does_not_overrule_what_staff_decided():
    MessageFactory()
    message = claim_next("tests:1:worker", timezone.now())
    Message.objects.update(state=State.QUEUED, claimed_by="")

    settled = settle(message, state=State.SENT, sent_at=timezone.now())

    assert (settled, fresh(message).state) == (False, State.QUEUED)


def test_claimed_message_is_claimed_once():
    MessageFactory()
    now = timezone.now()

    first, second = claim_next("tests:1:one", now), claim_next("tests:1:two", now)

    assert first.claimed_by == "tests:1:one"
    assert second is None


def test_sending_costs_the_same_however_many_wait(django_assert_num_queries, settings):
    settings.MAILINGS_LIMITS = [(60, 1000), (3600, 1000)]
    MessageFactory.create_batch(30)
    sender = Sender("tests:1:worker")
    sender.step()

    with django_assert_num_queries(10):  # relay, candidates, 2 limits, claim, read; savepoint, settle, relay, release
        sender.step()
    sender.close()
