"""A real SMTP server on 127.0.0.1 that answers as it is told and remembers whose mail it took."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

SILENCE = "silence"  # no answer, until the client gives up
HANG_UP = "hang up"  # the connection is gone instead of an answer


class FreePortController(Controller):
    """Takes whatever port is free; aiosmtpd itself would knock at port 0."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Sink:
    """`at_recipient` and `at_text` map an address to what it is answered, one item a try; afterwards all is well.

    `on_text` is called with the recipient once a text was taken and before the client is told so.
    """

    def __init__(self, *, refuses_login: bool = False, says_at_sender: str = ""):
        self.at_recipient: dict[str, list[str]] = {}
        self.at_text: dict[str, list[str]] = {}
        self.on_text: Callable[[str], None] | None = None
        self.says_at_sender = says_at_sender
        self.taken: list[str] = []
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.changed = threading.Condition()
        login = {"authenticator": self._refuse, "auth_require_tls": False} if refuses_login else {}
        self._controller = FreePortController(self, hostname="127.0.0.1", port=0, **login)

    def __enter__(self) -> Sink:
        self._controller.start()
        return self

    def __exit__(self, *_args) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        return self._controller.port

    def wait_until_taken(self, number: int, seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: len(self.taken) >= number, timeout=seconds)

    def _refuse(self, *_args) -> AuthResult:
        return AuthResult(success=False, handled=False)

    # --- called by aiosmtpd ---------------------------------------------------------------------------------------

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 — aiosmtpd's name
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.says_at_sender:
            return self.says_at_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self._answer(server, self.at_recipient, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        answers = self.at_text.get(address)
        if not answers or answers[0] in {SILENCE, HANG_UP} or answers[0].startswith("2"):
            with self.changed:
                self.taken.append(address)
                self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
                self.changed.notify_all()
            if self.on_text is not None:
                self.on_text(address)
        return await self._answer(server, self.at_text, address)

    async def _answer(self, server, answers: dict[str, list[str]], address: str) -> str:
        answer = answers[address].pop(0) if answers.get(address) else "250 OK"
        if answer == SILENCE:
            await asyncio.sleep(3600)  # cancelled when the client hangs up or the server stops
        if answer == HANG_UP:
            server.transport.abort()
        return answer
