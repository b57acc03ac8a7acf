"""How a registration goes from one state to the next: through the table, with a log."""

from __future__ import annotations

from datetime import datetime

from accounts.actors import Actor
from events.enums import State
from events.models import Registration, RegistrationStep
from events.registrations import states


def step(registration: Registration, to: State, *, by: Actor, now: datetime) -> None:
    """Take the step and save everything that was set. Raises states.NotAllowed for one that is not in the table.

    In line (`events.registrations.rolls`). A calendar is told of a change by a higher `sequence`.
    """
    before = registration.state if registration.pk else ""
    states.check(before, to)
    registration.state = to
    if to != State.OFFERED:
        registration.offered_until = None
    if before:
        registration.sequence += 1
    registration.save()
    RegistrationStep.objects.create(
        registration=registration,
        from_state=before,
        to_state=to,
        actor_kind=by.kind,
        actor=by.user,
        channel=by.channel,
        at=now,
    )
