"""Several at once, each in a thread and with a database connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection


def at_once(*acts: Callable) -> list:
    """Every act started together; what each returned or raised, in their order."""
    together = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(number, act):
        try:
            together.wait(timeout=10)
            answers[number] = act()
        except Exception as problem:
            answers[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers
