"""How a message leaves: claimed in one transaction, sent in none, settled in another.

The claim and the settlement are UPDATEs with the condition inside, so that of two workers one gets the row, and a row
that was decided about meanwhile stays as it is. A worker killed between the server's "250 OK" and the settlement leaves
the row `sending`; once it counts as dead, the row becomes `unclear` and a person decides. Nothing here ever sends such
a row again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mailings import outcomes
from mailings.domain.consents import has_consent, has_objected
from mailings.domain.secrecy import blank_if_secret
from mailings.enums import State
from mailings.models import Message, Relay
from mailings.outcomes import Fate, Outcome

logger = logging.getLogger(__name__)

CANDIDATES = 5  # looked at in one query; with several workers the first may be gone already
TIDY_EVERY = timedelta(seconds=5)
CALENDAR_FILE = "termin.ics"
MESSAGES_A_CONNECTION = 100  # many servers close after some number; better we do


class Sender:
    """Sends for one worker, over one connection that stays open while there is something to send."""

    def __init__(self, worker: str):
        self.worker = worker
        self.connection = None
        self.sent_over_connection = 0
        self.tidied_at: datetime | None = None

    def step(self) -> bool:
        """Send the next message there is. False when there is none or none may go now."""
        now = timezone.now()
        if self.tidied_at is None or now - self.tidied_at >= TIDY_EVERY:
            settle_leftovers(now)
            self.tidied_at = now
        message = claim_next(self.worker, now)
        if message is None:
            self.hang_up()
            return False
        self.send(message)
        return True

    def send(self, message: Message) -> None:
        """One claimed message: out, and its row settled."""
        if reason := reason_to_stay(message):
            settle(message, state=State.CANCELLED, last_error=reason)
            return
        outcome = self._deliver(message)
        record(message, outcome)
        if outcome.fate is not Fate.SENT:
            logger.warning("Message %s: %s (%s %s)", message.pk, outcome.fate.value, outcome.code, outcome.words)

    def close(self) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        if self.connection is None:
            return
        connection, self.connection, self.sent_over_connection = self.connection, None, 0
        try:
            connection.close()
        except Exception as error:  # the messages are settled; how a server says goodbye changes nothing
            logger.info("Closing the connection to the mail server: %s", outcomes.words_of(error))

    def _deliver(self, message: Message) -> Outcome:
        try:
            mail = as_mail(message)
            mail.message().as_bytes()  # what cannot be written down is found out before a server is asked
        except (ValueError, UnicodeError) as error:
            return Outcome(Fate.NEVER, words=outcomes.words_of(error))
        outcome, was_fresh = self._attempt(mail)
        if outcome.fate is Fate.LATER and outcome.code in {None, 421} and not was_fresh:
            # The server has hung up on a connection it found too old: that says nothing about this message.
            outcome, was_fresh = self._attempt(mail)
        return outcome

    def _attempt(self, mail: EmailMultiAlternatives) -> tuple[Outcome, bool]:
        """The outcome, and whether the connection was opened for it."""
        if self.sent_over_connection >= MESSAGES_A_CONNECTION:
            self.hang_up()
        is_fresh = self.connection is None
        if is_fresh:
            connection = get_connection(settings.MAILINGS_BACKEND)
            try:
                connection.open()
            except Exception as error:  # DNS, TLS, login, a refused port: whatever it is, no message left
                connection.close()
                return outcomes.of_opening(error), True
            self.connection = connection
        try:
            taken = self.connection.send_messages([mail])
        except Exception as error:  # sorted in outcomes.py; what is not known there counts as unclear
            # A backend that cannot tell is believed to have sent: better a question to staff than a second mail.
            may_have_left = getattr(self.connection, "text_may_have_left", True)
            self.hang_up()
            return outcomes.of_sending(error, text_may_have_left=may_have_left), is_fresh
        self.sent_over_connection += 1
        if not taken:
            return Outcome(Fate.LATER, words=_("The mail backend did not take it.")), is_fresh
        return Outcome(Fate.SENT, 250), is_fresh


def as_mail(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=message.from_email,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={**message.headers, "Message-ID": message.message_id},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        attach_calendar(mail, message.calendar, message.calendar_method)
    return mail


def attach_calendar(mail: EmailMultiAlternatives, calendar: str, method: str) -> None:
    """Twice, as the big mail programs do it themselves: as an alternative, which Outlook, Apple and Google show as an
    appointment with buttons, and as a file, for programs and people who look for one. METHOD stands in both types, as
    RFC 6047, 2.4, asks."""
    mail.attach_alternative(calendar, f"text/calendar; method={method}")
    file = MIMEBase("text", "calendar", charset="utf-8", method=method, name=CALENDAR_FILE)
    file.set_payload(calendar.encode())
    encode_base64(file)
    file.add_header("Content-Disposition", "attachment", filename=CALENDAR_FILE)
    mail.attach(file)


def claim_next(worker: str, now: datetime) -> Message | None:
    """The next message for this worker, now in state `sending`; None when none is due or allowed."""
    if Relay.objects.closed(now).exists():
        return None
    due = Message.objects.due(now).urgent_first()
    candidates = list(due.values_list("pk", "is_urgent")[:CANDIDATES])
    if not candidates:
        return None
    limited = limit_reached(now)
    for pk, is_urgent in candidates:
        if limited and not is_urgent:
            return None
        claimed = (
            Message.objects.due(now)
            .filter(pk=pk)
            .update(state=State.SENDING, claimed_by=worker, claimed_at=now, attempts=F("attempts") + 1)
        )
        if claimed:
            return Message.objects.get(pk=pk)
    return None


def limit_reached(now: datetime) -> bool:
    """Whether as many messages as the contract with the mail server allows were handed over lately. Counted in the
    outbox itself, so it holds for all workers together and over a restart; each worker can overshoot by one."""
    for seconds, limit in settings.MAILINGS_LIMITS:
        handed_over = Message.objects.handed_over_since(now - timedelta(seconds=seconds))
        if limit and handed_over[:limit].count() >= limit:
            return True
    return False


def reason_to_stay(message: Message) -> str:
    """Asked at the last moment: a withdrawal counts for mail that was queued before it, too."""
    if not message.purpose:
        return ""
    if message.needs_consent and not has_consent(message.to, message.purpose):
        return _("There is no consent (any more).")
    if has_objected(message.to, message.purpose):
        return _("The recipient unsubscribed.")
    return ""


@transaction.atomic
def record(message: Message, outcome: Outcome) -> None:
    """Write down what became of an attempt, for the message and for the mail server."""
    now = timezone.now()
    said = {"smtp_code": outcome.code, "last_error": "" if outcome.fate is Fate.SENT else outcome.words}
    if outcome.fate is Fate.SENT:
        settle(message, state=State.SENT, sent_at=now, **said)
    elif outcome.fate is Fate.NEVER:
        settle(message, state=State.FAILED, **said)
    elif outcome.fate is Fate.UNCLEAR:
        settle(message, state=State.UNCLEAR, **said)
    elif outcome.fate is Fate.NOT_OUR_TURN:
        settle(message, state=State.QUEUED, attempts=message.attempts - 1, **said)
    elif (pause := outcomes.pause_after(message.attempts, is_slow=outcome.is_slow)) is not None:
        settle(message, state=State.QUEUED, not_before=now + pause, **said)
    else:
        settle(message, state=State.FAILED, **said)
    if outcome.closes_relay:
        close_relay(outcome, now)
    elif outcome.fate is Fate.SENT:
        Relay.objects.exclude(failures_in_a_row=0).update(
            closed_until=None, failures_in_a_row=0, failing_since=None, smtp_code=None, last_error=""
        )


def settle(message: Message, *, state: State, **fields) -> bool:
    """End this worker's attempt: that very attempt, and nothing that staff decided about meanwhile (then False)."""
    if state in {State.SENT, State.FAILED, State.CANCELLED, State.EXPIRED}:
        fields["closed_at"] = timezone.now()
    if state != State.QUEUED:
        fields |= blank_if_secret()
    else:
        fields["claimed_by"] = ""
    states = [State.SENDING]
    if not (message.is_secret and state == State.QUEUED):  # of a secret that became unclear the text is gone
        states.append(State.UNCLEAR)  # this worker was thought dead and is not
    mine = Message.objects.filter(
        pk=message.pk,
        state__in=states,
        claimed_by=message.claimed_by,
        claimed_at=message.claimed_at,
    )
    return mine.update(state=state, **fields) == 1


def close_relay(outcome: Outcome, now: datetime) -> None:
    relay = Relay.objects.get_or_create(pk=Relay.ONLY)[0]
    failures = relay.failures_in_a_row + 1
    Relay.objects.filter(pk=Relay.ONLY).update(
        closed_until=now + outcomes.relay_pause_after(failures),
        failures_in_a_row=failures,
        failing_since=relay.failing_since or now,
        smtp_code=outcome.code,
        last_error=outcome.words,
    )


@transaction.atomic
def settle_leftovers(now: datetime) -> None:
    """What dead workers had in hand becomes unclear; what waited too long is not sent any more."""
    unclear = Message.objects.stuck(now).update(
        state=State.UNCLEAR,
        last_error=_("Sending broke off. Nobody knows whether the mail left."),
        **blank_if_secret(),
    )
    if unclear:
        logger.error("%s messages are unclear: a worker died while it was sending them.", unclear)
    Message.objects.overdue(now).update(state=State.EXPIRED, closed_at=now, **blank_if_secret())
