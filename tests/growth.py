"""How the time of a piece of work grows with its input, for tests that must not depend on how busy the machine is."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import TypeVar

import pytest

Given = TypeVar("Given")


def grows_linearly(work: Callable[[Given], object], small: Given, large: Given, times: int, what: object = "") -> None:
    """Fails when `work(large)`, of an input `times` as large as `small`, takes far longer than `times` as long.

    Work that is quadratic takes `times` squared as long; the line is drawn between the two, at twice `times`, and
    time that no clock tells well, 30 ms, is allowed on top. Only an attempt without a disturbance counts: collections
    of garbage, whose time is that of all the tests before, are put off, and one good attempt of five is enough.
    """
    tried = []
    with _no_collection():
        work(small)  # tables are read at first use
        for _ in range(5):
            tried.append((_seconds(work, small), _seconds(work, large)))
            if tried[-1][1] < 2 * times * tried[-1][0] + 0.03:
                return
    pytest.fail(f"{what!r}: seconds for an input and for {times} times as much: {tried}")


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    begun = process_time()
    work(given)
    return process_time() - begun


@contextmanager
def _no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
