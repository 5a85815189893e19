"""The sheet "Comparison": paper by metric family, each cell the best claim with its bound and baseline.

Best is, among a paper's own claims of a family, a change for the better before one that is neither and one for the
worse, of these the one with the largest factor, else the first; without a change the first level. Its factor leads to
the row of the claim.
"""

from collections.abc import Iterable, Mapping
from typing import get_args

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from claims.models import MetricKey
from claims.sheets.book import Book
from claims.sheets.evidence import Key, key
from claims.sheets.ranking import effect_place
from claims.sheets.review_columns import CLAIMS
from claims.sheets.wording import amount, family_name
from claims.sheets.xlsx_styles import MOST_LINKS, Styles, finish, height, lines_of, put, put_link
from claims.table import Cell, Row

_WIDTH = 24
_A_PAGE = 2 * 6
"""Columns of families on a printed page."""
_OF_PAPER = (("paper", 17), ("system", 15), ("title", 34))
_COLOURS = ((10, "#63BE7B"), (3, "#97D3A5"), (1.5, "#C6E8CE"), (1, "#E8F5EA"))
"""Least factor, and the colour of a cell with it; below 1 the metric got worse."""
_WORSE = "#F6C7C1"


def add(workbook: Workbook, styles: Styles, book: Book, places: Mapping[Key, int]) -> None:
    """Adds the sheet; `places` are the rows of the claims in their sheet."""
    sheet = workbook.add_worksheet("Comparison")
    best = best_claims(book.claims)
    families = [family for family in get_args(MetricKey) if any(family in of_paper for of_paper in best.values())]
    headers = [*_OF_PAPER, *(header for family in families for header in (("×", 8), (family_name(family), _WIDTH)))]
    sheet.set_row(0, height(2))
    for place, (header, width) in enumerate(headers):
        sheet.write_string(0, place, header, styles.header)
        sheet.set_column(place, place, width, styles.text)
    papers = {str(row["paper"]): row for row in book.papers}
    links = len(book.papers)
    for line, (name, of_paper) in enumerate(best.items(), 1):
        put_link(sheet, line, 0, name, papers[name]["url"], styles)
        for place, (header, _) in enumerate(_OF_PAPER[1:], 1):
            put(sheet, line, place, papers[name][header], styles, styles.wrapped)
        for place, family in enumerate(families):
            claim = of_paper.get(family)
            links += claim is not None
            target = places[key(claim)] if claim and links < MOST_LINKS else None
            _pair(sheet, line, len(_OF_PAPER) + 2 * place, claim, target, styles)
        sheet.set_row(
            line, height(max(_lines(papers[name]["title"], 34), *map(_lines, map(cell_text, of_paper.values()))))
        )
    _colours(workbook, sheet, len(_OF_PAPER), len(families), len(best))
    finish(sheet, len(headers), len(best))
    # On paper, a few families to a page, beside the papers' names.
    sheet.repeat_columns(0, len(_OF_PAPER) - 1)
    sheet.set_print_scale(80)
    sheet.set_v_pagebreaks(range(len(_OF_PAPER) + _A_PAGE, len(headers), _A_PAGE))


def best_claims(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """By paper and family, the best of its own claims; without scales, which are neither better nor worse."""
    best: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["about"] == "this" and row["type"] != "scale":
            of_paper = best.setdefault(str(row["paper"]), {})
            family = str(row["metric_key"])
            if family not in of_paper or _rank(row) > _rank(of_paper[family]):
                of_paper[family] = row
    return dict(sorted(best.items()))


def cell_text(row: Row) -> str:
    """A claim in a cell: which way, how much of what, and over what.

    >>> cell_text({"direction": "decrease", "value": 52.0, "unit": "%", "bound": "up_to", "metric": "P99 latency",
    ...            "baseline": "NCCL", "about": "this"})
    '↓ ≤ 52 % P99 latency\\nover NCCL'
    """
    metric = f" {row['metric']}" if row["metric"] else ""
    baseline = f"\nover {row['baseline']}" if row["baseline"] else ""
    return f"{amount(row)}{metric}{baseline}"


def _rank(row: Row) -> tuple[bool, int, float]:
    factor = row["factor"]
    return row["type"] == "change", -effect_place(row), float(factor) if factor is not None else 0.0


def _pair(sheet: Worksheet, line: int, place: int, claim: Row | None, target: int | None, styles: Styles) -> None:
    """Writes the factor of a claim, which leads to its row, and the claim in words."""
    factor = claim["factor"] if claim else None
    if target is not None:
        # An arrow where there is no factor. Words that lead somewhere would not be wrapped by LibreOffice.
        sheet.write_url(line, place, f"internal:{CLAIMS}!A{target + 1}", styles.jump, string="→")
    if factor is not None or target is None:
        put(sheet, line, place, factor, styles, styles.jump)
    put(sheet, line, place + 1, cell_text(claim) if claim else None, styles, styles.wrapped)


def _lines(text: Cell, width: int = _WIDTH) -> int:
    return sum(lines_of(part, width) for part in str(text or "").split("\n"))


def _colours(workbook: Workbook, sheet: Worksheet, first: int, families: int, rows: int) -> None:
    """Colours both cells of a claim by its factor."""
    for place in range(first, first + 2 * families, 2):
        factor = f"${xl_col_to_name(place)}2"
        rules = [(f"=AND(ISNUMBER({factor}),{factor}>={least})", colour) for least, colour in _COLOURS]
        for criteria, colour in (*rules, (f"=AND(ISNUMBER({factor}),{factor}<1)", _WORSE)):
            style = workbook.add_format({"bg_color": colour})
            rule = {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": True}
            sheet.conditional_format(1, place, max(rows, 1), place + 1, rule)
