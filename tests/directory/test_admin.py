"""Staff care for businesses in Wagtail's admin: drafts, revisions, workflow, lock, preview, search."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from directory.models import Business, Category, District
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, ContactPointFactory, PartnerFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    call_command("setup_site")


@pytest.fixture
def staff(client):
    log_in(client, SuperuserFactory())
    return client


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Redaktion"))
    log_in(client, user)
    return client


def url(action: str, *args) -> str:
    return reverse(f"wagtailsnippets_directory_business:{action}", args=args)


def filled(**changes) -> dict:
    """What the form sends for a simple shop."""
    return {
        "name": "Öz & Söhne",
        "slug": "",
        "category": Category.objects.get(slug="baeckerei").pk,
        "tags": "Halal, Frühstück",
        "description": "Brot und Simit.",
        "street": "Lange Str.",
        "house_number": "5",
        "postcode": "58089",
        "city": "Hagen",
        "district": "",
        "latitude": "51.355",
        "longitude": "7.455",
        "wheelchair": "yes",
        "opening_hours": "Mo-Fr 09:00-18:00; PH off",
        "last_confirmed_on": "",
        "phone": "",
        "email": "",
        "website": "",
        "facebook": "",
        "instagram": "",
        "tiktok": "",
        "languages": ["de", "tr"],
        "payment_methods": ["cash"],
        "source": "staff",
        "source_reference": "",
        "go_live_at": "",
        "expire_at": "",
        "photos-TOTAL_FORMS": "0",
        "photos-INITIAL_FORMS": "0",
        "photos-MIN_NUM_FORMS": "0",
        "photos-MAX_NUM_FORMS": "1000",
        **changes,
    }


def test_new_business_is_a_draft_until_it_is_published(staff, client):
    staff.post(url("add"), filled())
    draft = Business.objects.get()

    assert (draft.live, draft.slug, draft.district.slug) == (False, "oez-soehne", "wehringhausen")
    assert staff.get("/laeden/oez-soehne/").status_code == 404

    staff.post(url("edit", draft.pk), filled(slug="oez-soehne", **{"action-publish": "1"}))

    assert staff.get("/laeden/oez-soehne/").status_code == 200
    published = Business.objects.get()
    assert (published.languages, published.payment_methods) == (["de", "tr"], ["cash"])
    assert sorted(tag.name for tag in published.tags.all()) == ["Frühstück", "Halal"]


def test_business_without_a_name_is_not_even_a_draft(staff):
    response = staff.post(url("add"), filled(name=""))

    assert response.status_code == 200
    assert Business.objects.count() == 0


def test_draft_of_a_published_business_does_not_show(staff):
    business = BusinessFactory(name="Alt", slug="alt", category=Category.objects.get(slug="baeckerei"))

    staff.post(url("edit", business.pk), filled(name="Umgetauft", slug="alt"))

    business.refresh_from_db()
    assert (business.name, business.has_unpublished_changes) == ("Alt", True)
    assert business.get_latest_revision_as_object().name == "Umgetauft"
    assert "Umgetauft" not in staff.get("/laeden/").content.decode()


def test_preview_shows_the_draft_as_visitors_will_see_it(staff):
    business = BusinessFactory(name="Alt", slug="alt", category=Category.objects.get(slug="baeckerei"))

    staff.post(url("preview_on_edit", business.pk), filled(name="So wird es", slug="alt"))
    response = staff.get(url("preview_on_edit", business.pk))

    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.get_text() == "So wird es"
    assert "Brot und Simit." in page.get_text()


def test_editor_submits_and_lead_publishes(editor, client):
    editor.post(url("add"), filled(**{"action-submit": "1"}))
    business = Business.objects.get()
    assert business.workflow_in_progress
    assert not business.live

    lead = UserFactory()
    lead.groups.add(Group.objects.get(name="Projektleitung"))
    log_in(client, lead)
    state = business.current_workflow_task_state
    client.post(
        reverse("wagtailsnippets_directory_business:workflow_action", args=[business.pk, "approve", state.pk]),
        {"comment": "Schön."},
    )

    business.refresh_from_db()
    assert business.live


def test_editor_may_not_publish(editor):
    editor.post(url("add"), filled(**{"action-publish": "1"}))

    assert not Business.objects.filter(live=True).exists()


def test_locked_business_is_not_changed(staff, editor, client):
    business = BusinessFactory(name="Fest", slug="fest", locked=True)

    client.post(url("edit", business.pk), filled(name="Anders", slug="fest"))

    business.refresh_from_db()
    assert business.get_latest_revision_as_object().name == "Fest"


def test_history_compares_two_revisions(staff):
    business = BusinessFactory(name="Alt", slug="alt", category=Category.objects.get(slug="baeckerei"))
    first = business.save_revision()
    business.name = "Neu"
    second = business.save_revision()

    response = staff.get(url("revisions_compare", business.pk, first.pk, second.pk))

    assert "Neu" in response.content.decode()
    assert staff.get(url("history", business.pk)).status_code == 200


def test_hours_that_are_not_understood_are_kept_and_said(staff):
    response = staff.post(url("add"), filled(opening_hours="wenn das Licht brennt"), follow=True)

    assert Business.objects.get().opening_hours == "wenn das Licht brennt"
    assert Business.objects.get().hours.problem in BeautifulSoup(response.content, "html.parser").get_text()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("latitude", "951.0"),
        ("latitude", ""),
        ("latitude", "abc"),
        ("latitude", "nan"),
        ("latitude", "1e999"),
        ("website", "javascript:alert(1)"),
        ("email", "keine Adresse"),
        ("languages", ["xx"]),
        ("opening_hours", "Mo " * 400),
    ],
)
def test_bad_value_keeps_the_form_and_everything_typed(staff, field, value):
    response = staff.post(url("add"), filled(**{field: value}))

    assert response.status_code == 200
    assert Business.objects.count() == 0
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find(class_="error-message") or page.find(class_="w-field__errors")
    assert page.find("input", attrs={"name": "name"})["value"] == "Öz & Söhne"
    assert page.find("textarea", attrs={"name": "description"}).get_text(strip=True) == "Brot und Simit."


def test_second_short_name_of_one_name_gets_the_street(staff):
    BusinessFactory(name="Öz & Söhne", slug="oez-soehne")

    staff.post(url("add"), filled())

    assert Business.objects.exclude(slug="oez-soehne").get().slug == "oez-soehne-lange-str"


def test_admin_finds_a_business_by_name(staff):
    BusinessFactory(name="Kiosk Sonnenschein")
    BusinessFactory(name="Apotheke")

    page = BeautifulSoup(staff.get(url("list"), {"q": "sonnenschein"}).content, "html.parser")

    assert "Kiosk Sonnenschein" in page.get_text()
    assert [row.get_text(strip=True) for row in page.select("tbody .title-wrapper")] == ["Kiosk Sonnenschein"]


@pytest.mark.parametrize("count", [1, 30])
def test_list_of_businesses_costs_the_same_for_one_and_thirty(staff, django_assert_max_num_queries, count):
    BusinessFactory.create_batch(count)
    staff.get(url("list"))

    with django_assert_max_num_queries(30):
        staff.get(url("list"))


@pytest.mark.parametrize("model", ["category", "district", "contactpoint", "partner", "businesstag"])
def test_other_snippets_can_be_listed_and_edited(staff, model):
    ContactPointFactory(district=District.objects.first())
    PartnerFactory()
    shop = BusinessFactory()
    shop.tags.add("Halal")
    shop.save()
    namespace = f"wagtailsnippets_directory_{model}"

    thing = apps.get_model("directory", model).objects.first()

    assert staff.get(reverse(f"{namespace}:list")).status_code == 200
    form = staff.get(reverse(f"{namespace}:edit", args=[thing.pk]))
    assert BeautifulSoup(form.content, "html.parser").find("form", id=True) or b"<form" in form.content


def test_table_for_download_holds_no_formula(staff):
    BusinessFactory(name='=HYPERLINK("https://x.example")', phone="+49 2331 1", live=False)

    table = staff.get(url("list"), {"export": "csv"}).getvalue().decode()

    assert table.splitlines()[1].startswith('"\'=HYPERLINK(""https://x.example"")"')
    assert ",+49 2331 1," in table
