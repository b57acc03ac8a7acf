"""What should make staff look twice before they approve: plausible, but often a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.duplicates import facts_from, probable_duplicates, published_businesses
from directory.models import Business, DirectoryVersion
from directory.opening_hours import State, parse
from maps.area import DISTRICTS
from maps.distance import distance

LONG_DAY = timedelta(hours=16)
FAR = 300  # metres; further than next door, so more than a corrected pin
_SUNDAY = 6


def warnings_about(draft: Business, public: Mapping[str, Any], changed: Iterable[str]) -> list[str]:
    """Sentences about the changed parts of a draft; `public` are the values everybody sees now."""
    changed = set(changed)
    found: list[str] = []
    if "opening_hours" in changed and draft.opening_hours:
        found += _about_hours(draft.opening_hours, public["opening_hours"])
    if "position" in changed and draft.has_position:
        found += _about_position(draft, public["position"])
    if changed & {"name", "address", "position", "phone", "website"}:
        found += _about_twins(draft)
    # An entry that nobody looks after is taken over by a code to this address: also the first one is worth a look.
    if "email" in changed and (public["email"] or (draft.email and not draft.memberships.exists())):
        found.append(_("The public e-mail address changes. Codes for taking over the entry go there."))
    return found


def _about_hours(value: str, before: str) -> list[str]:
    hours = parse(value)
    if not hours.understood:
        return [hours.problem]
    found = []
    if _opens_on_sundays(value) and not _opens_on_sundays(before):
        found.append(_("Open on Sundays: most shops may not. Is that meant?"))
    longest = max(_open_time(value, day) for day in _coming_week())
    if longest > LONG_DAY:
        found.append(
            _("Open for %(hours)d hours on one day. Is that meant?") % {"hours": longest.total_seconds() // 3600}
        )
    return found


def _coming_week() -> list[date]:
    today = timezone.localdate()
    return [today + timedelta(days=number) for number in range(7)]


def _opens_on_sundays(value: str) -> bool:
    return any(_open_time(value, day) for day in _coming_week() if day.weekday() == _SUNDAY)


def _open_time(value: str, day: date) -> timedelta:
    (hours,) = parse(value).week(day, 1)
    spans = [interval.end - interval.start for interval in hours.intervals if interval.state is State.OPEN]
    return sum(spans, timedelta())


def _about_position(draft: Business, before: Mapping[str, float | None]) -> list[str]:
    found = []
    if not DISTRICTS.contains(draft.latitude, draft.longitude):
        found.append(_("The new place lies outside of both districts."))
    if before["latitude"] is not None:
        metres = distance(before["latitude"], before["longitude"], draft.latitude, draft.longitude)
        if metres > FAR:
            found.append(
                _("The place moves by %(metres)d metres. Has the business moved?") % {"metres": round(metres, -1)}
            )
    return found


def _about_twins(draft: Business) -> list[str]:
    known = published_businesses(DirectoryVersion.current())
    numbers = [match.business for match in probable_duplicates(facts_from(draft), known)][:3]
    names = Business.objects.filter(pk__in=numbers).order_by("name").values_list("name", flat=True)
    return [_("Looks like a business that is there already: %(names)s") % {"names": ", ".join(names)}] if names else []
