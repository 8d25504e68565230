"""To read one Markdown file into its front matter, its body and the problems met on the way."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from prdkit.reading import yaml
from prdkit.reading.markdown import Flavour, Outline, outline
from prdkit.reading.problem import Key, Path, Place, Problem, Span
from prdkit.reading.yaml_faults import conflict

MAX_FILE_BYTES = 4 * 1024 * 1024
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_OPENING = re.compile(r"---[ \t]*\n")
_LOST = frozenset(("unreadable", "late", "unclosed", "not-a-mapping", "unparsable", "aliases", "conflict"))
"""The faults that leave nothing of a front matter."""
_TEXT_BEGINS = re.compile(r"\n[ \t]*\n|\n(?=#{2,6} )")
_LATE_OPENING = re.compile(r"\s*\n---[ \t]*\n[^\W\d][\w-]*(?: [\w-]+)*[:：]")


@dataclass(frozen=True)
class Source:
    """One file as it stands: `path` relative to the project, `values` as plain text, `body` as Markdown.

    `body_line` is the line of the file on which the body begins; `has_front_matter` is false for a page
    that has none, which is no fault unless it stands where a document should. `yaml_line` is the line of the
    file on which the YAML begins: 1 where the whole file is YAML. `flavour` is whose Markdown the body is, `beside`
    another file that holds the front matter.
    """

    path: str
    text: str
    values: dict[str, yaml.Value]
    front_matter: str
    body: str
    body_line: int
    has_front_matter: bool
    problems: tuple[Problem, ...]
    yaml_line: int = 2
    flavour: Flavour = "python"
    beside: "Source | None" = None

    @property
    def is_lost(self) -> bool:
        """Whether there is front matter of which nothing could be read; what it says is then unknown."""
        return not self.values and any(problem.fault in _LOST for problem in self.problems)

    @cached_property
    def outline(self) -> Outline:
        """Headings, comments and code of the body, by line of the file."""
        return outline(self.body, self.body_line, self.flavour)

    def written_in(self, flavour: Flavour) -> "Source":
        """The same source, its body read as Markdown of a flavour."""
        return self if flavour == self.flavour else replace(self, flavour=flavour)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self.text.split("\n")

    @cached_property
    def _tree(self) -> object:
        try:
            return yaml.compose(self.front_matter)
        except yaml.Unparsable:
            return None

    def span(self, at: Place) -> Span:
        """Where in the file a place is; a path that is not there gives its nearest holder, then line 1."""
        if isinstance(at, Span):
            return at
        if self.beside is not None:
            return self.beside.span(at)
        key = isinstance(at, Key)
        path: Path = at.path if isinstance(at, Key) else (at,) if isinstance(at, str) else at
        found = yaml.locate(self._tree, path, key=key)  # type: ignore[arg-type]
        if found is None:
            return Span(1, 1, 1, 1 + len(self.lines[0]))
        above = self.yaml_line - 1
        return Span(found.line + above, found.column, found.end_line + above, found.end_column)


def with_front_matter(source: Source, beside: Source) -> Source:
    """A text whose front matter stands in a file of its own; what is wrong with that file is left to it."""
    return replace(source, values=beside.values, has_front_matter=True, beside=beside)


def read(path: str, data: bytes) -> Source:
    """The source in the bytes of a file. Never raises: what is wrong is in `problems`."""
    problems: list[Problem] = []
    return _split(path, _plain(data, problems), problems)


def read_yaml(path: str, data: bytes) -> Source:
    """The source in the bytes of a file that is YAML and nothing else. Never raises, as `read` does not."""
    problems: list[Problem] = []
    text = _plain(data, problems)
    values = _values(text, problems, "the file", above=0) if text.strip() else {}
    if not text.strip() and not problems:
        problems.append(Problem(Span(1, 1, 1, 1), "the file is empty", "Delete it.", "not-a-mapping"))
    return Source(path, text, values, text, "", 1, True, tuple(problems), yaml_line=1)


def _plain(data: bytes, problems: list[Problem]) -> str:
    """The text of a file with Unix line ends and no byte order mark."""
    text = _decode(data, problems)
    if text.startswith("﻿"):
        text = text[1:]
        problems.append(
            Problem(
                Span(1, 1, 1, 1),
                "the file begins with a byte order mark (BOM)",
                "Save it as UTF-8 without BOM.",
                "byte-order-mark",
            )
        )
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(
            Problem(
                Span(line, 1, line, 1),
                "Windows line ends (CRLF)",
                "Save with LF, or add `* text=auto eol=lf` to .gitattributes.",
                "line-ends",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def plain(path: str, text: str) -> Source:
    """A file that is no document, such as a settings file, whose lines findings may show."""
    return Source(path, text, {}, "", text, 1, False, ())


def unread(path: str, reason: str) -> Source:
    """The source of a file that the system would not give, with that as its problem."""
    problem = _unreadable(1, f"the file cannot be opened ({reason})", "Look at its permissions, or delete it.")
    return Source(path, "", {}, "", "", 1, False, (problem,))


def _decode(data: bytes, problems: list[Problem]) -> str:
    if len(data) > MAX_FILE_BYTES:
        problems.append(
            _unreadable(
                1,
                f"the file has {len(data):,} bytes; the limit is {MAX_FILE_BYTES:,}",
                "Split the document, and move images and tables to files of their own.",
            )
        )
        return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            _unreadable(
                line,
                f"the file is not UTF-8 (it reads like {_guess(data)})",
                "Save it again with the encoding UTF-8.",
            )
        )
        return ""


def _unreadable(line: int, message: str, hint: str) -> Problem:
    return Problem(Span(line, 1, line, 1), message, hint, "unreadable")


def _guess(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for name in ("gb18030", "big5"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return "GBK, GB 18030 or Big5"
    return "a binary file" if b"\0" in data else "Latin-1 or another encoding of one byte a letter"


def _split(path: str, text: str, problems: list[Problem]) -> Source:
    opening = _OPENING.match(text)
    if opening is None:
        if _LATE_OPENING.match(text):
            line = text[: text.index("---")].count("\n") + 1
            problems.append(
                Problem(
                    Span(line, 1, line, 4),
                    "the front matter does not begin on the first line",
                    "Delete what stands above `---`.",
                    "late",
                )
            )
            return _below(path, text, problems)
        return Source(path, text, {}, "", text, 1, False, tuple(problems))
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        problems.append(
            Problem(
                Span(1, 1, 1, 4),
                "the front matter has no closing `---`",
                "Put a line with `---` between the front matter and the text.",
                "unclosed",
            )
        )
        return _unclosed(path, text, problems)
    inner = text[opening.end() : closing.start()]
    body_line = text.count("\n", 0, closing.end()) + 2
    body = text[closing.end() + 1 :]
    values = _values(inner, problems)
    return Source(path, text, values, inner, body, body_line, True, tuple(problems))


def _unclosed(path: str, text: str, problems: list[Problem]) -> Source:
    """The source of a file whose front matter has no end: what follows its first empty line or heading is the text."""
    end = _TEXT_BEGINS.search(text)
    at = end.end() if end is not None else len(text)
    return Source(path, text, {}, "", text[at:], text.count("\n", 0, at) + 1, True, tuple(problems))


def _below(path: str, text: str, problems: list[Problem]) -> Source:
    """The source of a file whose front matter comes late: that is no prose, so the body begins below it."""
    closing = _FENCE.search(text, text.index("---") + 3)
    if closing is None:
        return Source(path, text, {}, "", text, 1, False, tuple(problems))
    body_line = text.count("\n", 0, closing.end()) + 2
    return Source(path, text, {}, "", text[closing.end() + 1 :], body_line, False, tuple(problems))


def _values(
    inner: str, problems: list[Problem], what: str = "the front matter", *, above: int = 1
) -> dict[str, yaml.Value]:
    """The values of YAML that has so many lines above it in its file; `what` is how people call it."""
    unmerged = conflict(inner)
    if unmerged is not None:
        line, column, message, hint = unmerged
        problems.append(_moved(Problem(Span(line, column, line, column + 7), message, hint, "conflict"), above))
        return {}
    try:
        made, refused = yaml.construct(yaml.compose(inner), inner)
    except yaml.Unparsable as error:
        made, refused = {}, [error.problem]
    problems += [_moved(problem, above) for problem in refused]
    if made is None:
        return {}
    if not isinstance(made, dict):
        kind = "a list" if isinstance(made, list) else "one piece of text"
        first = Span(1 + above, 1, 1 + above, 2)
        hint = "Write one `key: value` on each line." if above else "Begin with `key: value`."
        problems.append(Problem(first, f"{what} is {kind}, not `key: value` lines", hint, "not-a-mapping"))
        return {}
    return made


def _moved(problem: Problem, above: int) -> Problem:
    """The reader of YAML counts from its own first line."""
    at = problem.at
    if not isinstance(at, Span):
        return problem
    moved = Span(at.line + above, at.column, at.end_line + above, at.end_column)
    return Problem(moved, problem.message, problem.hint, problem.fault)
