import pytest

from directory.importing.cleaning import RowNotUsable
from directory.importing.osm import entry_from_osm, osm_reference
from tests.directory.importing.features import HERE, feature


def values(around, **tags):
    return entry_from_osm(feature(**tags), around).values


def test_object_becomes_an_entry(around):
    entry = entry_from_osm(
        feature(
            42,
            name=" Bäckerei  Kamp ",
            addr__street="Lange Str.",
            addr__housenumber="12a-14",
            addr__postcode="58089",
            contact__phone="02331 123456; 02331 99",
            contact__email="info@kamp.de",
            contact__website="www.kamp.de",
            contact__instagram="@kamp",
            opening_hours="Mo-Sa 06:00-18:00; PH off",
            wheelchair="designated",
            payment__cash="yes",
            payment__visa="yes",
            payment__apple_pay="no",
            language__tr="yes",
            language__de="main",
            language__en="no",
            description="Brot\nund Brötchen",
            check_date="2026-10-26",
            organic="only",
            delivery="Tu-Su 17:00-21:00",
            takeaway="no",
            cuisine="cake; Italian;vermutlich",
        ),
        around,
    )

    assert (entry.source, entry.reference, entry.notes) == ("osm", "node/42", [])
    assert entry.values == {
        "name": "Bäckerei Kamp",
        "category": "baeckerei",
        "district": "wehringhausen",
        "latitude": 51.355123,
        "longitude": 7.455123,
        "street": "Lange Str.",
        "house_number": "12a-14",
        "postcode": "58089",
        "city": "Hagen",
        "phone": "+49 2331 123456",
        "email": "info@kamp.de",
        "website": "https://www.kamp.de",
        "facebook": "",
        "instagram": "https://www.instagram.com/kamp",
        "tiktok": "",
        "opening_hours": "Mo-Sa 06:00-18:00; PH off",
        "wheelchair": "yes",
        "payment_methods": ["cash", "credit_card"],
        "languages": ["de", "tr"],
        "description": "Brot\nund Brötchen",
        "last_confirmed_on": "2026-10-26",
        "tags": ["Kuchen", "Italienisch", "Bio", "Lieferdienst"],
    }


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"amenity": "cafe"}, "baeckerei"),  # beside shop=bakery, which is more specific
        ({"shop": "cafe;bakery"}, "baeckerei"),
        ({"shop": "unheard_of", "amenity": "cafe"}, "cafe"),
        ({"shop": "unheard_of"}, "laden"),
        ({"shop": "vacant", "office": "unheard_of"}, "buero"),
        ({"shop": "", "healthcare": "unheard_of", "amenity": "pharmacy"}, "apotheke"),
    ],
)
def test_category_is_found_by_the_most_specific_tag(around, tags, category):
    assert values(around, **tags)["category"] == category


@pytest.mark.parametrize("tags", [{"shop": "vacant"}, {"shop": "", "amenity": "bench"}, {"shop": ""}, {"shop": ["x"]}])
def test_object_without_a_category_is_skipped_with_what_it_is(around, tags):
    with pytest.raises(RowNotUsable, match="passt keine Kategorie"):
        values(around, **tags)


@pytest.mark.parametrize(
    ("tags", "name"),
    [
        ({"name": "Unnamed", "brand": "EDEKA"}, "EDEKA"),
        ({"name": None, "name__de": "Salve"}, "Salve"),
        ({"name": 'Horses, Cars & Stars <"'}, 'Horses, Cars & Stars <"'),
    ],
)
def test_name_is_what_the_sign_says(around, tags, name):
    assert values(around, **tags)["name"] == name


@pytest.mark.parametrize(
    "tags", [{"name": "Unnamed"}, {"name": " "}, {"name": {"de": "x"}}, {"name": "Unnamed", "operator": "Stadt"}]
)
def test_object_without_a_name_is_skipped(around, tags):
    with pytest.raises(RowNotUsable, match="Name"):
        values(around, **tags)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [7.4]},
        {"type": "Point", "coordinates": ["7.455", "51.355"]},
        {"type": "Point", "coordinates": [[7.455, 51.355]]},
        {"type": "Point", "coordinates": {"x": 1}},
        {"type": "Point"},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[7.455, 51.355], 3]]},
        {"type": "GeometryCollection", "geometries": []},
        "hier",
        [],
        7,
    ],
)
def test_broken_geometry_is_reported(around, geometry):
    with pytest.raises(RowNotUsable, match=r"Geometrie|Position"):
        entry_from_osm(feature() | {"geometry": geometry}, around)


def test_outline_stands_in_its_middle(around):
    outline = [[[7.45, 51.35], [7.46, 51.35], [7.46, 51.36], [7.45, 51.36], [7.45, 51.35]]]
    for kind, coordinates in (("Polygon", outline), ("MultiPolygon", [outline])):
        entry = entry_from_osm(feature() | {"geometry": {"type": kind, "coordinates": coordinates}}, around)

        assert (entry.values["latitude"], entry.values["longitude"]) == (51.355, 7.455)


def test_object_without_geometry_is_taken_without_position(around):
    entry = entry_from_osm(feature() | {"geometry": None}, around)

    assert (entry.values["latitude"], entry.values["longitude"]) == (None, None)
    assert entry.notes == ["Ohne Position; der Betrieb steht nicht auf der Karte."]


@pytest.mark.parametrize(
    ("feature_id", "properties", "reference"),
    [
        (None, {"id": 7, "type": "node"}, "node/7"),
        (None, {"id": "7", "type": "way"}, "way/7"),
        (None, {"id": 7, "type": "multipolygon"}, "relation/7"),
        ("way/7", {}, "way/7"),
        ("r7", {}, "relation/7"),
        (None, {"@id": "relation/7"}, "relation/7"),
        (None, {"@id": 7, "@type": "node"}, "node/7"),
        (12, {"id": 7}, ""),
        (None, {"id": "7; DROP TABLE", "type": "node"}, ""),
        (None, {"id": 7.5, "type": "node"}, ""),
        (None, {"id": -7, "type": "node"}, ""),
    ],
)
def test_identity_is_found_where_tools_write_it(feature_id, properties, reference):
    tags = {key: str(value) for key, value in properties.items()}

    assert osm_reference({"id": feature_id}, tags) == reference


def test_object_of_no_osm_identity_has_one_of_name_and_place(around):
    def reference(**changes):
        return entry_from_osm(feature(**({"id": None} | changes)), around)

    assert reference().source == "file"
    assert reference().reference == reference(name="BÄCKEREI Kamp").reference
    assert reference().reference != reference(name="Bäckerei Kampf").reference
    assert reference().reference != reference(position=[7.46, 51.36]).reference


def test_unusable_values_are_left_out_with_a_note(around):
    entry = entry_from_osm(
        feature(
            contact__website="javascript:alert(1)",
            phone="keins",
            email="nix",
            contact__facebook="Pizzeria Mama/3",
            addr__housenumber="x" * 21,
            addr__street="y" * 121,
            opening_hours="Mo-Fr 09:00-18:00; " * 40,
        ),
        around,
    )

    assert len(entry.notes) == 7
    assert not {"website", "phone", "email", "house_number", "street", "opening_hours"} & set(entry.values)


def test_second_of_several_values_is_taken_when_the_first_is_none(around):
    entry = entry_from_osm(feature(phone="keins;02331 123456", website="kein Link;www.kamp.de"), around)

    assert (entry.values["phone"], entry.values["website"]) == ("+49 2331 123456", "https://www.kamp.de")
    assert entry.notes == []


def test_profile_in_the_wrong_field_goes_where_it_belongs(around):
    found = values(around, contact__facebook="https://www.instagram.com/kamp")

    assert (found["facebook"], found["instagram"]) == ("", "https://www.instagram.com/kamp")


@pytest.mark.parametrize(
    ("said", "meant"), [("yes", "yes"), ("limited;no", "unknown"), ("no;no", "no"), ("?", "unknown"), ("", "unknown")]
)
def test_wheelchair_access_is_only_what_is_certain(around, said, meant):
    assert values(around, wheelchair=said)["wheelchair"] == meant


def test_suburb_names_the_district(around):
    assert values(around, addr__suburb="Altenhagen", addr__street="Grünstraße")["district"] == "altenhagen"
    assert values(around, addr__suburb="Haspe", addr__street="Grünstraße")["district"] == ""


def test_position_is_that_of_geojson_longitude_first(around):
    assert HERE[0] < HERE[1]
    with pytest.raises(RowNotUsable, match="vertauscht"):
        values(around, position=HERE[::-1])
