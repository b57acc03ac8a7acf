"""Who belongs to a business, and who has been asked to."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.enums import MembershipRole, Proof
from directory.models.businesses import Business


class MembershipQuerySet(models.QuerySet):
    def owners(self):
        return self.filter(role=MembershipRole.OWNER)

    def of(self, user):
        return self.filter(user=user)


class Membership(models.Model):
    """A person who looks after a business. Nobody gets one by clicking: `proof` says how it is known."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole.choices)
    proof = models.CharField(_("how it is known"), max_length=15, choices=Proof.choices)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of a business")
        verbose_name_plural = _("people of businesses")
        ordering = ["business", "role", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "user"],
                name="directory_membership_once",
                violation_error_message=_("This person belongs to the business already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.business} ({self.get_role_display()})"

    @property
    def is_owner(self) -> bool:
        return self.role == MembershipRole.OWNER


class InvitationQuerySet(models.QuerySet):
    def open_at(self, moment: datetime):
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=moment)


class Invitation(models.Model):
    """An owner asks somebody, by the address of a mail, to help or to become an owner too."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_invitations")
    # The link's secret, hashed: whoever reads the database cannot accept.
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_hand_over = models.BooleanField(
        _("hand-over"), default=False, help_text=_("Whoever invited gives up the role once this is accepted.")
    )
    giver_stays = models.BooleanField(_("whoever handed over stays as helper"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email} – {self.business}"
