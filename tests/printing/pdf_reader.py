"""Reads what stands in a PDF, so that tests see paper and not templates: enough of ISO 32000 for what typst writes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_TOKEN = re.compile(rb"\(|<<|>>|<([0-9A-Fa-f]*)>|/(\w+)|\b(BT|ET)\b")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(\d{1,3}|\r?\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """Objects by number; `pages` holds the text of each page, one line a text object, words joined."""

    def __init__(self, content: bytes):
        self.content = content
        self.objects = {int(number): body for number, body in _OBJECT.findall(content)}
        self.pages = [
            self._text_of(page) for page in self._in_order() if re.search(rb"/Type\s*/Page\b", self.objects[page])
        ]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    @property
    def sizes_in_mm(self) -> list[tuple[int, int]]:
        boxes = [re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", self.objects[page]) for page in self._in_order()]
        return [(round(float(box[1]) / 72 * 25.4), round(float(box[2]) / 72 * 25.4)) for box in boxes]

    @property
    def alternatives(self) -> list[str]:
        """The words that stand for pictures, from the tree of the document."""
        found = []
        for body in self.objects.values():
            for place in re.finditer(rb"/Alt\s*(?=[(<])", body.partition(b"stream\n")[0]):
                found += [_words(text) for kind, text in _tokens(body[place.end() :]) if kind == "string"][:1]
        return found

    def _in_order(self) -> list[int]:
        root = next(body for body in self.objects.values() if re.search(rb"/Type\s*/Pages\b", body))
        return [int(number) for number in re.findall(rb"(\d+) 0 R", root[root.index(b"/Kids") :].split(b"]")[0])]

    def _stream(self, number: int) -> bytes:
        head, _, rest = self.objects[number].partition(b"stream\n")
        data = rest.removesuffix(b"endstream").removesuffix(b"\n")
        return zlib.decompress(data) if b"FlateDecode" in head else head + data

    def _reference(self, body: bytes, name: bytes) -> int:
        return int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])

    def _text_of(self, page: int) -> str:
        body = self.objects[page]
        resources = self.objects[self._reference(body, b"Resources")]
        fonts = {name: self._letters_of(int(number)) for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)}
        lines, line, letters, inside, instead = [], "", {}, False, False
        for kind, value in _tokens(self._stream(self._reference(body, b"Contents"))):
            if kind == "name" and value in fonts:
                letters = fonts[value]
            elif kind == "string" and inside and not instead:  # what `ActualText` says stands there drawn as well
                line += "".join(letters.get(value[at : at + 2], "") for at in range(0, len(value), 2))
            elif kind == "operator":
                inside = value == b"BT"
                if not inside:
                    lines.append(line)
                    line = ""
            instead = (kind, value) == ("name", b"ActualText")
        return "\n".join(lines)

    def _letters_of(self, font: int) -> dict[bytes, str]:
        table = self._stream(self._reference(self.objects[font], b"ToUnicode"))
        return {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
        }


def joined(text: str) -> str:
    """Without white space and what parts words: two texts are the same wherever their lines end."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def _tokens(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Names, strings and the two operators around a text, in order. A string may hold pairs of parentheses."""
    at = 0
    while token := _TOKEN.search(content, at):
        at = token.end()
        if token[0] == b"(":
            depth = 1
            while depth:
                part = _IN_STRING.search(content, at)
                at = part.end()
                depth += {b"(": 1, b")": -1}.get(part[0], 0)
            yield "string", _unescaped(content[token.end() : at - 1])
        elif token[1] is not None:
            yield "string", bytes.fromhex(token[1].decode())
        elif token[2] is not None:
            yield "name", token[2]
        elif token[3] is not None:
            yield "operator", token[3]


def _unescaped(raw: bytes) -> bytes:
    def letter(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8)]) if code.isdigit() else _LETTERS.get(code, b"" if code.endswith(b"\n") else code)

    return _ESCAPE.sub(letter, raw)


def _words(text: bytes) -> str:
    return text[2:].decode("utf-16-be") if text.startswith(b"\xfe\xff") else text.decode("latin-1")
