from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.test import RequestFactory

import pytest
import time_machine
from bs4 import BeautifulSoup

from common.public_forms import TOKEN_NAME, TRAP_NAME, PublicForm, is_from_here, new_token, public_form


class NoteForm(PublicForm):
    purpose = "note"
    limit = 3
    text = forms.CharField(widget=forms.Textarea)
    link = forms.URLField(required=False, assume_scheme="https")


class OtherForm(PublicForm):
    purpose = "other"


@public_form
def view(request):
    form = NoteForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return HttpResponse("thanks", status=303)
    return render(request, "components/_form_errors.html", {"form": form})


def post(data=None, **extra):
    return RequestFactory().post("/", {"text": "Guten Tag", TOKEN_NAME: new_token("note"), **(data or {})}, **extra)


def form_of(data=None, **extra) -> NoteForm:
    request = post(data, **extra)
    return NoteForm(request.POST, request=request)


def problems(form) -> list[str]:
    return [str(problem) for problem in form.non_field_errors()]


def test_form_of_a_person_passes():
    form = form_of()

    assert form.is_valid()
    assert form.cleaned_data["text"] == "Guten Tag"
    assert not form.is_suspicious


def test_form_without_a_purpose_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        PublicForm(request=RequestFactory().get("/"))


def test_guard_carries_a_token_and_a_trap_nobody_meets():
    form = NoteForm(request=RequestFactory().get("/"))
    markup = BeautifulSoup(str(form.guard), "html.parser")

    trap = markup.find("input", attrs={"name": TRAP_NAME})

    assert trap.find_parent(hidden=True) is not None
    assert (trap["autocomplete"], trap["tabindex"], trap["value"]) == ("off", "-1", "")
    assert markup.find("label", attrs={"for": trap["id"]}) is not None
    assert form_of({TOKEN_NAME: markup.find("input", attrs={"name": TOKEN_NAME})["value"]}).is_valid()


@pytest.mark.parametrize(
    "token",
    ["", "nonsense", new_token("other"), new_token("note") + "x"],
    ids=["empty", "nonsense", "for another form", "changed"],  # a token has the time in it, a test's name must not
)
def test_token_that_is_not_ours_is_refused_and_a_new_one_given(token):
    form = form_of({TOKEN_NAME: token})

    assert not form.is_valid()
    assert len(problems(form)) == 1
    assert form["text"].value() == "Guten Tag"
    assert token not in str(form.guard) or not token
    fresh = BeautifulSoup(str(form.guard), "html.parser").find("input", attrs={"name": TOKEN_NAME})["value"]
    assert form_of({TOKEN_NAME: fresh}).is_valid()


def test_form_sent_too_fast_is_refused_once_and_keeps_its_token(settings):
    settings.PUBLIC_FORMS_MIN_SECONDS = 3
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as clock:
        token = new_token("note")
        clock.shift(2)
        too_fast = form_of({TOKEN_NAME: token})
        assert not too_fast.is_valid()
        assert token in str(too_fast.guard)
        clock.shift(1)

        assert form_of({TOKEN_NAME: token}).is_valid()


def test_form_of_buttons_alone_may_be_sent_at_once(settings, monkeypatch):
    settings.PUBLIC_FORMS_MIN_SECONDS = 3
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        token = new_token("note")
        assert not form_of({TOKEN_NAME: token}).is_valid()
        monkeypatch.setattr(NoteForm, "is_written", False)

        assert form_of({TOKEN_NAME: token}).is_valid()


def test_form_left_open_overnight_is_asked_once_more():
    with time_machine.travel("2026-11-22T20:00:00Z", tick=False) as clock:
        token = new_token("note")
        clock.shift(12 * 3600)
        assert form_of({TOKEN_NAME: token}).is_valid()
        clock.shift(1)
        form = form_of({TOKEN_NAME: token})

        assert not form.is_valid()
        assert token not in str(form.guard)


def test_mistake_in_a_field_keeps_the_token_so_that_correcting_is_not_too_fast():
    token = new_token("note")
    form = form_of({TOKEN_NAME: token, "text": ""})

    assert not form.is_valid()
    assert problems(form) == []
    assert token in str(form.guard)


def test_filled_trap_is_refused_with_a_sentence_and_comes_back_empty():
    form = form_of({TRAP_NAME: "https://spam.example"})

    assert not form.is_valid()
    assert len(problems(form)) == 1
    assert "spam.example" not in str(form.guard)


@pytest.mark.parametrize(
    ("text", "suspicious"),
    [
        ("Samstags erst ab 10 Uhr.", False),
        ("Siehe https://spam.example", True),
        ("WWW.spam.example", True),
        ("[url=x]hier[/url]", True),
        ("Preis < 5 Euro, Mail an laden@example.org", False),
    ],
)
def test_links_in_free_text_are_marked_and_pass(text, suspicious):
    form = form_of({"text": text, "link": "https://laden.example"})

    assert form.is_valid()
    assert form.is_suspicious is suspicious


def test_limit_counts_per_network_and_purpose_and_ends_with_its_window():
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as clock:
        assert [form_of().is_valid() for _ in range(4)] == [True, True, True, False]
        assert form_of(REMOTE_ADDR="198.51.100.4").is_valid()
        other = post({TOKEN_NAME: new_token("other")})
        assert OtherForm(other.POST, request=other).is_valid()
        clock.shift(600)

        assert form_of().is_valid()


def test_limit_answers_429_with_a_sentence_and_the_input():
    answers = [view(post({"text": "Sonntags zu"})) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert b"<li>" in answers[-1].content


def test_limit_keeps_no_address():
    form_of(REMOTE_ADDR="198.51.100.4").is_valid()

    kept = repr(cache._cache)

    assert "common.public_forms.count" in kept
    assert "198.51.100.4" not in kept


@pytest.mark.parametrize(
    ("headers", "from_here"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "http://testserver/laeden/"}, True),
        ({"Referer": "http://evil.example/?http://testserver"}, False),
        ({"Cookie": "sessionid=abc"}, False),
        ({"Cookie": "sessionid=abc", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Cookie": "theme=dark"}, True),
    ],
)
def test_where_a_form_was_sent_from(headers, from_here):
    assert is_from_here(post(headers=headers)) is from_here


@pytest.mark.django_db
def test_form_of_another_site_is_refused():
    answer = view(post(headers={"Origin": "http://evil.example"}))

    assert answer.status_code == 403


def test_view_needs_no_cookie_and_is_not_kept_by_caches():
    request = post()

    assert CsrfViewMiddleware(lambda request: None).process_view(request, view, (), {}) is None
    answer = view(request)
    assert answer.status_code == 303
    assert "csrftoken" not in answer.cookies
    assert answer["Cache-Control"] == "private, max-age=0"
