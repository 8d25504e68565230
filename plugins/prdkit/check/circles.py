"""To find circles in what comes after what."""

from collections.abc import Iterable, Iterator, Mapping


def circles(after: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles, as the names on each in order, the first of them in the mapping's order first.

    Of circles that hang together enough are given to name every name that is on one.
    """
    done: set[str] = set()
    told: set[str] = set()
    for start in after:
        if start not in done:
            yield from _below(start, after, done, told)


def _below(start: str, after: Mapping[str, Iterable[str]], done: set[str], told: set[str]) -> Iterator[tuple[str, ...]]:
    """The circles met from one name on; depth costs no recursion, so a long chain is no trouble."""
    trail: dict[str, Iterator[str]] = {start: iter(after.get(start, ()))}
    while trail:
        here, ahead = next(reversed(trail.items()))
        name = next(ahead, None)
        if name is None:
            done.add(here)
            del trail[here]
        elif name in trail and not {name, here} <= told:
            names = list(trail)
            ring = tuple(names[names.index(name) :])
            told.update(ring)
            yield ring
        elif name not in done and name not in trail:
            trail[name] = iter(after.get(name, ()))
