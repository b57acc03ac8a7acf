"""Codes and login links are for one pair of eyes: their text goes as soon as the mail has left or will not leave."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Case, F, TextField, Value, When

CONTENT = ("subject", "text", "html", "calendar")


def blank_if_secret() -> dict[str, Case]:
    """For a QuerySet's update(): empties what a secret message says and leaves every other as it is."""
    if settings.MAILINGS_KEEP_SECRETS:
        return {}
    return {
        name: Case(When(is_secret=True, then=Value("")), default=F(name), output_field=TextField()) for name in CONTENT
    }
