import gzip
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

from django.core.management import call_command
from django.template import Context, Template

import pytest

from directory.enums import GroupColour, Roofline
from directory.houses import GROUPS, ROOFLINES, STATES, house_for, house_svg, lay_out
from directory.houses.drawing import files, parts, sprite, symbols
from directory.houses.house import ROOFS_OF
from directory.houses.palette import GROUP_COLOURS, TONES, colours, mix

STATIC = Path(__file__).resolve().parents[2] / "site/portal/static/portal"
SLUGS = [f"laden-{number}" for number in range(200)]
HOSTILE = '"><script>alert(1)</script>&\x00'
SVG = "{http://www.w3.org/2000/svg}"


def render(template: str, **context) -> str:
    return Template("{% load houses %}" + template).render(Context(context))


def entry(number: int, **changes) -> dict:
    return {
        "slug": f"laden-{number}",
        "name": f"Laden {number}",
        "url": f"/laeden/laden-{number}/",
        "group": GROUPS[number % len(GROUPS)],
        "roofline": ROOFLINES[number % len(ROOFLINES)],
        "place_id": number,
        "state": STATES[number % len(STATES)],
    } | changes


def street_of(count: int) -> str:
    return render("{% street houses %}", houses=[entry(number) for number in range(count)])


def used_ids(markup: str) -> set[str]:
    return set(re.findall(r'href="[^"]*houses[^"]*\.svg#([^"]+)"', markup))


# --- Which house ------------------------------------------------------------------------------------------------------


def test_house_of_a_slug_stays_the_same_for_ever():
    house = house_for("backstube-am-markt", "food", "gables")

    assert house == house_for("backstube-am-markt", "food", "gables")
    assert (house.width, house.tone, house.roof, house.storeys, house.front, house.awning) == (
        84,
        1,
        "stepped",
        ("bay", "bay", "jugend"),
        "small-panes",
        "pointed",
    )


def test_house_form_does_not_depend_on_its_group():
    food, craft = house_for("umzug", "food", "flat"), house_for("umzug", "craft", "flat")

    assert (food.width, food.roof, food.storeys) == (craft.width, craft.roof, craft.storeys)


def test_houses_of_many_slugs_differ():
    forms = Counter(house_for(slug, "food", "gables") for slug in SLUGS)

    assert len(forms) >= 195


@pytest.mark.parametrize("roofline", ROOFLINES)
def test_roofs_are_those_of_the_district_and_all_of_them_occur(roofline):
    assert {house_for(slug, "food", roofline).roof for slug in SLUGS} == set(ROOFS_OF[roofline])


def test_rooflines_of_the_two_districts_have_nothing_in_common():
    assert set(ROOFS_OF["gables"]) & set(ROOFS_OF["flat"]) == set()


def test_unknown_group_and_roofline_are_drawn_all_the_same():
    house = house_for("laden", "?", "?")

    assert (house.group, house.roofline) == ("service", "mixed")


def test_small_house_keeps_everything_but_its_height():
    houses = [house_for(slug, "food", "flat") for slug in SLUGS]
    tall = next(house for house in houses if len(house.storeys) == 4)

    assert (tall.small().roof, tall.small().front, tall.small().storeys) == (tall.roof, tall.front, tall.storeys[:2])


def test_groups_and_rooflines_are_those_of_the_models():
    assert sorted(GROUPS) == sorted(GroupColour.values)
    assert sorted(ROOFLINES) == sorted(Roofline.values)


# --- The files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(files()))
def test_committed_file_is_what_the_generator_draws(name):
    assert (STATIC / "img" / name).read_text(encoding="utf-8") == files()[name]


def test_draw_sprites_writes_every_file(tmp_path, capsys):
    call_command("draw_sprites", tmp_path)

    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == files()


def test_sprite_has_every_part_once_and_brings_neither_style_nor_script():
    root = ElementTree.fromstring(sprite())  # noqa: S314 - our own drawing

    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(ids) == sorted([*parts(), *symbols()])
    assert re.findall(r"style|script|\son\w+=|url\(", sprite()) == []


def test_sprite_asks_only_for_colours_that_the_style_sheets_set():
    css = "".join((STATIC / "css/components" / f"{name}.css").read_text() for name in ("house", "pin", "logo"))
    set_by_css = set(re.findall(r"(--house-[a-z0-9-]+):", css)) | set(
        re.findall(r"@property (--house-[a-z0-9-]+)", css)
    )
    per_window = {f"--house-pane-{column}" for column in range(1, 6)}  # fall back to --house-pane

    assert set(re.findall(r"var\((--house-[a-z0-9-]+)", sprite())) - per_window - set_by_css == set()


# --- A picture that stands alone --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("roofline", ROOFLINES)
@pytest.mark.parametrize("group", GROUPS)
def test_house_svg_is_well_formed_and_complete(group, roofline, state):
    for slug in SLUGS[:8]:
        drawn = house_svg(house_for(slug, group, roofline), state)

        assert ElementTree.fromstring(drawn).tag == f"{SVG}svg"  # noqa: S314 - our own drawing
        assert re.findall(r"var\(|style=|<script|href=", drawn) == []


def test_house_svg_shows_its_state_in_the_shop_window():
    house = house_for("laden", "craft", "gables")
    glass = {state: colours("craft", 1, state)["shop"] for state in STATES}

    counts = {state: house_svg(house, state).count(f'height="39" fill="{glass[state]}"') for state in STATES}

    assert len(set(glass.values())) == 3
    assert min(counts.values()) >= 1


def test_house_svg_escapes_its_title():
    root = ElementTree.fromstring(house_svg(house_for(HOSTILE, "food", "flat"), "open", HOSTILE))  # noqa: S314

    assert root.find(f"{SVG}title").text == HOSTILE.replace("\x00", "")


def test_house_svg_refuses_a_state_it_does_not_know():
    with pytest.raises(KeyError):
        house_svg(house_for("laden", "food", "flat"), "maybe")


def test_mix_rounds_like_a_browser():
    assert mix("#C8553D", 30, "#FFFFFF") == "#EFCCC5"


# --- The same colours in the style sheets -----------------------------------------------------------------------------


def test_group_colours_are_those_of_the_tokens():
    light = (STATIC / "css/tokens.css").read_text().split("@media")[0]

    assert {key: value.upper() for key, value in re.findall(r"--group-(\w+): (#\w{6})", light)} == GROUP_COLOURS


def test_tones_are_those_of_the_style_sheet():
    light = (STATIC / "css/components/house.css").read_text().split("@media")[0]

    assert {int(key): int(share) for key, share in re.findall(r"tone-(\d) \{ --house-tone: (\d+)%", light)} == TONES


# --- Template tags ----------------------------------------------------------------------------------------------------


def test_house_tag_without_a_title_is_decoration():
    drawn = ElementTree.fromstring(render("{% house 'laden' 'food' 'gables' 'open' %}"))  # noqa: S314

    assert (drawn.get("aria-hidden"), drawn.get("role"), drawn.get("data-state")) == ("true", None, "open")
    assert drawn.get("class").split()[:2] == ["house", "house--food"]


def test_house_tag_with_a_title_is_an_image():
    drawn = ElementTree.fromstring(render("{% house 'laden' 'food' 'gables' title='Backstube' %}"))  # noqa: S314

    assert (drawn.get("aria-hidden"), drawn.get("role"), drawn.get("aria-label")) == (None, "img", "Backstube")
    assert drawn.get("data-state") is None


def test_house_tag_is_small_on_a_card_and_tall_when_asked():
    slug = next(slug for slug in SLUGS if len(house_for(slug, "food", "flat").storeys) == 4)

    small, tall = (render("{% house slug 'food' 'flat' tall=tall %}", slug=slug, tall=tall) for tall in (False, True))

    assert tall.count("#storey-") - small.count("#storey-") == 2


@pytest.mark.parametrize("group", GROUPS)
def test_every_part_a_house_uses_is_in_the_sprite(group):
    drawn = "".join(
        render("{% house slug group roofline %}", slug=slug, group=group, roofline="mixed") for slug in SLUGS[:40]
    )

    assert used_ids(drawn) - set(parts()) == set()


def test_house_tag_is_short():
    sizes = [len(render("{% house slug 'food' 'gables' 'open' %}", slug=slug)) for slug in SLUGS]

    assert max(sizes) <= 900


def test_hostile_words_come_out_as_text():
    word = HOSTILE.replace("\x00", "")
    hostile = entry(1, slug=word, name=word, url=word, group=word, roofline=word, state=word, place_id=word)
    drawn = render("{% house word word word word word %}{% street houses %}", word=word, houses=[hostile])

    assert ("<script" in drawn, "&lt;script&gt;" in drawn) == (False, True)
    assert re.findall(r"\sstyle=|\son\w+=", drawn) == []


# --- The street -------------------------------------------------------------------------------------------------------


def test_street_links_every_house_and_names_it_with_its_state():
    root = ElementTree.fromstring(street_of(16))  # noqa: S314 - our own drawing
    links = root.findall(f".//{SVG}a") or root.findall(".//a")

    assert [(link.get("href"), link.get("data-place"), link.get("data-state")) for link in links] == [
        (f"/laeden/laden-{number}/", str(number), STATES[number % 3]) for number in range(16)
    ]
    assert [link.find("title").text.split(", ")[0] for link in links] == [f"Laden {number}" for number in range(16)]


def test_street_uses_only_what_the_sprite_has():
    assert used_ids(street_of(16)) - set(parts()) == set()


@pytest.mark.parametrize("count", [14, 16, 18])
def test_street_is_light(count):
    assert len(gzip.compress(street_of(count).encode())) <= 12 * 1024


def test_street_houses_stand_flush_and_never_overlap():
    plots = lay_out([entry(number) for number in range(30)]).plots
    gaps = [after.x - before.x - before.house.width for before, after in pairwise(plots)]

    assert min(gaps) == 0
    assert gaps.count(0) > len(gaps) / 2


def test_street_takes_objects_too():
    from_objects = lay_out([SimpleNamespace(**entry(number)) for number in range(3)])

    assert from_objects == lay_out([entry(number) for number in range(3)])


def test_street_calls_a_state_it_does_not_know_unknown():
    assert [plot.state for plot in lay_out([entry(1, state="")]).plots] == ["unknown"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_short_street_ends_in_a_green_square(count):
    street = lay_out([entry(number) for number in range(count)])

    assert (street.length, len(street.plots)) == (1280, count)
    assert {"tree", "bench"} <= {thing.name for thing in street.scenery}
