"""What a record means for a store: new, newer, older, the same, deleted, set aside."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import store
from claims.errors import SourceError
from claims.models import Extraction, Paper
from claims.runs import apart, identity
from claims.updating import changes
from updating.steps import TEXTS, Record, bare, content, deleted, fed, paper, records, unreadable


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "extract", bare)


def held(folder: Path) -> list[Paper]:
    return [extraction.paper for extraction in store.read(folder)]


def counted(folder: Path, *records: Record) -> dict[str, int]:
    """What an update with these records did, without zeros."""
    counts = fed(folder, *records)
    names = ("new", "version", "metadata", "older", "unchanged", "deleted", "set_aside")
    return {name: getattr(counts, name) for name in names if getattr(counts, name)}


def test_versions_take_each_others_place(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, paper(1), paper(1, "2401.00020")) == {"new": 2}
    assert counted(place, paper(2)) == {"version": 1}
    assert held(place) == [paper(2), paper(1, "2401.00020")]


def test_an_older_version_takes_no_place_but_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, paper(3), paper(1), paper(2), paper(1, comment="late")) == {"new": 1, "older": 3}
    assert held(place) == [paper(3)]
    again = tmp_path / "again"
    counted(again, paper(1), paper(1, comment="late"), paper(2), paper(3))
    assert held(again) == held(place)


def test_the_same_record_again_is_not_worked_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"
    counted(place, paper(1), paper(1, comment="ICML 2026"), paper(2), unreadable())
    before = content(place)
    monkeypatch.setattr(apart, "extract", None)
    # an old comment does not come back with an old file
    assert counted(place, paper(1), paper(1, comment="ICML 2026"), paper(2)) == {"unchanged": 3}
    assert content(place) == before


def test_metadata_added_later_is_a_change_and_extracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"
    seen: list[Paper] = []

    def extract(paper: Paper) -> Extraction:
        seen.append(paper)
        return bare(paper)

    monkeypatch.setattr(apart, "extract", extract)
    assert counted(place, paper(1), paper(1, journal_ref="TPDS 2026")) == {"new": 1, "metadata": 1}
    assert held(place) == [paper(1, journal_ref="TPDS 2026")]
    assert len(seen) == 2
    assert counted(place, paper(1, doi="10.1/2")) == {"metadata": 1}
    assert held(place) == [paper(1, journal_ref="TPDS 2026", doi="10.1/2")]
    assert len(seen) == 2  # what is found does not depend on a DOI


def test_a_source_that_says_less_takes_nothing_away(tmp_path: Path) -> None:
    place = tmp_path / "store"
    full = paper(1, comment="ICML 2026", authors=("A B",), categories=("cs.DC", "cs.LG"))
    poor = Paper(
        id=full.id, title="Fast:\n  a system", abstract=TEXTS[1].replace(". ", ".\n"), categories=("cs.LG", "cs.DC")
    )
    assert counted(place, full, poor) == {"new": 1, "unchanged": 1}
    assert held(place) == [full]


def test_without_versions_dates_tell(tmp_path: Path) -> None:
    place = tmp_path / "store"
    undated = paper(None, abstract="Fast is fast.", updated=None)
    assert counted(place, paper(None, updated="2024-05-01")) == {"new": 1}
    assert counted(place, paper(None, abstract=TEXTS[2], updated="2024-04-01")) == {"older": 1}
    assert counted(place, paper(None, abstract=TEXTS[3], updated="2024-06-01")) == {"version": 1}
    assert held(place) == [paper(None, abstract=TEXTS[3], updated="2024-06-01")]
    # nothing is known of its age: taken for the newest, unless its texts are those of an older one
    assert counted(place, undated) == {"metadata": 1}
    assert held(place) == [paper(None, abstract="Fast is fast.", updated="2024-06-01")]
    assert counted(place, paper(None, abstract=TEXTS[2], updated=None)) == {"unchanged": 1}
    assert held(place) == [paper(None, abstract="Fast is fast.", updated="2024-06-01")]


def test_texts_tell_versions_whose_dates_differ_by_a_day(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, paper(1, updated="2024-01-01")) == {"new": 1}
    assert counted(place, paper(None, updated="2023-12-31"), paper(None, updated="2024-01-02")) == {"metadata": 2}
    [found] = held(place)
    assert found.version == 1


def test_a_version_said_later_is_learned(tmp_path: Path) -> None:
    place = tmp_path / "store"
    counted(place, paper(None))
    assert counted(place, paper(1), paper(2), paper(1, comment="late")) == {"metadata": 1, "version": 1, "older": 1}
    assert held(place) == [paper(2)]


def test_deleted_papers_are_gone_until_something_newer_comes(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, paper(1), paper(1, "2401.00020"), deleted()) == {"new": 2, "deleted": 1}
    assert held(place) == [paper(1, "2401.00020")]
    # an old file brings nothing back
    assert counted(place, paper(1), paper(1, comment="late")) == {"unchanged": 1, "older": 1}
    assert len(held(place)) == 1
    assert counted(place, paper(2)) == {"version": 1}
    assert held(place) == [paper(2), paper(1, "2401.00020")]
    assert counted(place, deleted()) == {"unchanged": 1}
    assert counted(place, deleted(day="2024-01-15")) == {"older": 1}
    assert len(held(place)) == 2


def test_a_paper_deleted_before_it_came_comes_only_if_it_is_newer(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, deleted(day="2024-02-15")) == {"deleted": 1}
    assert counted(place, paper(1)) == {"older": 1}
    assert held(place) == []
    assert counted(place, paper(3)) == {"version": 1}
    assert held(place) == [paper(3)]


def test_unreadable_records_are_kept_until_a_good_one_comes(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert counted(place, unreadable(), unreadable("2401.00020")) == {"set_aside": 2}
    assert (place / "quarantine.jsonl").read_text().count("\n") == 2
    assert counted(place, paper(1)) == {"new": 1}
    assert "2401.00020" in (place / "quarantine.jsonl").read_text()
    assert (place / "quarantine.jsonl").read_text().count("\n") == store.set_aside(place) == 1
    assert counted(place, unreadable(), unreadable("2401.00020")) == {"unchanged": 1, "set_aside": 1}


def test_a_paper_that_the_extractor_fails_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"

    def fails(paper: Paper) -> Extraction:
        raise RuntimeError(f"cannot do {paper.id}")

    counted(place, paper(1))
    monkeypatch.setattr(apart, "extract", fails)
    assert counted(place, paper(2), paper(1, "2401.00020")) == {"set_aside": 2}
    assert "RuntimeError at test_fold.py" in (place / "quarantine.jsonl").read_text()
    assert held(place) == [paper(1)]
    monkeypatch.setattr(apart, "extract", None)  # this program has failed; it does not try again
    assert counted(place, paper(2)) == {"set_aside": 1}
    monkeypatch.setattr(apart, "extract", bare)
    monkeypatch.setattr(identity, "of_program", lambda: {"claims": "2"})
    assert counted(place, paper(2)) == {"version": 1}
    assert store.set_aside(place) == 1


def test_another_program_is_told_and_extracts_anew_if_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"
    monkeypatch.setattr(identity, "of_program", lambda: {"claims": "1", "code": "a"})
    counted(place, paper(1), paper(2), paper(1, "2401.00020"))
    monkeypatch.setattr(identity, "of_program", lambda: {"claims": "2", "code": "b"})
    monkeypatch.setattr(apart, "extract", lambda paper: Extraction(paper=paper, system="Fast"))
    told = fed(place)
    assert (told.outdated, told.because) == (2, ("claims was 1 and is 2", "the code of claims is another"))
    assert [found.system for found in store.read(place)] == [None, None]
    done = fed(place, reextract=True)
    assert (done.reextracted, done.differing, done.outdated, done.because) == (3, 3, 0, ())
    assert [found.system for found in store.read(place)] == ["Fast", "Fast"]
    monkeypatch.setattr(apart, "extract", None)
    assert fed(place, reextract=True).reextracted == 0


def test_records_of_another_form_are_told_and_extracted_anew(tmp_path: Path) -> None:
    place = tmp_path / "store"
    counted(place, paper(1))
    with closing(sqlite3.connect(place / "store.sqlite")) as base, base:
        base.execute("UPDATE states SET record = json_set(record, '$.model', 'x'), program = 9")
    with pytest.raises(SourceError, match=r"other records \(model: .*--reextract"):
        held(place)
    assert fed(place, reextract=True).differing == 1
    assert held(place) == [paper(1)]


def test_versions_that_are_compared_are_of_one_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"
    counted(place, paper(1), paper(1, "2401.00020"))
    monkeypatch.setattr(identity, "of_program", lambda: {"claims": "2"})
    monkeypatch.setattr(apart, "extract", lambda paper: Extraction(paper=paper, system="Fast"))
    assert fed(place, paper(2)).outdated == 1  # the paper that did not change
    assert [(count, "code" in program) for program, count in store.programs(place)] == [(1, True), (1, False)]
    assert [found.system for found in store.read(place)] == ["Fast", None]
    assert [transition.changes for transition in changes(place)] == [()]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(records(), max_size=14), st.data())
def test_any_division_into_updates_gives_the_same_store(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("stores")
    fed(place / "whole", *records)
    start = 0
    while start < len(records):
        end = data.draw(st.integers(start + 1, len(records)))
        fed(place / "parts", *records[start:end])
        again = data.draw(st.integers(0, end))  # files overlap
        fed(place / "parts", *records[again:end])
        start = end
    if records:
        assert content(place / "whole") == content(place / "parts")
        before = content(place / "whole")
        fed(place / "whole", *records)
        assert content(place / "whole") == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(versions=st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_whatever_the_order_the_newest_version_stays(
    tmp_path_factory: pytest.TempPathFactory, versions: list[int]
) -> None:
    place = tmp_path_factory.mktemp("stores") / "store"
    fed(place, *map(paper, versions))
    assert held(place) == [paper(max(versions))]
