"""How cells of a workbook look, and how they are written: text never as a formula or link, numbers as numbers."""

import math
import re

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from claims.table import Cell

MOST_CHARACTERS = 16_000
"""Of a cell; a workbook has at most 32,767 units of UTF-16 in one."""
MOST_LINKS = 65_000
"""Of a sheet; Excel does not open one with more than 65,530."""
LINE = 12.0
"""Height of a line of text in points."""
_FACTOR = "[>=100000]0.0E+0;[>=100]#,##0;0.00"
# 70,000,000,000 as 70 B by the commas, each of which leaves out three digits. The point is written even where no digit
# follows it, hence a format for each number of decimals.
_SHORT = {
    (size, decimals): f'0{"." + "0" * decimals if decimals else ""}{commas}" {word}"'
    for size, commas, word in ((1e12, ",,,,", "T"), (1e9, ",,,", "B"), (1e6, ",,", "M"))
    for decimals in (0, 1, 2)
}
_LINE = "#D5DCE4"
# What XML has no way to write, and orders that a cell should not hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Styles:
    """The formats of one workbook by what they are for."""

    def __init__(self, workbook: Workbook) -> None:
        def made(**properties: object) -> Format:
            return workbook.add_format({"border": 1, "border_color": _LINE, "valign": "top", **properties})

        self.header = made(bold=True, font_color="#FFFFFF", bg_color="#2F4B66", text_wrap=True, valign="vcenter")
        self.asked = made(bold=True, font_color="#3D2B00", bg_color="#F5C242", text_wrap=True, valign="vcenter")
        self.text = made()
        self.wrapped = made(text_wrap=True)
        self.number = made(num_format="General", align="right", indent=1)
        self.factor = made(num_format=_FACTOR, align="right", indent=1)
        self.whole = made(num_format="#,##0", align="right", indent=1)
        self.short = {size: made(num_format=form, align="right", indent=1) for size, form in _SHORT.items()}
        self.link = made(font_color="#1F5FA8", underline=1)
        self.jump = made(
            font_color="#123C70", underline=1, num_format=_FACTOR, align="right", indent=1
        )  # legible on green
        # Reviewers' cells: yellow, the only ones that are unlocked.
        answer: dict[str, object] = {"bg_color": "#FFF8DC", "locked": False, "text_wrap": True}
        differing: dict[str, object] = answer | {"bg_color": "#F4A7A0", "border": 2, "border_color": "#C0392B"}
        added: dict[str, object] = answer | {"bg_color": "#F1F8EE"}
        # Text is kept as it is typed: no number is made of "95%", and no date of "2/7".
        self.answer = {"number": made(**answer), "text": made(**answer, num_format="@")}
        self.differing = {"number": made(**differing), "text": made(**differing, num_format="@")}
        # Rows to add claims in: green, unlocked too.
        self.added = {"number": made(**added), "text": made(**added, num_format="@")}
        self.said = workbook.add_format({})
        self.bold = workbook.add_format({"bold": True, "font_color": "#A3260F"})
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": "#2F4B66"})
        self.plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.strong = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})


def shown(text: str) -> str:
    """The text as a cell can hold it.

    >>> shown("a\\x00b"), len(shown("x" * 20_000))
    ('a b', 16000)
    """
    if not text.isprintable():
        text = _UNWRITABLE.sub(" ", text)
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: Cell,
    styles: Styles,
    style: Format | None = None,
    width: float = 12,
) -> None:
    """Writes a cell: a number as a number, anything else as text; an empty one looks as its column does.

    A whole number has its thousands apart where they fit into `width` characters; else it is shown as 70 B, and stays
    the number that it is.
    """
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, shown(cell), style or styles.text)
    elif not math.isfinite(cell):
        sheet.write_string(row, column, str(cell), style or styles.text)
    else:
        sheet.write_number(row, column, cell, style or _format(cell, styles, width))


def _format(number: float, styles: Styles, width: float) -> Format:
    """The format in which a number fits into so many characters."""
    if abs(number) < 1000 or not float(number).is_integer():
        return styles.number
    if len(f"{number:,.0f} ") <= width:
        return styles.whole
    size = next((size for size in (1e12, 1e9, 1e6) if abs(number) >= size), None)
    if size is None or abs(number) >= 1e16:
        return styles.number
    decimals = next((some for some in (0, 1, 2) if round(number / size, some) == number / size), None)
    if decimals is None and len(f"{number:.0f} ") <= width:
        return styles.number  # all digits rather than some of them
    return styles.short[size, decimals if decimals is not None else 2]


def put_link(sheet: Worksheet, row: int, column: int, text: str, url: Cell, styles: Styles) -> None:
    """Writes a text that leads to an abstract page on arXiv; any other address is left out."""
    address = str(url or "")
    if row < MOST_LINKS and _ABSTRACT_PAGE.fullmatch(address):
        sheet.write_url(row, column, address, styles.link, string=shown(text))
    else:
        put(sheet, row, column, text, styles)


def height(lines: int) -> float:
    """The height of a row with so many lines of text, in points."""
    return min(409.0, LINE * max(1, lines) + 3)


def lines_of(text: Cell, width: float) -> int:
    """How many lines a text takes in a column of `width` characters, about: whole words go into the next one.

    >>> lines_of("a" * 100, 58), lines_of(None, 58), lines_of("Inference in Edge Computing Environments", 34)
    (2, 1, 2)
    """
    said, room = str(text or ""), width * 1.15
    if len(said) <= room:
        return 1
    lines, used = 1, 0
    for word in map(len, said.split()):
        if used and used + 1 + word > room:
            lines, used = lines + 1, word
        else:
            used += word + bool(used)
        while used > room:  # a word that is longer than a line
            lines, used = lines + 1, used - int(room)
    return lines


def finish(sheet: Worksheet, columns: int, rows: int, across: int | None = None) -> None:
    """Freezes and filters the header, locks the sheet (without a password), and makes it print well."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.set_margins(0.3, 0.3, 0.4, 0.4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(rows, 1), (across or columns) - 1)
    sheet.set_footer("&L&A&R&P / &N")


_ABSTRACT_PAGE = re.compile(r"https://arxiv\.org/abs/[\w./-]{1,60}", re.ASCII)
# Formats too: a spreadsheet that has made a date or a percentage of a cell must be told that it is a number.
_ALLOWED = ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows")
