"""Is the entry still right? Reminders that were sent, and mistakes that visitors reported."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import ReminderAnswer, ReminderChannel, ReportKind, ReportState
from directory.models.businesses import Business


class Reminder(models.Model):
    """One question "is this still right?" to a business; its signed link carries this row's number."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="reminders")
    channel = models.CharField(_("channel"), max_length=10, choices=ReminderChannel.choices)
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("expires at"))
    answer = models.CharField(_("answer"), max_length=12, choices=ReminderAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="directory_reminder_answer_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.sent_at:%Y-%m-%d}"


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ReportState.OPEN)


class Report(models.Model):
    """A mistake somebody noticed. `contact` is optional and is removed once the report is settled."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("what is wrong"), max_length=10, choices=ReportKind.choices)
    text = models.TextField(_("what would be right"), blank=True, validators=[MaxLengthValidator(1000)])
    contact = models.CharField(_("how we can ask back"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.business} – {self.get_kind_display()}"
