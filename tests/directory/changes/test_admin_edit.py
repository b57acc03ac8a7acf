"""Staff edit in Wagtail's form while an owner saves: nothing is overwritten silently, whichever button is pressed."""

import json

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from directory.changes import base_token, draft_of, save_change
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change
from tests.directory.changes.workflow import start_reviewing
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, BusinessPhotoFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workflow():
    start_reviewing()


@pytest.fixture
def business():
    business = BusinessFactory(
        name="Öz", slug="oez", phone="02331 1", description="Brot.", street="Lange Straße", house_number="5"
    )
    business.save_revision().publish()
    return business


@pytest.fixture
def staff(client):
    log_in(client, SuperuserFactory())
    return client


def url(action: str, *args) -> str:
    return reverse(f"wagtailsnippets_directory_business:{action}", args=args)


def save(business, **values):
    base = base_token(fresh(business), values)
    return save_change(business=business, values=values, base=base, by=UserFactory(), origin=ChangeOrigin.OWNER)


def fresh(business) -> Business:
    return Business.objects.get(pk=business.pk)


def draft(business) -> Business:
    return draft_of(fresh(business))


def form_of(client, business) -> dict:
    """Every field of the form as the browser would send it back."""
    page = BeautifulSoup(client.get(url("edit", business.pk)).content, "html.parser")
    return fields_in(page)


def fields_in(page: BeautifulSoup) -> dict:
    form = page.find("input", attrs={"name": "slug"}).find_parent("form")
    data: dict = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or "__prefix__" in name:
            continue
        if field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True)
            data[name] = chosen["value"] if chosen else ""
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        else:
            data[name] = field.get("value", "")
    return data


def post(client, business, data: dict, **changes):
    return client.post(url("edit", business.pk), {**data, **changes})


def errors(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


def test_form_carries_what_it_showed(staff, business):
    assert form_of(staff, business)["base"]


def test_form_without_anything_in_between_saves_as_ever(staff, business):
    post(staff, business, form_of(staff, business), name="Öztürk")

    assert (fresh(business).name, draft(business).name) == ("Öz", "Öztürk")


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}])
def test_owners_change_in_between_is_kept(staff, business, action):
    data = form_of(staff, business)
    save(business, description="Brot und Simit.", phone="02331 2")

    response = post(staff, business, data, name="Öztürk", **action)

    assert response.status_code == 302
    after = draft(business)
    assert (after.name, after.description, after.phone) == ("Öztürk", "Brot und Simit.", "02331 2")
    assert fresh(business).phone == "02331 2"


def test_publishing_an_old_form_saves_both_and_publishes_nothing_unseen(staff, business):
    data = form_of(staff, business)
    save(business, description="Brot und Simit.")

    response = post(staff, business, data, name="Öztürk", **{"action-publish": "1"})

    assert [message.level_tag for message in get_messages(response.wsgi_request)][:1] == ["warning"]
    assert (draft(business).name, draft(business).description) == ("Öztürk", "Brot und Simit.")
    assert (fresh(business).name, fresh(business).description) == ("Öz", "Brot.")
    assert Change.objects.get().state == ChangeState.PENDING
    post(staff, business, form_of(staff, business), **{"action-publish": "1"})
    assert (fresh(business).name, fresh(business).description) == ("Öztürk", "Brot und Simit.")
    assert Change.objects.get().state == ChangeState.APPROVED


def test_publishing_an_old_form_does_not_bring_back_old_hours(staff, business):
    data = form_of(staff, business)
    save(business, opening_hours="Mo-Fr 08:00-18:00")

    post(staff, business, data, name="Öztürk", **{"action-publish": "1"})
    post(staff, business, form_of(staff, business), **{"action-publish": "1"})

    assert (fresh(business).name, fresh(business).opening_hours) == ("Öztürk", "Mo-Fr 08:00-18:00")


def test_approving_with_changes_an_old_form_approves_nothing_unseen(staff, business):
    save(business, name="Öztürk")
    data = form_of(staff, business)
    save(business, description="Unanständiges.")
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    post(staff, business, data, name="Öztürk Brot", **approve)

    assert fresh(business).name == "Öz"
    assert (draft(business).name, draft(business).description) == ("Öztürk Brot", "Unanständiges.")
    post(staff, business, form_of(staff, business), description="Brot.", **approve)
    assert (fresh(business).name, fresh(business).description) == ("Öztürk Brot", "Brot.")
    assert set(Change.objects.values_list("state", flat=True)) == {ChangeState.ADAPTED}


def test_same_field_twice_shows_both_and_saves_nothing(staff, business):
    data = form_of(staff, business)
    save(business, name="Öztürk")
    revision = fresh(business).latest_revision

    response = post(staff, business, data, name="Oez", description="Feines Brot.")

    assert response.status_code == 200
    assert "Öztürk" in errors(response)
    shown = fields_in(BeautifulSoup(response.content, "html.parser"))
    assert (shown["name"], shown["description"]) == ("Oez", "Feines Brot.")
    assert fresh(business).latest_revision == revision
    post(staff, business, shown)
    assert (draft(business).name, draft(business).description) == ("Oez", "Feines Brot.")


def test_third_value_after_a_shown_conflict_is_a_conflict_again(staff, business):
    data = form_of(staff, business)
    save(business, name="Zwei")
    shown = fields_in(BeautifulSoup(post(staff, business, data, name="Drei").content, "html.parser"))
    save(business, name="Vier")

    response = post(staff, business, shown)

    assert response.status_code == 200
    assert "Vier" in errors(response)
    assert draft(business).name == "Vier"


def test_address_is_one_thing(staff, business):
    data = form_of(staff, business)
    save(business, house_number="7")

    response = post(staff, business, data, street="Bergstraße")

    assert response.status_code == 200
    assert draft(business).street_line == "Lange Straße 7"


def test_photos_come_together(staff, business):
    first = BusinessPhotoFactory(business=business, alt_text="Theke", sort_order=0)
    second = BusinessPhotoFactory(business=business, alt_text="Tür", sort_order=1)
    data = form_of(staff, business)
    save(business, photos=[{"picture": second.picture_id, "alt_text": "Tür"}])

    post(staff, business, data, **{"photos-1-alt_text": "Die blaue Tür"})

    photos = [(photo.picture_id, photo.alt_text) for photo in draft(business).photos.all()]
    assert photos == [(second.picture_id, "Die blaue Tür")]
    assert first.picture_id != second.picture_id


def test_photo_described_twice_is_shown(staff, business):
    photo = BusinessPhotoFactory(business=business, alt_text="Theke", sort_order=0)
    data = form_of(staff, business)
    save(business, photos=[{"picture": photo.picture_id, "alt_text": "Theke mit Brot"}])

    response = post(staff, business, data, **{"photos-0-alt_text": "Theke mit Simit"})

    assert response.status_code == 200
    shown = fields_in(BeautifulSoup(response.content, "html.parser"))
    post(staff, business, shown)
    assert [photo.alt_text for photo in draft(business).photos.all()] == ["Theke mit Simit"]


def test_tags_come_together(staff, business):
    business.tags.add("Alt")
    business.save()
    data = form_of(staff, business)
    save(business, tags=["Alt", "Vom Inhaber"])

    post(staff, business, data, tags="Alt, Vom Projekt")

    assert sorted(item.tag.name for item in draft(business).tagged_items.all()) == ["Alt", "Vom Inhaber", "Vom Projekt"]


def test_draft_of_a_hidden_entry_merges_too(staff):
    business = BusinessFactory(name="Öz", slug="oez", live=False, description="Brot.")
    data = form_of(staff, business)
    save(business, description="Brot und Simit.")

    post(staff, business, data, name="Öztürk")

    assert (draft(business).name, draft(business).description) == ("Öztürk", "Brot und Simit.")
    assert fresh(business).name == "Öztürk"


def in_background(client, business, data: dict, **changes):
    return client.post(url("edit", business.pk), {**data, **changes}, headers={"accept": "application/json"})


def test_saving_in_the_background_goes_on_from_its_own_revision(staff, business):
    data = form_of(staff, business)
    first = in_background(staff, business, data, name="Öztür").json()
    data |= {**first["field_updates"], "overwrite_revision_id": first["revision_id"]}

    second = in_background(staff, business, data, name="Öztürk").json()
    post(staff, business, {**data, **second["field_updates"]}, name="Öztürk & Co")

    assert (first["success"], second["success"], draft(business).name) == (True, True, "Öztürk & Co")


def test_saving_in_the_background_never_overwrites_an_owner(staff, business):
    data = form_of(staff, business)
    first = in_background(staff, business, data, name="Öztürk").json()
    data |= {**first["field_updates"], "overwrite_revision_id": first["revision_id"]}
    save(business, description="Brot und Simit.")

    refused = in_background(staff, business, data, name="Öztürk & Co")
    pressed = post(staff, business, data, name="Öztürk & Co")

    assert json.loads(refused.content)["success"] is False
    assert pressed.status_code == 302
    assert (draft(business).name, draft(business).description) == ("Öztürk & Co", "Brot und Simit.")


@pytest.mark.parametrize("base", ["", "kaputt"])
def test_form_without_a_base_is_wagtails_own(staff, business, base):
    data = form_of(staff, business)

    post(staff, business, data, base=base, name="Öztürk")

    assert draft(business).name == "Öztürk"


def test_editor_links_to_what_owners_changed(staff, business):
    page = staff.get(url("edit", business.pk)).content.decode()

    assert reverse("changes_review", args=[business.pk]) in page
