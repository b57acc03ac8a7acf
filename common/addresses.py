"""Addresses that editors type: of this site ("/laeden/") or of another one."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SCHEMES = ("http", "https", "mailto", "tel")


def validate_address(value: str) -> None:
    """Let through a path on this site, a full web address, mailto: and tel:.

    Raises ValidationError for anything else, `javascript:` and `//elsewhere` above all.
    """
    unreadable = any(character.isspace() or not character.isprintable() or character == "\\" for character in value)
    if not unreadable and value.startswith(("/", "#")) and not value.startswith("//"):
        return
    if not unreadable:
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = None
        if parts and parts.scheme in SCHEMES and (parts.netloc if parts.scheme.startswith("http") else parts.path):
            return
    raise ValidationError(
        _("Please enter an address of this site such as /laeden/, or a full one that begins with https://."),
        code="invalid_address",
    )
