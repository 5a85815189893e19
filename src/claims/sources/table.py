"""A CSV or TSV file with a column of abstracts -> papers. Rows are streamed; cells are text: ids keep their zeros."""

import csv
import io
import logging
from collections.abc import Iterator, Sequence

from claims.errors import SourceError
from claims.models import Paper, Rejected
from claims.sources.columns import AUTHORS, CATEGORIES, ID, PUBLISHED, TEXTS, UPDATED, VERSION, normal
from claims.sources.document import Document, bounded_lines
from claims.sources.record import (
    MAX_RECORD,
    UnreadableError,
    is_writable,
    make_paper,
    split_codes,
    split_people,
    version_of,
)

log = logging.getLogger("claims")
_DELIMITERS = ",\t;|"
_KNOWN = {
    *ID,
    *CATEGORIES,
    *AUTHORS,
    *PUBLISHED,
    *UPDATED,
    *VERSION,
    *(name for names in TEXTS.values() for name in names),
}
_CLAIM_COLUMNS = {"metric", "value", "unit", "bound", "baseline"}


def delimiter_of(head: str) -> str | None:
    """What separates the cells of a table that begins so; None where the text is no table of papers or claims."""
    best: tuple[int, str] | None = None
    for delimiter in _DELIMITERS:
        header = _header(head, delimiter)
        names = {normal(cell) for cell in header}
        if len(names) < 2 and not _is_single_column(head, names):
            continue
        if any(len(cell) > 60 or cell.rstrip().endswith((".", "?", "!")) for cell in header):  # a sentence
            continue
        if best is None and _looks_tabular(head, delimiter, 2 if names & _KNOWN else 3):
            best = 0, delimiter
        known = len(names & _KNOWN) + 5 * len(names & set(TEXTS["abstract"])) + len(names & _CLAIM_COLUMNS)
        if known >= 2 and (best is None or known > best[0]):
            best = known, delimiter
    return best[1] if best else None


def _header(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(head.lstrip("\ufeff \t\r\n"), newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _looks_tabular(head: str, delimiter: str, columns: int) -> bool:
    """Whether rows of equal length follow short column names: a table all the same, whose columns must be renamed."""
    rows = csv.reader(io.StringIO(head.lstrip("\ufeff \t\r\n"), newline=""), delimiter=delimiter, strict=True)
    try:
        sizes = [(len(row), max(map(len, row), default=0)) for row, _ in zip(rows, range(4), strict=False)]
    except csv.Error:
        return False
    return len(sizes) > 2 and sizes[0][0] >= columns and sizes[0][1] <= 40 and len({size for size, _ in sizes}) == 1


def _is_single_column(head: str, names: set[str]) -> bool:
    """A lone "abstract" heads a table only if the next line is quoted; in a copied abstract it is a heading."""
    lines = head.lstrip("\ufeff \t\r\n").splitlines()[:2]
    return bool(names & set(TEXTS["abstract"])) and len(lines) == 2 and lines[1].startswith('"')


def read(document: Document, delimiter: str) -> Iterator[Paper | Rejected]:
    """The rows; one that cannot be read is rejected. Raises `SourceError` for a table without abstracts."""
    lines = _Lines(document)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
    except csv.Error as error:
        raise SourceError(f"{document.name}: the first row is not valid CSV: {error}. Save the table again.") from error
    columns = _columns(document.name, header)
    lines.take()
    position = 0
    while True:
        reason, row = None, []
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            reason = f"not valid CSV: {error}"
        raw, skipped = lines.take()
        for _ in range(skipped):
            position += 1
            yield document.rejected(position, f"a line of over {MAX_RECORD:,} characters")
        if not reason and not any(cell.strip() for cell in row):
            continue
        position += 1
        try:
            if reason:
                raise UnreadableError(reason)
            yield _paper(row, header, columns, position)
        except UnreadableError as error:
            yield document.rejected(position, str(error), id=error.identifier, record=raw)
    for _ in range(lines.take()[1]):
        position += 1
        yield document.rejected(position, f"a line of over {MAX_RECORD:,} characters")
    if not position:
        log.warning("%s: a valid table with no rows", document.name)


class _Lines:
    """The lines of a document for the CSV reader; remembers the beginning of what it gave since the last `take`."""

    def __init__(self, document: Document) -> None:
        self._lines = bounded_lines(document.text())
        self._given = ""
        self._skipped = 0
        self._at_start = True

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if line is None:
                self._skipped += 1
                continue
            if self._at_start:
                line = line.lstrip("\ufeff \t\r\n")
                if not line:
                    continue
                self._at_start = False
            if len(self._given) < 2000:
                self._given += line[:2000]
            yield line

    def take(self) -> tuple[str, int]:
        """The text given since the last call, and how many lines were too long to be given."""
        taken = self._given, self._skipped
        self._given, self._skipped = "", 0
        return taken


def _columns(where: str, header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        columns.setdefault(normal(name), index)
    if not any(name in columns for name in TEXTS["abstract"]):
        found = ", ".join(name.strip() for name in header)[:300]
        if len(columns.keys() & _CLAIM_COLUMNS) > 2:
            raise SourceError(
                f"{where}: a table of claims, which holds no abstracts. Give the papers that it was made from."
            )
        raise SourceError(f"{where}: no column of abstracts among {found}. Name it abstract or summary.")
    return columns


def _paper(row: Sequence[str], header: Sequence[str], columns: dict[str, int], position: int) -> Paper:
    def cell(names: Sequence[str]) -> str | None:
        return next((text for name in names if name in columns and (text := row[columns[name]].strip())), None)

    if len(row) != len(header):
        raise UnreadableError(f"{len(row)} cells where the first row has {len(header)}")
    if not all(map(is_writable, row)):
        raise UnreadableError("holds bytes that are not UTF-8")
    identifier = cell(ID) or (None if any(name in columns for name in ID) else f"row-{position}")
    return make_paper(
        identifier,
        title=cell(TEXTS["title"]),
        abstract=cell(TEXTS["abstract"]),
        comment=cell(TEXTS["comment"]),
        journal_ref=cell(TEXTS["journal_ref"]),
        doi=cell(TEXTS["doi"]),
        categories=split_codes(cell(CATEGORIES) or ""),
        published=cell(PUBLISHED),
        updated=cell(UPDATED),
        authors=split_people(cell(AUTHORS) or ""),
        version=version_of(cell(VERSION)),
    )
