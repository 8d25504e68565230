"""To test what launch.yml asks of which launch, and that what is wrong in a team's own is said at its place."""

from pathlib import Path

import pytest

from prdkit.config.config import Config, ConfigError, load
from prdkit.testing import defaults, site


def own(folder: Path, text: str, **others: str) -> Config:
    """The configuration of a project with its own launch.yml, and other files by name."""
    home = folder / "site_config"
    home.mkdir(exist_ok=True)
    for name, content in {"launch": text, **others}.items():
        (home / f"{name}.yml").write_text(content, encoding="utf-8")
    return load(folder)


def areas(tier: int, more: str = "", config: Config | None = None) -> tuple[str, ...]:
    """The areas that a plan of a tier is asked for."""
    text = f"---\nid: LCH-2026-01\ntitle: Spring\nstatus: planning\nowner: pm.lead\ntier: {tier}\n{more}\n---\n"
    document = site({"launches/LCH-2026-01.md": text}, config).documents[0]
    known = document.config.launching
    found = known.tier(document.values["tier"])
    assert found is not None
    return known.areas(found, document)


def test_the_tier_decides_the_areas() -> None:
    assert areas(1) == ("product", "ops", "marketing", "cs", "data", "sre", "legal")
    assert areas(2) == ("product", "ops", "cs", "data", "sre")
    assert areas(3) == ("product", "cs")


def test_market_and_terms_ask_for_more() -> None:
    assert areas(2, "market: tob") == (*areas(2), "sales")
    assert areas(1, "market: both") == (*areas(1), "sales")
    assert areas(3, "market: tob") == areas(3)
    assert areas(2, "terms_change: true") == (*areas(2), "legal")
    assert areas(2, "terms_change: false") == areas(2)


def test_tiers_differ_in_rehearsal_reviews_and_notes() -> None:
    tiers = defaults().launching.tiers.values()
    told = [(tier.name, tier.rehearsal, tier.reviews, tier.release_note) for tier in tiers]
    assert told == [("1", True, (2, 7, 30), False), ("2", False, (7,), False), ("3", False, (), True)]


def test_a_team_adds_a_tier_and_changes_another(tmp_path: Path) -> None:
    config = own(tmp_path, "tiers:\n  3: {areas: [product, cs, qa]}\n  4: {areas: [product]}\n")
    assert areas(3, config=config) == ("product", "cs", "qa")
    assert list(config.launching.tiers) == ["1", "2", "3", "4"]
    assert config.launching.tiers["3"].release_note


def test_a_team_without_a_department_is_not_asked_for_it(tmp_path: Path) -> None:
    config = own(tmp_path, "{}\n", org="departments: {sre: , sales: }\n")
    assert areas(1, "market: tob", config) == ("product", "ops", "marketing", "cs", "data", "legal")


WRONG = """tiers:
  1: {areas: [product, opps], topics: [godds]}
topics:
  goods: {area: shop}
further_areas:
  - {area: sales, tiers: [9], when: {markt: tob}}
voters: all
"""


def test_what_names_nothing_is_told_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        own(tmp_path, WRONG)
    assert [(f.path, f.line, f.message) for f in raised.value.faults] == [
        ("site_config/launch.yml", 7, "`voters: all` is not one of its values")
    ]
    with pytest.raises(ConfigError) as raised:
        own(tmp_path, WRONG.replace("voters: all\n", ""))
    assert [(f.line, f.column, f.message) for f in raised.value.faults] == [
        (2, 24, "`opps` is not a department of org.yml"),
        (2, 40, "`godds` is not a topic of this file"),
        (4, 17, "`shop` is not a department of org.yml"),
        (6, 27, "`9` is not a tier of this file"),
        (6, 38, "`markt` is not a field of this type"),
    ]
    assert raised.value.faults[0].hint == "Did you mean `ops`?"
