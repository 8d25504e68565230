"""To report code and HTML that is opened and not closed."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document
from prdkit.reading.problem import Span


@rule(on=Document, fixed=True)
def open_fence(document: Document, site: Site) -> Iterator[Problem]:
    """A code fence is opened and not closed.

    Editors and code hosts take everything down to the next fence for code, or down to the end, and so may
    the site: headings, sections and tables vanish from the page.

    Bad:

    ````markdown
    ## Background & problem

    ```mermaid  <!-- here -->
    flowchart LR

    ## Goals

    One more visit a month.
    ````

    Good:

    ````markdown
    ## Background & problem

    ```mermaid
    flowchart LR
    ```

    ## Goals

    One more visit a month.
    ````
    """
    outline = document.source.outline
    if outline.open_fence:
        fence = document.source.lines[outline.open_fence - 1].strip()
        ticks = fence[: len(fence) - len(fence.lstrip(fence[0]))]
        what = f"`{kind}` " if (kind := fence.removeprefix(ticks).strip()) else ""
        until = f"before line {outline.next_fence} opens another one" if outline.next_fence else "at all"
        at = Span(outline.open_fence, 1, outline.open_fence, 1 + len(fence))
        yield Problem(at, f"the code fence {what}is not closed {until}", f"Close it with a line {ticks} of its own.")


@rule(on=Document, fixed=True)
def open_tag(document: Document, site: Site) -> Iterator[Problem]:
    """A block of HTML is opened and never closed.

    The site takes everything below it for HTML: headings, sections and tables vanish from the page.

    Bad:

    ```markdown
    ## Background & problem

    <div class="note"> <!-- here -->
    A guest who stops coming is not noticed.

    ## Goals

    One more visit a month.
    ```

    Good:

    ```markdown
    ## Background & problem

    <div class="note">
    A guest who stops coming is not noticed.
    </div>

    ## Goals

    One more visit a month.
    ```
    """
    number = document.source.outline.open_tag
    if number:
        tag = document.source.lines[number - 1].strip().partition(">")[0] + ">"
        at = Span(number, 1, number, 1 + len(tag))
        name = tag[1:].split()[0].rstrip(">")
        yield Problem(at, f"`{tag}` is never closed, so all that follows is HTML", f"Add `</{name}>` where it ends.")
