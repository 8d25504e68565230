"""To find what a text says about other documents: `[[ID]]`, `[[ID#part|words]]` and bare ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.config.fields import Field
from prdkit.config.mentions import PIPE, names
from prdkit.link.items import Way, read_item
from prdkit.model.document import Document
from prdkit.reading.problem import Path, Span
from prdkit.reading.source import Source


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a document, from the front matter (`field` names it) or from the text.

    `ways` are those that a field of kind `ref` lets it be meant by; without any it is an id. `kinds` are the types
    whose documents are meant first where several give the same ids.
    """

    target: str
    anchor: str
    at: Path | Span
    field: str = ""
    explicit: bool = True
    spec: Field | None = None
    ways: tuple[Way, ...] | None = None
    kinds: tuple[str, ...] = ()


def in_fields(document: Document) -> Iterator[Reference]:
    """What a document's fields of kind `ref` name, and ids in fields that may name documents."""
    kinds = document.config.types.values()
    for at, word, spec in document.mentions:
        item = read_item(word, spec, document.path, document.config.prefix)
        if spec.type == "ref" or any(names(kind, item.target) for kind in kinds):
            first = spec.types or (document.type.name,)
            yield Reference(item.target, item.anchor, at, str(at[0]), spec=spec, ways=item.ways, kinds=first)


def in_text(
    source: Source, ids: re.Pattern[str], heads: re.Pattern[str], holder: Document | None = None
) -> Iterator[Reference]:
    """The references in the body of a source, outside code and comments; `[[#F1]]` speaks of its `holder` itself."""
    outline = source.outline
    for found in mentions(source.body, ids, heads):
        if not outline.is_prose(found.start()):
            continue
        line, column = outline.position(found.start())
        yield _reference(found, Span(line, column, line, column + len(found[0])), holder)


def in_front_matter(
    source: Source, ids: re.Pattern[str], heads: re.Pattern[str], holder: Document | None = None
) -> Iterator[Reference]:
    """The ids that the front matter mentions anywhere, be it in a sentence of a table."""
    text = "" if source.is_lost else source.front_matter
    line, counted, keys = source.yaml_line, 0, _Keys(text)
    for found in mentions(text, ids, heads):
        start = text.rfind("\n", 0, found.start()) + 1
        line += text.count("\n", counted, start)
        counted = start
        before = text[start : found.start()]
        if not before.lstrip().startswith("#") and " # " not in before:
            at = Span(line, len(before) + 1, line, len(before) + 1 + len(found[0]))
            yield _reference(found, at, holder, keys.above(found.end()))


def _found(text: str, ids: re.Pattern[str], heads: re.Pattern[str], position: int = 0) -> Iterator[re.Match[str]]:
    """Where ids stand; their first letters are sought, and the slower pattern is tried only there."""
    while (head := heads.search(text, position)) is not None:
        start = head.start()
        opening = start if head[0] == "[[" else text.rfind("[[", max(start - 4, 0), start)
        boxed = opening >= 0 and not text[opening + 2 : start].strip()
        found = (boxed and ids.match(text, opening)) or ids.match(text, start)
        if found is not None:
            yield found
        position = found.end() if found is not None else max(head.end(), start + 1)


_OWN_PART = re.compile(rf"(?<!\\)\[\[\#(?P<part>[^\[\]|\n\\\x02]+)(?:{PIPE}(?P<words>[^\[\]\n]*))?\]\]")


def _own_parts(text: str) -> Iterator[re.Match[str]]:
    return _OWN_PART.finditer(text) if "[[#" in text else iter(())


def mentions(text: str, ids: re.Pattern[str], heads: re.Pattern[str], position: int = 0) -> Iterator[re.Match[str]]:
    """Where a text mentions documents or parts of its own, in order: the groups say what is meant."""
    own = (found for found in _own_parts(text) if found.start() >= position)
    return iter(sorted((*_found(text, ids, heads, position), *own), key=re.Match.start))


def inside_link(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text lies in the words of a Markdown link, whose address is the author's."""
    opening, closing = text.rfind("[", 0, start), text.find("]", end)
    if opening < 0 or closing < 0 or text.rfind("]", 0, start) > opening:
        return False
    return text[closing + 1 : closing + 2] in ("(", "[")


def _reference(found: re.Match[str], at: Span, holder: Document | None, field: str = "") -> Reference:
    named = found.groupdict()
    target = named.get("id") or named.get("bare") or (holder.id if holder is not None else "")
    part = (named.get("part") or named.get("barepart") or "").rstrip("\\").strip()
    kinds = (holder.type.name,) if holder is not None else ()
    return Reference(target.strip(), part, at, field, explicit=not named.get("bare"), kinds=kinds)


_TOP_LEVEL = re.compile(r"^([^\s#:\-\"'\[{][^:\n]*?)[ \t]*:(?=[ \t]|$)", re.MULTILINE)


class _Keys:
    """The top-level keys of a front matter, read on as far as somebody asks."""

    def __init__(self, text: str) -> None:
        self._ahead = _TOP_LEVEL.finditer(text)
        self._next = next(self._ahead, None)
        self._name = ""

    def above(self, offset: int) -> str:
        """The key that an offset stands under; offsets must not go back."""
        while self._next is not None and self._next.end() <= offset:
            self._name = self._next[1]
            self._next = next(self._ahead, None)
        return self._name
