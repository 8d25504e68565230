"""To report a name that names nothing, with the one that was probably meant."""

from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import TypeAlias

from prdkit.reading.problem import Key
from prdkit.reading.problem import Path as KeyPath

Complain: TypeAlias = Callable[[str, KeyPath | Key, str, str], None]
"""Takes the file under site_config, the value or the key in it, the message and the hint."""


def meant(word: str, known: Collection[str]) -> str:
    """The next step for a word that is none of the known ones."""
    close = get_close_matches(word, list(known), 1)
    return f"Did you mean `{close[0]}`?" if close else "Known: " + ", ".join(f"`{k}`" for k in known) + "."


def named(complain: Complain, file: str, at: KeyPath | Key, word: str, known: Collection[str], what: str) -> None:
    """Report a word that is none of the known ones."""
    if word not in known:
        complain(file, at, f"`{word}` is not a {what}", meant(word, known))
