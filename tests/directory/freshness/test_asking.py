"""The loop of reminders: whom, when, and above all how often."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from django.db import IntegrityError, transaction

import pytest
import time_machine

from directory.enums import ConfirmedVia, MembershipRole, ReminderAnswer, Source
from directory.freshness.asking import PURPOSE, may_disturb, out_of_reach, send_reminders, unanswered, with_reminders
from directory.freshness.domain import answer_reminder, confirm_business, stop_reminders
from directory.models import Business, Reminder
from mailings.domain import withdraw_consent
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, CategoryFactory, MembershipFactory
from tests.factories.freshness import ReminderFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LONG_AGO = date(2025, 1, 15)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def recipients() -> list[str]:
    return sorted(Message.objects.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-23T07:59:00+01:00", False),
        ("2026-11-23T08:00:00+01:00", True),
        ("2026-11-23T19:59:00+01:00", True),
        ("2026-11-23T20:00:00+01:00", False),
        ("2026-11-28T12:00:00+01:00", True),  # Saturday
        ("2026-11-29T12:00:00+01:00", False),  # Sunday
        ("2026-12-25T12:00:00+01:00", False),  # holiday
        ("2026-06-04T12:00:00+02:00", False),  # Corpus Christi, a holiday here
        ("2026-07-20T06:30:00+00:00", True),  # half past eight in summer
    ],
)
def test_nobody_is_disturbed_at_night_and_on_days_of_rest(moment, allowed):
    assert may_disturb(datetime.fromisoformat(moment)) is allowed


def test_nothing_is_sent_at_night(clock):
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)
    clock.move_to(datetime(2026, 11, 23, 20, tzinfo=UTC))

    send_reminders()

    assert (Message.objects.count(), Reminder.objects.count()) == (0, 0)


def test_people_are_asked_else_the_published_address():
    looked_after = BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)
    for email, role in (("owner@example.org", MembershipRole.OWNER), ("helper@example.org", MembershipRole.HELPER)):
        MembershipFactory(business=looked_after, role=role, user=UserFactory(email=email))
    MembershipFactory(business=looked_after, user=UserFactory(email="left@example.org", is_active=False))
    BusinessFactory(email="Zwei@Example.org", last_confirmed_on=LONG_AGO)
    BusinessFactory(last_confirmed_on=LONG_AGO)  # nobody to ask

    send_reminders()

    assert recipients() == ["helper@example.org", "owner@example.org", "zwei@example.org"]
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(
    "hidden",
    [{"live": False}, {"source": Source.DEMO}, {"reminders_off_at": MONDAY}, {"last_confirmed_on": date(2026, 11, 1)}],
)
def test_who_is_not_asked(hidden):
    BusinessFactory(**{"email": "laden@example.org", "last_confirmed_on": LONG_AGO, **hidden})

    send_reminders()

    assert Reminder.objects.count() == 0


def test_address_that_refused_is_not_asked():
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)
    withdraw_consent(address="laden@example.org", purpose=PURPOSE)

    send_reminders()

    assert Reminder.objects.count() == 0


def test_owner_of_several_shops_gets_one_mail_with_what_is_due_soon():
    owner = UserFactory(email="owner@example.org")
    year = CategoryFactory(confirm_every_months=12)
    for name, confirmed in (
        ("Alter Laden", date(2025, 11, 1)),
        ("Bald fällig", date(2025, 12, 10)),
        ("Noch frisch", date(2026, 1, 10)),
    ):
        MembershipFactory(user=owner, business=BusinessFactory(name=name, category=year, last_confirmed_on=confirmed))

    send_reminders()

    mail = Message.objects.get()
    names = [name for name in ("Alter Laden", "Bald fällig", "Noch frisch") if name in mail.text]
    assert names == ["Alter Laden", "Bald fällig"]
    assert Reminder.objects.count() == 2


def test_what_is_only_due_soon_is_no_reason_to_write():
    BusinessFactory(email="a@example.org", last_confirmed_on=date(2025, 12, 10))

    send_reminders()

    assert Message.objects.count() == 0


def test_second_mail_after_thirty_days_and_no_third(clock):
    business = BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)
    sent = []
    for _day in range(200):
        send_reminders()
        sent.append(Reminder.objects.count())
        clock.shift(timedelta(days=1))

    second = sent.index(2)
    assert sent[0] == 1
    assert 30 <= second <= 32  # a Sunday may lie in between
    assert sent[-1] == 2
    waiting = unanswered(with_reminders(Business.objects.due(date(2027, 6, 1))), datetime(2027, 6, 1, tzinfo=UTC))
    assert list(waiting) == [business]


@pytest.mark.parametrize("answer", list(ReminderAnswer))
def test_answer_ends_the_asking(clock, answer):
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)
    send_reminders()

    answer_reminder(reminder=Reminder.objects.get(), answer=answer)
    for _day in range(90):
        clock.shift(timedelta(days=1))
        send_reminders()

    assert Reminder.objects.count() == 1


def test_run_repeats_nothing():
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)

    for _run in range(3):
        send_reminders()

    assert (Message.objects.count(), Reminder.objects.count()) == (1, 1)


def test_limit_of_mails_takes_those_due_longest_first(settings):
    settings.REMINDER_MAILS_PER_RUN = 2
    for number, confirmed in enumerate([date(2024, 3, 1), date(2024, 1, 1), date(2024, 2, 1)]):
        BusinessFactory(email=f"{number}@example.org", last_confirmed_on=confirmed)

    send_reminders()

    assert recipients() == ["1@example.org", "2@example.org"]


def test_limit_of_zero_switches_reminders_off(settings):
    settings.REMINDER_MAILS_PER_RUN = 0
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)

    send_reminders()

    assert Reminder.objects.count() == 0


def test_database_refuses_a_second_copy_and_a_third_mail():
    reminder = ReminderFactory(number=2)
    for number in (2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReminderFactory(business=reminder.business, asked_since=reminder.asked_since, number=number)


def test_mail_ends_with_its_links_and_can_be_refused_for_good():
    BusinessFactory(email="laden@example.org", last_confirmed_on=LONG_AGO)

    send_reminders()

    mail = Message.objects.get()
    assert mail.expires_at == Reminder.objects.get().expires_at
    assert (mail.purpose, mail.needs_consent) == (PURPOSE, False)
    assert mail.headers["List-Unsubscribe"]


def test_queries_do_not_grow_with_the_number_of_entries_nobody_can_be_asked_about(django_assert_max_num_queries):
    for number in range(30):
        BusinessFactory(last_confirmed_on=LONG_AGO, email="" if number % 2 else "refused@example.org")
    withdraw_consent(address="refused@example.org", purpose=PURPOSE)

    with django_assert_max_num_queries(3):
        send_reminders()


def test_out_of_reach_is_who_has_no_people_and_no_address_or_refused():
    BusinessFactory(email="laden@example.org")
    lost = BusinessFactory()
    silent = BusinessFactory(email="still@example.org", reminders_off_at=MONDAY)
    MembershipFactory(business=BusinessFactory())
    left = MembershipFactory(user=UserFactory(is_active=False)).business

    assert set(Business.objects.filter(out_of_reach())) == {lost, silent, left}


def test_two_years_of_asking_stay_within_bounds(clock):
    """Sixty shops of all kinds over two years: nobody gets a third mail about one question, nobody two mails a day,
    and nobody a second mail less than thirty days after the first."""
    chance = Random(7)
    trades = [CategoryFactory(slug=f"t{months}", name=f"T{months}", confirm_every_months=months) for months in (6, 12)]
    people = [UserFactory(email=f"p{number}@example.org") for number in range(6)]
    for number in range(60):
        business = BusinessFactory(
            category=chance.choice(trades),
            email=f"b{number}@example.org" if chance.random() < 0.7 else "",
            last_confirmed_on=chance.choice([None, date(2025, 1, 1) + timedelta(days=chance.randint(0, 600))]),
        )
        if chance.random() < 0.3:
            MembershipFactory(business=business, user=chance.choice(people))
    silent = BusinessFactory(email="still@example.org", last_confirmed_on=LONG_AGO)
    stop_reminders(business=silent)

    for _step in range(2 * 365 // 5):
        send_reminders()
        for reminder in Reminder.objects.filter(answer="", sent_at__gte=datetime.now(UTC) - timedelta(days=5)):
            if chance.random() < 0.3:
                answer_reminder(reminder=reminder, answer=chance.choice(list(ReminderAnswer)))
        if chance.random() < 0.1:
            confirm_business(business=chance.choice(list(Business.objects.order_by("pk"))), via=ConfirmedVia.VISIT)
        clock.shift(timedelta(days=5))

    reminders = list(Reminder.objects.order_by("sent_at"))
    questions = Counter((reminder.business_id, reminder.asked_since) for reminder in reminders)
    assert len(reminders) > 80
    assert max(questions.values()) == 2
    by_question: dict = {}
    for reminder in reminders:
        by_question.setdefault((reminder.business_id, reminder.asked_since), []).append(reminder)
    for first, *others in by_question.values():
        for second in others:
            assert second.sent_at - first.sent_at >= timedelta(days=30)
            assert first.answer == "" or first.answered_at > second.sent_at
    mails = Counter(Message.objects.values_list("to", "created_at"))
    assert max(mails.values()) == 1
    assert not silent.reminders.exists()
