"""To find configuration files by name: what the wheel ships, overlaid by what the project's folder holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from prdkit.reading import yaml
from prdkit.reading.problem import Path as KeyPath
from prdkit.reading.problem import Problem, Span


@dataclass(frozen=True)
class Layer:
    """One YAML file of one layer: what it holds, and how to name it to people."""

    path: str
    text: str
    values: Any
    problems: tuple[Problem, ...]

    def span(self, path: KeyPath, *, key: bool = False) -> Span | None:
        """Where a value stands in this file, None where the file does not hold it at all."""
        if not self.holds(path):
            return None
        return yaml.locate(yaml.compose(self.text), path, key=key)

    def holds(self, path: KeyPath) -> bool:
        """Whether the file says something at a path, and be it that nothing is there."""
        values = self.values
        for step in path:
            known = step in values if isinstance(values, dict) else step in range(_length(values))
            if not known:
                return False
            values = values[step]
        return True


def _length(values: Any) -> int:
    return len(values) if isinstance(values, list) else 0


def shipped(package: str = "prdkit.site_config") -> Traversable:
    """The folder of defaults inside the installed package, or of this source tree when installed editable."""
    return files(package)


def layers(name: str, project: Path | None) -> Iterator[Layer]:
    """The files called `name`, most general first: the shipped one, then the project's own."""
    base = shipped()
    own = project / "site_config" / name if project else None
    default = base.joinpath(*name.split("/"))
    # In a source tree the folder of defaults is also a project's own; its project.yml is that project's alone.
    shared = name != "project.yml" and default.is_file()
    if shared and not (own and own.is_file() and _same(default, own)):
        yield read_layer(f"prdkit:site_config/{name}", default.read_bytes())
    if own is not None and own.is_file():
        yield read_layer(f"site_config/{name}", own.read_bytes())


def _same(default: Traversable, own: Path) -> bool:
    return isinstance(default, Path) and default.resolve() == own.resolve()


def names(folder: str, project: Path | None) -> list[str]:
    """The stems of the YAML files in a folder of either layer, sorted."""
    found = {entry.name for entry in shipped().joinpath(folder).iterdir()}
    own = project / "site_config" / folder if project else None
    if own is not None and own.is_dir():
        found |= {entry.name for entry in own.iterdir()}
    return sorted(name.removesuffix(".yml") for name in found if name.endswith(".yml"))


def read_layer(path: str, data: bytes) -> Layer:
    """A configuration file as plain values; what is wrong with it is in `problems`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        values, problems = yaml.construct(yaml.compose(text), text)
    except UnicodeDecodeError:
        problem = Problem(Span(1, 1, 1, 1), "the file is not UTF-8", "Save it again as UTF-8.")
        return Layer(path, "", {}, (problem,))
    except yaml.Unparsable as error:
        return Layer(path, "", {}, (error.problem,))
    if values is not None and not isinstance(values, dict):
        problems = [*problems, Problem(Span(1, 1, 1, 2), "the file is not a mapping", "Begin with `key: value`.")]
        values = {}
    return Layer(path, text, values or {}, tuple(problems))


def merge(base: Any, over: Any) -> Any:
    """Mappings merge by key, everything else is replaced; an empty value in `over` takes the key away."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    merged = dict(base)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged[key], value) if key in merged else value
    return merged
