"""To compare headings by their words: without numbering, marks, markup, emoji and trailing colons."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from prdkit.config.demands import Headings

_LONGEST = 500
"""Longer headings are no names of sections; they are compared as they stand."""
USUAL = Headings()

_COUNT = "零〇一二三四五六七八九十百两兩壹贰叁肆伍陆柒捌玖拾"
_FAR_EAST = "\u2e80-\u9fff\uf900-\ufaff"
_NUMBER = re.compile(
    rf"""^(?:
        第\s*[{_COUNT}\d]+\s*(?:[章节節篇条條]|部分?)[、.:\s]*
      | [(\[【〔]\s*(?:[{_COUNT}]+|\d+|[a-zA-Z]|[ivxIVX]+)\s*[)\]】〕][、.:\s]*
      | [{_COUNT}]+(?:\s*[、.:)]\s*|\s+)
      | \d+(?:\.\d+)*(?:\s*[.、):]\s*|\s+-+\s+|\s+|(?=[{_FAR_EAST}]))
      | \d+(?:-\d+)+(?:\s*[.、):]\s*|\s+)
      | [A-Za-z][.)、]\s+
      | [ivxIVX]+[.)、]\s+
      | §\s*
    )+""",
    re.VERBOSE,
)
_ENCLOSED = re.compile(
    "^[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289\u2160-\u217f\U0001f100-\U0001f10a]+[、.．:：)）\\s]*"
)
_COMMENT = re.compile(r"<!--.*?--!?>")
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][^{}]*\}$")
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_ALONE = re.compile(r"^\[([^\[\]]+)\]$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKUP = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`~]|\b_+|_+\b|_+(?=\W)")
_SHORTCODE = re.compile(r"^(?::[a-z0-9_+-]+:\s*)+|(?:\s*:[a-z0-9_+-]+:)+$")
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2043", "-")
)
_ORNAMENTS = frozenset(("So", "Sk", "Cf", "Me", "Co", "Cn"))
_OPEN, _SHUT = r"[(\[【〔「『<{]", r"[)\]】〕」』>}]"
_BRACKETS = "()[]【】〔〕（）［］"


@lru_cache(maxsize=65536)
def bare(title: str, terms: Headings = USUAL) -> str:
    """A heading's words as they are compared with names of sections."""
    if len(title) > _LONGEST:
        return as_written(title, terms)
    words = _without_ornaments(_without_markup(title, terms))
    kept = _NUMBER.sub("", words).strip() if terms.numbering else words
    kept = _unmarked(kept, terms)
    kept = _NUMBER.sub("", kept).strip() if terms.numbering else kept
    told = re.sub(r"\s+", " ", kept or words).strip()
    return told.casefold() if terms.any_case else told


def as_written(title: str, terms: Headings = USUAL) -> str:
    """A heading as it stands, but for white space and, where the type takes any case, capitals."""
    told = re.sub(r"\s+", " ", title).strip()
    return told.casefold() if terms.any_case else told


def slug(name: str) -> str:
    """A section's name as the address of a place: `Detailed design` is `detailed-design`."""
    return "-".join(re.findall(r"[\w.]+", name.casefold())) or name


def _without_markup(title: str, terms: Headings) -> str:
    words = _COMMENT.sub(" ", title) if terms.comments else title
    words = _ATTRIBUTES.sub("", words.strip())
    if "[" in words:
        words = _IMAGE.sub("", words).strip() or _IMAGE.sub(r"\1", words)
        words = _LINK.sub(lambda link: link[1] if re.search(r"\w", link[1]) else "", words)
    words = unescape(_TAG.sub("", words)) if "<" in words or "&" in words else words
    return _MARKUP.sub("", words)


def _without_ornaments(words: str) -> str:
    """Words with one form of every character: no emoji, no full-width forms, one hyphen and one apostrophe."""
    words = _SHORTCODE.sub("", words.strip())
    if not words.isascii():
        words = _ENCLOSED.sub("", words) or words
        words = "".join(c for c in words if unicodedata.category(c) not in _ORNAMENTS and c not in "\ufe0e\ufe0f")
        words = unicodedata.normalize("NFKC", words.translate(_SAME)).translate(_SAME)
    return words.strip()


def _unmarked(words: str, terms: Headings) -> str:
    """Words without marks such as `(Optional)` and colons at their ends."""
    at_end, at_start = _marks(terms.marks)
    before = ""
    while before != words:
        before = words
        words = words.rstrip(":").rstrip()
        words = at_end.sub("", words) or words
        words = at_start.sub("", words) or words
    alone = _ALONE.match(words)
    return alone[1].strip() if alone else words.strip()


@lru_cache(maxsize=64)
def _marks(marks: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds marks at the end and at the start of words."""
    plain = [unicodedata.normalize("NFKC", mark).translate(_SAME).strip() for mark in marks]
    inner = [mark.strip(_BRACKETS).strip() for mark in plain if mark[:1] in _BRACKETS]
    loose = [mark for mark in plain if mark and mark[:1] not in _BRACKETS]
    kinds = [rf"{_OPEN}\s*(?:{_any(inner)})\s*{_SHUT}"] if any(inner) else []
    kinds += [_any(loose)] if loose else []
    either = "|".join(kinds) or r"(?!)"
    return re.compile(rf"\s*(?:{either})$", re.IGNORECASE), re.compile(rf"^(?:{either})\s*", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(filter(None, words), key=len, reverse=True))
