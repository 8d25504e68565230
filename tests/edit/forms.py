"""Front matter as people write it, for property tests: comments, nesting, quotes, line ends, byte order marks."""

from collections.abc import Sequence

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "a",
        "积分",
        "two words",
        "1.10",
        "no",
        "2026-06-05",
        "a: b",
        "#1",
        "x # y",
        "- z",
        "[",
        "it's",
        '"',
        "*",
        "",
        "~",
        "10:00",
        "，",
    ]
)
"""Text that YAML has opinions on."""
_NAMES = ["id", "title", "status", "owner", "tags", "links", "on", "x-note", "键"]
_COMMENTS = st.sampled_from(["", "  # why", " # a: [b", "   "])


def _scalar(text: str, style: str) -> str:
    plain = {"a", "积分", "two words", "1.10", "no", "2026-06-05", "10:00", "it's", "，"}
    if style == "plain" and text in plain:
        return text
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


SCALARS = st.builds(_scalar, WORDS, st.sampled_from(["plain", "single", "double"]))
FLOWS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(_NAMES), inner), max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=4,
)
_TEXTS = st.sampled_from(["|\n  one\n\n  two: # no\n", ">-\n  folded\n  text\n", "|+\n  kept\n\n"])


@st.composite
def _block(draw: st.DrawFn, depth: int) -> list[str]:
    """The lines of a value below its key, each to be indented as often as it is nested."""
    if draw(st.booleans()):
        return [f"- {draw(FLOWS)}{draw(_COMMENTS)}" for _ in range(draw(st.integers(1, 3)))]
    return draw(_mapping(depth))


@st.composite
def _mapping(draw: st.DrawFn, depth: int = 0) -> list[str]:
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True))
    lines: list[str] = []
    for name in names:
        lines += draw(st.sampled_from([[], ["# about it"], [""], ["", "# about: [it"]]))
        kind = draw(st.sampled_from(["flow", "flow", "block", "blank", "text"]))
        if kind == "block" and depth < 2:
            lines.append(f"{name}:{draw(_COMMENTS)}")
            lines += _indented(draw(_block(depth + 1)), draw(st.integers(2, 3)))
        elif kind == "text" and depth == 0:
            lines += f"{name}: {draw(_TEXTS)}".rstrip("\n").split("\n")
            lines += draw(st.sampled_from([[], [""]]))
        elif kind == "blank":
            lines.append(f"{name}:{draw(_COMMENTS)}")
        else:
            lines.append(f"{name}: {draw(FLOWS)}{draw(_COMMENTS)}")
    return lines


def _indented(lines: Sequence[str], width: int) -> list[str]:
    return [" " * width + line if line else line for line in lines]


def _file(lines: list[str], body: str, line_end: str, mark: bool) -> bytes:
    text = "\n".join(["---", *lines, "---", body]).replace("\n", line_end)
    return (("\ufeff" if mark else "") + text).encode()


FILES = st.builds(
    _file,
    _mapping(),
    st.sampled_from(["", "\n# 标题\n\ntext", "text\n\n## more\n"]),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.booleans(),
)
"""Files whose front matter our reader takes."""
