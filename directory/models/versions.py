"""A counter that says "the directory has changed", exact under concurrency.

The row's lock is held until the writer commits, so whoever reads a new number also sees the change that raised it.
(The latest `updated_at` would not do: a transaction that began earlier may commit later.)
"""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class DirectoryVersion(models.Model):
    number = models.PositiveBigIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("version of the directory")
        verbose_name_plural = _("versions of the directory")

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def raise_by_one(cls) -> None:
        """Called by whatever changed something the directory shows; bulk writers call it themselves."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
