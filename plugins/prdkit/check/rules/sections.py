"""To report sections that are missing, empty, out of order, doubled, vague or left open."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.model.document import Document
from prdkit.model.sections import Section
from prdkit.reading.problem import Span

PROMISES = frozenset(("scope", "acceptance", "nfr", "rules"))
"""The sections in which every sentence is something to be tested."""


def _due(document: Document) -> Iterator[SectionType]:
    """The sections that the document's status and profile demand by now."""
    for section in document.type.sections.values():
        if section.gate in document.passed and document.wants(section):
            yield section


def _at(section: Section, document: Document) -> Span:
    """Where a section's heading stands."""
    heading = section.heading
    line, column = document.source.outline.position(heading.start)
    return Span(line, column, line, column + heading.level + 1 + len(heading.title))


def _label(section: SectionType, document: Document) -> str:
    return say(section.label, document.lang)


@rule(on=Document)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A section is missing that the document must have had before it came to its status.

    Which sections a status demands depends on the gates on the way to it and on the profile. A section
    whose table stands in the front matter needs no heading: the page makes one.

    Bad:

    ```yaml
    status: analysis  # here
    profile: lite
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed for 31 days.
    ```

    Good:

    ```yaml
    status: analysis
    profile: lite
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed for 31 days.

    ## Users & scenarios

    A guest pays at 8:40 and shows a paper card.
    ```
    """
    present = {section.name for section in document.sections}
    for section in _due(document):
        if section.name not in present and not document.bound(section.name):
            label, status = _label(section, document), f"status `{document.status}`"
            message = f"{status} has passed gate {section.gate}, which asks for the section `{label}`"
            guidance = say(section.guidance, document.lang)
            yield Problem("status", message, f"Add `## {label}`. {guidance}".rstrip())


@rule(on=Document, gate="G2")
def empty(document: Document, site: Site) -> Iterator[Problem]:
    """A section that the status demands holds nothing but its heading, comments or placeholders.

    A heading with TBD below it passes for done in every list of what is there.

    Bad:

    ```markdown
    ## Goals

    TBD

    ## Users & scenarios <!-- here -->

    <!-- who, when, what instead -->
    TBD
    ```

    Good:

    ```markdown
    ## Users & scenarios

    A guest pays at 8:40 and shows a paper card.
    ```
    """
    first: dict[str, Section] = {}
    for section in document.sections:
        first.setdefault(section.name, section)
    for due in _due(document):
        found = first.get(due.name)
        if found is not None and not document.fills(due.name):
            message = f"the section `{found.heading.title}` is empty, and gate {due.gate} asks for it"
            yield Problem(_at(found, document), message, say(due.guidance, document.lang))


@rule(on=Document, severity="warning")
def order(document: Document, site: Site) -> Iterator[Problem]:
    """Sections do not follow the order of the document's type.

    Readers of many documents find things by where they stand. Sections that no gate asks for may stand
    anywhere.

    Bad:

    ```markdown
    ## Goals

    One more visit a month.

    ## Users & scenarios

    A guest pays at 8:40.

    ## Background & problem <!-- here -->

    A guest who stops coming is not noticed.
    ```

    Good:

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed.

    ## Goals

    One more visit a month.
    ```
    """
    known = [name for name, section in document.type.sections.items() if section.gate]
    rank = {name: number for number, name in enumerate(known)}
    placed = [section for section in document.sections if section.name in rank]
    kept = _longest_rising([rank[section.name] for section in placed])
    if len(kept) < len(placed):
        right = [placed[number] for number in sorted(kept)]
        for number, section in enumerate(placed):
            if number not in kept:
                before = [other for other in right if rank[other.name] < rank[section.name]]
                where = f"after `{before[-1].heading.title}`" if before else f"before `{right[0].heading.title}`"
                message = f"the section `{section.heading.title}` is out of order"
                hint = f"Move it {where}, where the type `{document.type.name}` has it."
                yield Problem(_at(section, document), message, hint)


def _longest_rising(ranks: list[int]) -> set[int]:
    """The positions of a longest run that never falls, so that as few as possible count as misplaced."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, rank in enumerate(ranks):
        length = bisect_right(tails, rank)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(rank)
            ends.append(position)
        else:
            tails[length], ends[length] = rank, position
    kept: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept


@rule(on=Document, severity="warning")
def duplicate(document: Document, site: Site) -> Iterator[Problem]:
    """One section stands twice in a document.

    Links, tables and readers go to the first one, and the second grows out of date.

    Bad:

    ```markdown
    ## Goals

    One more visit a month.

    ## Objectives <!-- here -->

    Two more visits a month.
    ```

    Good:

    ```markdown
    ## Goals

    One more visit a month.

    ### Objectives

    Two more visits a month in the second year.
    ```
    """
    first: dict[str, Section] = {}
    for section in document.sections:
        earlier = first.setdefault(section.name, section)
        if earlier is not section:
            title, line = earlier.heading.title, earlier.heading.line
            message = f"`{section.heading.title}` is the section `{title}` of line {line} again"
            yield Problem(_at(section, document), message, "Join the two, or give one a heading of its own.")


@rule(on=Document, fixed=True)
def open_fence(document: Document, site: Site) -> Iterator[Problem]:
    """A code fence is opened and not closed.

    Editors and code hosts take everything down to the next fence for code, or down to the end, and so may
    the site: headings, sections and tables vanish from the page.

    Bad:

    ````markdown
    ## Background & problem

    ```mermaid  <!-- here -->
    flowchart LR

    ## Goals

    One more visit a month.
    ````

    Good:

    ````markdown
    ## Background & problem

    ```mermaid
    flowchart LR
    ```

    ## Goals

    One more visit a month.
    ````
    """
    outline = document.source.outline
    if outline.open_fence:
        fence = document.source.lines[outline.open_fence - 1].strip()
        ticks = fence[: len(fence) - len(fence.lstrip(fence[0]))]
        what = f"`{kind}` " if (kind := fence.removeprefix(ticks).strip()) else ""
        until = f"before line {outline.next_fence} opens another one" if outline.next_fence else "at all"
        at = Span(outline.open_fence, 1, outline.open_fence, 1 + len(fence))
        yield Problem(at, f"the code fence {what}is not closed {until}", f"Close it with a line {ticks} of its own.")


@rule(on=Document, fixed=True)
def open_tag(document: Document, site: Site) -> Iterator[Problem]:
    """A block of HTML is opened and never closed.

    The site takes everything below it for HTML: headings, sections and tables vanish from the page.

    Bad:

    ```markdown
    ## Background & problem

    <div class="note"> <!-- here -->
    A guest who stops coming is not noticed.

    ## Goals

    One more visit a month.
    ```

    Good:

    ```markdown
    ## Background & problem

    <div class="note">
    A guest who stops coming is not noticed.
    </div>

    ## Goals

    One more visit a month.
    ```
    """
    number = document.source.outline.open_tag
    if number:
        tag = document.source.lines[number - 1].strip().partition(">")[0] + ">"
        at = Span(number, 1, number, 1 + len(tag))
        name = tag[1:].split()[0].rstrip(">")
        yield Problem(at, f"`{tag}` is never closed, so all that follows is HTML", f"Add `</{name}>` where it ends.")


@rule(on=Document, severity="info")
def vague(document: Document, site: Site) -> Iterator[Problem]:
    """A promise is made in words that nobody can test.

    Every reader fills in another number, and the difference is found at acceptance. Looked at are
    acceptance criteria, business rules, and the sections on scope, acceptance, rules and non-functional
    requirements; the words are in `process.yml`.

    Bad:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, given: a paid order, when: it settles, then: points arrive quickly}  # here
    ```

    Good:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, given: a paid order, when: it settles, then: points arrive within 60 s}
    ```
    """
    words = _Vague.of(document, site)
    hint = "Write a number, a limit or a check that two people would judge alike."
    for path, text in _promises(document):
        found = dict.fromkeys(text[start:end] for start, end in words.find(text))
        if found:
            yield Problem(path, f"{_quoted(found)} cannot be tested", hint)
    outline = document.source.outline
    for section in document.sections:
        if section.name in PROMISES:
            text, base = document.text_of(section), section.heading.end
            for start, end in words.find(text):
                if outline.is_prose(base + start):
                    line, column = outline.position(base + start)
                    at = Span(line, column, line, column + end - start)
                    yield Problem(at, f"`{text[start:end]}` cannot be tested", hint)


def _quoted(words: dict[str, None]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _promises(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Acceptance criteria and business rules, sentence by sentence, in the document's language."""
    for number, feature in enumerate(document.values.get("features") or ()):
        for index, criterion in enumerate((feature or {}).get("acceptance") or ()):
            for key, text in (criterion or {}).items():
                if key != "id":
                    yield ("features", number, "acceptance", index, key), say(text, document.lang)
    for number, row in enumerate(document.values.get("rules") or ()):
        for key in ("if", "then", "else"):
            if row and key in row:
                yield ("rules", number, key), say(row[key], document.lang)


class _Vague:
    """The vague words of a language, and the longer exact words that hide them."""

    def __init__(self, vague: tuple[str, ...], exact: tuple[str, ...]) -> None:
        self.exact = frozenset(map(str.lower, exact))
        by_first: dict[str, list[str]] = {}
        for word in sorted({*map(str.lower, vague), *self.exact}, key=lambda word: (-len(word), word)):
            by_first.setdefault(word[0], []).append(word[1:])
        groups = (f"{re.escape(a)}(?:{'|'.join(map(re.escape, rest))})" for a, rest in by_first.items())
        self.pattern = re.compile("|".join(groups) or r"(?!)")

    @staticmethod
    def of(document: Document, site: Site) -> "_Vague":
        """The words of a document's language."""
        process = site.config.process
        return _vague(process.vague.get(document.lang, ()), process.exact.get(document.lang, ()))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where vague words stand in a text."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        for found in self.pattern.finditer(lowered):
            if found[0] not in self.exact and _stands_alone(lowered, found.start(), found.end()):
                yield found.span()


@lru_cache(maxsize=16)
def _vague(vague: tuple[str, ...], exact: tuple[str, ...]) -> _Vague:
    return _Vague(vague, exact)


_LETTER = re.compile(r"[0-9a-z_-]")
_COUNT = re.compile(r"\s?[\d一二两兩三四五六七八九十几幾]")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a match is a word of its own, not part of a longer one.

    `等` at the head of a clause is "wait", and before a number it closes a full list.
    """
    if text[start:end].isascii():
        before = start > 0 and _LETTER.match(text[start - 1])
        return not before and not (end < len(text) and _LETTER.match(text[end]))
    if end - start > 1:
        return True
    return start > 0 and text[start - 1] not in " \n，。；：、,;:（(|>-" and not _COUNT.match(text, end)


_ROW = re.compile(r"^[ ]{0,3}(?:\||[-*+][ \t]|\d+[.)][ \t])", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ ]{0,3}\|?[ :|-]*-[ :|-]*$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PIECES = re.compile(r"[|;；:：,，。()（）\[\]—*_]+")
_GATE = re.compile(r"\bG\d\b")


@rule(on=Document, gate="G3")
def open_questions(document: Document, site: Site) -> Iterator[Problem]:
    """An open question has no owner or no due date, or is still open after its day or its gate.

    One row or list item of the section is one question. It names a person or a department of org.yml and
    a day; it is settled when a cell says so (`decided`, `已定`), when it is ticked `[x]` or struck through.

    Bad:

    ```markdown
    ## Open questions

    | Question | Owner | Due |
    |---|---|---|
    | Do points expire in bank years? | fin.lead | 2026-07-01 |
    | May shop staff collect points? | | | <!-- here -->
    ```

    Good:

    ```markdown
    ## Open questions

    | Question | Owner | Due | Answer |
    |---|---|---|---|
    | Do points expire in bank years? | fin.lead | 2026-07-01 | |
    | May shop staff collect points? | hr.lead | 2026-05-20 | decided: no |
    ```
    """
    for section in document.sections:
        if section.name == "open_questions":
            base = section.heading.end
            text = document.text_of(section)
            for offset, row in _questions(text):
                if document.source.outline.is_prose(base + offset):
                    yield from _unanswered(document, site, base + offset, row)


def _questions(text: str) -> Iterator[tuple[int, str]]:
    """Rows of tables without their heads, and items of lists, with their offsets."""
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        head = "|" in line and _TABLE_RULE.match(below)
        if _ROW.match(line) and not head and not _TABLE_RULE.match(line):
            yield offset, line
        offset += len(line) + 1


def _unanswered(document: Document, site: Site, offset: int, row: str) -> Iterator[Problem]:
    pieces = {piece.strip().casefold() for piece in _PIECES.split(row)}
    if "~~" in row or "[x]" in row.lower() or not pieces.isdisjoint(site.config.process.settled):
        return
    told = _lacking(document, site, row)
    if told and any(len(piece) > 1 for piece in pieces):
        line, column = document.source.outline.position(offset)
        at = Span(line, column, line, column + len(row))
        yield Problem(at, f"an open question {told}", "Name who answers it and by when, or write down the answer.")


def _lacking(document: Document, site: Site, row: str) -> str:
    """What is wrong with a question that is still open, or nothing."""
    org = site.config.org
    words = set(re.findall(r"[\w.-]+", row))
    days = _DAY.findall(row)
    owned = not words.isdisjoint(org.people) or not words.isdisjoint(org.departments)
    if not owned or not days:
        return "has " + " and ".join(("no owner",) * (not owned) + ("no due date",) * (not days))
    if max(days) < site.as_of.isoformat():
        return f"was due on {max(days)}"
    passed = sorted(document.passed.intersection(_GATE.findall(row)))
    return f"should have been closed before gate {passed[0]}" if passed else ""
