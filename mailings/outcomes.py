"""What became of one attempt to send: the words of a mail server, sorted into what to do next. Pure functions.

Sources: RFC 5321 (4.2.1: 4yz try later, 5yz do not; 4.2.3 codes; 4.5.4.1 pauses), RFC 3463 (x.2.2 mailbox full),
RFC 4954 (530, 534, 535, 538, 454 authentication).
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from mailings.addresses import without_addresses


class Fate(Enum):
    SENT = "sent"
    LATER = "later"  # this message, after a pause
    NEVER = "never"  # this message will not be taken, ever
    UNCLEAR = "unclear"  # it may have arrived
    NOT_OUR_TURN = "not our turn"  # the server lets nobody in: all messages wait, none is to blame


@dataclass(frozen=True)
class Outcome:
    """`is_slow`: a mailbox is full, which takes its owner hours. `closes_relay`: leave the server alone for a while."""

    fate: Fate
    code: int | None = None
    words: str = ""
    is_slow: bool = False
    closes_relay: bool = False


QUICK_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 240, 240))
SLOW_PAUSES = tuple(timedelta(hours=hours) for hours in (1, 4, 8, 12, 24, 24, 24))
RELAY_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300, 600))
AUTHENTICATION_CODES = {530, 534, 535, 538}
WORDS_LENGTH = 300
MAILBOX_FULL = re.compile(r"\b[45]\.2\.2\b")


def pause_after(attempts: int, *, is_slow: bool) -> timedelta | None:
    """How long to wait after the n-th attempt failed; None: that was the last one."""
    pauses = SLOW_PAUSES if is_slow else QUICK_PAUSES
    return pauses[attempts - 1] if attempts <= len(pauses) else None


def relay_pause_after(failures: int) -> timedelta:
    return RELAY_PAUSES[min(failures, len(RELAY_PAUSES)) - 1]


def of_opening(error: Exception) -> Outcome:
    """The connection could not be made, secured or logged in to. No message was involved."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    return Outcome(Fate.NOT_OUR_TURN, _code(code), words_of(error), closes_relay=True)


def of_sending(error: Exception, *, text_may_have_left: bool) -> Outcome:
    """An open connection, one message, one recipient, and `error` instead of an answer that all is well."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return _of_recipient(code, _decoded(answer))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _of_sender(error.smtp_code, _decoded(error.smtp_error))
    if isinstance(error, smtplib.SMTPDataError):
        return _of_text(error.smtp_code, _decoded(error.smtp_error), text_may_have_left=text_may_have_left)
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError):  # ValueError: an address that cannot be written
        return Outcome(Fate.NEVER, words=words_of(error))
    if text_may_have_left:
        return Outcome(Fate.UNCLEAR, words=words_of(error))
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_class(error.smtp_code, _decoded(error.smtp_error))
    return Outcome(Fate.LATER, words=words_of(error), closes_relay=True)


def _of_recipient(code: int, words: str) -> Outcome:
    if code in {452, 552} or MAILBOX_FULL.search(words):
        return Outcome(Fate.LATER, code, words, is_slow=True)
    return _by_class(code, words)


def _of_sender(code: int, words: str) -> Outcome:
    """Nobody has heard of the recipient yet: what is refused here would be refused for all messages, size apart."""
    if code == 552:
        return Outcome(Fate.NEVER, code, words)
    if code >= 500:
        return Outcome(Fate.NOT_OUR_TURN, code, words, closes_relay=True)
    return Outcome(Fate.LATER, _code(code), words, closes_relay=True)


def _of_text(code: int, words: str, *, text_may_have_left: bool) -> Outcome:
    if 200 <= code < 300:  # taken; smtplib only knows 250
        return Outcome(Fate.SENT, code, words)
    if code < 400 or code >= 600:
        fate = Fate.UNCLEAR if text_may_have_left else Fate.LATER
        return Outcome(fate, _code(code), words)
    if MAILBOX_FULL.search(words):
        return Outcome(Fate.LATER, code, words, is_slow=True)
    return _by_class(code, words)


def _by_class(code: int, words: str) -> Outcome:
    if code in AUTHENTICATION_CODES:
        return Outcome(Fate.NOT_OUR_TURN, code, words, closes_relay=True)
    if code >= 500:
        return Outcome(Fate.NEVER, code, words)
    return Outcome(Fate.LATER, _code(code), words, closes_relay=code == 421)


def words_of(error: Exception) -> str:
    """What went wrong in one line, without anybody's address."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _decoded(error.smtp_error)
    return _clean(f"{type(error).__name__}: {error}")


def _decoded(answer: bytes | str) -> str:
    return _clean(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer))


def _clean(text: str) -> str:
    return without_addresses(" ".join(text.split()))[:WORDS_LENGTH]


def _code(code: int | None) -> int | None:
    return code if code is not None and 0 < code < 1000 else None
