"""The one table of what may become of a registration. What is not in it is refused."""

from __future__ import annotations

from events.enums import State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITLISTED: frozenset({State.OFFERED, State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US, State.EXPIRED}),
    State.OFFERED: frozenset({State.REGISTERED, State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US, State.EXPIRED}),
    State.REGISTERED: frozenset({State.ATTENDED, State.ABSENT, State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US}),
    State.ATTENDED: frozenset({State.ABSENT, State.REGISTERED}),  # a tick that was set or taken out by mistake
    State.ABSENT: frozenset({State.ATTENDED, State.REGISTERED}),
    State.CANCELLED_BY_PERSON: frozenset(),
    State.CANCELLED_BY_US: frozenset(),
    State.EXPIRED: frozenset(),
}
FIRST = frozenset({State.WAITLISTED, State.REGISTERED, State.ATTENDED})  # the last: somebody just came
HOLDING = frozenset({State.OFFERED, State.REGISTERED, State.ATTENDED, State.ABSENT})  # takes seats of the event
OPEN = frozenset({State.WAITLISTED, State.OFFERED, State.REGISTERED})  # somebody counts on it
TERMINAL = frozenset(state for state, nexts in TRANSITIONS.items() if not nexts)


class NotAllowed(Exception):  # noqa: N818 — reads as a sentence where it is raised
    """The table does not know this step; carries both states."""

    def __init__(self, before: State | str, after: State):
        super().__init__(f"{before or 'nothing'} → {after}")
        self.before, self.after = before, after


def check(before: State | str, after: State) -> None:
    """`before` is empty for a new registration. Raises NotAllowed for a step that is not in the table."""
    allowed = TRANSITIONS[State(before)] if before else FIRST
    if after not in allowed:
        raise NotAllowed(before, after)
