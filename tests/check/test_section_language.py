"""To check sections by what a type of its own process says of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.config.config import Config, ConfigError, load
from prdkit.testing import findings, site

TYPE = "type: rfc\nlabel: RFC\ncommon: false\ndocuments: {paths: '*.md'}\n"
OWN = ("missing", "empty", "swallowed", "commented", "order", "duplicate", "level", "misplaced", "unknown")
RULES = tuple(f"sections/{name}" for name in (*OWN, "not-allowed", "one-of", "recommended", "open-fence"))


@cache
def config(language: str, markdown: str = "python") -> Config:
    with TemporaryDirectory() as folder:
        types = Path(folder, "site_config", "types")
        types.mkdir(parents=True)
        Path(types, "rfc.yml").write_text(TYPE + language, encoding="utf-8")
        Path(folder, "site_config", "project.yml").write_text(f"types: [rfc]\nmarkdown: {markdown}\n", encoding="utf-8")
        return load(Path(folder))


def found(language: str, body: str, front_matter: str = "title: Cards", *, markdown: str = "python") -> list[str]:
    """What the rules on sections say of one document, as `fault line: message`; its body begins on line 4."""
    made = site({"0001.md": f"---\n{front_matter}\n---\n{body}"}, config(language, markdown))
    return [f"{one.rule.partition('/')[2]} {one.line}: {one.message}" for one in findings(made, *RULES)]


def kinds(language: str, body: str, front_matter: str = "title: Cards") -> list[str]:
    return [one.partition(" ")[0] for one in found(language, body, front_matter)]


def hint(language: str, body: str) -> str:
    made = site({"0001.md": f"---\ntitle: Cards\n---\n{body}"}, config(language))
    return findings(made, *RULES)[0].hint


TEMPLATE = """# Title

## Summary

> One paragraph that explains the feature
> in plain words.

## Motivation

Why are we doing this? What use cases does it support?

- Who asked for it and when?
- What do they do instead?

## Tasks

- [ ] Tests are written and pass

```js
example()
```

## Notes

TBD

## Risks

None.

## Licence

The text is free for everybody to use and change.
"""


LEFT = (
    "sections: {Summary: {}, Motivation: {}, Tasks: {}, Notes: {required: true}, Risks: {}, Licence: {fixed: true}}\n"
)


def left(body: str) -> list[str]:
    """Where the words of a template are left in a document, as `line: message`."""
    with TemporaryDirectory() as folder:
        Path(folder, "site_config", "types").mkdir(parents=True)
        Path(folder, "site_config", "types", "rfc.yml").write_text(f"{TYPE}template: t.md\n{LEFT}", "utf-8")
        Path(folder, "site_config", "project.yml").write_text("types: [rfc]\n", "utf-8")
        Path(folder, "t.md").write_text(TEMPLATE, "utf-8")
        made = site({"0001.md": body}, load(Path(folder)))
    told = findings(made, "sections/placeholder", "sections/empty")
    return [f"{one.rule.partition('/')[2]} {one.line}: {one.message}" for one in told]


def faults(language: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        config(language)
    return [fault.message for fault in raised.value.faults]


# What must be there.

WANTED = "sections: {Summary: {required: true}, Detailed design: {required: true, aliases: [Design]}, Examples: {}}"


def test_a_required_section_is_missing_in_the_words_of_the_type() -> None:
    assert found(WANTED, "## Summary\n\nwords\n") == ["missing 1: the section `Detailed design` is missing"]
    assert hint(WANTED, "## Summary\n\nwords\n") == "Add `## Detailed design`."


def test_the_heading_that_was_probably_meant_is_named() -> None:
    told = hint(WANTED, "# Summary\n\nwords\n\n# Detailled design\n\nwords\n")
    assert told == "Is `# Detailled design` on line 8 meant? Write it `# Detailed design`."


@pytest.mark.parametrize(
    "heading",
    [
        "## Detailed design",
        "# Detailed Design",
        "## design",
        "## 3. Detailed design (Optional)",
        "## Detailed design [#](#design)",
        "## Detailed\u00a0design",
        "## Detailed design {#detailed-design}",
        "## Anything {#detailed-design}",
    ],
)
def test_a_heading_is_compared_by_its_words(heading: str) -> None:
    assert found(WANTED, f"## Summary\n\nwords\n\n{heading}\n\nwords\n") == []


def test_apostrophes_and_hyphens_are_one_of_their_kind() -> None:
    language = "sections: {What's next - later: {required: true}}"
    assert found(language, "## What’s next – later\n\nwords\n") == []


def test_case_numbering_marks_and_comments_may_count() -> None:
    language = (
        "headings: {case: exact, numbering: keep, marks: [], comments: keep}\nsections: {Summary: {required: true}}"
    )
    assert kinds(language, "## Summary\n\nwords\n") == []
    for heading in ("## summary", "## 1. Summary", "## Summary (Optional)", "## Summary <!-- x -->"):
        assert kinds(language, f"{heading}\n\nwords\n") == ["missing"]


def test_marks_are_the_types_own_where_it_gives_some() -> None:
    language = "headings: {marks: ['[draft]', '- new']}\nsections: {Summary: {required: true}}"
    assert kinds(language, "## Summary [Draft]\n\nwords\n") == []
    assert kinds(language, "## Summary - new\n\nwords\n") == []
    assert kinds(language, "## Summary (Optional)\n\nwords\n") == ["missing"]


def test_a_section_may_be_wanted_where_a_condition_holds() -> None:
    language = "statuses: [Draft, Final]\nsections: {Security: {required: {when: {status: Final}}}}"
    assert found(language, "words\n", "status: Draft") == []
    assert found(language, "words\n", "status: Final") == [
        "missing 2: the section `Security` is missing, where `status` is `Final`"
    ]


def test_a_field_may_stand_in_for_a_section() -> None:
    language = "fields: {summary: {type: text}}\nsections: {Summary: {required: true, or_field: summary}}"
    assert kinds(language, "words\n", "summary: A card on the phone") == []
    assert kinds(language, "## Summary\n", "summary: A card on the phone") == []
    assert kinds(language, "words\n", "summary:") == ["missing"]
    assert kinds(language, "words\n", "summary: N/A") == ["missing"]


def test_one_of_several_sections_is_wanted() -> None:
    language = (
        "fields: {kind: {type: text}}\nsections: {Motivation: {}, Problem: {}, Design: {}}\n"
        "one_of: [{sections: [Motivation, Problem], when: {kind: feature}}]"
    )
    assert found(language, "## Design\n\nwords\n", "kind: feature") == [
        "one-of 2: none of the sections `Motivation`, `Problem` is there, where `kind` is `feature`"
    ]
    assert kinds(language, "## Problem\n\nwords\n", "kind: feature") == []
    assert kinds(language, "## Problem\n\n## Design\n\nwords\n", "kind: feature") == ["empty"]
    assert kinds(language, "## Design\n\nwords\n", "kind: bug") == []


def test_a_section_may_be_recommended_or_not_allowed() -> None:
    language = (
        "statuses: [Draft, Withdrawn]\n"
        "sections: {Drawbacks: {recommended: true}, Reason: {required: true, allowed: {when: {status: Withdrawn}}}}"
    )
    assert found(language, "words\n", "status: Draft") == [
        "recommended 1: the section `Drawbacks` is missing, and it is recommended"
    ]
    assert found(language, "## Drawbacks\n\n## Reason\n\nwords\n", "status: Draft") == [
        "recommended 4: the section `Drawbacks` is empty, and it is recommended",
        "not-allowed 6: the section `Reason` may stand only where `status` is `Withdrawn`",
    ]
    assert kinds(language, "## Drawbacks\n\nwords\n", "status: Withdrawn") == ["missing"]


# What is empty.

ONE = "sections: {Summary: {required: true}, Motivation: {}}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- why -->",
        "[summary]: #summary",
        "### Part\n\n#### Part of the part",
        "TBD",
        "- [ ]\n- TODO",
        "---",
        "<br/>",
        "| a | b |\n|---|---|",
    ],
)
def test_this_leaves_a_section_empty(text: str) -> None:
    assert found(ONE, f"## Summary\n\n{text}\n\n## Motivation\n") == ["empty 4: the section `Summary` is empty"]


@pytest.mark.parametrize(
    "text",
    [
        "### Part\n\nwords",
        "![](a.png)",
        "```\ncode\n```",
        "| a |\n|---|\n| 1 |",
        "<img src='a.png'>",
        "N/A",
        "None",
        "无",
    ],
)
def test_this_fills_a_section(text: str) -> None:
    assert found(ONE, f"## Summary\n\n{text}\n\n## Motivation\n") == []


def test_a_type_says_what_counts_as_nothing() -> None:
    section = "sections: {Summary: {required: true}}\nsection_content: "
    assert kinds(f"{section}{{comments: content}}", "## Summary\n\n<!-- why -->\n") == []
    assert kinds(f"{section}{{comments: content}}", "## Summary\n\n<!-- -->\n") == ["empty"]
    assert kinds(f"{section}{{placeholders: content}}", "## Summary\n\nTBD\n") == []
    assert kinds(f"{section}{{none: empty}}", "## Summary\n\nN/A\n") == ["empty"]


def test_a_section_may_be_empty_or_may_never_be() -> None:
    assert kinds("sections: {Summary: {required: true, empty: true}}", "## Summary\n") == []
    assert kinds("sections: {Summary: {empty: false}}", "## Summary\n") == ["empty"]
    assert kinds("sections: {Summary: {empty: false}}", "words\n") == []


# What is left of a template.


def test_a_document_that_is_the_template_says_so_once_a_section() -> None:
    assert [one.partition(":")[0] for one in left(TEMPLATE)] == [
        "placeholder 5",
        "placeholder 10",
        "placeholder 17",
        "empty 23",
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Summary\n\nOne paragraph that explains the feature in plain words.\n\nA card.\n", 3),
        ("## Summary\n\nA card.\n\n> One paragraph that explains the feature\n> in plain words.\n", 5),
        ("## Summary\n\n> in plain words.\n", 3),
        ("## Motivation\n\nGuests forget.\n\n* Who asked for it and when?\n\n  Ten guests.\n", 5),
        ("## Tasks\n\n- [x] Tests are written and pass\n", 3),
    ],
)
def test_a_hint_of_the_template_is_left(body: str, line: int) -> None:
    told = left(f"{body}\n## Notes\n\nnone so far\n")
    assert [one.partition(":")[0] for one in told] == [f"placeholder {line}"]
    assert "of the template: `" in told[0]


@pytest.mark.parametrize(
    "body",
    [
        "## Summary\n\nOne paragraph that explains the feature in other words.\n",
        "## Summary\n\nWhy are we doing this? What use cases does it support?\n",
        "## Summary\n\n<!-- One paragraph that explains the feature in plain words. -->\n\nA card.\n",
        "## Tasks\n\n```js\nexample()\n```\n\nwords\n",
        "## Licence\n\nThe text is free for everybody to use and change.\n",
        "## Risks\n\nNone.\n",
        "## Other\n\n> One paragraph that explains the feature\n> in plain words.\n",
    ],
)
def test_words_of_the_author_are_no_hint(body: str) -> None:
    assert left(f"{body}\n## Notes\n\nnone so far\n") == []


# What hides a section.


def test_a_section_in_an_open_fence_is_swallowed_and_nothing_else() -> None:
    body = "## Summary\n\n```yaml\na: b\n\n## Detailed design\n\nwords\n"
    assert found(WANTED, body, markdown="github") == [
        "swallowed 9: the section `Detailed design` is code, since the fence of line 6 is never closed"
    ]


def test_an_open_fence_that_swallows_nothing_is_told_by_itself() -> None:
    body = "## Summary\n\nwords\n\n## Design\n\n```yaml\na: b\n\n## Other\n"
    assert [one.partition(" ")[0] for one in found(WANTED, body, markdown="github")] == ["open-fence"]


def test_a_section_in_a_comment_is_not_there() -> None:
    body = "## Summary\n\nwords\n\n<!--\n## Design\n\nwords\n-->\n"
    assert found(WANTED, body) == ["commented 9: the section `Design` stands only in a comment"]


# Levels and parents.


def test_a_heading_of_another_level_is_one_finding() -> None:
    language = "section_levels: [2]\nsections: {Summary: {required: true}, Motivation: {required: true}, Other: {}}"
    assert found(language, "## Summary\n\nwords\n\n### Motivation\n\n### Other\n\nwords\n") == [
        "level 8: the section `Motivation` has a heading of level 3, and 2 was wanted"
    ]


@pytest.mark.parametrize(
    ("level", "right"), [("2", {2}), ("[2, 3]", {2, 3}), ("any", {1, 2, 3, 4, 5, 6}), ("[1, 4]", {1, 4})]
)
def test_a_section_has_levels_of_its_own(level: str, right: set[int]) -> None:
    language = f"sections: {{Summary: {{level: {level}}}}}"
    assert {n for n in range(1, 7) if not kinds(language, f"{'#' * n} Summary\n\nwords\n")} == right


def test_documents_of_one_type_may_have_their_sections_at_different_levels() -> None:
    for hashes in ("#", "##"):
        body = f"{hashes} Summary\n\nwords\n\n{hashes} Design\n\n{hashes}# Design\n\nwords\n"
        assert found(WANTED, body) == []


PARTS = """
section_order: true
sections:
  Design: {required: true}
  Rollout: {required: true}
  Alpha of rollout: {label: Alpha, under: Rollout, required: true}
  Beta: {under: Rollout}
  Tests: {}
  Alpha of tests: {label: Alpha, under: Tests, required: true}
"""


def test_a_sub_section_stands_below_its_parent() -> None:
    body = "## Design\n\nwords\n\n## Rollout\n\n### Alpha\n\nwords\n\n#### Beta\n\n## Tests\n\n#### Alpha\n\nwords\n"
    assert found(PARTS, body) == []


def test_a_sub_section_elsewhere_is_misplaced_and_not_missing() -> None:
    body = "## Design\n\nwords\n\n### Alpha\n\nwords\n\n## Rollout\n\nwords\n"
    assert found(PARTS, body) == ["misplaced 8: the section `Alpha` does not stand below `Rollout`"]


def test_a_sub_section_of_a_missing_section_is_not_missing_too() -> None:
    assert found(PARTS, "## Design\n\nwords\n") == ["missing 1: the section `Rollout` is missing"]


def test_sub_sections_of_one_name_are_told_apart_by_their_parents() -> None:
    body = "## Design\n\nwords\n\n## Rollout\n\n### Alpha\n\nwords\n\n## Tests\n\nwords\n"
    assert found(PARTS, body) == ["missing 1: the section `Alpha` is missing"]
    assert hint(PARTS, body) == "Add `### Alpha`."


# Order, names that stand twice, names that are unknown.


def test_all_sections_have_an_order_where_the_type_says_so() -> None:
    language = "section_order: true\nsections: {A: {}, B: {}, C: {}, D: {}}"
    body = "## B\n\n## C\n\n## A\n\n## Other\n\n## D\n"
    assert found(language, body) == ["order 8: the section `A` is out of order"]
    assert kinds(language.replace("true", "false"), body) == []
    assert kinds(language.replace("section_order: true\n", ""), body) == []


def test_sub_sections_have_their_order_below_their_parent() -> None:
    body = "## Design\n\nwords\n\n## Rollout\n\n### Beta\n\nwords\n\n### Alpha\n\nwords\n"
    assert [one.partition(" ")[0] for one in found(PARTS, body)] == ["order"]


def test_a_section_that_stands_there_again_is_a_duplicate_and_nothing_else() -> None:
    language = "section_order: true\nsections: {A: {}, B: {}}"
    assert found(language, "## A\n\n## B\n\n## A\n") == ["duplicate 8: `A` is the section `A` of line 4 again"]


def test_sub_headings_with_the_name_of_a_section_are_no_duplicates() -> None:
    language = "sections: {A: {}, B: {}, Notes: {level: any}}"
    assert found(language, "# A\n\n## B\n\n# B\n\n## A\n") == []
    assert found(language, "# A\n\n## Notes\n\n# B\n\n## Notes\n") == []
    assert kinds(language, "# A\n\n## Notes\n\n## Notes\n") == ["duplicate"]


UNKNOWN = "unknown_sections: report\nsections: {Summary: {}, Design: {}}"


def test_headings_at_the_level_of_the_sections_are_known() -> None:
    body = "# Cards\n\n## Summary\n\n### Part\n\n## Desing\n\n# Appendix\n"
    assert found(UNKNOWN, body) == ["unknown 10: `Desing` is no section of `rfc`"]
    assert hint(UNKNOWN, body) == "Did you mean `Design`?"
    assert found(UNKNOWN, "# Cards\n\n# Summary\n\n## Part\n\n# Other\n") == [
        "unknown 10: `Other` is no section of `rfc`"
    ]


def test_unknown_headings_are_found_where_no_section_is_known() -> None:
    assert kinds(UNKNOWN, "# Cards\n\n## One\n\n### Two\n\n## Three\n") == ["unknown", "unknown"]
    assert kinds(UNKNOWN, "# Cards\n") == []


# Sections that a comment names.

IDS = "sections: {Summary: {required: true, comment: summary}, Design: {comment: design, required: true}}"


@pytest.mark.parametrize(
    "comment",
    ["<!-- id: design -->", "<!-- section: design -->", "<!-- design -->", "<!--design-->", "<!-- Design -->"],
)
def test_a_comment_names_a_section(comment: str) -> None:
    summary = "## Summary\n\nwords\n\n"
    assert found(IDS, f"{summary}{comment}\n## How we do it\n\nwords\n") == []
    assert found(IDS, f"{summary}## How we do it\n{comment}\n\nwords\n") == []
    assert found(IDS, f"{summary}words\n\n{comment}\n\nwords\n") == []
    assert kinds(IDS, f"{summary}words\n\n{comment}\n\n## Next\n\nwords\n") == []
    assert kinds(IDS, f"{summary}words\n\n{comment}\n\nTBD\n") == ["empty"]
    assert kinds(IDS, f"{summary}```\n{comment}\n```\n") == ["missing"]


# Addresses of headings.


def test_headings_have_the_addresses_that_their_words_give_them() -> None:
    links = "[here](#detailed-design), [there](#Summary), [why](#why)"
    body = f"## Detailed design\n\n{links}\n\n## Summary\n\n## Why {{#why}}\n"
    made = site({"0001.md": f"---\ntitle: Cards\n---\n{body}"}, config(WANTED))
    assert [one.message for one in findings(made, "links/broken-anchor")] == ["`#Summary` is no place on this page"]


# The file of the type.


def test_names_in_a_types_file_are_those_of_sections_and_fields() -> None:
    assert faults("sections: {A: {under: Bee}, Bees: {}}") == ["`Bee` is not a section of this type"]
    assert faults("sections: {A: {or_field: summry}}\nfields: {summary: {type: text}}") == [
        "`summry` is not a field of this type"
    ]
    assert faults("sections: {A: {}, B: {}}\none_of: [{sections: [A, C]}]") == ["`C` is not a section of this type"]
    assert faults("sections: {A: {level: 7}}") == ["`level: 7` is no level of a heading"]
    assert set(faults("sections: {A: {under: B}, B: {under: A}}")) == {
        "`A` would stand below itself",
        "`B` would stand below itself",
    }


# Whatever stands there.

PIECES = (
    *("#", "##", "###", "Summary", "Motivation", "Alpha", "Rollout", "<!--", "-->", "```", "~~~", "id:", "summary"),
    *("TBD", "words", ">", "-", "|", "[a]:", "{#alpha}", "一、", "①"),
)
WORDS = st.sampled_from(PIECES)
ALL = """
section_order: true
unknown_sections: report
sections:
  Summary: {required: true, comment: summary}
  Motivation: {required: true, level: 2}
  Rollout: {required: true}
  Alpha: {under: Rollout, required: true}
"""


@given(st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=14).map("\n".join), st.booleans())
@settings(max_examples=150, deadline=None)
def test_each_required_section_yields_one_finding_at_most(body: str, github: bool) -> None:
    markdown = "github" if github else "python"
    made = site({"0001.md": f"---\ntitle: Cards\n---\n{body}"}, config(ALL, markdown))
    told = [one for one in findings(made, *RULES) if one.rule.partition("/")[2] in _ABOUT_ONE]
    names = [
        name for one in told for name in ("Summary", "Motivation", "Rollout", "Alpha") if _names(one.message, name)
    ]
    assert len(names) == len(set(names))


_ABOUT_ONE = ("missing", "empty", "swallowed", "commented", "level", "misplaced")


def _names(message: str, name: str) -> bool:
    return name.casefold() in message.split("`")[1].casefold()
