"""To make documents, sites and findings for tests of rules, blocks and types."""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from prdkit.blocks.catalogue import all_rules
from prdkit.check.finding import Finding
from prdkit.check.registry import Example
from prdkit.check.run import Selection, check
from prdkit.config.config import Config, load
from prdkit.link.base import compare, is_sign_offs
from prdkit.link.files import MARKDOWN, Files
from prdkit.link.site import Site, join
from prdkit.model.document import Document
from prdkit.model.normative import Normative
from prdkit.model.sign_offs import SignOffReader
from prdkit.reading.code_owners import code_owners
from prdkit.reading.source import read, read_yaml

AS_OF = date(2026, 6, 15)
"""The day that counts as today unless a test says otherwise."""

DEFAULT_PATH = "prds/PRD-2026-001.md"
"""Where the default PRD stands under docs_dir."""

_DEFAULT_SIGN_OFFS = "PRD-2026-001.yml"

DEFAULT_PRD: Mapping[str, str] = {
    "type": "prd",
    "id": "PRD-2026-001",
    "title": "Points for regular guests",
    "status": "review",
    "owner": "pm.lead",
    "created": "2026-05-04",
    "updated": "2026-06-01",
    "lang": "en",
    "product": "PROD-app",
    "version": '"0.3"',
    "priority": "P1",
    "user_visible": "true",
    "departments": "[product, ops, cs]",
    "sources": "{feedback: [61 support conversations], data: [Repeat purchases of 2025]}",
    "goals": """
  - objective: Guests come back sooner
    krs: [{id: KR1, metric: repeat_rate, start: 0.31, target: 0.36, due: 2026-12-31, owner: pm.lead}]""",
}
"""The front matter of the default PRD, key by key, as YAML text."""

DEFAULT_BODY = """
## Background & problem

A guest who stops coming is not noticed for 31 days.

## Goals

One more visit a month for every fifth guest.

## Non-goals

No paid membership: it was tried in 2024.

## Demand sources

Support counted 61 questions about a stamp card in January.

## Users & scenarios

A guest pays at 8:40 and shows a paper card today.
"""
"""The text of the default PRD: every section that its status demands."""

_MARK = re.compile(r"[ \t]*(?:<!-- here -->|# here)[ \t]*$", re.MULTILINE)
_SIGN_OFF = re.compile(r"^( *- \{dept:.*)\}([ \t]*(?:#.*)?)$", re.MULTILINE)
_TOP_LEVEL_KEY = re.compile(r"^([\w-]+)[ \t]*:", re.MULTILINE)


@cache
def defaults() -> Config:
    """The shipped configuration with its example organisation, and nothing of any project."""
    project = load(None)
    return replace(project, lang="en", languages=(), as_of=None, severities={}, rules_url="")


def site(files: Mapping[str, str | bytes], config: Config | None = None, as_of: date = AS_OF) -> Site:
    """The site of some files, given by their paths under docs_dir; nothing touches the disk.

    A sign-off that stands on one line without `fingerprint` is given that of its document as it is. Files that are
    neither Markdown nor sign-offs are there to be linked to, and to be asked for.
    """
    config = config or defaults()
    home = f"{config.sign_offs.folder}/"
    signed = {path: files[path] for path in files if path.startswith(home) and path.endswith((".yml", ".yaml"))}
    written = [path for path in files if PurePosixPath(path).suffix.lower() in MARKDOWN]
    sources = [read(_under_docs(config, path), _bytes(files[path])) for path in written]
    all_files = Files(None, {_under_docs(config, path): _bytes(content) for path, content in files.items()})
    made = join(config, sources, as_of, files=all_files)
    if not signed:
        return made
    sealed = {path: _sealed(path, content, made) for path, content in signed.items()}
    reader = SignOffReader(config)
    held = (reader.file(read_yaml(f"{config.prefix}{path}", data)) for path, data in sorted(sealed.items()))
    return replace(made, sign_offs=tuple(held))


def _under_docs(config: Config, path: str) -> str:
    return path if config.docs_dir == "." else f"{config.docs_dir}/{path}"


def _sealed(path: str, content: str | bytes, made: Site) -> bytes:
    """A file of sign-offs with the fingerprint of its document in the rows that have none."""
    document = made.by_id.get(Path(path).stem)
    text = content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")
    if document is None or all("fingerprint" in row[0] for row in _SIGN_OFF.finditer(text)):
        return text.encode("utf-8", "surrogateescape")
    now = made.normative(document)
    sealed = _SIGN_OFF.sub(lambda row: row[0] if "fingerprint" in row[0] else _seal(row, now), text)
    return f"{sealed.rstrip()}\n{signed_parts(now)}".encode()


def _seal(row: re.Match[str], now: Normative) -> str:
    return f"{row[1]}, fingerprint: {now.fingerprint}}}{row[2]}"


def signed_parts(now: Normative) -> str:
    """What a file of sign-offs holds of the digests behind a fingerprint."""
    lines = ["signed:", f"  {now.fingerprint}:"]
    for name, digests in (("front_matter", now.front_matter), ("sections", now.sections)):
        lines += [f"    {name}:"] + [f"      {key}: {digest}" for key, digest in digests.items()] if digests else []
    return "\n".join(lines) + "\n"


def since(now: Site, then: Mapping[str, str | bytes], *, author: str = "", owners: str | None = None) -> Site:
    """A site beside all that it was, by path under docs_dir.

    `author` is the address of whoever committed what changed, `owners` the text of the repository's CODEOWNERS.
    """
    old = site(then, now.config, now.as_of).by_path
    base = compare(now, [thing.source for thing in old.values()], {*now.by_path, *old})
    signed = [path for path in sorted(base.changed) if is_sign_offs(path)]
    by = {path: (author.strip(),) for path in signed if author}
    open_ = tuple(path for path in signed if owners is not None and not code_owners(owners).owns(path))
    return replace(now, base=replace(base, signers=by, unowned=open_))


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def prd(front_matter: str = "", body: str | None = None, **over: object) -> str:
    """The text of a PRD: the default one, with keys of `front_matter` and `over` in the place of its own.

    A key set to None is left out. `front_matter` stands at the end of the front matter just as given.
    """
    given = set(_TOP_LEVEL_KEY.findall(front_matter)) | over.keys()
    kept = [f"{key}: {value}" for key, value in DEFAULT_PRD.items() if key not in given]
    extra = [f"{key}: {value}" for key, value in over.items() if value is not None]
    lines = "\n".join((*kept, *extra, front_matter.rstrip("\n")))
    text = DEFAULT_BODY if body is None else body
    return f"---\n{lines.rstrip()}\n---\n{text}"


def document(front_matter: str = "", body: str | None = None, **over: object) -> Document:
    """The default PRD as a document, with other keys and another body where given."""
    return site({DEFAULT_PATH: prd(front_matter, body, **over)}).documents[0]


def findings(
    of: Site | Mapping[str, str | bytes], *select: str, config: Config | None = None, as_of: date = AS_OF
) -> list[Finding]:
    """What the rules named (`states/dead-end`, `states/*`; all when none is) find in a site or in files."""
    made = of if isinstance(of, Site) else site(of, config, as_of)
    return check(made, all_rules(), Selection(select))


@dataclass(frozen=True)
class ExampleSite:
    """The site that examples of a rule's page make, and the lines they mark, by path and number."""

    site: Site
    marked: frozenset[tuple[str, int]]

    def lines(self, rule: str) -> frozenset[tuple[str, int]]:
        """Where a rule finds something."""
        return frozenset((found.path, found.line) for found in findings(self.site) if found.rule == rule)


def example_site(examples: Iterable[Example]) -> ExampleSite:
    """The site of one side of a rule's page.

    `yaml` replaces keys of the default PRD, `markdown` its body, `file <path>` is another file, `bytes`
    the whole file of the default PRD as escaped bytes, `config <path>` a file under site_config, `project
    <path>` a file of the project beside them, `sign-offs` the sign-offs of the default PRD, or those in the
    file that it names. Where there is a `base`, it replaces keys of the default PRD as that was at the base, and
    each `base <path>` is another file that was there; files that have none are new. `git AUTHOR` is the
    address of whoever committed the change, `git CODEOWNERS` the file of that name. A line that ends in `# here` or
    `<!-- here -->` is marked.
    """
    given = list(examples)
    front_matter = "".join(e.text for e in given if e.language == "yaml")
    body = "".join(e.text for e in given if e.language == "markdown")
    files: dict[str, str | bytes] = {DEFAULT_PATH: prd(front_matter, body or None)}
    files |= {path or DEFAULT_PATH: _unescape(text) for path, text in _named("bytes", given).items()}
    files |= _named("file", given)
    files |= {f"signoffs/{path or _DEFAULT_SIGN_OFFS}": text for path, text in _named("sign-offs", given).items()}
    committed = _named("git", given)
    author, owners = committed.get("AUTHOR", ""), committed.get("CODEOWNERS")
    then = _at_the_base(given, body)
    settings = {f"site_config/{path}": text for path, text in _named("config", given).items()}
    config = configured(settings | _named("project", given))
    marked = frozenset(
        (f"{config.prefix}{path}", line)
        for path, text in {**then, **files}.items()
        if isinstance(text, str)
        for line in _marked_lines(text)
    )
    marked |= {(path, line) for path, text in settings.items() for line in _marked_lines(text)}
    made = site({path: _unmarked(text) for path, text in files.items()}, config)
    if then:
        made = since(made, {path: _unmarked(text) for path, text in then.items()}, author=author, owners=owners)
    return ExampleSite(made, marked)


def _at_the_base(given: list[Example], body: str) -> dict[str, str]:
    """The files that were there at the base, none where no example speaks of one."""
    named = _named("base", given)
    same = "".join(example.text for example in given if example.language == "yaml")
    if named and "" not in named:
        return {DEFAULT_PATH: prd(same, body or None), **named}
    return {path or DEFAULT_PATH: text if path else prd(text, body or None) for path, text in named.items()}


def _unmarked(text: str | bytes) -> str | bytes:
    return _MARK.sub("", text) if isinstance(text, str) else text


def _named(kind: str, examples: list[Example]) -> dict[str, str]:
    """The examples fenced as `<kind> <path>`, by path."""
    split = ((e.language.partition(" "), e.text) for e in examples)
    return {path: text for (word, _, path), text in split if word == kind}


def _marked_lines(text: str) -> list[int]:
    return [text.count("\n", 0, found.start()) + 1 for found in _MARK.finditer(text)]


def _unescape(text: str) -> bytes:
    made: Any = codecs.decode(text.rstrip("\n").encode("latin-1"), "unicode_escape")
    return bytes(made, "latin-1")


def configured(files: Mapping[str, str]) -> Config:
    """The configuration of a project with some files, by their paths in it; the defaults where there are none."""
    if not files:
        return defaults()
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return load(Path(folder))
