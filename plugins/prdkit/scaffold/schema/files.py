"""To make every schema file of a project, and to say which files each describes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prdkit.config.config import Config
from prdkit.scaffold.schema.documents import front_matter, sign_offs, words
from prdkit.scaffold.schema.settings import kinds, place, settings
from prdkit.scaffold.schema.shapes import Schema, Shapes

HOME = ".vscode/schemas"
"""Where `prd init` puts the files; editors are told this place."""
SIGNED = "signoff"
"""What the schema of a file of sign-offs is called."""
_DIALECT = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One schema: `describes` is a pattern of the files it is for, relative to the project."""

    name: str
    describes: str
    is_document: bool = False

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"document-{self.name}.schema.json" if self.is_document else f"{self.name}.schema.json"

    @property
    def folder(self) -> str:
        """The folder in which all files are of its kind; empty where it describes one file."""
        return self.describes.partition("/*")[0] if "*" in self.describes else ""


def catalogue(config: Config) -> tuple[SchemaFile, ...]:
    """All schemas of a project: its types of document, its sign-offs, then the kinds of settings."""
    documents = (SchemaFile(t.name, f"{config.prefix}{t.folder}/**/*.md", True) for t in config.types.values())
    others = (SchemaFile(kind, place(kind)) for kind in kinds())
    return (*documents, SchemaFile(SIGNED, f"{config.prefix}{config.sign_offs.folder}/*.yml"), *others)


def text(entry: SchemaFile, config: Config, lang: str, ids: Mapping[str, str] | None = None) -> str:
    """The text of one schema file, the same every time for the same configuration; `ids` by id their type."""
    if entry.is_document:
        made = front_matter(config.types[entry.name], Shapes(lang, words(config), ids or {}))
    elif entry.name == SIGNED:
        made = sign_offs(config.sign_offs, Shapes(lang, words(config), ids or {}))
    else:
        # Elsewhere the words are declared that these files would be held to.
        known = words(config) if entry.name == "waivers" else {}
        made = settings(entry.name, Shapes(lang, known))
    return _json({"$schema": _DIALECT, **made})


def texts(config: Config, lang: str, ids: Mapping[str, str] | None = None) -> dict[str, str]:
    """The text of every schema file of a project, by file name."""
    return {entry.file: text(entry, config, lang, ids) for entry in catalogue(config)}


def write(folder: Path, wanted: Mapping[str, str]) -> int:
    """Write schema files, and return how many were not there or differed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name in wanted if _read(folder / name) != wanted[name]]
    for name in changed:
        if (folder / name).is_symlink():
            (folder / name).unlink()  # Where it leads is not for a repository to say.
        (folder / name).write_text(wanted[name], encoding="utf-8", newline="\n")
    return len(changed)


def stale(folder: Path, wanted: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with schema files on disk, by file name."""
    found = {}
    for name, text in wanted.items():
        there = _read(folder / name)
        if there != text:
            found[name] = "is missing" if there is None else "is out of date"
    leftover = {path.name for path in folder.glob("document-*.schema.json")} - wanted.keys()
    return found | dict.fromkeys(sorted(leftover), "describes a type that is no more; delete it")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def _json(made: Schema) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
