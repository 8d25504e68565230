"""To write what a block holds as Markdown: rows as a table, rows that hold tables one after the other."""

from collections.abc import Iterable, Iterator

from prdkit.blocks.table import Cell, Pair, Row, Table, TableView
from prdkit.publish.markdown.words import Writing, bars, plain

_ALIGN = {"number": "---:"}


class Tables:
    """To write the blocks of one file. With `places`, what links lead to is marked by an empty `<a id>`."""

    def __init__(self, writing: Writing, *, places: bool = False) -> None:
        self.writing = writing
        self.places = places

    def block(self, view: TableView) -> str:
        """A block under its name."""
        lines = [f"**{plain(view.label)}**", ""]
        lines += self._table(view.table) if view.table is not None else self._pairs(view.pairs, 0)
        return "\n".join(lines).rstrip() + "\n"

    def _table(self, table: Table) -> Iterator[str]:
        """A table, or where cells hold tables of their own, each row with these below it."""
        if not table.rows:
            return
        if any(_is_deep(cell) for row in table.rows for cell in row.cells):
            for row in table.rows:
                yield from self._apart(table, row)
            return
        yield _row(plain(column.label) for column in table.columns)
        yield _row(_ALIGN.get(column.kind, "---") for column in table.columns)
        for row in table.rows:
            cells = [self.cell(cell) for cell in row.cells]
            yield _row([f"{self.place(row.anchor)}{cells[0]}", *cells[1:]] if cells else cells)

    def _apart(self, table: Table, row: Row) -> Iterator[str]:
        named = [cell for cell in row.cells if cell.kind in ("text", "plain")][:2]
        title = " · ".join(self.cell(cell) for cell in named) or plain(row.anchor)
        yield from (f"{self.place(row.anchor)}**{title}**" if title else self.place(row.anchor), "")
        pairs = zip((column.label for column in table.columns), row.cells, strict=True)
        yield from self._pairs(tuple(pair for pair in pairs if pair[1] not in named), 0)
        yield ""

    def _pairs(self, pairs: Iterable[Pair], depth: int) -> Iterator[str]:
        """Names and values as a list; then the tables among them, each under its name."""
        told = [pair for pair in pairs if pair[1].kind != "none"]
        for label, cell in told:
            if not _is_deep(cell):
                yield f"{'    ' * depth}- {plain(label)}: {self.cell(cell)}"
        for label, cell in told:
            if _is_deep(cell):
                yield from ("", f"*{plain(label)}*", "")
                yield from self._deep(cell)
                yield ""

    def _deep(self, cell: Cell) -> Iterator[str]:
        if cell.kind == "rows":
            yield from self._table(cell.value)
        elif cell.kind == "pairs":
            yield from self._pairs(cell.value, 0)
        else:
            for one in cell.value:
                yield from (*(self._deep(one) if _is_deep(one) else (f"- {self.cell(one)}",)), "")

    def place(self, anchor: str) -> str:
        """What a link to an address leads to."""
        held = anchor.replace('"', "").replace("<", "").replace("&", "")
        return f'<a id="{held}"></a>' if self.places and held else ""

    def cell(self, cell: Cell) -> str:
        """A value in one line."""
        words, value = self.writing.words, cell.value
        match cell.kind:
            case "none":
                return ""
            case "text":
                return self.writing.cell(value)
            case "person":
                return bars(plain(words.person(value)))
            case "department":
                return bars(plain(words.department(value)))
            case "ref":
                return bars(self.writing.document(*value))
            case "url":
                return bars(f"[{plain(value[1])}](<{value[0].replace('<', '').replace('>', '')}>)")
            case "list":
                return words("list.separator").join(map(self.cell, value))
            case "lines":
                return "; ".join(map(self.cell, value))
            case "pairs":
                return "; ".join(f"{bars(plain(label))}: {self.cell(one)}" for label, one in value)
            case "rows":
                return "; ".join(" – ".join(filter(None, map(self.cell, row.cells))) for row in value.rows)
            case _:
                return bars(plain(value))


def _is_deep(cell: Cell) -> bool:
    """Whether a value holds a table of its own."""
    if cell.kind == "rows":
        return True
    if cell.kind == "pairs":
        return any(_is_deep(one) for _, one in cell.value)
    return cell.kind in ("list", "lines") and any(map(_is_deep, cell.value))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
