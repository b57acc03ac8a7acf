"""Staff see what changed, field by field in words, and decide on one page."""

from django.contrib.auth.models import Permission
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from directory.changes import base_token, save_change, submit_new
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change
from mailings.models import Message
from tests.directory.changes.workflow import start_reviewing
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, BusinessPhotoFactory, CategoryFactory
from tests.factories.pictures import PictureFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leads():
    return start_reviewing()


@pytest.fixture
def business():
    return BusinessFactory(
        name="Öz", slug="oez", phone="02331 1", description="Brot.", opening_hours="Mo-Fr 08:00-18:00"
    )


@pytest.fixture
def owner():
    return UserFactory(email="inhaberin@example.org")


@pytest.fixture
def lead(client):
    user = SuperuserFactory()
    log_in(client, user)
    return user


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_business"]))
    log_in(client, user)
    return user


def save(business, by, origin=ChangeOrigin.OWNER, **values):
    base = base_token(Business.objects.get(pk=business.pk), values)
    return save_change(business=business, values=values, base=base, by=by, origin=origin)


def address(business) -> str:
    return reverse("changes_review", args=[business.pk])


def page(client, business) -> BeautifulSoup:
    return BeautifulSoup(client.get(address(business)).content, "html.parser")


def rows(found: BeautifulSoup) -> dict[str, list[str]]:
    """First words of the heading → the cells' texts."""
    return {
        row.th.find(string=True): [" ".join(cell.stripped_strings) for cell in row.find_all("td")]
        for row in found.select(".review__table tbody tr")
    }


def seen(found: BeautifulSoup) -> str:
    return found.find("input", attrs={"name": "seen"})["value"]


def test_address_stays(business):
    assert address(business) == f"/verwaltung/aenderungen/{business.pk}/"


def test_page_shows_only_what_changes_in_words(client, business, owner, lead):
    trade = CategoryFactory(name="Konditorei", slug="konditorei")
    save(business, owner, name="Öztürk", category=trade.pk, phone="02331 1", wheelchair="yes")

    found = rows(page(client, business))

    assert [cells[0] for cells in found.values()][:2] == ["Öz", "Essen & Trinken › Bäckerei"]
    assert [cells[1].split()[0] for cells in found.values()] == ["Öztürk", "Essen", found[list(found)[2]][1].split()[0]]
    assert len(found) == 3


def test_page_shows_photos_with_their_descriptions(client, business, owner, lead):
    BusinessPhotoFactory(business=business, alt_text="Theke")
    picture = PictureFactory()
    save(business, owner, photos=[{"picture": picture.pk, "alt_text": "Schaufenster <b>"}])

    found = page(client, business)

    photos = {photo["class"][1]: photo.img["alt"] for photo in found.select(".review__photo")}
    assert photos == {"review__photo--new": "Schaufenster <b>", "review__photo--gone": "Theke"}


def test_page_says_how_far_the_place_moves(client, business, owner, lead):
    save(business, owner, latitude=51.356079, longitude=7.455)

    assert "120 m" in page(client, business).select_one(".review__note").get_text()


def test_page_of_a_new_business_shows_all_that_was_entered(client, owner, lead):
    business = submit_new(
        values={"name": "Kiosk Neu", "category": CategoryFactory().pk, "phone": "02331 9"},
        by=owner,
        origin=ChangeOrigin.OWNER,
    )

    found = rows(page(client, business))

    assert list(found.values()) == [["Kiosk Neu"], ["Essen & Trinken › Bäckerei"], ["02331 9"]]


def test_approving_here_publishes(client, business, owner, lead):
    save(business, owner, name="Öztürk")
    found = page(client, business)

    response = client.post(address(business), {"action": "approve", "seen": seen(found), "approve-comment": "Schön!"})

    assert (response.status_code, response.url) == (302, "/verwaltung/arbeitsliste/")
    business.refresh_from_db()
    assert business.name == "Öztürk"
    assert (Change.objects.get().state, Change.objects.get().reason) == (ChangeState.APPROVED, "Schön!")


def test_sending_back_here_puts_picked_and_own_words_together(client, business, owner, lead):
    save(business, owner, name="Öztürk")
    found = page(client, business)
    picked = found.select_one("#send-back input[type=checkbox]")

    client.post(
        address(business),
        {"action": "send_back", "seen": seen(found), picked["name"]: picked["value"], "send_back-own_words": "Danke!"},
    )

    reason = Change.objects.get().reason
    assert Change.objects.get().state == ChangeState.SENT_BACK
    assert reason.splitlines()[-1] == "Danke!"
    assert len(reason.splitlines()) == 2


def test_sending_back_without_a_reason_asks_for_one(client, business, owner, lead):
    save(business, owner, name="Öztürk")

    response = client.post(address(business), {"action": "send_back", "seen": seen(page(client, business))})

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select_one("#send-back .errorlist")
    assert Change.objects.get().state == ChangeState.PENDING


def test_approving_an_old_view_shows_the_new_one(client, business, owner, lead):
    save(business, owner, name="Öztürk")
    before = seen(page(client, business))
    save(business, owner, description="Auch Simit.")

    response = client.post(address(business), {"action": "approve", "seen": before})

    found = BeautifulSoup(response.content, "html.parser")
    assert found.select_one("#approve .errorlist")
    assert len(rows(found)) == 2
    assert seen(found) != before


def test_editor_sees_but_does_not_decide(client, business, owner, editor):
    save(business, owner, name="Öztürk")

    found = page(client, business)
    answer = client.post(address(business), {"action": "approve", "seen": "1"})

    assert rows(found)
    assert found.select("#approve") == []
    assert answer.status_code in {302, 403}
    assert Change.objects.get().state == ChangeState.PENDING


def test_group_that_approves_decides(client, business, owner, leads):
    user = UserFactory()
    user.groups.add(leads)
    leads.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_business", "publish_business"])
    )
    log_in(client, User.objects.get(pk=user.pk))
    save(business, owner, name="Öztürk")

    client.post(address(business), {"action": "approve", "seen": seen(page(client, business))})

    assert Change.objects.get().state == ChangeState.APPROVED


def test_page_is_closed_to_who_has_nothing_to_do_with_businesses(client, business):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    log_in(client, user)

    assert client.get(address(business)).status_code in {302, 403}


def test_unknown_business_or_action_is_404(client, business, lead):
    assert client.get("/verwaltung/aenderungen/987654/").status_code == 404
    assert client.post(address(business), {"action": "explode"}).status_code == 404


def test_seen_and_put_back(client, business, owner, lead):
    save(business, owner, phone="02331 2")
    change = Change.objects.get()
    assert page(client, business).select(".review__live")

    refused = client.post(address(business), {"action": "put_back", "change": change.pk})
    assert BeautifulSoup(refused.content, "html.parser").select_one(".review__live .errorlist")
    client.post(
        address(business),
        {"action": "put_back", "change": change.pk, f"put-back-{change.pk}-own_words": "Falsche Nummer."},
    )

    business.refresh_from_db()
    assert business.phone == "02331 1"
    again = client.post(address(business), {"action": "seen", "change": change.pk})
    assert again.status_code == 404


def test_seen_takes_it_off_the_list(client, business, owner, lead):
    save(business, owner, phone="02331 2")

    client.post(address(business), {"action": "seen", "change": Change.objects.get().pk})

    assert Change.objects.unseen().count() == 0


def test_decided_changes_stand_in_the_history(client, business, owner, lead):
    save(business, owner, name="Öztürk")
    client.post(address(business), {"action": "approve", "seen": seen(page(client, business))})

    history = page(client, business).select_one(".change-history")

    assert history.select_one(".change-history__change--approved")
    assert [history.find("del").get_text(), history.find("ins").get_text()] == ["Öz", "Öztürk"]


def test_worklist_has_one_entry_a_business(client, business, owner, lead):
    for values in ({"name": "Öztürk"}, {"description": "Auch Simit."}, {"phone": "02331 2"}):
        save(business, owner, **values)
    newer = submit_new(values={"name": "Neu", "category": business.category_id}, by=owner, origin=ChangeOrigin.OWNER)

    found = BeautifulSoup(client.get("/verwaltung/arbeitsliste/").content, "html.parser")

    assert [link["href"] for link in found.select("#changes .worklist__link")] == [address(business), address(newer)]
    assert [link["href"] for link in found.select("#live .worklist__link")] == [f"{address(business)}#live"]
    assert found.select_one("#changes .worklist__count").get_text() == "2"


@pytest.mark.parametrize("count", [1, 30])
def test_worklist_costs_the_same_for_one_and_thirty(client, owner, lead, count, django_assert_max_num_queries):
    for business in BusinessFactory.create_batch(count):
        row = {"field": "category", "before": business.category_id, "after": business.category_id}
        for state in (ChangeState.PENDING, ChangeState.LIVE):
            Change.objects.create(business=business, by=UserFactory(), origin="owner", state=state, fields=[row])
    client.get("/verwaltung/arbeitsliste/")

    with django_assert_max_num_queries(40):
        client.get("/verwaltung/arbeitsliste/")


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_for_one_and_thirty(client, business, lead, count, django_assert_max_num_queries):
    row = {"field": "category", "before": business.category_id, "after": business.category_id}
    for _number in range(count):
        for state in (ChangeState.PENDING, ChangeState.LIVE, ChangeState.APPROVED):
            Change.objects.create(business=business, by=UserFactory(), origin="owner", state=state, fields=[row])
    client.get(address(business))

    with django_assert_max_num_queries(50):
        client.get(address(business))


@pytest.mark.parametrize(("action", "state"), [("approve", ChangeState.APPROVED), ("reject", ChangeState.SENT_BACK)])
def test_wagtails_own_buttons_have_the_same_effects(client, business, owner, lead, action, state):
    save(business, owner, name="Öztürk")
    task_state = Business.objects.get(pk=business.pk).current_workflow_task_state

    client.post(
        reverse("wagtailsnippets_directory_business:workflow_action", args=[business.pk, action, task_state.pk]),
        {"comment": "Bitte sehr."},
    )

    change = Change.objects.get()
    assert (change.state, change.decided_by, change.reason) == (state, lead, "Bitte sehr.")
    kind = "approved" if action == "approve" else "sent_back"
    assert list(Message.objects.values_list("kind", "to")) == [(f"directory.change_{kind}", owner.email)]


def test_what_editors_submit_waits_in_the_same_list(client, business, lead):
    business.name = "Öztürk"
    business.save_revision()
    business.get_workflow().start(business, UserFactory())
    listed = BeautifulSoup(client.get("/verwaltung/arbeitsliste/").content, "html.parser")
    found = page(client, business)

    client.post(address(business), {"action": "approve", "seen": seen(found)})

    assert [link["href"] for link in listed.select("#changes .worklist__link")] == [address(business)]
    assert len(rows(found)) == 1
    business.refresh_from_db()
    assert business.name == "Öztürk"


def test_message_of_a_neighbour_is_read_by_the_project_and_goes_with_the_decision(client, lead):
    category = CategoryFactory(parent=CategoryFactory())
    new = submit_new(
        values={"name": "Zebra", "category": category.pk},
        by=None,
        origin=ChangeOrigin.VISITOR,
        message="Frau Zebra hat gerade eröffnet.",
    )
    page = client.get(address(new))
    assert "Frau Zebra hat gerade eröffnet." in page.content.decode()

    client.post(address(new), {"action": "approve", "seen": page.context["seen"]})

    new.refresh_from_db()
    assert (new.live, new.description) == (True, "")
    assert Change.objects.get(business=new).message == ""


@pytest.mark.parametrize(("email", "is_offered"), [("laden@example.org", True), ("", False)])
def test_word_is_offered_only_where_somebody_reads_it(client, lead, email, is_offered):
    business = BusinessFactory(description="Brot.", email=email)
    base = base_token(business, ["description"])
    save_change(business=business, values={"description": "Neu."}, base=base, by=None, origin=ChangeOrigin.SIGNED_LINK)

    page = BeautifulSoup(client.get(address(business)).content, "html.parser")

    assert (page.select_one("[name=approve-comment]") is not None) is is_offered
