"""The whole site with made-up data on one's own machine, in one command."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

ADDRESS = "redaktion@example.org"


@contextmanager
def worker_beside() -> Iterator[None]:
    """`manage.py work` as a process of its own, which ends when this one does."""
    worker = subprocess.Popen(  # noqa: S603 — our own program, our own arguments
        [sys.executable, sys.argv[0], "work", "--beside", str(os.getpid())]
    )
    previous = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # or nobody would tell the worker
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
        worker.terminate()
        try:
            worker.wait(timeout=60)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


class Command(BaseCommand):
    help = "Migrates, fills in examples and serves the site on 127.0.0.1. For trying it out, never for a real site."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args, port: int, no_serve: bool, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo makes an account with a printed password; it runs with development settings only."
            )
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        call_command("seed_demo", stdout=self.stdout)
        password = self.renew_login()
        self.stdout.write(f"\n  The site:       http://127.0.0.1:{port}/")
        self.stdout.write(f"  Its admin:      http://127.0.0.1:{port}/konto/anmelden/passwort/")
        self.stdout.write(f"                  {ADDRESS}   {password}")
        self.stdout.write(f"  A shopkeeper:   http://127.0.0.1:{port}/konto/anmelden/")
        self.stdout.write("                  laden@example.org   the code is in the mail")
        self.stdout.write(f"  Its mail:       http://127.0.0.1:{port}/mails/   (nothing leaves this machine)")
        self.stdout.write(f"  Its components: http://127.0.0.1:{port}/stil/\n")
        if not settings.ACCOUNTS_SECOND_FACTOR_FOR_STAFF:
            self.stdout.write("  Staff log in without a second step here; a real site always asks for it.")
            self.stdout.write("  PORTAL_SECOND_FACTOR=1 shows how.\n")
        self.stdout.flush()  # also when the output goes into a file
        if not no_serve:
            if "PORTAL_BASE_URL" not in os.environ:  # mails lead here, not to the port that is usual
                settings.WAGTAILADMIN_BASE_URL = os.environ["PORTAL_BASE_URL"] = f"http://127.0.0.1:{port}"
            with worker_beside():
                call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def renew_login(self) -> str:
        """A new password at every start, so that none is ever written down."""
        password = secrets.token_urlsafe(9)
        user = User.objects.filter(email=ADDRESS).first() or User(
            email=ADDRESS, first_name="Demo", last_name="Redaktion"
        )
        user.is_staff = user.is_superuser = True
        user.set_password(password)
        user.save()
        return password
