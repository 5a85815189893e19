"""Workbooks that are none, none of ours, or not safe to open."""

import zipfile
from pathlib import Path

import pytest

from claims.errors import SourceError
from claims.sheets import review_archive, review_read
from claims.sheets.review_read import read_review


def rezipped(source: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """The archive with parts replaced, added, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            content = change[name] if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return target


BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
FAR = (b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
       b'<row r="999999999"><c r="A999999999" t="str"><v>x</v></c></row></sheetData></worksheet>')  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"xl/sharedStrings.xml": BOMB}, "declares a document type"),
        (
            {"xl/sharedStrings.xml": BOMB.decode().replace("1.0", '1.0" encoding="utf-16').encode("utf-16")},
            "document type",
        ),
        ({"xl/media/zeros.bin": bytes(40 << 20)}, "would unpack into"),
        ({f"xl/{number}.bin": b"" for number in range(1200)}, "would unpack into 1,"),
        ({"xl/workbook.xml": None}, "is no workbook"),
        ({"xl/worksheets/sheet1.xml": FAR}, "no sheet has the headers paper, decision, claim"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet"}, "cannot be read as a workbook"),
        ({"xl/worksheets/sheet7.xml": FAR.replace(b"999999999", b"1")}, "Source!A1 is 'x'"),
        ({"xl/sharedStrings.xml": b"<sst/>"}, "cannot be read as a workbook"),
    ],
)
def test_an_archive_that_is_not_safe_or_none_of_ours(
    change: dict[str, bytes | None], what: str, sheet: Path, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=what):
        read_review(rezipped(sheet, tmp_path / "x.xlsx", change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"paper,claim\n", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_archive(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match="is no workbook"):
        read_review(tmp_path / "x.xlsx")


def test_declared_sizes_are_held_to(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_archive, "MOST_BYTES", 1000)
    with pytest.raises(SourceError, match="would unpack into"):
        read_review(sheet)


def test_no_more_cells_are_read_than_a_sheet_may_have(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_read, "MOST_CELLS", 100)
    with pytest.raises(SourceError, match="over 100 cells"):
        read_review(sheet)
