"""To tell the seven kinds of HTML blocks of CommonMark by how they begin, and to know how each ends."""

import re

_NAMES = """
    address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|
    fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|
    main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|
    title|tr|track|ul
"""
_ATTRIBUTES = r"""(?:[ \t]++[A-Za-z_:][\w.:-]*+(?:[ \t]*+=[ \t]*+(?:[^\s"'=<>`]++|'[^'\n]*+'|"[^"\n]*+"))?)*+[ \t]*+"""
_BEGINS = re.compile(
    rf"""<(?:
        (?P<verbatim>(?:script|pre|style|textarea)(?=[\s>]))
      | (?P<comment>!--)
      | (?P<instruction>\?)
      | (?P<characters>!\[CDATA\[)
      | (?P<declaration>![A-Z])
      | (?P<known>/?(?:{_NAMES})(?=\s|/?>))
      | (?P<tag>(?:[A-Z][A-Z0-9-]*+{_ATTRIBUTES}/?|/[A-Z][A-Z0-9-]*+[ \t]*+)>[ \t]*+\n)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = {
    "verbatim": re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    "comment": re.compile(r"-->"),
    "instruction": re.compile(r"\?>"),
    "characters": re.compile(r"\]\]>"),
    "declaration": re.compile(r">"),
}
BLANK = re.compile(r"\n[ \t]*+\n")


def kind(text: str, at: int) -> str:
    """What kind of HTML block begins at an offset, empty for none: a `tag` alone cannot end a paragraph."""
    found = _BEGINS.match(text, at)
    return (found.lastgroup or "") if found else ""


def ending(kind: str) -> re.Pattern[str] | None:
    """What the last line of a block of a kind holds; None for the kinds that a blank line ends."""
    return _ENDS.get(kind)
