"""What happens on the noticeboard. Every verb is one transaction; mails leave with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.urls import absolute_url
from directory.models import Business, Membership
from mailings.domain import queue_mail
from network.enums import ActionState, Direction, NoticeState, Topic
from network.models import Conversation, Interest, JointAction, Message, Notice, Objection
from network.models.notices import ENOUGH_FOR_AN_ACTION

LONGEST = timedelta(days=90)  # a notice nobody looks after does not stay for ever
USUAL = timedelta(days=42)
MOST_OPEN_NOTICES = 10  # of one business at a time
MOST_MESSAGES_A_DAY = 30  # of one business, over all its conversations


class NotPossible(Exception):  # noqa: N818 — no fault of the program: a sentence for the person who tried
    """The rules of the board forbid it. `str()` is a sentence in the person's language."""


# --- Notices ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def put_up(*, notice: Notice, by: User) -> Notice:
    """Put a new notice on the board, or save one that was edited; the project looks at it afterwards.

    Raises NotPossible when the business has too many open ones.
    """
    is_new = notice.pk is None
    if is_new:
        Business.objects.select_for_update(of=("self",)).get(pk=notice.business_id)  # two at once: one after the other
        _check_room(notice.business_id)
        notice.author = by
    notice.seen_at, notice.seen_by = None, None
    notice.save()
    return notice


def _check_room(business_id: int) -> None:
    if Notice.objects.filter(business=business_id, state=NoticeState.OPEN).count() >= MOST_OPEN_NOTICES:
        raise NotPossible(_("You have ten notices on the board. Please settle one of them first."))


@transaction.atomic
def settle(*, notice: Notice) -> bool:
    """The business has what it wanted, or changed its mind. False when the notice was not open any more."""
    return _end(notice, NoticeState.CLOSED)


@transaction.atomic
def extend(*, notice: Notice, today: date) -> Notice:
    """On the board for another six weeks from today; also brings back one that ran out or was settled.

    Raises NotPossible when the business has too many open ones to bring one back.
    """
    Business.objects.select_for_update(of=("self",)).get(pk=notice.business_id)
    if Notice.objects.filter(pk=notice.pk).exclude(state=NoticeState.OPEN).exists():
        _check_room(notice.business_id)
    Notice.objects.filter(pk=notice.pk, state__in=[NoticeState.OPEN, NoticeState.EXPIRED, NoticeState.CLOSED]).update(
        state=NoticeState.OPEN, ended_at=None, expires_on=today + USUAL
    )
    notice.refresh_from_db()
    return notice


@transaction.atomic
def take_down(*, notice: Notice, by: User, reason: str) -> bool:
    """The project takes a notice off the board and says why. False when it had been taken down before."""
    changed = (
        Notice.objects.filter(pk=notice.pk)
        .exclude(state=NoticeState.HIDDEN)
        .update(
            state=NoticeState.HIDDEN, hidden_reason=reason, ended_at=timezone.now(), seen_by=by, seen_at=timezone.now()
        )
    )
    if not changed:
        return False
    notice.refresh_from_db()
    Objection.objects.filter(notice=notice, settled_at=None).update(settled_at=timezone.now())
    _mail_people(
        [notice.business],
        kind="network.taken_down",
        template="network/mails/taken_down.txt",
        context={"notice": notice, "reason": reason},
        key=f"notice-{notice.pk}-{notice.ended_at:%Y%m%d%H%M%S}",
    )
    return True


@transaction.atomic
def mark_as_seen(*, notice: Notice, by: User) -> bool:
    """The project has looked at it and finds it right; open objections are settled with that."""
    now = timezone.now()
    Objection.objects.filter(notice=notice, settled_at=None).update(settled_at=now)
    return bool(Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=now, seen_by=by))


@transaction.atomic
def object_to(*, notice: Notice, business: Business, reason: str) -> Objection:
    """Tell the project that a notice does not belong here. Saying it twice changes the words of the first."""
    objection, _created = Objection.objects.update_or_create(
        notice=notice, business=business, settled_at=None, defaults={"reason": reason}
    )
    Notice.objects.filter(pk=notice.pk).update(seen_at=None, seen_by=None)
    return objection


def take_off_what_ran_out(*, today: date) -> int:
    """Notices whose day is over leave the board. Returns how many."""
    return Notice.objects.filter(state=NoticeState.OPEN, expires_on__lt=today).update(
        state=NoticeState.EXPIRED, ended_at=timezone.now()
    )


def remind_before_the_end(*, today: date, days: int = 4) -> int:
    """One mail to the business while there is still time to extend. Returns how many notices."""
    ending = Notice.objects.filter(
        state=NoticeState.OPEN, expires_on=today + timedelta(days=days), business__live=True
    ).select_related("business")
    for notice in ending:
        _mail_people(
            [notice.business],
            kind="network.ends_soon",
            template="network/mails/ends_soon.txt",
            context={"notice": notice, "url": absolute_url(notice.get_absolute_url())},
            key=f"notice-{notice.pk}-{notice.expires_on}",
        )
    return len(ending)


def _end(notice: Notice, state: NoticeState) -> bool:
    changed = Notice.objects.filter(pk=notice.pk, state=NoticeState.OPEN).update(state=state, ended_at=timezone.now())
    notice.refresh_from_db()
    return bool(changed)


# --- Interest and joint actions ---------------------------------------------------------------------------------------


@transaction.atomic
def show_interest(*, notice: Notice, business: Business) -> bool:
    """This business would join. False when it had said so before, or when the notice is its own."""
    if notice.business_id == business.pk:
        return False
    return Interest.objects.get_or_create(notice=notice, business=business)[1]


@transaction.atomic
def take_interest_back(*, notice: Notice, business: Business) -> bool:
    return bool(Interest.objects.filter(notice=notice, business=business).delete()[0])


def enough_for_an_action(notice: Notice) -> bool:
    """Three published businesses beside the one that wrote it want the same."""
    interested = Interest.objects.filter(notice=notice, business__live=True).exclude(business=notice.business_id)
    return interested.count() >= ENOUGH_FOR_AN_ACTION


@transaction.atomic
def propose_action(*, notice: Notice, business: Business, message: str) -> JointAction:
    """Ask the project to make it a joint action. The first proposal of a notice stands.

    Raises NotPossible while fewer than three businesses are interested, or for one that takes no part.
    """
    if not enough_for_an_action(notice):
        raise NotPossible(_("Three businesses have to be interested first."))
    takes_part = notice.business_id == business.pk or notice.interests.filter(business=business).exists()
    if not takes_part:
        raise NotPossible(_("Please say first that your business would join."))
    return JointAction.objects.get_or_create(notice=notice, defaults={"proposed_by": business, "message": message})[0]


@transaction.atomic
def start_action(*, business: Business, title: str, text: str, answer: str, by: User, today: date) -> JointAction:
    """The project itself makes a joint action of an idea: a notice in the name of a business that agreed to it, taken
    up from the start. Its people get the answer by mail. Raises NotPossible when it has too many open notices."""
    notice = Notice(
        business=business,
        direction=Direction.LOOKING,
        topic=Topic.ACTION,
        title=title,
        text=text,
        district=business.district,
        expires_on=today + USUAL,
    )
    put_up(notice=notice, by=by)
    mark_as_seen(notice=notice, by=by)
    action = JointAction.objects.create(notice=notice, proposed_by=business)
    decide_action(action=action, state=ActionState.ACCEPTED, answer=answer, by=by)
    return action


@transaction.atomic
def decide_action(*, action: JointAction, state: ActionState, answer: str, by: User) -> bool:
    """The project takes the idea up or not, and tells everybody who is part of it. False when decided before."""
    changed = JointAction.objects.filter(pk=action.pk, state=ActionState.PROPOSED).update(
        state=state, answer=answer, decided_by=by, decided_at=timezone.now()
    )
    if not changed:
        return False
    action.refresh_from_db()
    notice = action.notice
    businesses = [notice.business, *(interest.business for interest in notice.interests.select_related("business"))]
    _mail_people(
        businesses,
        kind="network.action_decided",
        template="network/mails/action_decided.txt",
        context={
            "notice": notice,
            "accepted": state == ActionState.ACCEPTED,
            "answer": answer,
            "url": absolute_url(notice.get_absolute_url()),
        },
        key=f"action-{action.pk}",
    )
    return True


# --- Conversations ----------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(*, notice: Notice, business: Business, by: User, text: str) -> Message:
    """The first word of `business` about a notice of somebody else, or the next one.

    Raises NotPossible for one's own notice, one that is over, and after too many messages in a day.
    """
    if notice.business_id == business.pk:
        raise NotPossible(_("This is your own notice."))
    if not notice.is_open and not notice.conversations.filter(business=business).exists():
        raise NotPossible(_("This notice is over."))
    conversation, _created = Conversation.objects.get_or_create(notice=notice, business=business)
    return say(conversation=conversation, business=business, by=by, text=text)


@transaction.atomic
def say(*, conversation: Conversation, business: Business, by: User, text: str) -> Message:
    """One message; everybody of the other business gets it by mail, without an address of the writer.

    Raises NotPossible after too many messages in a day.
    """
    now = timezone.now()
    Business.objects.select_for_update(of=("self",)).get(pk=business.pk)
    if Message.objects.filter(business=business, created_at__gt=now - timedelta(days=1)).count() >= MOST_MESSAGES_A_DAY:
        raise NotPossible(_("You have written a lot today. Please go on tomorrow."))
    message = Message.objects.create(conversation=conversation, business=business, author=by, text=text)
    notice = conversation.notice
    other = notice.business if business.pk == conversation.business_id else conversation.business
    _mail_people(
        [other],
        kind="network.message",
        template="network/mails/message.txt",
        context={
            "notice": notice,
            "writer": business,
            "text": text,
            "url": absolute_url(conversation.get_absolute_url()),
        },
        key=f"message-{message.pk}",
        leave_out=by,
    )
    return message


def forget_old_conversations(*, now: datetime) -> int:
    """Half a year after a notice ended, what was said about it is nobody's business any more. Returns how many."""
    old = Conversation.objects.filter(notice__ended_at__lt=now - timedelta(days=183))
    count = old.count()
    old.delete()
    return count


def _mail_people(
    businesses: list[Business],
    *,
    kind: str,
    template: str,
    context: dict,
    key: str,
    leave_out: User | None = None,
) -> None:
    """One mail to each person of these businesses, also to somebody who belongs to several of them."""
    people = {
        membership.user.email: membership.user
        for membership in Membership.objects.filter(business__in=businesses, user__is_active=True).select_related(
            "user"
        )
        if leave_out is None or membership.user_id != leave_out.pk
    }
    for address in sorted(people):
        queue_mail(kind=kind, to=address, template=template, context=context, key=key)
