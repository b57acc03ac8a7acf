"""What people of a business changed, field by field: the memory that outlives Wagtail's revisions.

Wagtail's workflow decides; this row says what was asked for, what became of it, and why.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import ChangeOrigin, ChangeState
from directory.models.businesses import Business


class ChangeQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=ChangeState.PENDING)

    def of_business(self):
        """Not a visitor's."""
        return self.exclude(origin=ChangeOrigin.VISITOR)

    def decided(self):
        """What waits for nobody any more, and what went live at once."""
        return self.exclude(state=ChangeState.PENDING)

    def with_people(self):
        """For lists that say who changed what."""
        return self.select_related("by", "decided_by")

    def unseen(self):
        """Went live at once, and nobody of the project has looked at it yet."""
        return self.filter(state=ChangeState.LIVE, seen_at=None)


class Change(models.Model):
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="directory_changes"
    )
    origin = models.CharField(_("origin"), max_length=12, choices=ChangeOrigin.choices)
    state = models.CharField(_("state"), max_length=12, choices=ChangeState.choices)
    # [{"field": "phone", "before": …, "after": …}]; parts and their values as in directory/changes/parts.py.
    fields = models.JSONField(_("changed fields"), default=list)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # A visitor's address for the answer; emptied once the answer is on its way.
    contact = models.EmailField(_("how we can answer"), blank=True)
    # Both are for the project's eyes alone and go with the decision.
    message = models.TextField(_("message to the project"), blank=True, validators=[MaxLengthValidator(2000)])
    reason = models.TextField(_("reason"), blank=True, validators=[MaxLengthValidator(1000)])
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ChangeState.SENT_BACK) | ~Q(reason=""),
                name="directory_change_sent_back_with_reason",
                violation_error_message=_("Please say why, so that the owner knows what to do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.get_state_display()}"
