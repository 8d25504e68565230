"""To report references to labels that are nowhere defined."""

import re
from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.links.places import short, span
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source

_INDEXED = re.compile(r"[A-Za-z0-9_)\]]")
"""What stands before the brackets of `matrix[i][j]`."""


@rule(on=Source, severity="warning", fixed=True)
def undefined_label(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link names a label that is nowhere defined.

    Readers see the brackets instead of a link.

    Bad:

    ```markdown
    ## Goals

    It grew out of [a study][study]. <!-- here -->
    ```

    Good:

    ```markdown
    ## Goals

    It grew out of [a study][study].

    [study]: https://study.example/2026
    ```
    """
    body = thing.source.body
    for one in site.targets.links(thing).undefined:
        start = one.words[0] - 1
        notes = one.target.startswith("^") or body.startswith("^", one.words[0])
        if not notes and not _INDEXED.fullmatch(body[max(start - 1, 0) : start]):
            hint = f"Define it at the end of the text: `[{short(one.target)}]: address`."
            yield Problem(span(thing, one.start, one.end), f"`[{short(one.target)}]` is nowhere defined", hint)
