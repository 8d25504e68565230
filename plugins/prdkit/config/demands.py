"""To hold what a type asks of its documents beyond single fields and sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from prdkit.config.conditions import Condition, Demanded, condition, demanded
from prdkit.config.fields import Text

Raw: TypeAlias = Mapping[str, Any]
# fmt: off
MARKS = tuple(
    f"({words})"
    for words in (
        "Optional", "Required", "Mandatory", "Recommended", "Not required", "Conditional", "If applicable", "If any",
        "If needed", "If relevant", "When applicable", "Where applicable", "As needed", "必填", "必选", "必选项",
        "必須", "必须", "必選", "必写", "必寫", "非必填", "非必选", "非必選", "可选", "可選", "可选项", "选填", "選填",
        "可选填", "可選填", "如有", "如适用", "如適用", "如需", "推荐", "推薦", "建议", "建議",
    )
)
# fmt: on
"""What may stand beside the words of a heading, in brackets of any kind, and says nothing of which section it is."""


@dataclass(frozen=True, slots=True)
class Headings:
    """How headings are compared with the names of sections."""

    any_case: bool = True
    numbering: bool = True
    marks: tuple[str, ...] = MARKS
    comments: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What counts as content of a section: comments, words such as TBD, and words such as N/A."""

    comments: bool = False
    placeholders: bool = False
    none: bool = False


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
        content=_content(raw.get("section_content") or {}, none=raw.get("common") is False),
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


def _content(raw: Raw, *, none: bool) -> Content:
    """`none` is what holds for words such as N/A where the type does not say."""
    comments, placeholders = raw.get("comments") == "content", raw.get("placeholders") == "content"
    return Content(comments, placeholders, raw["none"] == "content" if raw.get("none") else none)


def _check(raw: Raw) -> Check:
    return Check(condition(raw.get("when")), condition(raw["then"]) or Condition(), raw.get("say") or "")


def _companion(raw: Raw) -> Companion:
    required = demanded(raw["required"]) if raw.get("required") is not None else True
    names = tuple(raw.get("one_of") or ())
    return Companion(raw.get("file") or "", names, required, raw.get("label") or "", raw.get("help") or "")


def _weight(raw: Raw) -> Weight:
    return Weight(tuple(raw["rules"]), raw["severity"], condition(raw.get("when")))
