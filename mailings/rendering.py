"""One template becomes both parts of a mail: plain text, and the same words in a sober HTML frame.

A template (`templates/<app>/mails/x.txt`) is a Django template without autoescaping:

    Subject: one line
                                                  an empty line
    Paragraphs, with an empty line between them.  Line breaks inside a paragraph stay.
    - an item of a list
    => Label | https://…                          a button; to other hosts than ours a line of text instead
    == 123 456                                    something to read off and type in, shown large
    > words of somebody else                      a quotation; `{{ text|quoted }}` (tag library mails) makes one

What other people wrote goes through `|quoted` or `|one_line`, so that none of it becomes a button of ours.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_spaces_between_tags

from common.urls import absolute_url

WIDTH = 76  # characters a line of the text part; long addresses stay whole
SUBJECT_LENGTH = 250  # characters, as the column has

# The houses in the head of the HTML part: the colours of the seven groups of businesses, heights in pixels.
STREET = [
    {"house": house, "height": height}
    for house, height in (
        ("#c8553d", 22),
        ("#c98a1b", 17),
        ("#3e6c8f", 25),
        ("#4f8a6b", 19),
        ("#8a4f7d", 23),
        ("#6b5ba6", 18),
        ("#5f6f52", 21),
    )
]


class MailTemplateError(ValueError):
    """The template does not begin with a subject line and an empty line, or somebody tried to add headers to it."""


@dataclass(frozen=True)
class Block:
    """`kind` is paragraph, list, quote, code or button; a button has one line, its label, and a `url`."""

    kind: str
    lines: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


@dataclass
class _Reader:
    """Puts lines of one kind that follow each other into one block."""

    blocks: list[Block] = field(default_factory=list)
    kind: str = ""
    lines: list[str] = field(default_factory=list)

    def take(self, kind: str, line: str) -> None:
        if kind != self.kind:
            self.close()
            self.kind = kind
        self.lines.append(line)

    def close(self) -> None:
        if self.lines:
            self.blocks.append(Block(self.kind, tuple(self.lines)))
        self.kind, self.lines = "", []


def render_mail(template: str, context: dict, *, unsubscribe_url: str = "") -> Rendered:
    """Both parts and the subject, in the site's language whatever the language of the reader's request.

    `context` may bring its own `greeting` ("Guten Tag Frau Yılmaz,").

    Raises MailTemplateError, and TemplateDoesNotExist.
    """
    with translation.override(settings.LANGUAGE_CODE):
        source = engines["django"].engine.get_template(template).render(Context(context, autoescape=False))
        subject, body = _split(source, template)
        frame = {
            "subject": subject,
            "blocks": read_blocks(body),
            "greeting": str(context.get("greeting", "")),
            "imprint": settings.PROJECT_IMPRINT,
            "imprint_url": absolute_url("/impressum/"),
            "privacy_url": absolute_url("/datenschutz/"),
            "home_url": absolute_url("/"),
            "funder_line": str(settings.PROJECT_FUNDER_LINE),
            "unsubscribe_url": unsubscribe_url,
            "street": STREET,
        }
        text = render_to_string("mailings/frame.txt", {**frame, "body": text_of(frame["blocks"])})
        html = render_to_string("mailings/frame.html", frame)
    return Rendered(subject, _tidy(text), strip_spaces_between_tags(html.strip()) + "\n")


def _split(source: str, template: str) -> tuple[str, str]:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    if not lines[0].startswith("Subject:") or not lines[0].removeprefix("Subject:").strip():
        raise MailTemplateError(f"{template} does not begin with “Subject: …”.")
    if len(lines) > 1 and lines[1].strip():
        raise MailTemplateError(
            f"{template}: after the subject comes an empty line. Does a value bring line breaks along?"
        )
    # A soft hyphen or a mark of direction in somebody's name (Persian and Arabic names have them) must stop no mail.
    subject = "".join(sign for sign in " ".join(lines[0].removeprefix("Subject:").split()) if sign.isprintable())
    if not subject:
        raise MailTemplateError(f"{template}: nothing of the subject can be shown.")
    return textwrap.shorten(subject, SUBJECT_LENGTH, placeholder=" …"), "\n".join(lines[2:])


def read_blocks(body: str) -> list[Block]:
    """The lines of a rendered template, put together to what they are."""
    reader = _Reader()
    for raw in body.split("\n"):
        line = raw.strip()
        if not line:
            reader.close()
        elif line.startswith("=> "):
            reader.close()
            reader.blocks.append(_button(line))
        elif line.startswith("== "):
            reader.take("code", line[3:].strip())
        elif line.startswith("- "):
            reader.take("list", line[2:].strip())
        elif line == ">" or line.startswith("> "):
            reader.take("quote", line[1:].strip())
        else:
            reader.take("paragraph", line)
    reader.close()
    return reader.blocks


def _button(line: str) -> Block:
    """A button leads to our own site only: a label in our frame is a promise, and values may come from anybody."""
    label, _bar, url = line[3:].rpartition(" | ")
    label, url = label.strip(), url.strip()
    if label and url.startswith(absolute_url("/")) and not re.search(r"\s", url):
        return Block("button", (label,), url)
    return Block("paragraph", (f"{label}: {url}" if label else url,))


def text_of(blocks: list[Block]) -> str:
    return "\n\n".join(_text_of_block(block) for block in blocks)


def _text_of_block(block: Block) -> str:
    if block.kind == "button":
        return f"{block.lines[0]}:\n{block.url}"
    if block.kind == "code":
        return "\n".join(f"    {line}" for line in block.lines)
    if block.kind == "list":
        return "\n".join(_wrapped(line, "- ", "  ") for line in block.lines)
    if block.kind == "quote":
        return "\n".join(_wrapped(line, "> ", "> ") or ">" for line in block.lines)
    return "\n".join(_wrapped(line) for line in block.lines)


def _wrapped(line: str, first: str = "", other: str = "") -> str:
    return textwrap.fill(
        line, WIDTH, initial_indent=first, subsequent_indent=other, break_long_words=False, break_on_hyphens=False
    )


def _tidy(text: str) -> str:
    """No trailing blanks but the one that marks a signature (RFC 3676), no two empty lines in a row."""
    lines = [line.rstrip() if line.rstrip() != "--" else "-- " for line in text.strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
