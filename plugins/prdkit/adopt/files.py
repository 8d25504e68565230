"""To write what was seen as the files of a configuration."""

from collections.abc import Iterator
from typing import Any

from prdkit.adopt.kind import Kind
from prdkit.adopt.lines import Line, comment, entry, written
from prdkit.adopt.proposal import Seen
from prdkit.adopt.roles import label
from prdkit.adopt.words import is_plain

_SURE = 0.95
_LIKELY = 0.7


def files(seen: Seen, docs_dir: str, shown_as: str, *, root_links: str = "", python: bool = False) -> dict[str, str]:
    """The text of each file under the project's folder, by path.

    `docs_dir` is the folder of documents, `shown_as` what the user called it, `root_links` where links that begin
    with `/` lead from, where they say so; `python` leaves Markdown to be read as the site does.
    """
    made = {"site_config/project.yml": written(_project(seen, docs_dir, shown_as, root_links, python))}
    for kind in seen.kinds:
        made[f"site_config/types/{kind.name}.yml"] = written(_type(kind, seen, shown_as))
    if seen.placeholder_patterns:
        made["site_config/process.yml"] = written(_process(seen))
    return made


def _project(seen: Seen, docs_dir: str, shown_as: str, root_links: str, python: bool) -> Iterator[Line]:
    others = len(seen.others) + len(seen.templates)
    documents = sum(len(kind.family.sources) for kind in seen.kinds)
    yield comment(f"Proposed by `prd init --from {shown_as}`: {documents} documents, {others} other Markdown files.")
    yield from entry("docs_dir", docs_dir)
    yield from entry("lang", seen.lang)
    yield from entry("types", [kind.name for kind in seen.kinds])
    if not python:
        yield from entry("markdown", "github")
    if root_links:
        yield from entry("links", {"root": root_links})


def _process(seen: Seen) -> Iterator[Line]:
    names = ", ".join(sorted({kind.template.path for kind in seen.kinds if kind.template}))
    yield comment(f"Values of this form ask to be replaced: {names} is full of them.")
    yield from entry("placeholder_patterns", list(seen.placeholder_patterns))


def _type(kind: Kind, seen: Seen, shown_as: str) -> Iterator[Line]:
    number = len(kind.family.sources)
    told = f"from {number} document{'s' * (number != 1)}; behind each `#` stands the evidence"
    yield comment(f"Proposed by `prd init --from {shown_as}` {told}.")
    yield from entry("type", kind.name)
    name = label(kind.name, seen.spelt)
    yield from entry("label", name)
    if name.isascii():
        yield from entry("plural", name + "s")
    yield from entry("common", False)
    yield from _recognition(kind)
    yield from _identity(kind)
    if kind.title:
        yield from entry("title", {"keys": [kind.title]})
    yield from _statuses(kind)
    if kind.roles:
        yield from entry("roles", {part: list(keys) for part, keys in kind.roles.items()})
    yield from _fields(kind)
    yield from _sections(kind)
    yield from _companions(kind)


def _recognition(kind: Kind) -> Iterator[Line]:
    documents: dict[str, Any] = {"paths": list(kind.paths)}
    if kind.told.key:
        documents["when"] = {kind.told.key: kind.told.value}
    yield from entry("documents", documents)
    if kind.metadata:
        yield from entry("metadata", kind.metadata)
    if kind.template is not None and is_plain(kind.template.path):
        yield from entry("template", kind.template.path)


def _identity(kind: Kind) -> Iterator[Line]:
    own = kind.identity
    spec = {
        "keys": [own.key] if own.key else None,
        "pattern": own.pattern,
        "path": own.path,
        "mention": kind.mention,
    }
    given = {key: value for key, value in spec.items() if value}
    note = f"{own.taken} documents have an id that another one has" if own.taken else ""
    if given:
        yield from entry("id", given, note)


def _statuses(kind: Kind) -> Iterator[Line]:
    state = kind.statuses
    if state is None:
        return
    spec: dict[str, Any] = {"keys": [state.key]}
    spec |= {"case": "any"} if state.any_case else {}
    spec |= {"reason": "brackets"} if state.brackets else {}
    spec |= {"folder": state.folder} if state.folder else {}
    yield from entry("status", spec)
    order = f"in the order of {state.listed}/" if state.listed else "" if state.sure else "is this their order?"
    yield from entry("statuses", None, order)
    for name, times in state.counted.items():
        spec = {"side": True} if name in state.side else {}
        yield from entry(name, spec or None, f"in {times}" if times else "in none", indent=2)


def _fields(kind: Kind) -> Iterator[Line]:
    if not kind.columns:
        return
    if kind.field_order and len(kind.columns) > 2:
        yield from entry("field_order", True)
    yield from entry("fields", None)
    for one in kind.columns:
        yield from entry(one.key, one.spec or None, one.note, indent=2)


def _sections(kind: Kind) -> Iterator[Line]:
    told = kind.sections
    if not told.found:
        return
    yield from entry("section_levels", list(told.levels))
    kept = told.ordered >= _SURE * told.documents and len(told.found) > 1 and told.documents >= 5
    yield from entry("section_order", True, f"{told.ordered} of {told.documents} keep it", off=not kept)
    for one, other, number in told.instead:
        names = [_spelt(kind, one), _spelt(kind, other)]
        yield from entry("one_of", [{"sections": names}], f"{number} of {told.documents} have one", off=True)
    yield from entry("sections", None)
    for found in told.found:
        yield from entry(found.name, _section(kind, found) or None, _share(found, told.documents), indent=2)


def _spelt(kind: Kind, name: str) -> str:
    return next((one.name for one in kind.sections.found if one.name.casefold() == name), name)


def _section(kind: Kind, found: Any) -> dict[str, Any]:
    documents = kind.sections.documents
    spec: dict[str, Any] = {"under": found.under} if found.under else {}
    if documents >= 5 and found.documents >= _SURE * documents:
        spec["required"] = True
        if found.empty > 0.05 * found.documents:
            spec["empty"] = True
    if found.fixed:
        spec["fixed"] = True
    if found.aliases:
        spec["aliases"] = list(found.aliases)
    return spec


def _share(found: Any, documents: int) -> str:
    told = f"in all {documents}" if found.documents == documents else f"in {found.documents} of {documents}"
    told += f", empty in {found.empty}" if found.empty else ""
    likely = _LIKELY * documents <= found.documents < _SURE * documents
    return told + ("; recommended: true?" if likely and documents >= 5 else "")


def _companions(kind: Kind) -> Iterator[Line]:
    number = len(kind.family.sources)
    sure = [one for one in kind.companions if one.documents >= _SURE * number]
    if kind.companions:
        yield from entry("companions", None, off=not sure)
    for one in kind.companions:
        told = f"  - {{file: {entry('file', one.file)[0].text.removeprefix('file: ')}, required: true}}"
        off = one not in sure
        yield Line(f"  # {told.strip()}" if off else told, f"beside {one.documents} of {number}")
