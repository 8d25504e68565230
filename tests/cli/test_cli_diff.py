"""`prd diff` in real repositories: what it compares, how it writes, what it refuses."""

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.cli.calling import PRD, prd, project
from tests.history.gitting import branch, commit, git, start, write

from prdkit.check.excerpt import safe
from prdkit.compare.formats.markdown import words_only

PATH = "prd/prds/PRD-2026-001.md"
OTHER = "prd/prds/PRD-2026-002.md"
MILESTONES = "milestones:\n  - {id: M1, name: Start, forecast: 2026-06-05}\n"
BODY = "\n## Background & problem\n\nGuests forget their points.\n"


def text(more: str = "", body: str = BODY, **over: str) -> str:
    """A PRD with some keys replaced."""
    made = PRD
    for key, value in over.items():
        line = f"{key}: {value}"
        made = re.sub(rf"^{key}:.*$", lambda _, line=line: line, made, flags=re.MULTILINE)  # type: ignore[misc]
    return f"{made.removesuffix('---' + chr(10))}{more}---\n{body}"


def repository(folder: Path) -> str:
    """A project in git; gives its first commit."""
    project(folder, {PATH: text(MILESTONES)})
    return start(folder, {".gitignore": "out*\n"})


def test_one_revision_is_compared_with_the_working_tree(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: text(MILESTONES.replace("06-05", "06-12"), status="analysis")})
    said = prd("diff", "HEAD", cwd=tmp_path)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"PRD-2026-001 积分系统  {PATH}",
        "  Status",
        "    ~ Status: Draft → Analysis (gates passed: G1 Worth solving)  [line 4]",
        "  Dates",
        "    ~ Milestones › M1 Start › Forecast: 2026-06-05 → 2026-06-12 (5 working days later)  [line 8]",
    ]


def test_two_revisions_are_compared_with_one_another(tmp_path: Path) -> None:
    first = repository(tmp_path)
    second = commit(tmp_path, {PATH: text(MILESTONES, status="analysis")})
    write(tmp_path, {PATH: text(MILESTONES, status="review")})
    for given in ((first, second), (f"{first}..{second}",), (f"{first}..",), ("HEAD~1", "HEAD")):
        said = prd("diff", *given, cwd=tmp_path)
        assert "Draft → Analysis" in said.out
        assert "In review" not in said.out


def test_three_dots_begin_where_the_branch_left(tmp_path: Path) -> None:
    repository(tmp_path)
    branch(tmp_path, "change")
    commit(tmp_path, {PATH: text(MILESTONES, status="analysis")})
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, {OTHER: text(id="PRD-2026-002")})
    two, three = (prd("diff", f"main{dots}change", cwd=tmp_path).out for dots in ("..", "..."))
    assert "PRD-2026-002" in two
    assert "PRD-2026-002" not in three
    assert "Draft → Analysis" in three


def test_a_document_is_the_same_by_its_id_wherever_it_lies(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: None, "prd/prds/PRD-2026-001-points.md": text("priority: P1\n", body="\nAll is new.\n")})
    said = prd("diff", "HEAD", "--format", "json", cwd=tmp_path)
    (document,) = json.loads(said.out)["documents"]
    assert (document["old_path"], document["path"]) == (PATH, "prd/prds/PRD-2026-001-points.md")
    assert document["changes"][0]["kind"] == "document-renamed"


def test_a_document_with_another_id_is_known_by_its_former_one(tmp_path: Path) -> None:
    repository(tmp_path)
    assert prd("rename", "PRD-2026-001", "PRD-2026-009", cwd=tmp_path).code == 0
    (document,) = json.loads(prd("diff", "HEAD", "--format", "json", cwd=tmp_path).out)["documents"]
    assert (document["id"], document["old_path"]) == ("PRD-2026-009", PATH)
    assert not {"document-added", "document-removed"} & {change["kind"] for change in document["changes"]}


def test_documents_that_change_places_keep_their_ids(tmp_path: Path) -> None:
    repository(tmp_path)
    first = commit(tmp_path, {OTHER: text(id="PRD-2026-002", title="Gifts")})
    write(tmp_path, {PATH: text(id="PRD-2026-002", title="Gifts"), OTHER: text(MILESTONES)})
    documents = json.loads(prd("diff", first, "--format", "json", cwd=tmp_path).out)["documents"]
    kinds = {document["id"]: [change["kind"] for change in document["changes"]] for document in documents}
    assert kinds == {"PRD-2026-001": ["document-renamed"], "PRD-2026-002": ["document-renamed"]}


def test_documents_that_came_and_went_are_told(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: None, OTHER: text(id="PRD-2026-002", title="Gifts")})
    out = prd("diff", "HEAD", cwd=tmp_path).out
    assert "- The document: Draft" in out
    assert "+ The document: Draft" in out


def test_pages_that_are_no_documents_are_left_out(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {"prd/index.md": "# Home\n", "prd/.hidden/PRD-2026-009.md": text(), "README.md": "x"})
    assert prd("diff", "HEAD", cwd=tmp_path).out == "No document has changed.\n"


def test_only_some_documents(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: text(status="analysis"), OTHER: text(id="PRD-2026-002")})
    for given in (("--only", "PRD-2026-002"), ("--", OTHER), ("--", "prd/prds/PRD-2026-002.md")):
        out = prd("diff", "HEAD", *given, cwd=tmp_path).out
        assert "PRD-2026-002" in out
        assert "PRD-2026-001" not in out
    assert "PRD-2026-001" in prd("diff", "HEAD", "--", "prd", cwd=tmp_path).out
    assert "PRD-2026-001" in prd("diff", "HEAD", "--", "prds", cwd=tmp_path / "prd").out


def test_the_exit_code_tells_of_differences_only_when_asked(tmp_path: Path) -> None:
    repository(tmp_path)
    assert prd("diff", "HEAD", "--exit-code", cwd=tmp_path).code == 0
    write(tmp_path, {PATH: text(status="analysis")})
    assert prd("diff", "HEAD", cwd=tmp_path).code == 0
    assert prd("diff", "HEAD", "--exit-code", cwd=tmp_path).code == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("nowhere",), "`nowhere` is no branch, tag or commit of this repository"),
        (("HEAD", "HEAD", "HEAD"), "3 revisions are given; one or two were wanted"),
        (("main..nowhere",), "`nowhere` is no branch"),
        (("..-x",), "`-x` is no branch"),
        (("HEAD", "--limit", "10"), "`--limit 10` leaves no room"),
        (("HEAD", "--format", "json", "--limit", "5000"), "JSON is always whole"),
        (("HEAD", "--rest-url", "javascript:x"), "is no address of a page"),
        (("HEAD", "--", "../elsewhere"), "lies outside the project"),
        (("--format", "text"), "Missing argument"),
        (("HEAD", "--output=", "-Sx"), ""),
    ],
)
def test_a_wrong_call_is_exit_2(tmp_path: Path, given: tuple[str, ...], said: str) -> None:
    repository(tmp_path)
    result = prd("diff", *given, cwd=tmp_path)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_folder_without_git_is_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = prd("diff", "HEAD", cwd=project(tmp_path / "plain"))
    assert result.code == 2
    assert "the project lies in no git repository" in result.err


def test_a_branch_may_be_called_anything(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in ("--output=x", "a`b`$(x)", "@{u}"):
        assert prd("diff", name, cwd=tmp_path).code == 2
    git(tmp_path, "branch", "a`b")
    write(tmp_path, {PATH: text(status="analysis")})
    out = prd("diff", "a`b", "--format", "markdown", cwd=tmp_path).out
    assert "`` a`b `` → `working tree`" in out
    assert not (tmp_path / "x").exists()


def test_sign_offs_that_a_change_makes_stale_come_first(tmp_path: Path) -> None:
    project(tmp_path, {PATH: text("version: '0.1'\npriority: P1\n")})
    start(tmp_path, {})
    git(tmp_path, "init", "-q", "-b", "main")
    signed = prd("sign", "PRD-2026-001", "--as", "ops", "--by", "growth.ops", cwd=tmp_path)
    assert signed.code == 0, signed.err
    commit(tmp_path)
    write(tmp_path, {PATH: text("version: '0.1'\npriority: P2\n", title="积分", body=BODY + "\nMore.\n")})
    (document,) = json.loads(prd("diff", "HEAD", "--format", "json", cwd=tmp_path).out)["documents"]
    stale = document["changes"][0]
    assert (stale["kind"], stale["path"], stale["file"]) == (
        "signoff-stale",
        ["sign_offs", "ops"],
        "prd/signoffs/PRD-2026-001.yml",
    )
    assert stale["new"] == ["title", "section:background"]
    assert (
        "the sign-off no longer holds; changed since: Title, Background & problem"
        in prd("diff", "HEAD", cwd=tmp_path).out
    )
    (tmp_path / "prd/signoffs/PRD-2026-001.yml").unlink()
    kinds = [
        c["kind"]
        for c in json.loads(prd("diff", "HEAD", "--format", "json", cwd=tmp_path).out)["documents"][0]["changes"]
    ]
    assert "signoff-removed" in kinds
    write(tmp_path, {PATH: git(tmp_path, "show", f"HEAD:{PATH}") + "\n"})
    only = json.loads(prd("diff", "HEAD", "--format", "json", cwd=tmp_path).out)["documents"]
    assert [[c["kind"] for c in one["changes"]] for one in only] == [["signoff-removed"]]


def test_words_are_in_the_language_asked_for(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: text(MILESTONES.replace("06-05", "06-08"))})
    assert "推迟 1 个工作日" in prd("diff", "HEAD", "--lang", "zh-Hans", cwd=tmp_path).out
    assert "延後 1 個工作日" in prd("diff", "HEAD", "--lang", "zh-Hant", cwd=tmp_path).out


def test_json_is_for_programs(tmp_path: Path) -> None:
    first = repository(tmp_path)
    write(tmp_path, {PATH: text(MILESTONES.replace("06-05", "06-08"), body=BODY.replace("forget", "lose"))})
    told = prd("diff", first, "--format", "json", "--output", "out.json", cwd=tmp_path)
    assert (told.code, told.out) == (0, "")
    whole = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (whole["version"], whole["old"], whole["new"]) == (1, first, None)
    assert whole["summary"] == {"documents": 1, "changes": 2}
    date, section = whole["documents"][0]["changes"]
    assert (date["kind"], date["path"], date["workdays"]) == ("date-moved", ["milestones", "M1", "forecast"], 1)
    assert section["words"]["added"] == section["words"]["removed"] == 1
    assert {"act": "added", "text": "lose", "gap": True} in section["words"]["excerpt"]


HOSTILE = [
    "@everyone and @pm.lead",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "a | b | c",
    "`code` **bold** _it_ ~~no~~ $x$",
    "# heading",
    "- list",
    "1. one",
    "::error::x ##[error]x",
    "closes #12, fixes GH-3 and group/repo!4",
    "https://evil.example/x www.evil.example",
    "/close",
    "&lt;b&gt;",
    "\x1b[31mred\u202e",
    "<!-- comment -->",
    "``` fence",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_documents_say_is_only_words_in_markdown(tmp_path: Path, value: str) -> None:
    repository(tmp_path)
    more = f"tags: [{json.dumps(value)}]\n"
    body = BODY.replace("forget", f"forget {value}") + f"\n## {value}\n\nx\n"
    write(tmp_path, {PATH: text(more, title=json.dumps(value, ensure_ascii=False), body=body)})
    out = prd("diff", "HEAD", "--format", "markdown", cwd=tmp_path).out
    html = MarkdownIt("commonmark", {"linkify": False}).enable("table").enable("strikethrough").render(out)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h2", "h3", "p", "ul", "li", "strong", "code", "br", "del", "ins"}
    assert not re.search(r"@[\w\"']", out)
    assert not re.search(r"#\d|!\d|://|\bwww\.|##\[", out)
    assert not [line for line in out.splitlines() if line.startswith(("/", "::", "|"))]
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize("value", HOSTILE)
def test_words_only_shows_what_was_written(value: str) -> None:
    html = MarkdownIt("commonmark").renderInline(words_only(value))
    assert re.sub(r"<[^>]+>", "", html) == html
    shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert shown.replace("\u2060", "") == safe(value).replace("\u2060", "")


def test_text_is_safe_for_terminals(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, {PATH: text(title='"\\e[31mred\\u202e ##[error]x"', body="\n\x1b[2J\x07\n")})
    out = prd("diff", "HEAD", cwd=tmp_path).out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "##[" not in out


def _large(folder: Path) -> None:
    project(folder, {f"prd/prds/PRD-2026-{n:03}.md": text(id=f"PRD-2026-{n:03}") for n in range(1, 21)})
    start(folder, {"a": "a"})
    for n in range(1, 21):
        rows = "".join(f"  - {{id: R{k}, title: A risk of some kind}}\n" for k in range(40))
        more = f"risks:\n{rows}"
        write(folder, {f"prd/prds/PRD-2026-{n:03}.md": text(more, id=f"PRD-2026-{n:03}", status="analysis")})


@pytest.mark.parametrize("limit", [2000, 5000, 20000])
@pytest.mark.parametrize("form", ["markdown", "text"])
def test_what_does_not_fit_is_counted_and_the_most_important_stays(tmp_path: Path, form: str, limit: int) -> None:
    _large(tmp_path)
    out = prd("diff", "HEAD", "--format", form, "--limit", str(limit), cwd=tmp_path).out
    assert len(out) <= limit
    assert "prd diff HEAD" in out
    left = re.search(r"changes: (\d+), in documents: (\d+)", out)
    assert left is not None
    shown = len(re.findall(r"^(?:- | {4}[+~-] )", out, flags=re.MULTILINE))
    assert shown + int(left[1]) == 20 * 41
    if limit > 2000:
        assert out.count("Analysis") == 20


def test_markdown_fits_a_comment_unless_told_otherwise(tmp_path: Path) -> None:
    _large(tmp_path)
    url = "https://ci.example/job/1?a=b)c"
    out = prd("diff", "HEAD", "--format", "markdown", "--limit", "20000", "--rest-url", url, cwd=tmp_path).out
    assert "[all changes](https://ci.example/job/1?a=b%29c)" in out
    whole = prd("diff", "HEAD", "--format", "markdown", "--limit", "0", cwd=tmp_path).out
    assert "Not shown" not in whole
    assert len(prd("diff", "HEAD", "--format", "markdown", cwd=tmp_path).out) <= 60_000


def test_a_shallow_clone_says_what_to_do(tmp_path: Path) -> None:
    repository(tmp_path / "whole")
    first = git(tmp_path / "whole", "rev-parse", "HEAD")
    commit(tmp_path / "whole", {PATH: text(status="analysis")})
    git(tmp_path, "clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), "part")
    said = prd("diff", first, cwd=tmp_path / "part")
    assert said.code == 2
    assert "The clone is shallow." in said.err
    assert "fetch-depth: 0" in said.err
