from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a message is on its way. Only the first two are still moving; `unclear` waits for a person."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    UNCLEAR = "unclear", _("unclear")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("too late")


class Channel(models.TextChoices):
    """How somebody said yes."""

    FORM = "form", _("form on the site")
    ACCOUNT = "account", _("in the account, logged in")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by telephone")
