"""To begin a document of a type with a process of its own: where it stands, and what its front matter says."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from prdkit.config.types import DocumentType
from prdkit.link.site import Site
from prdkit.scaffold.refused import Refused

if TYPE_CHECKING:
    from prdkit.scaffold.document import Draft


def ids(kind: DocumentType, site: Site) -> list[str]:
    """The ids of the documents that there are."""
    return [document.id for document in site.documents if document.type.name == kind.name]


def path(kind: DocumentType, made: str, slug: str) -> str:
    """The path under docs_dir of the document with an id: by `id.path`, else in the type's folder."""
    words = slug or "new"
    if kind.place is not None:
        inner = kind.place.expected(made).replace("**/", "").replace("**", words).replace("*", words)
    else:
        name = f"{made}-{slug}.md" if slug and "{slug}" not in kind.id_format else f"{made}.md"
        inner = f"{kind.folder}/{name}" if kind.folder else name
    if not kind.takes(inner) or "?" in inner or ".." in inner.split("/"):
        hint = "Say with `id.path` where a document with an id stands, such as `text/{id}-*.md`."
        raise Refused(f"a {kind.name} at `{inner}` would not be one by `documents` of {kind.path}", hint)
    return inner


def title_key(kind: DocumentType) -> str:
    """The key that holds the title; empty where it is the first heading."""
    return _key(kind, "title") if kind.roles.title != ("title",) or _listed(kind, "title") else ""


def front_matter(draft: "Draft", made: str) -> dict[str, Any]:
    """What a new document says of itself, in the keys of its type and in their order."""
    kind = draft.type
    said = dict(_said(draft, made))
    order = [key for key in kind.fields if key in said]
    return {key: _fitting(kind, key, said[key]) for key in order}


def _said(draft: "Draft", made: str) -> Iterator[tuple[str, Any]]:
    kind = draft.type
    if kind.roles.id.required or any(_listed(kind, key) for key in kind.roles.id.keys):
        yield _key(kind, "id"), made
    if title_key(kind):
        yield title_key(kind), draft.title
    if kind.line:
        yield _key(kind, "status"), kind.line[0]
    for role, value in (("owner", draft.owner), ("created", draft.day), ("lang", draft.lang)):
        if role in kind.roles.others or _listed(kind, role):
            yield _key(kind, role), value


def _listed(kind: DocumentType, key: str) -> bool:
    return key in kind.fields and key not in kind.unlisted


def _key(kind: DocumentType, role: str) -> str:
    keys = kind.roles.keys(role)
    return next((key for key in keys if _listed(kind, key)), keys[0])


def _fitting(kind: DocumentType, key: str, value: Any) -> Any:
    """A value as its field wants it: a number, or a list of one."""
    spec = kind.fields[key]
    if spec.type == "list" and not isinstance(value, date):
        return [value]
    if spec.type in ("int", "number") and str(value).isdecimal():
        return int(value)
    return value
