"""To find front matter that stands in a file of its own beside each text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from prdkit.reading.source import Source, read_yaml, with_front_matter

_FEW = 3
_SIDE = (".yml", ".yaml")


def with_metadata(
    sources: Sequence[Source], paths: Sequence[str], content: Callable[[str], bytes]
) -> tuple[Source, ...]:
    """Texts with the front matter from the YAML file beside them, where many folders hold one of the same name."""
    bare: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        if not source.has_front_matter and not source.problems and "/" in source.path:
            bare[source.path.rpartition("/")[0]].append(PurePosixPath(source.path).name)
    beside = Counter(PurePosixPath(path).name for path in paths if path.endswith(_SIDE) and _folder(path) in bare)
    name, times = min(beside.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
    folders = {_folder(path) for path in paths if PurePosixPath(path).name == name} & bare.keys()
    text = _text_name([bare[folder] for folder in folders])
    if times < _FEW or not text:
        return tuple(sources)
    mine = {f"{folder}/{text}": f"{folder}/{name}" for folder in folders}
    return tuple(_completed(one, mine[one.path], content) if one.path in mine else one for one in sources)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _text_name(held: Sequence[Sequence[str]]) -> str:
    """The name of the text among the Markdown files of folders: the most frequent, README.md before others."""
    counted = Counter(name for names in held for name in names)
    ordered = sorted(counted, key=lambda name: (-counted[name], not name.lower().startswith("readme"), name))
    return ordered[0] if ordered else ""


def _completed(source: Source, path: str, content: Callable[[str], bytes]) -> Source:
    if source.has_front_matter:
        return source
    made = with_front_matter(source, read_yaml(path, content(path)))
    return replace(made, problems=made.beside.problems) if made.beside is not None else made


def metadata_of(sources: Sequence[Source]) -> str:
    """The name of the file that holds the front matter of most documents; empty where they hold it themselves."""
    names = Counter(PurePosixPath(source.beside.path).name for source in sources if source.beside is not None)
    name, times = min(names.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
    return name if 2 * times > len(sources) else ""
