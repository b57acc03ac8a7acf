"""Who said yes to what, when, and to which words: the proof Art. 7 (1) GDPR and § 7 (2) UWG ask for."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mailings.enums import Channel


class ConsentQuerySet(models.QuerySet):
    def of(self, *, address: str, purpose: str):
        """All rows of one (normalised) address for one purpose."""
        return self.filter(address=address, purpose=purpose)

    def valid(self, now: datetime):
        """Confirmed, not withdrawn, not run out."""
        return self.not_withdrawn().filter(
            Q(valid_until=None) | Q(valid_until__gt=now), given_at__isnull=False, confirmed_at__isnull=False
        )

    def unconfirmed(self):
        return self.not_withdrawn().filter(given_at__isnull=False, confirmed_at=None)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)

    def not_withdrawn(self):
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A line of the ledger: never edited except for its later dates, kept after a withdrawal as proof.

    A row without `given_at` is an objection by somebody who never said yes (Art. 21 GDPR).
    """

    address = models.EmailField(_("e-mail address"))
    purpose = models.CharField(_("purpose"), max_length=80)
    version = models.CharField(_("version of the text"), max_length=40, blank=True)
    text_shown = models.TextField(_("text as it was shown"), blank=True)
    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["address", "purpose"], name="mailings_consent_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="mailings_consent_one_open",
                violation_error_message=_("This consent has already been given."),
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | (~Q(version="") & ~Q(text_shown="")),
                name="mailings_consent_has_wording",
                violation_error_message=_("A consent names the words somebody said yes to."),
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | (Q(confirmed_at__isnull=True) & Q(withdrawn_at__isnull=False)),
                name="mailings_consent_is_yes_or_no",
                violation_error_message=_("A line is a consent or an objection."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("given_at")),
                name="mailings_consent_confirmed_after_given",
                violation_error_message=_("A consent is confirmed after it was given."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(given_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="mailings_consent_withdrawn_after_given",
                violation_error_message=_("A consent is withdrawn after it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} – {self.purpose}"
