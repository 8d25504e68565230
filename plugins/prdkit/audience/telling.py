"""To say a text to readers who may not know of everything that it names: words stay, names and ways to it go."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from prdkit.audience.names import Names
from prdkit.audience.team import Team
from prdkit.audience.ways import Ways
from prdkit.config.config import Config
from prdkit.link.references import mentions
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading import inline
from prdkit.reading.links import defining, is_html, stretches
from prdkit.reading.markdown import Outline, outline
from prdkit.reading.outline import covers

_KEPT = re.compile(r"<!--\s*prd:\s*(?P<name>[\w.-]+)\s*-->")
_COMMENT = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<raw>script|style|template|noscript|iframe|object|textarea)\b.*?(?:</(?P=raw)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""What no page shows: comments, and HTML that is taken out of it."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_BARE_ADDRESS = re.compile(r"""(?<![(<"'=])\b[a-z]{2,8}://[^\s<>()\[\]"'|，。、；）」]+""", re.IGNORECASE)
_HELD = re.compile(
    r"""\s(?:href|src|srcset|poster|action|cite|data|longdesc|usemap|background|xlink:href)\s*+=\s*+"""
    r"""(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'=<>`]++))""",
    re.IGNORECASE,
)
_SNIPPET = re.compile(r"^[ \t>]*;*-{1,}8<-{1,}.*$\n?", re.MULTILINE)
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^(?P<label>[^\]\n]+)\]:(?P<text>.*(?:\n(?:[ \t]*\n)*(?: {4}|\t).*)*)\n?", re.MULTILINE
)
_NOTED = re.compile(r"\[\^(?P<label>[^\]\n]+)\](?!:)")
_SHORT = re.compile(r"^[ \t]*\*\[(?P<label>[^\]\n]+)\]:[ \t]*(?P<text>.*)\n?", re.MULTILINE)
_CODE = "internal-document"
"""What stands in code for a document: one word, so that code goes on to be read."""


class Edit(NamedTuple):
    """A stretch of a text and what stands in its place."""

    start: int
    end: int
    text: str = ""


class Telling:
    """To say texts of one site for some readers."""

    def __init__(self, whole: Site, shown: Site, names: Names, ways: Ways, team: Team) -> None:
        self.whole = whole
        self.shown = shown
        self.names = names
        self.ways = ways
        self.team = team
        self.keys: dict[tuple[str, str], str] = {}
        self.config: Config = whole.config
        self._heads = re.compile(rf"{whole.heads.pattern}|[<\[]|8<|:|\*\[")

    def said(self, kind: str, name: str, lang: str) -> str:
        """What stands for a name: of a person the department, of anything else neutral words."""
        return (self.team.said(name, lang) if kind == "person" else "") or self.label(kind, lang)

    def label(self, kind: str, lang: str) -> str:
        """The neutral words for a thing of a kind."""
        return self.config.label(f"hidden.{kind}", lang)

    def words(self, text: str, holder: str, lang: str) -> str:
        """A text of front matter, which may hold links and ids."""
        if self._heads.search(text):
            text = self._edited(outline(text, 1, self.config.markdown), holder, lang)
        return self.names.without(text, lambda kind, name: self.said(kind, name, lang))

    def plain(self, text: str, lang: str) -> str:
        """A text that is no Markdown, such as a key."""
        if (text, lang) not in self.keys:
            self.keys[text, lang] = self.names.without(text, lambda kind, name: self.said(kind, name, lang))
        return self.keys[text, lang]

    def body(self, told: Outline, holder: str, lang: str) -> str:
        """The Markdown of a document or page."""
        text = self._edited(told, holder, lang)
        text = _without_orphans(_SNIPPET.sub("", text))
        return self.names.without(text, lambda kind, name: self.said(kind, name, lang))

    def _edited(self, told: Outline, holder: str, lang: str) -> str:
        links = (*self._links(told, holder), *self._addresses(told.body, lang))
        edits = [*_comments(told), *links, *self._mentions(told, holder, lang)]
        return apply(told.body, edits)

    def _addresses(self, body: str, lang: str) -> Iterator[Edit]:
        """The addresses in sentences that name something hidden: all of each, for what is left would tell where."""
        for found in _BARE_ADDRESS.finditer(body) if "://" in body else ():
            if self.names.holds(found[0]):
                yield Edit(*found.span(), self.label("document", lang))

    def _mentions(self, told: Outline, holder: str, lang: str) -> Iterator[Edit]:
        """What stands for the ids that lead to no document which readers may know."""
        here = self.whole.by_path.get(holder)
        kinds = (here.type.name,) if isinstance(here, Document) else ()
        for found in mentions(told.body, self.whole.ids, self.whole.heads):
            said = found.groupdict()
            target = (said.get("id") or said.get("bare") or "").strip()
            part = (said.get("part") or said.get("barepart") or "").rstrip("\\").strip()
            words = said.get("words") or ""
            edit = self._mention(target, part, words, holder, kinds)
            if edit is not None:
                in_code = not told.is_prose(found.start())
                neutral = _CODE if in_code else self.label("part" if not target else "document", lang)
                yield Edit(*found.span(), edit or neutral)

    def _mention(self, target: str, part: str, words: str, holder: str, kinds: tuple[str, ...]) -> str | None:
        """What a mention becomes: None where it stays, empty where a neutral word stands for it."""
        if not target:
            known = not part or self.ways.has_anchor(holder, part)
            return None if known else words
        document = self.shown.find(target, kinds)
        if document is None or self._means_hidden(target, kinds, document):
            return None if self._means_nothing(target) else words
        if part and not self.ways.has_anchor(document.path, part):
            return f"[[{target}|{words}]]" if words else f"[[{target}]]"
        return None

    def _means_hidden(self, target: str, kinds: tuple[str, ...], document: Document) -> bool:
        """Whether a word means a hidden document first, and one that is shown only for want of that."""
        first = self.whole.find(target, kinds)
        return first is not None and first.path != document.path and first.id == target

    def _means_nothing(self, target: str) -> bool:
        """Whether a word that looks like prose's name of a document is one of none at all: `RFC 2119`."""
        if self.whole.find(target) is not None or target in self.whole.held:
            return False
        return any(kind.roles.id.mention for kind in self.config.types.values())

    def _links(self, told: Outline, holder: str) -> Iterator[Edit]:
        """The links and pictures that lead where readers may not go: their words stay."""
        body = told.body
        if not any(mark in body for mark in ("[", "<")):
            return
        every = [(inline.folded(one["label"]), one) for one in defining(told)]
        defined = dict(reversed(every))
        allowed = {name: self._goes(_target(one), holder) for name, one in defined.items()}
        used = set()
        for piece in _pieces(told, defined):
            used.add(piece.label)
            yield from self._piece(piece, body, holder, allowed)
        for name, one in every:
            if one is not defined[name] or name not in used or allowed[name] != _target(one):
                yield Edit(*one.span("whole" if "whole" in one.groupdict() else 0))

    def _piece(self, piece: inline.Piece, body: str, holder: str, allowed: Mapping[str, str]) -> Iterator[Edit]:
        start, end = piece.start, piece.end
        if piece.kind in ("link", "image"):
            old = piece.target if not piece.label else ""
            goes = allowed.get(piece.label, "") if piece.label else self._goes(piece.target, holder)
            if not goes and (old or piece.label):
                yield Edit(start, piece.words[0])
                yield Edit(piece.words[1], end)
            elif old and goes != old:
                yield Edit(piece.words[1], end, f"]({goes})")
        elif piece.kind == "address" and self.names.holds(body[start:end]):
            yield Edit(start, end)
        elif piece.kind == "comment":
            yield Edit(start, end, _kept(body[start:end]))
        elif piece.kind == "tag":
            for held in _HELD.finditer(body, start, end):
                target = held["double"] or held["single"] or held["bare"] or ""
                if self._goes(inline.plain(target).strip(), holder) != inline.plain(target).strip():
                    yield Edit(*held.span())

    def _goes(self, target: str, holder: str) -> str:
        """The address that a link may lead to; empty where it may lead nowhere."""
        if not target:
            return ""
        if _ADDRESS.match(target):
            return "" if self.names.holds(target) or self.ways.is_own(target) else target
        return self.ways.allowed(target, holder)


def _target(one: re.Match[str]) -> str:
    target = one["target"]
    return inline.plain(target[1:-1] if target.startswith("<") else target)


def _pieces(told: Outline, labels: Collection[str]) -> Iterator[inline.Piece]:
    """What stands in prose that is more than words, and the tags of raw HTML."""
    for start, end in stretches(told, bool(labels)):
        yield from inline.pieces(told.body, start, end, labels)
    for start, end in told.hidden:
        if is_html(told.body, start) or ("<" in told.body[start:end] and not _is_fence(told.body, start)):
            yield from inline.tags(told.body, start, end)


def _is_fence(body: str, start: int) -> bool:
    return body[start : start + 60].lstrip(" \t>").startswith(("```", "~~~"))


def _comments(told: Outline) -> Iterator[Edit]:
    """The comments of a text, but for those that say where a block stands."""
    body = told.body
    if "<" not in body:
        return
    for found in _COMMENT.finditer(body):
        if not _is_code(told, found.start()):
            yield Edit(*found.span(), _kept(found[0]))


def _is_code(told: Outline, start: int) -> bool:
    """Whether what looks like a comment is an example that readers see."""
    if covers(told.hidden, start):
        return any(one <= start < other and _is_fence(told.body, one) for one, other in told.hidden)
    opening = start == 0 or told.body[start - 1] == "\n"
    return not opening and not told.is_prose(start)


def _kept(comment: str) -> str:
    """What stays of a comment: where a block stands."""
    found = _KEPT.fullmatch(comment)
    return f"<!-- prd: {found['name']} -->" if found else ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made. Of two that overlap the first holds, and takes away what the other would have."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < at:
            at = max(at, edit.end)
            continue
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def _without_orphans(text: str) -> str:
    """A body without footnotes and abbreviations that nothing shown speaks of any more, and without marks of none."""
    if "[^" in text:
        used = {found["label"] for found in _NOTED.finditer(text)}
        text = _FOOTNOTE.sub(lambda found: found[0] if found["label"] in used else "", text)
        known = {found["label"] for found in _FOOTNOTE.finditer(text)}
        text = _NOTED.sub(lambda found: found[0] if found["label"] in known else "", text)
    if "*[" in text:
        rest = _SHORT.sub("", text)
        text = _SHORT.sub(lambda found: found[0] if found["label"] in rest else "", text)
    return text
