"""What the worker does for the network."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.digest import send_digest
from network.domain import forget_old_conversations, remind_before_the_end, take_off_what_ran_out
from worker.registry import periodic
from worker.retention import forgets

MONDAY = 0
MORNING = 7  # o'clock in Hagen


@periodic(name="network.look_after_the_board", every=timedelta(hours=1))
def look_after_the_board() -> str:
    today = timezone.localdate()
    ended = take_off_what_ran_out(today=today)
    reminded = remind_before_the_end(today=today)
    return f"{ended} ran out, {reminded} end soon"


@forgets(name="network.conversations", what=_("Conversations about notices that ended"))
def conversations(now: datetime) -> int:
    return forget_old_conversations(now=now)


@periodic(name="network.digest", every=timedelta(hours=1))
def digest() -> str | None:
    now = timezone.localtime()
    if now.weekday() != MONDAY or now.hour < MORNING:
        return None
    return f"{send_digest(today=now.date())} letters"
