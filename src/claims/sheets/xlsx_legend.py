"""The sheet "Legend": how the workbook was made, how to review in it, what the columns mean."""

from xlsxwriter import Workbook

from claims import __version__
from claims.models import SCHEMA_VERSION
from claims.sheets.book import Book
from claims.sheets.filters import described
from claims.sheets.review_columns import COLUMNS, NONE
from claims.sheets.xlsx_styles import Styles, height, lines_of, put, shown

_HOW = (
    "Read the evidence of a row in the sheet Claims, and say in the column decision whether the row is right.",
    "accept: everything is right. correct: right once the yellow cells that you fill in replace what stands on the "
    f'left; leave the others empty, and write "{NONE}" where there is nothing. reject: this is no claim. unsure: you '
    "cannot say.",
    "A claim that the program missed goes into a green row below the last one: paper as in the rows above, type, text "
    "(its words, as in the abstract), and its numbers in the yellow cells.",
    "Rows may be filtered, sorted, deleted and added. A row is known by its paper and claim, not by its place. A row "
    "that is deleted or has no decision counts as not reviewed. A wrong type: reject the row and add it anew.",
    "The sheet is locked without a password, so that only what comes back can be typed in. Unlock it to sort.",
    "claims review merge FILE.xlsx -o reviewed.jsonl brings everything back; with the files of several reviewers it "
    "says how far they agree, and writes a workbook with the cells in which they differ.",
)


def add(workbook: Workbook, styles: Styles, book: Book) -> None:
    """Adds the sheet."""
    sheet = workbook.add_worksheet("Legend")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Claims of systems papers", styles.title)
    made = {
        "made by": f"claims {__version__}, schema {SCHEMA_VERSION}",
        "from": ", ".join(book.sources),
        "filters": described(book.filters) or "none",
        "holds": f"{len(book.papers):,} papers, {len(book.claims):,} claims",
        "set aside": f"{len(book.set_aside):,} records that could not be read",
    }
    line = 2
    for name, said in made.items():
        sheet.write_string(line, 0, name, styles.strong)
        sheet.write_string(line, 1, shown(said) or "-", styles.plain)
        line += 1
    line += 1
    sheet.write_string(line, 0, "How to review", styles.title)
    for number, step in enumerate(_HOW, 1):
        sheet.write_number(line + number, 0, number, styles.strong)
        sheet.write_string(line + number, 1, step, styles.plain)
        sheet.set_row(line + number, height(lines_of(step, 110)))
    line += len(_HOW) + 2
    sheet.write_string(line, 0, "Columns of Claims", styles.title)
    for number, column in enumerate(COLUMNS, line + 1):
        put(sheet, number, 0, column.header, styles, styles.strong)
        put(sheet, number, 1, column.about, styles, styles.plain)
    line += len(COLUMNS) + 2
    sheet.write_string(line, 0, "Comparison", styles.title)
    sheet.write_string(
        line + 1, 1, "For each paper and metric family the best of the paper's own claims: the change with the largest "
        "factor, or the first level. ≤ up to, ≥ at least, ~ about. Green by factor (from 1, 1.5, 3 and 10), red below "
        "1. Click a factor to see the row of the claim.", styles.plain,
    )  # fmt: skip
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
