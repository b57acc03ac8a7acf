from django.contrib.auth.hashers import make_password

import factory
from factory.django import DjangoModelFactory

from accounts.models import User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    password = factory.LazyFunction(lambda: make_password(None))  # none, as of everybody who logs in with a code
    email = factory.Sequence(lambda number: f"person{number}@example.org")


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True
