"""The one table of what may become of an appointment. What is not in it is refused."""

from __future__ import annotations

from consultations.enums import State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.REQUESTED}),
    State.REQUESTED: frozenset(
        {
            State.REQUESTED,  # moved
            State.CONFIRMED,
            State.DECLINED,
            State.EXPIRED,
            State.CANCELLED_BY_PERSON,
            State.CANCELLED_BY_US,
        }
    ),
    State.CONFIRMED: frozenset(
        {
            State.CONFIRMED,  # moved
            State.ATTENDED,
            State.NO_SHOW,
            State.CANCELLED_BY_PERSON,
            State.CANCELLED_BY_US,
        }
    ),
    State.ATTENDED: frozenset(),
    State.NO_SHOW: frozenset(),
    State.CANCELLED_BY_PERSON: frozenset(),
    State.CANCELLED_BY_US: frozenset(),
    State.DECLINED: frozenset(),
    State.EXPIRED: frozenset(),
}
OCCUPYING = frozenset({State.HELD, State.REQUESTED, State.CONFIRMED})  # takes the counsellor's time
AGREED = frozenset({State.REQUESTED, State.CONFIRMED})  # somebody counts on it
TERMINAL = tuple(state for state, nexts in TRANSITIONS.items() if not nexts)  # in order: a constraint is made of it
ONLY_AFTER_THE_START = frozenset({State.ATTENDED, State.NO_SHOW})


class NotAllowed(Exception):  # noqa: N818 — reads as a sentence where it is raised
    """The table does not know this step; carries both states."""

    def __init__(self, before: State, after: State):
        super().__init__(f"{before} → {after}")
        self.before, self.after = before, after


def check(before: State, after: State) -> None:
    """Raises NotAllowed for a step that is not in the table."""
    if after not in TRANSITIONS[State(before)]:
        raise NotAllowed(State(before), State(after))
