"""Makes docs/sheet.png and docs/comparison.png of some of the seeds. Needs LibreOffice and poppler.

Usage: python docs/pictures.py
"""

import subprocess
import tempfile
from pathlib import Path

import claims
from claims.sheets import xlsx, xlsx_claims
from claims.sheets.book import Book, tabulate
from claims.sheets.evidence import key
from claims.sheets.xlsx_claims import Answer
from claims.table import reference

DOCS = Path(__file__).parent
PAPERS = (
    "2509.09525",
    "2511.09557",
    "2512.09472",
    "2601.21198",
    "2603.12831",
    "2603.15486",
    "2603.15530",
    "2605.23389",
)
# What a reviewer might have said of the first rows.
DECISIONS = ("accept", "accept", "accept", "accept", "accept", "unsure", "accept")
RESOLUTION = 150


def main() -> None:
    found = [claims.extract(paper) for paper in claims.read_papers(DOCS.parent / "gold" / "seeds.jsonl")
             if paper.id in PAPERS]  # fmt: skip
    book = Book(sources=("seeds.jsonl",), extractions={reference(one.paper): one for one in found})
    tabulate(book, [])
    with tempfile.TemporaryDirectory() as folder:
        sheet, pdf = Path(folder) / "review.xlsx", Path(folder) / "review.pdf"
        with sheet.open("wb") as stream, xlsx.making(stream) as (workbook, styles):
            answers = {key(row): Answer({"decision": said}) for row, said in zip(book.claims, DECISIONS, strict=False)}
            xlsx.add_sheets(workbook, styles, book, xlsx_claims.add(workbook, styles, book, answers))
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, sheet], check=True, capture_output=True
        )
        cut(pdf, 1, DOCS / "sheet.png", (40, 50, 1555, 760))
        cut(pdf, 2, DOCS / "comparison.png", (40, 50, 1610, 560))


def cut(pdf: Path, page: int, picture: Path, window: tuple[int, int, int, int]) -> None:
    """Writes the window (left, top, width, height in pixels) of a page."""
    size = [str(part) for flag, number in zip(("-x", "-y", "-W", "-H"), window, strict=True) for part in (flag, number)]
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-png", "-r", str(RESOLUTION), *pages, *size, pdf, picture.with_suffix("")]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
