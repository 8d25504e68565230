"""A rule may weigh one thing before a day and another from it on."""

from datetime import date
from pathlib import Path

import pytest

from prdkit.check.finding import Finding
from prdkit.config.config import ConfigError, load
from prdkit.testing import DEFAULT_PATH, findings, prd, site

TEXT = prd("rules: [{id: R1, then: Answer quickly}]", status="review")
BEFORE, FROM = date(2026, 8, 31), date(2026, 9, 1)


def found(folder: Path, told: str, day: date, text: str = TEXT) -> list[Finding]:
    (folder / "site_config").mkdir(exist_ok=True)
    (folder / "site_config" / "project.yml").write_text(f"rules:\n  sections/vague: {told}\n", encoding="utf-8")
    return findings(site({DEFAULT_PATH: text}, load(folder), day), "sections/vague")


def test_the_day_decides(tmp_path: Path) -> None:
    told = "{now: info, from: 2026-09-01, then: error}"
    before, after = (found(tmp_path, told, day)[0] for day in (BEFORE, FROM))
    assert (before.severity, after.severity) == ("info", "error")
    assert before.hint.endswith("From 2026-09-01 on this is an error.")
    assert "2026-09-01" not in after.hint


def test_before_the_day_it_is_a_note_and_then_what_the_rule_says(tmp_path: Path) -> None:
    plain = findings(site({DEFAULT_PATH: TEXT}, as_of=FROM), "sections/vague")[0].severity
    before, after = (found(tmp_path, "{from: 2026-09-01}", day)[0] for day in (BEFORE, FROM))
    assert (before.severity, after.severity) == ("info", plain)


def test_off_before_the_day_and_off_from_it(tmp_path: Path) -> None:
    assert found(tmp_path, '{now: "off", from: 2026-09-01, then: warning}', BEFORE) == []
    assert found(tmp_path, '{now: "off", from: 2026-09-01, then: warning}', FROM)[0].severity == "warning"
    leaving = '{now: warning, from: 2026-09-01, then: "off"}'
    assert found(tmp_path, leaving, BEFORE)[0].hint.endswith("From 2026-09-01 on this is not looked for any more.")
    assert found(tmp_path, leaving, FROM) == []


def test_a_plain_severity_still_does(tmp_path: Path) -> None:
    assert found(tmp_path, "error", BEFORE)[0].severity == "error"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("eror", "`rules.sections/vague: eror` is not one of its values"),
        ("{now: info, then: error}", "`from` is missing"),
        ("{from: 2026-13-01}", "`rules.sections/vague.from: 2026-13-01` is not a day"),
        ("{from: 2026-09-01, than: error}", "unknown key `than`"),
        ("{from: 2026-09-01, then: fatal}", "`rules.sections/vague.then: fatal` is not one of its values"),
        ("[info]", "is a list"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_line(told: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        found(tmp_path, told, BEFORE)
    assert said in caught.value.faults[0].message
    assert caught.value.faults[0].line == 2
