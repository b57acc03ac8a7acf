"""Reminders and reports to test with."""

from datetime import timedelta

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from directory.enums import ReminderChannel, ReportKind
from directory.models import Reminder, Report
from tests.factories.directory import BusinessFactory


class ReminderFactory(DjangoModelFactory):
    """Sent by mail just now."""

    class Meta:
        model = Reminder

    business = factory.SubFactory(BusinessFactory)
    channel = ReminderChannel.EMAIL
    asked_since = factory.LazyFunction(timezone.localdate)
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda reminder: reminder.sent_at + timedelta(days=60))


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    business = factory.SubFactory(BusinessFactory)
    kind = ReportKind.HOURS
    text = "Mittwochs ist zu."
