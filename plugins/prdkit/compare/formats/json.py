"""To write what differs as JSON for programs."""

import json
from collections.abc import Sequence
from typing import Any

from prdkit.blocks.views import Words
from prdkit.compare.change import Change, Wording
from prdkit.compare.document import Comparison
from prdkit.compare.listing import Scope
from prdkit.compare.saying import Saying

VERSION = 1


def write(compared: Sequence[Comparison], words: Words, scope: Scope, **_: object) -> str:
    """`{"version": 1, "old": …, "new": …, "documents": […]}`; keys are added, never renamed, within a version."""
    documents = [_document(one, words) for one in compared]
    summary = {"documents": len(compared), "changes": sum(len(one.changes) for one in compared)}
    whole = {"version": VERSION, "old": scope.old, "new": scope.new or None, "documents": documents, "summary": summary}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    # Escapes in YAML and names of files may hold halves of characters, which UTF-8 cannot.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _document(comparison: Comparison, words: Words) -> dict[str, Any]:
    saying = Saying(comparison, words)
    return {
        "id": comparison.id,
        "title": comparison.document.title,
        "type": comparison.document.type.name,
        "path": comparison.path,
        "old_path": comparison.old.path if comparison.old else None,
        "changes": [_change(change, saying) for change in comparison.changes],
    }


def _change(change: Change, saying: Saying) -> dict[str, Any]:
    made = {
        "kind": change.kind,
        "group": change.group,
        "path": list(change.path),
        "where": saying.where(change),
        "old": change.old,
        "new": change.new,
        "line": change.line,
        "in_old": change.in_old,
    }
    if change.file:
        made["file"] = change.file
    if change.workdays is not None:
        made["workdays"] = change.workdays
    if change.subject == "status":
        made |= {"gates_passed": list(change.passed), "gates_lost": list(change.lost)}
    if change.wording is not None:
        made["words"] = _wording(change.wording)
    return made


def _wording(wording: Wording) -> dict[str, Any]:
    excerpt = [piece._asdict() for piece in wording.excerpt]
    return {"added": wording.added, "removed": wording.removed, "excerpt": excerpt}
