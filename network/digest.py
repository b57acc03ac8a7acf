"""The weekly letter: what is new on the board, to those who said yes to it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.urls import absolute_url
from directory.models import Business, Membership
from mailings.domain import give_consent, has_consent, queue_mail, withdraw_consent
from mailings.enums import Channel
from network.enums import NoticeState
from network.models import Notice

PURPOSE = "network.digest"
VERSION = "2026-11"


def consent_text() -> str:
    """The words somebody says yes to; another wording needs another VERSION."""
    return _(
        "Once a week, on Monday, I want to get a mail with what is new on the noticeboard. I can stop it at any time"
        " with one click, here or in each mail."
    )


def subscribe(*, user: User) -> None:
    """The address is proved already: it is the login."""
    give_consent(
        address=user.email,
        purpose=PURPOSE,
        version=VERSION,
        text_shown=consent_text(),
        channel=Channel.ACCOUNT,
        is_confirmed=True,
    )


def unsubscribe(*, user: User) -> None:
    withdraw_consent(address=user.email, purpose=PURPOSE, channel=Channel.ACCOUNT)


def is_subscribed(user: User) -> bool:
    return has_consent(user.email, PURPOSE)


def send_digest(*, today: date) -> int:
    """One mail a person and week, with the notices of the last seven days; none when nothing is new.

    Returns how many mails were queued. Repeating it changes nothing: the week is the mail's key.
    """
    since = timezone.now() - timedelta(days=7)
    notices = list(
        Notice.objects.on_board(today)
        .filter(created_at__gt=since, state=NoticeState.OPEN)
        .select_related("business", "district")
        .order_by("direction", "-created_at")
    )
    if not notices:
        return 0
    year, week, _weekday = today.isocalendar()
    queued = 0
    businesses_of = defaultdict(set)
    memberships = Membership.objects.filter(business__in=Business.objects.published(), user__is_active=True)
    for membership in memberships.select_related("user").order_by("user_id"):
        businesses_of[membership.user].add(membership.business_id)
    for user, own in businesses_of.items():
        new_to_them = [notice for notice in notices if notice.business_id not in own]
        if not new_to_them or not is_subscribed(user):
            continue
        queue_mail(
            kind=PURPOSE,
            to=user.email,
            template="network/mails/digest.txt",
            context={
                "notices": [(notice, absolute_url(notice.get_absolute_url())) for notice in new_to_them],
                "url": absolute_url("/netzwerk/"),
            },
            key=f"{year}-W{week:02}",
            purpose=PURPOSE,
        )
        queued += 1
    return queued
