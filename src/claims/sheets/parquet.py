"""Tables as Parquet, in row groups, so that memory does not grow with the number of papers; and back again."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from claims.errors import SourceError
from claims.table import Cells, Row, Table, TableName

if TYPE_CHECKING:
    import pyarrow

    from claims.models import Extraction

GROUP = 4096
"""Rows in a row group: some 3 MB of claims in memory."""


@contextmanager
def writing(stream: BinaryIO, table: Table) -> "Iterator[Callable[[Extraction], None]]":
    """A function that takes the rows of one paper. The last group and the footer are written when the block ends."""
    with writing_rows(stream, table) as write:
        yield lambda extraction: write(table.cells(extraction))


@contextmanager
def writing_rows(stream: BinaryIO, table: Table) -> "Iterator[Callable[[Sequence[Cells]], None]]":
    """`writing` for rows of `table` that are there already."""
    from pyarrow import parquet

    shape = schema(table)
    waiting: list[Cells] = []
    groups = 0
    with parquet.ParquetWriter(stream, shape, compression="zstd") as writer:

        def write(rows: Sequence[Cells]) -> None:
            waiting.extend(rows)
            if len(waiting) >= GROUP:
                flush()

        def flush() -> None:
            nonlocal groups
            groups += 1
            writer.write_table(arrow(waiting, shape))
            waiting.clear()

        yield write
        if waiting or not groups:  # pyarrow 18 cannot read a file without a group
            flush()


def arrow(rows: Sequence[Cells], shape: "pyarrow.Schema") -> "pyarrow.Table":
    """Rows as Arrow has them. Raises what it raises where a cell is none of its column."""
    import pyarrow

    columns = zip(*rows, strict=True) if rows else [()] * len(shape)
    return pyarrow.Table.from_arrays(list(columns), schema=shape)


def read(path: Path, table: TableName = "claims") -> Iterator[Row]:
    """The rows of a file that `writing` wrote, or those of one table of a folder that a long run filled.

    `SourceError` where it is no Parquet file, or the folder is not that of a complete run.
    """
    import pyarrow
    from pyarrow import parquet

    for part in _parts(path, table) if path.is_dir() else (path,):
        try:
            with parquet.ParquetFile(part) as file:
                for batch in file.iter_batches(GROUP):
                    yield from cast(list[Row], batch.to_pylist())
        except pyarrow.ArrowInvalid as error:
            raise SourceError(f"{part}: {error}. Write it again with `claims extract`.") from error


def _parts(folder: Path, table: TableName) -> list[Path]:
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        complete, count = manifest["complete"], len(manifest.get("shards", ()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{folder}: is not the folder of a run. Give one that `claims extract` filled.") from error
    if not complete:
        raise SourceError(f"{folder}: the run is not complete. Go on with it: `claims extract … --resume`.")
    return [folder / table / f"{number:05d}.parquet" for number in range(count)]


def schema(table: Table) -> "pyarrow.Schema":
    """The columns of a table as Arrow has them."""
    import pyarrow

    types = {"text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
    return pyarrow.schema(
        [pyarrow.field(column.name, types[column.kind], nullable=column.nullable) for column in table.columns]
    )
