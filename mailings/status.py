"""How the mail is doing, in the few sentences a person has to know. Four queries, whatever the outbox holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mailings.enums import State
from mailings.models import Message, Relay
from mailings.outcomes import AUTHENTICATION_CODES
from worker.models import PeriodicTask, WorkerProcess

FAILED_WITHIN = timedelta(days=7)
RESTARTING = timedelta(minutes=2)  # a new version is installed; nobody has to be told


@dataclass(frozen=True)
class Problem:
    """`level` is critical (somebody has to act now) or warning."""

    level: str
    text: str


@dataclass(frozen=True)
class MailStatus:
    waiting: int
    waiting_since: datetime | None  # of the longest waiting message that might go
    unclear: int
    failed: int  # within FAILED_WITHIN
    sent_today: int
    worker_seen_at: datetime | None
    relay_is_failing: bool
    problems: tuple[Problem, ...]


def mail_status(now: datetime | None = None) -> MailStatus:
    now = now or timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    counts = Message.objects.aggregate(
        waiting=Count("pk", Q(state=State.QUEUED)),
        waiting_since=Min("not_before", filter=Q(state=State.QUEUED, not_before__lte=now)),
        unclear=Count("pk", Q(state=State.UNCLEAR, forgotten_at=None)),
        failed=Count("pk", Q(state=State.FAILED, closed_at__gt=now - FAILED_WITHIN)),
        sent_today=Count("pk", Q(state=State.SENT, sent_at__gte=midnight)),
    )
    worker = WorkerProcess.objects.order_by("-seen_at").first()
    is_alive = worker is not None and worker.stopped_at is None and worker.alive_until > now
    relay = Relay.objects.exclude(failing_since=None).first()
    problems = [
        *([] if is_alive else _standing_still(worker, now)),
        *([] if relay is None else [_relay_problem(relay)]),
        *_unclear_problems(counts["unclear"]),
        *_failing_tasks(),
    ]
    return MailStatus(
        **counts,
        worker_seen_at=worker.seen_at if worker else None,
        relay_is_failing=relay is not None,
        problems=tuple(problems),
    )


def _standing_still(worker: WorkerProcess | None, now: datetime) -> list[Problem]:
    if worker is None:
        return [Problem("critical", _("No mail is sent: the program that sends it has never been started."))]
    still = now - worker.seen_at
    if still < RESTARTING:
        return []
    return [
        Problem(
            "critical",
            _("Sending has stood still for %(time)s. Please tell whoever runs the server.") % {"time": duration(still)},
        )
    ]


def _relay_problem(relay: Relay) -> Problem:
    since = date_format(timezone.localtime(relay.failing_since), "SHORT_DATETIME_FORMAT")
    if relay.smtp_code in AUTHENTICATION_CODES:
        text = _("The mail server has not accepted our login since %(since)s. Nothing is lost; all mail waits.")
    else:
        text = _("The mail server has not taken our mail since %(since)s. Nothing is lost; we keep trying.")
    words = f" ({' '.join(filter(None, [str(relay.smtp_code or ''), relay.last_error]))})"
    return Problem("critical", text % {"since": since} + words)


def _unclear_problems(unclear: int) -> list[Problem]:
    if not unclear:
        return []
    text = ngettext(
        "For one mail it is open whether it arrived. Please decide about it.",
        "For %(count)s mails it is open whether they arrived. Please decide about them.",
        unclear,
    )
    return [Problem("warning", text % {"count": unclear})]


def _failing_tasks() -> list[Problem]:
    return [
        Problem(
            "warning",
            _("The task “%(name)s” has failed %(count)s times in a row.")
            % {"name": task.name, "count": task.failures_in_a_row},
        )
        for task in PeriodicTask.objects.failing().filter(failures_in_a_row__gt=2)
    ]


def duration(time: timedelta) -> str:
    """The two sizes people think in here: minutes up to two hours, hours up to two days, then days."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 120:
        return ngettext("one minute", "%(count)s minutes", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return ngettext("one hour", "%(count)s hours", minutes // 60) % {"count": minutes // 60}
    return ngettext("one day", "%(count)s days", minutes // 1440) % {"count": minutes // 1440}
