"""Asking by mail: whom, when, how often. At most two mails until somebody confirms, then somebody of the project goes.

One mail per person, however many shops they look after; what will be due within a month is asked along. Nothing goes
out at night, on Sundays and holidays, and nothing to whom said no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from common.urls import absolute_url
from directory.changes import in_words
from directory.enums import ReminderChannel
from directory.freshness.domain import remind
from directory.freshness.links import link_to
from directory.models import Business, Membership, Reminder
from directory.models.freshness import MAILS_BEFORE_A_VISIT
from directory.opening_hours.holidays import public_holiday_name
from mailings.domain import queue_mail
from mailings.models import Consent

PURPOSE = "directory.reminders"
SILENCE = timedelta(days=30)  # between the first mail and the second, and after the second
SOON = timedelta(days=30)  # what is due so soon is asked along
EARLIEST, LATEST = 8, 20  # hours in Hagen
SUNDAY = 6


def may_disturb(moment: datetime) -> bool:
    """By day, on a working day (Saturday is one). Mail about work at other times is a nuisance."""
    local = timezone.localtime(moment)
    is_day_of_rest = local.weekday() == SUNDAY or bool(public_holiday_name(local.date()))
    return EARLIEST <= local.hour < LATEST and not is_day_of_rest


def with_reminders(businesses: QuerySet[Business]) -> QuerySet[Business]:
    """How often they were asked by mail since somebody last confirmed: `mails`, `last_mail_at`, and whether somebody
    `answered`. Needs `with_due_date()`."""
    since = Q(reminders__channel=ReminderChannel.EMAIL, reminders__asked_since=F("known_on"))
    answers = Reminder.objects.exclude(answer="").filter(business=OuterRef("pk"), asked_since=OuterRef("known_on"))
    return businesses.annotate(
        mails=Count("reminders", filter=since, distinct=True),
        last_mail_at=Max("reminders__sent_at", filter=since),
        answered=Exists(answers),
    )


def unanswered(businesses: QuerySet[Business], now: datetime) -> QuerySet[Business]:
    """Those who let every mail go by: now somebody has to go there. Needs `with_reminders`."""
    return businesses.filter(mails__gte=MAILS_BEFORE_A_VISIT, answered=False, last_mail_at__lte=now - SILENCE)


def out_of_reach() -> Q:
    """Nobody can be asked by mail: no address is known, or they asked for silence."""
    people = Membership.objects.filter(business=OuterRef("pk"), user__is_active=True)
    return ~Exists(people) & Q(email="") | Q(reminders_off_at__isnull=False)


@dataclass(frozen=True)
class Question:
    business: Business
    number: int
    addresses: frozenset[str]
    is_due: bool  # else: only asked along


def send_reminders(now: datetime | None = None) -> str:
    """One run: those due longest first, until the limit of mails is reached. May be killed and repeated at any time."""
    now = now or timezone.now()
    limit = settings.REMINDER_MAILS_PER_RUN
    if not limit:
        return "switched off"
    if not may_disturb(now):
        return "not at this hour"
    questions = _questions(now)
    by_address: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        for address in question.addresses:
            by_address[address].append(question)
    asked: set[int] = set()
    mails = 0
    for question in questions:
        if not question.is_due or question.business.pk in asked:
            continue
        together = _together(question, by_address)
        addresses = sorted({address for each in together for address in each.addresses})
        if mails and mails + len(addresses) > limit:
            break
        _ask(together, addresses, now)
        asked.update(each.business.pk for each in together)
        mails += len(addresses)
    return f"{mails} mails about {len(asked)} businesses"


def _questions(now: datetime) -> list[Question]:
    """Everything that may be asked now, due longest first."""
    today = timezone.localdate(now)
    candidates = with_reminders(Business.objects.reminded_by_mail().due(today + SOON)).filter(
        Q(mails=0) | Q(mails__lt=MAILS_BEFORE_A_VISIT, last_mail_at__lte=now - SILENCE), answered=False
    )
    people = Membership.objects.filter(user__is_active=True).select_related("user")
    refused = _refused()
    questions = []
    for business in (
        candidates.select_related("category__parent", "district")
        .prefetch_related(Prefetch("memberships", people))
        .due_longest_first()
    ):
        addresses = {membership.user.email for membership in business.memberships.all()} or {business.email}
        addresses = frozenset(address.strip().lower() for address in addresses if address) - refused
        if addresses:
            is_due = business.confirm_due_on <= today
            questions.append(Question(business, business.mails + 1, addresses, is_due))
    return questions


def _refused() -> frozenset[str]:
    """Addresses whose last word about reminders was no."""
    last_word = {
        consent.address: consent.withdrawn_at is not None
        for consent in Consent.objects.filter(purpose=PURPOSE).order_by("pk")
    }
    return frozenset(address for address, said_no in last_word.items() if said_no)


def _together(first: Question, by_address: dict[str, list[Question]]) -> list[Question]:
    """Everything the people of one business are to be asked about, and the people of those businesses: they are asked
    at once, so that nobody gets a mail today and another one tomorrow."""
    found, waiting, seen = [first], [first], {first.business.pk}
    while waiting:
        for address in sorted(waiting.pop().addresses):
            for other in by_address[address]:
                if other.business.pk not in seen:
                    seen.add(other.business.pk)
                    found.append(other)
                    waiting.append(other)
    return found


@transaction.atomic
def _ask(questions: list[Question], addresses: Iterable[str], now: datetime) -> None:
    """The rows and the mails about them, all or none."""
    reminders = {
        question.business.pk: remind(
            business=question.business, channel=ReminderChannel.EMAIL, number=question.number, now=now
        )
        for question in questions
    }
    for address in addresses:
        mine = [question for question in questions if address in question.addresses]
        rows = [reminders[question.business.pk] for question in mine]
        queue_mail(
            kind="directory.reminder",
            to=address,
            template="directory/mails/reminder_still_right.txt",
            context={
                "entries": [_entry(question, reminders[question.business.pk]) for question in mine],
                "is_second": all(question.number > 1 for question in mine),
                "looks_after": any(question.business.memberships.all() for question in mine),
                "dashboard_url": absolute_url("/mein-betrieb/"),
            },
            key="-".join(str(row.pk) for row in rows),
            expires_at=min(row.expires_at for row in rows),
            purpose=PURPOSE,
            needs_consent=False,
        )


def _entry(question: Question, reminder: Reminder) -> dict:
    """What the mail shows of one business."""
    business = question.business
    return {
        "name": business.name,
        "address": business.address_line,
        "hours": in_words("opening_hours", business.opening_hours) if business.opening_hours else [],
        "phone": business.phone,
        "website": business.website,
        "confirmed_on": business.last_confirmed_on,
        "answer_url": link_to(reminder),
        "change_url": link_to(reminder, "answer_change"),
        "gone_url": link_to(reminder, "answer_gone"),
    }
