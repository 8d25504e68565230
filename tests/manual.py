"""To read the manual as tests need it: its pages, their parts, their fenced examples and their commands."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "prd" / "guide"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))}

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_RUN = re.compile(r"^\s*(?:-\s+)?(?:run:\s*|entry:\s*|\$\s+)?(prd(?:\s.*)?)$")


@dataclass(frozen=True)
class Fence:
    """One fenced example: the page it stands on, its language, its title if any, its text."""

    page: str
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.title or self.text.strip().splitlines()[0]}"


def fences(page: str, text: str) -> tuple[Fence, ...]:
    """The fences of a Markdown text."""
    found = []
    for match in _FENCE.finditer(text):
        title = _TITLE.search(match["info"])
        language = match["info"].split(" ")[0].strip()
        found.append(Fence(page, language, title[1] if title else "", match["text"]))
    return tuple(found)


ALL_FENCES = tuple(fence for page, text in PAGES.items() for fence in fences(page, text))


def part(page: str, anchor: str) -> str:
    """What stands under the heading with `{#anchor}`, down to the next heading of any level."""
    text = _FENCE.sub("", PAGES[page])
    start = text.index(f"{{#{anchor}}}")
    later = _HEADING.search(text, text.index("\n", start))
    return text[start : later.start() if later else len(text)]


def rows(page: str, anchor: str) -> dict[str, list[str]]:
    """The rows of the tables in a part, by their first cell."""
    lines = (line for line in part(page, anchor).splitlines() if line.startswith("|"))
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {row[0].strip("`"): row[1:] for row in cells}


def links(text: str) -> Iterator[str]:
    """Where the links and pictures of a text lead, code left out."""
    plain = _CODE.sub("", _FENCE.sub("", text))
    return (found[1] for found in _LINK.finditer(plain))


def code(text: str) -> tuple[str, ...]:
    """The code spans of a text."""
    return tuple(found[1] for found in _CODE.finditer(_FENCE.sub("", text)))


def commands(text: str) -> Iterator[list[str]]:
    """Every `prd …` of a text, in fences and code spans, as arguments behind `prd`."""
    lines = [line for fence in fences("", text) for line in fence.text.splitlines()]
    for line in (*lines, *code(text)):
        found = _RUN.match(line.partition("  #")[0])
        if found:
            yield shlex.split(found[1].rstrip())[1:]
