"""How a business is changed by its own people: saved as a draft, merged with what others did, decided by the project.

Forms carry `base_token`; whatever comes back goes through `save_change`, and nothing else writes what owners type.
"""

from directory.changes.saving import Conflict, Outcome, base_token, draft_of, save_change, submit_new
from directory.changes.withdrawing import withdraw_change
from directory.changes.words import in_words

__all__ = [
    "Conflict",
    "Outcome",
    "base_token",
    "draft_of",
    "in_words",
    "save_change",
    "submit_new",
    "withdraw_change",
]
