"""To answer an editor: each request is turned into a question about the project, and the answer into its terms."""

import contextlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from prdkit.config.root import nearest
from prdkit.link.files import MARKDOWN
from prdkit.lsp import symbols as outline
from prdkit.lsp import under
from prdkit.lsp.completion import complete
from prdkit.lsp.desk import Desk
from prdkit.lsp.fields import Offer
from prdkit.lsp.hover import hover
from prdkit.lsp.positions import Text
from prdkit.lsp.project import Project
from prdkit.lsp.renaming import edits
from prdkit.model.document import Document, Page
from prdkit.scaffold.refused import Refused

log = logging.getLogger(__name__)

_REFUSED = -32803
"""RequestFailed: the request was fine and could not be met; editors show the message."""
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "document": types.CompletionItemKind.Reference,
    "part": types.CompletionItemKind.Field,
    "section": types.CompletionItemKind.Struct,
}
Answer = TypeVar("Answer")


def serve() -> int:
    """Talk to an editor over standard input and output until it leaves; the exit code is that of the protocol."""
    desk = make()
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    # pygls closes what it writes to. Whatever prints by accident must not stand between the messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stdout, contextlib.redirect_stdout(sys.stderr):
        desk.start_io(sys.stdin.buffer, stdout)
    return 0 if desk.protocol._shutdown else 1


def _calmly(answer: Callable[[Desk, Any], Answer], desk: Desk) -> Callable[[Any], Answer | None]:
    """A handler that logs what goes wrong and answers nothing: a half-written document is no reason to stop."""

    def calm(params: Any) -> Answer | None:
        try:
            return answer(desk, params)
        except JsonRpcException:
            raise
        except Exception:
            log.exception("%s failed", answer.__name__)
            return None

    return calm


def make() -> Desk:
    """The server with everything that it can do."""
    desk = Desk()
    known: dict[str, tuple[Callable[[Desk, Any], Any], Any]] = {
        types.INITIALIZED: (_initialized, None),
        types.TEXT_DOCUMENT_DID_OPEN: (_changed, None),
        types.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
        types.TEXT_DOCUMENT_DID_SAVE: (_saved, None),
        types.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_watched, None),
        types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: (_folders, None),
        types.TEXT_DOCUMENT_COMPLETION: (_completion, types.CompletionOptions(trigger_characters=list("[#: -"))),
        types.TEXT_DOCUMENT_HOVER: (_hover, None),
        types.TEXT_DOCUMENT_DEFINITION: (_definition, None),
        types.TEXT_DOCUMENT_REFERENCES: (_references, None),
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_symbols, None),
        types.TEXT_DOCUMENT_PREPARE_RENAME: (_prepare_rename, None),
        types.TEXT_DOCUMENT_RENAME: (_rename, types.RenameOptions(prepare_provider=True)),
    }
    for name, (answer, options) in known.items():
        desk.feature(name, options)(_calmly(answer, desk))
    return desk


def _initialized(desk: Desk, params: types.InitializedParams) -> None:  # noqa: ARG001
    """Open the projects of all workspace folders, and ask to be told of changes on disk."""
    for folder in desk.workspace.folders.values():
        _open_folder(desk, folder.uri)
    if not desk.workspace.folders and desk.workspace.root_uri:
        _open_folder(desk, desk.workspace.root_uri)
    watching = desk.client_capabilities.workspace
    watched = watching.did_change_watched_files if watching is not None else None
    if watched is not None and watched.dynamic_registration:
        patterns = ("**/*.md", "**/*.yml", "**/*.yaml")
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in patterns]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        wish = types.Registration("prd-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        desk.client_register_capability(types.RegistrationParams([wish]))


def _open_folder(desk: Desk, uri: str) -> None:
    path = desk.path(uri)
    root = nearest(path) if path is not None else None
    project = desk.open(root) if root is not None else None
    if project is not None:
        desk.check_soon(project)


def _folders(desk: Desk, params: types.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.added:
        _open_folder(desk, folder.uri)


def _changed(desk: Desk, params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams) -> None:
    """A text was opened or typed in: it lies over the file on disk from now on."""
    uri = params.text_document.uri
    found = desk.file(uri)
    if found is None:
        path = desk.path(uri)
        if path is not None and path.suffix.lower() in MARKDOWN and desk.is_unknown(path):
            desk.tell_no_project()
        return
    project, name = found
    desk.named[project.root / name] = uri
    text = desk.workspace.get_text_document(uri).source
    project.type_in(name, text)
    desk.check_soon(project)


def _closed(desk: Desk, params: types.DidCloseTextDocumentParams) -> None:
    found = desk.file(params.text_document.uri)
    if found is not None:
        desk.named.pop(found[0].root / found[1], None)
        found[0].close(found[1])
        desk.check_soon(found[0])


def _saved(desk: Desk, params: types.DidSaveTextDocumentParams) -> None:
    _on_disk(desk, params.text_document.uri)


def _watched(desk: Desk, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        _on_disk(desk, change.uri)


def _on_disk(desk: Desk, uri: str) -> None:
    """A file changed on disk: a document is read again, and everything where it is configuration or sign-offs."""
    path = desk.path(uri)
    root = nearest(path.parent) if path is not None else None
    if path is None or root is None:
        return
    project = desk.projects.get(root)
    if project is not None and project.holds(path):
        project.refresh(project.name(path))
    elif _is_setting(path, root, project):
        desk.say(uri, [])
        project = desk.open(root, anew=True)
    else:
        return
    if project is not None:
        desk.check_soon(project)


def _is_setting(path: Path, root: Path, project: Project | None) -> bool:
    folder = project.config.docs_dir if project is not None else "prd"
    inner = path.relative_to(root).parts if path.is_relative_to(root) else ()
    return path.suffix in (".yml", ".yaml") and inner[:1] in (("site_config",), (folder,))


def _seen(desk: Desk, params: Any) -> tuple[Project, str, Document | Page, Text, int] | None:
    """The file and the offset that a request is about."""
    found = desk.file(params.text_document.uri)
    thing = found[0].thing(found[1]) if found is not None else None
    if found is None or thing is None:
        return None
    text = desk.text(*found)
    return (*found, thing, text, text.offset(params.position))


def _completion(desk: Desk, params: types.CompletionParams) -> types.CompletionList | None:
    seen = _seen(desk, params)
    if seen is None:
        return None
    project, name, thing, text, offset = seen
    found = complete(project.whole(name) or thing, text.text, offset, project.site)
    place = text.stretch(offset - found.length, offset)
    items = [_item(offer, number, place) for number, offer in enumerate(found.offers)]
    return types.CompletionList(is_incomplete=False, items=items)


def _item(offer: Offer, number: int, place: types.Range) -> types.CompletionItem:
    about = types.MarkupContent(types.MarkupKind.Markdown, offer.about) if offer.about else None
    return types.CompletionItem(
        label=offer.word,
        kind=_KINDS[offer.kind],
        detail=offer.detail or None,
        documentation=about,
        # The order is ours: required keys first, and statuses that come next.
        sort_text=f"{number:05}",
        filter_text=f"{offer.word} {offer.detail}" if offer.kind == "document" else offer.word,
        text_edit=types.TextEdit(place, offer.put or offer.word),
    )


def _hover(desk: Desk, params: types.HoverParams) -> types.Hover | None:
    seen = _seen(desk, params)
    if seen is None:
        return None
    project, name, thing, text, offset = seen
    said = hover(project.whole(name) or thing, text.text, offset, project.site)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None


def _named(desk: Desk, params: Any) -> tuple[Project, Text, under.Named] | None:
    """The document that is named under the cursor, or whose own id it is in."""
    seen = _seen(desk, params)
    if seen is None:
        return None
    project, _, thing, text, offset = seen
    line, column = text.text.count("\n", 0, offset) + 1, offset - text.text.rfind("\n", 0, offset)
    found = under.own_id(thing, line, column) or under.named(thing, text.text, line, column, project.site)
    return (project, text, found) if found is not None else None


def _definition(desk: Desk, params: types.DefinitionParams) -> types.Location | None:
    found = _named(desk, params)
    document = found[0].site.find(found[2].target) if found is not None else None
    if found is None or document is None:
        return None
    project = found[0]
    place = desk.text(project, document.path).range(under.place(document, found[2].part))
    return types.Location(desk.uri(project, document.path), place)


def _references(desk: Desk, params: types.ReferenceParams) -> list[types.Location] | None:
    found = _named(desk, params)
    document = found[0].site.find(found[2].target) if found is not None else None
    if found is None or document is None:
        return None
    project, _, named = found
    places = list(under.mentioned(document.id, named.part, project.site))
    if params.context.include_declaration:
        places.append((document.path, under.place(document, named.part)))
    texts = {name: desk.text(project, name) for name, _ in places}
    return [types.Location(desk.uri(project, name), texts[name].range(span)) for name, span in sorted(places, key=str)]


def _symbols(desk: Desk, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    found = desk.file(params.text_document.uri)
    thing = found[0].thing(found[1]) if found is not None else None
    if found is None or thing is None:
        return None
    text = desk.text(*found)
    return [_symbol(symbol, text) for symbol in outline.symbols(thing)]


def _symbol(symbol: outline.Symbol, text: Text) -> types.DocumentSymbol:
    own = text.range(symbol.span)
    last = types.Position(symbol.last, 0) if symbol.last < len(text.lines) else text.position(symbol.last, 1 << 30)
    end = max(own.end, last, key=lambda at: (at.line, at.character))
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=types.SymbolKind.String if symbol.level else types.SymbolKind.Field,
        range=types.Range(own.start, end),
        selection_range=own,
        children=[_symbol(inner, text) for inner in symbol.inner],
    )


def _prepare_rename(desk: Desk, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    found = _named(desk, params)
    if (
        found is None
        or found[2].target not in found[0].site.by_id
        or found[2].id_span.column == found[2].id_span.end_column
    ):
        return None
    return types.PrepareRenamePlaceholder(range=found[1].range(found[2].id_span), placeholder=found[2].target)


def _rename(desk: Desk, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = _named(desk, params)
    document = found[0].site.by_id.get(found[2].target) if found is not None else None
    if found is None or document is None:
        return None
    _must_rename_files(desk)
    try:
        return edits(found[0], document, params.new_name.strip(), desk)
    except Refused as error:
        raise JsonRpcException(f"{error.message}. {error.hint}".strip(), _REFUSED) from None


def _must_rename_files(desk: Desk) -> None:
    workspace = desk.client_capabilities.workspace
    able = workspace.workspace_edit if workspace is not None else None
    operations = able.resource_operations if able is not None else None
    if types.ResourceOperationKind.Rename not in (operations or ()):
        raise JsonRpcException("this editor cannot rename files on its own; run `prd rename OLD NEW`", _REFUSED)
