"""A folder of the user's own rules -> rules that are checked and ready."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims import patterns, pipeline
from claims.patterns import Patterns

_recent: deque[Patterns] = deque(maxlen=2)
"""What was read last; a folder that has not changed need not be read again."""


def read_patterns(folder: str | Path) -> Patterns:
    """The rules with those of the user's folder. `PatternError` names every fault in them with its file and rule."""
    assert pipeline is not None  # all that makes something of rules is imported with it
    rules = patterns.own(Path(folder))
    for known in _recent:
        if (known.folder, known.digest) == (rules.folder, rules.digest):
            return known
    with patterns.using(rules):
        patterns.make_all()
    _recent.append(rules)
    return rules


@contextmanager
def use_patterns(folder: str | Path | None) -> Iterator[None]:
    """A block in which papers are read by the rules of the user's folder over the shipped ones; None for those alone.

    It holds for the thread or task that runs the block, and for what `extract_many` gives of what was asked for in it.
    Rules are read and checked when the block begins: `PatternError` names every fault with its file and rule.
    """
    with patterns.using(read_patterns(folder) if folder is not None else patterns.SHIPPED):
        yield
