"""To check and show features with the criteria by which each is accepted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from prdkit.blocks.table import Pair, pairs_of
from prdkit.blocks.views import Words, view
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.config.fields import Field, Text, say
from prdkit.reading.problem import Key, Path

BLOCK = "features"
_SHOWN_APART = ("id", "name", "desc", "acceptance")
_HAS_NUMBER = re.compile(r"\d")


class Criterion(NamedTuple):
    """An acceptance criterion: a story of given, when and then, or a text that carries a number."""

    id: str
    given: Text = ""
    when: Text = ""
    then: Text = ""
    text: Text = ""
    note: Text = ""

    @property
    def testable(self) -> bool:
        """Whether two people would test the same."""
        words = self.text.values() if isinstance(self.text, Mapping) else (self.text,)
        return bool(self.when and self.then) or any(_HAS_NUMBER.search(word) for word in words)


@dataclass(frozen=True)
class Feature:
    """One feature of a document, as it stands in its front matter."""

    path: Path
    values: Mapping[str, Any]
    criteria: tuple[Criterion, ...]

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The features of a document without those that hold a value that does not fit."""
        broken = {_top(problem) for problem in document.problems}
        return tuple(feature for feature in cls.all(document) if feature.path not in broken)

    @classmethod
    def all(cls, document: Document) -> Iterator[Self]:
        """Every feature that has an id, whatever else is wrong with it."""
        for number, row in document.rows(BLOCK):
            if row.get("id"):
                criteria = [_criterion(n, one) for n, one in enumerate(row.get("acceptance") or (), 1) if one]
                yield cls((BLOCK, number), row, tuple(criteria))

    @property
    def id(self) -> str:
        """Its id, such as `F1`."""
        return str(self.values["id"])

    @property
    def promised(self) -> bool:
        """Whether it is to be built this time."""
        return self.values.get("moscow") != "wont"


def _top(problem: Problem) -> Path:
    at = problem.at.path if isinstance(problem.at, Key) else problem.at
    return at[:2] if isinstance(at, tuple) else ()


def _criterion(number: int, row: Mapping[str, Any]) -> Criterion:
    given = {key: row.get(key) or "" for key in ("given", "when", "then", "text", "note")}
    return Criterion(row.get("id") or f"a{number}", **given)


@rule(on=Feature)
def no_acceptance(feature: Feature, site: Site) -> Iterator[Problem]:
    """A feature has no acceptance criterion that two people would test in the same way.

    A criterion is a story (given, when, then) or carries a number. Without one the feature is done when
    somebody is tired of it. What is not built this time (`moscow: wont`) needs none.

    Bad:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:  # here
          - {id: AC1, text: the account works well}
    ```

    Good:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, given: an order was signed for 7 days ago, when: settlement runs, then: its points are credited}
      - id: F2
        name: Points list
        acceptance:
          - {id: AC1, text: "1,000 rows are shown within 2 seconds"}
    ```
    """
    if not feature.promised or any(criterion.testable for criterion in feature.criteria):
        return
    name = f"feature `{feature.id}` ({say(feature.values.get('name'), 'en')})"
    hint = "Write `given`, `when` and `then`, or a `text` with the number that decides."
    if feature.criteria:
        yield Problem(Key(("acceptance",)), f"no criterion of {name} can be tested", hint)
    else:
        yield Problem(("id",), f"{name} has no acceptance criterion", f"Add `acceptance:`. {hint}")


class CriterionView(NamedTuple):
    """A criterion with its address on the page; `steps` are (label, words) of given, when and then."""

    id: str
    anchor: str
    steps: tuple[tuple[str, str], ...]
    text: str
    note: str


class FeatureView(NamedTuple):
    """A feature with its facts (tier, value, …) and its criteria."""

    id: str
    name: str
    text: str
    facts: tuple[Pair, ...]
    criteria: tuple[CriterionView, ...]
    promised: bool


@view(BLOCK)
def features_view(document: Document, site: Site, words: Words) -> tuple[FeatureView, ...]:
    """The features in their order."""
    fields = {key: f for key, f in document.type.blocks[BLOCK].fields.items() if key not in _SHOWN_APART}
    return tuple(_feature(feature, fields, words) for feature in Feature.all(document))


def _feature(feature: Feature, fields: Mapping[str, Field], words: Words) -> FeatureView:
    return FeatureView(
        id=feature.id,
        name=words.say(feature.values.get("name")),
        text=words.say(feature.values.get("desc")),
        facts=pairs_of(fields, feature.values, words),
        criteria=tuple(_shown(feature.id, criterion, words) for criterion in feature.criteria),
        promised=feature.promised,
    )


def _shown(feature: str, criterion: Criterion, words: Words) -> CriterionView:
    steps = (("given", criterion.given), ("when", criterion.when), ("then", criterion.then))
    return CriterionView(
        id=criterion.id,
        anchor=f"{feature}.{criterion.id}",
        steps=tuple((words(f"feature.{name}"), words.say(text)) for name, text in steps if text),
        text=words.say(criterion.text),
        note=words.say(criterion.note),
    )
