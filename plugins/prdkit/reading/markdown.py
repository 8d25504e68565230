"""To find the headings, comments and code of a Markdown text by its block structure, without rendering it."""

from prdkit.reading import commonmark, python_markdown
from prdkit.reading.outline import Flavour, Heading, Outline, covers, visible


def outline(body: str, first_line: int = 1, flavour: Flavour = "python") -> Outline:
    """The outline of a Markdown text. Linear in its length, whatever it holds."""
    return commonmark.read(body, first_line) if flavour == "github" else python_markdown.read(body, first_line)


__all__ = ["Flavour", "Heading", "Outline", "covers", "outline", "visible"]
