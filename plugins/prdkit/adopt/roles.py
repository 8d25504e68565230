"""To guess which fields hold the title, the people and the days, and how prose names documents."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from prdkit.adopt.families import Family
from prdkit.adopt.fields import Column
from prdkit.adopt.words import fold, is_plain, words
from prdkit.reading.source import Source

_PARTS = ("owner", "created", "updated", "lang")
_DAYS = frozenset(("created", "updated"))
_IS_DAY = frozenset(("date", "datetime", "moment"))
_MENTION = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{1,7})([ -]#?|#)(\d{1,6})\b(?!\.\d)")
_OFTEN = 5


def title_key(family: Family, taken: Collection[str]) -> str:
    """The key that holds the title; empty where none is called so."""
    names = words().roles["title"]
    keys = [key for key in family.keys if fold(key) in names and key not in taken and is_plain(key)]
    return min(keys, key=lambda key: (names.index(fold(key)), key), default="")


def other_roles(columns: Sequence[Column], taken: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The keys that play a part, by the part, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _PARTS:
        names = words().roles[part]
        keys = [one.key for one in columns if fold(one.key) in names and one.key not in taken and _fits(part, one)]
        if keys:
            found[part] = tuple(sorted(keys, key=lambda key: names.index(fold(key))))
    return found


def _fits(part: str, column: Column) -> bool:
    """Whether a field can play a part: days are days."""
    return part not in _DAYS or column.spec.get("type") in _IS_DAY


def mention(sources: Sequence[Source], name: str, ids: Mapping[str, str], *, numeric: bool) -> str:
    """The pattern by which prose names documents that are called by a number, where it does so often.

    The word before the number is an abbreviation, or the name of the type.
    """
    numbers = {number for text in ids.values() if (number := _number(text))}
    spelt = {text.lstrip("0") or "0" for text in numbers} if numeric else numbers
    counted: Counter[tuple[str, str]] = Counter()
    for source in sources:
        for word, joint, digits in _MENTION.findall(source.text):
            if (word.isupper() or fold(word) == name) and (digits.lstrip("0") if numeric else digits) in spelt:
                counted[word, joint] += 1
    by_word: Counter[str] = Counter()
    for (word, _), times in counted.items():
        by_word[word] += times
    best = next((word for word, times in by_word.most_common(1) if times >= _OFTEN), "")
    if not best:
        return ""
    joints = sorted({joint for word, joint in counted if word == best})
    joint = (
        re.escape(joints[0]).replace(r"\-", "-").replace(r"\ ", " ").replace(r"\#", "#")
        if len(joints) == 1
        else "[ #-]{1,2}"
    )
    return f"{best}{joint}{'0*' if numeric else ''}{{id}}"


def _number(text: str) -> str:
    return text if text.isdecimal() else ""


def label(name: str, seen: Collection[str]) -> str:
    """How a type is called on pages: in capitals where the repository writes it so."""
    said = re.sub(r"[_-]+", " ", name).strip() or name
    if name.upper() in seen or (not re.search("[aeiouy]", name) and name.isascii() and len(name) <= 5):
        return said.upper()
    return said[:1].upper() + said[1:]
