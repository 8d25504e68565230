"""To report fields that this document needs, should have, or may not have, by what else it says."""

from collections.abc import Iterator, Mapping
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.condition_words import in_words
from prdkit.config.conditions import Condition
from prdkit.config.depending import Depending
from prdkit.config.fields import say
from prdkit.config.values import is_empty
from prdkit.config.values.words import example, inside, wanted
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path


@rule(on=Document, fixed=True)
def conditional_missing(document: Document, site: Site) -> Iterator[Problem]:
    """A value is missing or empty that documents like this one need.

    The field says `required: {when: …}`, and the condition holds.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    statuses: [Draft, Withdrawn]
    fields:
      reason: {type: text, required: {when: {status: Withdrawn}}}
    ```
    ```file rfcs/0001-points.md
    ---
    status: Withdrawn
    reason:  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    statuses: [Draft, Withdrawn]
    fields:
      reason: {type: text, required: {when: {status: Withdrawn}}}
    ```
    ```file rfcs/0001-points.md
    ---
    status: Withdrawn
    reason: Nobody uses paper cards any more
    ---
    ```
    """
    for one, at, holder, key in _places(document):
        asked = one.spec.required_when
        if asked is None or one.spec.required or not _lacks(holder, key, may_be_empty=bool(one.spec.empty)):
            continue
        if asked.holds(document):
            state, place = _state(holder, key, at)
            told = f"`{key}` {state}{inside(at)}; it is required when {_said(asked, document)}"
            yield Problem(place, told, _step(one, key))


@rule(on=Document, fixed=True)
def conditional_extra(document: Document, site: Site) -> Iterator[Problem]:
    """A value stands there that documents like this one may not have.

    The field says `allowed: {when: …}`, and the condition does not hold. An empty key is no value.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    statuses: [Draft, Last Call, Final]
    fields:
      deadline: {type: date, allowed: {when: {status: Last Call}}}
    ```
    ```file rfcs/0001-points.md
    ---
    status: Draft
    deadline: 2026-07-01  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    statuses: [Draft, Last Call, Final]
    fields:
      deadline: {type: date, allowed: {when: {status: Last Call}}}
    ```
    ```file rfcs/0001-points.md
    ---
    status: Last Call
    deadline: 2026-07-01
    ---
    ```
    """
    for one, at, holder, key in _places(document):
        allowed = one.spec.allowed_when
        if allowed is None or _lacks(holder, key) or _says_none(one, holder[key], document):
            continue
        if not allowed.holds(document):
            told = f"`{key}` stands here{inside(at)}, but is allowed only when {_said(allowed, document)}"
            yield Problem(Key((*at, key)), told, "Take the key away, or correct what it depends on.")


@rule(on=Document, severity="info")
def recommended(document: Document, site: Site) -> Iterator[Problem]:
    """A value is missing or empty that documents like this one had better have.

    The field says `recommended: true`, or `recommended: {when: …}` and the condition holds.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields:
      title: {type: text}
      discussion: {type: url, recommended: true}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    discussion:  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields:
      title: {type: text}
      discussion: {type: url, recommended: true}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    discussion: https://forum.example.com/t/12
    ---
    ```
    """
    for one, at, holder, key in _places(document):
        asked = one.spec.recommended_when
        if not (one.spec.recommended or asked) or not _lacks(holder, key, may_be_empty=bool(one.spec.empty)):
            continue
        if one.spec.required or (one.spec.required_when is not None and one.spec.required_when.holds(document)):
            continue
        if asked is None or asked.holds(document):
            state, place = _state(holder, key, at)
            why = f" when {_said(asked, document)}" if asked is not None else ""
            yield Problem(place, f"`{key}` {state}{inside(at)}; it is recommended{why}", _step(one, key))


_Place = tuple[Depending, Path, Mapping[str, Any], str]


def _places(document: Document) -> Iterator[_Place]:
    """Every place of a field that a condition speaks of: the field, the record, and its key as that spells it."""
    depending = document.type.depending
    if not depending or not document.source.values:
        return
    for one in depending:
        for at, holder in one.holders(document.source.values):
            yield one, at, holder, one.spec.spelt(holder)


def _lacks(holder: Mapping[str, Any], key: str, *, may_be_empty: bool = False) -> bool:
    return key not in holder or (is_empty(holder[key]) and not may_be_empty)


def _says_none(one: Depending, value: Any, document: Document) -> bool:
    """Whether a value is a word that means none, where the field accepts these."""
    return one.spec.none and isinstance(value, str) and value.strip().casefold() in document.none_words


def _state(holder: Mapping[str, Any], key: str, at: Path) -> tuple[str, Path]:
    return ("is empty", (*at, key)) if key in holder else ("is missing", at)


def _said(asked: Condition, document: Document) -> str:
    return in_words(asked, document.spelt)


def _step(one: Depending, key: str) -> str:
    return say(one.spec.help, "en") or example(one.spec) or f"Add `{key}:` ({wanted(one.spec)})."
