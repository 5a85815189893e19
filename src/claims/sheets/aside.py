"""Records set aside: a file beside the output that they are missing from."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from claims.models import Rejected
from claims.sheets.whole import whole


def quarantine(output: Path) -> Path:
    """Where the records that are set aside go.

    >>> quarantine(Path("out/claims.csv")).as_posix()
    'out/claims.quarantine.jsonl'
    """
    return output.with_suffix(".quarantine.jsonl")


@contextmanager
def setting_aside(output: Path | None) -> Iterator[Callable[[Rejected], None]]:
    """A function that writes a record to the quarantine of `output`; nothing is written where there is no output.

    The file appears whole or not at all when the block ends, and that of an earlier run goes if no record came.
    """
    with ExitStack() as open_files:
        aside: BinaryIO | None = None

        def write(record: Rejected) -> None:
            nonlocal aside
            if output:
                aside = aside or open_files.enter_context(whole(quarantine(output)))
                # ASCII, since a record may have been set aside because it cannot be encoded.
                aside.write(json.dumps(record.model_dump()).encode() + b"\n")

        yield write
        if output and not aside:
            quarantine(output).unlink(missing_ok=True)
