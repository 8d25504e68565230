"""To let links lead to the page alone where the place on it that they name is not in its Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from prdkit.publish.data_files import DataFile

_PLACE = re.compile(r'<a id="([^"]*)"></a>')
_LINK = re.compile(r"(?<!\\)\]\((?P<file>[^()<>\s#]*)#(?P<place>[^()<>\s]+)\)")
_FENCES = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)


def leading(files: Iterable[DataFile], headed: Mapping[str, frozenset[str]]) -> Iterator[DataFile]:
    """The same files. `headed` are places that headings have by their words, by path."""
    whole = list(files)
    texts = {file.path: file.content.decode() for file in whole if file.path.endswith(".md")}
    places = {path: headed.get(path, frozenset()) | set(_PLACE.findall(text)) for path, text in texts.items()}
    for file in whole:
        text = texts.get(file.path)
        yield file if text is None else replace(file, content=_led(text, file.path, places).encode())


def _led(text: str, path: str, places: Mapping[str, frozenset[str]]) -> str:
    def lead(found: re.Match[str]) -> str:
        target = normpath(join(dirname(path), unquote(found["file"]))) if found["file"] else path
        if target not in places or unquote(found["place"]) in places[target]:
            return found[0]
        return f"]({found['file'] or path.rpartition('/')[2]})"

    parts, at = [], 0
    for fence in _FENCES.finditer(text):
        parts += [_LINK.sub(lead, text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join((*parts, _LINK.sub(lead, text[at:])))
