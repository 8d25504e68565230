"""To import MkDocs under whichever name it is installed."""

try:
    import mkdocs as mkdocs
except ModuleNotFoundError:  # pragma: no cover - a fork that takes the name over on request
    import properdocs.replacement  # type: ignore[import-not-found] # noqa: F401
