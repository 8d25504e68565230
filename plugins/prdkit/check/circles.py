"""To find circles in what comes after what."""

from collections.abc import Iterable, Iterator, Mapping


def circles(after: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, as the names on it in order, the first of them in the mapping's order first."""
    done: set[str] = set()
    for start in after:
        if start not in done:
            yield from _below(start, after, done)


def _below(start: str, after: Mapping[str, Iterable[str]], done: set[str]) -> Iterator[tuple[str, ...]]:
    """The circles met from one name on; depth costs no recursion, so a long chain is no trouble."""
    trail: dict[str, Iterator[str]] = {start: iter(after.get(start, ()))}
    while trail:
        here, ahead = next(reversed(trail.items()))
        name = next(ahead, None)
        if name is None:
            done.add(here)
            del trail[here]
        elif name in trail:
            names = list(trail)
            yield tuple(names[names.index(name) :])
        elif name not in done:
            trail[name] = iter(after.get(name, ()))
