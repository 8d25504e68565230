"""To find what a text says about other documents: `[[ID]]`, `[[ID#part|words]]` and bare ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.config.config import Config
from prdkit.reading.problem import Path, Span
from prdkit.reading.source import Source

_PIPE = r"\\?\|"
"""`|`, or `\\|` as it is written in a table."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a document, from the front matter (`field` names it) or from the text."""

    target: str
    anchor: str
    at: Path | Span
    field: str = ""
    explicit: bool = True


def pattern(config: Config) -> re.Pattern[str]:
    """`[[…]]` around anything that looks like an id of a known type, or such an id on its own."""
    ids = "|".join(f"(?:{t.id_pattern})" for t in config.types.values() if _head(t.id_pattern)) or r"(?!)"
    # Letters are told one by one, since `\\w` would take the Chinese around an id for a part of it.
    return re.compile(
        rf"(?<!\\)\[\[(?P<id>[^\[\]|#\n\\\x02]+?)(?:\#(?P<part>[^\[\]|\n\\\x02]*))?(?:{_PIPE}(?P<words>[^\[\]\n]*))?\]\]"
        rf"|(?<![A-Za-z0-9_/.#@=-])(?P<bare>{ids})(?:\#(?P<barepart>[A-Za-z0-9_.-]*[A-Za-z0-9_]))?(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])"
    )


def prefixes(config: Config) -> re.Pattern[str]:
    """What the ids of this project begin with, so that `[[anything else]]` is left alone."""
    return re.compile("|".join(map(re.escape, starts(config))) or r"(?!)")


def starts(config: Config) -> tuple[str, ...]:
    """The literal letters that ids begin with, sorted."""
    return tuple(sorted(filter(None, {_head(t.id_pattern) for t in config.types.values()})))


def _head(id_pattern: str) -> str:
    """The literal letters that an id pattern begins with: `PRD-` of `PRD-\\d{4}`."""
    found = re.match(r"[A-Za-z]+[-_]?", id_pattern)
    return found[0] if found else ""


def in_text(source: Source, ids: re.Pattern[str], heads: re.Pattern[str], own: str = "") -> Iterator[Reference]:
    """The references in the body of a source, outside code and comments; `[[#F1]]` speaks of `own` itself."""
    outline = source.outline
    for found in mentions(source.body, ids, heads):
        if not outline.is_prose(found.start()):
            continue
        line, column = outline.position(found.start())
        yield _reference(found, Span(line, column, line, column + len(found[0])), own)


def in_front_matter(source: Source, ids: re.Pattern[str], heads: re.Pattern[str], own: str = "") -> Iterator[Reference]:
    """The ids that the front matter mentions anywhere, be it in a sentence of a table."""
    text = "" if source.is_lost else source.front_matter
    for found in mentions(text, ids, heads):
        start = text.rfind("\n", 0, found.start()) + 1
        before = text[start : found.start()]
        if before.lstrip().startswith("#") or " # " in before:
            continue
        line, column = text.count("\n", 0, start) + 2, len(before) + 1
        at = Span(line, column, line, column + len(found[0]))
        yield _reference(found, at, own, _key_above(text, found.end()))


def _found(text: str, ids: re.Pattern[str], heads: re.Pattern[str], position: int = 0) -> Iterator[re.Match[str]]:
    """Where ids stand; their first letters are sought, and the slower pattern is tried only there."""
    while (head := heads.search(text, position)) is not None:
        start = head.start()
        opening = text.rfind("[[", max(start - 4, 0), start)
        boxed = opening >= 0 and not text[opening + 2 : start].strip()
        found = (boxed and ids.match(text, opening)) or ids.match(text, start)
        if found is not None:
            yield found
        position = found.end() if found is not None else head.end()


_OWN_PART = re.compile(rf"(?<!\\)\[\[\#(?P<part>[^\[\]|\n\\\x02]+)(?:{_PIPE}(?P<words>[^\[\]\n]*))?\]\]")


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


def _reference(found: re.Match[str], at: Span, own: str, field: str = "") -> Reference:
    named = found.groupdict()
    target = named.get("id") or named.get("bare") or own
    part = named.get("part") or named.get("barepart") or ""
    return Reference(target.strip(), part.rstrip("\\").strip(), at, field, explicit=not named.get("bare"))


_TOP_LEVEL = re.compile(r"^([\w-]+)[ \t]*:", re.MULTILINE)


def _key_above(text: str, offset: int) -> str:
    """The top-level key that an offset of the front matter stands under."""
    keys = _TOP_LEVEL.findall(text, 0, offset)
    return keys[-1] if keys else ""
