"""Owners save: merged with what others did, kept as a draft for the project, safe parts public at once."""

from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone

from wagtail.models import TaskState, WorkflowState

import pytest

from directory.changes import base_token, draft_of, save_change, submit_new, withdraw_change
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change, DirectoryVersion
from tests.directory.changes.workflow import start_reviewing
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, CategoryFactory
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workflow():
    start_reviewing()


@pytest.fixture
def business():
    return BusinessFactory(
        name="Bäckerei Öz",
        slug="baeckerei-oez",
        phone="02331 1",
        opening_hours="Mo-Fr 08:00-18:00",
        description="Brot.",
        street="Lange Straße",
        house_number="5",
        postcode="58089",
    )


@pytest.fixture
def owner():
    return UserFactory()


def save(business, by, base=None, origin=ChangeOrigin.OWNER, **values):
    base = base_token(Business.objects.get(pk=business.pk), values) if base is None else base
    return save_change(business=business, values=values, base=base, by=by, origin=origin)


def fresh(business) -> Business:
    return Business.objects.get(pk=business.pk)


def test_change_waits_in_the_workflow(business, owner):
    outcome = save(business, owner, name="Bäckerei Öztürk")

    assert (outcome.state, outcome.review_fields, outcome.live_fields) == ("saved", ["name"], [])
    assert fresh(business).name == "Bäckerei Öz"
    assert draft_of(fresh(business)).name == "Bäckerei Öztürk"
    assert fresh(business).current_workflow_task_state.revision == fresh(business).latest_revision
    change = Change.objects.get()
    assert (change.state, change.by, change.revision) == (ChangeState.PENDING, owner, fresh(business).latest_revision)
    assert change.fields == [{"field": "name", "before": "Bäckerei Öz", "after": "Bäckerei Öztürk"}]


def test_several_saves_gather_in_one_workflow(business, owner):
    save(business, owner, name="Eins")
    save(business, UserFactory(), description="Brot und Simit.")
    save(business, owner, origin=ChangeOrigin.SIGNED_LINK, website="https://example.org")

    assert WorkflowState.objects.count() == 1
    assert TaskState.objects.get().revision == fresh(business).latest_revision
    assert [row["field"] for change in Change.objects.order_by("pk") for row in change.fields] == [
        "name",
        "description",
        "website",
    ]


def test_nothing_changed_leaves_no_trace(business, owner):
    outcome = save(business, owner, name="Bäckerei Öz ", phone="02331 1")

    assert outcome.state == "unchanged"
    assert Change.objects.count() == 0
    assert fresh(business).latest_revision is None


def test_safe_parts_go_live_at_once(business, owner):
    mark = DirectoryVersion.current()

    outcome = save(business, owner, opening_hours="Mo-Sa 08:00-18:00")

    after = fresh(business)
    assert (outcome.live_fields, outcome.review_fields) == (["opening_hours"], [])
    assert (after.opening_hours, after.last_confirmed_on) == ("Mo-Sa 08:00-18:00", timezone.localdate())
    assert (after.has_unpublished_changes, after.live_revision) == (False, after.latest_revision)
    assert WorkflowState.objects.count() == 0
    assert DirectoryVersion.current() != mark
    assert Change.objects.get().state == ChangeState.LIVE


def test_safe_parts_go_live_while_others_are_under_review(business, owner):
    save(business, owner, name="Bäckerei Öztürk")
    state = WorkflowState.objects.get()

    save(business, owner, phone="02331 2", description="Brot und Simit.")

    after = fresh(business)
    draft = draft_of(after)
    assert (after.name, after.phone, after.description) == ("Bäckerei Öz", "02331 2", "Brot.")
    assert (draft.name, draft.phone, draft.description) == ("Bäckerei Öztürk", "02331 2", "Brot und Simit.")
    assert (after.current_workflow_state, after.has_unpublished_changes) == (state, True)
    assert after.current_workflow_task_state.revision == after.latest_revision
    assert after.live_revision != after.latest_revision


def test_approval_does_not_bring_back_old_hours(business, owner):
    save(business, owner, name="Bäckerei Öztürk")
    save(business, owner, opening_hours="Mo-Sa 07:00-12:00")

    fresh(business).current_workflow_task_state.approve(user=SuperuserFactory())

    after = fresh(business)
    assert (after.name, after.opening_hours) == ("Bäckerei Öztürk", "Mo-Sa 07:00-12:00")
    assert after.has_unpublished_changes is False


@pytest.mark.parametrize("origin", [ChangeOrigin.VISITOR, ChangeOrigin.SIGNED_LINK])
def test_who_is_not_logged_in_puts_nothing_live(business, origin):
    outcome = save(business, None, origin=origin, phone="110")

    assert (outcome.live_fields, outcome.review_fields) == ([], ["phone"])
    assert fresh(business).phone == "02331 1"


def test_hours_nobody_understands_wait(business, owner):
    outcome = save(business, owner, opening_hours="wenn das Licht brennt")

    assert outcome.review_fields == ["opening_hours"]


@pytest.mark.parametrize("changes", [{"live": False}, {"locked": True}])
def test_hidden_or_locked_entry_changes_only_its_draft(owner, changes):
    business = BusinessFactory(phone="02331 1", **changes)

    outcome = save(business, owner, phone="02331 2")

    assert outcome.live_fields == []
    assert draft_of(fresh(business)).phone == "02331 2"


@override_settings(DIRECTORY_LIVE_AT_ONCE=[])
def test_nothing_goes_live_at_once_where_the_project_wants_it_so(business, owner):
    assert save(business, owner, phone="02331 2").review_fields == ["phone"]


def test_disjoint_changes_merge(business, owner):
    base = base_token(business, ["name", "description", "tags"])
    save(business, UserFactory(), base=base, description="Von nebenan.", name="Bäckerei Öz", tags=[])

    outcome = save(business, owner, base=base, name="Öz", description="Brot.", tags=["Halal"])

    draft = draft_of(fresh(business))
    assert outcome.state == "saved"
    assert (draft.name, draft.description) == ("Öz", "Von nebenan.")
    assert [item.tag.name for item in draft.tagged_items.all()] == ["Halal"]


def test_same_part_twice_is_a_conflict_and_saves_nothing(business, owner):
    base = base_token(business, ["name", "description"])
    save(business, UserFactory(), base=base, name="Ihrer", description="Brot.")

    outcome = save(business, owner, base=base, name="Meiner", description="Ganz neu.")

    assert outcome.state == "conflict"
    conflict = outcome.conflicts[0]
    assert (conflict.field, conflict.base, conflict.theirs, conflict.mine) == (
        "name",
        "Bäckerei Öz",
        "Ihrer",
        "Meiner",
    )
    assert conflict.words(conflict.theirs) == ["Ihrer"]
    assert (draft_of(fresh(business)).name, draft_of(fresh(business)).description) == ("Ihrer", "Brot.")
    assert Change.objects.count() == 1


def test_saving_again_after_a_conflict_decides_it(business, owner):
    base = base_token(business, ["name"])
    save(business, UserFactory(), base=base, name="Ihrer")
    conflict = save(business, owner, base=base, name="Meiner")

    outcome = save(business, owner, base=conflict.base, name="Meiner")

    assert outcome.state == "saved"
    assert draft_of(fresh(business)).name == "Meiner"


def test_equal_changes_are_no_conflict(business, owner):
    base = base_token(business, ["name"])
    save(business, UserFactory(), base=base, name="Gleich")

    assert save(business, owner, base=base, name="Gleich").state == "unchanged"


@pytest.mark.parametrize("base", ["", "kaputt", "a:b:c"])
def test_missing_or_broken_base_overwrites_nothing(business, owner, base):
    outcome = save(business, owner, base=base, name="Meiner")

    assert outcome.state == "conflict"
    assert draft_of(fresh(business)).name == "Bäckerei Öz"


def test_base_of_another_business_is_none(business, owner):
    other = BusinessFactory(name="Andere")

    assert save(business, owner, base=base_token(other, ["name"]), name="Meiner").state == "conflict"


def test_address_is_one_thing(business, owner):
    base = base_token(business, ["street"])
    save(business, UserFactory(), base=base, street="Lange Straße", house_number="7")

    outcome = save(business, owner, base=base, street="Bergstraße", house_number="5")

    assert [conflict.field for conflict in outcome.conflicts] == ["address"]
    assert outcome.conflicts[0].fields == ("street", "house_number", "postcode", "city")


def test_photos_merge_by_picture(business, owner):
    first, second, third = PictureFactory.create_batch(3)
    photos = [{"picture": first.pk, "alt_text": "Theke"}]
    save(business, owner, photos=photos)
    base = base_token(fresh(business), ["photos"])
    save(business, owner, base=base, photos=[*photos, {"picture": second.pk, "alt_text": "Tür"}])

    save(business, owner, base=base, photos=[{"picture": third.pk, "alt_text": "Hof"}, *photos])

    captions = [photo.alt_text for photo in draft_of(fresh(business)).photos.all()]
    assert captions == ["Hof", "Theke", "Tür"]


def test_published_photos_keep_their_rows(business, owner):
    picture = PictureFactory()
    save(business, owner, photos=[{"picture": picture.pk, "alt_text": "Theke"}])
    fresh(business).current_workflow_task_state.approve(user=SuperuserFactory())
    row = fresh(business).photos.get()

    save(business, owner, photos=[{"picture": picture.pk, "alt_text": "Theke mit Brot"}])
    fresh(business).current_workflow_task_state.approve(user=SuperuserFactory())

    assert fresh(business).photos.get().pk == row.pk
    assert fresh(business).photos.get().alt_text == "Theke mit Brot"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "keine Adresse"}, "email"),
        ({"latitude": 951.0, "longitude": 7.4}, "__all__"),
        ({"name": ""}, "name"),
        ({"photos": [{"picture": 0, "alt_text": "Nichts"}]}, "photos"),
    ],
)
def test_values_the_model_may_not_hold_are_refused(business, owner, values, field):
    with pytest.raises(ValidationError) as error:
        save(business, owner, **values)

    assert list(error.value.message_dict) == [field]
    assert Change.objects.count() == 0


def test_import_keeps_its_memory(business, owner):
    Business.objects.filter(pk=business.pk).update(imported_values={"name": "Bäckerei Öz"})

    save(business, owner, phone="02331 2", name="Neu")
    Business.objects.filter(pk=business.pk).update(imported_values={"name": "Später"})
    fresh(business).current_workflow_task_state.approve(user=SuperuserFactory())

    assert fresh(business).imported_values == {"name": "Später"}


def test_without_a_workflow_the_change_is_kept(business, owner):
    Business.get_default_workflow().workflow_content_types.all().delete()

    save(business, owner, name="Neu")

    assert draft_of(fresh(business)).name == "Neu"
    assert Change.objects.pending().count() == 1


def test_new_business_waits_unpublished(owner):
    category = CategoryFactory()

    business = submit_new(
        values={"name": "Kiosk Neu", "category": category.pk, "tags": ["Post"], "phone": "02331 9"},
        by=owner,
        origin=ChangeOrigin.OWNER,
    )

    assert (business.live, business.slug, business.workflow_in_progress) == (False, "kiosk-neu", True)
    assert [tag.name for tag in fresh(business).tags.all()] == ["Post"]
    assert {row["field"] for row in Change.objects.get().fields} == {"name", "category", "tags", "phone"}
    fresh(business).current_workflow_task_state.approve(user=SuperuserFactory())
    assert fresh(business).live


def test_new_business_of_a_known_name_gets_another_slug(business, owner):
    category = CategoryFactory()

    created = submit_new(values={"name": "Bäckerei Öz", "category": category.pk}, by=owner, origin=ChangeOrigin.VISITOR)

    assert created.slug != business.slug


def test_new_business_needs_a_name_and_a_category(owner):
    with pytest.raises(ValidationError) as error:
        submit_new(values={"name": ""}, by=owner, origin=ChangeOrigin.OWNER)

    assert set(error.value.message_dict) == {"name", "category"}
    assert Business.objects.count() == 0


def test_withdrawing_takes_back_what_waits(business, owner):
    save(business, owner, name="Neu", phone="02331 2")
    save(business, owner, name="Noch neuer", description="Anders.")

    assert withdraw_change(business=business, by=owner) == 2

    after = fresh(business)
    assert (after.has_unpublished_changes, after.workflow_in_progress, after.phone) == (False, False, "02331 2")
    assert draft_of(after).name == "Bäckerei Öz"
    assert set(Change.objects.values_list("state", flat=True)) == {ChangeState.WITHDRAWN, ChangeState.LIVE}


def test_withdrawing_leaves_what_staff_wrote(business, owner):
    save(business, owner, name="Neu")
    draft = draft_of(fresh(business))
    draft.description = "Vom Projekt."
    draft.save_revision(user=UserFactory())

    withdraw_change(business=business, by=owner)

    assert (draft_of(fresh(business)).name, draft_of(fresh(business)).description) == ("Bäckerei Öz", "Vom Projekt.")
    assert fresh(business).has_unpublished_changes
