"""Whoever changes a counsellor's time stands in line first. Cells are the last line behind it."""

from __future__ import annotations

from contextlib import AbstractContextManager

from common import locking
from consultations.domain.errors import Busy
from consultations.models import Counsellor

patiently = locking.patiently(Busy)


def in_line(*counsellors: int) -> AbstractContextManager[None]:
    """One transaction, alone with the time of these counsellors."""
    return locking.in_line(Counsellor, *counsellors)
