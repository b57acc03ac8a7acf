"""Every mail of the login can be written, and none has a link that a stranger could imitate."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from mailings.rendering import render_mail

MAILS = sorted((Path(settings.BASE_DIR) / "templates" / "account" / "mails").glob("*.txt"))


def test_every_mail_has_a_subject_and_words():
    assert len(MAILS) > 10
    for path in MAILS:
        mail = render_mail(
            f"account/mails/{path.name}", {"at": timezone.now(), "code": "123 456", "minutes": 15}, unsubscribe_url=""
        )
        assert mail.subject, path.name
        assert len(mail.text) > 200, path.name
        assert "123 456" not in mail.subject, path.name


def test_mails_with_a_code_show_it_alone_on_a_line():
    for name in ("login_code", "email_code"):
        mail = render_mail(f"account/mails/{name}.txt", {"code": "123 456", "minutes": 15}, unsubscribe_url="")
        assert "123 456" in [line.strip() for line in mail.text.splitlines()], name
