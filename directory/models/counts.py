"""How often a business was seen, found and called, per day. No visitor is in here: a number, a day, a business."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.enums import CountKind
from directory.models.businesses import Business


class DailyCount(models.Model):
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="daily_counts")
    day = models.DateField(_("day"))
    kind = models.CharField(_("what"), max_length=10, choices=CountKind.choices)
    count = models.PositiveIntegerField(_("how often"))

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        constraints = [
            models.UniqueConstraint(fields=["business", "day", "kind"], name="directory_dailycount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.day}: {self.count} × {self.get_kind_display()}"
