"""What can stand in the way. Each message is a sentence for the person who asked."""

from __future__ import annotations


class NotAllowed(Exception):  # noqa: N818 — reads as a sentence where it is raised
    """This person may not do this (any more). Answered like something that does not exist."""


class NotPossible(Exception):  # noqa: N818 — see above
    """It does not work now; the message says why and what to do."""


class LastOwner(Exception):  # noqa: N818 — see above
    """The entry would become free, and that has not been confirmed."""
