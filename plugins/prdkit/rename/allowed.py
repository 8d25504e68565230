"""To refuse an id that is malformed, taken, or was somebody else's before."""

import re
from pathlib import PurePosixPath

from prdkit.history.git import GitError
from prdkit.history.repository import Repository
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.scaffold.ids import taken
from prdkit.scaffold.refused import Refused

_AS_FILE_NAME = re.compile(r"\w[\w.+-]*")
_NEVER_AGAIN = "An id is permanent and never given again; `prd new` finds the next free one."


def named(site: Site, old: str) -> Document:
    """The one document with an id, or Refused."""
    holders = [document for document in site.documents if document.id == old]
    if len(holders) > 1:
        paths = " and ".join(f"`{document.path}`" for document in holders)
        raise Refused(f"`{old}` is the id of {paths}", "Give one of them another id by hand first.")
    if holders:
        return holders[0]
    if old in site.former:
        raise Refused(f"`{old}` is called `{site.former[old].id}` now", f"Rename `{site.former[old].id}`.")
    if old in site.held:
        raise Refused(f"`{old}` could not be read", "`prd check` says what is wrong with its file.")
    near = site.near(old)
    raise Refused(f"no document has the id `{old}`", f"Did you mean `{near}`?" if near else "")


def must_be_allowed(site: Site, document: Document, new: str) -> None:
    """Refuse an id that the document cannot have."""
    kind = document.type
    if not kind.common:
        where = f"from `id.path: {kind.place.text}`" if kind.place is not None else f"in `{document.key('id')}`"
        hint = "Move or change it by hand; `prd check` then shows every place that still has the old id."
        raise Refused(f"`{kind.name}` has a process of its own, with its ids {where}", hint)
    if "{version}" in kind.id_format:
        hint = f"Another version is another {kind.name}: `prd new {kind.name} --title … --version …`."
        raise Refused(f"the ids of `{kind.name}` carry the version, so `{document.id}` keeps its own", hint)
    if document.source.is_lost or not document.given_id:
        raise Refused(f"the id of {document.path} could not be read", "`prd check` says what is wrong with it.")
    if new == document.id:
        raise Refused(f"`{new}` is its id already")
    if kind.id_regex.fullmatch(new) is None or not _AS_FILE_NAME.fullmatch(new):
        hint = f"For example `{kind.id_example}`." if kind.id_example else f"See {kind.path}."
        raise Refused(f"`{new}` does not have the form `{kind.id_pattern}` of a {kind.name}", hint)
    if new in site.by_id or new in site.held:
        where = f" of {site.by_id[new].path}" if new in site.by_id else ""
        raise Refused(f"`{new}` is already the id{where}", _NEVER_AGAIN)
    others = [other for other in site.once.get(new, ()) if other is not document]
    if others:
        raise Refused(f"`{new}` was the id of `{others[0].id}` before", _NEVER_AGAIN)


def must_be_free(site: Site, document: Document, new: str) -> None:
    """Refuse an id that a file on disk holds, or one in the history of the repository."""
    if new in document.former_ids:
        return
    pattern = re.compile(rf"(?<![\w-]){re.escape(new)}(?![0-9A-Za-z]|\.\d)")
    holder = next((held for held in taken(site.config) if pattern.search(held)), "")
    if holder:
        raise Refused(f"the id `{new}` is taken (`{holder}`)", _NEVER_AGAIN)
    past = _in_history(site, new)
    if past:
        raise Refused(f"the id `{new}` was used before, by `{past}`, which was deleted or renamed", _NEVER_AGAIN)


def _in_history(site: Site, new: str) -> str:
    """A file that was called by an id at some commit; empty where there is none or no repository."""
    try:
        for commit in Repository.find(site.config.root).commits((site.config.docs_dir,)):
            for change in commit.changes:
                for path in (change.path, change.old_path):
                    stem = PurePosixPath(path).stem
                    if stem == new or stem.startswith(f"{new}-"):
                        return path
    except GitError:
        pass
    return ""
