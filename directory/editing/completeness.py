"""How much of what customers look for an entry says, and what is worth adding next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.enums import WheelchairAccess
from directory.models import Business

SHORTEST_DESCRIPTION = 40  # characters; less is a name said twice


@dataclass(frozen=True)
class Step:
    """One thing an entry can say. `weight` is its share of the meter, `topic` the page where it is added."""

    key: str
    topic: str
    weight: int
    missing: Promise
    reason: Promise
    is_done: Callable[[Business], bool]


# In the order of use to customers; the weights add up to 100.
STEPS = (
    Step(
        "opening_hours", "hours", 25,
        _("Opening hours are missing."), _("Most people look for them first."),
        lambda business: bool(business.opening_hours),
    ),
    Step(
        "contact", "contact", 15,
        _("A telephone number or e-mail address is missing."), _("So that customers can ask before they come."),
        lambda business: bool(business.phone or business.email),
    ),
    Step(
        "position", "place", 15,
        _("Your place on the map is missing."), _("Without it you are not on the map, and not in “near me”."),
        lambda business: business.has_position,
    ),
    Step(
        "photo", "photos", 12,
        _("A photo is missing."), _("People recognise your shop in the street when they have seen it."),
        lambda business: bool(business.photos.all()),
    ),
    Step(
        "description", "about", 12,
        _("A description is missing."), _("Two sentences are enough. The search finds your words."),
        lambda business: len(business.description) >= SHORTEST_DESCRIPTION,
    ),
    Step(
        "languages", "good_to_know", 5,
        _("The languages you speak are missing."), _("Many people here look for somebody who speaks their language."),
        lambda business: bool(business.languages),
    ),
    Step(
        "public_holidays", "hours", 4,
        _("What happens on public holidays is missing."), _("So nobody stands in front of a closed door."),
        lambda business: bool(business.opening_hours) and business.hours.speaks_of_public_holidays,
    ),
    Step(
        "tags", "about", 4,
        _("Words for what makes you special are missing."), _("For example: delivery, halal, vegan, repairs at once."),
        lambda business: bool(business.tagged_items.all()),
    ),
    Step(
        "wheelchair", "good_to_know", 4,
        _("Whether a wheelchair gets in is missing."), _("Parents with prams look for it, too."),
        lambda business: business.wheelchair != WheelchairAccess.UNKNOWN,
    ),
    Step(
        "payment_methods", "good_to_know", 4,
        _("The ways to pay are missing."), _("Many people have no cash with them."),
        lambda business: bool(business.payment_methods),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Completeness:
    """`percent` from 0 to 100; `missing` in the order in which it is worth adding."""

    percent: int
    missing: list[Step]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def next_step(self) -> Step | None:
        return self.missing[0] if self.missing else None


def completeness(business: Business) -> Completeness:
    """What this entry or draft says and what not."""
    missing = [step for step in STEPS if not step.is_done(business)]
    most = sum(step.weight for step in STEPS)
    return Completeness(round(100 * (most - sum(step.weight for step in missing)) / most), missing)
