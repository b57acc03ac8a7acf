"""Who did something, and by which way: what the logs of all rooms say."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Channel(models.TextChoices):
    """By which way something was done."""

    WEB = "web", _("On the website")
    PHONE = "phone", _("By phone")
    COUNTER = "counter", _("At the counter")
    WALK_IN = "walk_in", _("Walk-in hours")
    MAIL = "mail", _("By a link in a mail")
    SYSTEM = "system", _("By itself")


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    STAFF = "staff", _("Staff")
    SYSTEM = "system", _("By itself")


@dataclass(frozen=True)
class Actor:
    """Who does something, and by which way."""

    kind: ActorKind
    channel: Channel
    user: User | None = None

    @classmethod
    def person(cls, channel: Channel = Channel.WEB) -> Actor:
        return cls(ActorKind.PERSON, channel)

    @classmethod
    def staff(cls, user: User, channel: Channel = Channel.COUNTER) -> Actor:
        return cls(ActorKind.STAFF, channel, user)

    @classmethod
    def system(cls) -> Actor:
        return cls(ActorKind.SYSTEM, Channel.SYSTEM)
