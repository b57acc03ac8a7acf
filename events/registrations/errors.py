"""What can go wrong with a registration; every one of them is a sentence for the person who tried."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NotPossible(Exception):  # noqa: N818 — no fault of the program: `str()` is a sentence in the reader's language
    """The rules forbid it."""


class Busy(NotPossible):
    """Very many people want the same at this moment, and the database gave up waiting."""

    def __init__(self):
        super().__init__(_("Very many people are registering at this moment. Please try again."))
