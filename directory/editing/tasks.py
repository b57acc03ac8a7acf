"""Once a day: what is put away by itself (`upkeep`)."""

from __future__ import annotations

from datetime import timedelta

from directory.editing.upkeep import drop_past_special_days, remove_unused_photos
from worker.registry import periodic

DAY = timedelta(days=1)


@periodic(name="directory.drop_past_special_days", every=DAY)
def drop_special_days() -> str:
    return f"{drop_past_special_days()} entries had special days that are over"


@periodic(name="directory.remove_unused_photos", every=DAY)
def remove_photos() -> str:
    return f"{remove_unused_photos()} unused photos removed"
