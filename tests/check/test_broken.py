"""To keep one smallest failing site for every rule, each of which fails by that rule alone."""

from pathlib import Path

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Rule
from prdkit.config.config import Config, load
from prdkit.testing import defaults, findings

HOME = Path(__file__).parents[1] / "broken"


def read(folder: Path) -> tuple[dict[str, str | bytes], Config]:
    """The files of a broken site, and its configuration where it brings one."""
    paths = sorted((*folder.rglob("*.md"), *folder.rglob("signoffs/*.yml")))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return dict(files), load(folder) if (folder / "site_config").is_dir() else defaults()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_site_that_breaks_it_alone(rule: Rule) -> None:
    folder = HOME / rule.name
    assert folder.is_dir(), f"add the smallest site that breaks {rule.name} in tests/broken/{rule.name}/"
    files, config = read(folder)
    found = findings(files, config=config)
    assert [finding for finding in found if finding.rule != rule.name] == []
    lowered = {"error": "warning", "warning": "info", "info": "info"}[rule.severity]
    allowed = {rule.severity, lowered} if rule.name in config.process.demands else {rule.severity}
    assert {finding.severity for finding in found} & allowed


@pytest.mark.parametrize("family", sorted(filter(Path.is_dir, HOME.iterdir())), ids=lambda path: path.name)
def test_no_site_is_left_of_a_rule_that_is_gone(family: Path) -> None:
    names = {rule.name for rule in all_rules()}
    assert {f"{family.name}/{site.name}" for site in family.iterdir()} <= names
