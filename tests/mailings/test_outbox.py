"""Putting mail into the outbox, and what staff decide about it."""

from __future__ import annotations

from datetime import timedelta

from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from mailings.domain import cancel_message, forget_messages, queue_mail, send_again, treat_as_sent
from mailings.enums import State
from mailings.models import Message, Relay
from mailings.rendering import MailTemplateError
from tests.factories.mailings import MessageFactory
from tests.mailings.conftest import fresh

pytestmark = pytest.mark.django_db
NOTE = "Subject: Grüße an {{ name }}\n\nHallo {{ name }}."


def test_queued_mail_is_rendered_at_once_and_waits(mail_template):
    message = queue_mail(
        kind="tests.note", to=" anna@example.org ", template=mail_template(NOTE), context={"name": "Ö"}
    )
    mail_template("Subject: anders\n\nanders")

    message = fresh(message)
    assert (message.state, message.to, message.subject) == (State.QUEUED, "anna@example.org", "Grüße an Ö")
    assert "Hallo Ö." in message.text
    assert message.headers == {"Auto-Submitted": "auto-generated"}


def test_key_allows_one_message_per_kind_and_recipient(mail_template):
    name = mail_template(NOTE)

    def queue(**changes) -> int:
        arguments = {"kind": "tests.note", "to": "anna@example.org", "key": "7"} | changes
        return queue_mail(template=name, context={"name": "A"}, **arguments).pk

    first = queue()
    assert queue(to="Anna@Example.org") == first
    others = {queue(key="8"), queue(kind="tests.other"), queue(to="bert@example.org"), queue(key=""), queue(key="")}
    assert len(others | {first}) == 6


def test_key_holds_after_the_address_was_forgotten(mail_template):
    arguments = {"kind": "tests.note", "to": "anna@example.org", "key": "7", "template": mail_template(NOTE)}
    first = queue_mail(context={"name": "A"}, **arguments)
    long_ago = timezone.now() - timedelta(days=40)
    Message.objects.update(state=State.SENT, sent_at=long_ago, closed_at=long_ago)

    forget_messages()

    assert fresh(first).to == ""
    assert queue_mail(context={"name": "A"}, **arguments).pk == first.pk


@pytest.mark.parametrize("to", ["anna", "anna@", "a b@example.org", "anna@example.org, bert@example.org", ""])
def test_address_that_is_none_becomes_a_failed_message(mail_template, to):
    message = queue_mail(kind="tests.note", to=to, template=mail_template(NOTE), context={"name": "A"}, is_secret=True)

    assert (message.state, message.text) == (State.FAILED, "")
    assert message.last_error != ""


@pytest.mark.parametrize("field", ["to", "reply_to", "unsubscribe_url"])
def test_line_break_in_an_address_is_refused(mail_template, field):
    arguments = {"to": "anna@example.org"} | {field: "anna@example.org\nBcc: all@example.org"}

    with pytest.raises(BadHeaderError):
        queue_mail(kind="tests.note", template=mail_template(NOTE), context={"name": "A"}, **arguments)

    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["A\nBcc: all@example.org", "A\r\nBcc: all@example.org"])
def test_line_break_in_the_subject_is_refused(mail_template, name):
    with pytest.raises(MailTemplateError):
        queue_mail(kind="tests.note", to="anna@example.org", template=mail_template(NOTE), context={"name": name})


def test_unsubscribing_is_offered_to_mail_programs_with_one_click_over_https(mail_template, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.org"
    message = queue_mail(
        kind="tests.digest",
        to="anna@example.org",
        template=mail_template(NOTE),
        context={"name": "A"},
        purpose="tests.digest",
    )

    url = message.headers["List-Unsubscribe"].strip("<>")
    assert url.startswith("https://example.org/post/abmelden/")
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in message.text
    assert url in message.html
    assert message.needs_consent


def test_one_click_is_not_offered_without_https(mail_template):
    message = queue_mail(
        kind="tests.note",
        to="anna@example.org",
        template=mail_template(NOTE),
        context={"name": "A"},
        unsubscribe_url="http://testserver/x/",
    )

    assert "List-Unsubscribe" in message.headers
    assert "List-Unsubscribe-Post" not in message.headers


def test_consent_without_purpose_is_refused(mail_template):
    with pytest.raises(ValueError, match="purpose"):
        queue_mail(
            kind="k", to="a@example.org", template=mail_template(NOTE), context={"name": "A"}, needs_consent=True
        )


def test_mail_of_other_packages_is_queued_as_secret_and_urgent():
    mail = EmailMultiAlternatives("Neues\u00a0Passwort", "Der Link", "von@example.org", ["Anna <anna@example.org>"])
    mail.attach_alternative("<p>Der Link</p>", "text/html")

    sent = get_connection("mailings.backends.OutboxBackend").send_messages([mail])

    message = Message.objects.get()
    assert sent == 1
    assert (message.to, message.text, message.html) == ("anna@example.org", "Der Link", "<p>Der Link</p>")
    assert message.is_secret
    assert message.is_urgent


def test_mail_with_attachment_is_refused():
    mail = EmailMultiAlternatives("x", "x", "von@example.org", ["anna@example.org"], attachments=[("a.txt", "a", None)])

    with pytest.raises(ValueError, match="attachments"):
        get_connection("mailings.backends.OutboxBackend").send_messages([mail])


# --- Decisions --------------------------------------------------------------------------------------------------------

PAST = {"claimed_by": "w", "claimed_at": timezone.now()}


def in_state(state: str, **fields) -> Message:
    now = timezone.now()
    over = {"closed_at": now} if state in {State.SENT, State.FAILED, State.CANCELLED, State.EXPIRED} else {}
    sent = {"sent_at": now} if state == State.SENT else {}
    return MessageFactory(state=state, **PAST, **over, **sent, **fields)


def test_decision_is_open_in_some_states_only():
    changed = {
        verb.__name__: {str(state) for state in State if verb(in_state(state))}
        for verb in (send_again, treat_as_sent, cancel_message)
    }

    assert changed == {
        "send_again": {State.UNCLEAR, State.FAILED},
        "treat_as_sent": {State.UNCLEAR},
        "cancel_message": {State.QUEUED},
    }


def test_message_sent_again_is_due_at_once_and_counts_anew():
    message = in_state(State.UNCLEAR, attempts=8, expires_at=timezone.now() - timedelta(days=1))

    assert send_again(message)

    message = fresh(message)
    assert (message.state, message.attempts) == (State.QUEUED, 0)
    assert Message.objects.due(timezone.now()).count() == 1


def test_message_without_text_is_not_sent_again():
    message = in_state(State.UNCLEAR, is_secret=True, text="")

    assert not message.can_be_sent_again
    assert not send_again(message)


def test_message_treated_as_sent_says_when():
    message = in_state(State.UNCLEAR)

    assert treat_as_sent(message)
    assert fresh(message).sent_at == message.claimed_at


# --- What the database refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": State.SENDING},
        {"state": State.SENT, "closed_at": timezone.now()},
        {"sent_at": timezone.now()},
        {"state": State.FAILED},
        {"closed_at": timezone.now()},
        {"forgotten_at": timezone.now()},
        {"needs_consent": True},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_database_refuses_a_contradictory_message(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageFactory(**fields)


def test_database_refuses_a_second_message_of_one_occasion():
    MessageFactory(fingerprint="a" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        MessageFactory(fingerprint="a" * 64)


def test_database_refuses_a_second_relay():
    with pytest.raises(IntegrityError), transaction.atomic():
        Relay.objects.create(pk=2)


# --- Forgetting -------------------------------------------------------------------------------------------------------


def test_messages_are_emptied_after_their_days_and_then_deleted(settings):
    settings.MAILINGS_KEEP_DAYS = 30
    now = timezone.now()
    kept = in_state(State.SENT)
    keyed, unkeyed, undecided = (
        in_state(State.SENT, fingerprint="a" * 64),
        in_state(State.FAILED),
        in_state(State.UNCLEAR),
    )
    old = {"closed_at": now - timedelta(days=31), "claimed_at": now - timedelta(days=31)}
    Message.objects.filter(pk__in=[keyed.pk, unkeyed.pk]).update(**old)
    Message.objects.filter(pk=undecided.pk).update(claimed_at=now - timedelta(days=31))

    assert forget_messages() == (2, 1)

    keyed = fresh(keyed)
    assert (keyed.to, keyed.subject, keyed.text, keyed.html, keyed.headers) == ("", "", "", "", {})
    assert {message.pk for message in Message.objects.exclude(to="")} == {kept.pk, undecided.pk}
    assert forget_messages(now=now + timedelta(days=91)) == (2, 2), "the kept one and the undecided one, neither keyed"
    assert forget_messages(now=now + timedelta(days=731)) == (0, 1)
