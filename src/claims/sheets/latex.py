r"""A book as a LaTeX table to `\input`: booktabs, over as many pages as it needs, papers cited as in `refs.bib`."""

import re
from typing import BinaryIO

from claims.sheets.bibliography import cite_keys
from claims.sheets.book import Book
from claims.sheets.latex_text import FALLBACK, escaped
from claims.sheets.printed import printed

_WIDTHS = {"Paper": 0.17, "Metric": 0.18, "Claim": 0.14, "Factor": 0.07, "Compared with": 0.17, "Condition": 0.17}
"""Of each column in widths of the line. What is left parts them."""
_RANGE = re.compile(r"(?<=[0-9])-(?=[0-9])")
_NARROW = re.compile(r"(?<=[0-9]) \\%")
_HEAD = r"""% \usepackage{{array,booktabs,longtable}} goes before \begin{{document}};
% \cite finds the papers in the file that `claims sheet ... -o refs.bib` writes.
{fallback}
\begingroup\footnotesize\setlength{{\tabcolsep}}{{3pt}}
\begin{{longtable}}{{@{{}}{columns}@{{}}}}
\toprule
{headers} \\
\midrule
\endhead
\bottomrule
\endfoot
"""


def write(book: Book, stream: BinaryIO) -> None:
    """Writes the table in plain ASCII."""
    columns = "".join(_column(header, width) for header, width in _WIDTHS.items())
    headers = " & ".join(_WIDTHS)
    stream.write(_HEAD.format(fallback=FALLBACK, columns=columns, headers=headers).encode())
    keys = cite_keys(book)
    above = None
    for row in printed(book):
        if above not in (None, row.reference):
            stream.write(b"\\addlinespace\n")
        above = row.reference
        cells = {header: escaped(row.cells[header]) for header in _WIDTHS if header != "Paper"}
        cells["Claim"] = _NARROW.sub(r"\\,\\%", _RANGE.sub(r"\\textendash{}", cells["Claim"]))
        paper = rf"{escaped(row.name)} \cite{{{keys[row.reference]}}}"
        stream.write((" & ".join((paper, *cells.values())) + " \\\\\n").encode("ascii"))
    stream.write(b"\\end{longtable}\n\\endgroup\n")


def _column(header: str, width: float) -> str:
    side = "raggedleft" if header == "Factor" else "raggedright"
    return rf">{{\{side}\arraybackslash}}p{{{width}\linewidth}}"
