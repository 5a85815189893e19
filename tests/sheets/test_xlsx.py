"""The workbook: what stands where, what is locked, and that nothing in it runs."""

import io
import os
import re
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter

import claims
from claims.models import Extraction, HardwareMention
from claims.sheets.evidence import parts
from claims.sheets.review_columns import ADDED_ROWS, ASKED, COLUMNS
from claims.sheets.xlsx_comparison import best_claims, cell_text
from claims.table import TABLES
from samples import AWKWARD, sample
from sheets.test_csv import PAYLOADS
from sheets.workbooks import book_of, by_office, made, needs_office, workbook

ROOT = Path(__file__).parents[2]
HEADERS = [column.header for column in COLUMNS]
FORMULAS = [
    *PAYLOADS, '=HYPERLINK("http://x.example","a")', '=WEBSERVICE("http://x.example")', "=IMPORTXML(A1,B1)", "{=1+1}",
    '=DDE("cmd";"/C calc";"1")', "http://x.example/a", "https://x.example", "ftp://x.example", "mailto:a@b.example",
    "internal:Sheet!A1", "external:c:\\x.xlsx", "file:///etc/passwd", "=1+1\n=2", "+A1", "-A1+B1", "@A1",
]  # fmt: skip


def seeds() -> list[Extraction]:
    return list(claims.extract_many(islice(claims.read_papers(ROOT / "gold" / "seeds.jsonl"), 12)))


def test_there_are_forty_payloads() -> None:
    assert len(set(FORMULAS)) >= 40


def test_the_sheets_and_their_headers() -> None:
    book = load_workbook(io.BytesIO(workbook(book_of(sample()))))
    assert book.sheetnames == ["Claims", "Comparison", "Papers", "Hardware", "Venues", "Legend", "Source"]
    assert book["Source"].sheet_state == "veryHidden"
    sheet = book["Claims"]
    assert [cell.value for cell in sheet[1]] == HEADERS
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(HEADERS))}3"
    assert len(set(HEADERS)) == len(HEADERS)
    for name in ("Papers", "Hardware", "Venues"):
        columns = [column.name for column in TABLES[name.lower()].columns if column.name != "url"]  # type: ignore[index]
        assert [cell.value for cell in book[name][1] if cell.value != "abstract"] == columns
    assert "abstract" in [cell.value for cell in book["Papers"][1]]
    legend = [cell.value for row in book["Legend"].iter_rows() for cell in row if cell.value]
    assert {cell.value for sheet in book.worksheets[:1] + book.worksheets[2:5] for cell in sheet[1]} <= set(legend)
    assert any(f"schema {claims.models.SCHEMA_VERSION}" in str(value) for value in legend)


@pytest.mark.parametrize(
    ("value", "form"),
    [(70e9, '0,,," B"'), (1.5e9, '0.0,,," B"'), (1.25e12, '0.00,,,," T"'), (450e6, '0,," M"'), (45e6, "#,##0"),
     (123_456_789, "General"), (12_345_678_901, '0.00,,," B"'), (12_345_678.5, "General"), (7e20, "General")],
)  # fmt: skip
def test_large_numbers_are_written_as_people_write_them_and_stay_numbers(value: float, form: str) -> None:
    claim = sample().claims[1].model_copy(update={"value": value})
    sheet = load_workbook(io.BytesIO(workbook(book_of(sample().model_copy(update={"claims": (claim,)})))))["Claims"]
    [cell] = [cell for cell in sheet[2] if cell.value == value]
    assert cell.number_format == form


@pytest.mark.parametrize("value", [1_000_000, 20_763_484, 999_999_999, 1e12, 70e9, 1 / 3])
def test_no_number_is_wider_than_its_column(value: float) -> None:
    claim = sample().claims[1].model_copy(update={"value": value, "high": value})
    sheet = load_workbook(io.BytesIO(workbook(book_of(sample().model_copy(update={"claims": (claim,)})))))["Claims"]
    cells = [cell for cell in sheet[2] if cell.value == value]
    assert len(cells) == 2
    for cell in cells:
        # "General" takes what room there is; digits with their thousands apart need theirs, beside an indent.
        needed = len(f"{value:,.0f}") + 1 if cell.number_format == "#,##0" else 1
        # "70 B" needs the digits of 70 and two more.
        assert cell.number_format in ("#,##0", "General") or re.fullmatch(r'0(\.0+)?,{2,4}" [MBT]"', cell.number_format)
        assert needed <= sheet.column_dimensions[cell.column_letter].width


def test_a_row_of_claims() -> None:
    book = load_workbook(io.BytesIO(workbook(book_of(sample()))), rich_text=True)
    rows = [dict(zip(HEADERS, row, strict=True)) for row in book["Claims"].iter_rows(2, 3)]
    change, scale = rows
    assert (change["before"].value, change["after"].value, change["factor"].value) == (3.3, 1.41, 2.34)
    assert (scale["value"].value, scale["value"].data_type) == (64, "n")
    assert change["value"].value is None
    link = change["paper"].hyperlink
    assert link is not None
    assert link.target == "https://arxiv.org/abs/2401.00010v1"
    evidence = change["evidence"].value
    assert isinstance(evidence, CellRichText)
    assert str(evidence) == "On 64 A100 GPUs we cut latency from 3.3 s to 1.41 s over NCCL."
    assert [piece.text for piece in evidence if not isinstance(piece, str) and piece.font.b] == ["3.3 s to 1.41 s"]


def test_latex_is_read_as_people_read_it() -> None:
    one = claims.extract(r"We gain 14$\times$-23$\times$ over \emph{NCCL}, and 12\% more throughput.")
    shown = [parts(one, claim) for claim in one.claims]
    assert [text for _, text, _ in shown] == ["14x-23x", "12%"]
    for before, text, after in shown:
        assert before + text + after == "We gain 14x-23x over NCCL, and 12% more throughput."


def test_only_the_reviewers_cells_are_unlocked() -> None:
    book = load_workbook(io.BytesIO(workbook(book_of(sample()))))
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
    page = book["Claims"]
    unlocked = {column.header for column in ASKED}
    # A cell that is not written is locked, and looks, as its column.
    columns = {
        place: column.protection.locked
        for column in page.column_dimensions.values()
        for place in range(column.min or 0, (column.max or 0) + 1)
    }
    for place, header in enumerate(HEADERS, 1):
        assert columns[place] == (header not in unlocked), header
        for row in (2, 3):
            if page.cell(row, place).value is not None:
                assert page.cell(row, place).protection.locked, header
    for row in range(4, 4 + ADDED_ROWS):
        assert not page.row_dimensions[row].protection.locked


def test_drop_downs() -> None:
    page = load_workbook(io.BytesIO(workbook(book_of(sample()))))["Claims"]
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"}
    letters = {header: get_column_letter(place) for place, header in enumerate(HEADERS, 1)}
    last = 3 + ADDED_ROWS
    assert lists[f"{letters['decision']}2:{letters['decision']}{last}"] == '"accept,correct,reject,unsure"'
    assert "up_to" in lists[f"{letters['corrected bound']}2:{letters['corrected bound']}{last}"]
    assert "none" in lists[f"{letters['corrected direction']}2:{letters['corrected direction']}{last}"]


def test_the_best_claim_of_a_family_and_what_it_leads_to() -> None:
    small, large, level = (
        sample().claims[0].model_copy(update={"id": name, "factor": factor, "type": kind})
        for name, factor, kind in (("s", 1.5, "change"), ("l", 4.0, "change"), ("v", None, "level"))
    )
    prior = large.model_copy(update={"id": "p", "factor": 99.0, "about": "prior"})
    one = sample().model_copy(update={"claims": (level, small, large, prior, sample().claims[1])})
    rows = list(TABLES["claims"].rows(one))
    assert {family: row["claim"] for family, row in best_claims(rows)["arXiv:2401.00010v1"].items()} == {"latency": "l"}
    assert best_claims(rows[:1])["arXiv:2401.00010v1"]["latency"]["claim"] == "v"
    page = load_workbook(io.BytesIO(workbook(book_of(one))))["Comparison"]
    assert [cell.value for cell in page[1]] == ["paper", "system", "title", "×", "latency"]
    assert page["D2"].value == 4.0
    assert page["D2"].hyperlink is not None
    assert page["D2"].hyperlink.location == "Claims!A4"
    assert page["E2"].value == "↓ 3.3 → 1.41 s latency\nover NCCL" == cell_text(rows[2])
    colours = [rule for rules in page.conditional_formatting for rule in rules.rules]
    assert len(colours) == 5
    assert all(rule.formula[0].startswith("AND(ISNUMBER($D2),$D2") for rule in colours)


@pytest.mark.parametrize(
    ("claims", "best"),
    [
        ([("regression", 0.98), ("improvement", None)], "improvement"),
        ([("improvement", None), ("regression", 0.98)], "improvement"),
        ([("regression", None), ("neutral", 3.0), ("improvement", 1.1)], "improvement"),
        ([("regression", 0.98), ("neutral", None)], "neutral"),
    ],
)
def test_what_got_better_is_best_whether_it_has_a_factor_or_not(
    claims: list[tuple[str, float | None]], best: str
) -> None:
    made = tuple(
        sample().claims[0].model_copy(update={"id": str(number), "effect": effect, "factor": factor})
        for number, (effect, factor) in enumerate(claims)
    )
    rows = TABLES["claims"].rows(sample().model_copy(update={"claims": made}))
    assert best_claims(rows)["arXiv:2401.00010v1"]["latency"]["effect"] == best


def hostile(text: str) -> Extraction:
    """A paper with the text everywhere."""
    first, second = sample().claims
    paper = {
        "title": text,
        "comment": text,
        "journal_ref": text,
        "doi": text,
        "categories": (text,),
        "authors": (text,),
    }
    claim = first.model_copy(
        update={"metric": text, "baseline": text, "condition": text, "unit": text, "rule": text, "id": f"{text}1"}
    )
    mention = HardwareMention(field="title", text=text, start=0, end=1, name=text, kind="gpu", memory=text, rule=text)
    return sample(**paper).model_copy(
        update={"claims": (claim, second), "system": text, "system_aliases": (text,), "hardware": (mention,)}
    )


def test_no_payload_is_live() -> None:
    papers = [hostile(text) for text in FORMULAS]
    papers = [one.model_copy(update={"paper": one.paper.model_copy(update={"id": f"2401.{place:05}"})})
              for place, one in enumerate(papers)]  # fmt: skip
    content = workbook(book_of(*papers, hostile("=id").model_copy(update={"paper": sample(id="=1+1").paper})))
    with ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            root = etree.fromstring(archive.read(part))
            assert not root.findall(".//{*}sheetData//{*}f"), part
            assert "externalLink" not in part
            for link in root.findall(".//{*}Relationship[@TargetMode='External']"):
                assert re.fullmatch(r"https://arxiv\.org/abs/2401\.\d{5}v1", link.get("Target", "")), part
    texts = {cell.value for row in load_workbook(io.BytesIO(content))["Claims"].iter_rows() for cell in row}
    assert {text for text in FORMULAS if not re.search(r"[\x00-\x1f\u200b\ufeff\xa0]", text)} <= texts


@settings(max_examples=20)
@given(st.lists(AWKWARD, min_size=1, max_size=3))
def test_any_text_makes_a_workbook_that_opens(texts: list[str]) -> None:
    book = book_of(*(hostile(text).model_copy(update={"paper": sample(id=f"2401.{place:05}", title=text).paper})
                     for place, text in enumerate(texts)))  # fmt: skip
    content = workbook(book)
    sheet = load_workbook(io.BytesIO(content))["Claims"]
    assert sum(sheet.cell(row, 1).value is not None for row in range(2, sheet.max_row + 1)) == 2 * len(texts)


def test_long_texts_are_cut_and_said_to_be() -> None:
    one = sample(title="x" * 40_000, comment="y" * 40_000)
    page = load_workbook(io.BytesIO(workbook(book_of(one))))["Papers"]
    values = {str(cell.value)[0]: cell.value for cell in page[2] if cell.value}
    assert len(str(values["x"])) == 16_000
    assert str(values["y"]).endswith("y…")


def test_an_empty_book_makes_a_workbook() -> None:
    assert load_workbook(io.BytesIO(workbook(book_of()))).sheetnames[0] == "Claims"


def test_the_same_bytes_in_every_run(tmp_path: Path) -> None:
    book = book_of(*seeds())
    assert workbook(book) == workbook(book)
    source = tmp_path / "claims.jsonl"
    source.write_text("".join(one.model_dump_json() + "\n" for one in book.extractions.values()), encoding="utf-8")
    command = [sys.executable, "-m", "claims", "sheet", "-q", str(source), "-o", str(tmp_path / "review.xlsx")]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "UTC9"})
    assert (tmp_path / "review.xlsx").read_bytes() == workbook(book)


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_libreoffice_shows_it(tmp_path: Path) -> None:
    pdf = by_office(made(tmp_path / "review.xlsx", sample(), hostile("=1+1")), "pdf")
    shown = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    words = " ".join(shown.split())
    assert "decision" in words
    assert "A100 GPUs" in words
    assert "=1+1" in words
    assert "How to review" in words
