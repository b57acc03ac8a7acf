"""Forget at once what is due to be forgotten, or only say how much that would be."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from worker.retention import NotForgotten, forget_everything, raise_for_failures


class Command(BaseCommand):
    help = "Delete personal data whose time is over (docs/privacy.md); the worker does the same twice a day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count what would go, and change nothing")

    def handle(self, *, dry_run: bool, **options):
        done = forget_everything(now=timezone.now(), dry_run=dry_run)
        width = max(len(str(one.part.what)) for one in done)
        for one in done:
            count = _("failed") if one.count is None else one.count
            self.stdout.write(f"{one.part.what!s:<{width}}  {count}")
        sentence = (
            _("%(number)s rows would be deleted or emptied. Nothing was changed.")
            if dry_run
            else _("%(number)s rows were deleted or emptied.")
        )
        self.stdout.write(sentence % {"number": sum(one.count or 0 for one in done)})
        try:
            raise_for_failures(done)
        except NotForgotten as problem:
            raise CommandError(str(problem)) from problem
