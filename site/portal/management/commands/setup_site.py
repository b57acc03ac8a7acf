from django.core.management.base import BaseCommand
from django.db import transaction

from portal.seed.load import setup_site


class Command(BaseCommand):
    help = (
        "Creates what the site cannot be without: districts, categories, pages, footer, groups. Adds what is missing."
    )

    def handle(self, *args, **options):
        with transaction.atomic():
            created = setup_site()
        for line in created:
            self.stdout.write(f"created: {line}")
        self.stdout.write(f"setup_site: {len(created)} created" if created else "setup_site: nothing to do")
