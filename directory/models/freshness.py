"""Is the entry still right? Who said so, reminders that were sent, and mistakes that were reported."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.enums import ConfirmedVia, ReminderAnswer, ReminderChannel, ReportKind, ReportState
from directory.models.businesses import Business

MAILS_BEFORE_A_VISIT = 2  # a second mail after a month of silence, then somebody goes there


class Confirmation(models.Model):
    """Somebody said that the entry is right, all of it. The business itself knows only the last day."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField(_("confirmed on"))
    via = models.CharField(_("how it was confirmed"), max_length=10, choices=ConfirmedVia.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-confirmed_on", "-pk"]
        constraints = [
            # Two clicks on one day are one confirmation.
            models.UniqueConstraint(
                fields=["business", "confirmed_on", "via"], name="directory_confirmation_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.confirmed_on:%Y-%m-%d}"


class ReminderQuerySet(models.QuerySet):
    def by_mail(self):
        return self.filter(channel=ReminderChannel.EMAIL)

    def unanswered(self):
        return self.filter(answer="")


class Reminder(models.Model):
    """One question "is this still right?" to a business; its signed link carries this row's number."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="reminders")
    channel = models.CharField(_("channel"), max_length=10, choices=ReminderChannel.choices)
    # Since when nobody had said so (`known_on`): the same day for all reminders until somebody confirms.
    asked_since = models.DateField(_("not confirmed since"))
    number = models.PositiveSmallIntegerField(_("number of the mail"), default=1)
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("expires at"))
    answer = models.CharField(_("answer"), max_length=12, choices=ReminderAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="directory_reminder_answer_has_time",
            ),
            # Whatever goes wrong above: nobody is mailed the same question twice, or a third time.
            models.UniqueConstraint(
                fields=["business", "asked_since", "number"],
                condition=Q(channel=ReminderChannel.EMAIL),
                name="directory_reminder_mail_once",
            ),
            models.CheckConstraint(
                condition=~Q(channel=ReminderChannel.EMAIL) | Q(number__range=(1, MAILS_BEFORE_A_VISIT)),
                name="directory_reminder_mails_are_few",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.sent_at:%Y-%m-%d}"

    def has_expired(self, moment: datetime | None = None) -> bool:
        return self.expires_at <= (moment or timezone.now())


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ReportState.OPEN)

    def settled_before(self, moment: datetime):
        return self.exclude(state=ReportState.OPEN).filter(settled_at__lt=moment)

    def shown_to_owners(self):
        """Open reports of visitors that look like a neighbour's. Owners never see the contact: defer it."""
        return self.open().filter(is_suspicious=False).defer("contact", "note")


class Report(models.Model):
    """A mistake somebody noticed. `contact` is optional and is removed once the report is settled."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("what is wrong"), max_length=10, choices=ReportKind.choices)
    text = models.TextField(_("what would be right"), blank=True, validators=[MaxLengthValidator(1000)])
    contact = models.CharField(_("how we can ask back"), max_length=160, blank=True)
    is_from_business = models.BooleanField(_("came through a link we sent to the business"), default=False)
    is_suspicious = models.BooleanField(_("contains links: look twice"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    note = models.TextField(_("note of the project"), blank=True, validators=[MaxLengthValidator(1000)])
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
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, settled_at__isnull=True)
                | ~Q(state=ReportState.OPEN) & Q(settled_at__isnull=False, contact=""),
                name="directory_report_settled_forgets_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.get_kind_display()}"
