"""To make the HTML pieces of a document's page: its card, its blocks, the links back to it."""

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.table import table
from prdkit.blocks.views import Words, views
from prdkit.check.finding import Finding
from prdkit.check.gaps import Gap, Gaps
from prdkit.compare.past import History
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.render.environment import environment, render
from prdkit.render.inline import Inline
from prdkit.render.links import Addresses, Links, Said, inner_path
from prdkit.render.printing import Setting
from prdkit.view.card import Card, card
from prdkit.view.history import history_view
from prdkit.view.places import index_paths

_NONE = History({})


class Pieces:
    """The pieces of all pages of one site: `piece(name)` of a document gives its HTML."""

    def __init__(
        self,
        site: Site,
        lang: str,
        findings: list[Finding],
        *,
        serving: bool = False,
        history: History = _NONE,
    ) -> None:
        self.site = site
        self.history = history
        self.serving = serving
        self.env: Environment = environment(site.config.root, reload=serving)
        self.words = {code: Words(site.config, code) for code in ("en", "zh-Hans", "zh-Hant")}
        self.lang = lang if lang in self.words else "en"
        self.said: dict[str, Said] = {}
        self._here: Addresses | None = None
        self._settings: dict[tuple[str, str], Setting] = {}
        self._card: tuple[Document, Card] | None = None
        self._own_templates: dict[str, bool] = {}
        self._gaps = Gaps(site, all_rules(), findings)
        self._found: dict[str, tuple[Gap, ...]] = {}
        self.findings: dict[str, list[Finding]] = {}
        for finding in findings:
            self.findings.setdefault(finding.path, []).append(finding)

    def setting(self, addresses: Addresses, path: str, lang: str) -> Setting:
        """What templates need to know of the page at a path below docs_dir, made once for all pieces of it."""
        if addresses is not self._here:
            self._here, self._settings = addresses, {}
        if (path, lang) not in self._settings:
            links = Links(self.site, self.words[lang], addresses, self.said)
            self._settings[path, lang] = Setting(links, Inline(links, path.rpartition("/")[0]), self.words[lang])
        return self._settings[path, lang]

    def piece(self, name: str, document: Document, addresses: Addresses, *, edit_url: str) -> Markup:
        """The HTML of one mark of a document's page."""
        kind, _, block = name.partition(":")
        path = inner_path(self.site, document.path)
        if kind == "block":
            return self._block(block, document, self.setting(addresses, path, document.lang))
        if kind == "address":
            return Markup('<span id="{}"></span>').format(block)
        if kind == "unwritten":
            return render(self.env, "partials/unwritten.html.j2", self.setting(addresses, path, document.lang))
        setting = self.setting(addresses, path, self.lang)
        if kind == "history":
            past = self.history.documents.get(document.path)
            shown = history_view(document, past, self.words[self.lang]) if past else None
            return render(self.env, "partials/history.html.j2", setting, view=shown)
        values = {"view": self._card_of(document), "edit_url": edit_url, "serving": self.serving}
        return render(self.env, f"partials/{kind}.html.j2", setting, document=document, **values)

    def _card_of(self, document: Document) -> Card:
        """The card, which is shown in two pieces of a page."""
        if self._card is None or self._card[0] is not document:
            findings = tuple(self.findings.get(document.path, ()))
            words, gaps = self.words[self.lang], self.gaps(document)
            index = self.indexes[document.type.name]
            self._card = document, card(document, self.site, words, findings, gaps, index=index)
        return self._card[1]

    @cached_property
    def indexes(self) -> Mapping[str, str]:
        """By type, the page that lists its documents."""
        return index_paths(self.site)

    def gaps(self, document: Document) -> tuple[Gap, ...]:
        """What a document lacks for its next gate: shown on its card, and on the page of all gaps."""
        if document.path not in self._found:
            inside = self.site.readers == "internal"
            self._found[document.path] = self._gaps.to_next(document) if inside else ()
        return self._found[document.path]

    def gaps_to(self, document: Document, status: str) -> tuple[Gap, ...]:
        """What a document lacks to enter a status."""
        return self._gaps.to(document, status)

    def _block(self, name: str, document: Document, setting: Setting) -> Markup:
        block = document.type.blocks[name]
        known = views().get(name)
        make = known or (lambda d, s, w: table(name, d, s, w))
        own = f"blocks/{name}.html.j2"
        template = own if known or self._exists(own) else "blocks/table.html.j2"
        view = make(document, self.site, setting.words)
        return render(self.env, template, setting, view=view, document=document, block=block)

    def _exists(self, template: str) -> bool:
        if template not in self._own_templates:
            own = Path(self.site.config.root) / "templates" / template
            shipped = files("prdkit.templates").joinpath(template)
            self._own_templates[template] = own.is_file() or shipped.is_file()
        return self._own_templates[template]
