"""What the worker does for the network."""

from datetime import timedelta

from django.utils import timezone

from network.digest import send_digest
from network.domain import forget_old_conversations, remind_before_the_end, take_off_what_ran_out
from worker.registry import periodic

MONDAY = 0
MORNING = 7  # o'clock in Hagen


@periodic(name="network.look_after_the_board", every=timedelta(hours=1))
def look_after_the_board() -> str:
    today = timezone.localdate()
    ended = take_off_what_ran_out(today=today)
    reminded = remind_before_the_end(today=today)
    forgotten = forget_old_conversations(now=timezone.now())
    return f"{ended} ran out, {reminded} end soon, {forgotten} conversations removed"


@periodic(name="network.digest", every=timedelta(hours=1))
def digest() -> str | None:
    now = timezone.localtime()
    if now.weekday() != MONDAY or now.hour < MORNING:
        return None
    return f"{send_digest(today=now.date())} letters"
