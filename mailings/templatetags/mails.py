"""For templates of mails: other people's words, made harmless."""

from __future__ import annotations

import textwrap

from django import template

from mailings.rendering import WIDTH

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Somebody else's words as a quotation, each line behind a “> ”."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(f"> {line.strip()}" if line.strip() else ">" for line in lines)


@register.filter
def one_line(text: str) -> str:
    """Everything on one line, for subjects and for values inside of a sentence."""
    return " ".join(str(text).split())


@register.filter
def wrapped(text: str) -> str:
    """Lines as long as the text part of a mail has them; words and addresses stay whole."""
    return textwrap.fill(str(text), WIDTH, break_long_words=False, break_on_hyphens=False)
