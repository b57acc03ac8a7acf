"""What is counted against guessing is counted for all processes together."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.core.cache import cache, caches
from django.test import Client
from django.utils import timezone

import pytest

from accounts.models import Device, SharedCounter
from accounts.tasks import forget_counters, forget_sessions
from tests.factories.accounts import UserFactory
from tests.login import log_in

ROOT = Path(__file__).resolve().parents[2]
# What allauth does at each try, in a process of its own, ten times.
TRIES = """
import django
django.setup()
from django.test import RequestFactory
from allauth.core import context, ratelimit
request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
with context.request_context(request):
    print(sum(ratelimit.consume(request, action="code_try", key="one code") for _number in range(10)))
"""


def test_two_processes_share_one_limit(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_DATA_DIR": str(tmp_path),
    }
    migrate = "import django; django.setup(); from django.core.management import call_command; "
    migrate += "call_command('migrate', 'accounts', verbosity=0)"
    subprocess.run([sys.executable, "-c", migrate], env=environment, check=True, cwd=ROOT)

    processes = [
        subprocess.Popen([sys.executable, "-c", TRIES], env=environment, stdout=subprocess.PIPE, cwd=ROOT)
        for _number in range(2)
    ]
    allowed = [int(process.communicate(timeout=60)[0]) for process in processes]

    assert sum(allowed) == 4


@pytest.mark.django_db
def test_counts_of_allauth_lie_in_the_database_and_nothing_else_does():
    cache.set("allauth:rl:allauth.account:login:ip:192.0.2.1", [1.0], 60)
    cache.set("wagtail_site_root_paths", ["/"], 60)

    assert SharedCounter.objects.count() == 1
    assert cache.get("allauth:rl:allauth.account:login:ip:192.0.2.1") == [1.0]
    assert "192.0.2.1" not in SharedCounter.objects.get().cache_key
    assert cache.get("wagtail_site_root_paths") == ["/"]


@pytest.mark.django_db
def test_mark_of_a_used_code_is_set_by_the_first_only():
    assert cache.add("allauth.mfa.totp.used?user=1&code=123456", "y", 30)
    assert not cache.add("allauth.mfa.totp.used?user=1&code=123456", "y", 30)

    cache.delete("allauth.mfa.totp.used?user=1&code=123456")
    assert cache.get("allauth.mfa.totp.used?user=1&code=123456") is None


@pytest.mark.django_db
def test_counters_that_ran_out_are_forgotten():
    caches["shared"].set("old", 1, 60)
    caches["shared"].set("new", 1, 60)
    SharedCounter.objects.filter(cache_key__endswith="old").update(expires=timezone.now() - timedelta(seconds=1))

    forget_counters()

    assert [row.cache_key for row in SharedCounter.objects.all()] == [caches["shared"].make_key("new")]


@pytest.mark.django_db
def test_devices_go_with_their_sessions():
    user = UserFactory()
    ended, living = Client(), Client()
    for browser in (ended, living):
        log_in(browser, user)
        browser.get("/konto/")
    ended.session.flush()

    forget_sessions(timezone.now())

    assert Device.objects.get().session_key == living.session.session_key
