"""The outbox in the admin: who sees what, and that decisions are asked for, made once and noted down."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import ModelLogEntry

import pytest

from mailings.enums import State
from mailings.models import Message, Relay
from mailings.status import duration, mail_status
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.mailings import ConsentFactory, MessageFactory
from tests.login import log_in
from tests.mailings.conftest import fresh
from worker.models import PeriodicTask, WorkerProcess

pytestmark = pytest.mark.django_db

INDEX = "mailings_messages:index"


def unclear(**fields) -> Message:
    return MessageFactory(state=State.UNCLEAR, claimed_by="w", claimed_at=timezone.now(), **fields)


def decision_url(message: Message, name: str) -> str:
    return reverse("mailings_admin:decide", args=[message.pk, name])


@pytest.fixture
def lead(client):
    log_in(client, SuperuserFactory())
    return client


def test_only_leads_see_and_decide(client):
    call_command("setup_site")
    message = unclear()
    urls = [
        reverse(INDEX),
        reverse("mailings_messages:inspect", args=[message.pk]),
        reverse("mailings_consents:index"),
        reverse("worker_tasks:index"),
        decision_url(message, "als-gesendet"),
    ]
    seen = {}
    for name in ("Redaktion", "Projektleitung"):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=name))
        log_in(client, user)
        seen[name] = {client.get(url).status_code for url in urls}
        client.logout()

    assert seen["Projektleitung"] == {200}
    assert seen["Redaktion"].isdisjoint({200})


def test_unclear_messages_stand_first(lead):
    newest = MessageFactory()
    failed = MessageFactory(state=State.FAILED, closed_at=timezone.now())
    first = unclear()
    MessageFactory()

    rows = lead.get(reverse(INDEX)).context["object_list"]

    assert list(rows)[:2] == [first, failed]
    assert newest in rows


def test_secret_is_shown_nowhere(lead):
    secret = MessageFactory(is_secret=True, subject="Code 123456", text="Code 123456", html="Code 123456")

    pages = [lead.get(reverse(INDEX)), lead.get(reverse("mailings_messages:inspect", args=[secret.pk]))]

    assert [page.status_code for page in pages] == [200, 200]
    assert [b"123456" in page.content for page in pages] == [False, False]
    assert all(secret.to.encode() in page.content for page in pages)


def test_decision_is_asked_for_and_noted_down(lead):
    message = unclear()

    asked = lead.get(decision_url(message, "noch-einmal"))
    after_asking = fresh(message).state
    done = lead.post(decision_url(message, "noch-einmal"))

    assert (asked.status_code, after_asking) == (200, State.UNCLEAR)
    assert done.url == reverse("mailings_messages:inspect", args=[message.pk])
    assert fresh(message).state == State.QUEUED
    entry = ModelLogEntry.objects.get()
    assert entry.action == "mailings.send_again"
    assert message.to not in entry.label


def test_decision_made_meanwhile_by_somebody_else_is_not_made_again(lead):
    message = unclear()
    Message.objects.update(state=State.QUEUED)

    answers = [lead.get(decision_url(message, "als-gesendet")), lead.post(decision_url(message, "als-gesendet"))]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert fresh(message).state == State.QUEUED
    assert not ModelLogEntry.objects.exists()


def test_nothing_can_be_added_or_edited(lead):
    message = MessageFactory()

    answers = {lead.get(f"/verwaltung/post/nachrichten/{name}/").status_code for name in ("new", f"edit/{message.pk}")}

    assert answers == {404}


def test_list_costs_the_same_for_one_and_for_thirty(lead):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            lead.get(reverse(INDEX))
        return len(captured)

    MessageFactory()
    ConsentFactory()
    lead.get(reverse(INDEX))
    one = queries()
    MessageFactory.create_batch(29)

    assert queries() == one


def test_mail_server_can_be_asked_at_once(lead):
    in_an_hour = timezone.now() + timedelta(hours=1)
    Relay.objects.create(pk=Relay.ONLY, closed_until=in_an_hour, failures_in_a_row=1, failing_since=timezone.now())
    url = reverse("mailings_admin:try_now")

    assert lead.get(url).status_code == 405
    assert lead.post(url).status_code == 302
    assert Relay.objects.get().closed_until is None


# --- How the mail is doing --------------------------------------------------------------------------------------------


def alive(now) -> None:
    WorkerProcess.objects.create(name="w", started_at=now, seen_at=now, alive_until=now + timedelta(minutes=1))


def test_status_is_quiet_while_all_is_well():
    now = timezone.now()
    alive(now)
    MessageFactory()

    status = mail_status(now)

    assert (status.waiting, status.unclear, status.failed, status.problems) == (1, 0, 0, ())


def test_status_says_how_long_sending_has_stood_still():
    now = timezone.now()
    alive(now - timedelta(minutes=12))

    (problem,) = mail_status(now).problems

    assert problem.level == "critical"
    assert duration(timedelta(minutes=12)) in problem.text


def test_status_says_when_nothing_has_ever_run():
    assert [problem.level for problem in mail_status().problems] == ["critical"]


def test_status_names_what_is_wrong():
    now = timezone.now()
    alive(now)
    unclear()
    MessageFactory(state=State.FAILED, closed_at=now)
    Relay.objects.create(pk=Relay.ONLY, failures_in_a_row=2, failing_since=now, smtp_code=535, last_error="bad login")
    PeriodicTask.objects.create(name="tests.broken", next_at=now, last_error="x", failures_in_a_row=3)

    status = mail_status(now)

    assert (status.unclear, status.failed, status.relay_is_failing) == (1, 1, True)
    assert [problem.level for problem in status.problems] == ["critical", "warning", "warning"]
    assert "535 bad login" in status.problems[0].text
    assert "tests.broken" in status.problems[2].text


def test_problem_stands_on_the_first_page_of_the_admin(lead):
    page = lead.get("/verwaltung/").content.decode()
    alive(timezone.now())
    quiet = lead.get("/verwaltung/").content.decode()

    assert 'id="mail-panel-title"' in page
    assert 'id="mail-panel-title"' not in quiet
