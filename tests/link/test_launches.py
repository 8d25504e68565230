"""To test which launch brings what, when it goes live, and that other processes are left in peace."""

from datetime import date

import pytest

from prdkit.link.launches import go_live
from prdkit.testing import DEFAULT_PATH, configured, document, findings, prd, site

LAUNCH = """---
id: LCH-2026-0{number}
title: Spring
status: {status}
owner: pm.lead
created: 2026-06-01
{more}
---
"""
RELEASE = (
    "---\nid: REL-5.2.0\ntitle: R\nstatus: planned\nowner: pm.lead\ncreated: 2026-06-01\nversion: '5.2.0'\n{}\n---\n"
)


def launch(number: int, more: str = "", status: str = "planning") -> dict[str, str]:
    """A launch by its number."""
    return {f"launches/LCH-2026-0{number}.md": LAUNCH.format(number=number, status=status, more=more)}


def test_a_launch_and_what_it_brings_may_each_name_the_other() -> None:
    files = {
        DEFAULT_PATH: prd("release: REL-5.2.0\nlaunch: LCH-2026-01"),
        "releases/REL-5.2.0.md": RELEASE.format("launches: [LCH-2026-02]"),
        **launch(1),
        **launch(2, "prds: [PRD-2026-001, PRD-2026-099]"),
        **launch(3, "prds: [PRD-2026-001]", "cancelled"),
    }
    made = site(files)
    first, second = made.by_id["LCH-2026-01"], made.by_id["LCH-2026-02"]
    story, release = made.by_id["PRD-2026-001"], made.by_id["REL-5.2.0"]
    assert made.launches.brought_by(first) == made.launches.brought_by(second) == (story,)
    assert made.launches.of(story) == (first, second)
    assert made.launches.releases(first) == ()
    assert made.launches.releases(second) == made.launches.releases(story) == (release,)
    assert made.launches.is_seen(first)


@pytest.mark.parametrize(
    ("plan", "day"),
    [
        ("milestones: [{id: M5, name: Live, type: launch, baseline: 2026-04-17}]", date(2026, 4, 17)),
        (
            "milestones: [{id: M5, name: L, type: launch, baseline: 2026-04-17, forecast: 2026-04-21}]",
            date(2026, 4, 21),
        ),
        ('rollout: {window: {from: "2026-04-22T10:00+08:00", to: "2026-04-22T12:00+08:00"}}', date(2026, 4, 22)),
        ("milestones: [{id: M5, name: Built, type: development, baseline: 2026-04-17}]", None),
        ("milestones: soon", None),
    ],
)
def test_the_day_of_going_live(plan: str, day: date | None) -> None:
    assert go_live(document(plan)) == day


def test_keys_of_another_process_are_no_blocks() -> None:
    names = ("campaigns", "training", "comms", "support", "channel_mix", "personas", "budget", "user_visible")
    fields = "".join(f"  {name}: {{type: text}}\n" for name in names)
    kind = f"type: thing\nlabel: Thing\ncommon: false\nfolder: things\nfields:\n{fields}"
    config = configured({"site_config/types/thing.yml": kind, "site_config/project.yml": "types: [thing]\n"})
    text = "---\n" + "".join(f"{name}: some words\n" for name in names) + "---\nText.\n"
    assert findings(site({"things/a.md": text}, config)) == []
