"""Parquet: typed columns, row groups, back again, the same bytes each time."""

import io
from pathlib import Path

import pandas
import pytest
from pyarrow import parquet as arrow_parquet

from claims.errors import SourceError
from claims.models import Extraction
from claims.sheets import parquet, rows, writing
from claims.table import TABLES, TableName, to_frame
from samples import sample


def written(extractions: list[Extraction], table: TableName = "claims") -> bytes:
    stream = io.BytesIO()
    with writing(stream, "parquet", table) as write:
        for extraction in extractions:
            write(extraction)
    return stream.getvalue()


@pytest.mark.parametrize("table", ["claims", "papers", "hardware", "venues"])
def test_every_table_is_read_back_with_its_types(table: TableName, tmp_path: Path) -> None:
    path = tmp_path / "sheet.parquet"
    path.write_bytes(written([sample(title="=1"), sample(id="2401.00020")], table))
    expected = [*TABLES[table].rows(sample(title="=1")), *TABLES[table].rows(sample(id="2401.00020"))]
    assert list(rows(path)) == expected
    assert arrow_parquet.read_schema(path).names == [column.name for column in TABLES[table].columns]


def test_nothing_to_write_gives_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "sheet.parquet"
    path.write_bytes(written([]))
    assert list(parquet.read(path)) == []
    assert list(pandas.read_parquet(path).columns) == list(to_frame([]).columns)


def test_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 4)
    path = tmp_path / "sheet.parquet"
    path.write_bytes(written([sample()] * 5))
    metadata = arrow_parquet.read_metadata(path)
    assert [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)] == [4, 4, 2]
    assert len(list(parquet.read(path))) == 10


def test_same_bytes_each_time() -> None:
    assert written([sample()] * 3) == written([sample()] * 3)


def test_what_is_no_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.parquet"
    path.write_bytes(b"paper,url\n")
    with pytest.raises(SourceError, match=r"sheet\.parquet"):
        list(parquet.read(path))
