from __future__ import annotations

import re

import pytest
import segno
from bs4 import BeautifulSoup

from printing.qr import QrCodeError, qr_modules, qr_svg

ADDRESS = "https://hagen.example/laeden/kiosk-ela/"


def drawn_modules(svg: str) -> list[str]:
    """The rows a drawing shows, quiet zone included: every run of the path is filled in."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    rows = [["0"] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        for step in range(int(length)):
            rows[int(y)][int(x) + step] = "1"
    return ["".join(row) for row in rows]


def test_qr_modules_are_those_of_the_standard_at_level_m():
    expected = segno.make(ADDRESS, error="m", micro=False, boost_error=False)

    assert expected.error == "M"
    assert qr_modules(ADDRESS) == ["".join(str(module) for module in row) for row in expected.matrix]


def test_qr_svg_draws_the_modules_inside_four_modules_of_white():
    rows = qr_modules(ADDRESS)
    empty = "0" * (len(rows) + 8)

    assert drawn_modules(qr_svg(ADDRESS)) == [empty] * 4 + [f"0000{row}0000" for row in rows] + [empty] * 4


def test_qr_svg_is_black_on_white_without_inline_style():
    svg = qr_svg(ADDRESS)

    assert re.findall(r'fill="(#\w+)"', svg) == ["#fff", "#000"]
    assert not re.search(r"\bstyle\b|<style|\bon\w+=", svg)


def test_qr_svg_with_a_label_is_a_named_picture():
    picture = BeautifulSoup(qr_svg(ADDRESS, label='Führt zu "Ela" & <Co>'), "html.parser").svg

    assert (picture["role"], picture["aria-label"]) == ("img", 'Führt zu "Ela" & <Co>')
    assert "aria-hidden" not in picture.attrs


def test_qr_svg_without_a_label_is_hidden_from_screen_readers():
    picture = BeautifulSoup(qr_svg(ADDRESS), "html.parser").svg

    assert picture["aria-hidden"] == "true"
    assert "role" not in picture.attrs


@pytest.mark.parametrize("text", ["", "x" * 2400])
def test_qr_code_that_cannot_be_made_says_so(text):
    with pytest.raises(QrCodeError):
        qr_svg(text)
