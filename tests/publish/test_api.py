"""What programs find below `api/`: every document as its schema says, linked both ways, under names that are files."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.run import outcome
from prdkit.config.config import load
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.publish.data_files import Place, data_files
from prdkit.testing import prd, site

ROOT = Path(__file__).parents[2]
Made = dict[str, Any]
SECOND = "prds/PRD-2026-002.md"


def made(of: Site, url: str = "") -> Made:
    place = Place(url, lambda path: path.removesuffix(".md") + "/")
    files = data_files(of, Words(of.config, "en"), place, outcome(of, all_rules()))
    return {one.path: json.loads(one.content) for one in files if one.path.startswith("api/")}


def checker(files: Made, name: str) -> jsonschema.Draft202012Validator:
    known = [(path.rpartition("/")[2], schema) for path, schema in files.items() if path.startswith("api/schema/")]
    resources = [(name, referencing.Resource.from_contents(schema)) for name, schema in known]
    registry: Any = referencing.Registry().with_resources(resources)
    kind = jsonschema.Draft202012Validator
    return kind(files[f"api/schema/{name}.json"], registry=registry, format_checker=kind.FORMAT_CHECKER)


def told(files: Mapping[str, Any]) -> dict[str, Any]:
    """The files of documents."""
    apart = ("api/index.json", "api/findings.json")
    return {path: one for path, one in files.items() if path not in apart and not path.startswith("api/schema/")}


@cache
def demo() -> Site:
    config = load(ROOT)
    return read_site(config, as_of(config))


def test_every_document_of_the_demo_is_as_the_schemas_say() -> None:
    files = made(demo())
    for path in (path for path in files if path.startswith("api/schema/")):
        jsonschema.Draft202012Validator.check_schema(files[path])
    checker(files, "index").validate(files["api/index.json"])
    checker(files, "findings").validate(files["api/findings.json"])
    for one in told(files).values():
        checker(files, "document").validate(one)
    assert len(told(files)) == len(demo().documents) == len(files["api/index.json"]["documents"])


def test_schemas_do_tell_what_is_wrong() -> None:
    files = made(demo())
    document = files["api/PRD-2026-001.json"]
    broken = [
        {**document, "version": 2},
        {**document, "blocks": {**document["blocks"], "milestones": [{"planned": "soon", "baseline": "x"}]}},
        {key: value for key, value in document.items() if key != "links"},
    ]
    assert [checker(files, "document").is_valid(one) for one in broken] == [False, False, False]


def test_links_stand_at_both_ends() -> None:
    first = prd("links: {related: [PRD-2026-002]}")
    second = prd(body="See [[PRD-2026-001#goals]].", id="PRD-2026-002")
    files = made(site({"prds/PRD-2026-001.md": first, SECOND: second}))
    out = files["api/PRD-2026-001.json"]["links"]["out"]
    tie = {"id": "PRD-2026-002", "type": "prd", "anchor": "", "data": "PRD-2026-002.json"}
    assert out == [{"relation": "related", **tie}]
    here = {"id": "PRD-2026-001", "type": "prd", "data": "PRD-2026-001.json"}
    assert files["api/PRD-2026-002.json"]["links"] == {
        "out": [{"relation": "mentions", "anchor": "goals", **here}],
        "in": [{"relation": "related", "anchor": "", **here}],
    }


def test_values_are_what_they_mean_and_words_are_told_by_language() -> None:
    one = prd(
        "milestones: [{id: M1, name: {en: Go, zh-Hans: 上线}, baseline: 2026-05-01, owner: pm.lead}]\n"
        "release_notes: [{kind: added, level: primary, audience: user, lang: zh-Hans, text: 新功能}]",
        title="{en: Points, zh-Hans: 积分}",
    )
    document = made(site({"prds/PRD-2026-001.md": one}), "https://prd.example/")["api/PRD-2026-001.json"]
    assert document["title"] == {"en": "Points", "zh-Hans": "积分"}
    assert document["status"]["label"]["zh-Hant"]
    assert document["blocks"]["milestones"][0]["baseline"] == "2026-05-01"
    assert document["notes"][0] == {
        "kind": "added",
        "audience": "user",
        "primary": True,
        "text": {"zh-Hans": "新功能"},
        "document": "PRD-2026-001",
    }
    assert document["url"] == "https://prd.example/prds/PRD-2026-001/"
    row = next(row for row in document["addresses"] if row["anchor"] == "M1")
    assert row == {"anchor": "M1", "title": "Go", "url": "https://prd.example/prds/PRD-2026-001/#M1"}


@pytest.mark.parametrize("word", ["../../etc/passwd", "index", "Schema", "a/b", "x" * 300, "con.", "_0123456789abcdef"])
def test_an_id_that_cannot_be_a_name_gets_another_file(word: str) -> None:
    files = made(site({"prds/a.md": prd(id=json.dumps(word))}))
    (path,) = told(files)
    assert len(path) == len("api/_0123456789abcdef.json")
    assert files["api/index.json"]["documents"][0]["data"] == path.removeprefix("api/")
    assert files[path]["id"] == word


def test_documents_that_claim_one_id_have_a_file_each() -> None:
    files = made(site({"prds/PRD-2026-001.md": prd(), SECOND: prd(id="prd-2026-001")}))
    assert len(told(files)) == 2


def test_findings_are_for_insiders() -> None:
    one = site({"prds/PRD-2026-001.md": prd(owner="nobody")})
    assert made(one)["api/findings.json"]["findings"][0]["rule"] == "organisation/unknown-person"
    assert "api/findings.json" not in made(replace(one, readers="public"))


def test_the_same_documents_give_the_same_bytes() -> None:
    place = Place("", lambda path: path)
    files = [list(data_files(demo(), Words(demo().config, "en"), place)) for _ in range(2)]
    assert files[0] == files[1]
    assert not any(str(ROOT).encode() in one.content for one in files[0])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    "title",
    "status",
    "owner",
    "created",
    "lang",
    "milestones",
    "features",
    "goals",
    "release_notes",
    "rollout",
    "x",
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5), st.text(max_size=40))
def test_whatever_a_document_says_fits_the_schema(values: dict[str, Any], body: str) -> None:
    text = prd("\n".join(f"{key}: {json.dumps(value)}" for key, value in values.items()), body)
    files = made(site({"prds/PRD-2026-001.md": text.encode("utf-8", "replace")}))
    for one in told(files).values():
        checker(files, "document").validate(one)
    checker(files, "index").validate(files["api/index.json"])
