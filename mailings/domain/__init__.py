"""What happens to mail and consent."""

from mailings.domain.consents import (
    confirm_consent,
    give_consent,
    has_consent,
    has_objected,
    unsubscribe_url,
    withdraw_consent,
)
from mailings.domain.outbox import cancel_message, queue_mail, send_again, treat_as_sent, try_relay_now
from mailings.domain.retention import forget_consents, forget_messages

__all__ = [
    "cancel_message",
    "confirm_consent",
    "forget_consents",
    "forget_messages",
    "give_consent",
    "has_consent",
    "has_objected",
    "queue_mail",
    "send_again",
    "treat_as_sent",
    "try_relay_now",
    "unsubscribe_url",
    "withdraw_consent",
]
