"""What a worker does before its first record, and when it looks for cyclic garbage."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from claims.garbage import without_collections
from claims.models import Paper
from claims.pipeline import extract

WARM_UP = Paper(
    id="warm-up",
    title="Fast: a system",
    abstract="Fast cuts P99 latency by up to 52% over NCCL and reaches 2.3x higher throughput on 64 A100 GPUs.",
    comment="Accepted at ICML 2026",
    journal_ref="J. Comput. Phys. 153, 488 (1999)",
)
"""A paper for which every table of rules is read."""


class _NoPandas:
    """Stands before all that finds modules, and says of pandas that it is not there."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """None where the others are to look."""
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def without_pandas() -> None:
    """Has the process go on as if pandas were not installed.

    Arrow imports it, where it can, to ask of each list whether it is a column of a data frame. That would be a fifth
    of the time in which a worker starts, and memory that is taken for that of the first records.
    """
    sys.meta_path.insert(0, _NoPandas)


def without_command_line() -> None:
    """Has spaCy be imported without its command line, with the clients of HTTP and the templates that this imports.

    Of it, `import spacy` takes one function, for people: `info`. The rest would be a tenth of the time in which a
    worker starts, and 20 MB.
    """
    module = ModuleType("spacy.cli.info")
    vars(module)["info"] = None
    sys.modules.setdefault(module.__name__, module)


def warm_up() -> None:
    """Reads all rules and loads what is imported at first use, so that what memory grows by is the records' doing.

    All this stays to the end, so that no search for garbage need go through it: that takes an eighth of a second, once
    in some 4,000 papers. Nor does any meanwhile.
    """
    with without_collections():
        import pyarrow.parquet  # noqa: F401

        extract(WARM_UP)
        gc.freeze()


@contextmanager
def collecting_between_lots() -> Iterator[None]:
    """A block in which Python looks for cyclic garbage where `between_lots` is called, and at its end, nowhere else.

    By itself it would look in the middle of a lot, whose papers and extractions all live, twice in every lot. When it
    goes through what has lived for long it decides itself, after the block.
    """
    with without_collections():
        yield
        gc.collect(1)


def between_lots() -> None:
    """Frees what cycles were made in a lot, such as those of an exception; all else of it is gone already."""
    gc.collect(0)
