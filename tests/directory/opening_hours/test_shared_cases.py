"""Facts that others worked out: three engines' agreement, and real values with all their dirt."""

from collections import Counter

from directory.opening_hours import Interval, normalise, parse
from tests.directory.opening_hours.moments import berlin
from tests.directory.opening_hours.shared_data import shared_json

YEAR = berlin("2026-01-01T00:00"), berlin("2027-01-01T00:00")


def _row(interval: Interval) -> tuple[str, str, str, str | None]:
    start, end = (f"{moment:%Y-%m-%dT%H:%M}" for moment in (interval.start, interval.end))
    return start, end, interval.state.name.lower(), interval.comment or None


def test_intervals_of_the_agreed_cases_are_exactly_those_of_three_engines():
    for case in shared_json("opening_hours_cases.json")["cases"]:
        intervals = parse(case["value"]).intervals(berlin(case["from"]), berlin(case["to"]))

        expected = [(span["from"], span["to"], span["state"], span["comment"]) for span in case["expected"]]
        assert [_row(interval) for interval in intervals] == expected, case["value"]


def _real_values() -> Counter[str]:
    places = shared_json("osm_pois_sample.geojson")["features"]
    return Counter(hours for place in places if (hours := place["properties"].get("opening_hours")))


def test_real_values_are_all_understood_but_two():
    values = _real_values()

    refused = {value for value in values if not parse(value).understood}

    assert refused == {"Neueröffnung im Februar 2024", "unsigned"}
    assert sum(values.values()) - sum(values[value] for value in refused) == 1203


def test_canonical_spelling_of_real_values_means_the_same():
    for value in _real_values():
        hours, canonical = parse(value), parse(normalise(value))

        assert canonical.understood is hours.understood, value
        assert normalise(canonical.raw) == canonical.raw, value
        if hours.understood:
            assert canonical.intervals(*YEAR) == hours.intervals(*YEAR), value
