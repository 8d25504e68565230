"""To prove every rule by its own page: bad is flagged where it is marked, good is not flagged."""

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Rule
from prdkit.testing import example_site

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
SELF_EVIDENT = 90
"""A summary of so many characters needs no second sentence to say why."""


@RULES
def test_opens_with_one_sentence(rule: Rule) -> None:
    summary = rule.page.summary
    assert summary.endswith(".")
    assert summary[0].isupper() or summary[0] == "`"
    assert ". " not in summary.replace("e.g. ", "")


@RULES
def test_shows_bad_then_good(rule: Rule) -> None:
    assert rule.page.bad
    assert rule.page.good
    assert rule.page.why or len(rule.page.summary) < SELF_EVIDENT


@RULES
def test_bad_is_flagged_where_it_is_marked(rule: Rule) -> None:
    example = example_site(rule.page.bad)
    found = example.lines(rule.name)
    assert found
    assert not example.marked or found == example.marked


@RULES
def test_good_is_not_flagged(rule: Rule) -> None:
    example = example_site(rule.page.good)
    assert example.lines(rule.name) == frozenset()
    assert example.marked == frozenset()
