"""To declare a rule: a function that yields problems, whose docstring is its published page."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Protocol, Self, TypeAlias

from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Path, Problem

Severity: TypeAlias = Literal["error", "warning", "info"]
Check: TypeAlias = Callable[..., Iterator[Problem]]


class Part(Protocol):
    """A piece of a document that rules look at: a state machine, a collaboration matrix.

    `path` leads to it in the front matter; the places that its rules yield are relative to that.
    """

    @property
    def path(self) -> Path:
        """Where the part stands in its document's front matter."""
        ...

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The parts of this kind in a document, without those whose shape is broken."""
        ...


@dataclass(frozen=True)
class Rule:
    """A rule. Where a gate of process.yml asks for it, it weighs one level less before that gate is passed.

    A `fixed` rule keeps its severity in drafts: syntax, identity and references.
    """

    on: type
    severity: Severity
    fixed: bool
    check: Check

    @cached_property
    def name(self) -> str:
        """`family/fault`, from the module and the function."""
        return f"{self.family}/{self.check.__name__.strip('_').replace('_', '-')}"

    @cached_property
    def family(self) -> str:
        """The name of the rule's module, or of the package that holds several modules of one family."""
        steps = self.check.__module__.split(".")
        holder = next((n for n, step in enumerate(steps[:-1]) if step in ("rules", "blocks")), len(steps) - 2)
        return steps[holder + 1].replace("_", "-")

    @cached_property
    def page(self) -> "RulePage":
        """What the rule's docstring says."""
        return _page(inspect.getdoc(self.check) or "")


@dataclass(frozen=True, slots=True)
class Example:
    """One fenced example of a rule's page: its language (`yaml`, `markdown`, `file <path>`) and its text."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule in words: one sentence, why it is there, what is flagged, what is fine."""

    summary: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)


def _page(doc: str) -> RulePage:
    head, _, rest = doc.partition("\nBad:\n")
    bad, _, good = rest.partition("\nGood:\n")
    summary, _, why = head.strip().partition("\n\n")
    return RulePage(" ".join(summary.split()), why.strip(), _examples(bad), _examples(good))


def _examples(text: str) -> tuple[Example, ...]:
    return tuple(Example(found["info"].strip(), found["text"]) for found in _FENCE.finditer(text))


def rule(on: type[Any], *, severity: Severity = "error", fixed: bool = False) -> Callable[[Check], Rule]:
    """Declare the decorated function a rule on documents, on the site, or on one kind of part.

    The function takes (document, site), (site) or (part, site) and yields problems. From which gate on it
    weighs as much as `severity` says stands in process.yml.
    """

    def declare(check: Check) -> Rule:
        return Rule(on, severity, fixed, check)

    return declare


__all__ = ["Document", "Example", "Part", "Problem", "Rule", "RulePage", "Severity", "Site", "rule"]
