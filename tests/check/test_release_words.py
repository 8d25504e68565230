"""Words for readers outside: claims, what stays inside, and where exactly they stand."""

import pytest

from prdkit.testing import configured, findings, prd


def found(text: str, rule: str, *, audience: str = "user", lang: str = "zh-Hans") -> list[tuple[int, str]]:
    """The column, counted from the text's first letter, and the message of each finding."""
    row = f"release_notes:\n  - kind: added\n    audience: {audience}\n    text: {text}\n"
    made = findings({"prds/PRD-2026-001.md": prd(row, lang=lang)}, rule)
    return [(one.column - len("    text: "), one.message) for one in made]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("全城最好喝的咖啡", "zh-Hans", [(3, "最")]),
        ("最近的门店、最低 9 元、最高可得 50 分", "zh-Hans", []),
        ("第一杯半价，销量第一", "zh-Hans", [(9, "第一")]),
        ("國家級品質", "zh-Hant", [(1, "國家級")]),
        ("The Best coffee, best before May", "en", [(5, "Best")]),
        ("Rated #1 and bestowed", "en", [(7, "#1")]),
        ("最好最香", "zh-Hans", [(1, "最"), (3, "最")]),
    ],
)
def test_claims_are_found_where_they_stand(text: str, lang: str, words: list[tuple[int, str]]) -> None:
    quoted = f"'{text}'"
    told = [(column + 1, f"`{word}` is a claim that nobody may make") for column, word in words]
    assert found(quoted, "release/banned-word", lang=lang) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See PRD-2026-001 for more", ["PRD-2026-001"]),
        ("Ask pm.lead", ["pm.lead"]),
        ("Open https://wiki.corp/x", ["wiki.corp"]),
        ("Runs on 10.0.3.7", ["10.0.3.7"]),
        ("See https://coffee.example/help", []),
    ],
)
def test_words_from_inside_are_found(text: str, words: list[str]) -> None:
    told = [message for _, message in found(text, "release/internal-word", lang="en")]
    assert told == [f"`{word}` means nothing to readers outside" for word in words]


@pytest.mark.parametrize("audience", ["cs", "internal", "sales"])
def test_readers_inside_may_read_them(audience: str) -> None:
    assert found("See PRD-2026-001, the best", "release/*", audience=audience, lang="en") == []


def test_each_language_has_its_own_words() -> None:
    (only,) = found("{en: The best coffee, zh-Hans: 好咖啡}", "release/banned-word")
    assert only == (10, "`best` is a claim that nobody may make")


def test_texts_of_stores_are_read_in_their_language() -> None:
    release = 'type: release\nid: REL-5.2.0\ntitle: Points\nversion: "5.2.0"\nlang: zh-Hans\nstores:\n'
    rows = "  - {store: apple, locale: en, whats_new: The best coffee}\n"
    rows += "aso:\n  - {store: apple, locale: zh-Hans, name: 第一咖啡}\n"
    text = prd(release + rows, "", status="planned", priority=None, sources=None)
    told = findings({"releases/REL-5.2.0.md": text}, "release/banned-word")
    assert [one.field for one in told] == ["", ""]
    assert [one.message.split("`")[1] for one in told] == ["best", "第一"]


def test_a_team_names_its_own() -> None:
    config = configured({"site_config/wording.yml": "internal_words: [Otter]\nrequired: [sales]\n"})
    row = "release_notes:\n  - {kind: added, audience: user, text: Otter is here}\n"
    told = findings({"prds/PRD-2026-001.md": prd(row)}, "release/internal-word", config=config)
    assert [one.message for one in told] == ["`Otter` means nothing to readers outside"]
