"""Putting mail into the outbox, and what staff decide about it."""

from __future__ import annotations

import secrets
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from common.urls import absolute_url
from mailings.addresses import fingerprint, normalised
from mailings.domain import consents
from mailings.domain.secrecy import CONTENT, blank_if_secret
from mailings.enums import State
from mailings.models import Message, Relay
from mailings.rendering import SUBJECT_LENGTH, render_mail


@transaction.atomic
def queue_mail(
    *,
    kind: str,
    to: str,
    template: str,
    context: dict,
    key: str = "",
    reply_to: str = "",
    is_secret: bool = False,
    is_urgent: bool = False,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    unsubscribe_url: str = "",
    purpose: str = "",
    needs_consent: bool | None = None,
    calendar: bytes = b"",
    calendar_method: str = "",
) -> Message:
    """Put a mail into the outbox, rendered now; `manage.py work` sends it once the caller's transaction is committed.

    `template` is described in mailings.rendering. `key`: at most one message per (kind, key, to), also when the first
    one has long been sent; a second call returns the first row and renders nothing. `is_secret`: the text is for the
    recipient alone, staff never see it and it is blanked once it left. `is_urgent`: before all others and not held back
    by the limits. `purpose` ("network.digest"): not sent to somebody who withdrew; by default only to somebody whose
    consent for that purpose is valid when the mail leaves (`needs_consent=False`: to everybody who did not object), and
    the mail says how to unsubscribe. `calendar`: an iCalendar object to send along, `calendar_method` the METHOD in it.

    An address that is none makes a failed row, which staff see, and no error. Raises BadHeaderError for line breaks in
    an address, MailTemplateError for a template without subject, ValueError for contradictory arguments.
    """
    to, reply_to = to.strip(), reply_to.strip()
    if not all(value.isprintable() for value in (to, reply_to, unsubscribe_url)):
        raise BadHeaderError("Addresses have no line breaks.")
    if needs_consent and not purpose:
        raise ValueError("Consent is always for a purpose.")
    if bool(calendar) != bool(calendar_method):
        raise ValueError("A calendar entry goes with its method, and a method with its entry.")
    once = fingerprint(kind, key, normalised(to)) if key else ""
    if once and (first := Message.objects.filter(fingerprint=once).first()):
        return first
    if purpose and not unsubscribe_url:
        unsubscribe_url = consents.unsubscribe_url(address=to, purpose=purpose)
    rendered = render_mail(template, context, unsubscribe_url=unsubscribe_url)
    now = timezone.now()
    fields = {
        "kind": kind,
        "key": key,
        "to": to[:254],
        "from_email": settings.DEFAULT_FROM_EMAIL,
        "reply_to": reply_to,
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
        "calendar": calendar.decode(),
        "calendar_method": calendar_method,
        "headers": _headers(unsubscribe_url),
        "message_id": new_message_id(),
        "purpose": purpose,
        "needs_consent": bool(purpose) if needs_consent is None else needs_consent,
        "is_secret": is_secret,
        "is_urgent": is_urgent,
        "not_before": not_before or now,
        "expires_at": expires_at,
        "created_at": now,
    }
    if problem := _address_problem(to):
        fields |= {"state": State.FAILED, "closed_at": now, "last_error": problem}
        if is_secret:
            fields |= dict.fromkeys(CONTENT, "")
    if not once:
        return Message.objects.create(**fields)
    return Message.objects.get_or_create(fingerprint=once, defaults=fields)[0]


@transaction.atomic
def queue_foreign_mail(mail: EmailMessage) -> list[Message]:
    """A mail that another package made, one row a recipient. It counts as urgent and secret: it may be a link to a new
    password.

    Raises ValueError for attachments, which the outbox does not keep.
    """
    if mail.attachments:
        raise ValueError("The outbox takes no attachments.")
    mail.message()  # raises BadHeaderError
    html = next((part.content for part in getattr(mail, "alternatives", []) if part.mimetype == "text/html"), "")
    now = timezone.now()
    return Message.objects.bulk_create(
        Message(
            kind="django",
            to=parseaddr(recipient)[1][:254],
            from_email=mail.from_email or settings.DEFAULT_FROM_EMAIL,
            reply_to=parseaddr(mail.reply_to[0])[1] if mail.reply_to else "",
            subject=" ".join(str(mail.subject).split())[:SUBJECT_LENGTH],
            text=str(mail.body),
            html=str(html),
            headers={"Auto-Submitted": "auto-generated", **mail.extra_headers},
            message_id=new_message_id(),
            is_secret=True,
            is_urgent=True,
            not_before=now,
            created_at=now,
        )
        for recipient in mail.recipients()
    )


def new_message_id() -> str:
    """Chosen when the message is queued, the same at every attempt: a mail server can notice a second copy."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or urlsplit(absolute_url("/")).hostname
    return f"<m.{secrets.token_hex(12)}@{host}>"


def _headers(unsubscribe_url: str) -> dict[str, str]:
    """What mail programs read. `Auto-Submitted` (RFC 3834) keeps absence notes from answering; one-click (RFC 8058) is
    offered over https only, as that RFC asks."""
    headers = {"Auto-Submitted": "auto-generated"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        if unsubscribe_url.startswith("https://"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _address_problem(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return gettext("This is not an e-mail address.")
    return ""


# --- What staff decide ------------------------------------------------------------------------------------------------


def send_again(message: Message) -> bool:
    """An unclear or failed message goes back into the queue, attempts counted anew. Never done by the program itself.
    False when somebody else has decided meanwhile, or its text is gone."""
    now = timezone.now()
    again = (
        Message.objects.filter(pk=message.pk, state__in=[State.UNCLEAR, State.FAILED]).exclude(to="").exclude(text="")
    )
    changed = again.update(
        state=State.QUEUED, attempts=0, not_before=now, expires_at=None, closed_at=None, claimed_by="", last_error=""
    )
    return changed == 1


def try_relay_now() -> None:
    """Do not wait for the end of the pause the mail server was given."""
    Relay.objects.update(closed_until=None)


def treat_as_sent(message: Message) -> bool:
    """Staff know, or assume, that an unclear message arrived."""
    now = timezone.now()
    changed = (
        Message.objects.unclear()
        .filter(pk=message.pk)
        .update(state=State.SENT, sent_at=Coalesce("claimed_at", now), closed_at=now)
    )
    return changed == 1


def cancel_message(message: Message) -> bool:
    """A waiting message stays here. False when it is on its way already."""
    changed = (
        Message.objects.waiting()
        .filter(pk=message.pk)
        .update(state=State.CANCELLED, closed_at=timezone.now(), **blank_if_secret())
    )
    return changed == 1
