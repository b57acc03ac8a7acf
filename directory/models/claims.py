"""Claims: somebody says "this is my business", and how that is proved."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.enums import AttemptOutcome, ClaimState, CodeChannel, Proof
from directory.models.businesses import Business

MOST_TRIES = 5  # wrong codes before a code is dead
PENDING_STATES = (ClaimState.OPEN, ClaimState.STAFF, ClaimState.DISPUTED)


class ClaimQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state__in=PENDING_STATES)

    def for_staff(self):
        """What a person of the project has to decide."""
        return self.filter(state__in=[ClaimState.STAFF, ClaimState.DISPUTED])


class Claim(models.Model):
    """One person's claim on one business, from the first click to the decision."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.OPEN)
    message = models.TextField(_("message to the project"), blank=True, validators=[MaxLengthValidator(1000)])
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    proof = models.CharField(_("how it is known"), max_length=15, choices=Proof.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="decided_claims"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = models.TextField(_("note of the project"), blank=True, validators=[MaxLengthValidator(1000)])
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "user"],
                condition=Q(state__in=PENDING_STATES),
                name="directory_claim_one_pending",
                violation_error_message=_("You have asked for this business already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.CONFIRMED) | ~Q(proof=""),
                name="directory_claim_confirmed_by_proof",
                violation_error_message=_("A claim is confirmed by a proof only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.business}"


class ClaimCodeQuerySet(models.QuerySet):
    def usable(self, moment: datetime):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=moment, tries__lt=MOST_TRIES)


class ClaimCode(models.Model):
    """A one-time code. Its first part (`lookup`) finds the row, the second is a secret of which only a hash is kept:
    so wrong tries can be counted against this very code, and nobody without the letter can use them up."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="claim_codes")
    claim = models.ForeignKey(
        Claim,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="codes",
        help_text=_("A code by mail belongs to the person who asked for it; a letter to whoever holds it."),
    )
    channel = models.CharField(_("channel"), max_length=10, choices=CodeChannel.choices)
    lookup = models.CharField(max_length=8, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ClaimCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim code")
        verbose_name_plural = _("claim codes")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="directory_claimcode_tries"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} – {self.business}"

    @property
    def is_usable(self) -> bool:
        """Whether it works at this moment; `usable()` asks the same of many."""
        return not (self.used_at or self.revoked_at) and self.tries < MOST_TRIES and self.expires_at > timezone.now()


class ClaimAttempt(models.Model):
    """A code somebody typed: the log of proofs, right and wrong. Holds no code and no network address.

    `business` is the one the code belongs to, or the one it was typed for; empty for a code nobody knows."""

    business = models.ForeignKey(
        Business, on_delete=models.CASCADE, null=True, blank=True, related_name="claim_attempts"
    )
    code = models.ForeignKey(ClaimCode, on_delete=models.SET_NULL, null=True, blank=True, related_name="attempts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claim_attempts")
    outcome = models.CharField(_("outcome"), max_length=15, choices=AttemptOutcome.choices)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("try of a claim code")
        verbose_name_plural = _("tries of claim codes")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["user", "created_at"], name="directory_claimattempt_recent")]

    def __str__(self) -> str:
        return f"{self.user} – {self.business or '?'}: {self.get_outcome_display()}"
