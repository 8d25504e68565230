"""To talk to the language server as an editor does: a process of its own, over its standard input and output."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 60
"""Seconds until a server that says nothing is taken for dead."""
ABLE = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
        ),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    )
)


class Editor(LanguageClient):
    """A client that remembers what the server told it. Lines count from 0, columns in UTF-16 units."""

    def __init__(self, folder: Path) -> None:
        super().__init__("test", "1")
        self.folder = folder
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.heard = asyncio.Event()
        self.version = 0
        # pygls writes on what it registers, which methods do not let it do.
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._diagnostics(params))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self._message(params))
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: self._register(params))

    def _diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        self.found[params.uri] = list(params.diagnostics)
        self.heard.set()

    def _message(self, params: types.ShowMessageParams) -> None:
        self.messages.append(params.message)
        self.heard.set()

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += [registration.method for registration in params.registrations]

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.folder / path).read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(path), "markdown", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: str, text: str) -> None:
        self.version += 1
        identifier = types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def close(self, path: str) -> None:
        self.text_document_did_close(types.DidCloseTextDocumentParams(self.document(path)))

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def rules(self, path: str) -> list[str]:
        return [str(diagnostic.code) for diagnostic in self.found.get(self.uri(path), [])]

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds after what the server says."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.heard.clear()
                await self.heard.wait()

    def at(self, path: str, line: int, character: int) -> dict[str, Any]:
        return {"text_document": self.document(path), "position": types.Position(line, character)}

    async def offered(self, path: str, line: int, character: int) -> list[types.CompletionItem]:
        found = await self.text_document_completion_async(types.CompletionParams(**self.at(path, line, character)))
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    async def words(self, path: str, line: int, character: int) -> list[str]:
        return [item.label for item in await self.offered(path, line, character)]

    async def hover(self, path: str, line: int, character: int) -> str:
        found = await self.text_document_hover_async(types.HoverParams(**self.at(path, line, character)))
        assert found is None or isinstance(found.contents, types.MarkupContent)
        return "" if found is None else found.contents.value


def alone(talk: Coroutine[Any, Any, int]) -> int:
    """Run a talk in a thread of its own: where browsers were driven before, this one's loop is still theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result()


def session(
    folder: Path,
    talk: Callable[[Editor], Awaitable[None]],
    *,
    able: types.ClientCapabilities = ABLE,
    folders: tuple[str, ...] = ("",),
) -> int:
    """Start the server, talk to it, say goodbye; gives its exit code."""

    async def whole() -> int:
        editor = Editor(folder)
        await editor.start_io(
            sys.executable, "-m", "prdkit", "lsp", cwd=folder, env={**os.environ, "PYTHONWARNINGS": ""}
        )
        opened = [types.WorkspaceFolder((folder / name).as_uri(), name or "team") for name in folders]
        asked = types.InitializeParams(capabilities=able, workspace_folders=opened, process_id=os.getpid())
        await asyncio.wait_for(editor.initialize_async(asked), PATIENCE)
        editor.initialized(types.InitializedParams())
        try:
            await asyncio.wait_for(talk(editor), PATIENCE)
        finally:
            await asyncio.wait_for(editor.shutdown_async(None), PATIENCE)
            editor.exit(None)
            server = editor._server
            assert server is not None
            code = await asyncio.wait_for(server.wait(), PATIENCE)
            await editor.stop()
        return code

    return alone(whole())
