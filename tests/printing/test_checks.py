from __future__ import annotations

from printing.checks import imprint_has_an_address


def test_imprint_without_an_address_is_warned_of(settings):
    settings.PROJECT_IMPRINT = ["Gemeinsam für Hagen", "Stadt Hagen"]

    assert [warning.id for warning in imprint_has_an_address()] == ["printing.W001"]


def test_imprint_with_an_address_is_fine(settings):
    settings.PROJECT_IMPRINT = ["Stadt Musterhagen", "Prüfweg 7", "58000 Musterhagen"]

    assert imprint_has_an_address() == []
