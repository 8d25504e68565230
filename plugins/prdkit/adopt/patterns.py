"""To say by patterns, as of .gitignore, which files are the documents of a type."""

from collections.abc import Collection, Sequence

from pathspec import GitIgnoreSpec

from prdkit.adopt.families import Family
from prdkit.adopt.shapes import escaped, glob

_MOST_EXCEPTIONS = 6


def patterns(family: Family, markdown: Collection[str]) -> tuple[str, ...]:
    """The fewest patterns that mean the documents of a family and no other Markdown file beside them."""
    mine = {source.path for source in family.sources}
    choices = [_fewest(family, mine, digits=digits) for digits in (False, True)]
    for lines in (_bare(choices[0], markdown), *choices[1:]):
        others = sorted(path for path in _matched(lines, markdown) if path not in mine)
        if len(others) <= _MOST_EXCEPTIONS:
            return (*lines, *(f"!{_anchored(path)}" for path in others))
    return choices[-1]


def _fewest(family: Family, mine: Collection[str], *, digits: bool) -> tuple[str, ...]:
    """The patterns of a family's shapes without those that others make needless."""
    lines = sorted(
        dict.fromkeys(glob(of, digits=digits) for of in family.shapes), key=lambda line: (-line.count("*"), line)
    )
    kept: list[str] = []
    met: set[str] = set()
    for line in lines:
        matched = set(_matched((line,), mine))
        if not matched <= met:
            kept.append(line)
            met |= matched
    return tuple(sorted(kept))


def _bare(lines: tuple[str, ...], markdown: Collection[str]) -> tuple[str, ...]:
    """Patterns without the `/` in front, where it keeps nothing out."""
    bare = tuple(line.removeprefix("/") for line in lines)
    return bare if set(_matched(bare, markdown)) == set(_matched(lines, markdown)) else lines


def _matched(lines: Sequence[str], paths: Collection[str]) -> list[str]:
    return list(GitIgnoreSpec.from_lines(lines).match_files(paths))


def _anchored(path: str) -> str:
    made = escaped(path)
    return made if "/" in path else f"/{made}"
