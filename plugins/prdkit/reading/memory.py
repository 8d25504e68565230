"""To keep Python's garbage collector from walking over documents that stay alive until the end anyway."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def long_lived() -> Iterator[None]:
    """While documents are made, collect nothing; afterwards, leave what was made out of later collections.

    Reading a thousand documents makes hundreds of thousands of values and no garbage; going over them again
    and again took a third of the time.
    """
    was_on = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def collect_seldom() -> Callable[[], None]:
    """Go over all that lives less often, since a build makes much that stays; gives the function that ends this."""
    before = gc.get_threshold()
    gc.set_threshold(before[0], before[1], 1000)
    return lambda: gc.set_threshold(*before)
