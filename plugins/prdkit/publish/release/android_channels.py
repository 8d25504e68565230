"""To write the list of Android channels that packing tools such as walle and VasDolly take."""

from collections.abc import Iterator

from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import Bundle

FIELDS = ("android_channels",)


def files(bundle: Bundle) -> Iterator[DataFile]:
    """One file: a channel a line, with a comment behind `#` that says how far it is."""
    rows = [row for row in bundle.release.values.get("android_channels") or () if row and row.get("channel")]
    if rows:
        lines = [f"# {_word(bundle.release.id)}", *(_line(row) for row in rows)]
        yield DataFile.text("channels.txt", "\n".join(lines) + "\n")


def _line(row: dict[str, str]) -> str:
    """The channel, whose name is one of stores.yml, and what is known of its package."""
    known = [_word(str(row[key])) for key in ("status", "package") if row.get(key)]
    return f"{row['channel']} # {' '.join(known)}" if known else row["channel"]


def _word(text: str) -> str:
    """Words on one line, without what would end the comment."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
