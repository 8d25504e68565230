"""To fit the product into MkDocs: read and check in on_files, compose pages, add what is generated."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from prdkit.audience.shown import Shown, shown
from prdkit.blocks.catalogue import all_rules
from prdkit.check.excerpt import safe
from prdkit.check.finding import Finding
from prdkit.check.formats.text import held_back
from prdkit.check.outcome import Outcome
from prdkit.check.run import outcome
from prdkit.check.severities import check_severities
from prdkit.compare.past import History, history
from prdkit.config.audiences import AUDIENCES
from prdkit.config.config import Config, ConfigError, load
from prdkit.config.layers import read_layer
from prdkit.config.root import of_builder
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.mkdocs_plugin import compat  # noqa: F401 - first of all
from prdkit.mkdocs_plugin.alarm import named
from prdkit.mkdocs_plugin.github import GitHubMarkdown
from prdkit.mkdocs_plugin.headings import Headings
from prdkit.mkdocs_plugin.id_links import IdLinks, links_for
from prdkit.mkdocs_plugin.pages import SitePages, tame_sections
from prdkit.mkdocs_plugin.readers import chosen, fit, leave_out, prune, refuse_dirty
from prdkit.mkdocs_plugin.root_links import RootLinks
from prdkit.mkdocs_plugin.settings import Settings, add_extensions, language, prepare_search, segment_faster
from prdkit.publish.pieces import Pieces
from prdkit.reading.memory import collect_seldom
from prdkit.render.environment import TemplateFailedError

log = get_plugin_logger(__name__)
ELSEWHERE = (
    "site_config/project.yml says `docs_dir: .`, and MkDocs takes no docs_dir that holds mkdocs.yml. Move it to "
    "site_config/mkdocs.yml, say `docs_dir: ..` and `site_dir: ../../site` there, and build with "
    "`mkdocs build -f site_config/mkdocs.yml`."
)
"""What to do where the whole project is documents."""


class PrdPlugin(BasePlugin[Settings]):
    """The MkDocs plugin `prd`."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.dirty = False
        self.readers = AUDIENCES[0]
        self.made: Shown | None = None
        self.came: Outcome | None = None
        self.pieces: Pieces | None = None
        self.id_links = IdLinks()
        self.headings = Headings()
        self.addresses: RootLinks | None = None
        self.lang = "en"
        self.project: Config | None = None
        self.pages: SitePages | None = None
        self.whole: str | None = None
        self.collect_as_before: Callable[[], None] | None = None

    def load_config(self, *given: Any, **named: Any) -> tuple[list[Any], list[Any]]:
        """Read the plugin's settings. MkDocs refuses a docs_dir that holds its own file; we know where that may go."""
        failed, warned = super().load_config(*given, **named)
        file = Path(os.path.abspath(self.config.config_file_path or "mkdocs.yml"))
        if holds_all(file.parent):
            failed.append(("docs_dir", ValidationError(ELSEWHERE)))
        return failed, warned

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object over the rebuilds of `mkdocs serve`."""
        self.serving, self.dirty = command == "serve", dirty

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project's configuration and fit MkDocs' own to it, before other plugins read theirs."""
        self.readers = chosen(self.config.audience)
        refuse_dirty(self.readers, dirty=self.dirty)
        file = Path(os.path.abspath(config.config_file_path or "mkdocs.yml"))
        root = of_builder(file, Path(config.docs_dir))
        try:
            loaded = load(root)
            check_severities(loaded, all_rules())
        except ConfigError as error:
            for fault in error.faults:
                log.error(str(fault))
            raise PluginError("the configuration in site_config/ is wrong; see above") from None
        folder = Path(os.path.relpath(config.docs_dir, root)).as_posix()
        if folder != loaded.docs_dir:
            told = f"mkdocs.yml builds `docs_dir: {folder}`, but site_config/project.yml checks `{loaded.docs_dir}`"
            raise PluginError(f"{told}; give both the same folder")
        self.project = replace(loaded, docs_dir=folder)
        self.lang = language(config)
        self.id_links = IdLinks()
        self.headings = Headings(github=loaded.markdown == "github")
        self.addresses = RootLinks(loaded)
        own = (self.id_links, self.headings, self.addresses, *((GitHubMarkdown(),) if self.headings.github else ()))
        add_extensions(config, *own, github=self.headings.github)
        if self.readers != AUDIENCES[0]:
            fit(config, source_links=self.config.source_links)
        prepare_search(config)
        config.extra_css.append("assets/prdkit/prdkit.css")
        config.extra_javascript.append("assets/prdkit/prdkit.js")
        if loaded.baseline is not None:
            config.watch.append(str(root / loaded.baseline.path))
        config.watch += [str(root / name) for name in ("site_config", "templates") if (root / name).is_dir()]
        return config

    @event_priority(200)
    def _read(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and check all documents once, and leave out what readers may not see before another plugin looks."""
        if self.project is None:  # pragma: no cover - on_config raised
            return files
        self._end_build()
        self.collect_as_before = collect_seldom()
        leave_links_out(files, Path(config.docs_dir))
        leave_sign_offs_out(files, self.project.sign_offs.folder)
        leave_ignored_out(files, self.project)
        try:
            today = as_of(self.project)
        except ValueError as error:
            raise PluginError(str(error)) from None
        site = read_site(self.project, today)
        self.came = came = outcome(site, all_rules())
        for finding in came.findings:
            self._log(finding)
        if told := held_back(came):
            log.info(f"findings that do not count: {told}")
        segment_faster(config)
        if self.readers == AUDIENCES[0]:
            self.made, past = None, self._history(site)
            self.pieces = Pieces(site, self.lang, came.findings, serving=self.serving, history=past)
        else:
            self.made = shown(site, self.readers)
            leave_out(files, self.made, config)
            self.pieces = Pieces(self.made.site, self.lang, [])
        return files

    @event_priority(-50)
    def _add(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and assets made of the documents."""
        if self.pieces is None:  # pragma: no cover - on_config raised
            return files
        site = self.pieces.site
        self.pages = SitePages(self.pieces, files, config)
        self.id_links.links = links_for(site, self.lang)
        without = [name for name in ("api", "llms") if not self.config[name]]
        self.pages.add(reference=self.config.reference or "", outcome=self.came, without=without)
        if not self.config.documents_in_nav:
            self._leave_navigation(files, site)
        if self.made is not None and config.nav is not None:
            config.nav = prune(config.nav, files)
        return files

    on_files = CombinedEvent(_read, _add)

    def _history(self, site: Site) -> History:
        """What git knows of the documents; what it cannot know is said once, and fails no build."""
        kept = site.config.root / ".cache" / "prdkit" / "history" / "statuses.json"
        found = history(site, kept, ask_git=self.config.history)
        if found.notice:
            log.info(safe(found.notice))
        return found

    def _log(self, finding: Finding) -> None:
        said = f"{finding.path}:{finding.line}:{finding.column}: {finding.rule}: {finding.message}. {finding.hint}"
        said = safe(said)
        if finding.severity == "error":
            log.error(said.rstrip())
        elif finding.severity == "warning" and self.config.warnings == "warn":
            log.warning(said.rstrip())
        else:
            log.info(said.rstrip())

    def _leave_navigation(self, files: Files, site: Site) -> None:
        """Documents are found by index pages and search: a navigation of all of them on every page is quadratic."""
        for document in site.documents:
            file = files.get_file_from_path(document.path.removeprefix(site.config.prefix))
            if file is not None and file.inclusion.is_in_nav():
                file.inclusion = InclusionLevel.NOT_IN_NAV

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Names of folders become titles where the project gives no navigation: they are not markup."""
        if config.nav is None:
            tame_sections(nav.items)
            if self.pages is not None:
                self.pages.name_sections(nav.items)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002
        """Let the page take its text and meta data from our reader instead of MkDocs' own."""
        if self.pages is not None:
            self.pages.take_over(page)
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell what works on Markdown which page comes next."""
        self.id_links.page = page.file.src_uri
        self.headings.title = self.pages.title(page) if self.pages is not None else None
        if self.addresses is not None:
            self.addresses.turn_to(page.file, files)
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Sanitise what the document wrote, then put in what we made."""
        if self.pages is None:
            return html
        try:
            return self.pages.content(html, page)
        except TemplateFailedError as error:
            raise PluginError(str(error)) from error

    @event_priority(100)
    def _show_search_its_text(self, /, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Before the search plugin reads the page: our markup is ten times its words."""
        searched = self.pages.searched.pop(page.file.src_uri, None) if self.pages is not None else None
        if searched is not None:
            self.whole, page.content = page.content, searched
        return context

    @event_priority(-100)
    def _show_readers_the_page(self, /, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """After the search plugin has read the page."""
        if self.whole is not None:
            page.content, self.whole = self.whole, None
        return context

    on_page_context = CombinedEvent(_show_search_its_text, _show_readers_the_page)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Leave Python as it was found, and look once more at what others will read."""
        self._end_build()
        if self.made is not None:
            self._look_through(Path(config.site_dir), self.made)

    def _look_through(self, folder: Path, made: Shown) -> None:
        """Fail where a file of a site for others names what its readers may not know, whoever wrote it there."""
        found = list(named(folder, made.names, (self.config.reference or "").strip("/")))
        for place, name in found:
            log.error(safe(f"{place} names `{name}`, which is not for `{self.readers}` readers"))
        if found:
            raise PluginError(f"the site in {folder.name}/ is not fit for `{self.readers}` readers; see above")

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave Python as it was found."""
        self._end_build()

    def _end_build(self) -> None:
        if self.collect_as_before is not None:
            self.collect_as_before()
            self.collect_as_before = None


def holds_all(folder: Path) -> bool:
    """Whether a folder is a project of which everything is documents."""
    project = folder / "site_config" / "project.yml"
    if not project.is_file():
        return False
    told = read_layer("site_config/project.yml", project.read_bytes()).values.get("docs_dir")
    return isinstance(told, str) and Path(told) == Path()


def leave_links_out(files: Files, docs_dir: Path) -> None:
    """Take files out of the build that a symbolic link brings in from outside the documents' folder."""
    home = docs_dir.resolve()
    inside: dict[str, bool] = {}
    for file in list(files):
        if file.generated_by or not file.abs_src_path or not Path(file.abs_src_path).is_relative_to(docs_dir):
            continue
        folder = os.path.dirname(file.abs_src_path)
        if folder not in inside:
            inside[folder] = Path(folder).resolve().is_relative_to(home)
        linked = os.path.islink(file.abs_src_path) and not Path(file.abs_src_path).resolve().is_relative_to(home)
        if linked or not inside[folder]:
            log.warning(f"{file.src_uri}: left out, since it is a link to a file outside the documents' folder")
            files.remove(file)


def leave_ignored_out(files: Files, project: Config) -> None:
    """Take files out of the build that the project ignores, and its own settings where all of it is documents."""
    settings = ("site_config/", "templates/", "mkdocs.yml") if project.docs_dir == "." else ()
    for file in list(files):
        if not file.generated_by and (file.src_uri.startswith(settings) or project.ignores(file.src_uri)):
            files.remove(file)


def leave_sign_offs_out(files: Files, folder: str) -> None:
    """Take the files of sign-offs out of the build: pages say what they hold, and digests are nobody's reading."""
    for file in list(files):
        if file.src_uri.startswith(f"{folder}/") and file.src_uri.endswith((".yml", ".yaml")):
            files.remove(file)
