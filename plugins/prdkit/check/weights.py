"""To say how much a rule weighs in some documents of a type, by the `severities` of that type."""

from functools import cache

from prdkit.check.names import means
from prdkit.config.types import DocumentType
from prdkit.link.site import Thing
from prdkit.model.document import Document


def by_type(rule: str, thing: Thing) -> str:
    """What the type of a document says of a rule, by the last line that speaks of it; empty where none does."""
    if not isinstance(thing, Document) or not thing.type.demands.weights:
        return ""
    for line in reversed(thing.type.demands.weights):
        if _names(line.rules, rule) and (line.when is None or line.when.holds(thing)):
            return line.severity
    return ""


def puts_on(kind: DocumentType, rule: str) -> bool:
    """Whether a type makes a rule weigh anything in some of its documents."""
    return any(line.severity != "off" and _names(line.rules, rule) for line in kind.demands.weights)


@cache
def _names(patterns: tuple[str, ...], rule: str) -> bool:
    return any(means(pattern, rule) for pattern in patterns)
