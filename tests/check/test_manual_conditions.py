"""To prove that the types which the manual shows for conditions, checks, statuses and severities do what it says."""

from functools import cache

import pytest
from tests.manual import ALL_FENCES

from prdkit.config.config import Config
from prdkit.testing import configured, findings

DESIGN = "需求/open/R-1/design.yaml"


@cache
def shown(name: str) -> Config:
    fence = next(f for f in ALL_FENCES if f.page == "types" and f.title == f"site_config/types/{name}.yml")
    return configured({"site_config/project.yml": f"types: [{name}]\n", fence.title: fence.text})


def told(name: str, path: str, front: str, **others: str) -> list[str]:
    text = f"---\n{front}\n---\n# Points\n"
    found = findings({path: text, **others}, "fields/*", "workflow/*", "id/*", config=shown(name))
    return [f"{one.rule} {one.severity} {one.line}" for one in found]


IMPROVEMENTS = [
    ("status: final (since May)\nkind: Process", []),
    ("status: Draft\nkind: Standard\narea: Core", []),
    ("status: Draft\nkind: Standard", ["fields/implied error 5"]),
    ("status: Draft\nkind: Process\narea: Core", ["fields/implied error 6"]),
    ("status: Last Call\nkind: Process", ["fields/implied error 4"]),
    ("status: LAST CALL\nkind: Process\ncreated: 2026-01-02\ndeadline: 2026-01-01", ["fields/implied error 7"]),
    ("status: Final\nkind: Process\nreplaced-by: 9", ["workflow/implied-status error 4"]),
    ("status: Withdrawn (see 9)\nkind: Process\nreplaced-by: 9", []),
    ("status: Withdrawn\nkind: Standard", ["workflow/no-reason error 4"]),
    ("status: Draft\nkind: Process\nmilestone: {alpha: v1.9, beta: v1.10}", []),
    ("status: Draft\nkind: Process\nmilestone: {alpha: v1.10, beta: v1.9}", ["fields/implied error 6"]),
    ("status: Living\nkind: Standard\narea: Core\ncreated: 2026-02-01", ["fields/implied error 5"]),
    ("status: Living\nkind: Standard\narea: Core\ncreated: 2026-02-01\nauthor: Ana, Bo @bo", []),
    ("kind: Process", ["fields/missing error 1"]),
    ("status: Finl\nkind: Process", ["workflow/unknown-status error 4"]),
]


@pytest.mark.parametrize(("front", "expected"), IMPROVEMENTS)
def test_improvements(front: str, expected: list[str]) -> None:
    assert told("improvement", "improvements/7-points.md", f"number: 7\ntitle: Points\n{front}") == expected


def test_improvements_in_the_archive_weigh_less() -> None:
    front = "number: 7\ntitle: Points\nstatus: Draft\nkind: Standard"
    assert told("improvement", "improvements/archive/7-points.md", front) == [
        "workflow/implied-status error 4",
        "fields/implied info 5",
    ]


REQUIREMENTS = [
    ("需求/open/R-1/README.md", "状态: 评审", []),
    ("需求/open/R-1/README.md", "Status: approved", []),
    ("需求/done/R-1/README.md", "状态: 已废弃（由 R-2 取代）", []),
    ("需求/done/R-1/README.md", "状态: 已废弃", ["workflow/no-reason error 4"]),
    ("需求/draft/R-1/README.md", "状态: 已批准", ["workflow/folder-status error 4"]),
    ("需求/open/R-1/README.md", "状态: 完成", ["workflow/unknown-status error 4"]),
    ("需求/open/R-1/README.md", "状态:", ["fields/missing error 4"]),
]


@pytest.mark.parametrize(("path", "status", "expected"), REQUIREMENTS)
def test_requirements(path: str, status: str, expected: list[str]) -> None:
    assert told("requirement", path, f"编号: R-1\n标题: 积分\n{status}") == expected


@pytest.mark.parametrize(("given", "faults"), [("草稿", 0), ("In review", 0), ("Approved", 0), ("", 0)])
def test_the_design_of_a_requirement_is_not_further_on(given: str, faults: int) -> None:
    front = "编号: R-1\n标题: 积分\n状态: 已批准"
    found = told("requirement", "需求/open/R-1/README.md", front, **{DESIGN: f"meta: {{status: {given}}}\n"})
    assert len(found) == faults


def test_a_design_that_is_further_on_is_told_at_the_status() -> None:
    front = "编号: R-1\n标题: 积分\n状态: 评审中"
    found = told("requirement", "需求/open/R-1/README.md", front, **{DESIGN: "meta: {status: Live}\n"})
    assert found == ["workflow/sibling-status error 4"]
