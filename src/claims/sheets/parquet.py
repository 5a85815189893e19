"""Tables as Parquet, in row groups, so that memory does not grow with the number of papers; and back again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from claims.errors import SourceError
from claims.table import Row, Table

if TYPE_CHECKING:
    import pyarrow

    from claims.models import Extraction

GROUP = 4096
"""Rows in a row group: some 3 MB of claims in memory."""


@contextmanager
def writing(stream: BinaryIO, table: Table) -> "Iterator[Callable[[Extraction], None]]":
    """A function that takes the rows of one paper. The last group and the footer are written when the block ends."""
    import pyarrow
    from pyarrow import parquet

    shape = _schema(table)
    waiting: list[Row] = []
    groups = 0
    with parquet.ParquetWriter(stream, shape, compression="zstd") as writer:

        def write(extraction: "Extraction") -> None:
            waiting.extend(table.rows(extraction))
            if len(waiting) >= GROUP:
                flush()

        def flush() -> None:
            nonlocal groups
            groups += 1
            writer.write_table(pyarrow.Table.from_pylist(waiting, schema=shape))
            waiting.clear()

        yield write
        if waiting or not groups:  # pyarrow 18 cannot read a file without a group
            flush()


def read(path: Path) -> Iterator[Row]:
    """The rows of a file that `writing` wrote. `SourceError` where it is no Parquet file."""
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(GROUP):
                yield from cast(list[Row], batch.to_pylist())
    except pyarrow.ArrowInvalid as error:
        raise SourceError(f"{path}: {error}. Write it again with `claims extract`.") from error


def _schema(table: Table) -> "pyarrow.Schema":
    import pyarrow

    types = {"text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
    return pyarrow.schema(
        [pyarrow.field(column.name, types[column.kind], nullable=column.nullable) for column in table.columns]
    )
