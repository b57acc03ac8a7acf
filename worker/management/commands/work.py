"""The one long-running process beside the web server."""

import os
import signal
import sys
import threading

from django.core.management.base import BaseCommand

from worker.running import ALIVE_FOR, ALIVE_FOR_ALONE, Worker


class Command(BaseCommand):
    help = (
        "Sends mail and does what is due (reminders, retention, publishing by date) until it is told to stop. "
        "SIGTERM lets it finish what it has in hand. Several may run at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do everything that is due now, then end")
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this parent process is gone")

    def handle(self, *args, once: bool, beside: int | None, **options):
        worker = Worker(alive_for=ALIVE_FOR_ALONE if once else ALIVE_FOR, parent=beside)

        def told_to_stop(*_arguments) -> None:
            worker.stop()
            os.write(sys.__stderr__.fileno(), b"work: told to stop, finishing what is in hand\n")  # safe in a handler

        previous = {}
        if threading.current_thread() is threading.main_thread():  # elsewhere Python takes no handlers
            for number in (signal.SIGTERM, signal.SIGINT):
                previous[number] = signal.signal(number, told_to_stop)
        try:
            if once:
                worker.run_once()
            else:
                worker.run_until_stopped()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
