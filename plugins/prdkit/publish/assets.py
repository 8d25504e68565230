"""To gather the style sheets and scripts of the product, each overlaid by the project's file of the same name."""

from pathlib import Path

from prdkit.config.layers import shipped


def style(root: Path) -> str:
    """All style sheets in one, in the order of their names."""
    return "\n".join(_read(name, root) for name in _names(".css", root))


def script(root: Path) -> str:
    """All scripts in one, in the order of their names."""
    return "\n;\n".join(_read(name, root) for name in _names(".js", root))


def mermaid() -> Path:
    """The Mermaid library that the wheel carries."""
    return Path(str(shipped() / "assets" / "mermaid" / "mermaid.min.js"))


def _names(suffix: str, root: Path) -> list[str]:
    own = root / "site_config" / "assets"
    found = {entry.name for entry in (shipped() / "assets").iterdir() if entry.name.endswith(suffix)}
    if own.is_dir():
        found |= {entry.name for entry in own.iterdir() if entry.name.endswith(suffix)}
    return sorted(found)


def _read(name: str, root: Path) -> str:
    own = root / "site_config" / "assets" / name
    if own.is_file():
        return own.read_text(encoding="utf-8")
    return (shipped() / "assets" / name).read_text(encoding="utf-8")
