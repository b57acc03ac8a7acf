from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest

from directory.counting import views
from directory.enums import CountKind
from directory.models import DailyCount
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"}


def tell(client, was: str, *ids, **headers) -> int:
    return client.post("/zaehlen/", {"was": was, "laden": ids}, **{**OURS, **headers}).status_code


def test_count_adds_one_without_a_cookie(client):
    business = BusinessFactory()

    response = client.post("/zaehlen/", {"was": "page", "laden": business.pk}, **OURS)

    assert (response.status_code, dict(response.cookies)) == (204, {})
    row = DailyCount.objects.get()
    assert (row.business, row.kind, row.count, row.day) == (business, CountKind.PAGE, 1, timezone.localdate())


def test_count_takes_a_page_full_of_found_businesses_and_no_more(client):
    ids = [BusinessFactory().pk for _number in range(3)]

    assert tell(client, "search", *ids) == 204
    assert tell(client, "search", *range(1, 26)) == 400
    assert sorted(DailyCount.objects.values_list("business_id", "count")) == [(pk, 1) for pk in ids]


def test_count_takes_so_many_from_one_network_and_no_more(client):
    business = BusinessFactory()
    sent = range(views.MOST_COUNTS + 2)

    answers = [tell(client, "page", business.pk, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in sent]

    assert answers[-3:] == [204, 429, 429]
    assert DailyCount.objects.get().count == views.MOST_COUNTS
    assert tell(client, "page", business.pk, REMOTE_ADDR="198.51.100.7") == 204


@pytest.mark.parametrize(
    ("was", "ids"),
    [("page", [1, 2]), ("visit", [1]), ("page", []), ("page", ["1; DROP"]), ("page", ["²"]), ("page", [10**12])],
)
def test_count_refuses_what_no_page_of_ours_sends(client, was, ids):
    BusinessFactory(pk=1)

    assert tell(client, was, *ids) == 400
    assert DailyCount.objects.count() == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_count_refuses_other_sites(client, site):
    business = BusinessFactory()

    assert tell(client, "page", business.pk, HTTP_SEC_FETCH_SITE=site) == 400
    assert DailyCount.objects.count() == 0


def test_count_leaves_out_programs_and_people_with_an_account(client):
    business = BusinessFactory()

    assert tell(client, "page", business.pk, HTTP_USER_AGENT="Mozilla/5.0 (compatible; Examplebot/2.1)") == 204
    client.force_login(UserFactory())
    assert tell(client, "page", business.pk) == 204

    assert DailyCount.objects.count() == 0


def test_numbers_show_the_owner_a_bar_and_a_row_for_each_day(client):
    membership = MembershipFactory()
    today = timezone.localdate()
    for days, count in ((0, 5), (3, 2), (27, 1), (28, 100)):
        DailyCount.objects.create(
            business=membership.business, day=today - timedelta(days=days), kind=CountKind.PAGE, count=count
        )
    client.force_login(membership.user)

    response = client.get(reverse("directory:business_numbers", args=[membership.business.slug]))

    report = response.context["report"]
    assert (report.views, report.total_before, report.highest) == (8, 100, 5)
    assert response.content.count(b'class="bar-chart__bar"') == 3
    assert "no-store" in response["Cache-Control"]


def test_numbers_ask_the_database_as_often_for_a_year_of_counts(client, django_assert_num_queries):
    membership = MembershipFactory()
    today = timezone.localdate()
    DailyCount.objects.bulk_create(
        DailyCount(business=membership.business, day=today - timedelta(days=days), kind=kind, count=1)
        for days in range(300)
        for kind in CountKind.values
    )
    quiet = MembershipFactory(user=membership.user).business
    client.force_login(membership.user)
    client.get(reverse("directory:business_numbers", args=[quiet.slug]))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("directory:business_numbers", args=[quiet.slug]))
    with django_assert_num_queries(len(few)):
        client.get(reverse("directory:business_numbers", args=[membership.business.slug]))


def test_numbers_of_another_business_do_not_exist(client):
    mine, other = MembershipFactory(), MembershipFactory()
    client.force_login(mine.user)

    response = client.get(reverse("directory:business_numbers", args=[other.business.slug]))

    assert response.status_code == 404
