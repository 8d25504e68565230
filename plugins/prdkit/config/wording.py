"""To know which words may not stand in what readers outside are told, and who must be told of what users notice."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

FILE = "wording.yml"


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims that a language's readers may not be made. `exact` are longer words that hold one and are none.

    `instead` says for some of them what may stand there.
    """

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """Everything that `wording.yml` decides.

    `required` are the readers of release notes who are told of a PRD that users notice, `outside` those who may not
    read words from inside: `internal_words`, and whatever `internal_patterns` match.
    """

    required: tuple[str, ...] = ("user", "cs")
    outside: tuple[str, ...] = ("user", "partner")
    banned: Mapping[str, Claims] = field(default_factory=dict)
    internal_words: tuple[str, ...] = ()
    internal_patterns: tuple[str, ...] = ()

    def claims(self, lang: str) -> Claims:
        """The claims of a language."""
        return self.banned.get(lang) or Claims()


def wording(raw: Mapping[str, Any]) -> Wording:
    """The wording in the checked values of `wording.yml`."""
    return Wording(
        required=tuple(raw.get("required") or ()),
        outside=tuple(raw.get("outside") or ()),
        banned={lang: _claims(given) for lang, given in (raw.get("banned") or {}).items()},
        internal_words=tuple(raw.get("internal_words") or ()),
        internal_patterns=tuple(raw.get("internal_patterns") or ()),
    )


def _claims(raw: Mapping[str, Any]) -> Claims:
    return Claims(tuple(raw.get("words") or ()), tuple(raw.get("exact") or ()), dict(raw.get("instead") or {}))


def cross_check(raw: Mapping[str, Any], complain: Callable[..., None]) -> None:
    """Report patterns that are no regular expressions."""
    for number, pattern in enumerate(raw.get("internal_patterns") or ()):
        try:
            re.compile(pattern)
        except re.error as error:
            told = f"`{pattern}` is not a regular expression: {error}"
            complain(FILE, ("internal_patterns", number), told, "Write it between single quotes.")
