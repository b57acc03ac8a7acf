"""What all workers know about our mail server: whether to leave it alone for a while."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RelayQuerySet(models.QuerySet):
    def closed(self, now: datetime):
        return self.filter(closed_until__gt=now)


class Relay(models.Model):
    """The one mail server that carries our mail on. When it does not let us in, the messages are not to blame: they all
    wait until `closed_until`, and none of them loses an attempt."""

    ONLY = 1

    closed_until = models.DateTimeField(_("left alone until"), null=True, blank=True)
    failures_in_a_row = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    smtp_code = models.PositiveSmallIntegerField(_("answer of the mail server"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=400, blank=True)

    objects = RelayQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail server")
        verbose_name_plural = _("mail servers")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="mailings_relay_only_one",
                violation_error_message=_("There is one mail server."),
            )
        ]

    def __str__(self) -> str:
        return str(_("mail server"))
