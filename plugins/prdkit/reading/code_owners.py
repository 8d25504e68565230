"""To read CODEOWNERS: who has to agree before a file changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where code hosts look for it, the first that is there."""

_SECTION = re.compile(r"\^?\[(?P<name>[^\]]*)\](?:\[\d+\])?(?P<owners>.*)")
_WORDS = re.compile(r"(?:\\.|[^\s\\])+")
_COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its section, the steps of its path, whether it covers that path, what is below it, or both; owners."""

    section: str
    steps: tuple[str, ...]
    itself: bool
    below: bool
    owned: bool

    def covers(self, path: str) -> bool:
        """Whether a path fits. Each step is compared once with each folder, however many stars there are."""
        parts = path.split("/")
        ends = {0}
        for step in self.steps:
            if step == "**":
                ends = set(range(min(ends), len(parts) + 1))
            else:
                ends = {at + 1 for at in ends if at < len(parts) and fnmatchcase(parts[at], step)}
            if not ends:
                return False
        return (self.itself and len(parts) in ends) or (self.below and min(ends) < len(parts))


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """The lines of a CODEOWNERS file, as GitHub and GitLab read them."""

    lines: tuple[_Line, ...]

    def owns(self, path: str) -> bool:
        """Whether somebody owns a path, given from the root of the repository: the last line of a section counts."""
        found = {line.section: line.owned for line in self.lines if line.covers(path)}
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
            yield _line(section, words[0], len(words) > 1 or default)


def _line(section: str, words: str, owned: bool) -> _Line:
    """A pattern as in .gitignore: anchored by a slash in it, `*` within a folder, `**` through folders."""
    plain = re.sub(r"\\(.)", r"\1", words)
    # Brackets are letters in CODEOWNERS.
    steps = [step.replace("[", "[[]") for step in plain.strip("/").split("/")]
    anchored = "/" in plain.rstrip("/")
    folder = plain.endswith("/")
    whole = tuple(steps if anchored else ["**", *steps])
    return _Line(section, whole, itself=not folder, below=folder or not plain.endswith("*"), owned=owned)
