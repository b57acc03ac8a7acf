from __future__ import annotations

import pytest

from mailings.enums import Channel
from mailings.models import Message
from mailings.sending import Sender
from tests.mailings.smtp_sink import Sink


@pytest.fixture
def mail_template(tmp_path, settings):
    """Writes a template and gives the name to call it by."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]

    def write(text: str) -> str:
        (tmp_path / "mail.txt").write_text(text, encoding="utf-8")
        return "mail.txt"

    return write


@pytest.fixture
def smtp(settings):
    """A mail server that takes everything until it is told otherwise, and the settings that lead to it."""
    with Sink() as sink:
        use_sink(settings, sink)
        yield sink


def use_sink(settings, sink: Sink) -> None:
    settings.MAILINGS_BACKEND = "mailings.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 0.5
    settings.MAILINGS_LIMITS = []


def send_all(limit: int = 100) -> None:
    """What a worker does until nothing may go any more."""
    sender = Sender("tests:1:worker")
    for _step in range(limit):
        if not sender.step():
            break
    sender.close()


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


DIGEST = {"purpose": "tests.digest", "version": "1", "text_shown": "Ja, einmal in der Woche.", "channel": Channel.FORM}
