"""One friendly mail a decision to each person whose changes it was about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from common.urls import absolute_url
from directory.changes import parts
from directory.changes.merging import same
from directory.changes.words import in_words
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change
from mailings.domain import queue_mail


def tell_approved(business: Business, changes: list[Change], public: Mapping[str, Any], comment: str) -> None:
    """The changes are public; what the project wrote otherwise is quoted beside what they had asked for."""
    for address, own in by_address(business, changes).items():
        adapted = [
            {
                "label": parts.label_of(item["field"]),
                "mine": in_words(item["field"], item["after"]),
                "now": in_words(item["field"], public[item["field"]]),
            }
            for change in own
            if change.state == ChangeState.ADAPTED
            for item in change.fields
            if not same(item["field"], item["after"], public[item["field"]])
        ]
        context = {
            **_context(business, own),
            "adapted": adapted,
            "comment": comment,
            "page_url": absolute_url(business.get_absolute_url()),
        }
        _queue("approved", address, changes, context)


def tell_sent_back(business: Business, changes: list[Change], reason: str) -> None:
    for address, own in by_address(business, changes).items():
        _queue("sent_back", address, changes, {**_context(business, own), "reason": reason})


def tell_reset(change: Change, reason: str) -> None:
    """Something that went live at once was put back."""
    items = [
        {"label": parts.label_of(item["field"]), "now": in_words(item["field"], item["before"])}
        for item in change.fields
    ]
    for address, own in by_address(change.business, [change]).items():
        context = {**_context(change.business, own), "reason": reason, "items": items}
        _queue("reset", address, [change], context)


def _context(business: Business, changes: list[Change]) -> dict[str, Any]:
    people = {change.by_id for change in changes} - {None}
    may_edit = bool(people) and business.memberships.filter(user__in=people).exists()
    names = [item["field"] for change in changes for item in change.fields]
    return {
        "business_name": business.name,
        "labels": [parts.label_of(part) for part in parts.parts_of(names)],
        "is_new": _was_proposed(changes),
        "edit_url": absolute_url(reverse("directory:my_business", args=[business.slug])) if may_edit else "",
    }


def _was_proposed(changes: list[Change]) -> bool:
    """Whether one of these changes is the proposal of the business itself."""
    return any(item["field"] == "name" and item["before"] == "" for change in changes for item in change.fields)


def by_address(business: Business, changes: list[Change]) -> dict[str, list[Change]]:
    """Who hears of it: the person who saved; behind a signed link the address the reminder went to; a visitor who left
    one. Nobody twice."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.by_id:
            address = change.by.email if change.by.is_active else ""
        elif change.origin == ChangeOrigin.SIGNED_LINK:
            address = business.email
        else:
            address = change.contact
        if address:
            found.setdefault(address.lower(), []).append(change)
    return found


def _queue(name: str, address: str, changes: list[Change], context: dict[str, Any]) -> None:
    numbers = sorted(change.pk for change in changes)
    queue_mail(
        kind=f"directory.change_{name}",
        to=address,
        template=f"directory/mails/change_{name}.txt",
        context=context,
        key="-".join(map(str, numbers[:1] + numbers[-1:])),
    )
