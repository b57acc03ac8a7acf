"""Tells the directory's index that something it shows has changed. Technical news only; no rule lives here."""

from django.db.models.signals import post_delete, post_save

from directory.models import (
    Business,
    BusinessTag,
    Category,
    ContactPoint,
    DirectoryVersion,
    District,
    Partner,
    TaggedBusiness,
)

WATCHED = (Business, BusinessTag, Category, ContactPoint, District, Partner, TaggedBusiness)


def connect() -> None:
    for model in WATCHED:
        post_save.connect(_changed, sender=model, dispatch_uid=f"directory-version-{model.__name__}-saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"directory-version-{model.__name__}-deleted")


def _changed(sender, *, raw: bool = False, **kwargs) -> None:
    if not raw:
        DirectoryVersion.renew()
