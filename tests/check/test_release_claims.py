"""A PRD that names its release belongs to it, whether or not the release lists it."""

from datetime import date

from prdkit import testing

RELEASE = """---
type: release
id: REL-5.2.0
title: Points mall
status: rolling_out
owner: pm.lead
created: 2026-05-01
version: 5.2.0
prds: [{listed}]
---
"""


def found(listed: str) -> list[tuple[str, int, str]]:
    prd = testing.prd("release: REL-5.2.0")
    files = {"prds/PRD-2026-001.md": prd, "releases/REL-5.2.0.md": RELEASE.replace("{listed}", listed)}
    site = testing.site(files, as_of=date(2026, 6, 15))
    wanted = ("release/unready", "release/no-note")
    return sorted((f.rule, f.line, f.path) for f in testing.findings(site) if f.rule in wanted)


def test_a_prd_that_names_the_release_is_held_to_it() -> None:
    assert [(rule, line) for rule, line, _ in found("")] == [("release/no-note", 5), ("release/unready", 5)]


def test_a_listed_prd_is_reported_once_at_its_place() -> None:
    assert [(rule, line) for rule, line, _ in found("PRD-2026-001")] == [("release/no-note", 9), ("release/unready", 9)]
    assert [(rule, line) for rule, line, _ in found("'[[PRD-2026-001]]'")] == [
        ("release/no-note", 9),
        ("release/unready", 9),
    ]
