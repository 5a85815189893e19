"""When Python looks for cyclic garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """A block in which Python does not look for cyclic garbage; at its end that is as it was before.

    >>> with without_collections():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def take_for_old() -> None:
    """Puts all objects among the old ones, which Python seldom goes through in its search for cyclic garbage.

    For tables that stay to the end: else every search would go through them until they have grown old by themselves,
    which takes as long as some hundred papers. Nothing is kept from being freed. Where a program has frozen objects,
    it has its own ways, and nothing is done.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
