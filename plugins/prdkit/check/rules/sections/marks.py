"""To report marks that place a block where there is none."""

import re
from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, known_words
from prdkit.model.document import Document
from prdkit.reading.markdown import covers
from prdkit.reading.problem import Span

_MARK = re.compile(r"^[ ]{0,3}<!--\s*prd:\s*([^\s>]*?)\s*-->", re.MULTILINE)


@rule(on=Document, severity="warning", fixed=True)
def unknown_mark(document: Document, site: Site) -> Iterator[Problem]:
    """A mark `<!-- prd: … -->` names neither a block nor a section of the document's type.

    Nothing is shown at such a mark, and the table that was meant stands elsewhere.

    Bad:

    ```markdown
    ## Goals

    <!-- prd: sates --> <!-- here -->
    ```

    Good:

    ```markdown
    ## Goals

    <!-- prd: states -->
    ```
    """
    if "prd:" not in document.source.body:
        return
    known = sorted({*document.type.blocks, *document.type.sections})
    outline = document.source.outline
    for found in _MARK.finditer(document.source.body):
        if found[1] not in known and not _in_code(document, found.start()):
            line, column = outline.position(found.start())
            at = Span(line, column, line, column + len(found[0].strip()))
            there = document.blocks or known
            hint = closest(found[1], known, f"Blocks of this document are {known_words(there)}.")
            yield Problem(at, f"the mark names `{found[1]}`, which is no block and no section", hint)


def _in_code(document: Document, offset: int) -> bool:
    """Whether an offset lies in a fence, where a mark is an example."""
    body = document.source.body
    spans = document.source.outline.hidden
    return covers(spans, offset) and not any(start <= offset < end and _begins(body, start) for start, end in spans)


def _begins(body: str, start: int) -> bool:
    return body.startswith("<!--", start) or body[start : start + 8].lstrip().startswith("<!--")
