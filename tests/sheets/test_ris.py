"""RIS: a record for every paper, one line for each value."""

import re
from pathlib import Path

import pytest

from claims.sheets import ris
from claims.sheets.wording import said_plainly
from samples import sample
from sheets.books import book_of, bytes_of, seeds
from sheets.payloads import SCRIPTS, paper_of


def read(content: bytes) -> list[dict[str, list[str]]]:
    """The records by their tags."""
    records: list[dict[str, list[str]]] = []
    for line in content.decode().split("\r\n"):
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found or not line, line
        if found and found[1] == "TY":
            records.append({})
        if found:
            records[-1].setdefault(found[1], []).append(found[2])
    return records


def test_every_paper_is_a_record() -> None:
    records = read(bytes_of(ris.write, seeds()))
    assert [record["TI"] for record in records] == [[said_plainly(row["title"])] for row in seeds().papers]
    assert all(record["ER"] == [""] for record in records)
    assert len({record["ID"][0] for record in records}) == len(records)


def test_what_a_record_says(tmp_path: Path) -> None:
    venue = sample().venues[0].model_copy(update={"status": "accepted"})
    [record] = read(bytes_of(ris.write, book_of([sample().model_copy(update={"venues": (venue,)})], tmp_path)))
    assert record["TY"] == ["CPAPER"]
    assert record["AU"] == ["A B", "C D"]
    assert record["T2"] == ["International Conference on Machine Learning"]
    assert (record["PY"], record["DA"], record["UR"]) == (
        ["2026"], ["2024/01/01"], ["https://arxiv.org/abs/2401.00010v1"]
    )  # fmt: skip


@pytest.mark.parametrize("payload", [*SCRIPTS, "a\r\nER  - \r\nTY  - JOUR", "a\nTI  - b", "a\x85TI  - b"])
def test_no_text_begins_a_line(payload: str, tmp_path: Path) -> None:
    [record] = read(bytes_of(ris.write, book_of([paper_of(payload)], tmp_path)))
    assert len(record["TI"]) == len(record["TY"]) == 1
