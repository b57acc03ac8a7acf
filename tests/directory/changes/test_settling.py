"""A decision settles what waited and sends one mail, wherever it was made."""

from django.core.exceptions import PermissionDenied, ValidationError

from wagtail.models import WorkflowState

import pytest

from directory.changes import draft_of, save_change
from directory.changes.deciding import approve, mark_seen, put_back, send_back, state_seen
from directory.changes.saving import base_token, submit_new
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change
from mailings.models import Message
from tests.directory.changes.workflow import start_reviewing
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workflow():
    return start_reviewing()


@pytest.fixture
def lead():
    return SuperuserFactory()


@pytest.fixture
def owner():
    return UserFactory(email="inhaberin@example.org")


@pytest.fixture
def business():
    return BusinessFactory(name="Öz", slug="oez", phone="02331 1", description="Brot.", email="laden@example.org")


def save(business, by, origin=ChangeOrigin.OWNER, contact="", **values):
    base = base_token(fresh(business), values)
    return save_change(business=business, values=values, base=base, by=by, origin=origin, contact=contact)


def fresh(business) -> Business:
    return Business.objects.get(pk=business.pk)


def seen(business) -> str:
    return state_seen(fresh(business))


def states() -> list[str]:
    return list(Change.objects.order_by("pk").values_list("state", flat=True))


def mails() -> list[tuple[str, str]]:
    return sorted(Message.objects.values_list("kind", "to"))


def test_approving_publishes_and_tells_the_owner(business, owner, lead):
    save(business, owner, name="Öztürk")
    save(business, owner, description="Brot und Simit.")

    approve(business=business, by=lead, seen=seen(business), comment="Schön!")

    after = fresh(business)
    assert (after.name, after.description, after.has_unpublished_changes) == ("Öztürk", "Brot und Simit.", False)
    assert states() == [ChangeState.APPROVED, ChangeState.APPROVED]
    assert {change.decided_by for change in Change.objects.all()} == {lead}
    assert mails() == [("directory.change_approved", "inhaberin@example.org")]
    assert "Schön!" in Message.objects.get().text


def test_approving_in_wagtails_way_does_the_same(business, owner, lead):
    save(business, owner, name="Öztürk")

    fresh(business).current_workflow_task_state.approve(user=lead, comment="Gut.")

    assert states() == [ChangeState.APPROVED]
    assert (Change.objects.get().decided_by, Change.objects.get().reason) == (lead, "Gut.")
    assert mails() == [("directory.change_approved", "inhaberin@example.org")]


def test_publishing_past_the_workflow_does_the_same(business, owner, lead):
    save(business, owner, name="Öztürk")
    draft = draft_of(fresh(business))

    draft.save_revision(user=lead).publish(user=lead)

    assert states() == [ChangeState.APPROVED]
    assert Change.objects.get().decided_by == lead
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert mails() == [("directory.change_approved", "inhaberin@example.org")]


def test_what_staff_wrote_otherwise_is_adapted_and_quoted(business, owner, lead):
    save(business, owner, name="ÖZTÜRK!!!", description="Brot und Simit.")
    draft = draft_of(fresh(business))
    draft.name = "Öztürk"
    draft.save_revision(user=lead)

    approve(business=business, by=lead, seen=seen(business))

    assert states() == [ChangeState.ADAPTED]
    text = Message.objects.get().text
    assert "> ÖZTÜRK!!!" in text
    assert "> Öztürk" in text
    assert "> Brot und Simit." not in text


def test_part_changed_again_is_taken_up_in_the_later_change(business, owner, lead):
    save(business, owner, name="Eins")
    save(business, UserFactory(email="zweite@example.org"), name="Zwei")

    approve(business=business, by=lead, seen=seen(business))

    assert states() == [ChangeState.SUPERSEDED, ChangeState.APPROVED]
    assert [address for _kind, address in mails()] == ["inhaberin@example.org", "zweite@example.org"]


def test_live_at_once_decides_nothing(business, owner):
    save(business, owner, name="Öztürk")

    save(business, owner, phone="02331 2")

    assert states() == [ChangeState.PENDING, ChangeState.LIVE]
    assert mails() == []


def test_sending_back_gives_the_reason(business, owner, lead):
    save(business, owner, name="Öztürk")

    send_back(business=business, by=lead, seen=seen(business), reason="Bitte ohne Werbung.")

    assert states() == [ChangeState.SENT_BACK]
    assert fresh(business).name == "Öz"
    assert draft_of(fresh(business)).name == "Öztürk"
    assert fresh(business).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert mails() == [("directory.change_sent_back", "inhaberin@example.org")]
    assert "> Bitte ohne Werbung." in Message.objects.get().text


def test_rejecting_in_wagtail_without_a_comment_still_has_a_reason(business, owner, lead):
    save(business, owner, name="Öztürk")

    fresh(business).current_workflow_task_state.reject(user=lead)

    assert states() == [ChangeState.SENT_BACK]
    assert Change.objects.get().reason


def test_sending_back_needs_a_reason(business, owner, lead):
    save(business, owner, name="Öztürk")

    with pytest.raises(ValidationError):
        send_back(business=business, by=lead, seen=seen(business), reason="  ")

    assert states() == [ChangeState.PENDING]


def test_saving_after_it_was_sent_back_resumes_the_same_workflow(business, owner, lead):
    save(business, owner, name="Öztürk")
    send_back(business=business, by=lead, seen=seen(business), reason="Bitte ohne Werbung.")

    save(business, owner, name="Öz & Töchter")
    approve(business=business, by=lead, seen=seen(business))

    assert WorkflowState.objects.count() == 1
    assert states() == [ChangeState.SENT_BACK, ChangeState.APPROVED]
    assert fresh(business).name == "Öz & Töchter"
    assert len(mails()) == 2


def test_nobody_approves_what_came_after_they_looked(business, owner, lead):
    save(business, owner, name="Öztürk")
    looked = seen(business)
    save(business, owner, description="Unanständiges.")

    with pytest.raises(ValidationError):
        approve(business=business, by=lead, seen=looked)

    assert fresh(business).name == "Öz"


def test_only_approvers_decide(business, owner, workflow):
    save(business, owner, name="Öztürk")
    somebody, approver = UserFactory(), UserFactory()
    approver.groups.add(workflow)

    for decide in (approve, send_back):
        with pytest.raises(PermissionDenied):
            decide(
                business=business, by=somebody, seen=seen(business), **({"reason": "x"} if decide is send_back else {})
            )
    send_back(business=business, by=approver, seen=seen(business), reason="Bitte anders.")

    assert states() == [ChangeState.SENT_BACK]


def test_without_a_workflow_whoever_may_publish_decides(business, owner, lead):
    Business.get_default_workflow().workflow_content_types.all().delete()
    save(business, owner, name="Öztürk")

    approve(business=business, by=lead, seen=seen(business))

    assert fresh(business).name == "Öztürk"
    assert states() == [ChangeState.APPROVED]


def test_each_decision_writes_once(business, owner, lead):
    for name in ("Eins", "Zwei"):
        save(business, owner, name=name)
        approve(business=business, by=lead, seen=seen(business))

    assert len(mails()) == 2


def test_signed_link_is_answered_where_the_reminder_went(business, lead):
    save(business, None, origin=ChangeOrigin.SIGNED_LINK, description="Neu.")

    approve(business=business, by=lead, seen=seen(business))

    assert mails() == [("directory.change_approved", "laden@example.org")]


def test_visitor_is_answered_where_they_left_an_address_and_it_is_forgotten(business, lead):
    save(business, None, origin=ChangeOrigin.VISITOR, contact="gast@example.org", description="Neu.")
    save(business, None, origin=ChangeOrigin.VISITOR, website="https://example.org")

    approve(business=business, by=lead, seen=seen(business))

    assert mails() == [("directory.change_approved", "gast@example.org")]
    assert set(Change.objects.values_list("contact", flat=True)) == {""}


def test_owner_of_a_new_business_hears_that_it_is_there(owner, lead):
    business = submit_new(
        values={"name": "Kiosk Neu", "category": CategoryFactory().pk}, by=owner, origin=ChangeOrigin.OWNER
    )

    approve(business=business, by=lead, seen=seen(business))

    assert fresh(business).live
    assert "Kiosk Neu" in Message.objects.get().subject


def test_new_business_that_is_sent_back_stays_hidden(owner, lead):
    business = submit_new(
        values={"name": "Kiosk Neu", "category": CategoryFactory().pk}, by=owner, origin=ChangeOrigin.OWNER
    )

    send_back(business=business, by=lead, seen=seen(business), reason="Den gibt es schon.")

    assert not fresh(business).live
    assert states() == [ChangeState.SENT_BACK]


def test_seen_leaves_the_list(business, owner, lead):
    save(business, owner, phone="02331 2")

    mark_seen(change=Change.objects.get(), by=lead)

    assert Change.objects.unseen().count() == 0
    assert (Change.objects.get().seen_by, Change.objects.get().state) == (lead, ChangeState.LIVE)


def test_putting_back_restores_the_value_and_tells_why(business, owner, lead):
    save(business, owner, name="Öztürk")
    save(business, owner, phone="0190 6")

    put_back(change=Change.objects.get(state=ChangeState.LIVE), by=lead, reason="Das ist nicht Ihre Nummer.")

    assert (fresh(business).phone, draft_of(fresh(business)).phone) == ("02331 1", "02331 1")
    assert (fresh(business).name, draft_of(fresh(business)).name) == ("Öz", "Öztürk")
    assert states() == [ChangeState.PENDING, ChangeState.SENT_BACK]
    assert mails() == [("directory.change_reset", "inhaberin@example.org")]
    assert Change.objects.unseen().count() == 0


def test_putting_back_never_undoes_what_came_after(business, owner, lead):
    save(business, owner, phone="02331 2")
    first = Change.objects.get()
    save(business, owner, phone="02331 3")

    with pytest.raises(ValidationError):
        put_back(change=first, by=lead, reason="Falsch.")

    assert fresh(business).phone == "02331 3"


def test_older_revision_made_public_settles_nothing_newer(business, owner, lead):
    old = business.save_revision(user=lead)
    save(business, owner, name="Öztürk")

    old.publish(user=lead)

    assert states() == [ChangeState.PENDING]


def test_owners_never_wait_for_a_mail_to_the_staff(business, owner, lead, workflow, mailoutbox):
    lead.groups.add(workflow)

    save(business, owner, name="Öztürk")
    assert mailoutbox == []

    fresh(business).current_workflow_task_state.reject(user=SuperuserFactory(), comment="Bitte anders.")
    assert mailoutbox == []


def test_what_staff_submit_is_told_as_wagtail_does(business, lead, workflow, mailoutbox):
    lead.groups.add(workflow)
    business.save_revision()

    business.get_workflow().start(business, UserFactory())

    assert {mail.to[0] for mail in mailoutbox} == {lead.email}
