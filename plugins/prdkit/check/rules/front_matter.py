"""To report front matter that cannot be read as it was meant."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source


def _faults(thing: Document | Page, name: str) -> Iterator[Problem]:
    return (problem for problem in thing.problems if problem.fault == name)


@rule(on=Source, fixed=True)
def unreadable(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The file cannot be read as UTF-8 text of reasonable size.

    Nothing in it can be checked or shown. Editors on Windows sometimes save GBK, Big5 or UTF-16.

    Bad:

    ```bytes
    \\xff\\xfe
    ```

    Good:

    ```yaml
    title: 积分系统
    ```
    """
    yield from _faults(thing, "unreadable")


@rule(on=Source, fixed=True)
def absent(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A document has no front matter.

    Without it nobody knows whose document this is and where it stands.

    Bad:

    ```file prds/PRD-2026-001.md
    ## Background
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "absent")


@rule(on=Source, fixed=True)
def late(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter does not begin on the first line of the file.

    Every other tool takes it for ordinary text when a blank line stands above it.

    Bad:

    ```file prds/PRD-2026-001.md

    ---
    id: PRD-2026-001
    ---
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "late")


@rule(on=Source, fixed=True)
def unclosed(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter has no closing `---`.

    Everything below would be taken for front matter, or nothing would.

    Bad:

    ```file prds/PRD-2026-001.md
    ---
    id: PRD-2026-001
    title: Points
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "unclosed")


@rule(on=Source, fixed=True)
def not_a_mapping(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter is a list or a piece of text instead of `key: value` lines.

    Bad:

    ```file prds/PRD-2026-001.md
    ---
    - id: PRD-2026-001  # here
    ---
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "not-a-mapping")


@rule(on=Source, fixed=True)
def unparsable(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter is not YAML.

    A colon inside a title, a bracket that is not closed or a tab make a builder drop the whole front
    matter in silence; here the line is named.

    Bad:

    ```yaml
    title: Points: the second try  # here
    ```

    Good:

    ```yaml
    title: "Points: the second try"
    ```
    """
    yield from _faults(thing, "unparsable")


@rule(on=Source, fixed=True)
def conflict(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter holds the marks of a merge that was never finished.

    Two versions stand there at once, so nothing of it holds until somebody chooses.

    Bad:

    ```file prds/PRD-2026-001.md
    ---
    id: PRD-2026-001
    <<<<<<< HEAD  # here
    title: Points
    =======
    title: Rewards
    >>>>>>> rewards
    ---
    ```

    Good:

    ```yaml
    title: Rewards
    ```
    """
    yield from _faults(thing, "conflict")


@rule(on=Source, fixed=True)
def duplicate_key(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A key is given twice in one mapping.

    YAML readers keep the second one and say nothing.

    Bad:

    ```yaml
    title: Points
    title: Rewards  # here
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "duplicate-key")


@rule(on=Source, fixed=True)
def non_text_key(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A key is a list or a mapping instead of a word.

    Bad:

    ```yaml
    ? [a, b]  # here
    : c
    ```

    Good:

    ```yaml
    x-a: c
    ```
    """
    yield from _faults(thing, "non-text-key")


@rule(on=Source, fixed=True)
def merge_key(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A merge key (`<<`) pulls in values from elsewhere.

    A reader of the diff could not see what the document says.

    Bad:

    ```yaml
    x-base: &base {a: one}
    x-more:
      <<: *base  # here
    ```

    Good:

    ```yaml
    x-more: {a: one}
    ```
    """
    yield from _faults(thing, "merge-key")


@rule(on=Source, fixed=True)
def tag(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A value carries a YAML tag such as `!!python/object`.

    Values are typed by their field; tags are how YAML is made to run code elsewhere.

    Bad:

    ```yaml
    x-a: !!float 1.10  # here
    ```

    Good:

    ```yaml
    x-a: 1.10
    ```
    """
    yield from _faults(thing, "tag")


@rule(on=Source, fixed=True)
def aliases(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The front matter uses more aliases (`*name`) than a person would write.

    Aliases of aliases grow a small file to gigabytes.

    Bad:

    ```file prds/PRD-2026-001.md
    ---
    id: PRD-2026-001
    x-a: &a one
    x-b: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    x-c: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    x-d: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]  # here
    ---
    ```

    Good:

    ```yaml
    x-b: [one, one]
    ```
    """
    yield from _faults(thing, "aliases")


@rule(on=Source, severity="warning", fixed=True)
def byte_order_mark(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The file begins with a byte order mark.

    Other tools do not see the front matter behind it.

    Bad:

    ```bytes
    \\xef\\xbb\\xbf---\\nid: PRD-2026-001\\n---\\n
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "byte-order-mark")


@rule(on=Source, severity="info", fixed=True)
def line_ends(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The file has Windows line ends.

    They turn every line of a diff red when somebody else saves the file.

    Bad:

    ```bytes
    ---\\r\\nid: PRD-2026-001\\r\\n---\\r\\n
    ```

    Good:

    ```yaml
    title: Points
    ```
    """
    yield from _faults(thing, "line-ends")
