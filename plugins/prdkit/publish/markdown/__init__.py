"""To write documents as plain Markdown for any program or site generator: ids as links, blocks as tables."""
