"""What the page of a contact point says about advice there."""

from __future__ import annotations

from datetime import datetime

from consultations.enums import Way
from consultations.models import Topic
from directory.models import ContactPoint


def advice_here(point: ContactPoint, now: datetime) -> tuple[str, dict] | None:
    """The topics somebody advises on in this place every week; None where there are none. One query."""
    topics = (
        Topic.objects.offered()
        .filter(counsellors__is_active=True, counsellors__weekly_rules__contact_point=point)
        .distinct()
    )
    found = [topic for topic in topics if Way.PLACE in topic.ways]
    return ("consultations/_at_contact_point.html", {"topics": found, "point": point}) if found else None
