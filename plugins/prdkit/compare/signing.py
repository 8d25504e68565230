"""To say which sign-offs came, went, or no longer hold for what a document says now."""

from collections.abc import Iterator
from datetime import date

from prdkit.blocks.sign_offs.ledger import Standing, ledger
from prdkit.compare.change import Change, Step
from prdkit.config.config import Config
from prdkit.config.fields import LANGUAGES
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.sign_offs import ROWS, SignOff, SignOffFile

SECTION = "section:"
"""What the name of a section begins with among the parts that changed."""
VOID = "void"
"""What stands among them where a sign-off was declared void."""


def sign_offs(old: Document | None, new: Document | None, before: Site, now: Site) -> Iterator[Change]:
    """What differs between the sign-offs of a document at two revisions, those that a change made stale first."""
    if old is not None and new is not None:
        yield from _lost(old, new, before, now)
    yield from _rows(before.signed(old) if old else None, now.signed(new) if new else None, now.config)


def _lost(old: Document, new: Document, before: Site, now: Site) -> Iterator[Change]:
    """Departments that had agreed to what the document said, and have not to what it says now."""
    held = {standing.dept for standing in ledger(old, before) if standing.state == "signed"}
    for standing in ledger(new, now):
        if standing.dept in held and standing.state in ("stale", "void") and standing.sign_off is not None:
            file = now.signed(new)
            yield _change("stale", standing.sign_off, file, now.config, new=_reason(standing))


def _reason(standing: Standing) -> list[str]:
    if standing.state == "void":
        return [VOID]
    return [name if kind == "front_matter" else f"{SECTION}{name}" for kind, name in standing.changed]


def _rows(old: SignOffFile | None, new: SignOffFile | None, config: Config) -> Iterator[Change]:
    one, other = ({_identity(row): row for row in file.rows} if file else {} for file in (old, new))
    for identity, row in other.items():
        if identity not in one:
            yield _change("added", row, new, config, new=said(row))
    for identity, row in one.items():
        if identity not in other:
            yield _change("removed", row, old, config, old=said(row))


def _identity(row: SignOff) -> tuple[str, str, date, str, str, str]:
    return row.dept, row.by, row.on, row.decision, row.version, row.fingerprint


def said(row: SignOff) -> dict[str, str]:
    """A sign-off as a file spells it, as far as readers want to know it."""
    told = {"decision": row.decision, "by": row.by, "on": row.on.isoformat(), "version": row.version}
    return {key: value for key, value in told.items() if value}


def _change(
    act: str, row: SignOff, file: SignOffFile | None, config: Config, *, old: object = None, new: object = None
) -> Change:
    department = Step(row.dept, config.org.departments.get(row.dept, row.dept), row=True)
    return Change(
        subject="signoff",
        act="stale" if act == "stale" else "added" if act == "added" else "removed",
        where=(Step(ROWS, {lang: config.label("diff.group.signoffs", lang) for lang in LANGUAGES}), department),
        old=said(row) if act == "stale" else old,
        new=new,
        spec=config.sign_offs.row,
        line=file.source.span(row.at("dept")).line if file else 0,
        in_old=act == "removed",
        file=file.path if file else "",
    )
