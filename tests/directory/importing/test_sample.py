"""1,748 real objects of OpenStreetMap, with everything real data has in it."""

from __future__ import annotations

import json

import pytest

from directory.importing import import_file
from directory.importing.cleaning import clean_line
from directory.models import Business

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]


def test_real_sample_arrives_whole_and_a_second_time_changes_nothing(shared_data):
    path = shared_data / "osm_pois_sample.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]

    first = import_file(path, allow_outside=True)
    before = list(Business.objects.order_by("pk").values())
    second = import_file(path, allow_outside=True)

    assert first.read == len(features) == first.created + first.skipped
    assert (first.changed, first.unchanged) == (0, 0)
    given = [item["properties"] for item in features if item["properties"].get("opening_hours")]
    assert first.hours_given == len(given)
    assert first.hours_understood / first.hours_given >= 0.95

    # Nothing is lost: every object is a business of that name, or reported by number with the reason.
    stored = dict(Business.objects.values_list("source_reference", "name"))
    kinds = {"node": "node", "way": "way", "multipolygon": "relation"}
    reported = {message.number for message in first.messages if message.skipped}
    for number, item in enumerate(features, start=1):
        tags = item["properties"]
        name = stored.get(f"{kinds[tags['type']]}/{tags['id']}")
        assert (name is None) == (number in reported)
        assert name in (None, clean_line(tags["name"]), tags.get("brand"))
    assert {message.text for message in first.messages if message.skipped} == {"Der Name fehlt."}
    hours = dict(Business.objects.exclude(opening_hours="").values_list("source_reference", "opening_hours"))
    for tags in given:
        reference = f"{kinds[tags['type']]}/{tags['id']}"
        assert hours.get(reference) == (clean_line(tags["opening_hours"]) if reference in stored else None)

    assert (second.created, second.changed, second.skipped) == (0, 0, first.skipped)
    assert second.unchanged == first.created
    assert list(Business.objects.order_by("pk").values()) == before


def test_real_sample_lies_outside_of_hagen(shared_data):
    report = import_file(shared_data / "osm_pois_sample.geojson", dry_run=True)

    assert (report.read, report.skipped) == (1748, 1748)
    assert sum("außerhalb von Hagen" in message.text for message in report.messages) > 1700
