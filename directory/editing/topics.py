"""What owners can change, one page a topic: its address, its parts, and in one line what is there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.changes import in_words
from directory.enums import WheelchairAccess
from directory.models import Business


@dataclass(frozen=True)
class Topic:
    """`parts` as `directory.changes` names them; `summary` is empty when nothing is there."""

    key: str
    title: Promise
    parts: tuple[str, ...]
    summary: Callable[[Business], str]

    def url(self, business: Business) -> str:
        return reverse(f"directory:edit_{self.key}", args=[business.slug])


@dataclass(frozen=True)
class TopicLink:
    """A topic on the dashboard."""

    topic: Topic
    url: str
    summary: str
    is_waiting: bool


def _about(business: Business) -> str:
    return f"{business.name} · {business.category.name}"


def _hours(business: Business) -> str:
    if not business.opening_hours:
        return ""
    return " · ".join(in_words("opening_hours", business.opening_hours)[:2])


def _contact(business: Business) -> str:
    return " · ".join(part for part in (business.phone, business.email, business.website) if part)


def _photos(business: Business) -> str:
    count = len(business.photos.all())
    return ngettext("%(count)s photo", "%(count)s photos", count) % {"count": count} if count else ""


def _place(business: Business) -> str:
    if business.address_line and not business.has_position:
        return _now("%(address)s, not on the map yet") % {"address": business.address_line}
    return business.address_line


def _good_to_know(business: Business) -> str:
    parts = [
        ", ".join(map(str, business.language_names)),
        business.get_wheelchair_display() if business.wheelchair != WheelchairAccess.UNKNOWN else "",
        ", ".join(map(str, business.payment_names)),
    ]
    return " · ".join(part for part in parts if part)


TOPICS = {
    topic.key: topic
    for topic in (
        Topic("hours", _("Opening hours"), ("opening_hours",), _hours),
        Topic(
            "contact",
            _("Phone, e-mail, website"),
            ("phone", "email", "website", "facebook", "instagram", "tiktok"),
            _contact,
        ),
        Topic("photos", _("Photos"), ("photos",), _photos),
        Topic("about", _("Name and offer"), ("name", "category", "description", "tags"), _about),
        Topic("place", _("Address and map"), ("address", "district", "position"), _place),
        Topic(
            "good_to_know",
            _("Languages, wheelchair, payment"),
            ("languages", "wheelchair", "payment_methods"),
            _good_to_know,
        ),
    )
}


def topic_links(business: Business, draft: Business, waiting: Iterable[str]) -> list[TopicLink]:
    """All topics of a business as its `draft` says them; `waiting` names the parts that wait for approval."""
    waiting = set(waiting)
    return [
        TopicLink(topic, topic.url(business), topic.summary(draft), bool(waiting.intersection(topic.parts)))
        for topic in TOPICS.values()
    ]
