"""To show any block as a table, from nothing but its declaration: rows as rows, one record as two columns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from prdkit.blocks.views import Words
from prdkit.config.fields import Field
from prdkit.config.types import BlockType
from prdkit.link.site import Site
from prdkit.model.document import Document

_LINKED = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![<(\[])https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?]")
_NONE_AT_ALL = timedelta()
_TEXTS = frozenset(("text", "localized", "mention", "any"))


class Cell(NamedTuple):
    """One value and how to print it.

    `kind` and what `value` is then: text (inline Markdown), plain, number, person, department (words or a
    key), day (a date), ref ((id, anchor)), url ((address, words)), list and lines (cells), pairs ((label,
    cell)), rows (a Table), none.
    """

    kind: str
    value: Any = ""

    @property
    def sort(self) -> str:
        """What the cell is sorted by where its words will not do."""
        if self.kind == "day":
            return str(self.value.isoformat())
        return str(self.value) if self.kind == "number" else ""


NONE = Cell("none")
Pair: TypeAlias = tuple[str, Cell]


class Column(NamedTuple):
    """A column: `kind` is how its cells align (text, number or plain)."""

    name: str
    label: str
    kind: str


class Row(NamedTuple):
    """A row; `anchor` is its address on the page, or empty."""

    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A block: a table where it is rows, pairs of name and value where it is one record."""

    label: str
    table: Table | None
    pairs: tuple[Pair, ...]


def table(name: str, document: Document, site: Site, words: Words) -> TableView:
    """The view of a block that has no view of its own."""
    block = document.type.blocks[name]
    value = document.values.get(name)
    label = words.say(block.label)
    if not block.rows:
        record = value if isinstance(value, dict) else {}
        return TableView(label, None, pairs_of({key: block.fields[key] for key in block.table}, record, words))
    rows: list[Mapping[str, Any]] = [row for row in value or () if isinstance(row, dict)]
    return TableView(label, _rows(block, rows, words), ())


def pairs_of(fields: Mapping[str, Field], record: Mapping[str, Any], words: Words) -> tuple[Pair, ...]:
    """The fields that a record gives, with their labels."""
    return _Shown(words).pairs(fields, record)


def cell_of(field: Field, value: Any, words: Words) -> Cell:
    """A value of a field that stands by itself."""
    return _Shown(words, linking=True).cell(field, value)


def is_day(value: datetime) -> bool:
    """Whether a moment is a day in the spelling of programs: midnight of the meridian, said to be there."""
    return value.utcoffset() == _NONE_AT_ALL and not (value.hour or value.minute or value.second)


def moment(value: date) -> Cell:
    """A day, or a day with a time."""
    if not isinstance(value, datetime):
        return Cell("day", value)
    return Cell("day", value.date()) if is_day(value) else Cell("plain", value.isoformat(" ", "minutes"))


def _rows(block: BlockType, rows: list[Mapping[str, Any]], words: Words) -> Table:
    fields = {key: block.fields[key] for key in block.table}
    own = [str(row.get(block.anchor) or "") if block.anchor else "" for row in rows]
    shown = [_Shown(words, block.addresses, anchor) for anchor in own]
    return _table(fields, list(zip(own, rows, shown, strict=True)), words)


def _table(fields: Mapping[str, Field], rows: list[tuple[str, Mapping[str, Any], "_Shown"]], words: Words) -> Table:
    """Columns that no row fills are left out."""
    kept = [name for name in fields if any(_is_given(row.get(name)) for _, row, _ in rows)]
    columns = tuple(Column(name, words.say(fields[name].label), _align(fields[name])) for name in kept)
    made = (Row(anchor, tuple(show.cell(fields[n], row.get(n)) for n in kept)) for anchor, row, show in rows)
    return Table(columns, tuple(made))


def _align(field: Field) -> str:
    if field.type in ("int", "number"):
        return "number"
    inner = field.items.type if field.type == "list" and field.items else field.type
    return "text" if inner in _TEXTS or inner in ("map", "mapping") else "plain"


def _is_given(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


class _Shown:
    """To turn values into cells in one language; `addresses` are the fields whose rows have anchors of their own.

    `linking` makes links of addresses that stand bare in texts.
    """

    def __init__(
        self, words: Words, addresses: tuple[str, ...] = (), anchor: str = "", *, linking: bool = False
    ) -> None:
        self.words = words
        self.addresses = addresses
        self.anchor = anchor
        self.linking = linking

    def cell(self, field: Field, value: Any) -> Cell:
        """A value of a field."""
        if not _is_given(value):
            return NONE
        config, say = self.words.config, self.words.say
        match field.type:
            case "text" | "localized" | "mention":
                return self._text(say(value))
            case "int" | "number":
                return Cell("number", value)
            case "date":
                return Cell("day", value)
            case "datetime" | "moment":
                return moment(value)
            case "person" | "department":
                return Cell(field.type, value)
            case "ref":
                return _ref(value)
            case "url":
                return _url(value)
            case "bool":
                return self._yes_or_no(value)
            case "list" | "map" | "mapping" | "any":
                made: Cell = getattr(self, f"_{field.type}")(field, value)
                return made
            case "enum":
                return Cell("plain", say(field.values.get(value, value)))
            case "product":
                return Cell("plain", say(config.org.products.get(value, value)))
            case "stage":
                return Cell("plain", say(config.process.stages.get(value, value)))
            case "language":
                return Cell("plain", self.words(f"lang.{value}"))
            case _:
                return Cell("plain", str(value))

    def pairs(self, fields: Mapping[str, Field], record: Mapping[str, Any]) -> tuple[Pair, ...]:
        """The given fields of a record with their labels."""
        made = ((self.words.say(f.label), self.cell(f, record.get(name))) for name, f in fields.items())
        return tuple((label, cell) for label, cell in made if cell is not NONE)

    def _text(self, value: str) -> Cell:
        if not self.linking or "://" not in value:
            return Cell("text", value)
        return _url(value) if _ADDRESS.fullmatch(value) else Cell("text", _ADDRESS.sub(r"<\g<0>>", value))

    def _yes_or_no(self, value: bool) -> Cell:
        return Cell("plain", self.words("value.yes" if value else "value.no"))

    def _list(self, field: Field, value: list[Any]) -> Cell:
        item = field.items or Field(field.name)
        if item.type == "map":
            return self._records(field, item, value)
        cells = tuple(cell for cell in (self.cell(item, one) for one in value) if cell is not NONE)
        if len(cells) < 2:
            return cells[0] if cells else NONE
        return Cell("lines" if any(c.kind in ("text", "pairs", "lines") for c in cells) else "list", cells)

    def _records(self, field: Field, item: Field, value: list[Any]) -> Cell:
        rows = [(number, row) for number, row in enumerate(value, 1) if isinstance(row, dict)]
        named = ((self._address(field, number, row), row, _Shown(self.words)) for number, row in rows)
        return Cell("rows", _table(item.fields, list(named), self.words)) if rows else NONE

    def _address(self, field: Field, number: int, row: Mapping[str, Any]) -> str:
        """The same address that links to the row use."""
        if field.name not in self.addresses:
            return ""
        part = str(row.get("id") or f"{field.name[0]}{number}")
        return f"{self.anchor}.{part}" if self.anchor else part

    def _map(self, field: Field, value: Mapping[str, Any]) -> Cell:
        pairs = self.pairs(field.fields, value)
        return Cell("pairs", pairs) if pairs else NONE

    def _mapping(self, field: Field, value: Mapping[str, Any]) -> Cell:
        item = field.values_of or Field(field.name)
        made = ((self._key(field, key), self.cell(item, one)) for key, one in value.items())
        return _pairs(made)

    def _key(self, field: Field, key: str) -> str:
        cell = self.cell(field.keys, key) if field.keys else Cell("plain", key)
        if cell.kind == "department":
            return self.words.department(key)
        if cell.kind == "person":
            return self.words.person(key)
        return str(cell.value) if cell.kind in ("plain", "text") else key

    def _any(self, field: Field, value: Any) -> Cell:
        """A value without a declared type is shown as what it is."""
        if isinstance(value, dict):
            return _pairs((str(key), self._any(field, one)) for key, one in value.items() if _is_given(one))
        if isinstance(value, list):
            cells = tuple(self._any(field, one) for one in value if _is_given(one))
            return Cell("lines", cells) if cells else NONE
        if isinstance(value, bool):
            return self._yes_or_no(value)
        return Cell("number", value) if isinstance(value, int | float) else self._text(str(value))


def _ref(value: str) -> Cell:
    target, _, anchor = value.strip().removeprefix("[[").removesuffix("]]").partition("#")
    return Cell("ref", (target, anchor))


def _url(value: str) -> Cell:
    """A link where the address leads somewhere from any page; a path beside the document is only named."""
    if not _LINKED.match(value):
        return Cell("plain", value)
    return Cell("url", (value, _LINKED.sub("", value).rstrip("/")))


def _pairs(made: Iterable[Pair]) -> Cell:
    pairs = tuple(pair for pair in made if pair[1] is not NONE)
    return Cell("pairs", pairs) if pairs else NONE
