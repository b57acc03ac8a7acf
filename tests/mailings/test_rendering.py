"""One template, two parts."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest

from mailings.rendering import WIDTH, Block, MailTemplateError, read_blocks, render_mail
from mailings.sending import as_mail
from mailings.templatetags.mails import one_line, quoted
from tests.factories.mailings import MessageFactory


def test_lines_are_put_together_to_blocks():
    body = "Eins\nzwei\n\n- a\n- b\nDrei\n=> Los | http://testserver/x/\n== 12 34\n> q\n>\n> r\n\n\nEnde"

    assert read_blocks(body) == [
        Block("paragraph", ("Eins", "zwei")),
        Block("list", ("a", "b")),
        Block("paragraph", ("Drei",)),
        Block("button", ("Los",), "http://testserver/x/"),
        Block("code", ("12 34",)),
        Block("quote", ("q", "", "r")),
        Block("paragraph", ("Ende",)),
    ]


@pytest.mark.parametrize("url", ["https://evil.example/", "javascript:alert(1)", "http://testserver.evil/", "//evil/"])
def test_button_to_another_host_is_plain_text(url):
    assert read_blocks(f"=> Los | {url}") == [Block("paragraph", (f"Los: {url}",))]


def test_text_part_is_wrapped_and_leaves_addresses_whole(mail_template):
    url = "http://testserver/" + "sehr-lang/" * 20
    template = mail_template("Subject: x\n\n{{ words }}\n\n=> Ansehen | {{ url }}\n\n- {{ words }}")

    text = render_mail(template, {"words": "Öffnungszeiten " * 30, "url": url}).text

    lines = text.split("\n")
    assert f"Ansehen:\n{url}\n" in text
    assert [line for line in lines if len(line) > WIDTH and line != url] == []
    assert "-- \n" in text


def test_html_part_escapes_and_text_part_does_not(mail_template):
    rendered = render_mail(mail_template("Subject: {{ x }}\n\n{{ x }}"), {"x": "<b>Müller & Söhne</b>"})

    assert rendered.subject == "<b>Müller & Söhne</b>"
    assert "<b>Müller & Söhne</b>" in rendered.text
    assert "&lt;b&gt;Müller &amp; Söhne&lt;/b&gt;" in rendered.html
    assert "<b>Müller" not in rendered.html


def test_both_parts_say_who_answers_for_them_and_who_pays(mail_template, settings):
    settings.PROJECT_IMPRINT = ["Gemeinsam für Hagen", "Rathausstraße 1", "58095 Hagen"]
    rendered = render_mail(mail_template("Subject: x\n\nx"), {})

    for part in (rendered.text, rendered.html):
        assert all(line in part for line in settings.PROJECT_IMPRINT)
        assert "http://testserver/impressum/" in part
        assert "http://testserver/datenschutz/" in part
    assert str(settings.PROJECT_FUNDER_LINE) in rendered.html
    assert str(settings.PROJECT_FUNDER_LINE) in " ".join(rendered.text.split())


def test_html_part_loads_nothing_and_names_no_other_host(mail_template):
    html = render_mail(mail_template("Subject: x\n\nx\n\n=> Los | http://testserver/x/"), {}).html

    assert set(re.findall(r"https?://([^/\"'<]+)", html)) == {"testserver"}
    assert re.findall(r"<(img|script|link|iframe|object|video|audio|form|svg)\b", html) == []
    assert re.findall(r"url\(|@import|@font-face|background=", html) == []


def test_greeting_of_the_context_replaces_the_usual_one(mail_template):
    rendered = render_mail(mail_template("Subject: x\n\nx"), {"greeting": "Guten Tag Frau Yılmaz,"})

    assert rendered.text.startswith("Guten Tag Frau Yılmaz,\n\nx\n")
    assert "Guten Tag Frau Yılmaz," in rendered.html


@pytest.mark.parametrize("text", ["Hallo", "Subject:\n\nx", "subject: x\n\nx", "Subject: x\nBcc: y\n\nx", ""])
def test_template_without_proper_subject_is_refused(mail_template, text):
    with pytest.raises(MailTemplateError):
        render_mail(mail_template(text), {})


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200f", "\u202e", "\x07", "\x1b"])
def test_invisible_sign_in_a_name_leaves_the_subject_and_stops_no_mail(mail_template, sign):
    rendered = render_mail(mail_template("Subject: Von {{ name }}\n\nx"), {"name": f"Bäcke{sign}rei"})

    assert rendered.subject == "Von Bäckerei"


def test_subject_of_invisible_signs_alone_is_refused(mail_template):
    with pytest.raises(MailTemplateError):
        render_mail(mail_template("Subject: \u200b\n\nx"), {})


def test_long_subject_is_cut_at_a_word(mail_template):
    subject = render_mail(mail_template("Subject: " + "Wort " * 100 + "\n\nx"), {}).subject

    assert len(subject) <= 250
    assert subject.endswith("Wort …")


def test_other_peoples_words_cannot_make_a_button(mail_template):
    words = "Hallo\n=> Anmelden | http://testserver/x/\r\n- eins"
    html = render_mail(mail_template("{% load mails %}Subject: x\n\n{{ words|quoted }}"), {"words": words}).html

    assert quoted(words).split("\n") == ["> Hallo", "> => Anmelden | http://testserver/x/", "> - eins"]
    assert 'href="http://testserver/x/"' not in html
    assert one_line(words) == "Hallo => Anmelden | http://testserver/x/ - eins"


def test_mail_survives_umlauts_and_long_lines():
    message = MessageFactory.build(
        subject="Übergrößenträgerinnenöffnungszeitenänderung " * 4,
        text="ö" * 2_000 + "\n",
        html="<p>" + "ß" * 2_000 + "</p>",
        reply_to="büro@example.org".replace("ü", "ue"),
    )

    raw = as_mail(message).message().as_bytes(linesep="\r\n")
    parsed = message_from_bytes(raw, policy=policy.default)

    assert max(len(line) for line in raw.split(b"\r\n")) <= 998, "RFC 5322, 2.1.1"
    assert parsed["Subject"].strip() == message.subject.strip()
    assert parsed.get_body(["plain"]).get_content().strip() == "ö" * 2_000
    assert parsed["From"] == message.from_email
