"""What a card of a business shows, worked out before the template: state in words, house, picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.contact_points import WalkIn, walk_in_of
from directory.models import Business, BusinessPhoto, ContactPoint
from directory.opening_hours import State, Status, status_in_words


def state_key(state: State) -> str:
    """How templates, styles and scripts name a state: "open", "closed" or "unknown"."""
    return state.name.lower()


@dataclass(frozen=True)
class Card:
    business: Business
    status: Status
    label: str  # "Jetzt geöffnet"
    detail: str  # "schließt um 18:00"
    photo: BusinessPhoto | None
    is_stale: bool

    @property
    def state(self) -> str:
        return state_key(self.status.state)

    @property
    def colour(self) -> str:
        return self.business.category.group.colour


def card_for(business: Business, moment: datetime, *, asked: bool = False) -> Card:
    """The card at `moment` (aware); `asked` when it is a chosen moment and not now."""
    status = business.hours.at(moment)
    label, detail = status_in_words(status, moment)
    if asked:
        label = {State.OPEN: _("Open then"), State.CLOSED: _("Closed then")}.get(status.state, label)
    if status.state is State.UNKNOWN and not business.opening_hours:
        detail = _("The opening hours are still missing.")
    photos = list(business.photos.all())
    return Card(
        business=business,
        status=status,
        label=label,
        detail=detail,
        photo=photos[0] if photos else None,
        is_stale=business.is_fading(timezone.localdate(moment)),
    )


def cards_for(businesses: Iterable[Business], moment: datetime, *, asked: bool = False) -> list[Card]:
    """Cards of businesses that were fetched `with_card_data()`."""
    return [card_for(business, moment, asked=asked) for business in businesses]


@dataclass(frozen=True)
class ContactPointCard:
    point: ContactPoint
    state: str  # as `state_key` names it
    label: str
    detail: str
    walk_in: WalkIn | None


def contact_point_card(point: ContactPoint, moment: datetime) -> ContactPointCard:
    status = point.hours.at(moment)
    words = status_in_words(status, moment)
    return ContactPointCard(point, state_key(status.state), *words, walk_in_of(point, moment))


def contact_point_cards(moment: datetime) -> list[ContactPointCard]:
    """Every contact point with its state at `moment` (aware)."""
    return [contact_point_card(point, moment) for point in ContactPoint.objects.with_list_data()]
