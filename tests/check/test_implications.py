"""To prove that checks of a type say what proposal repositories ask of their front matter."""

from typing import NamedTuple

import pytest

from prdkit.config.config import Config
from prdkit.testing import configured, findings

TYPE = """\
type: proposal
label: Proposal
common: false
documents: {paths: ['**/*.md']}
id: {path: '**/{id}.md'}
statuses: [Draft, Last Call, Accepted, Released, Final, Living, Superseded, Withdrawn, Stagnant]
fields:
  kind: {type: enum, values: [Standards Track, Meta]}
  category: {type: enum, values: [Core, ERC]}
  superseded-by: {type: text}
  withdrawal-reason: {type: text}
  last-call-deadline: {type: date}
  created: {type: date}
  release-date: {type: date}
  release-versions: {type: mapping}
  milestone: {type: map, fields: {alpha: {type: version}, beta: {type: version}, stable: {type: version}}}
  authors: {type: list, split: true, items: {type: text}}
  sponsor: {type: text}
  resolution: {type: text}
  discussion: {type: text}
  评审人: {type: list, split: true, items: {type: text}}
  优先级: {type: enum, values: [高, 中, 低]}
"""


class Case(NamedTuple):
    check: str
    good: tuple[str, ...]
    bad: str
    told: str


CASES = {
    "a status asks for a field": Case(
        "{when: {status: Last Call}, then: {last-call-deadline: {set: true}}}",
        ("status: Last Call\nlast-call-deadline: 2026-01-31", "status: Final"),
        "status: Last Call",
        "fields/implied 2:9 `last-call-deadline` is missing, but where `status` is `Last Call`, "
        "`last-call-deadline` is filled",
    ),
    "a field only in some statuses": Case(
        "{when: {last-call-deadline: {given: true}}, then: {status: Last Call}}",
        ("status: Last Call\nlast-call-deadline: 2026-01-31", "status: Final"),
        "status: Draft\nlast-call-deadline: 2026-01-31",
        "workflow/implied-status 2:9 `status: Draft`, but where `last-call-deadline` stands there, "
        "`status` is `Last Call`",
    ),
    "a field only for one kind": Case(
        "{when: {not: {kind: Standards Track}}, then: {category: {given: false}}}",
        ("status: Draft\nkind: Standards Track\ncategory: Core", "status: Draft\nkind: Meta"),
        "status: Draft\nkind: Meta\ncategory: Core",
        "fields/implied 4:11 `category: Core`, but where `kind` is not `Standards Track`, "
        "`category` does not stand there",
    ),
    "one of two fields": Case(
        "{then: {any: [{sponsor: {set: true}}, {discussion: {set: true}}]}}",
        ("status: Draft\nsponsor: Ana", "status: Draft\ndiscussion: x", "status: Draft\nsponsor: A\ndiscussion: x"),
        "status: Draft\nsponsor: ''",
        "fields/implied 3:10 `sponsor` is empty, but `sponsor` is filled or `discussion` is filled",
    ),
    "a field where another is absent": Case(
        "{when: {sponsor: {set: false}}, then: {authors: {matches: '@core$'}}}",
        ("status: Draft\nsponsor: Ana\nauthors: Bo", "status: Draft\nauthors: Bo, Cy @core"),
        "status: Draft\nauthors: Bo",
        "fields/implied 3:10 `authors: Bo`, but where `sponsor` is empty or missing, `authors` matches `@core$`",
    ),
    "a status by its successor": Case(
        "{when: {superseded-by: {set: true}}, then: {status: Superseded}}",
        ("status: Superseded\nsuperseded-by: 12", "status: Final\nsuperseded-by:"),
        "status: Final\nsuperseded-by: 12",
        "workflow/implied-status 2:9 `status: Final`, but where `superseded-by` is filled, `status` is `Superseded`",
    ),
    "a successor by the status": Case(
        "{when: {status: Superseded}, then: {superseded-by: {set: true}}}",
        ("status: Superseded\nsuperseded-by: 12",),
        "status: Superseded\nsuperseded-by:",
        "fields/implied 3:1 `superseded-by` is empty, but where `status` is `Superseded`, `superseded-by` is filled",
    ),
    "a release has its day and its versions": Case(
        "{when: {status: {at_least: Released, at_most: Released}}, then: {release-versions.core: {'>=': v1.20}}}",
        ("status: Released\nrelease-versions: {core: v1.20.1}", "status: Accepted"),
        "status: Released\nrelease-versions: {core: v1.9}",
        "fields/implied 3:26 `release-versions.core: v1.9`, but where `status` is `Released` or further on, and "
        "`status` is `Released` or before it, `release-versions.core` is at least `v1.20`",
    ),
    "milestones in order": Case(
        "{when: {milestone.beta: {set: true}}, then: {milestone.beta: {'>': {field: milestone.alpha}}}}",
        ("status: Draft\nmilestone: {alpha: v1.9, beta: v1.20}", "status: Draft\nmilestone: {alpha: v1.9}"),
        "status: Draft\nmilestone:\n  alpha: v1.20\n  beta: v1.20",
        "fields/implied 5:9 `milestone.beta: v1.20`, but where `milestone.beta` is filled, "
        "`milestone.beta` is above that of `milestone.alpha`",
    ),
    "days in order": Case(
        "{when: {last-call-deadline: {set: true}}, then: {last-call-deadline: {'>=': {field: created}}}}",
        ("status: Last Call\ncreated: 2026-01-01\nlast-call-deadline: 2026-01-15",),
        "status: Last Call\ncreated: 2026-02-01\nlast-call-deadline: 2026-01-15",
        "fields/implied 4:21 `last-call-deadline: 2026-01-15`, but where `last-call-deadline` is filled, "
        "`last-call-deadline` is at least that of `created`",
    ),
    "maturity asks for a decision": Case(
        "{when: {status: {at_least: Accepted, not: [Superseded, Withdrawn, Stagnant]}}, "
        "then: {resolution: {set: true}}}",
        ("status: Draft", "status: Withdrawn", "status: Living\nresolution: yes"),
        "status: Living",
        "fields/implied 2:9 `resolution` is missing, but where `status` is `Accepted` or further on, and `status` is "
        "none of `Superseded`, `Withdrawn` or `Stagnant`, `resolution` is filled",
    ),
    "a folder implies a status": Case(
        "{when: {path: 'archive/**'}, then: {status: [Final, Withdrawn]}}",
        ("status: Draft",),
        "",
        "",
    ),
    "Chinese keys and words": Case(
        "{when: {优先级: 高}, then: {评审人: {set: true}}, "
        "say: {en: High priority needs a reviewer, zh-Hans: 高优先级需求必须有评审人}}",
        ("status: Draft\n优先级: 高\n评审人: 王芳，李雷", "status: Draft\n优先级: 低"),
        "status: Draft\n优先级: 高",
        "fields/implied 3:6 High priority needs a reviewer",
    ),
}


def told(check: str, front: str, path: str = "a/1.md") -> list[str]:
    files = {path: f"---\n{front}\n---\n# Points\n"}
    found = findings(files, "fields/*", "workflow/*", config=config(check))
    return [f"{one.rule} {one.line}:{one.column} {one.message}" for one in found]


def config(checks: str) -> Config:
    kind = f"{TYPE}checks: [{checks}]\n"
    return configured({"site_config/project.yml": "types: [proposal]\n", "site_config/types/proposal.yml": kind})


@pytest.mark.parametrize("name", CASES)
def test_a_document_that_holds_to_a_check_is_not_reported(name: str) -> None:
    for front in CASES[name].good:
        assert told(CASES[name].check, front) == []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.bad])
def test_a_document_that_does_not_is_reported_once_at_the_key_it_is_about(name: str) -> None:
    assert told(CASES[name].check, CASES[name].bad) == [CASES[name].told]


def test_a_folder_may_ask_for_a_status() -> None:
    check = CASES["a folder implies a status"].check
    assert told(check, "status: Draft", "archive/2019/1.md") == [
        "workflow/implied-status 2:9 `status: Draft`, but where the path fits `archive/**`, `status` is `Final` or "
        "`Withdrawn`"
    ]
    assert told(check, "kind: Meta", "archive/1.md")[-1].startswith("workflow/implied-status 1:1 `status` is missing")


def test_each_key_that_is_asked_for_is_told_by_itself() -> None:
    check = "{when: {status: Released}, then: {release-date: {set: true}, release-versions: {set: true}}}"
    assert [one.partition(",")[0] for one in told(check, "status: Released\nrelease-date:")] == [
        "fields/implied 2:9 `release-versions` is missing",
        "fields/implied 3:1 `release-date` is empty",
    ]


def test_a_value_that_has_a_fault_already_is_not_reported_twice() -> None:
    check = "{then: {kind: Meta}}, {then: {status: Final}}"
    assert [one.split()[0] for one in told(check, "status: Finl\nkind: Mta")] == [
        "workflow/unknown-status",
        "fields/not-allowed",
    ]


def test_a_value_that_is_required_anyway_is_not_missed_twice() -> None:
    needed = TYPE.replace("sponsor: {type: text}", "sponsor: {type: text, required: true}")
    needed = needed.replace("resolution: {type: text}", "resolution: {type: text, required: {when: {status: Final}}}")
    for name, rule in (("sponsor", "fields/missing"), ("resolution", "fields/conditional-missing")):
        kind = f"{needed}checks: [{{then: {{{name}: {{set: true}}}}}}]\n"
        made = configured({"site_config/project.yml": "types: [proposal]\n", "site_config/types/proposal.yml": kind})
        front = "status: Final\nsponsor:\nresolution:".replace("\nsponsor:", "\nsponsor: x" * (name != "sponsor"))
        found = findings({"1.md": f"---\n{front}\n---\n"}, "fields/*", config=made)
        assert [one.rule for one in found if name in one.message] == [rule]


def test_what_a_check_says_is_told_in_the_language_of_the_document() -> None:
    check = CASES["Chinese keys and words"].check
    files = {"a/1.md": "---\nstatus: Draft\n优先级: 高\n---\n"}
    project = "types: [proposal]\nlang: zh-Hans\n"
    kind = f"{TYPE}checks: [{check}]\n"
    made = configured({"site_config/project.yml": project, "site_config/types/proposal.yml": kind})
    (one,) = findings(files, "fields/*", config=made)
    assert (one.message, one.hint) == ("高优先级需求必须有评审人", "Where `优先级` is `高`, `评审人` is filled.")
