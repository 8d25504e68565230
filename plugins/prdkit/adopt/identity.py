"""To guess what the id of a document is, where it stands, and what a type is called."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from prdkit.adopt.families import Family
from prdkit.adopt.shapes import Number, Part, Shape, number
from prdkit.adopt.words import fold, is_plain, words
from prdkit.reading.source import Source

_NEARLY_ALL = 0.95
_UNUSUAL = re.compile(r"[\\*?{}\[\]]|[^\x20-\x7e\x80-\uffff\U00010000-\U0010ffff]|[\x7f-\x9f\ud800-\udfff]")
SHIPPED = frozenset(("prd", "launch", "release"))
"""Types that every project has unless it says otherwise; a file of that name would only change them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How documents of a type are told apart: the keys that hold the id, its pattern, where its document stands.

    `ids` leads from paths to ids. `taken` is the number of documents whose id another one has too.
    """

    key: str
    pattern: str
    path: str
    ids: Mapping[str, str]
    taken: int


def identity(family: Family) -> Identity:
    """The identity of a family's documents: a key that is different in each, else the number or name of the file."""
    by_path = {source.path: _name(source.path, family.shapes) for source in family.sources}
    key = _id_key(family, by_path)
    if not key:
        ids = by_path
        return Identity("", _pattern(ids.values()), _template(family, ids, width=0), ids, _taken(ids.values()))
    held = {source.path: str(source.values[key]) for source in family.read if isinstance(source.values.get(key), str)}
    numbers = {path: _digits(path) for path in held}
    width = 0
    if all(text.isdecimal() for text in held.values()) and any(numbers[p] != held[p] for p in held):
        width = max(map(len, numbers.values()), default=0)
    return Identity(key, _pattern(held.values()), _template(family, held, width=width), held, _taken(held.values()))


def _name(path: str, shapes: Sequence[Shape]) -> str:
    """The id that a path gives: its numbered name without what follows the number, else the file's or folder's name."""
    found = number(path)
    if found is not None and any(part.numbered for of in shapes for part in of):
        return _with_letters(found)
    pure = PurePosixPath(path)
    alone = pure.stem.lower() in ("readme", "index") and pure.parent.name
    return pure.parent.name if alone else pure.stem


def _with_letters(found: Number) -> str:
    return found.head + found.number + _further(found.tail)


def _further(tail: str) -> str:
    """More numbers right behind the first, as in `2024-001`; none where words follow at once."""
    more = re.match(r"(?:-\d{2,})+(?![^-_. ])", tail)
    return more[0] if more else ""


def _digits(path: str) -> str:
    found = number(path)
    return found.number if found else ""


def _id_key(family: Family, by_path: Mapping[str, str]) -> str:
    """The key whose values are ids: named so, or telling the number of the file; different in each document."""
    names = words().roles["id"]
    heads = {fold(head.strip("-_ .")) for head in family.heads}
    for key in _keys(family):
        texts = [source.values.get(key) for source in family.read]
        held = [text for text in texts if isinstance(text, str) and is_plain(text)]
        if len(held) < _NEARLY_ALL * len(texts) or len(set(held)) < _NEARLY_ALL * len(held):
            continue
        if fold(key) in names or fold(key) in heads or _tells_number(family, key, by_path):
            return key
    return ""


def _keys(family: Family) -> list[str]:
    return list(dict.fromkeys(key for source in family.read for key in source.values if is_plain(key)))


def _tells_number(family: Family, key: str, by_path: Mapping[str, str]) -> bool:
    read = [source for source in family.read if _digits(source.path)]
    same = sum(_is_number_of(source, key, by_path) for source in read)
    return len(read) >= 3 and same >= 0.9 * len(read)


def _is_number_of(source: Source, key: str, by_path: Mapping[str, str]) -> bool:
    value = source.values.get(key)
    if not isinstance(value, str):
        return False
    digits = _digits(source.path)
    return value == by_path[source.path] or (value.isdecimal() and value.lstrip("0") == digits.lstrip("0"))


def _taken(ids: Collection[str]) -> int:
    return sum(times for times in Counter(ids).values() if times > 1)


def _pattern(ids: Collection[str]) -> str:
    """The pattern of ids that are letters and numbers of one form; empty where they are free words."""
    forms = Counter(re.sub(r"\d+", "0", text) for text in ids)
    if not forms:
        return ""
    form, times = forms.most_common(1)[0]
    if times < _NEARLY_ALL * len(ids) or "0" not in form or not is_plain(form):
        return ""
    like = [re.findall(r"\d+", text) for text in ids if re.sub(r"\d+", "0", text) == form]
    groups = [_group([numbers[i] for numbers in like]) for i in range(form.count("0"))]
    pieces = form.split("0")
    return "".join(
        re.escape(piece).replace(r"\-", "-") + group for piece, group in zip(pieces, [*groups, ""], strict=True)
    )


def _group(numbers: Sequence[str]) -> str:
    """The pattern of numbers: as many digits as all have, where they are written out or there are many."""
    widths = {len(text) for text in numbers}
    padded = any(text.startswith("0") for text in numbers)
    return rf"\d{{{widths.pop()}}}" if len(widths) == 1 and (padded or len(numbers) >= 20) else r"\d+"


def _template(family: Family, ids: Mapping[str, str], *, width: int) -> str:
    """Where documents that have an id stand, with `{id}` for it; empty where too many stand elsewhere."""
    counted = Counter(_placed(path, name, family.shapes, width) for path, name in ids.items())
    counted.pop("", None)
    if not counted:
        return ""
    for made in (_loosest(counted), _anywhere(counted)):
        fitting = sum(times for text, times in counted.items() if text == made or _covers(made, text))
        if made and fitting >= _NEARLY_ALL * len(ids):
            return made
    return ""


def _anywhere(counted: Counter[str]) -> str:
    """A template for documents in folders of several names; empty where they differ in more than these."""
    rows = [text.split("/") for text in counted]
    if len({len(row) for row in rows}) > 1 or len({row[-1] for row in rows if "{id" in row[-1]}) > 1:
        return ""
    made = "/".join(names[0] if len(set(names)) == 1 else "*" for names in zip(*rows, strict=True))
    return made if "{id" in made else ""


def _covers(made: str, text: str) -> bool:
    """Whether one template means every path that another does."""
    return re.fullmatch(".*".join(map(re.escape, made.split("*"))), text) is not None


def _loosest(counted: Counter[str]) -> str:
    """The template that the others come closest to."""
    ordered = [text for text, _ in counted.most_common()]
    best = ordered[0]
    return max(ordered[:20], key=lambda text: (sum(n for t, n in counted.items() if _covers(text, t)), text == best))


def _placed(path: str, name: str, shapes: Sequence[Shape], width: int) -> str:
    """A path with the id in it put as `{id}`, and what differs from document to document as `*`."""
    pure = PurePosixPath(path)
    parts = [*pure.parent.parts, pure.stem]
    wild = _wild(parts, shapes)
    for index in range(len(parts) - 1, -1, -1):
        found = _spot(parts[index], name, width)
        if found is not None:
            before, after = found
            kept = [_literal(part) if not wild[i] else "*" for i, part in enumerate(parts)]
            kept[index] = _literal(before) + (f"{{id:0{width}d}}" if width else "{id}") + _rest(after)
            return "/".join(kept) + _literal(pure.suffix)
    return ""


def _wild(parts: Sequence[str], shapes: Sequence[Shape]) -> list[bool]:
    """For each part of a path, whether documents of the family have any name there."""
    like = [of for of in shapes if len(of) == len(parts)]
    return [any(of[i].tail or of[i].numbered for of in like) for i in range(len(parts))]


def _spot(part: str, name: str, width: int) -> tuple[str, str] | None:
    """What stands in a part before and after the id."""
    if not name:
        return None
    if width or name.isdecimal():
        for found in re.finditer(r"\d+", part):
            if found[0] == name or (width and found[0].lstrip("0") == name.lstrip("0") and len(found[0]) >= width):
                return part[: found.start()], part[found.end() :]
        return None
    before, there, after = part.partition(name)
    return (before, after) if there else None


def _rest(after: str) -> str:
    return after if not after else _literal(after[0]) + "*" if after[0] in "-_. " else "*"


def _literal(text: str) -> str:
    return _UNUSUAL.sub("?", text)


def type_name(family: Family, acronym: str, taken: Collection[str]) -> str:
    """A name for the type: the letters of its ids, else the folder's, else what the repository calls its documents."""
    heads = Counter(part.head.strip("-_ .#") for of in family.shapes for part in of if part.numbered)
    head = next((text for text, _ in heads.most_common() if text), "")
    levels = zip(*(of[:-1] for of in family.shapes), strict=False)
    folders = [parts[0] for parts in levels if len(set(parts)) == 1 and not parts[0].numbered and not parts[0].tail]
    inner = _one(folders[-1].head) if folders and _is_telling(folders[-1]) else ""
    outer = next((_one(part.head) for part in reversed(folders) if _is_telling(part)), "")
    wanted = head or inner or acronym or outer or "document"
    slug = re.sub(r"[^\w.-]+", "-", wanted.lower()).strip("-.") or "document"
    slug = slug[:40]
    if slug in SHIPPED:
        slug = f"own-{slug}"
    name, count = slug, 2
    while name in taken:
        name, count = f"{slug}-{count}", count + 1
    return name


def _is_telling(part: Part) -> bool:
    return fold(part.head) not in words().plain_folders


def _one(word: str) -> str:
    """The singular of an English name of a folder."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def acronym(sources: Sequence[Source]) -> str:
    """What a repository calls its documents, by the title of its README: `RFC`, `EIP`."""
    found = re.search(r"\b([A-Z]{2,5})s?\b", title_of(sources))
    return found[1] if found else ""


def title_of(sources: Sequence[Source]) -> str:
    """The title of the outermost README; empty where there is none."""
    readmes = (source for source in sources if fold(PurePosixPath(source.path).stem) == "readme")
    outermost = min(readmes, key=lambda source: (source.path.count("/"), source.path), default=None)
    if outermost is None or "/" in outermost.path:
        return ""
    title = next((heading.title for heading in outermost.outline.headings), "")
    return title if is_plain(title) else ""
