"""To know where the links of what is shown may lead, and which files they take along."""

import re
from functools import cached_property
from urllib.parse import unquote

from prdkit.link.files import MARKDOWN
from prdkit.link.generated import Generated
from prdkit.link.site import Site, sign_off_folder
from prdkit.link.targets import ALWAYS

_FRONT = ("README.md", "readme.md", "index.md")
_INSIDE = frozenset(("gates", "waivers", "sign-offs"))
"""Pages about work inside, which no site for others has."""


class Ways:
    """The ways from what is shown. `shown` is the site without what is narrower, its names not yet taken out.

    `taken` are the files beside documents and pages that something shown leads to, by path relative to the project.
    """

    def __init__(self, whole: Site, shown: Site) -> None:
        self.whole = whole
        self.shown = shown
        self.taken: set[str] = set()

    @cached_property
    def _made(self) -> Generated:
        return Generated(self.shown.config, self.whole.files, [document.id for document in self.shown.documents])

    @cached_property
    def _signed(self) -> str:
        return f"{sign_off_folder(self.whole.config)}/"

    def allowed(self, target: str, holder: str) -> str:
        """An address inside the project without a part that is not shown; empty where it may not be followed."""
        way, _, anchor = target.partition("#")
        bare = way.partition("?")[0]
        if not bare:
            return target if self._has(holder, anchor) else ""
        path = self.whole.targets.path(unquote(bare), holder)
        page = self._page(path) if path is not None else ""
        if not page:
            return ""
        return target if not anchor or self._has(page, anchor) else way

    def _page(self, path: str) -> str:
        """The file that a path leads to, empty where readers may not see it."""
        path = path.rstrip("/")
        fronts = (f"{path}/{name}" if path else name for name in _FRONT)
        for name in (path, *fronts):
            if name in self.shown.by_path or self._is_made(name):
                return name
        if path in self.whole.by_path or path[path.rfind(".") :].lower() in MARKDOWN:
            return ""
        return path if self.take(path) else ""

    def _is_made(self, path: str) -> bool:
        inner = self.whole.config.below(path).removesuffix(".md")
        return path in self._made and inner not in _INSIDE and not inner.startswith("departments/")

    def take(self, path: str) -> bool:
        """Take a file along that is no page: a picture, a table, an archive."""
        config = self.whole.config
        inside = path.startswith(config.prefix) and not path.startswith(self._signed)
        hidden = any(step.startswith(".") for step in path.split("/"))
        if not inside or hidden or config.ignores(config.below(path)) or path in self.whole.by_path:
            return False
        if path[path.rfind(".") :].lower() in MARKDOWN or not self.whole.files.has_file(path):
            return False
        self.taken.add(path)
        return True

    def named_file(self, word: str, holder: str) -> bool:
        """Take a file along that a value names, beside its document or below docs_dir."""
        if ("/" not in word and "." not in word) or re.search(r"[\s:#?*<>|\\]", word):
            return False
        rooted = f"{self.whole.config.prefix}{word.strip('/')}"
        beside = self.whole.targets.path(word, holder)
        return any(self.take(path) for path in (beside, rooted) if path)

    def has_anchor(self, path: str, anchor: str) -> bool:
        """Whether something of a document or page that is shown has an address."""
        return self._has(path, anchor)

    def _has(self, path: str, anchor: str) -> bool:
        name = unquote(anchor)
        if not name or ALWAYS.fullmatch(name) or path not in self.shown.by_path:
            return True
        there = self.shown.targets.anchors(path)
        return there is None or name in there or name.casefold() in {one.casefold() for one in there}

    def is_own(self, address: str) -> bool:
        """Whether an address with a scheme leads into the project: such as `file:`."""
        return address.lower().startswith(("file:", "vscode:", "data:text"))
