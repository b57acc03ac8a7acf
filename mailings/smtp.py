"""Django's SMTP backend, which also knows how far a message got when the connection broke.

smtplib says SMTPServerDisconnected for every broken connection and every timeout. Before the server has agreed to take
the text (354) such a message has not left, and may be tried again; after it, the server may have it, and nobody knows.
"""

from __future__ import annotations

import smtplib

from django.core.mail.backends.smtp import EmailBackend

GO_AHEAD = 354  # RFC 5321, 4.1.1.4: now the text may come


class RemembersTheText:
    """For smtplib.SMTP: `text_may_have_left` is true from the go-ahead until the server's clear answer to the text, and
    stays true when that answer never comes or says neither yes nor no."""

    text_may_have_left = False
    _next_reply_is_about = ""

    def putcmd(self, cmd, args=""):
        command = cmd.lower()
        if command == "mail":
            self.text_may_have_left = False
        self._next_reply_is_about = "go-ahead" if command == "data" else ""
        super().putcmd(cmd, args)

    def getreply(self):
        code, words = super().getreply()
        if self._next_reply_is_about == "go-ahead":
            self.text_may_have_left = code == GO_AHEAD
            self._next_reply_is_about = "text" if self.text_may_have_left else ""
        elif self._next_reply_is_about == "text":
            self.text_may_have_left = not (200 <= code < 300 or 400 <= code < 600)
            self._next_reply_is_about = ""
        return code, words


class RememberingSMTP(RemembersTheText, smtplib.SMTP):
    pass


class RememberingSMTP_SSL(RemembersTheText, smtplib.SMTP_SSL):  # noqa: N801 — named like its parent
    pass


class SmtpBackend(EmailBackend):
    @property
    def connection_class(self):
        return RememberingSMTP_SSL if self.use_ssl else RememberingSMTP

    @property
    def text_may_have_left(self) -> bool:
        """Whether the message that just failed may have arrived all the same."""
        return self.connection is not None and self.connection.text_may_have_left
