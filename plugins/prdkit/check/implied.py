"""To find what the `checks` of a type ask for and a document does not hold to, and to say it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from prdkit.config.condition_words import in_words
from prdkit.config.conditions import AllOf, Clause, Comparison, Condition
from prdkit.config.demands import Check
from prdkit.config.fields import say
from prdkit.config.subjects import is_nothing
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path, Place, Problem


class Broken(NamedTuple):
    """One clause of what a check asks for that does not hold, and the comparison in it that decides where it stands."""

    check: Check
    clause: Clause
    asked: Comparison


def implied(document: Document, *, status: bool) -> Iterator[Problem]:
    """The problems of the checks of a document's type: those about its status, or those about anything else."""
    for broken in _broken(document):
        if (document.type.aspects.get(broken.asked.name) == "status") is status:
            yield _problem(document, broken)


def _broken(document: Document) -> Iterator[Broken]:
    for check in document.type.demands.checks:
        if check.when is not None and not check.when.holds(document):
            continue
        for clause in check.then.clauses:
            if not clause.holds(document):
                asked = _decisive(document, clause)
                if asked is not None and not _is_judged(document, asked):
                    yield Broken(check, clause, asked)


def _decisive(document: Document, clause: Clause) -> Comparison | None:
    """The first comparison of a clause that does not hold by itself, else its first one."""
    if isinstance(clause, Condition | AllOf):
        parts: tuple[Clause, ...] = clause.conditions if isinstance(clause, AllOf) else clause.clauses
        return next((_decisive(document, part) for part in parts if not part.holds(document)), None)
    return next(clause.comparisons(), None)


def _is_judged(document: Document, asked: Comparison) -> bool:
    """Whether the value has a fault already that keeps it from being what is asked for."""
    if _is_missed(document, asked.name):
        return True
    if document.type.aspects.get(asked.name) == "status" and document.type.statuses:
        return bool(document.status) and document.status not in document.type.statuses
    return is_faulty(document, standing(document, asked.name))


def is_faulty(document: Document, at: Path) -> bool:
    """Whether reading the front matter has found a fault of the value at a path, beside that it stands out of order."""
    found = (problem for problem in document.problems if problem.fault != "order")
    return bool(at) and any(problem.at in (at, Key(at)) for problem in found)


def _is_missed(document: Document, name: str) -> bool:
    """Whether nothing stands under a key that the type asks for anyway; a key that may be empty is enough by itself."""
    part = document.type.aspects.get(name)
    keys = document.type.roles.keys(part) if part in ("id", "title", "status") else (name,)
    if any(not is_nothing(document.given.get(key), frozenset()) for key in keys):
        return False
    fields = document.type.fields
    specs = [fields[key] for key in keys if key in fields and not (fields[key].empty and key in document.given)]
    return any(s.required or (s.required_when is not None and s.required_when.holds(document)) for s in specs)


def standing(document: Document, name: str) -> Path:
    """The path of what a condition names, as far as it leads; empty where nothing of it is there."""
    spelt = document.spelt(name)
    if spelt in document.source.values:
        return (spelt,)
    held: Any = document.source.values
    at: Path = ()
    for step in spelt.split("."):
        if not isinstance(held, dict) or step not in held:
            break
        held, at = held[step], (*at, step)
    return at


def place(document: Document, check: Check, asked: Comparison) -> Place:
    """Where a broken check stands: at the value that it asks about, else at the first one that makes it count."""
    at = standing(document, asked.name)
    if at:
        return at if len(at) == len(asked.steps) or at == (document.spelt(asked.name),) else Key(at)
    causes = check.when.comparisons() if check.when is not None else iter(())
    return next((at for cause in causes if (at := standing(document, cause.name))), ())


def _problem(document: Document, broken: Broken) -> Problem:
    check, asked = broken.check, broken.asked
    wanted = in_words(broken.clause, document.spelt)
    where = f"where {in_words(check.when, document.spelt)}, {wanted}" if check.when is not None else wanted
    at = place(document, check, asked)
    if told := say(check.say, document.lang):
        return Problem(at, told, f"{where[:1].upper()}{where[1:]}.")
    return Problem(at, f"{_found(document, asked)}, but {where}", _next(document, broken))


def _found(document: Document, asked: Comparison) -> str:
    """What a document says of what is asked about."""
    name = document.spelt(asked.name)
    part = document.type.aspects.get(asked.name)
    at = standing(document, asked.name)
    if part is not None and not at:
        value: Any = getattr(document, part)
        return f"`{asked.name}` is `{value}`" if value else f"`{name}` is missing"
    value = _at(document.source.values, at)
    if not at or (len(at) < len(asked.steps) and at != (name,)):
        return f"`{name}` is missing"
    if value is None or is_nothing(value, frozenset()):
        return f"`{name}` is empty"
    return f"`{name}: {value}`" if isinstance(value, str) and len(value) < 80 else f"`{name}` is filled"


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _next(document: Document, broken: Broken) -> str:
    name = document.spelt(broken.asked.name)
    causes = broken.check.when.comparisons() if broken.check.when is not None else iter(())
    others = dict.fromkeys(document.spelt(cause.name) for cause in causes if cause.name != "path")
    changed = " or ".join(f"`{one}`" for one in others if one != name)
    first = f"Correct `{name}`" if standing(document, broken.asked.name) else f"Add `{name}: …`"
    return f"{first}, or {changed}." if changed else f"{first}."
