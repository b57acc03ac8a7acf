"""Django's door to the outbox: mail that Wagtail or another package sends by Django's own means is queued like ours."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailings.domain.outbox import queue_foreign_mail


class OutboxBackend(BaseEmailBackend):
    """For EMAIL_BACKEND. What really sends is settings.MAILINGS_BACKEND."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        for mail in email_messages:
            queue_foreign_mail(mail)
        return len(email_messages)
