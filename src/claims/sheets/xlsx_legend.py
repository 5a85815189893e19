"""The sheet "Legend": how the workbook was made, how to review in it, what the columns mean."""

from collections.abc import Sequence
from typing import get_args

from xlsxwriter import Workbook

from claims import __version__
from claims.models import SCHEMA_VERSION
from claims.plural import counted
from claims.sheets.book import Book
from claims.sheets.filters import described
from claims.sheets.review_columns import COLUMNS, NONE
from claims.sheets.xlsx_styles import Styles, height, lines_of, put
from claims.table import TableName

_WIDTH = 110
_HOW = (
    "Read the evidence of a row in the sheet Claims, and say in the column decision whether the row is right.",
    "accept: everything is right. correct: right once the yellow cells that you fill in replace what stands on the "
    f'left; leave the others empty, and write "{NONE}" where there is nothing. reject: this is no claim. unsure: you '
    "cannot say.",
    "A claim that the program missed goes into a green row below the last one: paper as in the rows above, type, text "
    "(its words, as in the abstract), and its numbers in the yellow cells.",
    "Rows may be filtered, sorted, deleted and added. A row is known by its paper and claim, not by its place. A row "
    "that is deleted or says nothing counts as not reviewed.",
    "The sheet is locked without a password, so that only what comes back can be typed in. Unlock it to sort.",
    "claims review merge FILE.xlsx -o reviewed.jsonl brings everything back; with the files of several reviewers it "
    "says how far they agree, and writes a workbook with the cells in which they differ.",
)


_PAPER = "id and version; links to the abstract page"
_PLACE = {
    "confidence": "how sure the program is, from 0 to 1; empty where it does not say",
    "field": "where it stands: title, abstract, comment or journal_ref",
    "text": "the words there",
    "start": "where the text begins in its field",
    "end": "where it ends",
    "rule": "ids of the rules that found it",
}
_ABOUT: dict[TableName, dict[str, str]] = {
    "papers": {
        "paper": _PAPER, "version": "version of the paper", "published": "date of the first version",
        "updated": "date of this version", "categories": "arXiv categories, the primary one first", "title": "title",
        "abstract": "the whole abstract, in which to look for claims that were missed",
        "authors": "authors in their order", "system": "name of what the paper presents",
        "system_aliases": "its other names", "claims": "number of claims found",
        "hardware": "names of all hardware of the paper", "venues": "venues of the paper, with year and status",
        "doi": "DOI", "comment": "comment of the authors", "journal_ref": "journal reference",
    },
    "hardware": {
        "paper": _PAPER, "name": "vendor and model as the vendor writes it", "kind": "gpu, cpu, memory, interconnect …",
        "count": "number of units, if said", "memory": "memory size, if part of the name", **_PLACE,
    },
    "venues": {
        "paper": _PAPER, "name": "acronym or title of the venue; of a workshop, its host",
        "workshop": "acronym or name of the workshop, if it is one", "kind": "conference, workshop or journal",
        "year": "year of the edition, if said", "status": "accepted, published, submitted, extended or unknown",
        "aliases": "other names that are also right", **_PLACE,
    },
}  # fmt: skip
_COMPARISON = (
    "A row per paper, a pair of columns per family of metrics: how many times better, and the claim in words. It is "
    "the best of the paper's own claims of the family: a change for the better before one for the worse, of these the "
    "one with the largest factor; without a change the first level. "
    "≤ up to, ≥ at least, ~ about; ↑ and ↓ say which way the metric moves. Green by factor (from 1, 1.5, 3 and 10), "
    "red below 1: it got worse. Click a factor or an arrow to see the row of the claim."
)


def add(workbook: Workbook, styles: Styles, book: Book) -> None:
    """Adds the sheet."""
    sheet = workbook.add_worksheet("Legend")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _WIDTH)
    sheet.hide_gridlines(2)
    sections: dict[str, Sequence[tuple[str, str]]] = {
        "Claims of systems papers": tuple(_made(book).items()),
        "How to review": tuple((f"{number}.", step) for number, step in enumerate(_HOW, 1)),
        "Columns of Claims": tuple((column.header, column.about) for column in COLUMNS),
        "Comparison": (("", _COMPARISON),),
        **{f"Columns of {table.capitalize()}": tuple(_ABOUT[table].items()) for table in get_args(TableName)[1:]},
    }
    line = 0
    for title, lines in sections.items():
        sheet.write_string(line, 0, title, styles.title)
        sheet.set_row(line, 24)
        for name, said in lines:
            line += 1
            put(sheet, line, 0, name, styles, styles.strong)
            put(sheet, line, 1, said, styles, styles.plain)
            sheet.set_row(line, height(lines_of(said, _WIDTH)))
        line += 2
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _made(book: Book) -> dict[str, str]:
    return {
        "made by": f"claims {__version__}, schema {SCHEMA_VERSION}",
        "from": ", ".join(book.sources) or "-",
        "filters": described(book.filters) or "none",
        "holds": f"{counted(len(book.papers), 'paper')}, {counted(len(book.claims), 'claim')}",
        "set aside": f"{counted(len(book.set_aside), 'record')} that could not be read",
    }
