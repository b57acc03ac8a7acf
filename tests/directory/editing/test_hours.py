"""Opening hours from a sentence, a table or a button: read back first, then saved; special days beside them."""

from datetime import date, timedelta

from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from directory.editing.hours import upcoming_days, value_with_special_days
from directory.enums import ChangeState
from directory.models import Business
from directory.opening_hours import GridException, describe, exceptions_in, normalise

pytestmark = pytest.mark.django_db
HOURS = "/mein-betrieb/backhaus/zeiten/"
USUAL = normalise("Mo-Fr 09:00-18:00; PH off")


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def sent_by(page: BeautifulSoup, button: str | None = None) -> tuple[str, dict]:
    """What the form with the named button (or the last one) would send, and where to, as a browser does it."""
    forms = [form for form in page.select("main form") if form.get("method") == "post"]
    form = next(form for form in forms if button is None or form.select(f"button[name={button}]"))
    data: dict[str, list] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") in {"radio", "checkbox"} and not field.has_attr("checked"):
            continue
        data.setdefault(field["name"], []).append(
            field.get("value", "") if field.name == "input" else field.text.strip()
        )
    pressed = form.select_one(f"button[name={button}]") if button else None
    if pressed:
        data[button] = [pressed["value"]]
    return (pressed or {}).get("formaction") or form.get("action", ""), data


def read_back(owners, text: str) -> BeautifulSoup:
    response = owners.post(HOURS, {"text": text})
    assert response.status_code == 200
    return soup(response)


def live_hours(business) -> str:
    return Business.objects.get(pk=business.pk).opening_hours


def special(first: date, last: date | None = None, times=(), note="") -> GridException:
    return GridException(first, last or first, times, note)


def test_sentence_is_read_back_before_anything_is_saved(owners, business):
    page = read_back(owners, "Mo–Fr 9–18 Uhr, Sa bis 13 Uhr, Feiertage zu")

    today = timezone.localdate()
    lines = [line.get_text() for line in page.select(".editing__said li")]
    assert lines == describe("Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off", today)
    assert page.select("[name=holiday-holidays]") == []
    assert live_hours(business) == ""


def test_yes_saves_and_shows_at_once(owners, business):
    action, data = sent_by(read_back(owners, "Mo–Fr 9–18 Uhr, Feiertage zu"), "edit")
    del data["edit"]

    response = owners.post(HOURS + "pruefen/", data)

    assert response.url == "/mein-betrieb/backhaus/"
    assert live_hours(business) == USUAL
    assert business.changes.get().state == ChangeState.LIVE
    assert action == HOURS


def test_change_leads_back_with_what_was_typed(owners, business):
    action, data = sent_by(read_back(owners, "Mo–Fr 9–18 Uhr"), "edit")

    page = soup(owners.post(action, data))

    assert page.select_one("textarea").text.strip() == "Mo–Fr 9–18 Uhr"
    assert page.select(".field__error") == []
    assert live_hours(business) == ""


def test_sentence_that_is_not_understood_stays_and_the_part_is_named(owners, business):
    page = read_back(owners, "Mo–Fr 9–18 Uhr, manchmal samstags ein bisschen")

    assert page.select_one("textarea").text.strip() == "Mo–Fr 9–18 Uhr, manchmal samstags ein bisschen"
    assert "bisschen" in page.select_one(".field__error").get_text()
    assert live_hours(business) == ""


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"holiday-holidays": "closed"}, "Mo-Fr 09:00-18:00; PH off"),
        ({"holiday-holidays": "same"}, "Mo-Fr 09:00-18:00; PH Mo-Fr 09:00-18:00"),
        ({"holiday-holidays": "unknown"}, "Mo-Fr 09:00-18:00"),
        (
            {"holiday-holidays": "own", "holiday-from1": "10:00", "holiday-until1": "12:00"},
            "Mo-Fr 09:00-18:00; PH 10:00-12:00",
        ),
    ],
)
def test_question_about_holidays_is_asked_once_and_kept(owners, business, answer, value):
    _action, data = sent_by(read_back(owners, "Mo–Fr 9–18 Uhr"), "edit")
    del data["edit"]

    assert owners.post(HOURS + "pruefen/", data | answer).status_code == 302

    assert live_hours(business) == normalise(value)


@pytest.mark.parametrize(
    "answer",
    [{}, {"holiday-holidays": "own"}, {"holiday-holidays": "own", "holiday-from1": "10:00"}],
    ids=["no answer", "no times", "half a time"],
)
def test_question_about_holidays_wants_an_answer(owners, business, answer):
    _action, data = sent_by(read_back(owners, "Mo–Fr 9–18 Uhr"), "edit")
    del data["edit"]

    response = owners.post(HOURS + "pruefen/", data | answer)

    page = soup(response)
    assert response.status_code == 200
    assert len(page.select(".field__error")) == 1
    assert page.select_one("[name=text]")["value"] == "Mo–Fr 9–18 Uhr"
    assert live_hours(business) == ""


def test_answer_about_holidays_can_be_given_alone(owners, business):
    Business.objects.update(opening_hours="Mo-Fr 09:00-18:00")

    assert owners.post(HOURS, {"holiday-holidays": "closed"}).status_code == 302

    assert live_hours(business) == USUAL


@pytest.mark.parametrize(("button", "hours"), [("appointment", '"nur nach Vereinbarung"'), ("nothing", "")])
def test_no_fixed_hours_are_one_tap(owners, business, button, hours):
    Business.objects.update(opening_hours=USUAL)

    page = soup(owners.post(HOURS, {button: "1"}))
    _action, data = sent_by(page, "edit")
    del data["edit"]
    owners.post(HOURS + "pruefen/", data | ({"holiday-holidays": "unknown"} if hours else {}))

    assert live_hours(business) == hours


def test_hours_nobody_can_read_are_refused_where_they_would_be_saved(owners, business):
    assert owners.post(HOURS + "pruefen/", {"value": "immer mal", "base": ""}).url == HOURS
    assert live_hours(business) == ""


def row(number: int, days: str, *times: str, **more) -> dict:
    fields = dict(zip(("from1", "until1", "from2", "until2"), times, strict=False))
    return {
        f"row-{number}-days": list(days),
        **{f"row-{number}-{name}": value for name, value in (fields | more).items()},
    }


def test_table_goes_the_same_way(owners, business):
    filled = {"rows": "2"} | row(0, "01234", "09:00", "13:00", "14:30", "18:00") | row(1, "5", "9", "13.00")

    page = soup(owners.post(HOURS + "tabelle/", filled))
    action, data = sent_by(page, "edit")
    del data["edit"]
    owners.post(HOURS + "pruefen/", data | {"holiday-holidays": "closed"})

    assert action == HOURS + "tabelle/"
    assert live_hours(business) == normalise("Mo-Fr 09:00-13:00,14:30-18:00; Sa 09:00-13:00; PH off")


def test_table_shows_what_is_there(owners, business):
    Business.objects.update(opening_hours="Mo-Fr 09:00-13:00,14:30-18:00; Sa 22:00-02:00; PH off")

    page = soup(owners.get(HOURS + "tabelle/"))

    ticked = [box["value"] for box in page.select("[name=row-0-days][checked]")]
    times = [page.select_one(f"[name=row-0-{name}]")["value"] for name in ("from1", "until1", "from2", "until2")]
    assert (ticked, times) == (["0", "1", "2", "3", "4"], ["09:00", "13:00", "14:30", "18:00"])
    assert page.select_one("[name=row-1-until1]")["value"] == "02:00"


def test_one_more_row_keeps_what_was_ticked(owners):
    page = soup(owners.post(HOURS + "tabelle/", {"rows": "1", "add": "1"} | row(0, "0", "09:00", "12:00")))

    assert len(page.select(".hours-grid__row")) == 2
    assert [box["value"] for box in page.select("[name=row-0-days][checked]")] == ["0"]
    assert page.select_one("[name=row-0-from1]")["value"] == "09:00"


@pytest.mark.parametrize(
    "filled",
    [
        {"rows": "1"},
        {"rows": "1"} | row(0, "0"),
        {"rows": "1"} | row(0, "", "09:00", "12:00"),
        {"rows": "1"} | row(0, "0", "09:00"),
        {"rows": "1"} | row(0, "0", "heute", "morgen"),
        {"rows": "2"} | row(0, "01", "09:00", "12:00") | row(1, "1", "14:00", "15:00"),
        {"rows": "1"} | row(0, "0", "09:00", "12:00", "11:00", "15:00"),
        {"rows": "9999"},
        {"rows": "-1"},
    ],
)
def test_table_that_makes_no_sense_says_so_and_keeps_everything(owners, business, filled):
    response = owners.post(HOURS + "tabelle/", filled)

    page = soup(response)
    assert response.status_code == 200
    assert page.select(".field__error") != []
    for name, value in filled.items():
        if name.startswith("row-") and isinstance(value, str):
            assert page.select_one(f"[name={name}]")["value"] == value
    assert live_hours(business) == ""


def test_richer_hours_are_said_in_words_and_survive_special_days(owners, business):
    seasons = normalise("Apr-Sep: Mo-Fr 08:00-18:00; Oct-Mar: Mo-Fr 10:00-16:00")
    Business.objects.update(opening_hours=seasons)
    day = timezone.localdate() + timedelta(days=20)

    assert soup(owners.get(HOURS)).select(f"a[href='{HOURS}tabelle/']") == []
    assert len(soup(owners.get(HOURS + "tabelle/")).select(".editing__said li")) > 1
    owners.post(HOURS + "besondere-tage/", {"first": day.isoformat(), "kind": "closed"})

    assert live_hours(business).startswith(seasons)
    assert exceptions_in(live_hours(business)) == (special(day),)


class TestSpecialDays:
    URL = HOURS + "besondere-tage/"

    @pytest.fixture(autouse=True)
    def usual_hours(self, business):
        Business.objects.update(opening_hours=USUAL)

    def test_week_of_holidays_is_added_and_taken_away(self, owners, business):
        first = timezone.localdate() + timedelta(days=10)
        last = first + timedelta(days=7)

        added = owners.post(
            self.URL, {"first": first.isoformat(), "last": last.isoformat(), "kind": "closed", "note": "Urlaub"}
        )

        assert added.url == self.URL
        assert exceptions_in(live_hours(business)) == (special(first, last, note="Urlaub"),)
        page = soup(owners.get(self.URL))
        owners.post(self.URL, {"remove": page.select_one("button[name=remove]")["value"]})
        assert live_hours(business) == USUAL

    def test_special_sunday_has_times(self, owners, business):
        day = timezone.localdate() + timedelta(days=14)

        owners.post(self.URL, {"first": day.isoformat(), "kind": "times", "from1": "13:00", "until1": "18:00"})

        assert exceptions_in(live_hours(business)) == (special(day, times=((780, 1080),)),)

    @pytest.mark.parametrize(
        "typed",
        [
            {},
            {"first": "2020-01-01", "kind": "closed"},
            {"first": "2099-02-03", "last": "2099-02-01", "kind": "closed"},
            {"first": "2099-02-03", "kind": "times"},
            {"first": "2099-02-03", "kind": "times", "from1": "10:00"},
            {"first": "gestern", "kind": "closed"},
            {"first": "2099-01-01", "kind": "closed"},
        ],
        ids=["empty", "past", "reversed", "no times", "half", "no date", "day that is entered already"],
    )
    def test_nonsense_is_refused_and_kept(self, owners, business, typed):
        before = normalise(USUAL + "; 2099 Jan 01 10:00-12:00")
        Business.objects.update(opening_hours=before)

        response = owners.post(self.URL, typed)

        page = soup(response)
        assert response.status_code == 200
        assert page.select(".field__error") != []
        assert all(page.select_one(f"[name={name}]") for name in typed)
        assert live_hours(business) == before

    def test_day_from_a_link_is_filled_in(self, owners):
        page = soup(owners.get(self.URL + "?tag=2026-12-24"))

        assert page.select_one("[name=first]")["value"] == "2026-12-24"
        assert not soup(owners.get(self.URL + "?tag=quatsch")).select_one("[name=first]").has_attr("value")

    def test_without_usual_hours_these_come_first(self, owners, business):
        Business.objects.update(opening_hours="")

        assert soup(owners.get(self.URL)).select("[name=first]") == []
        owners.post(self.URL, {"first": "2099-02-03", "kind": "closed"})
        assert live_hours(business) == ""

    def test_new_sentence_keeps_them(self, owners, business):
        day = timezone.localdate() + timedelta(days=10)
        owners.post(self.URL, {"first": day.isoformat(), "kind": "closed"})

        _action, data = sent_by(read_back(owners, "Mo–Do 8–12 Uhr, Feiertage zu"), "edit")
        del data["edit"]
        owners.post(HOURS + "pruefen/", data)

        assert live_hours(business).startswith("Mo-Th 08:00-12:00")
        assert exceptions_in(live_hours(business)) == (special(day),)


def test_days_that_new_hours_name_win_over_old_ones():
    old = "Mo 09:00-12:00; 2099 Dec 20-2099 Dec 31 off; 2099 Aug 01-2099 Aug 20 off"

    value = value_with_special_days("Mo 09:00-18:00; 2099 Dec 24 09:00-12:00", old, date(2099, 1, 1))

    assert exceptions_in(value) == (
        special(date(2099, 8, 1), date(2099, 8, 20)), special(date(2099, 12, 24), times=((540, 720),))
    )  # fmt: skip


def test_days_worth_a_thought_are_those_nobody_has_spoken_of():
    known = (special(date(2026, 12, 25), date(2026, 12, 31)),)

    days = [item.day for item in upcoming_days(date(2026, 11, 20), known)]

    assert days == [date(2026, 12, 24), date(2027, 1, 1)]


def test_two_people_at_once_see_both_versions_and_choose(owners, business):
    Business.objects.update(opening_hours=USUAL)
    _action, data = sent_by(read_back(owners, "Mo–Fr 8–16 Uhr, Feiertage zu"), "edit")
    del data["edit"]
    Business.objects.update(opening_hours=normalise("Mo-Fr 10:00-20:00; PH off"))

    response = owners.post(HOURS + "pruefen/", data)

    assert response.status_code == 409
    page = soup(response)
    assert ["16:00" in page.select(".field__choice")[0].text, "20:00" in page.select(".field__choice")[1].text] == [
        True
    ] * 2
    _action, settled = sent_by(page)
    assert owners.post(HOURS + "pruefen/", settled).status_code == 409  # nobody has chosen yet
    owners.post(HOURS + "pruefen/", settled | {"choice-opening_hours": "mine"})
    assert live_hours(business) == normalise("Mo-Fr 08:00-16:00; PH off")
