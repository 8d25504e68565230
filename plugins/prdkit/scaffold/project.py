"""To write a repository that builds at once: configuration, CI, and one example of each document."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from prdkit import __version__
from prdkit.config.config import Config, load
from prdkit.config.layers import read_layer
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.schema import files as schema_files
from prdkit.scaffold.templates import scaffolds, working_days

_HARMLESS = frozenset(
    (".git", ".gitkeep", ".DS_Store", ".idea", ".venv", "venv", "LICENSE", "LICENSE.md", "LICENSE.txt")
)
"""What a folder may hold before anything of ours, as a repository that was just made does."""


@dataclass(frozen=True)
class Written:
    """What happened to each file, by paths relative to the folder."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def write(folder: Path, lang: str, name: str, day: date) -> Written:
    """Write what is missing of a new project; nothing that exists is ever written over."""
    texts = project(lang, name, day)
    _must_have_room(folder, texts)
    texts |= _for_editors(load(folder if (folder / "site_config").is_dir() else None))
    wanted = _without_examples(folder, texts)
    made = [path for path, text in wanted.items() if _create(folder / path, text)]
    # Only now the departments and people are there that the schemas name.
    config = load(folder)
    schemas = schema_files.texts(config, config.lang)
    texts |= {f"{schema_files.HOME}/{file}": text for file, text in schemas.items()}
    made += [path for path in texts if path.startswith(schema_files.HOME) and _create(folder / path, texts[path])]
    return Written(tuple(made), tuple(path for path in texts if path not in made))


def project(lang: str, name: str, day: date) -> dict[str, str]:
    """The text of every file by its path."""
    year = day.year
    values = {
        "lang": lang,
        "words": _data("words.yml")[lang],
        "name": name,
        "today": day,
        "day": lambda number: working_days(day, number),
        "version": __version__,
        "prd": f"PRD-{year}-001",
        "launch": f"LCH-{year}-01",
        "release": "REL-1.1.0",
    }
    env = scaffolds()
    texts = {}
    for path, template in _data("files.yml").items():
        source = f"project/{template.format(lang=lang)}"
        texts[path.format(year=year)] = env.get_template(source).render(values)
    return texts


def _for_editors(config: Config) -> dict[str, str]:
    """The files by which editors know which schema describes what, by path."""
    values = {"schemas": schema_files.catalogue(config), "home": schema_files.HOME}
    env = scaffolds()
    return {path: env.get_template(f"project/{name}").render(values) for path, name in _data("editors.yml").items()}


def _data(name: str) -> dict[str, Any]:
    """A YAML file of `templates/scaffolds/project/`: which file comes from which template, what things are called."""
    layer = read_layer(name, files("prdkit.templates").joinpath("scaffolds", "project", name).read_bytes())
    values: dict[str, Any] = layer.values
    return values


def _must_have_room(folder: Path, texts: dict[str, str]) -> None:
    """Refuse a folder that is somebody else's: ours it is when it is empty or holds nothing but files of ours."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(f"`{folder}` is a file", "Give the name of a folder, which need not exist yet.")
    if (folder / "site_config" / "project.yml").is_file():
        return
    ours = {path.split("/")[0] for path in texts}
    strange = sorted(entry.name for entry in folder.iterdir() if entry.name not in ours | _HARMLESS)
    strange += [path for path in ("prd", "site_config") if _holds_other(folder, path, texts)]
    if strange:
        shown = ", ".join(f"`{name}`" for name in strange[:3]) + (" …" if len(strange) > 3 else "")
        raise Refused(
            f"`{folder}` is not empty: it holds {shown}",
            "Give a new or empty folder, and copy what you need of it.",
        )


def _holds_other(folder: Path, part: str, texts: dict[str, str]) -> bool:
    paths = (path for path in (folder / part).rglob("*") if path.is_file())
    return any(path.relative_to(folder).as_posix() not in texts for path in paths)


def _without_examples(folder: Path, texts: dict[str, str]) -> dict[str, str]:
    """In a project that has documents, no example is put beside them."""
    documents = folder / "prd"
    if not any(path.relative_to(folder).as_posix() not in texts for path in documents.rglob("*.md")):
        return texts
    return {path: text for path, text in texts.items() if not path.startswith("prd/")}


def _create(path: Path, text: str) -> bool:
    """Whether the file was not there and is now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
