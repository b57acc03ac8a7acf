"""What an import does to the directory, and what it leaves alone."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, Task, Workflow, WorkflowTask
from wagtail.search.backends import get_search_backend

import pytest

from directory.enums import Source
from directory.importing import ImportReport, import_file
from directory.importing.apply import CHUNK
from directory.models import Business, BusinessTag, Category, DirectoryVersion
from tests.directory.importing.features import feature
from tests.factories.accounts import SuperuserFactory
from tests.factories.directory import BusinessFactory
from tests.login import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    assert report.read == report.created + report.changed + report.unchanged + report.skipped
    return report.created, report.changed, report.unchanged, report.skipped


def reasons(report: ImportReport) -> list[str]:
    return [message.text for message in report.messages if message.skipped]


def test_new_business_is_published_with_all_it_needs(geojson):
    report = import_file(geojson(feature(7, addr__street="Lange Str.", organic="yes", check_date="2026-10-26")))

    business = Business.objects.get()
    assert counts(report) == (1, 0, 0, 0)
    assert (business.name, business.slug, business.category.slug) == ("Bäckerei Kamp", "baeckerei-kamp", "baeckerei")
    assert (business.district.slug, business.last_confirmed_on) == ("wehringhausen", date(2026, 10, 26))
    assert (business.source, business.source_reference) == (Source.OSM, "node/7")
    assert [tag.name for tag in business.tags.all()] == ["Bio"]
    assert (business.live, business.has_unpublished_changes, business.locked) == (True, False, False)
    assert business.first_published_at == business.last_published_at is not None


def test_new_business_has_a_history(geojson):
    import_file(geojson(feature(7, organic="yes")))

    business = Business.objects.get()
    revision = Revision.objects.get()
    content = revision.as_object()
    assert (business.latest_revision, business.live_revision) == (revision, revision)
    assert (content.name, [tag.name for tag in content.tags.all()]) == ("Bäckerei Kamp", ["Bio"])
    assert set(ModelLogEntry.objects.for_instance(business).values_list("action", flat=True)) == {
        "wagtail.create",
        "wagtail.publish",
    }


def test_new_business_is_found_in_the_admin_and_counted_as_a_use(geojson):
    import_file(geojson(feature(7, addr__street="Lange Straße")))

    business = Business.objects.get()
    for query in ("Kamp", "Lange"):
        assert list(get_search_backend().search(query, Business)) == [business]
    assert ReferenceIndex.get_references_to(Category.objects.get(slug="baeckerei")).count() == 1


def test_changed_business_is_found_by_its_new_name(geojson):
    import_file(geojson(feature(7)))

    import_file(geojson(feature(7, name="Backhaus Kampmann")))

    assert [business.slug for business in get_search_backend().search("Kampmann", Business)] == ["baeckerei-kamp"]


def test_history_and_comparison_work_in_the_admin(geojson, client):
    log_in(client, SuperuserFactory())
    import_file(geojson(feature(7, phone="02331 111111")))
    import_file(geojson(feature(7, phone="02331 222222", organic="yes")))
    business = Business.objects.get()
    first, second = business.revisions.order_by("pk")
    base = "/verwaltung/snippets/directory/business"

    history = client.get(f"{base}/history/{business.pk}/")
    comparison = client.get(f"{base}/history/{business.pk}/revisions/compare/{first.pk}...{second.pk}/")
    edit = client.get(f"{base}/edit/{business.pk}/")

    assert [response.status_code for response in (history, comparison, edit)] == [200, 200, 200]
    assert "222222" in comparison.content.decode()


def test_second_import_of_the_same_file_changes_nothing(geojson):
    path = geojson(feature(1, organic="yes"), feature(2, name="Kiosk", shop="kiosk"))
    import_file(path)
    before = list(Business.objects.order_by("pk").values())
    mark = DirectoryVersion.current()

    report = import_file(path)

    assert counts(report) == (0, 0, 2, 0)
    assert list(Business.objects.order_by("pk").values()) == before
    assert Revision.objects.count() == 2
    assert DirectoryVersion.current() == mark


def test_change_in_the_file_arrives_in_the_published_entry(geojson):
    import_file(geojson(feature(7, phone="02331 111111", organic="yes")))
    mark = DirectoryVersion.current()

    report = import_file(
        geojson(feature(7, phone="02331 222222", delivery="yes", shop="", craft="painter", addr__street="Lange Straße"))
    )

    business = Business.objects.get()
    assert counts(report) == (0, 1, 0, 0)
    assert (business.phone, business.category.slug, business.street) == ("+49 2331 222222", "maler", "Lange Straße")
    assert [tag.name for tag in business.tags.all()] == ["Lieferdienst"]
    assert (business.live, business.has_unpublished_changes) == (True, False)
    assert business.live_revision == business.latest_revision == business.revisions.latest("pk")
    assert DirectoryVersion.current() != mark


def test_slug_and_photos_and_dates_of_publication_stay(geojson):
    import_file(geojson(feature(7)))
    first = Business.objects.get()

    import_file(geojson(feature(7, name="Backhaus Kamp")))

    business = Business.objects.get()
    assert (business.name, business.slug) == ("Backhaus Kamp", "baeckerei-kamp")
    assert (business.pk, business.first_published_at) == (first.pk, first.first_published_at)


def test_what_a_person_changed_stays(geojson):
    import_file(geojson(feature(7, phone="02331 111111", organic="yes", addr__street="Lange Straße")))
    business = Business.objects.get()
    business.phone = "+49 2331 999999"
    business.description = "Von der Inhaberin"
    business.category = Category.objects.get(slug="cafe")
    business.latitude = 51.36
    business.tags.set(["Hausgemacht"])
    business.save()
    business.save_revision().publish()

    report = import_file(
        geojson(
            feature(7, phone="02331 222222", organic="yes", delivery="yes", email="neu@kamp.de", description="Aus OSM",
                    addr__street="Lange Straße", position=[7.456, 51.356])
        )
    )  # fmt: skip

    business = Business.objects.get()
    assert counts(report) == (0, 1, 0, 0)
    assert (business.phone, business.description) == ("+49 2331 999999", "Von der Inhaberin")
    assert (business.category.slug, business.latitude, business.longitude) == ("cafe", 51.36, 7.455123)
    assert {tag.name for tag in business.tags.all()} == {"Hausgemacht", "Lieferdienst"}
    assert business.email == "neu@kamp.de"
    assert counts(import_file(geojson(feature(7, phone="02331 333333", organic="yes", delivery="yes",
        email="neu@kamp.de", addr__street="Lange Straße")))) == (0, 0, 1, 0)  # fmt: skip


def test_entry_saved_unchanged_in_the_admin_still_follows_the_file(geojson):
    import_file(geojson(feature(7, description="Zeile eins\nZeile zwei", phone="02331 111111")))
    business = Business.objects.get()
    business.description = business.description.replace("\n", "\r\n")  # as browsers send it
    business.save_revision(clean=True).publish()

    import_file(geojson(feature(7, description="Neu", phone="02331 222222")))

    business.refresh_from_db()
    assert (business.description, business.phone) == ("Neu", "+49 2331 222222")


def test_draft_keeps_its_changes_and_both_get_the_rest(geojson):
    import_file(geojson(feature(7, phone="02331 111111", email="alt@kamp.de", organic="yes")))
    draft = Business.objects.get()
    draft.phone = "+49 2331 999999"
    draft.tags.add("Hausgemacht")
    draft.save_revision()

    report = import_file(geojson(feature(7, phone="02331 222222", email="neu@kamp.de", delivery="yes", organic="yes")))

    live = Business.objects.get()
    draft = live.get_latest_revision_as_object()
    assert counts(report) == (0, 1, 0, 0)
    assert (live.phone, live.email) == ("+49 2331 222222", "neu@kamp.de")
    assert {tag.name for tag in live.tags.all()} == {"Bio", "Lieferdienst"}
    assert (live.live, live.has_unpublished_changes) == (True, True)
    assert live.live_revision != live.latest_revision
    assert (draft.phone, draft.email) == ("+49 2331 999999", "neu@kamp.de")
    assert {tag.name for tag in draft.tags.all()} == {"Bio", "Hausgemacht", "Lieferdienst"}
    live.latest_revision.publish()
    live = Business.objects.get()
    assert (live.phone, live.email, live.has_unpublished_changes) == ("+49 2331 999999", "neu@kamp.de", False)


def test_unpublished_entry_is_updated_and_stays_unpublished(geojson):
    import_file(geojson(feature(7, phone="02331 111111")))
    Business.objects.get().unpublish()

    report = import_file(geojson(feature(7, phone="02331 222222")))

    business = Business.objects.get()
    assert counts(report) == (0, 1, 0, 0)
    assert (business.live, business.phone) == (False, "+49 2331 222222")
    assert business.get_latest_revision_as_object().phone == "+49 2331 222222"


def test_entry_without_any_revision_is_updated(geojson):
    BusinessFactory(source=Source.OSM, source_reference="node/7", name="Bäckerei Kamp")

    report = import_file(geojson(feature(7, phone="02331 222222")))

    assert counts(report) == (0, 1, 0, 0)
    assert Business.objects.get().phone == "+49 2331 222222"


def test_locked_entry_is_skipped_only_when_it_would_change(geojson):
    import_file(geojson(feature(7)))
    Business.objects.update(locked=True, locked_at=timezone.now())

    assert counts(import_file(geojson(feature(7)))) == (0, 0, 1, 0)
    report = import_file(geojson(feature(7, phone="02331 222222"), feature(8)))

    assert counts(report) == (1, 0, 0, 1)
    assert reasons(report) == ["Der Eintrag ist gesperrt und wurde nicht geändert."]
    assert Business.objects.get(source_reference="node/7").phone == ""


def test_entry_in_moderation_is_left_to_its_approval(geojson):
    user = SuperuserFactory()
    workflow = Workflow.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Prüfen"), sort_order=0)
    import_file(geojson(feature(7)))
    draft = Business.objects.get()
    draft.phone = "+49 2331 999999"
    draft.save_revision()
    workflow.start(draft, user)

    report = import_file(geojson(feature(7, email="neu@kamp.de")))

    assert reasons(report) == ["Der Eintrag wird gerade freigegeben und wurde nicht geändert."]
    business = Business.objects.get()
    business.current_workflow_state.current_task_state.revision.publish(user=user)
    assert counts(import_file(geojson(feature(7, email="neu@kamp.de")))) == (0, 1, 0, 0)
    business.refresh_from_db()
    assert (business.phone, business.email) == ("+49 2331 999999", "neu@kamp.de")


def test_dry_run_counts_the_same_and_writes_nothing(geojson):
    import_file(geojson(feature(1), feature(2, name="Kiosk", shop="kiosk")))
    path = geojson(
        feature(1),
        feature(2, name="Kiosk am Eck", shop="kiosk", organic="yes"),
        feature(3, name="Neu", organic="yes"),
        feature(4, name=""),
    )
    tables = (Business, BusinessTag, Revision, ModelLogEntry, ReferenceIndex)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    mark = DirectoryVersion.current()

    dry = import_file(path, dry_run=True)

    assert counts(dry) == (1, 1, 1, 1)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert DirectoryVersion.current() == mark
    assert list(get_search_backend().search("Neu", Business)) == []
    assert import_file(path).summary() == dry.summary()


def test_rows_beyond_one_transaction_share_their_new_tags(geojson):
    path = geojson(*(feature(number, name=f"Laden {number}", organic="yes") for number in range(CHUNK + 1)))

    assert counts(import_file(path, dry_run=True)) == (CHUNK + 1, 0, 0, 0)
    assert counts(import_file(path)) == (CHUNK + 1, 0, 0, 0)
    assert BusinessTag.objects.count() == 1


def test_same_object_twice_in_a_file_is_reported(geojson):
    report = import_file(geojson(feature(7), feature(8), feature(7, name="Ein anderer Name")))

    assert counts(report) == (2, 0, 0, 1)
    assert [(message.number, message.text) for message in report.messages] == [
        (3, "Derselbe Betrieb steht schon in Objekt 1 dieser Datei.")
    ]


def test_business_somebody_entered_by_hand_is_not_doubled(geojson):
    BusinessFactory(name="Bäckerei Kamp", source=Source.OWNER, latitude=51.3552, longitude=7.4552)
    BusinessFactory(name="Kiosk", source=Source.STAFF, latitude=51.37, longitude=7.46)
    BusinessFactory(name="Bude", source=Source.DEMO)

    report = import_file(
        geojson(
            feature(1, name="Baeckerei Kamp"),
            feature(2, name="Kiosk", shop="kiosk"),  # another one, a mile away
            feature(3, name="Bude", shop="kiosk", position=[7.455, 51.355]),  # only an example stands there
        )
    )

    assert counts(report) == (2, 0, 0, 1)
    assert "eingetragen vom Betrieb selbst" in reasons(report)[0]


def test_same_house_is_the_same_place_even_without_position(table):
    BusinessFactory(
        name="Bude", source=Source.STAFF, street="Lange Str.", house_number="3", latitude=None, longitude=None
    )

    report = import_file(
        table("name;kategorie;strasse;hausnummer", "BUDE;Kiosk;Lange Str.;3", "BUDE;Kiosk;Lange Str.;5")
    )

    assert counts(report) == (1, 0, 0, 1)


def test_entry_adopted_by_staff_is_still_the_same(geojson):
    import_file(geojson(feature(7, phone="02331 111111")))
    Business.objects.update(source=Source.STAFF)

    assert counts(import_file(geojson(feature(7, phone="02331 222222")))) == (0, 1, 0, 0)


def test_tags_are_those_the_directory_has(table):
    BusinessTag.objects.create(name="Vegan")

    import_file(table("name;kategorie;merkmale", "Bude;Kiosk;VEGAN, vegan, Bio", "Büdchen;Kiosk;bio"))

    assert sorted(BusinessTag.objects.values_list("name", flat=True)) == ["Bio", "Vegan"]
    assert counts(
        import_file(table("name;kategorie;merkmale", "Bude;Kiosk;VEGAN, vegan, Bio", "Büdchen;Kiosk;bio"))
    ) == (0, 0, 2, 0)


def test_table_touches_only_its_columns(table):
    import_file(table("name;kategorie;telefon;email;referenz", "Bude;Kiosk;02331 111111;a@example.org;B1"))

    report = import_file(table("name;kategorie;telefon;referenz", "Bude;Kiosk;02331 222222;B1"))

    business = Business.objects.get()
    assert counts(report) == (0, 1, 0, 0)
    assert (business.phone, business.email) == ("+49 2331 222222", "a@example.org")
    assert counts(
        import_file(table("name;kategorie;telefon;email;referenz", "Bude;Kiosk;02331 222222;b@example.org;B1"))
    ) == (0, 1, 0, 0)


def test_chains_get_addresses_of_their_own(geojson):
    import_file(
        geojson(
            feature(1, name="Edeka", addr__street="Lange Straße"),
            feature(2, name="Edeka", addr__street="Bachstraße"),
            feature(3, name="Edeka", addr__street="Bachstraße"),
        )
    )

    assert list(Business.objects.order_by("pk").values_list("slug", flat=True)) == [
        "edeka",
        "edeka-bachstrasse",
        "edeka-2",
    ]


def test_row_the_database_refuses_is_reported_and_the_rest_goes_on(geojson):
    path = geojson(feature(1, name="Eins", organic="yes"), feature(2, name="Zwei", organic="yes"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX nobody_is_called_eins ON directory_business ((name = 'Eins')) "
                       "WHERE name = 'Eins'")  # fmt: skip
    BusinessFactory(name="Eins", source=Source.DEMO)

    report = import_file(path)

    assert counts(report) == (1, 0, 0, 1)
    assert reasons(report)[0].startswith("Die Datenbank hat den Eintrag abgelehnt")
    assert [tag.name for tag in Business.objects.get(name="Zwei").tags.all()] == ["Bio"]


def test_unchanged_rows_cost_the_same_number_of_queries_for_one_and_for_thirty(geojson):
    def queries_outside_savepoints(path) -> int:
        with CaptureQueriesContext(connection) as queries:
            import_file(path)
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    features = [feature(number, name=f"Laden {number}", organic="yes") for number in range(1, 31)]
    one, thirty = geojson(*features[:1], name="1.json"), geojson(*features, name="30.json")
    import_file(thirty)

    assert queries_outside_savepoints(one) == queries_outside_savepoints(thirty)
