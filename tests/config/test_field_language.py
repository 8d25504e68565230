"""To test what a type can say of its fields, in a process of its own."""

import re
from pathlib import Path

import pytest
from tests.manual import PAGES, fences

from prdkit.config.config import Config, ConfigError, load
from prdkit.scaffold.schema.documents import front_matter
from prdkit.scaffold.schema.shapes import Shapes
from prdkit.testing import findings, site

HEAD = "type: rfc\nlabel: RFC\ncommon: false\nfolder: rfcs\nid: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}\n"
HERE = "rfcs/0001-points.md"


def config(tmp_path: Path, text: str, **files: str) -> Config:
    """A project with one type; `files` are others under site_config, or below the project with a slash in front."""
    written = {"site_config/types/rfc.yml": HEAD + text, "site_config/project.yml": "types: [rfc]\n"}
    for name, content in files.items():
        written[name.replace("__", "/")] = content
    for path, content in written.items():
        target = tmp_path / (path if "." in path else f"site_config/{path}.yml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return load(tmp_path)


def told(tmp_path: Path, fields: str, front_matter: str, **files: str) -> list[tuple[str, int, int, str]]:
    """What is found of fields: rule, line, column and message."""
    made = config(tmp_path, fields, **files)
    found = findings(site({HERE: f"---\n{front_matter}\n---\n"}, made))
    return [(f.rule.removeprefix("fields/"), f.line, f.column, f.message) for f in found]


def rules(tmp_path: Path, fields: str, front_matter: str, **files: str) -> list[str]:
    return [rule for rule, *_ in told(tmp_path, fields, front_matter, **files)]


def faults(tmp_path: Path, text: str, **files: str) -> list[tuple[int, int, str]]:
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, text, **files)
    return [(fault.line, fault.column, fault.message) for fault in caught.value.faults]


# There or not.


@pytest.mark.parametrize(
    ("spec", "front_matter", "expected"),
    [
        ("{required: true}", "x-a: 1", ["missing"]),
        ("{required: true}", "a:", ["missing"]),
        ("{required: true}", "a: ''", ["missing"]),
        ("{required: true}", 'a: "  "', ["missing"]),
        ("{required: true}", "a: []", ["missing"]),
        ("{required: true}", "a: {}", ["missing"]),
        ("{required: true, type: date}", "a: ''", ["missing"]),
        ("{required: true, type: list}", "a: []", ["missing"]),
        ("{required: true, empty: true}", "a:", []),
        ("{required: true, empty: true, type: date}", "a: ''", []),
        ("{required: true, empty: true}", "x-a: 1", ["missing"]),
        ("{type: date}", "a:", []),
        ("{type: date}", "a: ''", []),
        ("{empty: false}", "a:", ["empty"]),
        ("{empty: false}", "x-a: 1", []),
        ("{required: true, empty: false}", "a:", ["missing"]),
        ("{recommended: true}", "a:", ["recommended"]),
        ("{recommended: true}", "a: b", []),
        ("{type: date, none: true, required: true}", "a: N/A", []),
        ("{type: date, none: true}", "a: 无", []),
        ("{type: list, none: true, split: true, items: {type: date}}", "a: none", []),
        ("{type: list, none: true, items: {type: date}}", "a: [none]", []),
        ("{type: date}", "a: none", ["date"]),
    ],
)
def test_a_key_is_there_or_not(tmp_path: Path, spec: str, front_matter: str, expected: list[str]) -> None:
    assert rules(tmp_path, f"fields: {{a: {spec}}}\n", front_matter) == expected


@pytest.mark.parametrize(
    ("spec", "front_matter", "expected"),
    [
        ("{required: {when: {kind: Meta}}}", "kind: Meta", ["conditional-missing"]),
        ("{required: {when: {kind: Meta}}}", "kind: Meta\na:", ["conditional-missing"]),
        ("{required: {when: {kind: Meta}}}", "kind: Core", []),
        ("{required: {when: {kind: Meta}}, empty: true}", "kind: Meta\na:", []),
        ("{required: {when: {kind: Meta}}, none: true}", "kind: Meta\na: N/A", []),
        ("{allowed: {when: {kind: Meta}}}", "kind: Core\na: x", ["conditional-extra"]),
        ("{allowed: {when: {kind: Meta}}}", "kind: Core\na:", []),
        ("{allowed: {when: {kind: Meta}}, none: true}", "kind: Core\na: N/A", []),
        ("{allowed: {when: {kind: Meta}}}", "kind: Meta\na: x", []),
        ("{recommended: {when: {kind: Meta}}}", "kind: Meta", ["recommended"]),
        ("{recommended: true, required: {when: {kind: Meta}}}", "kind: Meta", ["conditional-missing"]),
    ],
)
def test_a_key_depends_on_others(tmp_path: Path, spec: str, front_matter: str, expected: list[str]) -> None:
    assert rules(tmp_path, f"fields: {{kind: , a: {spec}}}\n", front_matter) == expected


def test_a_nested_key_depends_on_the_whole_front_matter(tmp_path: Path) -> None:
    spec = "{type: map, fields: {b: {required: {when: {kind: Meta}}}, c: {}}}"
    fields = f"fields: {{kind: , one: {spec}, many: {{items: {spec}}}, named: {{values_of: {spec}}}}}\n"
    front_matter = "kind: Meta\none:\n  c: 1\nmany:\n  - c: 1\n  - b: 1\nnamed:\n  x:\n    b:\n"
    assert [(rule, line) for rule, line, *_ in told(tmp_path, fields, front_matter)] == [
        ("conditional-missing", 3),
        ("conditional-missing", 6),
        ("conditional-missing", 10),
    ]


def test_the_reason_is_said_as_the_document_spells_it(tmp_path: Path) -> None:
    fields = "fields: {kind: {aliases: 类别}, a: {aliases: 说明, required: {when: {kind: Meta}}}}\n"
    assert told(tmp_path, fields, "类别: Meta\n说明:") == [
        ("conditional-missing", 3, 1, "`说明` is empty; it is required when `类别` is `Meta`")
    ]


# Spellings.


def test_another_spelling_of_a_key_is_the_key(tmp_path: Path) -> None:
    fields = "fields: {author: {aliases: [Autor, 作者], required: true, type: text, max: 3}}\n"
    assert told(tmp_path, fields, "作者: Ada") == []
    assert told(tmp_path, fields, "作者: Adam")[0][3] == "`作者` has 4 characters; at most 3 are allowed"
    assert told(tmp_path, fields, "作者:")[0][3] == "`作者` is empty"
    assert told(tmp_path, fields, "author: Ada\nAutor: Bo") == [
        ("unknown", 3, 1, "`Autor` is another spelling of `author`, which stands there too")
    ]


def test_roles_are_read_under_every_spelling(tmp_path: Path) -> None:
    made = config(tmp_path, "title: {keys: [title]}\nfields: {title: {aliases: [标题]}}\n")
    document = site({HERE: "---\n标题: 积分\n---\n"}, made).documents[0]
    assert (document.title, document.key("title")) == ("积分", "标题")


# Text.


def test_faults_of_one_text_are_reported_one_by_one(tmp_path: Path) -> None:
    fields = "fields: {title: {pattern: '[A-Z].*', max: 10, avoid: ['(?i)rfc', '\\d+']}}\n"
    assert told(tmp_path, fields, "title: the RFC 12 of points") == [
        ("avoided", 2, 8, "`title` holds `12`, which must not occur in it"),
        ("avoided", 2, 8, "`title` holds `RFC`, which must not occur in it"),
        ("length", 2, 8, "`title` has 20 characters; at most 10 are allowed"),
        ("pattern", 2, 8, "`title: the RFC 12 of points` does not match `[A-Z].*`"),
    ]


def test_length_counts_characters(tmp_path: Path) -> None:
    assert rules(tmp_path, "fields: {title: {type: text, min: 4, max: 4}}\n", "title: 积分系统") == []
    assert rules(tmp_path, "fields: {title: {type: text, min: 5}}\n", "title: 积分系统") == ["length"]


def test_a_long_value_is_not_repeated_in_full(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "fields: {title: {pattern: a}}\n", f"title: {'b' * 40_000}")
    assert len(found[3]) < 200


@pytest.mark.parametrize(
    ("spec", "value", "expected"),
    [
        ("{values: [Draft, Final], case: any}", "draft", []),
        ("{values: [Draft, Final]}", "draft", ["not-allowed"]),
        ("{values: [1.10, true, 0055]}", "1.10", []),
        ("{values: [1.10, true, 0055]}", "1.1", ["not-allowed"]),
        ("{values: [1.10, true, 0055]}", "true", []),
        ("{values: [1.10, true, 0055]}", "0055", []),
        ("{values: {Draft: 草稿, Final: {en: Final, zh-Hans: 终稿}}}", "Final", []),
        ("{type: url, pattern: 'https://.+'}", "docs/a.md", ["pattern"]),
        ("{type: url, pattern: 'https://.+'}", "https://example.com", []),
    ],
)
def test_values_are_compared_as_written(tmp_path: Path, spec: str, value: str, expected: list[str]) -> None:
    assert rules(tmp_path, f"fields: {{a: {spec}}}\n", f"a: {value}") == expected


def test_a_misspelt_value_is_met_by_what_was_meant(tmp_path: Path) -> None:
    made = config(tmp_path, "fields: {stage: {values: [Ready-For-Release, Released]}}\n")
    (found,) = findings(site({HERE: "---\nstage: ready-for-relase\n---\n"}, made))
    assert found.hint == "Did you mean `Ready-For-Release`?"


# Days.


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("date", "2026-02-28", True),
        ("date", "'2026-02-28'", True),
        ("date", "2026-02-30", False),
        ("date", "2020-13-01", False),
        ("date", "2021-00-10", False),
        ("date", "2026-2-8", False),
        ("date", "2026/02/08", False),
        ("date", "2026-02-28T00:00:00Z", False),
        ("datetime", "2019-04-17T00:00:00.000Z", True),
        ("datetime", "2019-04-17 10:00", True),
        ("datetime", "2019-04-17t10:00:00+08:00", True),
        ("datetime", "2019-04-17T10:00-0530", True),
        ("datetime", "2019-04-17", False),
        ("datetime", "2019-02-30T00:00:00.000Z", False),
        ("datetime", "2019-04-17T24:00:00Z", False),
        ("datetime", "2019-04-17T10:00:00+99:00", False),
        ("datetime", "2019-04-17T", False),
        ("moment", "2019-04-17", True),
        ("moment", "2019-04-17T00:00:00.000Z", True),
        ("moment", "2019-02-30", False),
        ("moment", "2019-02-30T00:00:00Z", False),
        ("moment", "17 April 2019", False),
        ("moment", "2019", False),
    ],
)
def test_a_day_is_one_of_the_calendar(tmp_path: Path, kind: str, value: str, fits: bool) -> None:
    assert rules(tmp_path, f"fields: {{a: {{type: {kind}}}}}\n", f"a: {value}") == ([] if fits else ["date"])


# Lists.


def test_a_finding_points_to_the_item_of_a_text(tmp_path: Path) -> None:
    fields = "fields: {authors: {type: list, split: true, items: {pattern: '[A-Z][^,]*\\(@\\w+\\)'}}}\n"
    found = told(tmp_path, fields, "authors: Ada (@ada), bo (@bo)，Cy (@cy, @c), and Di")
    assert [(rule, column) for rule, _, column, _ in found] == [("pattern", 22), ("pattern", 31), ("pattern", 49)]
    assert told(tmp_path, fields, 'authors: "Ada (@ada), bo"')[0][2] == 23


def test_an_item_between_commas_is_not_empty(tmp_path: Path) -> None:
    fields = "fields: {requires: {type: list, split: true}}\n"
    assert told(tmp_path, fields, "requires: 20, 165,") == [
        ("wrong-type", 2, 18, "`requires` has an empty item"),
    ]


@pytest.mark.parametrize(
    ("how", "items", "wrong"),
    [
        ("true", "20, 55, 165", ""),
        ("true", "20, 165, 55", "`55` is out of order in `a`, which is sorted by number; it belongs after `20`"),
        ("true", "CIP-9, CIP-0010", ""),
        ("true", "165, 20, 55", "`165` is out of order in `a`, which is sorted by number; it belongs after `55`"),
        ("true", "b, a", "`a` is out of order in `a`, which is sorted by letters; it belongs before `b`"),
        ("true", "a, B, c", ""),
        ("text", "165, 20", ""),
        ("text", "20, 165", "`165` is out of order in `a`, which is sorted by letters; it belongs before `20`"),
        ("numeric", "x 3, y 4, z", ""),
        ("numeric", "20, 20", ""),
        ("true", f"1, {'9' * 5000}", ""),
    ],
)
def test_items_stand_in_order(tmp_path: Path, how: str, items: str, wrong: str) -> None:
    found = told(tmp_path, f"fields: {{a: {{type: list, split: true, sorted: {how}}}}}\n", f"a: {items}")
    assert [message for *_, message in found] == ([wrong] if wrong else [])


def test_an_item_stands_once(tmp_path: Path) -> None:
    found = told(tmp_path, "fields: {a: {type: list, unique: true}}\n", "a:\n  - x\n  - y\n  - x\n  - x")
    assert [(rule, line) for rule, line, *_ in found] == [("repeated", 5), ("repeated", 6)]


# Several kinds.

MANY = """fields:
  d:
    any_of:
      - {type: url, pattern: 'https://.+'}
      - {type: list, items: {type: url, pattern: 'https://.+'}}
      - {type: map, fields: {mail: {required: true}}}
"""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://example.com", []),
        ("[https://example.com/a, https://example.com/b]", []),
        ("{mail: a@example.com}", []),
        ("nowhere", ["`d: nowhere` does not match `https://.+`"]),
        ("[https://example.com, nowhere]", ["`d: nowhere` does not match `https://.+`"]),
        ("{post: a}", ["unknown key `post` in `d`", "`mail` is missing in `d`"]),
    ],
)
def test_the_kind_of_the_value_s_own_shape_says_what_is_wrong(tmp_path: Path, value: str, expected: list[str]) -> None:
    assert sorted(message for *_, message in told(tmp_path, MANY, f"d: {value}")) == sorted(expected)


def test_all_kinds_are_told_where_none_is_nearer(tmp_path: Path) -> None:
    fields = "fields: {d: {any_of: [{type: date}, {values: [later, never]}]}}\n"
    assert told(tmp_path, fields, "d: soon") == [
        ("wrong-type", 2, 4, "`d` is `soon`, but a date (YYYY-MM-DD) or one of `later`, `never` was wanted")
    ]


# Records.


def test_an_open_record_takes_any_key(tmp_path: Path) -> None:
    fields = "fields: {prs: {closed: false, fields: {accepted: {type: url}}}}\n"
    assert told(tmp_path, fields, "prs: {accepted: a, other: b}") == []
    closed = "fields: {prs: {fields: {accepted: {type: url}}}}\n"
    assert told(tmp_path, closed, "prs: {acepted: a, x-own: b}") == [
        ("unknown", 2, 7, "unknown key `acepted` in `prs`")
    ]


def test_keys_stand_in_the_order_of_their_fields(tmp_path: Path) -> None:
    fields = "field_order: true\nfields: {a: , b: , c: , d: {ordered: true, fields: {e: , f: , g: }}}\n"
    assert told(tmp_path, fields, "a: 1\nx-y: 1\nb: 1\nc: 1\nd: {e: 1, f: 2, g: 3}") == []
    assert told(tmp_path, fields, "c: 1\na: 1\nb: 1\nd: {g: 1, e: 1, f: 2}") == [
        ("order", 2, 1, "`c` is out of order; it belongs after `b`"),
        ("order", 5, 5, "`g` is out of order in `d`; it belongs after `f`"),
    ]


def test_unknown_keys_may_be_allowed(tmp_path: Path) -> None:
    assert rules(tmp_path, "fields: {title: }\n", "Title: a\ntitle: b") == ["unknown"]
    assert rules(tmp_path, "unknown_fields: allow\nfields: {title: }\n", "Title: a\ntitle: b") == []


def test_a_link_with_words_before_it_is_a_mapping_and_says_how_to_be_none(tmp_path: Path) -> None:
    made = config(tmp_path, "fields: {talks: {items: {type: url}}}\n")
    (found,) = findings(site({HERE: "---\ntalks:\n  - Forum: https://example.com\n---\n"}, made))
    assert (found.rule, found.line, found.hint) == (
        "fields/wrong-type",
        3,
        'Put it in quotes: `"Forum: https://example.com"`.',
    )


# Placeholders.

TEMPLATE = """---
title: (fill in a title)
author: (name of the main author)
stage: Draft
start: (fill in today's date, YYYY-MM-DD)
teams: [cli, <more teams>]
prs: {accepted: <address of the proposal>}
team: core
---
"""
FORM = """template: 0000-template.md
fields:
  title: {required: true}
  author: {aliases: [作者], type: text}
  stage: {type: text}
  start: {type: date}
  teams: {type: list, split: true, items: {values: [cli, data]}}
  prs: {fields: {accepted: {type: url}}}
  team: {type: text}
"""


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("title: Points", []),
        ("title: (fill in a title)", ["placeholder"]),
        ("title: TBD", ["placeholder"]),
        ("title: <todo>", ["placeholder"]),
        ("title: t\n作者: (name of the main author)", ["placeholder"]),
        ("title: t\n作者: (fill in a title)", []),
        ("title: t\nstage: Draft\nteam: core", []),
        ("title: t\nstart: (fill in today's date, YYYY-MM-DD)", ["placeholder"]),
        ("title: t\nstart: YYYY-MM-DD", ["placeholder"]),
        ("title: t\nteams: [cli]", []),
        ("title: t\nteams: [cli, <more teams>]", ["placeholder"]),
        ("title: t\nprs: {accepted: <address of the proposal>}", ["placeholder"]),
        ("title: t\nprs: {accepted: TODO}", ["placeholder"]),
    ],
)
def test_a_placeholder_is_the_only_finding_of_its_value(tmp_path: Path, front_matter: str, expected: list[str]) -> None:
    (tmp_path / "prd").mkdir()
    (tmp_path / "prd/0000-template.md").write_text(TEMPLATE, encoding="utf-8")
    assert rules(tmp_path, FORM, front_matter) == expected


def test_what_a_field_lists_is_no_placeholder(tmp_path: Path) -> None:
    assert rules(tmp_path, "fields: {a: {values: [TBD, Done]}}\n", "a: TBD") == []


def test_a_template_is_no_document_and_may_be_no_yaml(tmp_path: Path) -> None:
    text = "---\ntitle: <name: a colon>: two\nauthor: (your name)\n---\n"
    (tmp_path / "template.md").write_text(text, encoding="utf-8")
    made = config(tmp_path, "template: template.md\nfields: {title: , author: }\n")
    assert [f.rule for f in findings(site({HERE: "---\nauthor: (your name)\n---\n"}, made))] == ["fields/placeholder"]


def test_a_template_among_the_documents_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "prd/rfcs").mkdir(parents=True)
    (tmp_path / "prd/rfcs/0000-template.md").write_text(TEMPLATE, encoding="utf-8")
    made = config(tmp_path, "template: rfcs/0000-template.md\nfields: {title: {type: text}}\n")
    assert site({"rfcs/0000-template.md": TEMPLATE}, made).documents == ()


def test_types_that_share_everything_are_not_searched_for_placeholders() -> None:
    text = "---\ntype: prd\ntitle: TBD\n---\n"
    assert "fields/placeholder" not in {f.rule for f in findings(site({"prds/PRD-2026-001.md": text}))}


# Editors.


def test_editors_are_told_what_a_process_of_its_own_takes(tmp_path: Path) -> None:
    text = """status: {keys: [stage]}
statuses: {Draft: {aliases: [WIP]}, Final: }
unknown_fields: allow
fields:
  stage: {required: true, type: text}
  author: {aliases: [作者], type: text, min: 2}
  talk: {any_of: [{type: date}, {type: list, unique: true, items: {values: [a]}}]}
  prs: {closed: false, fields: {accepted: {type: moment, none: true}}}
"""
    made = front_matter(config(tmp_path, text).types["rfc"], Shapes("en"))
    assert made["required"] == ["stage"]
    assert made["additionalProperties"] is True
    known = made["properties"]
    assert known["stage"]["enum"] == ["Draft", "WIP", "Final"]
    assert known["作者"] == known["author"]
    assert "uniqueItems" in str(known["talk"])
    assert "additionalProperties': True" in str(known["prs"])


# What is wrong in a declaration.


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("fields: {a: {pattern: '['}}\n", 6, 23, "`[` is not a regular expression"),
        ("fields: {a: {avoid: ['x', '(']}}\n", 6, 27, "`(` is not a regular expression"),
        ("fields: {a: {items: {pattern: '['}}}\n", 6, 31, "`[` is not a regular expression"),
        ("fields: {a: {any_of: [{pattern: '['}]}}\n", 6, 33, "`[` is not a regular expression"),
        ("fields: {a: {type: enum}}\n", 6, 20, "an `enum` without `values`"),
        ("fields: {a: {type: text, split: true}}\n", 6, 33, "`split` says nothing of a field of `type: text`"),
        ("fields: {a: {type: list, max: 3, pattern: x}}\n", 6, 43, "`pattern` says nothing of a field of `type: list`"),
        ("fields: {a: {max: 3}}\n", 6, 19, "`max` says nothing of a field of `type: any`"),
        ("fields: {a: {type: text, min: 9, max: 3}}\n", 6, 31, "`min: 9` is more than `max: 3`"),
        ("fields: {a: , b: {aliases: [a]}}\n", 6, 29, "`a` is also a spelling of `a`"),
        ("fields: {a: {required: maybe}}\n", 6, 24, "`fields.a.required: maybe` is neither `true` nor `false`"),
        ("fields: {a: {required: {wen: {b: c}}}}\n", 6, 25, "unknown key `wen`"),
        ("fields: {a: {sorted: size}}\n", 6, 22, "`fields.a.sorted: size` is not one of its values"),
        ("template: none.md\n", 6, 11, "there is no file `none.md`"),
        ("template: ../none.md\n", 6, 11, "there is no file `../none.md`"),
    ],
)
def test_a_fault_of_a_declaration_has_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    first = faults(tmp_path, text)[0]
    assert first[:2] == (line, column)
    assert first[2].startswith(message)


def test_patterns_of_placeholders_are_looked_at_too(tmp_path: Path) -> None:
    process = "placeholder_patterns: ['[']\n"
    assert faults(tmp_path, "", process=process)[0][2].startswith("`[` is not a regular expression")


# The manual.


def test_the_example_of_the_manual_passes(tmp_path: Path) -> None:
    shown = fences("types", PAGES["types"])
    kind = next(f for f in shown if f.title == "site_config/types/blueprint.yml")
    document = next(f for f in shown if f.title == "prd/blueprints/0012-points.md")
    made = config(tmp_path, "", types__blueprint=kind.text, project="types: [blueprint]\n")
    assert findings(site({re.sub(r"^prd/", "", document.title): document.text}, made)) == []
