r"""A book as a Markdown table, as GitHub and most other programs show it; every character of the data means itself.

>>> escaped("a|b *c* <script> [x](javascript:1)")
'a\\|b \\*c\\* &lt;script&gt; \\[x\\]\\(javascript\\:1\\)'
"""

import re
from collections.abc import Iterable
from typing import BinaryIO

from claims.sheets.book import Book
from claims.sheets.printed import printed

# What begins something in a line of Markdown; ":" and "@" for links and names that some programs see by themselves.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+|~$!^=:@\"-]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# "www.x.org" becomes a link without any mark.
_WWW = re.compile(r"(?i)\bwww(?=\.)")


def write(book: Book, stream: BinaryIO) -> None:
    """Writes the table: a line of headers, then a line for each claim. UTF-8."""
    rows = list(printed(book))
    headers = ["Paper", *(rows[0].cells if rows else ("Metric", "Claim"))]
    numbers = {"Factor", "Confidence"}
    stream.write(_line(headers))
    stream.write(_line("---:" if header in numbers else "---" for header in headers))
    for row in rows:
        paper = f"[{escaped(row.name)}]({row.url})" if row.url else escaped(row.name)
        stream.write(_line((paper, *map(escaped, row.cells.values()))))


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    text = re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], _SPECIAL.sub(r"\\\g<0>", text))
    return _WWW.sub(r"\g<0>&#8203;", text)


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode("utf-8", "replace")
