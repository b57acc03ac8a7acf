import re
from collections.abc import Callable

import pytest

from mailings.models import Message


@pytest.fixture
def newest_code(db) -> Callable[[str], str]:
    """The code of the newest mail to an address, as it lies in the outbox."""

    def read(address: str) -> str:
        message = Message.objects.filter(to=address).order_by("pk").last()
        return re.search(r"\b(\d{3} \d{3})\b", message.text).group(1)

    return read


@pytest.fixture
def ask_for_code(client, newest_code) -> Callable[..., str]:
    """Types an address into the login and returns the code that came."""

    def ask(address: str, query: str = "", browser=None) -> str:
        response = (browser or client).post(f"/konto/anmelden/{query}", {"email": address})
        assert response.status_code == 302, response.content.decode()
        return newest_code(address)

    return ask
