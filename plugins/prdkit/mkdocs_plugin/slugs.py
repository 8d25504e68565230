"""To make the addresses that GitHub gives to headings."""

import re
from collections.abc import Iterable, Iterator

_DROPPED = re.compile(r"[^\w\- ]")


def github_slugs(titles: Iterable[str]) -> Iterator[str]:
    """The address of each heading of a page, in order, from its words."""
    seen: dict[str, int] = {}
    for title in titles:
        slug = base = _DROPPED.sub("", title.strip().lower()).replace(" ", "-")
        number = seen.get(base, 0)
        while slug in seen:
            number += 1
            slug = f"{base}-{number}"
        seen[base] = number
        seen.setdefault(slug, 0)
        yield slug
