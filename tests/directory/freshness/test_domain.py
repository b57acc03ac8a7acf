from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

import pytest
import time_machine

from directory.enums import ConfirmedVia, ReminderAnswer, ReminderChannel, ReportKind, ReportState
from directory.freshness.domain import (
    answer_reminder,
    confirm_business,
    forget_reporters,
    remind,
    report_mistake,
    resume_reminders,
    settle_reports,
    stop_reminders,
)
from directory.models import Business, Confirmation, DirectoryVersion, Report
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory
from tests.factories.freshness import ReminderFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=False):
        yield date(2026, 11, 23)


def test_confirming_dates_the_entry_and_says_who(today):
    user, business = UserFactory(), BusinessFactory(last_confirmed_on=date(2025, 1, 1))
    version = DirectoryVersion.current()

    confirm_business(business=business, via=ConfirmedVia.OWNER, by=user)

    assert business.last_confirmed_on == Business.objects.get().last_confirmed_on == today
    assert list(Confirmation.objects.values_list("business", "confirmed_on", "via", "by")) == [
        (business.pk, today, "owner", user.pk)
    ]
    assert DirectoryVersion.current() != version


def test_confirming_twice_a_day_is_once():
    business = BusinessFactory()

    for _click in range(2):
        confirm_business(business=business, via=ConfirmedVia.MAIL)

    assert Confirmation.objects.count() == 1


def test_draft_published_later_takes_no_confirmation_back_and_keeps_its_changes(today):
    business = BusinessFactory(last_confirmed_on=date(2025, 1, 1), phone="02331 1")
    business.phone = "02331 2"
    business.save_revision()
    fresh = Business.objects.get()

    confirm_business(business=fresh, via=ConfirmedVia.VISIT)
    stop_reminders(business=fresh)
    Business.objects.get().latest_revision.publish()

    business.refresh_from_db()
    assert (business.phone, business.last_confirmed_on) == ("02331 2", today)
    assert business.reminders_off_at is not None


def test_confirming_leaves_a_waiting_draft_alone():
    business = BusinessFactory(phone="02331 1")
    business.phone = "02331 2"
    revision = business.save_revision()

    confirm_business(business=Business.objects.get(), via=ConfirmedVia.MAIL)

    fresh = Business.objects.get()
    assert (fresh.phone, fresh.latest_revision, fresh.has_unpublished_changes) == ("02331 1", revision, True)


def test_same_report_twice_is_one_and_learns_the_contact():
    business = BusinessFactory()

    first = report_mistake(business=business, kind=ReportKind.HOURS, text="Mittwochs zu ")
    again = report_mistake(business=business, kind=ReportKind.HOURS, text="Mittwochs zu", contact="02331 1")
    other = report_mistake(business=business, kind=ReportKind.HOURS, text="Samstags zu")

    assert (first, Report.objects.count()) == (again, 2)
    assert Report.objects.get(pk=first.pk).contact == "02331 1"
    assert other.contact == ""


def test_settling_closes_open_reports_once_and_forgets_the_contact():
    user, other = UserFactory(), UserFactory()
    reports = [ReportFactory(contact="02331 1"), ReportFactory(contact="a@example.org")]
    numbers = [report.pk for report in reports]

    assert settle_reports(reports=numbers, state=ReportState.DONE, by=user, note=" angerufen ") == 2
    assert settle_reports(reports=numbers, state=ReportState.DISMISSED, by=other) == 0

    rows = set(Report.objects.values_list("state", "contact", "note", "settled_by", "settled_at"))
    assert rows == {("done", "", "angerufen", user.pk, timezone.now())}


def test_settling_does_not_open_again():
    with pytest.raises(ValueError, match="closes"):
        settle_reports(reports=[], state=ReportState.OPEN, by=None)


def test_reporters_are_forgotten_after_90_days_and_settled_reports_after_a_year():
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    old, young = ReportFactory(contact="old"), ReportFactory(contact="young")
    Report.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=91))
    gone = ReportFactory(state=ReportState.DONE, settled_at=now - timedelta(days=366))
    ReportFactory(state=ReportState.DONE, settled_at=now - timedelta(days=364))

    assert forget_reporters(now) == (1, 1)

    assert dict(Report.objects.open().values_list("pk", "contact")) == {old.pk: "", young.pk: "young"}
    assert not Report.objects.filter(pk=gone.pk).exists()


def test_owners_see_open_reports_without_contact_and_without_suspicious_ones():
    shown = ReportFactory(contact="02331 1")
    ReportFactory(is_suspicious=True)
    ReportFactory(state=ReportState.DONE, settled_at=timezone.now())

    found = list(Report.objects.shown_to_owners())

    assert found == [shown]
    assert {"contact", "note"} <= found[0].get_deferred_fields()


@pytest.mark.parametrize(("channel", "via"), [("email", "mail"), ("paper", "paper")])
def test_still_right_confirms_by_the_way_it_came(channel, via, today):
    reminder = ReminderFactory(channel=channel)

    answer_reminder(reminder=reminder, answer=ReminderAnswer.STILL_RIGHT)

    reminder.refresh_from_db()
    assert (reminder.answer, reminder.answered_at) == ("still_right", timezone.now())
    assert reminder.business.last_confirmed_on == today
    assert list(Confirmation.objects.values_list("via", "by")) == [(via, None)]


def test_gone_asks_staff_and_hides_nothing():
    reminder = ReminderFactory()

    for _click in range(2):
        answer_reminder(reminder=reminder, answer=ReminderAnswer.GONE)

    reminder.business.refresh_from_db()
    assert reminder.business.live
    assert list(Report.objects.values_list("kind", "is_from_business")) == [("gone", True)]
    assert reminder.business.last_confirmed_on is None


def test_later_answer_corrects_an_earlier_one():
    reminder = ReminderFactory()

    answer_reminder(reminder=reminder, answer=ReminderAnswer.GONE)
    answer_reminder(reminder=reminder, answer=ReminderAnswer.STILL_RIGHT)

    reminder.refresh_from_db()
    assert reminder.answer == ReminderAnswer.STILL_RIGHT


@pytest.mark.parametrize(("channel", "days"), [(ReminderChannel.EMAIL, 60), (ReminderChannel.PAPER, 365)])
def test_link_is_valid_for_two_months_by_mail_and_a_year_on_paper(channel, days):
    reminder = remind(business=BusinessFactory(last_confirmed_on=date(2025, 5, 5)), channel=channel)

    assert reminder.expires_at == timezone.now() + timedelta(days=days)
    assert reminder.asked_since == date(2025, 5, 5)


def test_silence_can_be_asked_for_and_taken_back():
    business = BusinessFactory()

    stop_reminders(business=business)
    assert Business.objects.reminded_by_mail().count() == 0
    resume_reminders(business=business)

    assert Business.objects.reminded_by_mail().count() == 1
