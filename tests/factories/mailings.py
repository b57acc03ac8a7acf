from datetime import timedelta

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from mailings.enums import Channel
from mailings.models import Consent, Message


class MessageFactory(DjangoModelFactory):
    """A message that is due."""

    class Meta:
        model = Message

    kind = "tests.note"
    to = factory.Sequence(lambda number: f"person{number}@example.org")
    from_email = "Gemeinsam für Hagen <kontakt@example.org>"
    subject = "Eine Nachricht"
    text = "Guten Tag,\n\nes gibt etwas Neues.\n"
    html = "<p>Guten Tag,</p><p>es gibt etwas Neues.</p>"
    message_id = factory.Sequence(lambda number: f"<m.{number}@example.org>")
    created_at = factory.LazyFunction(timezone.now)
    not_before = factory.SelfAttribute("created_at")


class ConsentFactory(DjangoModelFactory):
    """A confirmed consent."""

    class Meta:
        model = Consent

    address = factory.Sequence(lambda number: f"person{number}@example.org")
    purpose = "tests.digest"
    version = "2026-11"
    text_shown = "Ja, ich möchte einmal in der Woche eine Übersicht bekommen."
    channel = Channel.FORM
    given_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    confirmed_at = factory.SelfAttribute("given_at")
