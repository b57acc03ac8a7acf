"""A table of pairs from shopping streets: which two entries are one business, and which only look like it."""

import pytest

from directory.duplicate_words import folded_phone, folded_street, folded_website, house_numbers
from directory.duplicates import Facts, Known, Reason, facts_from, facts_of, probable_duplicates, published_businesses
from directory.models import Business, DirectoryVersion
from tests.factories.directory import BusinessFactory

HERE = (51.35500, 7.46000)
NEXT_DOOR = (51.35508, 7.46012)  # 12 m
NEAR = (51.35550, 7.46040)  # 62 m
FAR = (51.36500, 7.48000)  # 1.8 km

BAKERY, HAIR, KIOSK, GRILL, DOCTOR, REPAIR = range(1, 7)
FOOD, BODY, DAILY, HEALTH, CRAFT = range(101, 106)
GROUPS = {BAKERY: FOOD, GRILL: FOOD, HAIR: BODY, KIOSK: DAILY, DOCTOR: HEALTH, REPAIR: CRAFT}


def facts(name, house="", *, at=None, phone="", website="", trade=None, business=None) -> Facts:
    """`house` is "Lange Straße 12"; the last word is the number."""
    street, _space, number = house.rpartition(" ") if any(map(str.isdigit, house)) else (house, "", "")
    latitude, longitude = at or (None, None)
    return Facts(business, name, street, number, latitude, longitude, phone, website, trade, GROUPS.get(trade))


SAME = [
    # the very same, written otherwise
    (facts("Bäckerei Kamp", "Lange Straße 12"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Bäckerei Kamp", "Lange Straße 12"), facts("Baeckerei Kamp", "Lange Str. 12")),
    (facts("Bäckerei Kamp", "Lange Straße 12"), facts("Backerei Kamp", "Langestr. 12")),
    (facts("BÄCKEREI KAMP", "LANGE STRASSE 12"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Ba\u0308ckerei Kamp", "Lange Straße 12"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Yılmaz Market", "Altenhagener Straße 5"), facts("Yilmaz Market", "Altenhagener Str. 5")),
    (facts("Yılmaz Markt", "Altenhagener Straße 5"), facts("Yilmaz Market", "Altenhagener Str. 5")),
    (facts("Şahin Döner", "Lange Straße 3"), facts("Sahin Doener", "Lange Straße 3")),
    (facts("Friseursalon Łukasz", "Lange Straße 3"), facts("Friseur Lukasz", "Lange Straße 3")),
    (facts("Café Déjà-vu", "Lange Straße 3"), facts("Cafe Deja Vu", "Lange Straße 3")),
    # legal forms, owners, little words
    (facts("Müller GmbH", "Lange Straße 12"), facts("Müller", "Lange Straße 12")),
    (facts("Elektro Müller e.K.", "Lange Straße 12"), facts("Elektro Müller", "Lange Straße 12")),
    (facts("Elektro Müller e. K.", "Lange Straße 12"), facts("Elektro-Müller GmbH & Co. KG", "Lange Straße 12")),
    (facts("Bella Napoli, Inh. Antonio Rossi", "Lange Straße 12"), facts("Bella Napoli", "Lange Straße 12")),
    (facts("Blumen Rose (Inhaberin: Rosa Klein)", "Lange Straße 12"), facts("Blumen Rose", "Lange Straße 12")),
    (facts("Sanitär Weber UG (haftungsbeschränkt)", "Lange Straße 2"), facts("Sanitär Weber", "Lange Straße 2")),
    (facts("Zum Anker", "Lange Straße 12"), facts("Gaststätte Anker", "Lange Straße 12")),
    (facts("Der Buchladen Hagen", "Lange Straße 12"), facts("Buchladen", "Lange Straße 12")),
    # compounds and the order of words
    (facts("Landbäckerei Kamp", "Lange Straße 12"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Kamp", "Lange Straße 12"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Löwenapotheke", "Lange Straße 12"), facts("Löwen-Apotheke", "Lange Straße 12")),
    (facts("Grill am Eck", "Lange Straße 12"), facts("Eck-Grill", "Lange Straße 12")),
    (facts("Optik Kramer", "Lange Straße 12"), facts("Kramer Augenoptik", "Lange Straße 12")),
    (facts("Trattoria Bella Napoli", "Lange Straße 12"), facts("Bella Napoli", "Lange Straße 12")),
    (
        facts("Fahrradwerkstatt Wehringhausen", "Lange Straße 12"),
        facts("Fahrrad-Werkstatt", "Lange Straße 12", trade=None),
    ),
    # slips of the fingers
    (facts("Bäckerei Schmidtbauer", "Lange Straße 12"), facts("Bäckerei Schmitdbauer", "Lange Straße 12")),
    (facts("Friseur Haargenau", "Lange Straße 12"), facts("Friseur Hargenau", "Lange Straße 12")),
    (facts("Änderungsschneiderei Demir", "Lange Straße 12"), facts("Änderungsschneiderei Demier", "Lange Straße 12")),
    # house numbers
    (facts("Kiosk Demir", "Lange Straße 7a"), facts("Kiosk Demir", "Lange Straße 7")),
    (facts("Möbel Kern", "Lange Straße 12-16"), facts("Möbel Kern", "Lange Straße 14")),
    (facts("Möbel Kern", "Lange Straße"), facts("Möbel Kern", "Lange Straße 14", trade=None)),
    (facts("Kiosk Demir", "Lange Straße 17", trade=KIOSK), facts("Kiosk Demir", "Lange Straße 19", trade=KIOSK)),
    # positions
    (facts("Kiosk Demir", at=HERE), facts("Kiosk Demir", at=NEXT_DOOR)),
    (facts("Kiosk Demir", at=HERE, trade=KIOSK), facts("Kiosk Demir", at=NEAR, trade=KIOSK)),
    # where nothing but the name is known yet, because somebody is still typing
    (facts("Kiosk Demir"), facts("Kiosk Demir", "Lange Straße 19")),
    (facts("kamp"), facts("Bäckerei Kamp", "Lange Straße 12")),
    (facts("Demir Kiosk"), facts("Kiosk Demir", "Lange Straße 19", at=HERE)),
    # telephone and website
    (
        facts("Mevlana Döner", "Lange Straße 12", phone="02331 123456", trade=GRILL),
        facts("Imbiss Ali", "Lange Str. 12", phone="+49 2331 123456", trade=GRILL),
    ),
    (
        facts("Kiosk Demir", "Lange Straße 3", phone="02331/123456"),
        facts("Kiosk Demir", "Bahnhofstraße 9", phone="+49 (0)2331 123456", trade=None),
    ),
    (
        facts("Haarstudio Eva", "Lange Straße 3", website="https://www.haar-eva.de/"),
        facts("Eva", "Lange Straße 3", website="http://haar-eva.de/start"),
    ),
    (
        facts("Studio E", "Lange Straße 3", website="haar-eva.de", trade=HAIR),
        facts("Eva Haarstudio", "Lange Straße 3", website="https://haar-eva.de", trade=HAIR),
    ),
    (
        facts("Eva", "Lange Straße 3", website="https://facebook.com/haareva"),
        facts("Haarstudio Eva", "Lange Straße 3", website="https://de-de.facebook.com/HaarEva/"),
    ),
]

DIFFERENT = [
    # two names of two words in one shopping street
    (facts("Salon Müller", "Lange Straße 10", trade=HAIR), facts("Salon Schmidt", "Lange Straße 12", trade=HAIR)),
    (facts("Kiosk Yılmaz", "Lange Straße 10", trade=KIOSK), facts("Kiosk Demir", "Lange Straße 14", trade=KIOSK)),
    (facts("Kiosk Yılmaz", "Lange Straße 10", at=HERE), facts("Kiosk Demir", "Lange Straße 12", at=NEXT_DOOR)),
    (facts("Café Luna", "Lange Straße 10", at=HERE), facts("Café Sol", "Lange Straße 11", at=NEXT_DOOR)),
    (facts("Pizzeria Roma", "Lange Straße 10"), facts("Pizzeria Napoli", "Lange Straße 10")),
    (facts("Salon Anna", "Lange Straße 10", trade=HAIR), facts("Salon Anne", "Lange Straße 12", trade=HAIR)),
    (facts("Blumen Rose", "Lange Straße 10"), facts("Blumen Nelke", "Lange Straße 10")),
    # one family, two trades; one word, two houses
    (facts("Bäckerei Müller", "Lange Straße 12", trade=BAKERY), facts("Friseur Müller", "Lange Straße 14", trade=HAIR)),
    (facts("Bäckerei Müller", "Lange Straße 12", trade=BAKERY), facts("Friseur Müller", "Lange Straße 12", trade=HAIR)),
    (facts("City Kiosk", "Lange Straße 12", trade=KIOSK), facts("City Grill", "Lange Straße 14", trade=GRILL)),
    (facts("Kiosk", "Lange Straße 12", trade=KIOSK), facts("Kiosk", "Lange Straße 40", trade=KIOSK)),
    (facts("Kiosk", "Lange Straße 12", at=HERE, trade=KIOSK), facts("Kiosk", "Lange Straße 16", at=NEAR, trade=KIOSK)),
    (facts("Kiosk"), facts("Kiosk Demir", "Lange Straße 12")),
    (facts("Café Luna", "Lange Straße 12", at=HERE), facts("Luna Park Spielhalle", "Lange Straße 18", at=NEAR)),
    (facts("Saray", "Lange Straße 12", trade=GRILL), facts("Saray 2", "Lange Straße 44", trade=GRILL)),
    # families with nearly one name
    (
        facts("Friseur Schmidt", "Lange Straße 3", at=HERE, trade=HAIR),
        facts("Friseur Schmitt", "Lange Straße 9", at=NEAR, trade=HAIR),
    ),
    (facts("Salon Müller", "Lange Straße 3", trade=HAIR), facts("Salon Möller", "Lange Straße 9", trade=HAIR)),
    (
        facts("Praxis Dr. Mayer", "Lange Straße 3", trade=DOCTOR),
        facts("Praxis Dr. Meier", "Lange Straße 29", trade=DOCTOR),
    ),
    # one house, several doors
    (
        facts("Praxis Dr. Weber", "Lange Straße 3", phone="02331 1111111", trade=DOCTOR),
        facts("Praxis Dr. Schulz", "Lange Straße 3", phone="02331 2222222", trade=DOCTOR),
    ),
    (facts("Reisebüro Sonne", "Lange Straße 3"), facts("Nagelstudio Sonne", "Lange Straße 3b")),
    (
        facts("Kiosk Demir", "Lange Straße 7a", trade=KIOSK),
        facts("Änderungsschneiderei Aydın", "Lange Straße 7b", trade=REPAIR),
    ),
    # branches
    (facts("Bäckerei Kamp", "Lange Straße 12"), facts("Bäckerei Kamp", "Altenhagener Straße 60")),
    (
        facts("Bäckerei Kamp", at=HERE, website="kamp.de", trade=BAKERY),
        facts("Bäckerei Kamp", at=FAR, website="kamp.de", phone="02331 1", trade=BAKERY),
    ),
    (facts("Sparkasse Altenhagen"), facts("Sparkasse Wehringhausen")),
    (facts("Bäckerei Kamp", "Lange Straße 4", at=HERE), facts("Bäckerei Kamp", "Lange Straße 180", at=FAR)),
    (
        facts("Post", "Lange Straße 4", phone="0800 1234567"),
        facts("Paketshop", "Bahnhofstraße 4", phone="0800 1234567"),
    ),
    # what many share says nothing
    (
        facts("Imbiss Ali", "Lange Straße 3", website="https://facebook.com/ali"),
        facts("Haarstudio Eva", "Lange Straße 3", website="https://facebook.com/eva"),
    ),
    (
        facts("Imbiss Ali", "Lange Straße 3", website="https://www.lieferando.de/ali"),
        facts("Pizza Blitz", "Lange Straße 5", website="https://www.lieferando.de/blitz"),
    ),
    (facts("Hagen GmbH", "Lange Straße 3"), facts("GmbH & Co. KG", "Lange Straße 3")),
    (facts("", "Lange Straße 3"), facts("Kiosk Demir", "Lange Straße 3")),
    (facts("الحمرا", "Lange Straße 3"), facts("Kiosk Demir", "Lange Straße 5")),
]


def test_table_has_enough_cases():
    assert len(SAME) + len(DIFFERENT) >= 60


def test_one_business_written_in_two_ways_is_found_from_both_sides():
    missed = [
        (one.name, other.name)
        for one, other in [*SAME, *((other, one) for one, other in SAME)]
        if not probable_duplicates(one, [other])
    ]

    assert missed == []


def test_two_businesses_that_look_alike_are_left_alone_from_both_sides():
    mistaken = [
        (one.name, other.name, match.score, match.reasons)
        for one, other in [*DIFFERENT, *((other, one) for one, other in DIFFERENT)]
        for match in probable_duplicates(one, [other])
    ]

    assert mistaken == []


def test_matches_come_with_their_reasons_most_probable_first():
    new = facts("Bäckerei Kamp", "Lange Straße 12", phone="02331 123456", trade=BAKERY)
    likely = facts("Kamp", "Lange Str. 12", trade=BAKERY, business="likely")
    certain = facts("Bäckerei Kamp", "Lange Str. 12", phone="+49 2331 123456", trade=BAKERY, business="certain")

    matches = probable_duplicates(new, [likely, certain])

    assert [match.business for match in matches] == ["certain", "likely"]
    assert matches[0].reasons == (Reason.NAME, Reason.HOUSE, Reason.PHONE, Reason.TRADE)
    assert matches[1].reasons == (Reason.NAME, Reason.HOUSE, Reason.TRADE)


def test_business_is_no_duplicate_of_itself():
    kamp = facts("Bäckerei Kamp", "Lange Straße 12", business=7)

    assert probable_duplicates(kamp, [kamp]) == []


def test_telephone_of_a_whole_chain_is_no_evidence():
    branches = [facts("Bäckerei Kamp", f"Straße{n} 1", phone="02331 123456", business=n) for n in range(3)]
    new = facts("Bäckerei Kamp", "Neue Straße 5", phone="02331 123456")

    assert probable_duplicates(new, branches) == []
    assert [match.business for match in probable_duplicates(new, branches[:1])] == [0]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", set()),
        ("7 a", {(7, "a")}),
        ("12-16", {(12, ""), (14, ""), (16, "")}),
        ("12–13", {(12, ""), (13, "")}),
        ("3/5", {(3, ""), (5, "")}),
        ("10+20", {(n, "") for n in range(10, 21, 2)}),
        ("ohne", set()),
    ],
)
def test_house_numbers_are_read_as_people_write_them(text, numbers):
    assert house_numbers(text) == numbers


@pytest.mark.parametrize(
    "text", ["02331 123456", "+49 2331 123456", "0049 2331/12 34 56", "+49 (0) 2331 123456", "02331-123456"]
)
def test_telephone_numbers_have_one_form(text):
    assert folded_phone(text) == "492331123456"


@pytest.mark.parametrize("text", ["", "keins", "110", "0800 1234567", "+49 180 5123456"])
def test_numbers_that_tell_nobody_apart_are_empty(text):
    assert folded_phone(text) == ""


@pytest.mark.parametrize(
    ("address", "folded"),
    [
        ("https://www.kamp.de/start", "kamp.de"),
        ("kamp.de", "kamp.de"),
        ("https://facebook.com/", ""),
        ("https://www.facebook.com/Kamp/", "facebook.com/kamp"),
        ("https://kamp.jimdofree.com/", "kamp.jimdofree.com/"),
        ("https://[kaputt", ""),
    ],
)
def test_websites_are_hosts_except_on_platforms(address, folded):
    assert folded_website(address) == folded


@pytest.mark.parametrize("street", ["Lange Straße", "Lange Str.", "Langestr.", "lange strasse", "LANGE STRASSE"])
def test_streets_have_one_spelling(street):
    assert folded_street(street) == "langestr"


@pytest.mark.parametrize("street", ["Friedensstraße", "Friedensstr.", "Friedenstraße", "Friedenstr."])
def test_streets_are_the_same_with_and_without_the_s_that_joins(street):
    assert folded_street(street) == "friedenstr"


@pytest.mark.django_db
def test_facts_of_the_database_find_a_saved_business(django_assert_num_queries):
    kamp = BusinessFactory(name="Bäckerei Kamp", street="Lange Straße", house_number="12")
    BusinessFactory(name="Bäckerei Lorenz", street="Lange Straße", house_number="14")
    draft = Business(name="Kamp", street="Lange Str.", house_number="12", category=kamp.category)

    with django_assert_num_queries(1):
        known = Known(facts_of(Business.objects.all()))

    assert [match.business for match in probable_duplicates(facts_from(draft), known)] == [kamp.pk]
    assert probable_duplicates(facts_from(kamp), known) == []


@pytest.mark.django_db
def test_published_businesses_are_prepared_once_a_version(django_assert_num_queries):
    BusinessFactory(name="Bäckerei Kamp")
    BusinessFactory(name="Geheim", live=False)
    version = DirectoryVersion.current()

    known = published_businesses(version)

    assert [entry.facts.name for entry in known.entries] == ["Bäckerei Kamp"]
    with django_assert_num_queries(0):
        assert published_businesses(version) is known
