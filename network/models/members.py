"""What each business offers to the others: its line in the list of members."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import Business


class MemberProfile(models.Model):
    """Not everybody wants to stand in the list: there is a row only for those who said so."""

    business = models.OneToOneField(Business, on_delete=models.CASCADE, related_name="network_profile")
    offers = models.TextField(
        _("what we offer to the others"),
        validators=[MaxLengthValidator(600)],
        help_text=_("Such as: a van on Mondays, a cold store with room, a room for meetings, help with tax forms."),
    )
    wishes = models.TextField(_("what would help us"), blank=True, validators=[MaxLengthValidator(600)])
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("line in the list of members")
        verbose_name_plural = _("list of members")
        ordering = ["business__name"]

    def __str__(self) -> str:
        return str(self.business)
