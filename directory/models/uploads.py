"""Photos an owner has sent that are not part of the entry yet: nobody has said what they show."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.businesses import Business


class PhotoUploadQuerySet(models.QuerySet):
    def before(self, moment: datetime):
        return self.filter(created_at__lt=moment)

    def with_pictures(self):
        return self.select_related("picture").prefetch_related("picture__renditions")


class PhotoUpload(models.Model):
    """Kept apart from the entry's photos until it has its words and the consent; then it becomes one of them."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="photo_uploads")
    picture = models.OneToOneField("pictures.Picture", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PhotoUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo without words")
        verbose_name_plural = _("photos without words")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.business} – {self.picture}"
