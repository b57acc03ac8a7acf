from django.core.management.base import BaseCommand
from django.db import transaction

from portal.seed.examples import seed_demo
from portal.seed.load import setup_site


class Command(BaseCommand):
    help = "Fills the site with made-up examples, on top of setup_site. Adds only what is missing."

    def handle(self, *args, **options):
        with transaction.atomic():
            setup_site()
            created = seed_demo()
        self.stdout.write("seed_demo: " + (", ".join(created) + " created" if created else "nothing to do"))
