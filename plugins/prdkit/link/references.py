"""To find what a text says about other documents: `[[ID]]`, `[[ID#part|words]]` and bare ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.config.config import Config
from prdkit.reading.problem import Path, Span
from prdkit.reading.source import Source


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
    ids = "|".join(f"(?:{t.id_pattern})" for t in config.types.values()) or r"(?!)"
    return re.compile(
        rf"\[\[(?P<id>[^\[\]|#\n]+?)(?:\#(?P<part>[^\[\]|\n]*))?(?:\|(?P<words>[^\[\]\n]*))?\]\]"
        rf"|(?<![\w/.#@=-])(?P<bare>{ids})(?:\#(?P<barepart>[\w.-]*\w))?(?![\w-]|\.\w)"
    )


def prefixes(config: Config) -> re.Pattern[str]:
    """What the ids of this project begin with, so that `[[anything else]]` is left alone."""
    heads = {_head(t.id_pattern) for t in config.types.values()}
    return re.compile("|".join(sorted(map(re.escape, filter(None, heads)))) or r"(?!)")


def _head(id_pattern: str) -> str:
    """The literal letters that an id pattern begins with: `PRD-` of `PRD-\\d{4}`."""
    found = re.match(r"[A-Za-z]+[-_]?", id_pattern)
    return found[0] if found else ""


def in_text(source: Source, ids: re.Pattern[str], heads: re.Pattern[str]) -> Iterator[Reference]:
    """The references in the body of a source, outside code and comments."""
    if not (heads.search(source.body)):
        return
    outline = source.outline
    for found in ids.finditer(source.body):
        target = (found["id"] or found["bare"]).strip()
        if not heads.match(target) or not outline.is_prose(found.start()):
            continue
        line, column = outline.position(found.start())
        span = Span(line, column, line, column + len(found[0]))
        part = found["part"] if found["id"] else found["barepart"]
        yield Reference(target, (part or "").strip(), span, explicit=bool(found["id"]))
