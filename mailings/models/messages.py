"""The outbox: one row a recipient and message. Nothing leaves the house that has no row here."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailings.enums import State
from worker.models import claimant_is_alive

OVER = (State.SENT, State.FAILED, State.CANCELLED, State.EXPIRED)


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.QUEUED)

    def due(self, now: datetime):
        """What may be sent at this moment."""
        return self.waiting().filter(Q(expires_at=None) | Q(expires_at__gt=now), not_before__lte=now)

    def overdue(self, now: datetime):
        """What waited until it made no sense any more."""
        return self.waiting().filter(expires_at__lte=now)

    def stuck(self, now: datetime):
        """What a worker had in hand when it died: nobody knows whether it left."""
        return self.filter(~claimant_is_alive(now), state=State.SENDING)

    def sent(self):
        return self.filter(state=State.SENT)

    def failed(self):
        return self.filter(state=State.FAILED)

    def unclear(self):
        """What a person has to decide about."""
        return self.filter(state=State.UNCLEAR, forgotten_at=None)

    def over(self):
        return self.filter(state__in=OVER)

    def handed_over_since(self, moment: datetime):
        """What was put into the mail server's hands: the measure of the limits."""
        return self.filter(claimed_at__gt=moment)

    def remembered(self):
        return self.filter(forgotten_at=None)

    def urgent_first(self):
        return self.order_by("-is_urgent", "pk")

    def unclear_first(self):
        """For people: first what they have to decide, then what went wrong, then the newest."""
        rank = models.Case(
            models.When(state=State.UNCLEAR, forgotten_at=None, then=0),
            models.When(state=State.FAILED, then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "-pk")


class Message(models.Model):
    """One mail to one address, frozen when it was queued."""

    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("occasion"), max_length=200, blank=True)
    # Stands for kind, key and address once these are forgotten, so that "at most once" outlives them.
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True, editable=False)

    to = models.EmailField(_("recipient"), blank=True)
    from_email = models.CharField(_("sender"), max_length=320, blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML part"), blank=True)
    calendar = models.TextField(_("calendar entry"), blank=True)  # iCalendar, to be sent along
    calendar_method = models.CharField(max_length=10, blank=True, editable=False)  # as METHOD in it
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)

    purpose = models.CharField(_("purpose"), max_length=80, blank=True)
    needs_consent = models.BooleanField(_("needs consent"), default=False)
    is_secret = models.BooleanField(_("is secret"), default=False)
    is_urgent = models.BooleanField(_("is urgent"), default=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"))
    expires_at = models.DateTimeField(_("not after"), null=True, blank=True)
    claimed_by = models.CharField(_("worker"), max_length=120, blank=True)
    claimed_at = models.DateTimeField(_("last tried at"), null=True, blank=True)
    smtp_code = models.PositiveSmallIntegerField(_("answer of the mail server"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=400, blank=True)

    created_at = models.DateTimeField(_("queued at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("over since"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("contents removed at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        permissions = [("decide_message", "Can decide about messages")]
        indexes = [
            models.Index(F("is_urgent").desc(), "id", name="mailings_due", condition=Q(state="queued")),
            models.Index(fields=["claimed_at"], name="mailings_claimed_at"),
            models.Index(fields=["state", "closed_at"], name="mailings_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(fingerprint=""),
                name="mailings_message_once_per_occasion",
                violation_error_message=_("This mail has already been queued."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="mailings_message_state_known",
                violation_error_message=_("There is no such state."),
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | (~Q(claimed_by="") & Q(claimed_at__isnull=False)),
                name="mailings_message_sending_is_claimed",
                violation_error_message=_("A message that is being sent belongs to a worker."),
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="mailings_message_sent_has_time",
                violation_error_message=_("A sent message says when, and no other does."),
            ),
            models.CheckConstraint(
                condition=(Q(state__in=[state.value for state in OVER]) & Q(closed_at__isnull=False))
                | (~Q(state__in=[state.value for state in OVER]) & Q(closed_at__isnull=True)),
                name="mailings_message_over_has_time",
                violation_error_message=_("A message that is over says since when, and no other does."),
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(
                    to="",
                    subject="",
                    text="",
                    html="",
                    calendar="",
                    reply_to="",
                    state__in=["unclear", *(s.value for s in OVER)],
                ),
                name="mailings_message_forgotten_is_empty",
                violation_error_message=_("A forgotten message keeps neither address nor text."),
            ),
            models.CheckConstraint(
                condition=Q(needs_consent=False) | ~Q(purpose=""),
                name="mailings_message_consent_has_purpose",
                violation_error_message=_("A message that needs consent names its purpose."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def shown_subject(self) -> str:
        """What staff may see of the subject; it is a code's usual place."""
        return self._shown(self.subject)

    shown_subject.fget.short_description = _("subject")

    @property
    def shown_text(self) -> str:
        return self._shown(self.text)

    shown_text.fget.short_description = _("text")

    def _shown(self, content: str) -> str:
        if self.is_secret:
            return gettext("(for the recipient only)")
        return content or gettext("(removed)")

    @property
    def can_be_sent_again(self) -> bool:
        """What left may be sent once more as long as its text is there; a secret is gone by then."""
        return self.state in {State.UNCLEAR, State.FAILED} and bool(self.to and self.text)

    @property
    def can_be_treated_as_sent(self) -> bool:
        return self.state == State.UNCLEAR

    @property
    def can_be_cancelled(self) -> bool:
        return self.state == State.QUEUED
