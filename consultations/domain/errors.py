"""What can go wrong with an appointment; every one of them is a sentence for the person who tried."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from consultations.finding import Offer


class NotPossible(Exception):  # noqa: N818 — no fault of the program: `str()` is a sentence in the reader's language
    """The rules forbid it."""


class SlotGone(NotPossible):
    """The time cannot be had (any more). `nearest`: up to three that can, in order of time."""

    def __init__(self, sentence: str = "", nearest: Sequence[Offer] = ()):
        super().__init__(sentence or _("This time has just been taken."))
        self.nearest = list(nearest)


class Busy(NotPossible):
    """Very many people want the same at this moment, and the database gave up waiting."""

    def __init__(self):
        super().__init__(_("Very many people are booking at this moment. Please try again."))
