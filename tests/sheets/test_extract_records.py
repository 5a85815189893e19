"""Records in the order of their source, few of them held at a time."""

from collections.abc import Iterator

from claims import pipeline
from claims.models import Extraction, Paper, Rejected
from claims.sheets.extract import extract_records
from claims.sources.wanted import Wanted


def paper(number: int) -> Paper:
    return Paper(id=f"2401.{number:05d}", title=f"Paper {number}", abstract=f"It cuts latency by {number + 1}.5%.")


def bad(number: int) -> Rejected:
    return Rejected(source="made", position=number, reason="made so", id=None, record=None)


def of(record: Extraction | Rejected | None) -> str:
    if isinstance(record, Extraction):
        return record.paper.id
    return f"bad {record.position}" if record else "passed over"


def test_every_record_in_its_turn() -> None:
    count = 2 * pipeline.LOT + 7
    records = [bad(number) if number % 4 == 1 else paper(number) for number in range(count)]
    only = Wanted(f"2401.{number:05d}" for number in range(0, count, 3))
    found = extract_records(["made"], only, lambda _: iter(records))
    wanted = [
        f"bad {number}" if number % 4 == 1 else "passed over" if number % 3 else f"2401.{number:05d}"
        for number in range(count)
    ]
    assert list(map(of, found)) == wanted


def test_one_wanted_paper_of_many_does_not_hold_them_all() -> None:
    read = 0

    def source(_: str) -> Iterator[Paper]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield paper(number)

    found = extract_records(["made"], Wanted(["2401.09999"]), source)
    assert next(found) is None
    assert read <= pipeline.LOT
    assert [of(record) for record in found if record] == ["2401.09999"]
