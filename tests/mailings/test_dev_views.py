"""The mails of a developer's machine, and that they are nowhere else."""

from __future__ import annotations

from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

import pytest

from mailings import dev_views
from tests.factories.mailings import MessageFactory

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().get("/mails/")


def test_mails_are_not_routed_on_a_real_site(client):
    with pytest.raises(NoReverseMatch):
        reverse("mailings:mail_list")

    assert client.get("/mails/").status_code == 404


def test_mails_are_hidden_even_if_somebody_routed_them():
    message = MessageFactory()

    for view, arguments in (
        (dev_views.mail_list, []),
        (dev_views.mail_detail, [message.pk]),
        (dev_views.mail_html, [message.pk]),
    ):
        with pytest.raises(Http404):
            view(REQUEST, *arguments)


def test_html_part_is_shown_without_scripts_and_other_hosts(settings):
    settings.DEBUG = True
    message = MessageFactory(html="<p>Hallo</p>")

    response = dev_views.mail_html(REQUEST, message.pk)

    assert response.content == b"<p>Hallo</p>"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    policy = response._csp_config
    assert policy["default-src"] == ["'none'"]
    assert "script-src" not in policy
    assert "sandbox" in policy
