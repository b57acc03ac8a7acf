"""Events in the CMS: pages can be shown, edited and previewed, a date keeps its name, and people are not forgotten."""

from __future__ import annotations

import json
from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase, page_tests
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

import pytest

from events.enums import RegistrationMode
from events.models import EventDate, EventIndexPage, EventPage, Occurrence, WorkshopResultPage
from portal.pages.models import HomePage
from tests.factories.accounts import SuperuserFactory
from tests.factories.directory import ContactPointFactory
from tests.factories.events import (
    CourseOfferFactory,
    EventIndexPageFactory,
    EventPageFactory,
    WorkshopResultPageFactory,
    come,
    event,
    soon,
)
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db


class Admin(WagtailPageTestCase):
    def setUp(self):
        super().setUp()
        # Wagtail's assertions log in through the first backend there is; that one may only answer questions.
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        self.enterContext(patch.object(page_tests, "AUTH_BACKEND", backend))
        self.enterContext(self.settings(ACCOUNTS_SECOND_FACTOR_FOR_STAFF=False))  # they have none either
        self.user = SuperuserFactory()
        self.client.force_login(self.user, page_tests.AUTH_BACKEND)

    def edit_url(self, page: Page) -> str:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def form_of(self, page: Page) -> dict:
        """What the editing form sends; the blocks are drawn by the admin's script, so they are not in its HTML."""
        self.client.force_login(self.user, page_tests.AUTH_BACKEND)
        html = self.client.get(self.edit_url(page)).content.decode()
        form = querydict_from_html(html, form_id="page-edit-form").dict()
        if hasattr(page, "body"):
            form.update(nested_form_data({"body": streamfield([("text", rich_text("<p>Guten Abend.</p>"))])}))
        ticked = {name: "on" for name in ("is_free", "has_waiting_list") if getattr(page, name, False)}
        return {**form, **ticked, "action-publish": "action-publish"}

    def save(self, page: Page, **changes) -> None:
        response = self.client.post(self.edit_url(page), {**self.form_of(page), **changes})
        assert response.status_code == 302, response.context["form"].errors


class TestPageTypes(Admin):
    def test_page_is_routable_renderable_editable_and_previewable(self):
        page = EventPageFactory(dates=[soon()], picture=PictureFactory(), lead="Worum es geht.")
        results = WorkshopResultPageFactory(parent=EventPage.objects.get(pk=page.pk))
        for one in (EventIndexPage.objects.get(), page, results):
            one = type(one).objects.get(pk=one.pk)
            with self.subTest(page=one):
                self.assertPageIsRoutable(one)
                self.assertPageIsRenderable(one)
                form = self.form_of(one)
                self.assertPageIsEditable(one, post_data=form)
                self.assertPageIsPreviewable(one, post_data=form)

    def test_page_types_stand_where_they_may_stand(self):
        self.assertAllowedParentPageTypes(EventIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(EventIndexPage, {EventPage})
        self.assertAllowedParentPageTypes(EventPage, {EventIndexPage})
        self.assertAllowedSubpageTypes(EventPage, {WorkshopResultPage})
        self.assertAllowedSubpageTypes(WorkshopResultPage, set())
        assert EventIndexPage.max_count == 1

    def test_date_keeps_its_name_through_editing_and_publishing_again_and_again(self):
        """Wagtail writes rows of a published page anew each time; what the world knows them by goes along."""
        page = event(dates=[soon(7), soon(14)])
        names = [one.uid for one in page.dates.all()]
        registration = come(page, now=timezone.now())

        for number in range(3):
            self.save(page, title=f"Titel {number}")
            page.refresh_from_db()
            assert [one.uid for one in page.dates.all()] == names

        assert page.title == "Titel 2"
        assert [one.uid for one in Occurrence.objects.all()] == names
        assert {one.sequence for one in Occurrence.objects.all()} == {0}
        registration.refresh_from_db()
        assert registration.is_open

    def test_two_dates_added_on_one_screen_are_told_apart(self):
        page = event(dates=[soon(7)])
        form = self.form_of(page)
        (start, end) = soon(9)
        for number in (1, 2):
            form |= {
                f"dates-{number}-id": "",
                f"dates-{number}-uid": "",
                f"dates-{number}-starts_at": f"{start:%Y-%m-%d} 1{number}:00",
                f"dates-{number}-ends_at": f"{end:%Y-%m-%d} 1{number}:30",
                f"dates-{number}-note": "",
                f"dates-{number}-ORDER": str(number + 1),
            }
        form["dates-TOTAL_FORMS"] = "3"

        response = self.client.post(self.edit_url(page), form)

        assert response.status_code == 302, response.context["form"].formsets["dates"].errors
        names = [one.uid for one in Occurrence.objects.filter(event=page)]
        assert len(set(names)) == 3

    def test_repeating_writes_dates_into_the_list(self):
        page = event(dates=[soon(7)])
        until = soon(30)[0].date()

        self.save(page, repeat="weekly", repeat_until=f"{until:%Y-%m-%d}", without_public_holidays="")

        page.refresh_from_db()
        starts = [one.starts_at for one in page.dates.all()]
        assert len(starts) == 4
        assert len(set(starts)) == 4
        assert Occurrence.objects.filter(event=page).count() == 4

    def test_repeating_without_an_end_is_asked_for_and_nothing_is_lost(self):
        page = event(dates=[soon(7)])

        response = self.client.post(self.edit_url(page), {**self.form_of(page), "repeat": "weekly", "title": "Anders"})

        assert response.status_code == 200
        assert "repeat_until" in response.context["form"].errors
        assert 'value="Anders"' in response.content.decode()

    def test_event_that_people_count_on_is_neither_deleted_nor_unpublished(self):
        page = event(dates=[soon(7)])
        come(page, now=timezone.now())
        index = EventIndexPage.objects.get()

        for name, one in (("delete", page), ("unpublish", page), ("delete", index)):
            self.client.post(reverse(f"wagtailadmin_pages:{name}", args=[one.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        self.client.post(f"{bulk}?id={page.pk}")

        page.refresh_from_db()
        assert page.live

    def test_event_nobody_counts_on_can_go(self):
        page = event(dates=[soon(7)])

        self.client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

        assert not EventPage.objects.exists()

    def test_courses_and_series_have_screens_of_their_own(self):
        course = CourseOfferFactory()

        for name in ("courseoffer", "eventseries"):
            assert self.client.get(reverse(f"wagtailsnippets_events_{name}:list")).status_code == 200
        url = reverse("wagtailsnippets_events_courseoffer:edit", args=[course.pk])
        assert self.client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"contact_point": None}, "contact_point"),
        ({"place_name": "Pelmke"}, "contact_point"),  # besides a contact point
        ({"is_online": True}, "contact_point"),
        ({"is_free": False}, "cost"),
        ({"registration": RegistrationMode.ELSEWHERE}, "registration_url"),
        ({"registration_url": "javascript:alert(1)"}, "registration_url"),
        ({"slug": "kurse"}, "slug"),
        ({"capacity": 0}, "__all__"),
        ({"seats_at_most": 9}, "seats_at_most"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(fields, field):
    page = EventPage.objects.get(pk=EventPageFactory().pk)
    for name, value in fields.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError) as problem:
        page.full_clean()

    assert field in problem.value.message_dict


def test_calendar_stays_where_it_is():
    page = EventIndexPageFactory()
    page.slug = "veranstaltungen"

    with pytest.raises(ValidationError, match="/termine/"):
        page.full_clean()


def test_date_that_ends_before_it_begins_is_refused():
    page = EventPageFactory()
    start, end = soon()

    with pytest.raises(ValidationError, match="Ende muss nach dem Anfang"):
        EventDate(page=page, starts_at=end, ends_at=start).full_clean()


def test_event_in_a_contact_point_lies_in_its_district():
    point = ContactPointFactory()

    assert EventPageFactory(contact_point=point).district == point.district


def test_results_know_their_ideas():
    page = EventPageFactory()
    body = json.dumps([{"type": "idea", "value": {"title": "Kübel", "text": "", "votes": 3}, "id": "k1"}])
    results = WorkshopResultPageFactory(parent=page, body=body)

    assert results.ideas == [("k1", "Kübel")]
    assert EventIndexPageFactory.default_parent() == HomePage.objects.get()
