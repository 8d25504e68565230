"""To tell documents from other Markdown, and to part them into families that are each one type."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from prdkit.adopt.shapes import ANY, Shape, head, is_numbered, number, shape
from prdkit.adopt.words import fold, words
from prdkit.model.headings import bare
from prdkit.reading.source import Source

_ALIKE = 0.6
_VERY_ALIKE = 0.8
_FEW = 3
"""Fewer files than this are a family only where there is no other."""
_MOST_LOOKED_AT = 40
_MOST_TYPES = 12


@dataclass(frozen=True)
class Family:
    """Documents of one type, by path in order, with the shapes that their paths have."""

    shapes: tuple[Shape, ...]
    sources: tuple[Source, ...]

    @cached_property
    def read(self) -> tuple[Source, ...]:
        """Those whose front matter could be read."""
        return tuple(source for source in self.sources if source.values)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that half of the documents have."""
        counted = Counter(key for source in self.read for key in source.values)
        return frozenset(key for key, number in counted.items() if 2 * number >= len(self.read))

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings that half of the documents have."""
        counted = Counter(name for source in self.sources for name in _headings(source))
        return frozenset(name for name, number in counted.items() if 2 * number >= len(self.sources))

    @property
    def heads(self) -> frozenset[str]:
        """The letters before the numbers in the paths."""
        return frozenset(fold(head(of)) for of in self.shapes if is_numbered(of))

    @property
    def file_names(self) -> frozenset[str]:
        """The names of files that stand in a folder of each document; none where files are called differently."""
        last = (of[-1] for of in self.shapes)
        return frozenset(part.head for part in last if not part.numbered and not part.tail)

    def with_(self, other: "Family") -> "Family":
        """Both together."""
        shapes = dict.fromkeys((*self.shapes, *other.shapes))
        return Family(tuple(shapes), tuple(sorted((*self.sources, *other.sources), key=lambda source: source.path)))

    def below(self, folder: str) -> "Family":
        """The same family, with paths that begin in a folder that holds all of it."""
        if not folder:
            return self
        lead, depth = f"{folder}/", folder.count("/") + 1
        moved = tuple(replace(source, path=source.path.removeprefix(lead)) for source in self.sources)
        return Family(tuple(of[depth:] for of in self.shapes), moved)


def home_of(made: Sequence[Family]) -> str:
    """The innermost folder of a plain name that holds all documents; empty where only the outermost does."""
    shapes = [of[:-1] for family in made for of in family.shapes]
    common: list[str] = []
    for parts in zip(*shapes, strict=False):
        if len(set(parts)) > 1 or parts[0].numbered or parts[0].tail:
            break
        common.append(parts[0].head)
    return "/".join(common) if shapes else ""


def families(sources: Sequence[Source], templates: Iterable[Source]) -> tuple[Family, ...]:
    """The families of documents among Markdown files, the largest first."""
    left_out = {source.path for source in templates}
    groups: dict[Shape, list[Source]] = defaultdict(list)
    for source in sources:
        if source.path not in left_out:
            groups[shape(source.path)].append(source)
    made = [Family((of,), tuple(held)) for of, held in groups.items() if _may_be(of, held)]
    made = _beside(made)
    for depth in range(max((len(of) for of in groups), default=1) - 1):
        made = _across(made, depth)
    made = _elsewhere(made)
    return _kept(made)


def _headings(source: Source) -> set[str]:
    return {bare(heading.title) for heading in source.outline.headings if heading.level <= 2}


def _may_be(of: Shape, held: Sequence[Source]) -> bool:
    """Whether files are documents: front matter says so, or at least a number in the name."""
    return is_numbered(of) or any(source.has_front_matter or source.problems for source in held)


def _beside(made: list[Family]) -> list[Family]:
    """Files of one folder that are alike are one family, whatever they are called."""
    by_folder: dict[Shape, list[Family]] = defaultdict(list)
    for family in made:
        by_folder[family.shapes[0][:-1]].append(family)
    return [joined for group in by_folder.values() for joined in _joined(group, _is_alike)]


def _across(made: list[Family], depth: int) -> list[Family]:
    """Folders that differ in one name and hold alike files are one family."""
    by_rest: dict[object, list[Family]] = defaultdict(list)
    for family in made:
        of = family.shapes[0]
        inner = depth < len(of) - 1 and not of[depth].numbered
        key = (of[:depth], of[depth + 1 :]) if inner else of
        by_rest[key].append(family)
    found: list[Family] = []
    for group in by_rest.values():
        joined = _joined(group, _is_alike)
        found += [_generalised(one, depth) if len(one.shapes) > _FEW else one for one in joined]
    return found


def _generalised(family: Family, depth: int) -> Family:
    """A family of many folders, each of which may have any name at a depth."""
    shapes = dict.fromkeys(
        (*of[:depth], ANY if depth < len(of) - 1 else of[depth], *of[depth + 1 :]) for of in family.shapes
    )
    return Family(tuple(shapes), family.sources)


def _elsewhere(made: list[Family]) -> list[Family]:
    """Files that are very much alike are one family, wherever they stand."""
    largest = sorted(made, key=_size)
    return [*_joined(largest[:_MOST_LOOKED_AT], _is_very_alike), *largest[_MOST_LOOKED_AT:]]


def _joined(group: Sequence[Family], alike: Callable[[Family, Family], bool]) -> list[Family]:
    """A group with the families joined that are alike, the largest first."""
    found: list[Family] = []
    for family in sorted(group, key=_size):
        place = next((i for i, other in enumerate(found[:_MOST_LOOKED_AT]) if alike(other, family)), None)
        if place is None:
            found.append(family)
        else:
            found[place] = found[place].with_(family)
    return found


def _size(family: Family) -> tuple[int, str]:
    return -len(family.sources), family.sources[0].path


def _is_alike(one: Family, other: Family) -> bool:
    if _are_numbered_apart(one, other):
        return False
    if not one.read or not other.read:
        same = one.heads == other.heads and bool(one.heads)
        return (same and one.file_names == other.file_names) or _share(one.headings, other.headings) >= _ALIKE
    return _share(one.keys, other.keys) >= _ALIKE


def _is_very_alike(one: Family, other: Family) -> bool:
    enough = len(one.keys) >= _FEW and len(other.keys) >= _FEW
    return enough and not _are_numbered_apart(one, other) and _share(one.keys, other.keys) >= _VERY_ALIKE


def _are_numbered_apart(one: Family, other: Family) -> bool:
    """Whether two families of some size count their documents by other letters: `REQ-1` and `BUG-1`."""
    some = min(len(one.sources), len(other.sources)) >= _FEW
    return some and bool(one.heads) and bool(other.heads) and one.heads.isdisjoint(other.heads)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets have in common, of all that they hold."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _kept(made: list[Family]) -> tuple[Family, ...]:
    """The families that are types, the largest first: a few files beside many are pages of their own kind."""
    ordered = sorted(made, key=_size)
    real = [family for family in ordered if family.read] or ordered
    largest = real[:1]
    return (*largest, *[family for family in real[1:] if len(family.read) >= _FEW][: _MOST_TYPES - 1])


def parted(family: Family) -> tuple[tuple[str, str, Family], ...]:
    """A family parted by a field such as `type`, where its values divide the keys or the headings.

    Each part comes with the field and its value; both are empty where nothing divides it.
    """
    for key in dict.fromkeys(key for source in family.read for key in source.values):
        if fold(key) in words().kinds and key in family.keys:
            parts = _by_value(family, key)
            if parts and _are_unlike([part for _, part in parts]):
                return tuple((key, value, part) for value, part in parts)
    return (("", "", family),)


def _by_value(family: Family, key: str) -> list[tuple[str, Family]]:
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in family.sources:
        value = source.values.get(key)
        groups[value if isinstance(value, str) else ""].append(source)
    if not 2 <= len(groups) <= 8 or min(map(len, groups.values())) < _FEW or "" in groups:
        return []
    return [(value, Family(family.shapes, tuple(held))) for value, held in sorted(groups.items())]


def _are_unlike(parts: Sequence[Family]) -> bool:
    """Whether any two parts have little in common."""
    first = parts[0]
    return any(
        _share(first.keys, part.keys) < _ALIKE
        or (first.headings and _share(first.headings, part.headings) < _ALIKE / 2)
        for part in parts[1:]
    )


def number_heads(family: Family) -> Counter[str]:
    """How often each spelling of the letters before the number stands."""
    found = (number(source.path) for source in family.sources)
    return Counter(one.head for one in found if one is not None)
