"""To write the files of a release for `prd export release`, or to say what holds them back."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.excerpt import safe
from prdkit.check.finding import Finding
from prdkit.check.formats import writer
from prdkit.check.run import check
from prdkit.check.severities import check_severities
from prdkit.cli.exporting.release import named
from prdkit.cli.readers import for_readers, seen
from prdkit.cli.terminal import colours, complain
from prdkit.config.config import Config
from prdkit.config.fields import LANGUAGES
from prdkit.history.today import as_of as settle
from prdkit.link.site import Site, read_site
from prdkit.model.document import Document
from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import Bundle, formats
from prdkit.publish.tree import Outside, is_step, write_tree
from prdkit.scaffold.refused import Refused
from prdkit.view.notes import AUDIENCES, notes_of, prds_of


class Asked(NamedTuple):
    """What the caller of `prd export release` asked for."""

    release: str
    forms: tuple[str, ...]
    audiences: tuple[str, ...]
    langs: tuple[str, ...]
    output: Path | None
    url: str
    readers: str = "internal"


def run(asked: Asked, config: Config, day: date | None) -> int:
    """Write the files; gives 1 where an error held back some of them."""
    forms = named("a format of `prd export release`", asked.forms, sorted(formats()))
    audiences = named("an audience of release notes", asked.audiences, AUDIENCES)
    named("a language of prdkit", asked.langs, LANGUAGES)
    url = _url(asked.url)
    check_severities(config, all_rules())
    site = read_site(config, settle(config, day))
    release = _release(asked.release, site)
    langs = named("a language of prdkit", asked.langs, LANGUAGES) if asked.langs else _languages(release, site)
    shown = for_readers(site, asked.readers)
    words = {lang: Words(shown.config, lang) for lang in LANGUAGES}
    bundle = Bundle(seen(release, shown), shown, words, audiences, langs, url)
    found = [f for f in _found(release, site) if any(_concerns(f, form) for form in forms)]
    wrong = {form: list(formats()[form].faults(bundle)) for form in forms}
    held = [form for form in forms if wrong[form] or any(f.severity == "error" and _concerns(f, form) for f in found)]
    made = {form: list(formats()[form].files(bundle)) for form in forms if form not in held}
    _write(release.id, made, asked.output, some_held=bool(held))
    for fault in dict.fromkeys(fault for faults in wrong.values() for fault in faults):
        complain(fault, "Shorten it in `aso`, `stores` or the notes: nothing is cut in silence.")
    return _tell(found, held, site)


def _url(given: str) -> str:
    if given and not given.startswith(("https://", "http://")):
        raise Refused(f"`--site-url {given}` is no address of a site", "Give one that begins with `https://`.")
    return given if not given or given.endswith("/") else f"{given}/"


def _release(word: str, site: Site) -> Document:
    """The release of an id, or of a version."""
    releases = [document for document in site.documents if "{version}" in document.type.id_format]
    found = site.find(word)
    if found is None:
        alike = [document for document in releases if str(document.values.get("version")) == word.removeprefix("v")]
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        near = site.near(word)
        listed = ", ".join(f"`{document.id}`" for document in releases[-5:]) or "none: write one with `prd new release`"
        hint = f"Did you mean `{near}`?" if near else f"There are {listed}."
        raise Refused(f"`{word}` is the id of no document", hint)
    if found not in releases:
        raise Refused(f"`{found.id}` is a {found.type.name}, not a release", "Give the id of a release.")
    if found.source.is_lost:
        raise Refused(f"the front matter of {found.path} could not be read", "`prd check` says why.")
    if not is_step(found.id):
        raise Refused(f"the id `{found.id}` cannot be the name of a folder", "Letters, digits, `.`, `-` and `_` can.")
    return found


def _languages(release: Document, site: Site) -> tuple[str, ...]:
    """The project's languages, else those that notes of the release are written in."""
    if site.config.languages:
        return tuple(lang for lang in LANGUAGES if lang in site.config.languages)
    written = {lang for note in notes_of(release, site) for lang in note.texts}
    return tuple(lang for lang in LANGUAGES if lang in written) or (release.lang,)


def _found(release: Document, site: Site) -> list[Finding]:
    """What is wrong with a release or with what its PRDs bring to it, but for mere notes."""
    told = {release.path, *(prd.path for prd in prds_of(release, site))}
    found = (finding for finding in check(site, all_rules()) if finding.severity != "info" and finding.path in told)
    return [
        one
        for one in found
        if one.path == release.path or one.rule in _ON_WORDS or one.field.partition(".")[0] == "release_notes"
    ]


def _concerns(finding: Finding, form: str) -> bool:
    """Whether a finding is about what a format tells. Words are found at their place in a text, not in a field."""
    if finding.rule in _ON_WORDS:
        return True
    return finding.field.partition(".")[0] in formats()[form].fields


_ON_WORDS = frozenset(("release/banned-word", "release/internal-word"))


def _write(release: str, made: dict[str, list[DataFile]], output: Path | None, *, some_held: bool) -> None:
    files = [DataFile(f"{release}/{form}/{file.path}", file.content) for form, held in made.items() for file in held]
    if not files:
        if not some_held:
            raise Refused(f"`{release}` has nothing to tell these readers", "Write notes, or ask for other readers.")
        return
    if output is not None:
        _to_disk(output, files)
    elif len(files) == 1:
        click.echo(files[0].content, nl=False)
    else:
        hint = "Say where with `--output DIR`, or choose one with `--format`, `--audience` and `--lang`."
        raise Refused(f"{len(files)} files would be written", hint)


def _to_disk(output: Path, files: Iterable[DataFile]) -> None:
    try:
        written = write_tree(output, files)
    except Outside as error:
        raise Refused(f"`{error.path}` leads out of `{output}`", "Write to an empty folder.") from None
    for path in written:
        click.echo(safe(path.as_posix()))
    folders = {parent for path in written for parent in path.parents if parent.is_relative_to(output)} - {output}
    ours = {path.relative_to(output).parts[:2] for path in written}
    left = [
        path
        for form in sorted({output.joinpath(*parts) for parts in ours})
        for path in sorted(form.rglob("*"))
        if path not in written and path not in folders and not path.is_dir()
    ]
    for path in left:
        click.echo(f"left as it was, not part of this export: {safe(path.as_posix())}", err=True)


def _tell(found: list[Finding], held: list[str], site: Site) -> int:
    """Say on standard error what is wrong with what is told, and which formats that held back."""
    if found:
        told = {"rules": all_rules(), "base": "", "colour": colours(sys.stderr)}
        click.echo(writer("text")(found, site, **told), err=True, nl=False)
    if held:
        click.echo(f"not written: {', '.join(f'`{form}`' for form in held)}", err=True)
    return int(bool(held))
