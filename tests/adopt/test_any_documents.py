"""Whatever documents hold, the proposal for them loads, and the check of it comes to an end."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adopt.trees import run, tree

WORDS = [
    "id",
    "title",
    "status",
    "type",
    "requires",
    "author",
    "created",
    "编号",
    "a b",
    "a.b",
    "x: y",
    "# no",
    "yes",
    "{",
    "'",
]
VALUES = [
    "draft",
    "Final",
    "final (late)",
    "2024-02-30",
    "2024-01-01",
    "7",
    "0007",
    "N/A",
    "TBD",
    "",
    "true",
    "a, b",
    "v1.2.3",
]
VALUES += [
    "https://a.b/c",
    "(fill me in)",
    "@me",
    "- x",
    "[[0001]]",
    "0001",
    "%",
    "`",
    "\u2028",
    "a\nb",
    "\\",
    "*",
    "&x",
    "!y",
]
NAMES = [
    "0001-a",
    "0002-b",
    "REQ-003",
    "README",
    "0000-template",
    "NNNN-x",
    "index",
    "2024-01-01-note",
    "a [b]",
    "{id}",
    "!c",
    "#d",
]

keys = st.sampled_from(WORDS) | st.text(min_size=1, max_size=12)
scalars = st.sampled_from(VALUES) | st.text(max_size=20) | st.none() | st.booleans() | st.integers(0, 9999)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)
titles = st.sampled_from(
    ["Summary", "1. Summary", "Summary (Optional)", "背景", "# x", "A: b", "*a* `b`", "<!-- c -->"]
) | st.text(max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    front = yaml.safe_dump(draw(st.dictionaries(keys, values, max_size=6)), allow_unicode=True)
    headings = draw(st.lists(st.tuples(st.integers(1, 4), titles), max_size=4))
    body = "".join(f"{'#' * level} {title}\n\nWords.\n\n" for level, title in headings)
    text = draw(st.sampled_from(["---\n{}---\n\n{}", "{1}", "---\n{}", "\n---\n{}---\n{}"])).format(front, body)
    return text.encode("utf-8", "surrogatepass") if draw(st.booleans()) else text.encode("utf-8", "replace")


paths = st.tuples(
    st.sampled_from(["", "rfcs/", "a/b/", "需求/REQ-001/", "x{id}/", "drafts/"]), st.sampled_from(NAMES)
).map("".join)
trees = st.dictionaries(paths.map(lambda path: f"{path}.md"), documents(), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(trees)
def test_the_proposal_loads_and_the_check_ends(files: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        root = tree(Path(folder), files)
        code, said = run(root, "init", ".", "--from", ".")
        assert code in (0, 2), said
        if code == 0:
            code, said = run(root, "check")
            assert code in (0, 1), said
        else:
            assert "no documents in" in said


columns = st.dictionaries(keys, st.lists(values, min_size=1, max_size=3), min_size=1, max_size=5)
heads = st.lists(st.tuples(st.integers(1, 3), titles), max_size=4)
shapes = st.sampled_from(["rfcs/{:04}-a.md", "{}.md", "x/REQ-{:03}/需求.md", "a/[b] {}/README.md", "{{id}}/n-{}.md"])


@settings(max_examples=60, deadline=None)
@given(columns, heads, shapes)
def test_documents_that_are_alike(held: dict[str, list[Any]], headings: list[tuple[int, str]], path: str) -> None:
    body = "".join(f"{'#' * level} {title}\n\nWords.\n\n" for level, title in headings)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(1, 25):
            front = {key: choices[number % len(choices)] for key, choices in held.items()}
            text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{body}"
            tree(root, {path.format(number): text.encode("utf-8", "replace")})
        code, said = run(root, "init", ".", "--from", ".")
        assert code == 0, said
        code, said = run(root, "check")
        assert code in (0, 1), said
