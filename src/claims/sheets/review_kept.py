"""Whether a workbook holds what people typed, so that it must not be replaced unasked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from claims.errors import OutputError, SourceError
from claims.plural import counted
from claims.sheets.evidence import Key
from claims.sheets.review_cells import typed
from claims.sheets.review_read import ReviewRow, read_review
from claims.sheets.xlsx_claims import Answer
from claims.sheets.xlsx_styles import shown
from claims.table import Cell, Row, one_line

_IDENTIFYING = ("paper", "type", "text", "claim")
"""The program's own cells by which a row that was added is known."""


def refuse_answers(path: Path) -> None:
    """Raises `OutputError` where `path` is a workbook in which a reviewer has typed anything.

    What the program has filled in by itself, as in a consensus, is not in the way.
    """
    if not path.is_file():
        return
    try:
        found = read_review(path)
    except SourceError:
        return  # none of ours, or not readable
    rows = [row for row in found.rows if row.typed or not row.key]
    if rows and found.made.get("answers") != fingerprint(map(_of_row, rows)):
        raise OutputError(
            f"{path}: holds what reviewers typed into {counted(len(rows), 'row')}, which would be lost. Bring it back "
            "with `claims review merge`, write to a file of another name, or say --force."
        )


def filled_in(answers: Mapping[Key, Answer], added: Iterable[tuple[Row, Answer]]) -> str:
    """The fingerprint of the answers that the program fills in."""
    rows = [
        _as_read("", {"said paper": paper, "said claim": claim, **answer.cells})
        for (paper, claim), answer in answers.items()
        if any(cell is not None and cell != "" for cell in answer.cells.values())
    ]
    for row, answer in added:
        rows.append(_as_read("added", {f"said {name}": row.get(name) for name in _IDENTIFYING} | {**answer.cells}))
    return fingerprint(rows)


def fingerprint(rows: Iterable[list[str]]) -> str:
    """A text that is the same for the same rows, in whatever order they stand."""
    return hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest()


def _of_row(row: ReviewRow) -> list[str]:
    said = {f"said {name}": typed(cell) for name, cell in row.said.items() if name in _IDENTIFYING}
    if row.key:
        said = {name: said[name] for name in ("said paper", "said claim") if name in said}
    return _as_read("" if row.key else "added", said | row.typed)


def _as_read(kind: str, cells: Mapping[str, Cell]) -> list[str]:
    """The cells of a row that are filled, as any program that saved the workbook has them."""
    texts = {name: cell for name, cell in cells.items() if isinstance(cell, str) and cell.strip()}
    numbers = {name: cell for name, cell in cells.items() if isinstance(cell, int | float)}
    said = [f"{name}: {one_line(shown(cell))}" for name, cell in texts.items()]
    return [kind, *sorted(said + [f"{name}: {cell:.12g}" for name, cell in numbers.items()])]
