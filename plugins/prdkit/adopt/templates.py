"""To find the templates that documents were copied from, and what is left of them when nobody fills them in."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from prdkit.adopt.families import Family
from prdkit.adopt.words import fold, words
from prdkit.model.headings import bare
from prdkit.reading.source import Source
from prdkit.reading.yaml import Value

_LETTERS_FOR_NUMBER = re.compile(r"(?:^|[-_ ])(?:N{3,}|X{3,}|n{3,}|x{3,})(?:$|[-_ .])")
_LIKE = 0.4
_BRACKETS = (("(", ")"), ("<", ">"), ("{", "}"), ("[", "]"), ("（", "）"), ("【", "】"), ("《", "》"))


def is_template(source: Source) -> bool:
    """Whether a file is there to be copied: it is called so, or letters stand where others have their number."""
    pure = PurePosixPath(source.path)
    if any(fold(name) in words().templates for name in pure.parent.parts):
        return True
    return any(_is_called_so(name) for name in (pure.stem, pure.parent.name))


def _is_called_so(name: str) -> bool:
    """Whether a name says template; a number before it would say that it is a document about one."""
    if _LETTERS_FOR_NUMBER.search(name):
        return True
    numbers = re.findall(r"\d+", name)
    return fold(name).strip("0123456789.").endswith(words().templates) and not any(map(int, numbers))


def templates_of(family: Family, templates: Sequence[Source]) -> tuple[Source, ...]:
    """The templates whose keys and headings are like those of a family, the most like first."""
    scored = [(_likeness(family, template), template) for template in templates]
    ordered = sorted(scored, key=lambda pair: (-pair[0], len(pair[1].path), pair[1].path))
    return tuple(template for likeness, template in ordered if likeness >= _LIKE)


def _likeness(family: Family, template: Source) -> float:
    keys, headings = frozenset(template.values), {bare(heading.title) for heading in template.outline.headings}
    parts = [_share(family.keys, keys)] if family.keys else []
    parts += [_share(family.headings, headings)] if family.headings else []
    return max(parts, default=0.0)


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine) if mine else 0.0


def hints(templates: Iterable[Source]) -> frozenset[str]:
    """The values of templates that ask to be replaced: those in brackets, and whole sentences."""
    texts = [text for template in templates for text in _texts(template.values.values())]
    return frozenset(text.strip() for text in texts if _bracket(text) or len(text.split()) > 3)


def placeholder_patterns(template: Source | None) -> tuple[str, ...]:
    """Patterns of values to be filled in: the brackets that stand around most values of a template."""
    found = [bracket for text in _texts(template.values.values()) if (bracket := _bracket(text))] if template else []
    return tuple(rf"\{a}.*\{b}" if a.isascii() else f"{a}.*{b}" for a, b in _BRACKETS if found.count(a) >= 3)


def _bracket(text: str) -> str:
    """The bracket that a whole text stands in."""
    inner = text.strip()
    return next((a for a, b in _BRACKETS if len(inner) > 2 and inner[0] == a and inner[-1] == b), "")


def _texts(values: Iterable[Value]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif value is not None:
            found += _texts(value.values() if isinstance(value, dict) else value)
    return found
