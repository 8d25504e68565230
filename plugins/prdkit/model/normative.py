"""To digest what a document promises, part by part, so that a sign-off can tell what was signed.

Normative is what `site_config` does not call otherwise: fields, blocks, sections, and the text that stands in
no section. How something is written down does not count: order of keys, quotes, folding, white space, comments.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from textwrap import dedent
from typing import Any

from prdkit.config.fields import Field
from prdkit.config.types import DocumentType
from prdkit.model.content import is_rule
from prdkit.model.document import Document

ALGORITHM = "v1"
"""What a fingerprint begins with; another way to digest gets another name, and tells old ones by theirs."""
REST = "_rest"
"""The part that holds the text outside all sections."""
_LENGTH = 40
_FIRST = "first ids"
_FAR_EAST = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_BLANK_BESIDE = re.compile(f"(?<=[{_FAR_EAST}]) | (?=[{_FAR_EAST}])")
_BLANKS = re.compile(r"\s+")
_DASHES = re.compile(":?-+:?")


@dataclass(frozen=True)
class Normative:
    """The digests of what a document promises: of its front matter by key, of its sections by name."""

    front_matter: Mapping[str, str]
    sections: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """One digest of all, which no change of a part leaves as it is."""
        lines = [f"front_matter {name} {digest}" for name, digest in sorted(self.front_matter.items())]
        lines += [f"sections {name} {digest}" for name, digest in sorted(self.sections.items())]
        return f"{ALGORITHM}-{_digest(chr(10).join(lines))}"

    def changed(self, other: "Normative") -> tuple[tuple[str, str], ...]:
        """The parts that are not alike in another, as (`front_matter` or `sections`, name), in order."""
        pairs = (("front_matter", self.front_matter, other.front_matter), ("sections", self.sections, other.sections))
        return tuple((kind, name) for kind, one, two in pairs for name in _unlike(one, two))


def _unlike(one: Mapping[str, str], two: Mapping[str, str]) -> list[str]:
    return [name for name in sorted(one.keys() | two.keys()) if one.get(name) != two.get(name)]


def remember(documents: Iterable[Document]) -> None:
    """Tell documents by which id each that was renamed was first known: to call it otherwise changes no promise."""
    known = tuple(documents)
    renamed = [document for document in known if document.former_ids]
    taken = {document.id for document in known} if renamed else set()
    first: dict[str, str] = {}
    for document in renamed:
        former = [old for old in document.former_ids if old not in taken and document.type.id_regex.fullmatch(old)]
        first |= dict.fromkeys((document.id, *former), former[0]) if former else {}
    for document in known:
        if document.parts.get(_FIRST, {}) != first:
            document.parts[_FIRST] = first
            document.parts.pop(Normative, None)


def normative(document: Document) -> Normative:
    """What a document promises, digested once and kept with it."""
    if Normative not in document.parts:
        document.parts[Normative] = Normative(_of_values(document), _of_text(document))
    made: Normative = document.parts[Normative]
    return made


def is_normative(kind: DocumentType, key: str) -> bool:
    """Whether a key of the front matter is signed; a block under a section that is not signed is not either."""
    block = kind.blocks.get(key)
    if block is None:
        return key in kind.fields and kind.fields[key].normative
    home = kind.sections.get(kind.homes.get(key) or block.section)
    return block.normative and (home is None or home.normative)


def _of_values(document: Document) -> dict[str, str]:
    kind, values = document.type, document.values
    found = ((key, plain(values[key], kind.fields.get(key))) for key in values if is_normative(kind, key))
    return {key: _digest(_first_named(_spelt(value), document)) for key, value in found if not _is_empty(value)}


def _first_named(text: str, document: Document) -> str:
    """A text with documents called by the ids that they had first."""
    first: Mapping[str, str] = document.parts.get(_FIRST, {})
    if not first:
        return text
    names = "|".join(re.escape(name) for name in sorted(first, key=len, reverse=True))
    return re.sub(rf"(?<![0-9A-Za-z])(?:{names})(?![0-9A-Za-z])", lambda found: first[found[0]], text)


def _spelt(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    # Escapes such as "\ud800" make text that UTF-8 has no bytes for.
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def plain(value: Any, spec: Field | None) -> Any:
    """A value as digested: what is not normative, and what is empty, left out; text without its layout."""
    if isinstance(value, str):
        return squeezed(value)
    if isinstance(value, dict):
        found = ((key, plain(held, _below(spec, key))) for key, held in value.items() if _counts(spec, key))
        return {key: held for key, held in found if not _is_empty(held)}
    if isinstance(value, list):
        items = (plain(item, spec.items if spec else None) for item in value)
        return [item for item in items if not _is_empty(item)]
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _counts(spec: Field | None, key: str) -> bool:
    inner = spec.fields.get(key) if spec and spec.type == "map" else None
    return inner is None or inner.normative


def _below(spec: Field | None, key: str) -> Field | None:
    if spec is None:
        return None
    return spec.fields.get(key) if spec.type == "map" else spec.values_of


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def squeezed(text: str) -> str:
    """A text without its layout: one blank where white space is, none beside Chinese, Japanese or Korean."""
    line = " ".join(text.split())
    return line if line.isascii() else _BLANK_BESIDE.sub("", line)


def _of_text(document: Document) -> dict[str, str]:
    sections = document.type.sections
    found: dict[str, list[str]] = {}
    for name, start, end in _stretches(document):
        if name not in sections or sections[name].normative:
            found.setdefault(name, []).append(prose(document.source.outline.pieces(start, end)))
    texts = {name: "\n".join(filter(None, parts)) for name, parts in found.items()}
    return {name: _digest(_first_named(text, document)) for name, text in texts.items() if text}


def _stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    """The body from heading to heading, each stretch with its innermost section, whose own heading is left out."""
    outline = document.source.outline
    names = {section.index: section.name for section in document.sections}
    inside: list[tuple[int, str]] = []
    at = 0
    for index, heading in enumerate(outline.headings):
        yield inside[-1][1] if inside else REST, at, heading.start
        while inside and inside[-1][0] >= heading.level:
            inside.pop()
        at = heading.start
        if index in names:
            inside.append((heading.level, names[index]))
            at = heading.end
    yield inside[-1][1] if inside else REST, at, len(outline.body)


def prose(pieces: Iterable[tuple[str, str]]) -> str:
    """Markdown as digested: prose without its layout, blocks of code as they are written."""
    return "".join(map(_written, _joined(pieces))).strip()


def _joined(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pieces, where prose is one piece up to the next code: comments that were left out part nothing."""
    for kind, found in groupby(pieces, key=itemgetter(0)):
        if kind == "prose":
            yield kind, "".join(text for _, text in found)
        else:
            yield from found


def _written(piece: tuple[str, str]) -> str:
    kind, text = piece
    if kind == "block":
        return "\n" + "\n".join(line.rstrip() for line in dedent(text).strip("\n").split("\n")) + "\n"
    if kind == "span":
        return " ".join(text.split())
    line = _BLANKS.sub(" ", "\n".join(map(_ruled, text.split("\n"))))
    line = line.replace(" |", "|").replace("| ", "|")
    return line if line.isascii() else _BLANK_BESIDE.sub("", line)


def _ruled(line: str) -> str:
    """A line that rules off the head of a table, however many dashes it has."""
    return _DASHES.sub("-", line) if is_rule(line) else line
