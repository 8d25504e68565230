"""To say as edits of an editor what `prd rename` would do."""

from difflib import SequenceMatcher

from lsprotocol import types

from prdkit.lsp.desk import Desk
from prdkit.lsp.positions import Text
from prdkit.lsp.project import Project
from prdkit.model.document import Document
from prdkit.reading.problem import Span
from prdkit.reading.source import read
from prdkit.rename.allowed import must_be_allowed, must_be_free
from prdkit.rename.disk import others
from prdkit.rename.plan import Change, plan


def edits(project: Project, document: Document, new: str, desk: Desk) -> types.WorkspaceEdit:
    """All edits and new file names that give a document another id. Raises Refused."""
    site = project.site
    must_be_allowed(site, document, new)
    must_be_free(site, document, new)
    made = plan(site, document, new, others(site.config), project.bytes_of)
    changes: list[types.TextDocumentEdit | types.RenameFile | types.CreateFile | types.DeleteFile] = []
    changes += [_texts(change, project, desk) for change in made.changes if change.new != change.old]
    changes += [
        types.RenameFile(old_uri=desk.uri(project, change.path), new_uri=desk.uri(project, change.new_path))
        for change in made.changes
        if change.new_path != change.path
    ]
    return types.WorkspaceEdit(document_changes=changes)


def _texts(change: Change, project: Project, desk: Desk) -> types.TextDocumentEdit:
    """The changed lines of a file, each in as few characters as can be."""
    old, new = (read(change.path, data).text for data in (change.old, change.new))
    text = Text(old, desk.encoding)
    before, after = old.split("\n"), new.split("\n")
    made: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = []
    for tag, start, end, first, last in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "insert":
            is_end = start == len(before)
            at = text.stretch(len(old), len(old)).start if is_end else text.position(start + 1, 1)
            words = "".join(f"\n{line}" if is_end else f"{line}\n" for line in after[first:last])
            made.append(types.TextEdit(types.Range(at, at), words))
        elif tag != "equal":
            span = Span(start + 1, 1, end, 1 + len(before[end - 1]))
            made.append(types.TextEdit(text.range(span), "\n".join(after[first:last])))
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=desk.uri(project, change.path), version=None)
    return types.TextDocumentEdit(text_document=identifier, edits=made)
