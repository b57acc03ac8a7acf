"""A mark that says "the directory has changed", exact under concurrency.

The row's lock is held until the writer commits, so whoever reads a new mark also sees the change that set it.
(The latest `updated_at` would not do: a transaction that began earlier may commit later.) The mark is random rather
than counted, so that a restored backup or another database never looks like a version already in memory.
"""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectoryVersion(models.Model):
    mark = models.CharField(_("mark"), max_length=16)

    class Meta:
        verbose_name = _("version of the directory")
        verbose_name_plural = _("versions of the directory")

    def __str__(self) -> str:
        return self.mark

    @classmethod
    def current(cls) -> str:
        """The mark of now; empty before anything was ever written."""
        return cls.objects.filter(pk=1).values_list("mark", flat=True).first() or ""

    @classmethod
    def renew(cls) -> None:
        """Called by whatever changed something the directory shows; bulk writers call it themselves."""
        mark = secrets.token_hex(6)
        if not cls.objects.filter(pk=1).update(mark=mark):
            cls.objects.update_or_create(pk=1, defaults={"mark": mark})
