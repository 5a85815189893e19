"""What the search for cyclic garbage is spared, and what it is not."""

import gc
import weakref

from claims import extract
from claims.assemble.lexicon import lexicon
from claims.garbage import take_for_old
from claims.patterns import in_force


class Ring:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.own = self


def _is_old(wanted: object) -> bool:
    return any(each is wanted for each in gc.get_objects(generation=2))


def test_what_is_taken_for_old_is_old_at_once_and_can_still_be_freed() -> None:
    ring = Ring()
    seen = weakref.ref(ring)
    take_for_old()
    assert _is_old(ring)
    assert gc.get_freeze_count() == 0
    del ring
    gc.collect()
    assert seen() is None


def test_what_a_program_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        assert frozen > 0
        take_for_old()
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()


def test_tables_of_the_rules_are_old() -> None:
    extract("Kelp is 2x faster than Orca.")
    with in_force():
        assert _is_old(lexicon())
