"""Whatever somebody types stays text, and nothing leaves the paper: the frame that every document is set in."""

from __future__ import annotations

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy

import pytest

from directory.models import Business
from printing.pdf import LONGEST_TEXT, MOST_LETTERS, MOST_VALUES, TEMPLATES, PrintError, TooLong, render_pdf, render_png
from printing.text import printable
from tests.printing import samples
from tests.printing.pdf_reader import Pdf, joined

HOSTILE = [
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.3.0"',
    "#panic(1)",
    "#{while true {}}",
    "]#pagebreak()[",
    '")) #eval("1+1"',
    "$ sum_(i=0)^n $ $",
    "*fett* _kursiv_ `roh` ```typ #1```",
    "= Titel == Zwei - Liste + Zahl / Wort: x",
    "<page-count> @page-count",
    "\\u{1f600} \\ \\n ~ -- --- ...",
    "// weg /* weg */ https://x.example/a#b",
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "too long: panicked with: too long: text",
    "مطعم حلب",
    "\u202eevil\u202c \u2066iso\u2069",
    "🍕🍕🍕 Pizza",
    "null\x00byte\x07",
    "{{ x }} {% y %} ${z} %(a)s",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
    "x" * 60,
]


def card_data(**changes) -> dict:
    from printing.documents import _card_data

    return {"cards": [_card_data(samples.card()) | changes]}


def test_every_template_has_a_sample_or_is_a_part():
    assert {path.name for path in TEMPLATES.glob("*.typ")} == set(samples.DOCUMENTS) | samples.PARTS


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_every_document_names_who_pays_and_who_answers_for_it(template, settings):
    settings.PROJECT_IMPRINT = ["Stadt Musterhagen", "Prüfweg 7", "58000 Musterhagen"]
    settings.PROJECT_FUNDER_LINE = "Gefördert durch den Prüffonds."

    for page in Pdf(samples.DOCUMENTS[template]()).pages:
        words = joined(page)
        assert joined("Gefördert durch den Prüffonds.") in words
        assert [line for line in settings.PROJECT_IMPRINT if joined(line) not in words] == []


@pytest.mark.parametrize("template", samples.DOCUMENTS)
@pytest.mark.parametrize(("setting", "empty"), [("PROJECT_IMPRINT", []), ("PROJECT_FUNDER_LINE", "")])
def test_no_document_is_made_without_imprint_or_funder(template, setting, empty, settings):
    setattr(settings, setting, empty)

    with pytest.raises(PrintError, match="no print"):
        samples.DOCUMENTS[template]()


def test_imprint_and_funder_cannot_be_replaced_by_data(settings):
    settings.PROJECT_FUNDER_LINE = "Gefördert durch den Prüffonds."

    pdf = render_pdf("card_a6.typ", card_data() | {"funder": "Gefördert von niemandem.", "imprint": ["X"]})

    assert "Gefördert durch den Prüffonds." in Pdf(pdf).text
    assert "niemandem" not in Pdf(pdf).text


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_whatever_is_typed_stays_text(template):
    for typed in HOSTILE:
        text = Pdf(samples.DOCUMENTS[template](typed)).text
        shown = joined(printable(typed).strip())
        if not re.search("[\u0600-\u06ff]", shown):  # Arabic stands in the order it is drawn
            assert shown in joined(text), typed
        assert "root:" not in text


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_a_name_of_any_length_is_set_whole_or_refused(template):
    for length in (100, 300, LONGEST_TEXT, LONGEST_TEXT + 1):
        for name in ("x" * length, ("Wort " * length)[:length].strip()):
            try:
                text = Pdf(samples.DOCUMENTS[template](name)).text
            except TooLong:
                continue
            assert joined(name) in joined(text)


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_the_longest_name_a_business_may_have_fits(template):
    longest = Business._meta.get_field("name").max_length
    name = ("Änderungsschneiderei und Reinigung Şükriye Yıldız-Wiśniewski " * 9)[:longest].strip()

    assert joined(name) in joined(Pdf(samples.DOCUMENTS[template](name)).text)


def test_templates_have_no_way_to_run_data_or_to_reach_out():
    forbidden = re.compile(r"\beval\(|\bread\(|\bplugin\(|@preview|@local|https?://|mode:")

    for path in TEMPLATES.glob("*.typ"):
        source = path.read_text(encoding="utf-8")
        assert forbidden.findall(source) == [], path.name
        assert set(re.findall(r'#(?:import|include) "([^"]*)"', source)) <= samples.PARTS, path.name
        assert {name for name in re.findall(r"image\((.*?)[,)]", source) if name != '"logo.svg"'} <= {"bytes(svg"}


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_the_same_data_gives_the_same_bytes_in_any_thread(template):
    once = samples.DOCUMENTS[template]()
    samples.DOCUMENTS[template]("Etwas anderes")

    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: samples.DOCUMENTS[template](), range(8)))

    assert set(again) == {once}


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_every_document_is_accessible(template):
    content = samples.DOCUMENTS[template]()
    plain = b"".join(_inflated(content))

    assert b"/Lang(de-DE)" in content
    assert b"/Marked true" in content
    assert b"/DisplayDocTitle true" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in plain
    assert [words for words in Pdf(content).alternatives if not words.strip()] == []


def _inflated(content: bytes) -> list[bytes]:
    pdf = Pdf(content)
    return [content, *(pdf._stream(number) for number, body in pdf.objects.items() if b"stream\n" in body)]


@pytest.mark.parametrize("template", samples.DOCUMENTS)
def test_only_our_fonts_are_in_a_document(template):
    names = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z]+)-", samples.DOCUMENTS[template]("Кафе مطعم Ela")))

    assert {b"AtkinsonHyperlegibleNext"} <= names
    assert names <= {b"AtkinsonHyperlegibleNext", b"BricolageGrotesque", b"NotoSans", b"NotoSansArabic"}


def test_moment_is_written_only_when_it_is_given():
    dated = render_pdf("card_a6.typ", card_data(), made_at=datetime(2026, 11, 22, 12, 30, tzinfo=UTC))

    assert b"2026-11-22T12:30" in b"".join(_inflated(dated))
    assert b"CreateDate" not in b"".join(_inflated(render_pdf("card_a6.typ", card_data())))


def test_moment_without_a_zone_is_refused():
    with pytest.raises(PrintError, match="time zone"):
        render_pdf("card_a6.typ", card_data(), made_at=datetime(2026, 11, 22))  # noqa: DTZ001 — the point of the test


@pytest.mark.parametrize("template", ["nothing.typ", "../pdf.py", "/etc/passwd", "logo.svg", "", "sub/frame.typ"])
def test_a_template_that_is_none_of_ours_is_refused(template):
    with pytest.raises(PrintError, match="no template"):
        render_pdf(template, {})


def test_data_that_lacks_something_is_an_error_of_ours():
    with pytest.raises(PrintError, match=r"card_a6\.typ"):
        render_pdf("card_a6.typ", {"cards": [{"business": "Ela"}]})


@pytest.mark.parametrize("value", [object(), b"bytes", datetime(2026, 1, 1, tzinfo=UTC), {1, 2}])
def test_data_that_is_not_json_is_refused(value):
    with pytest.raises(PrintError, match="only what JSON can hold"):
        render_pdf("card_a6.typ", {"x": value})


def test_data_with_too_many_values_is_refused():
    with pytest.raises(TooLong, match=str(MOST_VALUES)):
        render_pdf("card_a6.typ", {"x": [0] * (MOST_VALUES + 1)})


def test_data_with_too_many_letters_is_refused():
    with pytest.raises(TooLong, match=str(MOST_LETTERS)):
        render_pdf("card_a6.typ", {"x": ["x" * LONGEST_TEXT] * (MOST_LETTERS // LONGEST_TEXT + 1)})


def test_translations_and_nested_data_are_printed():
    text = Pdf(render_pdf("card_a6.typ", card_data(trade=gettext_lazy("Print"), address=("Weg 1", "Hagen")))).text

    assert "Weg 1" in text


@pytest.mark.parametrize(
    "drawing",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href = "https://x.example/a.svg#b"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        '<?xml-stylesheet href="x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><style>@import "x"</style></svg>',
        "no drawing at all",
        "<svg",
        "",
    ],
)
def test_a_drawing_that_reaches_out_or_is_none_is_refused(drawing):
    with pytest.raises(PrintError):
        render_pdf("card_a6.typ", card_data(house_svg=drawing))


def test_a_drawing_without_end_is_refused():
    with pytest.raises(TooLong):
        render_pdf("card_a6.typ", card_data(house_svg=samples.HOUSE + " " * 400_000))


def test_pages_beyond_the_promise_are_refused():
    data = {"title": "Rundgang", "note": "", "date": "heute", "stops": []}
    stop = {"business": "Ela", "address": [], "phone": "", "hours": [], "confirmed": "", "remark": ""}
    stop |= {"qr_svg": samples.HOUSE}

    assert len(Pdf(render_pdf("walking_list.typ", data | {"stops": [stop]}, pages=1)).pages) == 1
    with pytest.raises(TooLong, match="5 pages instead of 2"):
        render_pdf("walking_list.typ", data | {"stops": [stop] * 25}, pages=2)


def test_picture_shows_the_first_page():
    picture = render_png("card_a6.typ", card_data(), ppi=72)

    assert picture.startswith(b"\x89PNG")
    assert zlib.crc32(picture) == zlib.crc32(render_png("card_a6.typ", card_data(), ppi=72))
