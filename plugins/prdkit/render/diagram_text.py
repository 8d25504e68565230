"""To clean, measure and break the words of a drawing before any browser has seen them."""

import re
import unicodedata
from functools import lru_cache

# Widths in em, for each character the widest of the common sans-serif faces: text never spills.
_EM = {chr(code): 0.59 for code in range(32, 127)}
for _width, _chars in (
    (0.3, "iljI'|.,:;!"),
    (0.37, "ftr()[]{}/\\-` "),
    (0.53, "sckzJ"),
    (0.62, "+=<>~"),
    (0.74, "ABCDEFGHKLNOPQRSTUVXYZ&"),
    (0.95, "mwM%@W"),
):
    _EM.update(dict.fromkeys(_chars, _width))

_JOINERS = frozenset("\u200c\u200d")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_PIECES = re.compile(
    r"[\u2e80-\U0010ffff][\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u300d\u300f\u3011\u2026]*"
    r"|[^\s\u2e80-\U0010ffff_/.-]*[_/.-]+\s*"
    r"|[^\s\u2e80-\U0010ffff_/.-]+\s*"
)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Text without control, direction and unassigned characters, each run of white space as one blank."""
    if not text.isprintable():
        text = "".join(char for char in text if char.isspace() or _shown(char))
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """How wide a line of clean text gets at a font size, in the size's unit; CJK takes a full em."""
    return sum(_EM.get(char) or _em(char) for char in text) * size


@lru_cache(maxsize=4096)
def lines(text: str, size: float, room: float, most: int = 3) -> tuple[str, ...]:
    """Clean text broken into at most so many lines of that room; what does not fit ends in an ellipsis."""
    if width(text, size) <= room:
        return (text,)
    broken = [""]
    for piece in _short_pieces(text, size, room):
        if width((broken[-1] + piece).rstrip(), size) <= room:
            broken[-1] += piece
        else:
            broken.append(piece)
    broken = [line.rstrip() for line in broken if line.strip()]
    if len(broken) > most:
        broken = [*broken[: most - 1], _cut(broken[most - 1], size, room)]
    return tuple(broken)


def _short_pieces(text: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces.extend([piece] if width(piece, size) <= room else piece)
    return pieces


def _cut(line: str, size: float, room: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line + "…"


def _shown(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _DROPPED


def _em(char: str) -> float:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.7
