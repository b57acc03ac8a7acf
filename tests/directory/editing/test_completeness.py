"""What an entry says, weighed; pure: no database is asked for an entry that is not saved."""

import pytest

from directory.editing.completeness import STEPS, completeness
from directory.editing.topics import TOPICS
from directory.enums import WheelchairAccess
from directory.models import Business, BusinessPhoto, BusinessTag, TaggedBusiness

FULL = {
    "opening_hours": "Mo-Fr 09:00-18:00; PH off",
    "phone": "+49 2331 123456",
    "latitude": 51.35,
    "longitude": 7.46,
    "description": "Brot, Brötchen und Fladenbrot aus dem Steinofen, jeden Morgen frisch.",
    "languages": ["de", "tr"],
    "wheelchair": WheelchairAccess.NO,
    "payment_methods": ["cash"],
}


def business(**values) -> Business:
    made = Business(**values)
    made.photos = [BusinessPhoto(alt_text="Schaufenster")]
    made.tagged_items = [TaggedBusiness(tag=BusinessTag(name="halal"))]
    return made


def test_weights_are_a_hundred_and_lead_to_topics():
    assert sum(step.weight for step in STEPS) == 100
    assert {step.topic for step in STEPS} <= set(TOPICS)


def test_full_entry_is_complete():
    done = completeness(business(**FULL))

    assert (done.percent, done.missing, done.is_complete, done.next_step) == (100, [], True, None)


def test_empty_entry_begins_with_the_opening_hours():
    done = completeness(Business())

    assert done.percent == 0
    assert [step.key for step in done.missing] == [step.key for step in STEPS]
    assert done.next_step.key == "opening_hours"


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"opening_hours": ""}, ["opening_hours", "public_holidays"]),
        ({"opening_hours": "Mo-Fr 09:00-18:00"}, ["public_holidays"]),
        ({"phone": ""}, ["contact"]),
        ({"phone": "", "email": "laden@example.org"}, []),
        ({"latitude": None, "longitude": None}, ["position"]),
        ({"description": "Bäckerei"}, ["description"]),
        ({"languages": []}, ["languages"]),
        ({"wheelchair": WheelchairAccess.UNKNOWN}, ["wheelchair"]),
        ({"payment_methods": []}, ["payment_methods"]),
    ],
)
def test_what_is_missing_counts_and_is_named(without, missing):
    done = completeness(business(**FULL | without))

    assert [step.key for step in done.missing] == missing
    assert done.percent == 100 - sum(step.weight for step in done.missing)


def test_photo_and_key_words_count():
    assert [step.key for step in completeness(Business(**FULL)).missing] == ["photo", "tags"]
