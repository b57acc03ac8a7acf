"""Hold, request, move, cancel: what happens to the row, its cells, its log and the mails."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from accounts.actors import Actor, Channel
from consultations import domain
from consultations.domain import NotPossible, Person, SlotGone
from consultations.enums import AssignmentReason, State, Way
from consultations.finding import Search, Slot, find
from consultations.models import Booking, BookingCell, StatisticsRow, Transition, WeeklyRule
from consultations.states import TERMINAL, TRANSITIONS, NotAllowed
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.consultations import AbsenceFactory, SpecialOpeningFactory, advice
from tests.hagen import at, clock_times, seconds

pytestmark = pytest.mark.django_db

NOW = at("2026-12-01 07:00")  # a Tuesday
DAY = date(2026, 12, 1)
ANNA = Person(name="Anna Beispiel", email="anna@example.org", concern="Ich suche Arbeit.")


def search(topic, **more) -> Search:
    return Search(topic=topic, **{"now": NOW, **more})


def slot_at(text: str = "2026-12-01 10:00", way: str = Way.PLACE) -> Slot:
    place = WeeklyRule.objects.values_list("contact_point", flat=True).first() if way == Way.PLACE else None
    return Slot(seconds(text), way, place)


def booked(topic, text="2026-12-01 10:00", person=ANNA, now=NOW, by=None, **more) -> Booking:
    by = by or Actor.person()
    held = domain.hold(search=search(topic, now=now, **more), slot=slot_at(text), by=by)
    return domain.request(booking=held, person=person, by=by, now=now)


def offered(topic, day=DAY, **more) -> list[str]:
    return clock_times((offer.starts_at for offer in find(search(topic, **more)).offers), day)


# --- Holding and requesting -------------------------------------------------------------------------------------------


def test_hold_takes_the_time_from_everybody_else_for_ten_minutes():
    topic, _counsellors = advice()

    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())

    assert (held.state, held.hold_expires_at - NOW) == (State.HELD, timedelta(minutes=10))
    assert "10:00" not in offered(topic, now=NOW + timedelta(minutes=9))
    assert "10:00" in offered(topic, now=NOW + timedelta(minutes=10))  # at once, no task needed (C13)


def test_request_confirms_at_once_and_sends_the_invitation():
    topic, _counsellors = advice()

    booking = booked(topic)

    message = Message.objects.get()
    assert (booking.state, booking.sequence, booking.hold_expires_at) == (State.CONFIRMED, 0, None)
    assert (message.kind, message.to) == ("consultations.confirmed", "anna@example.org")
    assert [(row.from_state, row.to_state, row.actor_kind) for row in Transition.objects.all()] == [
        ("", "held", "person"),
        ("held", "requested", "person"),
        ("requested", "confirmed", "system"),
    ]
    assert "Ich suche Arbeit" not in message.text + message.html + message.subject


def test_request_sent_twice_is_one_appointment_and_one_mail():
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())

    for _click in range(2):
        domain.request(booking=held, person=ANNA, by=Actor.person(), now=NOW)

    assert (Booking.objects.count(), Message.objects.count()) == (1, 1)


def test_same_form_sent_twice_holds_one_time():
    topic, _counsellors = advice(number=2)
    first, second = (
        domain.hold(search=search(topic), slot=slot_at(), by=Actor.person(), idempotency_key="a" * 36)
        for _click in range(2)
    )

    assert first == second
    assert Booking.objects.count() == 1


def test_taken_time_is_refused_with_the_three_nearest():
    topic, _counsellors = advice()
    booked(topic)

    with pytest.raises(SlotGone) as problem:
        domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())

    assert clock_times(offer.starts_at for offer in problem.value.nearest) == ["09:00", "09:30", "10:30"]


def test_past_time_is_refused_with_the_three_nearest():
    topic, _counsellors = advice()

    with pytest.raises(SlotGone, match="vorbei") as problem:
        domain.hold(search=search(topic), slot=slot_at("2026-11-30 10:00"), by=Actor.person())

    assert len(problem.value.nearest) == 3


def test_who_is_slow_still_gets_the_time_while_nobody_took_it():
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())

    booking = domain.request(booking=held, person=ANNA, by=Actor.person(), now=NOW + timedelta(minutes=25))

    assert booking.state == State.CONFIRMED


def test_who_is_too_slow_is_told_and_nothing_is_double():
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())
    later = NOW + timedelta(minutes=11)
    booked(topic, now=later, person=Person(email="bo@example.org"))

    with pytest.raises(SlotGone):
        domain.request(booking=held, person=ANNA, by=Actor.person(), now=later)

    assert Booking.objects.agreed().count() == 1
    assert domain.extend_hold(booking=held, now=later) is False


def test_hold_can_be_extended_for_an_hour():
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())
    held.created_at = NOW
    Booking.objects.update(created_at=NOW)

    answers = [domain.extend_hold(booking=held, now=NOW + timedelta(minutes=number)) for number in (9, 59, 61)]

    assert answers == [True, True, False]


def test_held_time_can_be_given_back():
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())

    domain.give_back(booking=held)

    assert "10:00" in offered(topic)
    assert not Booking.objects.exists()


def test_nobody_takes_more_than_three_appointments():
    topic, _counsellors = advice()
    for text in ("09:00", "09:30", "10:00"):
        booked(topic, f"2026-12-01 {text}")

    with pytest.raises(NotPossible, match="3"):
        booked(topic, "2026-12-01 10:30")

    by_staff = booked(topic, "2026-12-01 11:00", by=Actor.staff(UserFactory(), Channel.PHONE))
    assert by_staff.state == State.CONFIRMED


# --- Which times ------------------------------------------------------------------------------------------------------


def test_v11_cancelled_time_is_offered_again():
    topic, _counsellors = advice()
    booking = booked(topic)
    domain.cancel(booking=booking, by=Actor.person(), now=NOW)

    assert "10:00" in offered(topic)


def test_v12_days_that_are_over_are_not_offered():
    topic, (counsellor,) = advice(duration=60)
    WeeklyRule.objects.all().delete()
    for days in (-2, -1, 0):
        SpecialOpeningFactory(
            counsellor=counsellor, day=DAY + timedelta(days=days), starts="09:00", ends="11:00", ways=[Way.PLACE]
        )

    found = find(search(topic, since=NOW - timedelta(days=2), until=NOW + timedelta(days=7))).offers

    assert [f"{offer.starts_at.astimezone():%d}" for offer in found] == ["01", "01"]
    assert clock_times(offer.starts_at for offer in found) == ["09:00", "10:00"]


def test_same_time_of_two_counsellors_is_shown_once():
    topic, counsellors = advice(number=2)

    offers = [offer for offer in find(search(topic)).offers if offer.start == slot_at().start]

    assert [set(offer.counsellors) for offer in offers] == [{one.pk for one in counsellors}]


def test_second_person_gets_the_other_counsellor_and_the_third_none():
    topic, counsellors = advice(number=2)
    first = booked(topic)
    second = booked(topic, person=Person(email="bo@example.org"))

    assert {first.counsellor, second.counsellor} == set(counsellors)
    assert (first.assignment_reason, second.assignment_reason) == (
        AssignmentReason.LEAST_LOADED,
        AssignmentReason.ONLY_ONE,
    )
    assert "10:00" not in offered(topic)


def test_follow_up_goes_to_the_counsellor_of_the_appointment_before():
    topic, _counsellors = advice(number=3)
    before = booked(topic)

    held = domain.hold(search=search(topic), slot=slot_at("2026-12-08 10:00"), by=Actor.person(), follows=before)

    assert held.counsellor == before.counsellor
    assert held.assignment_reason == AssignmentReason.FOLLOW_UP


def test_buffers_keep_time_free_on_both_sides():
    topic, _counsellors = advice(buffer_before=15, buffer_after=15)
    booked(topic)

    assert offered(topic) == ["09:00", "11:00", "11:30"]  # H2


def test_notice_keeps_the_grid():
    topic, _counsellors = advice(notice_hours=1)

    assert offered(topic, now=at("2026-12-01 09:07")) == ["10:30", "11:00", "11:30"]  # H3


def test_desk_sees_the_next_five_minutes():
    topic, _counsellors = advice(notice_hours=48, duration=60)

    assert offered(topic, now=at("2026-12-01 10:33"), at_the_desk=True) == ["10:35"]
    assert offered(topic, now=at("2026-12-01 10:33")) == []


def test_shares_are_kept_until_their_hour_and_then_free():
    topic, _counsellors = advice(short_notice_share=30, short_notice_hours=48, phone_share=20, phone_release_hours=24)
    day = DAY + timedelta(days=21)

    def on_that_day(**more):
        return offered(topic, day, **more)

    everything = on_that_day(at_the_desk=True)
    far = [start for offset in range(14, 35) for start in offered(topic, DAY + timedelta(days=offset))]
    all_far = [
        start for offset in range(14, 35) for start in offered(topic, DAY + timedelta(days=offset), at_the_desk=True)
    ]

    assert 0.44 < len(far) / len(all_far) < 0.56
    assert on_that_day(now=at("2026-12-22 08:00")) == everything
    assert set(on_that_day()) <= set(on_that_day(now=at("2026-12-20 12:00"))) <= set(everything)


def test_language_leaves_those_who_speak_it():
    topic, (_first, second) = advice(number=2)
    second.languages = ["tr"]
    second.save()

    found = find(search(topic, language="tr"))

    assert {pk for offer in found.offers for pk in offer.counsellors} == {second.pk}
    assert found.with_interpreter is False


def test_language_nobody_speaks_asks_for_an_interpreter_with_time_to_find_one():
    topic, _counsellors = advice()

    found = find(search(topic, language="ti"))

    assert found.with_interpreter is True
    assert found.offers[0].starts_at >= NOW + timedelta(hours=72)


def test_absence_takes_times_away():
    topic, (counsellor,) = advice()
    AbsenceFactory(counsellor=counsellor, starts_at=at("2026-12-01 09:00"), ends_at=at("2026-12-01 11:00"))

    assert offered(topic) == ["11:00", "11:30"]


def test_times_are_the_same_in_the_database_and_on_the_clock_through_the_change_of_clocks():
    topic, _counsellors = advice(horizon_days=365)
    before = booked(topic, "2027-03-24 09:00", now=NOW)
    after = booked(topic, "2027-03-31 09:00", now=NOW)

    assert [one.starts_at.astimezone(UTC).hour for one in (before, after)] == [8, 7]


# --- Interpreters -----------------------------------------------------------------------------------------------------


def test_request_with_interpreter_waits_until_staff_have_one():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00", language="ti")
    staff = Actor.staff(UserFactory())

    assert (booking.state, booking.needs_interpreter) == (State.REQUESTED, True)
    with pytest.raises(NotPossible):
        domain.confirm(booking=booking, by=staff, now=NOW)
    domain.confirm(booking=booking, by=staff, now=NOW, interpreter_comes=True)
    assert booking.state == State.CONFIRMED
    assert [message.kind for message in Message.objects.order_by("pk")] == [
        "consultations.requested",
        "consultations.confirmed",
    ]


def test_person_cannot_move_an_appointment_somebody_interprets_at():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00", language="ti")
    domain.confirm(booking=booking, by=Actor.staff(UserFactory()), now=NOW, interpreter_comes=True)
    elsewhere = slot_at("2026-12-09 10:00")

    with pytest.raises(NotPossible, match="rufen"):
        domain.move(booking=booking, search=domain.search_of(booking, NOW), slot=elsewhere, by=Actor.person())

    booking.refresh_from_db()
    assert booking.starts_at == at("2026-12-08 10:00")
    assert booking.cells.count() == 6


def test_request_nobody_confirmed_expires_a_day_before_and_frees_the_time():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00", language="ti")

    early = domain.expire_requests(now=at("2026-12-07 09:59"))
    late = domain.expire_requests(now=at("2026-12-07 10:00"))

    booking.refresh_from_db()
    assert (early, late, booking.state) == (0, 1, State.EXPIRED)
    assert not BookingCell.objects.exists()
    assert Message.objects.filter(kind="consultations.expired").count() == 1


# --- Moving and cancelling --------------------------------------------------------------------------------------------


def test_move_keeps_row_and_uid_and_raises_the_sequence():
    topic, _counsellors = advice()
    booking = booked(topic)
    uid = booking.uid

    for text in ("2026-12-02 09:00", "2026-12-03 09:00"):
        domain.move(booking=booking, search=domain.search_of(booking, NOW), slot=slot_at(text), by=Actor.person())

    booking.refresh_from_db()
    moves = Transition.objects.filter(note="moved")
    assert (booking.pk, booking.uid, booking.sequence, booking.state) == (booking.pk, uid, 2, State.CONFIRMED)
    assert [row.started_at for row in moves] == [at("2026-12-01 10:00"), at("2026-12-02 09:00")]
    assert "10:00" in offered(topic)
    assert "09:00" not in offered(topic, date(2026, 12, 3))
    assert Message.objects.filter(kind="consultations.moved").count() == 2


def test_move_of_an_older_page_changes_nothing():
    topic, _counsellors = advice()
    booking = booked(topic)
    again = domain.search_of(booking, NOW)
    domain.move(booking=booking, search=again, slot=slot_at("2026-12-02 09:00"), by=Actor.person(), sequence=0)

    with pytest.raises(NotPossible, match="inzwischen"):
        domain.move(booking=booking, search=again, slot=slot_at("2026-12-03 09:00"), by=Actor.person(), sequence=0)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at("2026-12-02 09:00"), 1)


def test_move_to_a_taken_time_changes_nothing():
    topic, _counsellors = advice()
    booking = booked(topic)
    booked(topic, "2026-12-02 09:00", person=Person(email="bo@example.org"))

    with pytest.raises(SlotGone):
        domain.move(
            booking=booking,
            search=domain.search_of(booking, NOW),
            slot=slot_at("2026-12-02 09:00"),
            by=Actor.person(),
        )

    assert (booking.starts_at, booking.sequence, booking.cells.count()) == (at("2026-12-01 10:00"), 0, 6)


def test_move_half_over_itself_is_possible():
    topic, _counsellors = advice(duration=60)
    booking = booked(topic)

    domain.move(
        booking=booking, search=domain.search_of(booking, NOW), slot=slot_at("2026-12-01 10:30"), by=Actor.person()
    )

    assert booking.starts_at == at("2026-12-01 10:30")


def test_cancel_twice_is_one_mail_and_one_step():
    topic, _counsellors = advice()
    booking = booked(topic)

    for _click in range(2):
        domain.cancel(booking=booking, by=Actor.person(), now=NOW)

    assert (booking.state, booking.sequence) == (State.CANCELLED_BY_PERSON, 1)
    assert Message.objects.filter(kind="consultations.cancelled").count() == 1
    assert Transition.objects.filter(to_state=State.CANCELLED_BY_PERSON).count() == 1


def test_person_cannot_cancel_what_has_begun_and_staff_can():
    topic, _counsellors = advice()
    booking = booked(topic)
    during = at("2026-12-01 10:05")

    with pytest.raises(NotPossible):
        domain.cancel(booking=booking, by=Actor.person(), now=during)

    domain.cancel(booking=booking, by=Actor.staff(UserFactory()), now=during)
    assert booking.state == State.CANCELLED_BY_US


# --- Staff ------------------------------------------------------------------------------------------------------------


def test_double_booking_is_explicit_logged_and_breaks_nothing():
    topic, (counsellor,) = advice()
    first = booked(topic)
    staff = Actor.staff(UserFactory(), Channel.PHONE)

    second = domain.book_double(
        search=search(topic, at_the_desk=True),
        slot=slot_at(),
        counsellor=counsellor,
        person=Person(name="Bo"),
        by=staff,
    )

    assert (second.state, second.is_double_booked, second.cells.count()) == (State.CONFIRMED, True, 0)
    assert Transition.objects.get(note="double_booked").actor == staff.user
    assert offered(topic) == ["09:00", "09:30", "10:30", "11:00", "11:30"]
    domain.cancel(booking=first, by=staff, now=NOW)
    assert "10:00" not in offered(topic)  # V8: the second one still takes the time


def test_outcome_only_after_the_beginning_and_only_once():
    topic, _counsellors = advice()
    booking = booked(topic)
    staff = Actor.staff(UserFactory())

    with pytest.raises(NotPossible):
        domain.close(booking=booking, outcome=State.ATTENDED, by=staff, now=at("2026-12-01 09:59"))
    domain.close(booking=booking, outcome=State.ATTENDED, by=staff, now=at("2026-12-01 10:30"), minutes=40)
    with pytest.raises(NotPossible):
        domain.close(booking=booking, outcome=State.NO_SHOW, by=staff, now=at("2026-12-01 10:31"))

    row = StatisticsRow.objects.get()
    assert (row.outcome, row.minutes, row.on, row.language) == (State.ATTENDED, 40, DAY, "de")


def test_statistics_row_leads_back_to_nobody():
    names = {field.name for field in StatisticsRow._meta.get_fields()}

    assert not names & {"booking", "counsellor", "name", "email", "phone", "business", "user"}


# --- The table --------------------------------------------------------------------------------------------------------


def reach(topic, state: State) -> Booking:
    """An appointment in this state, by the verbs that lead there."""
    staff = Actor.staff(UserFactory())
    if state == State.HELD:
        return domain.hold(search=search(topic), slot=slot_at("2026-12-08 10:00"), by=Actor.person())
    if state in {State.REQUESTED, State.DECLINED, State.EXPIRED}:
        booking = booked(topic, "2026-12-08 10:00", language="ti")
        if state == State.DECLINED:
            domain.decline(booking=booking, by=staff, now=NOW)
        elif state == State.EXPIRED:
            domain.expire_requests(now=at("2026-12-08 09:00"))
            booking.refresh_from_db()
        return booking
    booking = booked(topic, "2026-12-08 10:00")
    after = at("2026-12-08 10:30")
    if state in {State.ATTENDED, State.NO_SHOW}:
        domain.close(booking=booking, outcome=state, by=staff, now=after)
    elif state == State.CANCELLED_BY_PERSON:
        domain.cancel(booking=booking, by=Actor.person(), now=NOW)
    elif state == State.CANCELLED_BY_US:
        domain.cancel(booking=booking, by=staff, now=NOW)
    return booking


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_every_step_is_in_the_table_or_refused(before, after):
    from consultations.domain.steps import step

    topic, _counsellors = advice()
    booking = reach(topic, before)
    assert booking.state == before
    booking.hold_expires_at = NOW if after == State.HELD else None
    booking.interpreter_arranged_at = NOW

    if after in TRANSITIONS[before]:
        step(booking, after, by=Actor.system(), now=NOW)
        booking.refresh_from_db()
        assert booking.state == after
    else:
        with pytest.raises(NotAllowed):
            step(booking, after, by=Actor.system(), now=NOW)
        booking.refresh_from_db()
        assert booking.state == before


@pytest.mark.parametrize("state", TERMINAL)
def test_every_terminal_state_frees_the_time(state):
    topic, _counsellors = advice()

    booking = reach(topic, state)

    assert booking.cells.count() == 0
    again = domain.hold(search=search(topic), slot=slot_at("2026-12-08 10:00"), by=Actor.person())
    assert again.cells.count() == 6


def test_every_state_is_classified():
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize(
    ("state", "verb"),
    [(state, verb) for state in TERMINAL for verb in ("move", "confirm", "decline")],
)
def test_no_verb_brings_an_ended_appointment_back(state, verb):
    topic, _counsellors = advice()
    booking = reach(topic, state)
    staff = Actor.staff(UserFactory())
    acts = {
        "move": lambda: domain.move(
            booking=booking, search=domain.search_of(booking, NOW), slot=slot_at("2026-12-09 10:00"), by=staff
        ),
        "confirm": lambda: domain.confirm(booking=booking, by=staff, now=NOW, interpreter_comes=True),
        "decline": lambda: domain.decline(booking=booking, by=staff, now=NOW),
    }

    if (state, verb) == (State.DECLINED, "decline"):
        with pytest.raises(NotAllowed):
            acts[verb]()
    else:
        with pytest.raises((NotPossible, NotAllowed)):
            acts[verb]()

    booking.refresh_from_db()
    assert booking.state == state
