"""Codes people say on the telephone. They open nothing: links are signed."""

from __future__ import annotations

import secrets

from django.db import models

SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"  # none that sounds or looks like another
LENGTH = 6


def new_code(model: type[models.Model]) -> str:
    """One that no row of the model has in its `code`."""
    while True:
        code = "".join(secrets.choice(SIGNS) for _number in range(LENGTH))
        if not model._default_manager.filter(code=code).exists():
            return code
