"""The papers of a book as BibTeX, for LaTeX tables and reference managers, in plain ASCII."""

from collections.abc import Iterator
from typing import BinaryIO

from claims.sheets.bibliography import Entry, entries
from claims.sheets.book import Book
from claims.sheets.latex_text import FALLBACK, escaped

_TYPES = {"proceedings": "inproceedings", "journal": "article", "preprint": "misc"}
_CONTAINERS = {"proceedings": "booktitle", "journal": "journal"}


def write(book: Book, stream: BinaryIO) -> None:
    """Writes an entry for every paper."""
    records = [record(entry) for entry in entries(book)]
    if any("\\claimschar" in text for text in records):
        stream.write(f"@preamble{{ {{{FALLBACK}}} }}\n\n".encode())
    stream.write("\n".join(records).encode("ascii"))


def record(entry: Entry) -> str:
    """One entry as BibTeX."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry))
    return f"@{_TYPES[entry.kind]}{{{entry.key},\n{fields}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    # Braces of its own: a style must not write "llm serving on gpus".
    yield "title", f"{{{escaped(entry.title)}}}"
    if entry.authors:
        yield (
            "author",
            " and ".join(f"{{{escaped(name)}}}" if " and " in name else escaped(name) for name in entry.authors),
        )
    else:
        yield "key", escaped(entry.title)  # what styles sort by where there is no author
    if entry.kind == "preprint" and entry.arxiv:
        yield "howpublished", f"arXiv:{escaped(entry.arxiv)}"  # many styles know no eprint
    if entry.container:
        yield _CONTAINERS[entry.kind], f"{{{escaped(entry.container)}}}"
    if entry.year:
        yield "year", str(entry.year)
    if entry.arxiv:
        yield "eprint", escaped(entry.arxiv)
        yield "archivePrefix", "arXiv"
    if entry.category:
        yield "primaryClass", escaped(entry.category)
    if entry.doi:
        yield "doi", escaped(entry.doi)
    if entry.url:
        yield "url", escaped(entry.url)
