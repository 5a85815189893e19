"""What reviewers say together -> a workbook in which the cells that differ are marked and can be decided.

It is a workbook to review in like any other: where all agree, or most of them, the cells are filled in; where no
majority decides, and where a cell means nothing, they are red, with a note that says who said what. Rows that no claim
could be made of stand below, as they were typed. Merged again, it gives the final gold.
"""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from claims.models import Claim, Extraction
from claims.sheets import xlsx, xlsx_claims
from claims.sheets.book import Book, tabulate
from claims.sheets.evidence import Key, parts
from claims.sheets.review_agreement import Agreement
from claims.sheets.review_cells import typed
from claims.sheets.review_columns import ASKED, COLUMNS, CORRECTIONS, NONE, ReviewColumn
from claims.sheets.review_kept import filled_in
from claims.sheets.review_merge import Merged, reviewer_of
from claims.sheets.review_read import Place, ReviewRow
from claims.sheets.review_verdict import Outcome, Verdict, who_said_what
from claims.sheets.xlsx_claims import Answer
from claims.sheets.xlsx_styles import Styles, finish, put
from claims.table import Cell, Row


def write(merged: Merged, agreements: Sequence[Agreement], sources: Sequence[str], stream: BinaryIO) -> None:
    """Writes the workbook: Claims with what holds filled in, Agreement, Problems, and the sheets of every book."""
    book = book_of(merged)
    book.sources = tuple(sources)
    faults = {fault.place: fault.what for fault in merged.faults}
    answers: dict[Key, Answer] = {}
    added: list[tuple[Row, Answer]] = []
    for name, outcomes in merged.outcomes.items():
        for outcome in outcomes:
            if outcome.added:
                added.append((_added_row(book, name, outcome), _answer(outcome, faults)))
            elif outcome.verdicts:
                answers[name, outcome.claim["id"]] = _answer(outcome, faults)
    for unplaced in merged.unplaced.values():
        added += [(_as_typed(row), _unplaced(row, faults)) for row in unplaced]
    with xlsx.making(stream) as (workbook, styles):
        places = xlsx_claims.add(workbook, styles, book, answers, added)
        _agreement(workbook, styles, agreements)
        _problems(workbook, styles, merged)
        xlsx.add_sheets(workbook, styles, book, places, filled_in(answers, added))


def book_of(merged: Merged) -> Book:
    """The book of all records as they were extracted; of papers known from rows alone, what their records keep."""
    book = Book()
    rows: list[Row] = []
    for name, record in merged.records.items():
        if "row" in record:
            rows += [_plain_row(record, claim) for claim in record["claims"]]
        else:
            book.extractions[name] = Extraction.model_validate(record)
    tabulate(book, rows)
    return book


_DECIDING = tuple(column.name for column in ASKED if column.name not in ("note", "reviewer"))


def _plain_row(record: dict[str, Any], claim: dict[str, Any]) -> Row:
    row: Row = record["row"] | {name: claim[name] for name in claim if name != "id"} | {"claim": claim["id"]}
    return row


def _answer(outcome: Outcome, faults: Mapping[Place, str]) -> Answer:
    cells: dict[str, Cell] = {}
    if outcome.decision and not outcome.conflicts:
        cells["decision"] = outcome.decision
    if not outcome.added:
        cells |= {name: NONE if value in (None, "") else value for name, value in outcome.fields.items()}
    if outcome.added:
        cells |= {name: outcome.fields[name] for name in outcome.fields if outcome.fields[name] is not None}
    said = [one for one in outcome.verdicts if one.row.typed]
    cells["note"] = "; ".join(f"{one.reviewer}: {one.row.typed['note']}" for one in said if "note" in one.row.typed)
    cells["reviewer"] = "; ".join(dict.fromkeys(one.reviewer for one in said))
    red = {name: [who_said_what(outcome, name)] for name in outcome.differing}
    for one in outcome.verdicts:
        for name, text in _not_understood(one, faults).items():
            red.setdefault(name, []).append(f"{one.reviewer}: {text}")
    return Answer(cells, {name: "\n".join(lines) for name, lines in red.items()})


def _not_understood(one: Verdict, faults: Mapping[Place, str]) -> dict[str, str]:
    """What stands in the cells of a row that say nothing, each of them or all together, and why."""
    row = one.row
    return {
        name: _with_reason(row.typed.get(name), faults.get(row.place(name)))
        for name in _DECIDING
        if row.place(name) in faults or (name in row.typed and one.decision is None and row.key)
    }


def _with_reason(said: Cell, reason: str | None) -> str:
    text = "nothing" if said is None else str(said)
    return f"{text} ({reason})" if reason else text


def _as_typed(row: ReviewRow) -> Row:
    """A row that no claim could be made of, as it stands in its workbook."""
    return {"paper": None, "url": None} | {name: typed(cell) for name, cell in row.said.items()}


def _unplaced(row: ReviewRow, faults: Mapping[Place, str]) -> Answer:
    """What was typed into it, with a note where it is not right."""
    reviewer = reviewer_of(row)
    cells = {column.name: row.typed[column.name] for column in ASKED if column.name in row.typed}
    names = [*_DECIDING, *(f"said {column.name}" for column in COLUMNS if not isinstance(column, ReviewColumn))]
    red = {}
    for name in names:
        if reason := faults.get(row.place(name)):
            said = row.said.get(name.removeprefix("said ")) if name.startswith("said ") else row.typed.get(name)
            red[name] = f"{reviewer}: {_with_reason(None if said is None else typed(said), reason)}"
    return Answer({"reviewer": reviewer} | cells, red)


def _added_row(book: Book, paper: str, outcome: Outcome) -> Row:
    """The row of a claim that the program missed: without an id, so that it is read back as one."""
    claim = outcome.claim
    row: Row = {name: claim[name] for name in ("text", "field", "plus_minus")}
    row |= {column.name: claim[column.name] for column in CORRECTIONS}
    # What follows from the others is said only where somebody said it: it would hold whatever they are made.
    row |= {name: claim[name] for name in ("metric_key", "effect", "factor") if name in outcome.typed_in}
    sentence = "".join(parts(book.extractions[paper], Claim.model_validate(claim)))
    return row | {"paper": paper, "url": None, "sentence": sentence, "rule": claim["rule"]}


def _agreement(workbook: Workbook, styles: Styles, agreements: Sequence[Agreement]) -> None:
    sheet = workbook.add_worksheet("Agreement")
    headers = ("workbook", "other workbook", "field", "claims", "agreed", "raw", "kappa")
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, styles.header)
    sheet.set_column(0, 1, 24, styles.text)
    sheet.set_column(2, 6, 11, styles.text)
    for line, found in enumerate(agreements, 1):
        cells = (found.one, found.other, found.field, found.claims, found.agreed, found.raw, found.kappa)
        for place, cell in enumerate(cells):
            put(sheet, line, place, cell, styles, styles.factor if isinstance(cell, float) else None)
    finish(sheet, len(headers), len(agreements))


def _problems(workbook: Workbook, styles: Styles, merged: Merged) -> None:
    sheet = workbook.add_worksheet("Problems")
    headers = (("kind", 12), ("file", 24), ("sheet", 12), ("cell", 8), ("problem", 110))
    for place, (header, width) in enumerate(headers):
        sheet.write_string(0, place, header, styles.header)
        sheet.set_column(place, place, width, styles.text)
    told = [("malformed", fault) for fault in merged.faults] + [("conflict", fault) for fault in merged.conflicts]
    told += [("notice", fault) for fault in merged.notices]
    for line, (kind, fault) in enumerate(told, 1):
        for place, cell in enumerate((kind, fault.place.file, fault.place.sheet, fault.place.cell, fault.what)):
            put(sheet, line, place, cell, styles, styles.wrapped)
    finish(sheet, len(headers), len(told))
