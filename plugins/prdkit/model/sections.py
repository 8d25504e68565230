"""To match headings to the sections that a type knows, and to tell content from placeholders."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prdkit.config.fields import Text
from prdkit.config.types import DocumentType
from prdkit.reading.markdown import Heading, Outline, visible

_NUMBER = re.compile(
    r"""^(?:
        第[零〇一二三四五六七八九十百\d]+(?:[章节節篇条條]|部分?)[、.．:：\s]*
      | [(（][零〇一二三四五六七八九十百\d]+[)）]\s*
      | [零〇一二三四五六七八九十百]+[、.．:：]\s*
      | \d+(?:[.．]\d+)*(?:[.．、)）:：]\s*|\s+)
      | [A-Za-z][.)、]\s+
      | [ivxIVX]+[.)、]\s+
    )+""",
    re.VERBOSE,
)
_MARKUP = re.compile(r"[*_`~]|<[^<>]+>")
_TOKEN = re.compile(r"[^\s|,，、;；:：.。!！?？()（）\[\]【】「」*_`~>#+=-]+")
_HEADING_LINE = re.compile(r"^#{1,6}")
_LIST_NUMBER = re.compile(r"(?:\d+[.)]|\[[ xX]\])")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is a section of the type; `index` counts among the outline's headings."""

    name: str
    heading: Heading
    index: int


@lru_cache(maxsize=65536)
def bare(title: str) -> str:
    """A heading's words without numbering, emoji, emphasis and trailing colons, for comparing."""
    words = _MARKUP.sub("", title)
    words = "".join(c for c in words if unicodedata.category(c) not in ("So", "Sk", "Cf") and c != "️")
    words = _NUMBER.sub("", words.strip()).strip().rstrip(":：").strip()
    return re.sub(r"\s+", " ", words).casefold()


def _words(text: Text) -> Iterable[str]:
    return text.values() if isinstance(text, Mapping) else (text,)


@lru_cache(maxsize=64)
def _names(kind: "_ByIdentity") -> dict[str, str]:
    known: dict[str, str] = {}
    for name, section in kind.type.sections.items():
        for words in (*_words(section.label), *section.aliases, name, name.replace("_", " ")):
            known.setdefault(bare(words), name)
            known.setdefault(re.sub(r"\s+", " ", words).casefold(), name)
    return known


class _ByIdentity:
    """A type as a cache key: types hold mappings and cannot be hashed by value."""

    def __init__(self, kind: DocumentType) -> None:
        self.type = kind

    def __hash__(self) -> int:
        return id(self.type)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.type is self.type


def name_of(heading: Heading, kind: DocumentType) -> str:
    """The section that a heading is, by `{#id}`, by id, or by any label or alias in any language."""
    if heading.level not in kind.heading_levels:
        return ""
    if heading.anchor in kind.sections:
        return heading.anchor
    known = _names(_ByIdentity(kind))
    plain = re.sub(r"\s+", " ", heading.title).strip().casefold()
    return known.get(plain) or known.get(bare(heading.title), "")


def find(outline: Outline, kind: DocumentType) -> tuple[Section, ...]:
    """The sections of a document in the order they stand in."""
    named = ((name_of(heading, kind), heading, index) for index, heading in enumerate(outline.headings))
    return tuple(Section(name, heading, index) for name, heading, index in named if name)


def has_content(text: str, placeholders: frozenset[str]) -> bool:
    """Whether a text holds more than comments, headings, table heads and placeholder words."""
    lines = visible(text).split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or _HEADING_LINE.match(line) or is_rule(line):
            continue
        if number + 1 < len(lines) and "|" in line and is_rule(lines[number + 1]):
            continue
        if not is_placeholder(_LIST_NUMBER.sub("", line.strip(), count=1), placeholders):
            return True
    return False


def is_rule(line: str) -> bool:
    """Whether a line only separates: a table's head from its rows, or what stands above from below."""
    return "-" in line and not line.strip("|:- \t")


def is_placeholder(text: str, placeholders: frozenset[str]) -> bool:
    """Whether a text is empty or made of nothing but placeholder words (given in lower case)."""
    folded = text.strip().casefold()
    if not folded or folded in placeholders:
        return True
    told = any(token[0] not in placeholders for token in _TOKEN.finditer(folded))
    return not told or _opens_with(folded, placeholders)


def _opens_with(folded: str, placeholders: frozenset[str]) -> bool:
    """`TODO: ask legal` is a note to oneself, not content."""
    word = re.match(r"[\s*_>#+-]*([a-z/]{3,6}|待补充|待補充|待定)\s*[:：]", folded)
    return word is not None and word[1] in placeholders
