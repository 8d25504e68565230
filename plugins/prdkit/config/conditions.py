"""To say of which documents something holds: a mapping of front-matter keys to what they must be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias

from prdkit.config.comparing import Rankable, order, rankable
from prdkit.config.subjects import Subject, inward, is_given, is_nothing, says, value_of, written_of

Demanded: TypeAlias = "bool | Condition"
"""Whether something is asked for: always, never, or of the documents that a condition holds for."""

GROUPS = ("any", "all", "not")
"""The keys of a condition that hold further conditions."""


class Clause(Protocol):
    """One entry of a condition."""

    def holds(self, subject: Subject) -> bool:
        """Whether it holds for a document."""
        ...

    def comparisons(self) -> "Iterator[Comparison]":
        """The comparisons of single keys in it, in the order they are written in."""
        ...


@dataclass(frozen=True)
class Condition:
    """A condition of a file of `site_config/types/`: all of its clauses must hold."""

    clauses: tuple[Clause, ...] = ()

    def holds(self, subject: Subject) -> bool:
        """Whether it holds for a document. Never raises, whatever the document says."""
        for clause in self.clauses:  # noqa: SIM110 - called for every document and condition
            if not clause.holds(subject):
                return False
        return True

    def comparisons(self) -> "Iterator[Comparison]":
        """The comparisons of single keys in it, in the order they are written in."""
        for clause in self.clauses:
            yield from clause.comparisons()


@dataclass(frozen=True)
class AnyOf:
    """Conditions of which one must hold."""

    conditions: tuple[Condition, ...]

    def holds(self, subject: Subject) -> bool:
        """Whether one holds for a document."""
        return any(one.holds(subject) for one in self.conditions)

    def comparisons(self) -> "Iterator[Comparison]":
        """The comparisons in them."""
        for one in self.conditions:
            yield from one.comparisons()


@dataclass(frozen=True)
class AllOf(AnyOf):
    """Conditions all of which must hold."""

    def holds(self, subject: Subject) -> bool:
        """Whether all hold for a document."""
        return all(one.holds(subject) for one in self.conditions)


@dataclass(frozen=True)
class Not:
    """A condition that must not hold."""

    inner: Clause

    def holds(self, subject: Subject) -> bool:
        """Whether it does not hold for a document."""
        return not self.inner.holds(subject)

    def comparisons(self) -> "Iterator[Comparison]":
        """The comparisons in it."""
        yield from self.inner.comparisons()


@dataclass(frozen=True)
class Other:
    """Another key of the same document, whose value an operand stands for."""

    name: str

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The keys that lead to it."""
        return tuple(self.name.split("."))


@dataclass(frozen=True)
class Comparison:
    """One operator on the value of one key. The operand is a word, words, true or false, or `Other`."""

    name: str
    operator: str
    operand: Any

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The keys that lead to the value."""
        return tuple(self.name.split("."))

    def holds(self, subject: Subject) -> bool:
        """Whether it holds for a document."""
        return self._check(subject, self)

    def comparisons(self) -> "Iterator[Comparison]":
        """Itself."""
        yield self

    @cached_property
    def _check(self) -> "Callable[[Subject, Comparison], bool]":
        check = _OPERATORS[self.operator]
        return _globbed if self.name == "path" and self.operator in ("is", "in") else check

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the operand."""
        given = self.operand if isinstance(self.operand, tuple) else (self.operand,)
        return frozenset(map(str, given))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The operand as a regular expression; None where it is none, which nothing matches."""
        return compiled(str(self.operand))

    @cached_property
    def globs(self) -> tuple[re.Pattern[str], ...]:
        """The operand as patterns of paths."""
        return tuple(glob(word) for word in self.words)

    @cached_property
    def bound(self) -> Rankable:
        """The operand as what it may be compared as."""
        return rankable(self.operand)


def compiled(pattern: str) -> re.Pattern[str] | None:
    """A regular expression, None where it is none."""
    try:
        return re.compile(pattern)
    except re.error:
        return None


_GLOB = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_GLOBBED = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def glob(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: `*` stands for letters within a folder, `**` for any, a folder for all in it."""
    whole = f"{pattern}**" if pattern.endswith("/") else pattern
    pieces = _GLOB.findall(whole.removeprefix("./").lstrip("/"))
    return re.compile("".join(_GLOBBED.get(piece) or re.escape(piece) for piece in pieces), re.DOTALL)


def _is(subject: Subject, asked: Comparison) -> bool:
    if isinstance(asked.operand, Other):
        words = _words_of(value_of(subject, asked.operand.name, asked.operand.steps))
        words |= _words_of(written_of(subject, asked.operand.name, asked.operand.steps))
    else:
        words = asked.words
    if says(value_of(subject, asked.name, asked.steps), words):
        return True
    return says(written_of(subject, asked.name, asked.steps), words)


def _words_of(value: Any) -> frozenset[str]:
    """The words that a value of another key stands for: its own, or those of its items."""
    if isinstance(value, list):
        return frozenset().union(*map(_words_of, value))
    if value is None or isinstance(value, dict):
        return frozenset()
    return frozenset((str(value).lower() if isinstance(value, bool) else str(value),))


def _globbed(subject: Subject, asked: Comparison) -> bool:
    if subject.type.aspects.get(asked.name) != "inner":
        return _is(subject, asked)
    return any(pattern.fullmatch(subject.inner) for pattern in asked.globs)


def _set(subject: Subject, asked: Comparison) -> bool:
    value = value_of(subject, asked.name, asked.steps)
    return is_nothing(value, subject.none_words) is not asked.operand


def _given(subject: Subject, asked: Comparison) -> bool:
    return is_given(subject, asked.name, asked.steps) is asked.operand


def _matches(subject: Subject, asked: Comparison) -> bool:
    pattern = asked.pattern
    return pattern is not None and _found(pattern, written_of(subject, asked.name, asked.steps))


def _found(pattern: re.Pattern[str], value: Any) -> bool:
    if isinstance(value, list):
        return any(_found(pattern, item) for item in value)
    return isinstance(value, str) and pattern.search(value) is not None


def _compared(fits: Callable[[int], bool]) -> Callable[[Subject, Comparison], bool]:
    def check(subject: Subject, asked: Comparison) -> bool:
        other = asked.operand
        bound = _rankable(subject, other.name, other.steps) if isinstance(other, Other) else asked.bound
        found = order(_rankable(subject, asked.name, asked.steps), bound)
        return found is not None and fits(found)

    return check


def _rankable(subject: Subject, name: str, steps: tuple[str, ...]) -> Rankable:
    return rankable(value_of(subject, name, steps), typed=inward(subject.values, name, steps) is not None)


def _ranked(fits: Callable[[int], bool]) -> Callable[[Subject, Comparison], bool]:
    def check(subject: Subject, asked: Comparison) -> bool:
        other = asked.operand
        named = value_of(subject, other.name, other.steps) if isinstance(other, Other) else other
        mine, least = _rank(subject, value_of(subject, asked.name, asked.steps)), _rank(subject, named)
        return mine is not None and least is not None and fits(mine - least)

    return check


def _rank(subject: Subject, status: Any) -> int | None:
    return subject.type.rank(status) if isinstance(status, str) else None


_OPERATORS: Mapping[str, Callable[[Subject, Comparison], bool]] = {
    "is": _is,
    "in": _is,
    "has": _is,
    "set": _set,
    "given": _given,
    "matches": _matches,
    "<": _compared(lambda found: found < 0),
    "<=": _compared(lambda found: found <= 0),
    ">": _compared(lambda found: found > 0),
    ">=": _compared(lambda found: found >= 0),
    "at_least": _ranked(lambda ahead: ahead >= 0),
    "at_most": _ranked(lambda ahead: ahead <= 0),
}
OPERATORS = (*_OPERATORS, "not")


def condition(raw: Any) -> Condition | None:
    """The condition in the raw values of a file; None where there is none. What is wrong in it never holds."""
    return Condition(tuple(_clauses(raw))) if isinstance(raw, Mapping) else None


def _clauses(raw: Mapping[str, Any]) -> Iterator[Clause]:
    for name, wanted in raw.items():
        if name == "not":
            yield Not(condition(wanted) or Condition())
        elif name in GROUPS:
            held = tuple(filter(None, map(condition, wanted if isinstance(wanted, list) else (wanted,))))
            yield AnyOf(held) if name == "any" else AllOf(held)
        else:
            yield from _compare(name, wanted)


def _compare(name: str, wanted: Any) -> Iterator[Clause]:
    """The comparisons that one key of a condition asks for."""
    if isinstance(wanted, list):
        yield Comparison(name, "in", tuple(wanted))
    elif not isinstance(wanted, Mapping):
        yield Comparison(name, "is", wanted)
    elif "field" in wanted:
        yield Comparison(name, "is", Other(str(wanted["field"])))
    else:
        for operator, operand in wanted.items():
            if operator == "not":
                yield Not(Condition(tuple(_compare(name, operand))))
            elif operator in _OPERATORS:
                yield Comparison(name, operator, _operand(operator, operand))


def _operand(operator: str, raw: Any) -> Any:
    if isinstance(raw, Mapping):
        return Other(str(raw.get("field")))
    if operator in ("set", "given"):
        return raw is True or raw == "true"
    return tuple(raw) if isinstance(raw, list) else raw


def demanded(raw: Any) -> Demanded:
    """What `true`, `false` or `{when: …}` asks."""
    if isinstance(raw, Mapping):
        return condition(raw.get("when")) or False
    return raw is True or raw == "true"


def asks(demand: Demanded, subject: Subject) -> bool:
    """Whether something is asked for of a document."""
    return demand.holds(subject) if isinstance(demand, Condition) else demand
