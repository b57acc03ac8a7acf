"""An appointment goes along with the mail: in the bytes that leave, and nowhere once the mail is forgotten."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

from django.utils import timezone

import pytest

from mailings.domain import forget_messages, queue_mail
from mailings.enums import State
from mailings.models import Message
from mailings.sending import as_mail

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Größe\r\nEND:VCALENDAR\r\n".encode()


def queue(**more) -> Message:
    return queue_mail(
        kind="tests.calendar",
        key="once",
        to="a@example.org",
        template="account/mails/login_code.txt",
        context={"code": "123456", "minutes": 15},
        **{"calendar": CALENDAR, "calendar_method": "REQUEST", **more},
    )


def parts(message: Message) -> list:
    mail = message_from_bytes(as_mail(message).message().as_bytes(), policy=policy.SMTP)
    return [part for part in mail.walk() if not part.is_multipart()]


def test_mail_carries_the_entry_as_alternative_and_as_file():
    alternative, file = [part for part in parts(queue()) if part.get_content_type() == "text/calendar"]

    assert [part.get_param("method") for part in (alternative, file)] == ["REQUEST", "REQUEST"]
    assert [part.get_content_charset() for part in (alternative, file)] == ["utf-8", "utf-8"]
    assert (file.get_filename(), alternative.get_content_disposition()) == ("termin.ics", None)
    assert file.get_payload(decode=True) == CALENDAR
    assert alternative.get_payload(decode=True).replace(b"\r\n", b"\n") == CALENDAR.replace(b"\r\n", b"\n")


def test_mail_without_an_entry_has_two_parts():
    kinds = [part.get_content_type() for part in parts(queue(calendar=b"", calendar_method=""))]

    assert kinds == ["text/plain", "text/html"]


def test_entry_and_method_belong_together():
    with pytest.raises(ValueError, match="method"):
        queue(calendar_method="")


def test_entry_is_forgotten_with_the_text():
    message = queue()
    long_ago = timezone.now() - timedelta(days=31)
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=long_ago, closed_at=long_ago)

    forget_messages()

    message.refresh_from_db()
    assert (message.calendar, message.text) == ("", "")
