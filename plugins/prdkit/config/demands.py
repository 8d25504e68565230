"""To hold what a type asks of its documents beyond single fields and sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from prdkit.config.conditions import Condition, Demanded, condition, demanded
from prdkit.config.fields import Text

Raw: TypeAlias = Mapping[str, Any]
MARKS = (
    "(Optional)",
    "(Required)",
    "（可选）",
    "（必填）",
    "（选填）",
    "（可選）",
    "（選填）",
    "【必填】",
    "【选填】",
    "【可选】",
    "【選填】",
    "【可選】",
)
"""What may stand behind the words of a heading and says nothing of which section it is."""


@dataclass(frozen=True, slots=True)
class Headings:
    """How headings are compared with the names of sections."""

    any_case: bool = True
    numbering: bool = True
    marks: tuple[str, ...] = MARKS
    comments: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What counts as content of a section: comments, and words such as TBD."""

    comments: bool = False
    placeholders: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """Sections of which at least one must stand in a document."""

    sections: tuple[str, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold wherever something else holds."""

    when: Condition | None
    then: Condition
    say: Text = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs beside a document; its name may hold `{id}` and `{stem}`. `one_of` names several instead."""

    file: str
    one_of: tuple[str, ...] = ()
    required: Demanded = True
    label: Text = ""
    help: Text = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much some rules weigh in the documents that a condition holds for; `off` exempts them."""

    rules: tuple[str, ...]
    severity: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything of this kind that one type asks."""

    headings: Headings = Headings()
    content: Content = Content()
    one_of: tuple[OneOf, ...] = ()
    checks: tuple[Check, ...] = ()
    companions: tuple[Companion, ...] = ()
    weights: tuple[Weight, ...] = ()


def demands(raw: Raw) -> Demands:
    """What the checked values of a type's file ask."""
    return Demands(
        headings=_headings(raw.get("headings") or {}),
        content=_content(raw.get("section_content") or {}),
        one_of=tuple(OneOf(tuple(x["sections"]), condition(x.get("when"))) for x in raw.get("one_of") or ()),
        checks=tuple(_check(x) for x in raw.get("checks") or ()),
        companions=tuple(_companion(x) for x in raw.get("companions") or ()),
        weights=tuple(_weight(x) for x in raw.get("severities") or ()),
    )


def _headings(raw: Raw) -> Headings:
    marks = raw.get("marks")
    return Headings(
        any_case=raw.get("case") != "exact",
        numbering=raw.get("numbering") != "keep",
        marks=MARKS if marks is None else tuple(marks),
        comments=raw.get("comments") != "keep",
    )


def _content(raw: Raw) -> Content:
    return Content(raw.get("comments") == "content", raw.get("placeholders") == "content")


def _check(raw: Raw) -> Check:
    return Check(condition(raw.get("when")), condition(raw["then"]) or Condition(), raw.get("say") or "")


def _companion(raw: Raw) -> Companion:
    required = demanded(raw["required"]) if raw.get("required") is not None else True
    names = tuple(raw.get("one_of") or ())
    return Companion(raw.get("file") or "", names, required, raw.get("label") or "", raw.get("help") or "")


def _weight(raw: Raw) -> Weight:
    return Weight(tuple(raw["rules"]), raw["severity"], condition(raw.get("when")))
