"""What happens: somebody confirms an entry, reports a mistake, answers a reminder, asks for silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from directory.enums import ConfirmedVia, ReminderAnswer, ReminderChannel, ReportKind, ReportState
from directory.models import Business, Confirmation, DirectoryVersion, Reminder, Report

VALID_FOR = {ReminderChannel.EMAIL: timedelta(days=60), ReminderChannel.PAPER: timedelta(days=365)}
CONTACT_KEPT_FOR = timedelta(days=90)
SETTLED_KEPT_FOR = timedelta(days=365)


@transaction.atomic
def confirm_business(*, business: Business, via: ConfirmedVia, by=None) -> None:
    """Somebody who knows says that everything is right as it stands: dated today, public at once.

    No revision is written. `last_confirmed_on` is no field anybody edits, and a draft that is published later takes no
    confirmation back (`Business.with_content_json`), so whatever waits for its approval waits on, untouched. Twice a
    day is once.
    """
    today = timezone.localdate()
    Confirmation.objects.get_or_create(business=business, confirmed_on=today, via=via, defaults={"by": by})
    if Business.objects.filter(pk=business.pk).exclude(last_confirmed_on=today).update(last_confirmed_on=today):
        DirectoryVersion.renew()
    business.last_confirmed_on = today


@transaction.atomic
def report_mistake(
    *,
    business: Business,
    kind: ReportKind,
    text: str = "",
    contact: str = "",
    is_from_business: bool = False,
    is_suspicious: bool = False,
) -> Report:
    """Staff look into it. The same words about the same business, sent again, are the report that is there already."""
    same = {"business": business, "kind": kind, "text": text.strip(), "is_from_business": is_from_business}
    first = Report.objects.open().filter(**same).first()
    if first is None:
        return Report.objects.create(**same, contact=contact.strip(), is_suspicious=is_suspicious)
    if contact and not first.contact:
        first.contact = contact.strip()
        first.save(update_fields=["contact"])
    return first


@transaction.atomic
def settle_reports(*, reports: Iterable[int], state: ReportState, by, note: str = "") -> int:
    """Close open reports, by their numbers, and forget how to ask back. Returns how many; closed ones stay closed."""
    if state == ReportState.OPEN:
        raise ValueError("Settling closes a report.")
    return (
        Report.objects.open()
        .filter(pk__in=list(reports))
        .update(state=state, note=note.strip(), contact="", settled_by=by, settled_at=timezone.now())
    )


def forget_reporters(now: datetime) -> tuple[int, int]:
    """Nobody is asked back after three months; a settled report is gone after a year. Returns both numbers."""
    contacts = Report.objects.filter(created_at__lt=now - CONTACT_KEPT_FOR).exclude(contact="").update(contact="")
    settled, _by_model = Report.objects.settled_before(now - SETTLED_KEPT_FOR).delete()
    return contacts, settled


@transaction.atomic
def answer_reminder(*, reminder: Reminder, answer: ReminderAnswer) -> None:
    """Note the answer to a reminder, and do what needs nobody's decision. A later answer corrects an earlier one.

    "Still right" confirms the entry. "Gone" is looked into by staff and hides nothing. What somebody changed goes
    through `directory.changes.save_change`; here it is only noted that they answered.
    """
    if answer == ReminderAnswer.STILL_RIGHT:
        via = ConfirmedVia.MAIL if reminder.channel == ReminderChannel.EMAIL else ConfirmedVia.PAPER
        confirm_business(business=reminder.business, via=via)
    elif answer == ReminderAnswer.GONE:
        report_mistake(business=reminder.business, kind=ReportKind.GONE, is_from_business=True)
    if reminder.answer != answer:
        reminder.answer, reminder.answered_at = answer, timezone.now()
        reminder.save(update_fields=["answer", "answered_at"])


@transaction.atomic
def remind(*, business: Business, channel: ReminderChannel, number: int = 1, now: datetime | None = None) -> Reminder:
    """The row that a link in a mail or on paper leads to. The caller sends it, in the same transaction."""
    now = now or timezone.now()
    return Reminder.objects.create(
        business=business,
        channel=channel,
        number=number,
        asked_since=business.last_confirmed_on or timezone.localdate(business.created_at),
        sent_at=now,
        expires_at=now + VALID_FOR[channel],
    )


def stop_reminders(*, business: Business) -> None:
    """No more mails about this entry. Paper and visits are the project's own decision."""
    business.reminders_off_at = timezone.now()
    Business.objects.filter(pk=business.pk, reminders_off_at=None).update(reminders_off_at=business.reminders_off_at)


def resume_reminders(*, business: Business) -> None:
    business.reminders_off_at = None
    Business.objects.filter(pk=business.pk).update(reminders_off_at=None)
