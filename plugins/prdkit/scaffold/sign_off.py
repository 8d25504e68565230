"""To write a sign-off into the file of its document, and to make all of a file void, byte for byte elsewhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from prdkit.edit.disk import replace_file
from prdkit.edit.front_matter import add_item, set_value
from prdkit.edit.scalars import New, spell
from prdkit.edit.splices import Unsafe
from prdkit.link.site import Site, sign_off_path
from prdkit.model.document import Document
from prdkit.model.normative import Normative
from prdkit.model.sign_offs import ROWS, SIGNED, SignOffFile
from prdkit.reading.source import read_yaml
from prdkit.scaffold.refused import Refused

_NAME = re.compile(r"\w[\w.-]*")
_FENCE = b"---\n"
_MARK = b"\xef\xbb\xbf"
_HEAD = """\
# What departments have signed of {id}. `prd sign {id} --as DEPT` adds a line; change none but your department's own.
# Below `signed` stands what each fingerprint was made of, so that a later change can be told.
document: {id}
sign_offs:
"""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a department has to say about a document as it is; empty parts are left out of the file."""

    dept: str
    by: str
    role: str
    on: date
    decision: str
    note: str = ""

    def row(self, document: Document, now: Normative) -> dict[str, New]:
        """The line in the file, in the order of its keys."""
        told: dict[str, New] = {
            "dept": self.dept,
            "by": self.by,
            "role": self.role,
            "on": self.on,
            "version": str(document.values.get("version") or ""),
            "decision": self.decision,
            "note": self.note,
            "fingerprint": now.fingerprint,
        }
        return {key: value for key, value in told.items() if value}


def write(signature: Signature, document: Document, site: Site) -> str:
    """Add a sign-off to the file of its document; gives the file's path relative to the project."""
    config, now = site.config, site.normative(document)
    if not _NAME.fullmatch(document.id):
        raise Refused(f"`{document.id}` cannot be the name of a file", "Give the document an id of its type's pattern.")
    name = sign_off_path(config, document.id)
    path = config.root / name
    _must_be_ours(path, config.root / config.docs_dir)
    try:
        if path.exists():
            old = path.read_bytes()
            replace_file(path, old, signed(old, signature, document, now), path.parent)
        else:
            _create(path, first(signature, document, now))
    except Unsafe as error:
        raise Refused(f"`{name}` was left as it is: {error.message}", error.hint) from None
    return name


def _must_be_ours(path: Path, documents: Path) -> None:
    """Refuse to write through a link: where it leads is not for a document to say."""
    for part in (path, *path.parents):
        if part == documents:
            return
        if part.is_symlink():
            raise Refused(
                f"`{part.name}` is a symbolic link, which is not followed", "Put a real file or folder there."
            )


def _create(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def first(signature: Signature, document: Document, now: Normative) -> str:
    """The text of a file that holds one sign-off of what a document promises now."""
    head = _HEAD.format(id=document.id)
    return f"{head}  - {spell(signature.row(document, now))}\n{SIGNED}:\n  {now.fingerprint}: {spell(_digests(now))}\n"


def _digests(now: Normative) -> dict[str, New]:
    parts: dict[str, New] = {"front_matter": dict(now.front_matter), "sections": dict(now.sections)}
    return {name: digests for name, digests in parts.items() if digests}


def signed(data: bytes, signature: Signature, document: Document, now: Normative) -> bytes:
    """The bytes of a file with one more sign-off and the digests of what it signs; `Unsafe` where that cannot be."""
    data = _edited(data, partial(add_item, path=(ROWS,), item=signature.row(document, now)))
    if now.fingerprint in (_values(data).get(SIGNED) or {}):
        return data
    return _edited(data, partial(set_value, path=(SIGNED, now.fingerprint), value=_digests(now)))


def void_all(data: bytes, on: date, reason: str) -> bytes:
    """The bytes of a file in which no sign-off counts from a day on; those that were void before stay as they are."""
    rows = _values(data).get(ROWS) or []
    mark: dict[str, New] = {"on": on, "reason": reason}
    for number, row in enumerate(rows):
        if isinstance(row, dict) and not row.get("void"):
            data = _edited(data, partial(set_value, path=(ROWS, number, "void"), value=mark))
    return data


def void_file(site: Site, document: Document, on: date, reason: str) -> str:
    """Make every sign-off of a document void on disk; gives the file's path, or nothing where none was left."""
    file = site.signed(document)
    if file is None:
        return ""
    path = site.config.root / file.path
    _must_be_ours(path, site.config.root / site.config.docs_dir)
    old = path.read_bytes()
    new = void_all(old, on, reason)
    if new == old:
        return ""
    replace_file(path, old, new, path.parent)
    return file.path


def _edited(data: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """A file of YAML after an edit that knows front matter alone: fences are put around it, and taken away."""
    mark = _MARK if data.startswith(_MARK) else b""
    inner = data[len(mark) :]
    line_end = b"\r\n" if b"\r\n" in inner else b"\n"
    opening = b"" if inner.startswith(b"---") else b"---" + line_end
    end = b"" if inner.endswith(b"\n") or not inner else line_end
    closing = end + b"---" + line_end
    made = edit(mark + opening + inner + closing)
    return mark + made[len(mark) + len(opening) : len(made) - len(closing)]


def _values(data: bytes) -> dict[str, Any]:
    return read_yaml("", data).values


def must_be_whole(file: SignOffFile | None) -> None:
    """Refuse to write beside what could not be read."""
    if file is not None and not file.whole:
        problem = file.problems[0]
        span = file.source.span(problem.at)
        raise Refused(
            f"`{file.path}` has to be mended first: line {span.line}: {problem.message}",
            problem.hint or "`prd check` says where.",
        )
