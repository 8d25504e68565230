"""To report code, HTML and merges that are opened and not closed."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.section_demands import SWALLOWED, shortfalls
from prdkit.model.document import Document, Page
from prdkit.reading.problem import Span
from prdkit.reading.source import Source
from prdkit.reading.yaml_faults import CONFLICT, MERGE_HINT, UNMERGED


@rule(on=Document, fixed=True)
def open_fence(document: Document, site: Site) -> Iterator[Problem]:
    """A code fence is opened and not closed.

    Editors and code hosts take everything down to the next fence for code, or down to the end, and so may
    the site: headings, sections and tables vanish from the page. Where it takes sections that must be there,
    `sections/swallowed` names these instead.

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
    if outline.open_fence and not any(found.kind == SWALLOWED for found in shortfalls(document)):
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
        line = document.source.lines[number - 1].strip()
        at = Span(number, 1, number, 1 + len(line.partition(">")[0] + ">"))
        if line.startswith("<!--"):
            yield Problem(at, "a comment is never closed, so nobody sees what follows", "Add `-->` where it ends.")
            return
        tag = line.partition(">")[0] + ">"
        name = tag[1:].split()[0].rstrip(">")
        yield Problem(at, f"`{tag}` is never closed, so all that follows is HTML", f"Add `</{name}>` where it ends.")


@rule(on=Source, fixed=True)
def conflict(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The text holds the marks of a merge that was never finished.

    Readers see two versions, one below the other, and cannot know which of them holds.

    Bad:

    ```markdown
    ## Goals

    <<<<<<< HEAD <!-- here -->
    One more visit a month.
    =======
    Two more visits a month.
    >>>>>>> goals
    ```

    Good:

    ```markdown
    ## Goals

    Two more visits a month.
    ```
    """
    source = thing.source
    is_open = False
    for found in CONFLICT.finditer(source.body) if "<<<<<<<" in source.body or ">>>>>>>" in source.body else ():
        begins = found[0].startswith("<")
        if (begins or not is_open) and source.outline.is_prose(found.start()):
            line, column = source.outline.position(found.start())
            at = Span(line, column, line, column + len(found[0]))
            yield Problem(at, f"`{found[0][:7]}`: {UNMERGED}", MERGE_HINT)
        is_open = begins
