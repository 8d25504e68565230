"""To hold the projects that an editor has open, and to tell it what the check finds, a moment after it was typed."""

import asyncio
import logging
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from prdkit import __version__
from prdkit.check.finding import Finding
from prdkit.check.run import RuleFailed
from prdkit.config.config import ConfigError
from prdkit.config.root import nearest
from prdkit.lsp.diagnostics import by_path, diagnostic, of_fault
from prdkit.lsp.positions import Text
from prdkit.lsp.project import Project, open_project

log = logging.getLogger(__name__)

WAIT = 0.25
"""Seconds without a keystroke after which the check runs."""
NO_PROJECT = (
    "prd: this file lies in no project, so it is not checked: there is no site_config/project.yml, mkdocs.yml or .git "
    "above it, or no folder of documents. `prd init DIR` makes one."
)


class Desk(LanguageServer):
    """The server, and what it knows: projects by folder, and what was last said about each file."""

    def __init__(self) -> None:
        super().__init__("prd", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.projects: dict[Path, Project] = {}
        self.broken: dict[Path, ConfigError] = {}
        self.none: set[Path] = set()
        self.named: dict[Path, str] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}
        self.said: dict[str, list[types.Diagnostic]] = {}
        self.told_no_project = False
        self.checking = ThreadPoolExecutor(1, "check")

    @property
    def encoding(self) -> str:
        """The units in which the client counts columns."""
        return str(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def path(self, uri: str) -> Path | None:
        """The file that a URI names; None for one that is in no folder yet."""
        found = uris.to_fs_path(uri) if uri.startswith("file:") else None
        return Path(os.path.normpath(found)) if found else None

    def project_of(self, path: Path) -> Project | None:
        """The project that a file belongs to, read when it is first asked for."""
        root = nearest(path.parent)
        return self.open(root) if root is not None else None

    def is_unknown(self, path: Path) -> bool:
        """Whether a file lies in no project at all; one whose configuration is wrong is a project."""
        root = nearest(path.parent)
        return root is None or root in self.none

    def open(self, root: Path, *, anew: bool = False) -> Project | None:
        """The project in a folder; None where its configuration is wrong, which is then shown in its files."""
        if root in self.projects and not anew:
            return self.projects[root]
        if (root in self.broken or root in self.none) and not anew:
            return None
        kept = self.projects.get(root)
        self.none.discard(root)
        try:
            made = open_project(root)
        except ConfigError as error:
            self.broken[root] = error
            self._show_faults(root, error)
            return None
        except (OSError, ValueError) as error:
            log.warning("%s: %s", root, error)
            return kept
        self.broken.pop(root, None)
        if made is None:
            self.none.add(root)
            return None
        for name, thing in (kept.typed if kept is not None else {}).items():
            made.type_in(name, thing.source.text)
        self.projects[root] = made
        return made

    def file(self, uri: str) -> tuple[Project, str] | None:
        """The project and the path below it of a file that the check reads."""
        path = self.path(uri)
        project = self.project_of(path) if path is not None else None
        if path is None or project is None or not project.holds(path):
            return None
        return project, project.name(path)

    def text(self, project: Project, name: str) -> Text:
        """A file's text, to turn places in it into positions."""
        return Text(project.text(name), self.encoding)

    def uri(self, project: Project, name: str) -> str:
        """A file as the client names it: as it did when it opened it, else in the usual way."""
        path = project.root / name
        return self.named.get(path) or path.as_uri()

    def check_soon(self, project: Project) -> None:
        """Run the check when nothing was typed for a moment; not while the configuration is wrong."""
        if project.root in self.broken:
            return
        running = self.waiting.get(project.root)
        if running is not None:
            running.cancel()
        self.waiting[project.root] = asyncio.ensure_future(self._check_later(project.root))

    async def _check_later(self, root: Path) -> None:
        await asyncio.sleep(WAIT)
        project = self.projects.get(root)
        if project is None:
            return
        site = project.site
        try:
            # In a thread of its own, so that completion need not wait; one at a time.
            findings = await asyncio.get_running_loop().run_in_executor(self.checking, project.findings, site)
        except RuleFailed as error:
            log.error("a bug of prdkit: %s: %r", error, error.__cause__)
            return
        if self.projects.get(root) is project and project.site is site and root not in self.broken:
            self._publish(project, findings)

    def _publish(self, project: Project, findings: Iterable[Finding]) -> None:
        found = by_path(findings)
        now = {}
        for name, of_file in found.items():
            text = self.text(project, name)
            now[self.uri(project, name)] = [diagnostic(finding, text) for finding in of_file]
        before = {uri for uri in self.said if (self.path(uri) or Path()).is_relative_to(project.root)}
        for uri in sorted(now.keys() | before):
            self.say(uri, now.get(uri, []))

    def say(self, uri: str, found: list[types.Diagnostic]) -> None:
        """Publish what is wrong in a file, unless that is what was said last."""
        if self.said.get(uri, []) == found:
            return
        if found:
            self.said[uri] = found
        else:
            self.said.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=found))

    def _show_faults(self, root: Path, error: ConfigError) -> None:
        found: dict[str, list[types.Diagnostic]] = {}
        for fault in error.faults:
            found.setdefault(fault.path, []).append(of_fault(fault))
        for path, faults in found.items():
            self.say((root / path).as_uri(), faults)
        number = len(error.faults)
        words = f"prd: the configuration of {root.name} is wrong in {number} place{'s' * (number != 1)}"
        words = f"{words}; documents are not checked until it is right."
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))

    def tell_no_project(self) -> None:
        """Say once that a file is not checked, and why."""
        if not self.told_no_project:
            self.told_no_project = True
            self.window_show_message(types.ShowMessageParams(types.MessageType.Info, NO_PROJECT))
