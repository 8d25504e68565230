"""Who is asked to sign, how each department stands, and what the rules say of it."""

from collections.abc import Mapping

import pytest

from prdkit.blocks.sign_offs.ledger import asked, ledger
from prdkit.blocks.sign_offs.waiting import waiting, why
from prdkit.config.config import Config, load
from prdkit.link.site import Site
from prdkit.model.normative import Normative
from prdkit.testing import findings, prd, site

MATRIX = """
sources: {feedback: [61 conversations], internal: [{dept: ops, by: growth.ops}, {dept: cs}]}
milestones: [{id: M1, name: Agreed, baseline: 2026-06-30}]
collaboration:
  nodes:
    - {id: n1, name: Scope, stage: define, due: M1, cells: {product: {role: A/R}, cs: {role: C}, legal: {role: I}}}
    - {id: n2, name: Built, stage: track, due: M1, cells: {backend: {role: A/R}}}
"""


def row(dept: str, by: str = "", on: str = "2026-06-05", decision: str = "approved", more: str = "") -> str:
    return f'  - {{dept: {dept}, by: {by or f"{dept}.lead"}, on: {on}, version: "0.3", decision: {decision}{more}}}\n'


def signed(*rows: str, front_matter: str = MATRIX, config: Config | None = None, **over: object) -> Site:
    files: dict[str, str | bytes] = {"prds/PRD-2026-001.md": prd(front_matter, **over)}
    if rows:
        files["signoffs/PRD-2026-001.yml"] = "document: PRD-2026-001\nsign_offs:\n" + "".join(rows)
    return site(files, config)


def states(made: Site) -> Mapping[str, str]:
    return {standing.dept: standing.state for standing in ledger(made.documents[0], made)}


def told(made: Site, *select: str) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in findings(made, *(select or ("sign-offs",)))]


def test_asked_are_those_with_a_part_and_those_who_wanted_it() -> None:
    document = signed().documents[0]
    assert asked(document) == {"product": ("stage",), "cs": ("stage", "requester"), "ops": ("requester",)}


@pytest.mark.parametrize(("status", "number"), [("draft", 0), ("analysis", 0), ("review", 3), ("signed_off", 3)])
def test_waiting_begins_with_the_stage(status: str, number: int) -> None:
    assert len(list(waiting(signed(status=status)))) == number


def test_before_the_gate_waiting_is_no_fault() -> None:
    assert told(signed(status="review"), "sign-offs/missing") == []
    (found,) = findings(signed(status="signed_off"), "sign-offs/missing")
    assert found.severity == "error"
    assert found.message == "`product`, `cs`, `ops` have not signed for gate G2"


def test_what_is_wrong_weighs_less_before_the_gate() -> None:
    refused = row("cs", decision="rejected", more=", note: No words")
    assert told(signed(refused), "sign-offs/refused") == [("sign-offs/refused", "warning")]
    assert told(signed(refused, status="signed_off"), "sign-offs/refused") == [("sign-offs/refused", "error")]


def test_each_department_stands_by_its_last_word() -> None:
    made = signed(
        row("product", "pm.lead"),
        row("cs", decision="rejected"),
        row("cs", on="2026-06-09"),
        row("ops", "growth.ops", more=", void: {on: 2026-06-08, reason: Another scope}"),
        row("qa"),
    )
    assert states(made) == {"product": "signed", "cs": "signed", "ops": "void", "qa": "signed"}
    ((document, standing),) = waiting(made)
    assert (document.id, standing.dept) == ("PRD-2026-001", "ops")
    assert [why(one) for one in waiting(made)] == ["void since 2026-06-08 (Another scope)"]


CHANGE = "\nchanges: [{id: CR1, on: 2026-06-08, what: More, decision: %s, voids_sign_off: %s}]\n"


@pytest.mark.parametrize(
    ("decision", "voids", "on", "state"),
    [
        ("approved", "true", "2026-06-07", "void"),
        ("approved", "true", "2026-06-08", "signed"),
        ("approved", "false", "2026-06-07", "signed"),
        ("pending", "true", "2026-06-07", "signed"),
        ("rejected", "true", "2026-06-07", "signed"),
    ],
)
def test_an_approved_change_voids_what_was_signed_before(decision: str, voids: str, on: str, state: str) -> None:
    made = signed(row("cs", on=on), front_matter=MATRIX + CHANGE % (decision, voids))
    assert states(made)["cs"] == state


def test_one_change_is_one_finding_for_all_who_signed() -> None:
    fingerprint = Normative({"title": "0a"}, {}).fingerprint
    rows = [row(dept, more=f", fingerprint: {fingerprint}") for dept in ("cs", "qa")]
    made = signed(*rows, f"signed:\n  {fingerprint}: {{front_matter: {{title: 0a}}}}\n")
    (found,) = findings(made, "sign-offs/stale")
    assert found.message.startswith("`cs`, `qa` signed version 0.3 on 2026-06-05; since then ")
    assert found.message.endswith(" changed")


def test_another_id_changes_nothing_that_was_signed() -> None:
    def made(named: str, own: str, former: str = "") -> Site:
        other = prd(id=own).replace("\n---\n", f"\n{former}---\n", 1)
        body = f"## Background & problem\n\nAs [[{named}#goals]] says, 见{named}的说明.\n"
        return site({"prds/PRD-2026-001.md": prd(body=body), f"prds/{own}.md": other})

    before, after = (
        made("PRD-2026-005", "PRD-2026-005"),
        made("PRD-2026-055", "PRD-2026-055", "former_ids: [PRD-2026-005]\n"),
    )
    stranger = made("PRD-2026-055", "PRD-2026-055")
    one, two, three = (of.normative(of.by_id["PRD-2026-001"]).fingerprint for of in (before, after, stranger))
    assert (one == two, one == three) == (True, False)


def test_a_document_off_its_line_asks_nobody() -> None:
    reason = "{reason: Later, by: pm.lead, on: 2026-06-01}"
    made = signed(row("cs", decision="rejected"), status="deferred", status_reason=reason)
    assert (list(waiting(made)), told(made)) == ([], [])


def test_a_file_that_cannot_be_read_is_not_taken_for_silence() -> None:
    made = signed("  - {dept: cs, by: cs.lead\n", status="signed_off")
    assert {rule for rule, _ in told(made)} == {"sign-offs/unreadable"}


def test_a_stranger_of_old_is_history() -> None:
    assert told(signed(row("cs", "pm.lead"), row("cs", on="2026-06-09")), "sign-offs/stranger") == []


@pytest.mark.parametrize(
    ("prototypes", "said"),
    [
        ("[{version: v1, url: a.html}, {version: v2, url: b.html}]", "no prototype is frozen; the last one is `v2`"),
        (
            "[{version: v1, url: a.html, frozen_on: 2026-06-01}, {version: v2, url: b.html, frozen_on: 2026-06-02}]",
            "2 prototypes are frozen: `v1`, `v2`",
        ),
        ("[{version: v1, frozen_on: 2026-06-01}]", "prototype `v1` is frozen, and has no `url`"),
        (
            "[{version: v1, url: a.html, frozen_on: 2026-06-01, changed_on: 2026-06-03}]",
            "prototype `v1` was frozen on 2026-06-01, and changed on 2026-06-03",
        ),
        (
            "[{version: v1, url: a.html, frozen_on: 2026-06-08}]",
            "prototype `v1` was frozen on 2026-06-08, after the last sign-off of 2026-06-05",
        ),
        ("[{version: v1, url: a.html, frozen_on: 2026-06-05}]", ""),
    ],
)
def test_one_prototype_is_frozen_in_time(prototypes: str, said: str) -> None:
    made = signed(row("cs"), front_matter=f"{MATRIX}\nprototypes: {prototypes}\n")
    assert [f.message for f in findings(made, "sign-offs/loose-prototype")] == ([said] if said else [])


def test_other_types_and_other_words_are_a_matter_of_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "site_config").mkdir()
    (folder / "site_config" / "sign_offs.yml").write_text(
        "refusals: [veto]\nfields:\n  decision: {values: {approved: Ja, veto: Nein}}\n  ticket: {type: text}\n",
        encoding="utf-8",
    )
    made = signed(row("cs", decision="veto", more=", ticket: A-1"), config=load(folder))
    assert states(made)["cs"] == "rejected"
    assert told(made, "sign-offs/malformed") == []
