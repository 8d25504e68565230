"""A document cannot send commands to the terminal that shows a CI log."""

from prdkit import testing
from prdkit.check.formats import github


def test_control_characters_of_a_document_do_not_reach_the_log() -> None:
    text = testing.prd('priority: "P9\\n::error file=a::pwned \\e[31m\\a"')
    site = testing.site({testing.DEFAULT_PATH: text})
    written = github.write(testing.findings(site, "fields/not-allowed"), site)
    assert "P9%0A::error file=a::pwned  [31m " in written
    assert "\x1b" not in written
    assert "\x07" not in written
    assert written.count("\n") == 1
