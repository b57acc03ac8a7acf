"""For a person who lost phone and emergency codes. Make sure first that it is really them."""

from django.core.management.base import BaseCommand, CommandError

from accounts.domain import reset_second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Takes all second factors and logins of one account, tells its owner by mail, and notes it in the log."

    def add_arguments(self, parser):
        parser.add_argument("address", help="e-mail address of the account")
        parser.add_argument("--reason", required=True, help="who asked, and how you made sure; stands in the log")

    def handle(self, *args, address: str, reason: str, **options):
        user = User.objects.filter(email=User.objects.normalize_email(address)).first()
        if user is None:
            raise CommandError(f"There is no account with the address {address}.")
        count = reset_second_factor(user=user, reason=reason)
        self.stdout.write(f"{count} second factors removed, all devices logged out, {user.email} told by mail.")
