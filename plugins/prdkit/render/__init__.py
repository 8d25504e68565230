"""To turn views into HTML, SVG and Markdown: the only place that writes markup."""
