"""To guess which field is the status, which statuses there are, and in what order they follow each other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prdkit.adopt.families import Family
from prdkit.adopt.kinds import without_slips
from prdkit.adopt.shapes import escaped
from prdkit.adopt.words import fold, is_plain, words
from prdkit.reading.source import Source
from prdkit.reading.yaml import Value

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_MOST = 24


@dataclass(frozen=True, slots=True)
class Statuses:
    """The key that holds the status, and the statuses in order with how many documents are in each.

    `sure` is false where the order had to be guessed; `listed` is the folder of files that name them in order, `folder`
    the pattern of folders that documents stand in by their status.
    """

    key: str
    counted: Mapping[str, int]
    side: frozenset[str]
    sure: bool
    listed: str = ""
    any_case: bool = False
    brackets: bool = False
    folder: str = ""


def statuses(family: Family, lists: Mapping[str, Sequence[str]]) -> Statuses | None:
    """The statuses of a family, None where no field is one. `lists` are names in order, by their folder."""
    for key in _candidates(family):
        texts = [value for source in family.read if isinstance(value := source.values.get(key), str) and value.strip()]
        found = _of(key, texts, lists)
        if found is not None:
            return replace(found, folder=_folder(family, key))
    return None


def _candidates(family: Family) -> list[str]:
    """Keys in which a status may stand, those called so first."""
    names = words().roles["status"]
    common = [key for key in dict.fromkeys(k for s in family.read for k in s.values) if key in family.keys]
    named = sorted((key for key in common if fold(key) in names), key=lambda key: names.index(fold(key)))
    return [key for key in (*named, *(key for key in common if key not in named)) if is_plain(key)]


def _of(key: str, texts: Sequence[str], lists: Mapping[str, Sequence[str]]) -> Statuses | None:
    bare = [_BRACKETS.sub("", text).strip() for text in texts]
    counted = Counter(bare)
    named = fold(key) in words().roles["status"]
    kept = [text for text in without_slips(counted) if is_plain(text) and len(text) <= 40]
    known = sum(counted[text] for text in kept if fold(text) in words().ranks)
    few = len(kept) <= _MOST and (2 * len(kept) <= len(texts) or (named and known >= 0.9 * len(texts)))
    if not kept or not few or not (named or known >= 0.9 * len(texts)):
        return None
    spelt = _one_spelling(counted, kept)
    listed = next((folder for folder, names in lists.items() if _lists(names, spelt)), "")
    ordered = list(lists[listed]) if listed else _ordered(spelt, counted)
    side = frozenset(text for text in ordered if fold(text) in words().side)
    sure = bool(listed) or all(fold(text) in words().ranks for text in ordered)
    cases = len({text.casefold() for text in counted}) < len(counted)
    return Statuses(
        key,
        {text: sum(n for other, n in counted.items() if other.casefold() == text.casefold()) for text in ordered},
        side,
        sure,
        listed,
        any_case=cases,
        brackets=bare != [text.strip() for text in texts],
    )


def _folder(family: Family, key: str) -> str:
    """The pattern of folders called like the status of the documents in them; empty where they are not."""
    told = [(source.path.split("/")[:-1], source.values.get(key)) for source in family.read]
    held = [(folders, _BRACKETS.sub("", text).strip()) for folders, text in told if isinstance(text, str)]
    for depth in range(min((len(folders) for folders, _ in held), default=0)):
        fitting = [text for folders, text in held if fold(folders[depth]) == fold(text)]
        if len(fitting) >= 0.95 * len(held) and len(set(fitting)) > 1:
            above = [{folders[place] for folders, _ in held} for place in range(depth)]
            steps = [escaped(min(names)) if len(names) == 1 else "*" for names in above]
            return "/".join((*steps, "{status}", "**"))
    return ""


def _one_spelling(counted: Counter[str], kept: Sequence[str]) -> list[str]:
    """Statuses by frequency, each in its most frequent spelling of large and small letters."""
    found: dict[str, str] = {}
    for text in sorted(kept, key=lambda text: -counted[text]):
        found.setdefault(text.casefold(), text)
    return list(found.values())


def _lists(names: Sequence[str], used: Sequence[str]) -> bool:
    """Whether a folder lists the statuses: all of them are its files."""
    return len(used) >= 2 and set(used) <= set(names)


def _ordered(used: Sequence[str], counted: Counter[str]) -> list[str]:
    """Statuses by what they are usually called; unknown ones before those beside the line, by frequency."""
    ranks = words().ranks
    middle = min((ranks[fold(word)] for word in used if fold(word) in words().side), default=len(ranks))
    return sorted(used, key=lambda text: (ranks.get(fold(text), middle - 0.5), -counted[text], text))


def status_lists(families: Sequence[Family]) -> dict[str, tuple[str, ...]]:
    """For each folder whose documents each have an `order:`, their names in that order."""
    found = {}
    for family in families:
        places = [(_place(source), source) for source in family.sources]
        if len(family.sources) >= 2 and all(place is not None for place, _ in places):
            ordered = sorted(places, key=lambda pair: (pair[0], pair[1].path))
            folder = family.sources[0].path.rpartition("/")[0]
            found[folder] = tuple(_stem(source) for _, source in ordered)
    return found


def _place(source: Source) -> int | None:
    value: Value = next(
        (source.values[key] for key in source.values if fold(key) in ("order", "rank", "weight", "顺序", "順序")), None
    )
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value) else None


def _stem(source: Source) -> str:
    return source.path.rpartition("/")[2].rpartition(".")[0]
