"""To hold that a section whose block is gone does not pass for filled."""

import pytest

from prdkit.testing import DEFAULT_PATH, findings, prd

BODIES = {"collaboration": "## Department collaboration\n\n{}\n", "features": "## Scope\n\n{}\n"}
REASON = {"status_reason": "{reason: Too dear, by: pm.lead, on: 2026-06-01}"}


def severities(block: str, words: str = "As agreed.", front_matter: str = "", **over: object) -> list[str]:
    text = prd(front_matter, BODIES[block].format(words), **over)
    return [finding.severity for finding in findings({DEFAULT_PATH: text}, "gates/missing-block")]


@pytest.mark.parametrize("block", BODIES)
def test_a_missing_block_weighs_more_from_its_gate(block: str) -> None:
    assert severities(block, status="analysis") == ["warning"]
    assert severities(block, status="signed_off")[:1] == ["error"]
    assert severities(block, words="", status="signed_off") == ["error"]


@pytest.mark.parametrize("block", BODIES)
def test_nothing_is_asked_of_the_unwritten_and_of_those_off_the_line(block: str) -> None:
    assert severities(block, words="TBD", status="analysis") == []
    assert severities(block, status="rejected", **REASON) == []
    assert findings({DEFAULT_PATH: prd(body="", status="signed_off")}, f"{block}/absent") == []


@pytest.mark.parametrize("given", ["collaboration: {model: RACI}", "collaboration: {nodes: []}", "collaboration:"])
def test_a_matrix_without_nodes_is_no_matrix(given: str) -> None:
    found = findings({DEFAULT_PATH: prd(given, BODIES["collaboration"].format("x"), status="signed_off")})
    named = {"gates/missing-block", "fields/missing"}
    assert len([finding for finding in found if finding.rule in named]) == 1


def test_a_block_that_could_not_be_read_is_reported_once() -> None:
    assert severities("features", front_matter="features: none yet", status="signed_off") == []
