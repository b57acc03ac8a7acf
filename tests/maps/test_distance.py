import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from maps.area import HAGEN
from maps.distance import distance

latitudes = st.floats(HAGEN.south, HAGEN.north)
longitudes = st.floats(HAGEN.west, HAGEN.east)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_in_hagen_is_as_exact_as_promised(latitude, longitude, other, other_longitude):
    exact = geodesic((latitude, longitude), (other, other_longitude)).meters

    assert distance(latitude, longitude, other, other_longitude) == pytest.approx(exact, rel=0.0035, abs=0.01)


def test_distance_between_the_two_market_squares():
    # Friedensstraße and Wilhelmsplatz, 1.80 km by the ellipsoid.
    assert round(distance(51.371014, 7.465005, 51.355216, 7.459229), -2) == 1800


def test_distance_to_the_opposite_side_of_the_earth_is_half_its_girth():
    assert round(distance(0.0, 0.0, 0.0, 180.0)) == 20_015_114
