"""To read CODEOWNERS: who has to agree before a file changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where code hosts look for it, the first that is there."""

_SECTION = re.compile(r"\^?\[(?P<name>[^\]]*)\](?:\[\d+\])?(?P<owners>.*)")
_WORDS = re.compile(r"(?:\\.|[^\s\\])+")
_COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class _Line:
    section: str
    pattern: re.Pattern[str]
    owned: bool


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """The lines of a CODEOWNERS file, as GitHub and GitLab read them."""

    lines: tuple[_Line, ...]

    def owns(self, path: str) -> bool:
        """Whether somebody owns a path, given from the root of the repository: the last line of a section counts."""
        found = {line.section: line.owned for line in self.lines if line.pattern.fullmatch(path)}
        return any(found.values())


def code_owners(text: str) -> CodeOwners:
    """The owners that a text names. Lines that nobody can read own nothing."""
    return CodeOwners(tuple(_lines(text)))


def _lines(text: str) -> Iterator[_Line]:
    section, default = "", False
    for line in text.splitlines():
        bare = line.strip()
        head = _SECTION.fullmatch(_COMMENT.sub("", bare).strip()) if bare.startswith(("[", "^[")) else None
        if head is not None:
            section, default = head["name"].casefold(), bool(head["owners"].strip())
            continue
        words = _WORDS.findall(_COMMENT.sub("", bare))
        if words:
            yield _Line(section, _pattern(words[0]), len(words) > 1 or default)


def _pattern(words: str) -> re.Pattern[str]:
    """A pattern as in .gitignore: anchored by a slash in it, `*` within a folder, `**` through folders."""
    plain = re.sub(r"\\(.)", r"\1", words)
    anchored = "/" in plain.rstrip("/")
    inner = plain.strip("/")
    steps = "".join(_step(part) for part in re.findall(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?/]+|/", inner))
    below = r"/.*" if plain.endswith("/") else "" if plain.endswith("*") else r"(?:/.*)?"
    return re.compile(("" if anchored else r"(?:.*/)?") + steps + below, re.DOTALL)


def _step(part: str) -> str:
    known = {"**/": r"(?:[^/]+/)*", "/**": r"/.*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    return known.get(part, re.escape(part))
