"""To word what many messages say alike: lists, and what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def listed(words: Iterable[str]) -> str:
    """Words in backticks with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def known_words(words: Iterable[str], limit: int = 12) -> str:
    """The first of some words in backticks, and how many there are in all where those are more."""
    every = list(words)
    return listed(every[:limit]) + (f" … ({len(every)} in all)" if len(every) > limit else "")


def closest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known word that was probably meant, in whatever case, as a question; `otherwise` where none is near."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, 1)
    return f"Did you mean `{folded[close[0]]}`?" if close else otherwise
