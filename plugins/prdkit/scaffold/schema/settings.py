"""To describe the configuration files of a project, by `schema.yml`."""

from collections.abc import Mapping
from typing import Any

from prdkit.config.config import schema
from prdkit.scaffold.schema.shapes import Schema, Shapes

_ELSEWHERE: Mapping[str, str] = {
    "type": "site_config/types/*.yml",
    "block": "site_config/blocks/*.yml",
    "launching": "site_config/launch.yml",
}
"""Kinds of `schema.yml` whose files are not called by the kind."""


def kinds() -> tuple[str, ...]:
    """The kinds of files that `schema.yml` describes."""
    return tuple(schema()[1])


def place(kind: str) -> str:
    """Where the files of a kind stand, as a pattern relative to the project."""
    return _ELSEWHERE.get(kind, f"site_config/{kind}.yml")


def settings(kind: str, shapes: Shapes) -> Schema:
    """The schema of one kind of file. It is laid over what is shipped, so that no key need be there."""
    definitions, files = schema()
    made = shapes.of(files[kind])
    shapes.shared |= {name: shapes.of(spec) for name, spec in definitions.items()}
    return with_definitions(made, shapes.shared)


def with_definitions(made: Schema, shared: Mapping[str, Schema]) -> Schema:
    """A schema with those definitions that it leads to."""
    found: dict[str, Schema] = {}
    _use(made, shared, found)
    used = {name: found[name] for name in sorted(found)}
    return {**made, "definitions": used} if used else made


def _use(made: Any, shared: Mapping[str, Schema], found: dict[str, Schema]) -> None:
    if isinstance(made, dict) and isinstance(made.get("$ref"), str):
        name = made["$ref"].rpartition("/")[2]
        if name not in found:
            found[name] = shared[name]
            _use(shared[name], shared, found)
    elif isinstance(made, (dict, list)):
        for inner in made.values() if isinstance(made, dict) else made:
            _use(inner, shared, found)
