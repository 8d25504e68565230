"""To keep one smallest failing site for every rule, each of which fails by that rule alone."""

from pathlib import Path

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Rule
from prdkit.config.config import Config, load
from prdkit.link.site import Site
from prdkit.testing import defaults, findings, since, site

HOME = Path(__file__).parents[1] / "broken"


def read(folder: Path) -> tuple[dict[str, str | bytes], Config]:
    """The files of a broken site, and its configuration where it brings one."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    files = {path: text for path, text in files.items() if not path.startswith(("base/", "site_config/"))}
    return dict(files), load(folder) if (folder / "site_config").is_dir() else defaults()


def broken(folder: Path) -> Site:
    """A broken site. All that it was at the base stands in its folder `base`, with the AUTHOR of the change."""
    made = site(*read(folder))
    home = folder / "base"
    if not home.is_dir():
        return made
    return since(made, read(home)[0], author=_text(home / "AUTHOR"), owners=_text(folder / "CODEOWNERS") or None)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_site_that_breaks_it_alone(rule: Rule) -> None:
    folder = HOME / rule.name
    assert folder.is_dir(), f"add the smallest site that breaks {rule.name} in tests/broken/{rule.name}/"
    made = broken(folder)
    found = findings(made)
    assert [finding for finding in found if finding.rule != rule.name] == []
    lowered = {"error": "warning", "warning": "info", "info": "info"}[rule.severity]
    allowed = {rule.severity, lowered} if rule.name in made.config.process.demands else {rule.severity}
    assert {finding.severity for finding in found} & allowed


@pytest.mark.parametrize("family", sorted(filter(Path.is_dir, HOME.iterdir())), ids=lambda path: path.name)
def test_no_site_is_left_of_a_rule_that_is_gone(family: Path) -> None:
    names = {rule.name for rule in all_rules()}
    assert {f"{family.name}/{site.name}" for site in family.iterdir()} <= names
