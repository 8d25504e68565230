"""To say a condition in words, for messages and for pages about a type."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from prdkit.config.conditions import AllOf, AnyOf, Clause, Comparison, Condition, Not, Other

Spelt: TypeAlias = Callable[[str], str]
"""From the name of a key in a condition to how a document spells it."""

_PLAIN: Mapping[str, str] = {
    "is": "is {}",
    "in": "is {}",
    "has": "contains {}",
    "matches": "matches {}",
    "<": "is below {}",
    "<=": "is at most {}",
    ">": "is above {}",
    ">=": "is at least {}",
    "at_least": "is {} or further on",
    "at_most": "is {} or before it",
}
_CONTRARY: Mapping[str, str] = {
    "is": "is not {}",
    "in": "is none of {}",
    "has": "does not contain {}",
    "matches": "does not match {}",
    "at_least": "is before {}",
    "at_most": "is further on than {}",
}
_STATES: Mapping[tuple[str, bool], str] = {
    ("set", True): "is filled",
    ("set", False): "is empty or missing",
    ("given", True): "stands there",
    ("given", False): "does not stand there",
}


def _as_is(name: str) -> str:
    return name


def in_words(clause: Clause, spelt: Spelt = _as_is) -> str:
    """A condition as part of a sentence: `status` is `Final`, and `type` is `Meta`."""
    if isinstance(clause, Comparison):
        return _comparison(clause, spelt, _PLAIN)
    if isinstance(clause, Not):
        return _denied(clause.inner, spelt)
    if isinstance(clause, AnyOf) and not isinstance(clause, AllOf):
        return " or ".join(_grouped(one, spelt) for one in clause.conditions) or "never"
    parts = clause.conditions if isinstance(clause, AllOf) else clause.clauses if isinstance(clause, Condition) else ()
    return ", and ".join(_grouped(one, spelt) if len(parts) > 1 else in_words(one, spelt) for one in parts) or "always"


def _grouped(clause: Clause, spelt: Spelt) -> str:
    told = in_words(clause, spelt)
    return f"({told})" if _is_many(clause) else told


def _is_many(clause: Clause) -> bool:
    if isinstance(clause, Condition):
        return len(clause.clauses) > 1 or any(map(_is_many, clause.clauses))
    return isinstance(clause, AnyOf) and (len(clause.conditions) > 1 or any(map(_is_many, clause.conditions)))


def _denied(clause: Clause, spelt: Spelt) -> str:
    if isinstance(clause, Condition) and len(clause.clauses) == 1:
        return _denied(clause.clauses[0], spelt)
    if isinstance(clause, Not):
        return in_words(clause.inner, spelt)
    if isinstance(clause, Comparison) and (clause.operator in _CONTRARY or clause.operator in ("set", "given")):
        return _comparison(clause, spelt, _CONTRARY)
    return f"not ({in_words(clause, spelt)})"


def _comparison(asked: Comparison, spelt: Spelt, phrases: Mapping[str, str]) -> str:
    if asked.operator in ("set", "given"):
        return f"`{spelt(asked.name)}` {_STATES[asked.operator, asked.operand is (phrases is _PLAIN)]}"
    subject = "the path" if asked.name == "path" else f"`{spelt(asked.name)}`"
    if asked.name == "path" and asked.operator in ("is", "in"):
        phrases = (
            {"is": "fits {}", "in": "fits {}"}
            if phrases is _PLAIN
            else {"is": "does not fit {}", "in": "fits none of {}"}
        )
    return f"{subject} {phrases[asked.operator].format(_operand(asked.operand, spelt))}"


def _operand(operand: Any, spelt: Spelt) -> str:
    if isinstance(operand, Other):
        return f"that of `{spelt(operand.name)}`"
    words = [f"`{word}`" for word in (operand if isinstance(operand, tuple) else (operand,))]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing"
