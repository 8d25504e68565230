"""`prd lsp`: a whole session of an editor with the server, over its standard input and output."""

import asyncio
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from talking import ABLE, Editor, alone, session

from prdkit.testing import prd

ORG = """\
departments: {product: {label: Product}, ops: {label: {en: Operations, zh-Hans: 运营}}}
people:
  pm.lead: {dept: product, label: {en: Product lead}}
  growth.ops: {dept: ops}
  old.hand: {dept: ops, active: false}
products: {PROD-app: {label: App}}
"""
POINTS = "prd/prds/PRD-2026-001-points.md"
REFERRAL = "prd/prds/PRD-2026-002.md"
SMALL = """\
---
id: PRD-2026-002
title: 推荐 🚀 Referral
status: draft
owner: growth.ops
created: 2026-05-04
links: {requires: [PRD-2026-001]}
---

## Goals

咖啡 🚀 [[PRD-2026-001#F1]] and PRD-2026-009.
"""


def team(folder: Path) -> Path:
    files = {
        "site_config/project.yml": "as_of: 2026-06-15\nlang: en\nrules_url: https://prd.example/rules/\n",
        "site_config/org.yml": ORG,
        POINTS: prd("features: [{id: F1, name: Account}, {id: F2, name: Mall}]", departments="[product, ops]"),
        REFERRAL: SMALL,
        "prd/index.md": "# Home\n\nSee [[PRD-2026-001]].\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def place(text: str, words: str, inside: int = 0) -> tuple[int, int]:
    """Line and column, in UTF-16 units, of some words."""
    offset = text.index(words) + inside
    line = text.count("\n", 0, offset)
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line, len(before.encode("utf-16-le")) // 2


def test_findings_come_as_they_do_from_the_check(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))
        (found,) = [d for d in editor.found[editor.uri(REFERRAL)] if d.code == "references/unresolved"]
        assert found.message.startswith("`PRD-2026-009` is the id of no document\n")
        assert (found.source, found.severity) == ("prd", types.DiagnosticSeverity.Error)
        assert found.code_description is not None
        assert found.code_description.href == "https://prd.example/rules/references/unresolved/"
        line, column = place(SMALL, "PRD-2026-009")
        assert found.range == types.Range(types.Position(line, column), types.Position(line, column + 12))
        assert editor.registered == ["workspace/didChangeWatchedFiles"]

    assert session(team(tmp_path), talk) == 0


def test_findings_follow_what_is_typed(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))
        editor.type(REFERRAL, SMALL.replace(" and PRD-2026-009", ""))
        await editor.until(lambda: "references/unresolved" not in editor.rules(REFERRAL))
        for number in range(1, 60):
            editor.type(REFERRAL, SMALL[: number * 5])
        editor.type(REFERRAL, SMALL.replace("status: draft", "status: aproved"))
        await editor.until(lambda: "workflow/unknown-status" in editor.rules(REFERRAL))
        assert (tmp_path / REFERRAL).read_text(encoding="utf-8") == SMALL
        editor.close(REFERRAL)
        await editor.until(lambda: "workflow/unknown-status" not in editor.rules(REFERRAL))

    assert session(team(tmp_path), talk) == 0


def test_what_is_typed_in_one_document_shows_in_others(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(POINTS)
        text = (tmp_path / POINTS).read_text(encoding="utf-8")
        editor.type(POINTS, text.replace("{id: F1, name: Account}, ", ""))
        await editor.until(lambda: "references/unknown-anchor" in editor.rules(REFERRAL))

    session(team(tmp_path), talk)


def test_files_that_change_on_disk_are_read_again(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))
        (tmp_path / "prd/prds/PRD-2026-009.md").write_text(SMALL.replace("PRD-2026-002", "PRD-2026-009"))
        new = types.FileEvent(editor.uri("prd/prds/PRD-2026-009.md"), types.FileChangeType.Created)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([new]))
        await editor.until(lambda: "references/unresolved" not in editor.rules(REFERRAL))
        (tmp_path / "prd/prds/PRD-2026-009.md").unlink()
        gone = types.FileEvent(editor.uri("prd/prds/PRD-2026-009.md"), types.FileChangeType.Deleted)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([gone]))
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))

    session(team(tmp_path), talk)


def test_a_wrong_configuration_is_shown_in_its_file_until_it_is_right(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        await editor.until(lambda: editor.rules(REFERRAL))
        org = tmp_path / "site_config/org.yml"
        org.write_text(ORG + "peple: {}\n", encoding="utf-8")
        saved = types.DidSaveTextDocumentParams(editor.document("site_config/org.yml"))
        editor.text_document_did_save(saved)
        await editor.until(lambda: editor.found.get(editor.uri("site_config/org.yml")))
        (found,) = editor.found[editor.uri("site_config/org.yml")]
        assert "unknown key `peple`" in found.message
        assert found.range.start.line == 6
        await editor.until(lambda: any("the configuration of" in message for message in editor.messages))
        editor.open(REFERRAL)
        await asyncio.sleep(1)
        assert editor.found[editor.uri("site_config/org.yml")] == [found]
        assert len(editor.messages) == 1
        org.write_text(ORG.replace("growth.ops:", "growth.boss:"), encoding="utf-8")
        editor.text_document_did_save(saved)
        await editor.until(lambda: "organisation/unknown-person" in editor.rules(REFERRAL))
        assert editor.found[editor.uri("site_config/org.yml")] == []

    assert session(team(tmp_path), talk) == 0


def test_keys_and_values_are_completed(tmp_path: Path) -> None:
    async def offered(editor: Editor, text: str) -> list[str]:
        """What is offered at the mark in a text."""
        line, column = place(text, "^")
        editor.type(REFERRAL, text.replace("^", ""))
        return await editor.words(REFERRAL, line, column)

    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        head = "---\nid: PRD-2026-002\ntitle: T\n"
        keys = await offered(editor, f"{head}^\n---\n")
        assert keys[:3] == ["status", "owner", "created"]
        assert {"state_machines", "features"} <= set(keys)
        assert "title" not in keys
        assert (await offered(editor, f"{head}status: ^\n---\n"))[0] == "draft"
        assert await offered(editor, f"{head}status: review\nowner: p^\n---\n") == ["pm.lead", "growth.ops"]
        assert "ops" in await offered(editor, f"{head}departments: [product, o^\n---\n")
        assert await offered(editor, f"{head}product: ^\n---\n") == ["PROD-app"]
        assert await offered(editor, f"{head}lang: ^\n---\n") == ["en", "zh-Hans", "zh-Hant"]
        assert await offered(editor, f"{head}priority: P^\n---\n") == ["P0", "P1", "P2", "P3"]
        assert await offered(editor, f"{head}user_visible: ^\n---\n") == ["true", "false"]
        assert await offered(editor, f"{head}links: {{requires: [^") == ["PRD-2026-001"]
        assert "tier" in await offered(editor, f"{head}features:\n  - id: F1\n    ^\n---\n")
        assert "name" in await offered(editor, f"{head}features: [{{id: F1, ^}}]\n---\n")
        assert await offered(editor, f"{head}features:\n  - id: F1\n    tier: ^\n---\n") == ["core", "aux"]
        assert "does" in await offered(editor, f"{head}collaboration: {{nodes: [{{id: n, cells: {{ops: {{^")
        assert (await offered(editor, f"{head}collaboration:\n  nodes:\n    - cells:\n        ^"))[:2] == [
            "product",
            "ops",
        ]
        assert await offered(editor, f"{head}---\n\nSee [[^") == ["PRD-2026-001", "PRD-2026-002"]
        assert "F2" in await offered(editor, f"{head}---\n\nSee [[PRD-2026-001#^ there")
        assert await offered(editor, f"{head}---\n\nSee PRD-^") == ["PRD-2026-001", "PRD-2026-002"]
        assert "Non-goals" in await offered(editor, f"{head}---\n\n## No^")
        assert "目标" in await offered(editor, f"{head}lang: zh-Hans\n---\n\n## ^")
        assert "目标" in await offered(editor, f"{head}lang: zh-Hans\nbroken: [\n---\n\n## ^")
        assert await offered(editor, f"{head}---\n\nPlain words ^") == []

    assert session(team(tmp_path), talk) == 0


def test_a_completion_takes_the_place_of_what_was_typed(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        text = SMALL.replace("咖啡 🚀 [[PRD-2026-001#F1]]", "咖啡 🚀 [[PRD-2")
        editor.open(REFERRAL, text)
        line, column = place(text, "[[PRD-2", 7)
        item = (await editor.offered(REFERRAL, line, column))[0]
        assert isinstance(item.text_edit, types.TextEdit)
        start = types.Position(line, column - 5)
        assert item.text_edit == types.TextEdit(types.Range(start, types.Position(line, column)), "PRD-2026-001")
        assert item.detail == "Points for regular guests"

    session(team(tmp_path), talk)


def test_hover_tells_of_documents_keys_and_values(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        told = await editor.hover(REFERRAL, *place(SMALL, "PRD-2026-001#F1", 3))
        assert told.startswith(
            "**PRD-2026-001** Points for regular guests\n\nPRD · In review · Product lead · 2026-06-01"
        )
        assert "`#F1` Account" in told
        assert "**owner** Owner" in await editor.hover(REFERRAL, *place(SMALL, "owner", 2))
        assert "Draft" in await editor.hover(REFERRAL, *place(SMALL, "draft", 2))
        assert "Operations" in await editor.hover(REFERRAL, *place(SMALL, "growth.ops", 2))
        assert "**Goals** `#goals` Gate" in await editor.hover(REFERRAL, *place(SMALL, "## Goals", 4))
        assert await editor.hover(REFERRAL, *place(SMALL, "咖啡")) == ""

    session(team(tmp_path), talk)


def test_definition_and_references(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        points = (tmp_path / POINTS).read_text(encoding="utf-8")
        there = types.DefinitionParams(**editor.at(REFERRAL, *place(SMALL, "PRD-2026-001#F1", 3)))
        found = await editor.text_document_definition_async(there)
        assert isinstance(found, types.Location)
        line, column = place(points, "F1, name")
        assert (found.uri, found.range.start) == (editor.uri(POINTS), types.Position(line, column))
        field = types.DefinitionParams(**editor.at(REFERRAL, *place(SMALL, "PRD-2026-001]", 3)))
        found = await editor.text_document_definition_async(field)
        assert isinstance(found, types.Location)
        assert found.range.start == types.Position(*place(points, "PRD-2026-001"))
        asked = types.ReferenceParams(
            context=types.ReferenceContext(include_declaration=True),
            **editor.at(REFERRAL, *place(SMALL, "PRD-2026-001]", 3)),
        )
        places = await editor.text_document_references_async(asked) or []
        told = {(location.uri, location.range.start.line) for location in places}
        assert told == {
            (editor.uri(POINTS), place(points, "PRD-2026-001")[0]),
            (editor.uri(REFERRAL), place(SMALL, "PRD-2026-001]")[0]),
            (editor.uri(REFERRAL), place(SMALL, "PRD-2026-001#F1")[0]),
            (editor.uri("prd/index.md"), 2),
        }
        (link,) = [
            p
            for p in places
            if p.range.start.line == place(SMALL, "[[PRD-2026-001#F1")[0] and p.uri == editor.uri(REFERRAL)
        ]
        assert link.range.start.character == place(SMALL, "[[PRD-2026-001#F1")[1]

    session(team(tmp_path), talk)


def test_renaming_is_what_the_command_does(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        changed = SMALL.replace("created: 2026-05-04", "created: 2026-05-05")
        editor.type(REFERRAL, changed)
        where = editor.at(REFERRAL, *place(SMALL, "PRD-2026-001#F1", 3))
        ready = await editor.text_document_prepare_rename_async(types.PrepareRenameParams(**where))
        assert isinstance(ready, types.PrepareRenamePlaceholder)
        assert ready.placeholder == "PRD-2026-001"
        line, column = place(SMALL, "PRD-2026-001#F1")
        assert ready.range == types.Range(types.Position(line, column), types.Position(line, column + 12))
        made = await editor.text_document_rename_async(types.RenameParams(new_name="PRD-2026-014", **where))
        assert made is not None
        assert made.document_changes is not None
        *texts, moved = made.document_changes
        assert isinstance(moved, types.RenameFile)
        assert (moved.old_uri, moved.new_uri) == (editor.uri(POINTS), editor.uri("prd/prds/PRD-2026-014-points.md"))
        after = {}
        for change in texts:
            assert isinstance(change, types.TextDocumentEdit)
            path = change.text_document.uri
            old = (
                changed
                if path == editor.uri(REFERRAL)
                else Path(path.removeprefix("file://")).read_text(encoding="utf-8")
            )
            after[path] = applied(old, change)
        assert after[editor.uri(REFERRAL)] == changed.replace("PRD-2026-001", "PRD-2026-014")
        assert after[editor.uri("prd/index.md")] == "# Home\n\nSee [[PRD-2026-014]].\n"
        points = (tmp_path / POINTS).read_text(encoding="utf-8")
        told = points.replace("id: PRD-2026-001\n", "id: PRD-2026-014\nformer_ids: [PRD-2026-001]\n")
        assert after[editor.uri(POINTS)] == told
        with pytest.raises(JsonRpcException, match="`PRD-2026-002` is already the id of"):
            await editor.text_document_rename_async(types.RenameParams(new_name="PRD-2026-002", **where))

    assert session(team(tmp_path), talk) == 0


def applied(text: str, change: types.TextDocumentEdit) -> str:
    """A text with edits of a client; columns count UTF-16 units."""
    lines = text.split("\n")

    def offset(at: types.Position) -> int:
        units = lines[at.line].encode("utf-16-le")[: 2 * at.character] if at.line < len(lines) else b""
        return sum(len(line) + 1 for line in lines[: at.line]) + len(units.decode("utf-16-le"))

    for edit in sorted(change.edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        assert isinstance(edit, types.TextEdit)
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def test_an_editor_that_cannot_rename_files_is_told_of_the_command(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        where = editor.at(REFERRAL, *place(SMALL, "PRD-2026-001#F1", 3))
        with pytest.raises(JsonRpcException, match="run `prd rename OLD NEW`"):
            await editor.text_document_rename_async(types.RenameParams(new_name="PRD-2026-014", **where))

    session(team(tmp_path), talk, able=types.ClientCapabilities())


def test_the_outline_has_headings_and_rows(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        asked = types.DocumentSymbolParams(editor.document(POINTS))
        found = await editor.text_document_document_symbol_async(asked) or []
        names = [symbol.name for symbol in found]
        assert "Background & problem" in names
        (features,) = [symbol for symbol in found if symbol.name == "features"]
        assert isinstance(features, types.DocumentSymbol)
        assert [(inner.name, inner.detail) for inner in features.children or []] == [("F1", "Account"), ("F2", "Mall")]

    session(team(tmp_path), talk)


BROKEN = [
    "",
    "---",
    "---\n",
    "---\nid: [",
    '---\nid: PRD-2026-002\ntitle: "open\nfeatures:\n  - {id: F1, name: [x',
    "---\n- a\n- b\n---\n",
    "---\n\t\tx: y\n---\n[[",
    "---\na: &a [*a]\n---\n",
    "---\nid: PRD-2026-002\n---\n```\n[[PRD",
    "\ufeff---\r\nid: PRD-2026-002\r\n---\r\n",
    "---\nfeatures: {F1: {F2: {F3: [[[[[",
    "---\nstatus: ：draft\n  owner： x\n---\n## ",
    "\u2028\x0c---\n[[#",
]


@pytest.mark.parametrize("text", BROKEN)
def test_nothing_stops_the_server(tmp_path: Path, text: str) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        editor.type(REFERRAL, text)
        for line in range(text.count("\n") + 3):
            for character in (0, 1, 3, 8, 200):
                where = editor.at(REFERRAL, line, character)
                await editor.text_document_completion_async(types.CompletionParams(**where))
                await editor.text_document_hover_async(types.HoverParams(**where))
                await editor.text_document_definition_async(types.DefinitionParams(**where))
        await editor.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document(REFERRAL)))
        editor.type(REFERRAL, SMALL)
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))

    assert session(team(tmp_path), talk) == 0


def test_two_folders_are_two_projects(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        one, two = f"one/{REFERRAL}", f"two/{REFERRAL}"
        await editor.until(lambda: editor.rules(one) and editor.rules(two))
        editor.open(two)
        editor.type(two, SMALL.replace(" and PRD-2026-009", ""))
        await editor.until(lambda: "references/unresolved" not in editor.rules(two))
        assert "references/unresolved" in editor.rules(one)

    team(tmp_path / "one")
    team(tmp_path / "two")
    assert session(tmp_path, talk, folders=("one", "two")) == 0


def test_without_a_project_it_says_so_once(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        for name in ("a.md", "b.md"):
            (tmp_path / name).write_text("# Words\n")
            editor.open(name)
        await editor.until(lambda: editor.messages)
        where = editor.at("a.md", 0, 3)
        assert await editor.text_document_completion_async(types.CompletionParams(**where)) is None
        assert [m for m in editor.messages if "lies in no project" in m] == editor.messages
        assert len(editor.messages) == 1

    assert session(tmp_path, talk) == 0


def test_a_repository_without_documents_is_no_project(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        for number in range(3):
            editor.open("a.md", f"# Words {number}\n")
        await editor.until(lambda: editor.messages)

    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("# Words\n")
    assert session(tmp_path, talk) == 0


def test_files_are_called_as_the_editor_calls_them(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(REFERRAL)
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))
        where = editor.at(REFERRAL, *place(SMALL, "PRD-2026-001#F1", 3))
        found = await editor.text_document_definition_async(types.DefinitionParams(**where))
        assert isinstance(found, types.Location)
        assert found.uri == editor.uri(POINTS)

    team(tmp_path / "real 积分 (1)")
    (tmp_path / "link").symlink_to(tmp_path / "real 积分 (1)")
    assert session(tmp_path / "link", talk) == 0
    assert session(tmp_path / "real 积分 (1)", talk) == 0


def test_leaving_without_goodbye_is_an_error(tmp_path: Path) -> None:
    async def leave() -> int:
        server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "prdkit", "lsp", "--stdio",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=tmp_path,
        )  # fmt: skip
        out, _ = await asyncio.wait_for(server.communicate(b""), 60)
        assert out == b""
        return server.returncode or 0

    assert alone(leave()) == 1


def test_columns_in_the_units_that_the_editor_wants(tmp_path: Path) -> None:
    able = types.ClientCapabilities(
        workspace=ABLE.workspace,
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32]),
    )

    async def talk(editor: Editor) -> None:
        await editor.until(lambda: "references/unresolved" in editor.rules(REFERRAL))
        (found,) = [d for d in editor.found[editor.uri(REFERRAL)] if d.code == "references/unresolved"]
        line = SMALL.split("\n")[11]
        assert found.range.start.character == line.index("PRD-2026-009")

    session(team(tmp_path), talk, able=able)
