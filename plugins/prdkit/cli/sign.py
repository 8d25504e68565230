"""To sign a document for a department, and to list who is waited for: `prd sign`."""

from collections.abc import Iterable
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any

import click

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.sign_offs.ledger import asked, is_due, standing_of, terms_of
from prdkit.blocks.sign_offs.waiting import Waiting, duty_of, waiting, why
from prdkit.check.excerpt import safe
from prdkit.check.run import check
from prdkit.check.wording import closest, known_words
from prdkit.cli.new import match
from prdkit.cli.project import as_of_option, open_project, project_option, today
from prdkit.cli.terminal import complain
from prdkit.config.config import Config
from prdkit.history.author import author
from prdkit.history.today import as_of as settle
from prdkit.link.site import Site, read_site
from prdkit.model.document import Document
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.sign_off import Signature, must_be_whole, write

_SHOWN = 5
"""Errors of the document that are told before it is signed."""


@click.command()
@click.argument("document_id", required=False, metavar="[ID]")
@click.option("--as", "dept", metavar="DEPT", help="The department that signs; with --list, the one to list.")
@click.option("--by", metavar="HANDLE", help="Who signs for it; else git's user. With --list: for whom to list.")
@click.option("--role", help="In which part it signs; else told by the document.")
@click.option("--decision", help="What was decided; else that it is approved.")
@click.option("--note", default="", help="What it asks for, or why it refuses.")
@click.option("--list", "listing", is_flag=True, help="List what waits for whom, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to list; else text.")
@as_of_option
@project_option
def sign(
    document_id: str | None,
    dept: str | None,
    by: str | None,
    role: str | None,
    decision: str | None,
    note: str,
    listing: bool,
    form: str,
    as_of: date | None,
    project: Path | None,
) -> None:
    """Sign a document for a department: write one line into its file of sign-offs.

    The line carries a fingerprint of what the document promises. A later change of that makes it stale.
    """
    config = open_project(project)
    if not config.sign_offs.on:
        raise Refused("nothing is signed in this project", "`types:` of site_config/sign_offs.yml is empty.")
    if dept is not None and dept not in config.org.departments:
        raise _unknown("department of site_config/org.yml", dept, config.org.departments)
    if by is not None and config.org.people and by not in config.org.people:
        raise _unknown("person of site_config/org.yml", by, config.org.people)
    site = read_site(config, settle(config, as_of if listing else None))
    if listing:
        _list(site, document_id, dept, by, form)
        return
    if document_id is None or dept is None:
        raise Refused("which document is signed, and for whom?", "For example `prd sign PRD-2026-001 --as cs`.")
    document = _document(document_id, site)
    day = as_of or config.as_of or today()
    signature = _signature(document, config, dept, by=by, role=role, decision=decision, note=note.strip(), day=day)
    _sign(signature, document, site)


def _unknown(what: str, word: str, known: Iterable[str]) -> Refused:
    names = list(known)
    return Refused(f"`{word}` is not a {what}", closest(word, names, f"There are {known_words(names)}."))


def _document(wanted: str, site: Site) -> Document:
    document = site.by_id.get(wanted)
    if document is None:
        if wanted in site.former:
            raise Refused(f"`{wanted}` is called `{site.former[wanted].id}` now", "Sign it by that id.")
        if wanted in site.held:
            raise Refused(f"`{wanted}` could not be read", "`prd check` says what is wrong with its file.")
        near = site.near(wanted)
        hint = f"Did you mean `{near}`?" if near else "`prd sign --list` lists what waits."
        raise Refused(f"no document has the id `{wanted}`", hint)
    if document.source.is_lost:
        raise Refused(f"the front matter of `{document.path}` cannot be read", "`prd check` says why.")
    if terms_of(document) is None:
        hint = "Which types are signed stands in site_config/sign_offs.yml."
        raise Refused(f"`{wanted}` is a {document.type.name}, and those are not signed", hint)
    if document.state.side:
        raise Refused(f"`{wanted}` is `{document.status}`: there is nothing to sign", "Bring it back first.")
    return document


def _signature(
    document: Document,
    config: Config,
    dept: str,
    *,
    by: str | None,
    role: str | None,
    decision: str | None,
    note: str,
    day: date,
) -> Signature:
    terms = config.sign_offs
    person = by or _at_the_keyboard(config)
    _must_belong(person, dept, config)
    if role is not None and role not in terms.roles:
        raise _unknown("role of site_config/sign_offs.yml", role, terms.roles)
    agreed = next(iter(terms.decisions), "approved")
    if decision is not None and decision not in terms.decisions:
        raise _unknown("decision of site_config/sign_offs.yml", decision, terms.decisions)
    if decision not in (None, agreed) and not note:
        raise Refused(f"`{decision}` needs a note", 'Say what is asked for, or why: `--note "…"`.')
    _must_fit(note, config)
    return Signature(dept, person, role or _role(document, dept), day, decision or agreed, note)


def _must_fit(note: str, config: Config) -> None:
    field = config.sign_offs.row.fields.get("note")
    most = int(field.maximum) if field is not None and field.maximum else None
    if most is not None and len(note) > most:
        raise Refused(f"the note has {len(note)} characters; the limit is {most}", "Write one short line.")
    if not note.isprintable():
        raise Refused("the note holds a line break or a control character", "Write one short line.")


def _at_the_keyboard(config: Config) -> str:
    known = author(config.root)
    handle = match(known, config)
    if not handle:
        told = (
            f"`{known.name}` (git's user) is no handle of site_config/org.yml"
            if known.name
            else "git knows no user here"
        )
        raise Refused(told, "Say who signs with `--by HANDLE`.")
    return handle


def _must_belong(person: str, dept: str, config: Config) -> None:
    """Refuse a person who cannot speak for the department."""
    known = config.org.people.get(person)
    if known is None or known.dept == dept or person in config.sign_offs.deputies.get(dept, ()):
        return
    colleagues = [p.name for p in config.org.people.values() if p.dept == dept and p.active]
    told = f"Its people are {known_words(colleagues)}. " if colleagues else ""
    hint = f"{told}Who may stand in is named under `deputies` in site_config/sign_offs.yml."
    raise Refused(f"`{person}` is of `{known.dept}`, and cannot sign for `{dept}`", hint)


def _role(document: Document, dept: str) -> str:
    """The part that the document gives a department, as far as the team has a word for it."""
    roles = document.config.sign_offs.roles
    if "requester" in asked(document).get(dept, ()) and "requester" in roles:
        return "requester"
    wanted = "approver" if duty_of(document, dept) in ("answers", "works") else "consulted"
    return wanted if wanted in roles else ""


def _sign(signature: Signature, document: Document, site: Site) -> None:
    must_be_whole(site.signed(document))
    before = standing_of(document, site, signature.dept)
    row = before.sign_off if before else None
    if row is not None and row.on > signature.on:
        raise Refused(
            f"`{row.dept}` signed on {row.on} already; an earlier sign-off would not count",
            "Leave `--as-of` out, or give a later day.",
        )
    version = str(document.values.get("version") or "")
    if row is not None and before is not None and before.state != "void":
        now = site.normative(document).fingerprint
        if (row.fingerprint, row.decision, row.version) == (now, signature.decision, version):
            click.echo(f"{document.id}: `{row.dept}` has signed this as `{row.decision}` on {row.on}; nothing to do")
            return
    _warn(document, site, signature.dept)
    path = write(signature, document, site)
    at = f" version {version}" if version else ""
    click.echo(f"{path}: {signature.dept} ({signature.by}) {signature.decision} {document.id}{at}")


def _warn(document: Document, site: Site, dept: str) -> None:
    """Say what is wrong with the document before it is signed: that is no reason not to, but one to know."""
    rules = (rule for rule in all_rules() if rule.family != "sign-offs")
    wrong = [f for f in check(site, rules) if f.path == document.path and f.severity == "error"]
    for finding in wrong[:_SHOWN]:
        complain(f"{finding.path}:{finding.line}: {finding.rule}: {finding.message}")
    if wrong:
        complain(f"{document.id} is signed with {len(wrong)} error{'s' * (len(wrong) != 1)} in it")
    if not is_due(document):
        complain(f"{document.id} is only `{document.status}`: sign-offs are not asked for yet")
    elif dept not in asked(document):
        complain(f"`{dept}` is not asked to sign {document.id}, and signs all the same")


def _list(site: Site, wanted: str | None, dept: str | None, by: str | None, form: str) -> None:
    if wanted is not None:
        _document(wanted, site)
    found = [w for w in waiting(site) if wanted in (None, w.document.id) and _is_for(w, dept, by, site.config)]
    click.echo(_json(found, site) if form == "json" else _text(found), nl=False)


def _is_for(one: Waiting, dept: str | None, by: str | None, config: Config) -> bool:
    if dept is not None and one.standing.dept != dept:
        return False
    person = config.org.people.get(by) if by else None
    own = person is None or person.dept == one.standing.dept
    return own or by in config.sign_offs.deputies.get(one.standing.dept, ())


def _text(found: list[Waiting]) -> str:
    if not found:
        return "No sign-off is waited for.\n"
    lines: list[str] = []
    width = max(len(one.standing.dept) for one in found)
    for one in found:
        document, standing = one
        head = f"{document.id} {document.title} ({document.status}, version {document.values.get('version') or '–'})"
        if safe(head) not in lines:
            lines += ["", safe(head)] if lines else [safe(head)]
        since = f"since {standing.since}" if standing.since else ""
        lines.append(safe(f"  {standing.dept:{width}}  {standing.state:8}  {since}  {why(one)}".rstrip()))
    documents = len({one.document.id for one in found})
    total = f"{len(found)} sign-off{'s' * (len(found) != 1)} waited for in {documents} document{'s' * (documents != 1)}"
    return "\n".join((*lines, "", total)) + "\n"


def _json(found: list[Waiting], site: Site) -> str:
    rows = [_plain(one, site.config) for one in found]
    return dumps({"version": 1, "waiting": rows}, ensure_ascii=False, indent=2) + "\n"


def _plain(one: Waiting, config: Config) -> dict[str, Any]:
    document, standing = one
    row = standing.sign_off
    return {
        "document": document.id,
        "title": document.title,
        "status": document.status,
        "document_version": str(document.values.get("version") or ""),
        "path": document.path,
        "dept": standing.dept,
        "people": [p.name for p in config.org.people.values() if p.dept == standing.dept and p.active],
        "state": standing.state,
        "since": standing.since.isoformat() if standing.since else None,
        "reasons": list(standing.reasons),
        "changed": [part._asdict() for part in standing.changed],
        "why": why(one),
        "sign_off": _row(row) if row else None,
    }


def _row(row: Any) -> dict[str, Any]:
    named = {key: getattr(row, key) for key in ("by", "role", "version", "decision", "note", "fingerprint")}
    return {**named, "on": row.on.isoformat()}
