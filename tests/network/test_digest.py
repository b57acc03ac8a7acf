from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

import pytest

from mailings.models import Consent
from mailings.models import Message as Mail
from network import digest
from network.models import Notice
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.network import NoticeFactory

pytestmark = pytest.mark.django_db


def send() -> int:
    return digest.send_digest(today=timezone.localdate())


def test_digest_goes_only_to_members_who_said_yes():
    reader, silent = MembershipFactory().user, MembershipFactory().user
    outsider = MembershipFactory(business__live=False).user
    for user in (reader, outsider):
        digest.subscribe(user=user)
    NoticeFactory(title="Kühlschrank zu verleihen")

    assert send() == 1

    mail = Mail.objects.get()
    assert mail.to == reader.email != silent.email
    assert "Kühlschrank zu verleihen" in mail.text
    assert mail.headers["List-Unsubscribe"].startswith("<http")


def test_digest_comes_once_a_week_and_not_after_no():
    reader = MembershipFactory().user
    digest.subscribe(user=reader)
    NoticeFactory()

    send()
    send()
    assert Mail.objects.count() == 1

    digest.unsubscribe(user=reader)
    digest.send_digest(today=timezone.localdate() + timedelta(days=7))
    assert Mail.objects.count() == 1
    assert digest.is_subscribed(reader) is False


def test_digest_is_silent_when_nothing_is_new_or_all_of_it_is_ones_own():
    membership = MembershipFactory()
    digest.subscribe(user=membership.user)
    old = NoticeFactory()
    Notice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))
    NoticeFactory(business=membership.business)
    NoticeFactory(business=BusinessFactory(live=False))

    assert send() == 0


def test_subscribe_keeps_the_words_somebody_said_yes_to():
    reader = MembershipFactory().user

    digest.subscribe(user=reader)

    consent = Consent.objects.get(address=reader.email)
    assert (consent.purpose, consent.version, consent.text_shown) == (
        digest.PURPOSE, digest.VERSION, str(digest.consent_text()),
    )  # fmt: skip
