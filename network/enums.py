from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    OFFERING = "offering", _("We offer")
    LOOKING = "looking", _("We are looking for")


class Topic(models.TextChoices):
    """What a notice is about: things businesses of one street can share."""

    DELIVERY = "delivery", _("Shared delivery")
    EQUIPMENT = "equipment", _("Lend or borrow a thing")
    TRAINEE = "trainee", _("Trainee or intern")
    ROOM = "room", _("Room or space")
    ORDER = "order", _("Joint order")
    ACTION = "action", _("Idea for an action")
    HELP = "help", _("Help and experience")
    OTHER = "other", _("Something else")


class NoticeState(models.TextChoices):
    OPEN = "open", _("On the board")
    CLOSED = "closed", _("Settled")
    EXPIRED = "expired", _("Run out")
    HIDDEN = "hidden", _("Taken down by the project")


class ActionState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for the project")
    ACCEPTED = "accepted", _("The project takes it up")
    DECLINED = "declined", _("Not now")
