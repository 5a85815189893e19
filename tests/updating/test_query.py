"""A query as a source: what is asked for the first time and after that."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from claims.errors import UpstreamError
from claims.runs import apart
from claims.updating import update
from updating.steps import DAY, Record, bare, content, paper, unreadable

Asked = list[tuple[str, date | None, int | None]]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "extract", bare)


class Arxiv:
    """Answers with what it holds, the latest first, and remembers what it was asked."""

    def __init__(self) -> None:
        self.papers: list[Record] = []
        self.asked: Asked = []

    def __call__(self, source: str, since: date | None, limit: int | None) -> Iterable[Record]:
        self.asked.append((source, since, limit))
        return self.papers[:limit]


def dated(number: int, updated: str) -> Record:
    return paper(1, f"2401.0{number:04d}", updated=updated)


def test_what_is_new_since_the_last_time_is_asked_for(tmp_path: Path) -> None:
    arxiv, place = Arxiv(), tmp_path / "store"
    arxiv.papers = [dated(2, "2026-11-20"), unreadable("x"), dated(1, "2026-11-10")]
    assert update(place, ["cat:cs.DC"], read=arxiv, day=DAY).new == 2
    arxiv.papers = [dated(3, "2026-11-25"), dated(2, "2026-11-20")]
    found = update(place, ["cat:cs.DC"], read=arxiv, day=DAY)
    assert (found.new, found.unchanged) == (1, 1)
    update(place, ["cat:cs.DC"], read=arxiv, day=DAY)
    update(place, ["cat:cs.OS", "cat:cs.DC"], read=arxiv, day=DAY, since=date(2026, 1, 1), limit=5)
    # a week back, since arXiv announces some papers late
    assert [since for _, since, _ in arxiv.asked] == [
        None, date(2026, 11, 13), date(2026, 11, 18), date(2026, 1, 1), date(2026, 1, 1),
    ]  # fmt: skip
    assert [limit for _, _, limit in arxiv.asked] == [None, None, None, 5, 5]


def test_a_query_is_its_words_however_it_is_written(tmp_path: Path) -> None:
    arxiv = Arxiv()
    arxiv.papers = [dated(2, "2026-11-20")]
    update(tmp_path / "store", ["cat:cs.DC+AND+abs:LLM"], read=arxiv, day=DAY)
    update(tmp_path / "store", ["cat:cs.DC  AND abs:LLM"], read=arxiv, day=DAY)
    assert [since for _, since, _ in arxiv.asked] == [None, date(2026, 11, 13)]


def test_what_a_limit_left_out_is_asked_for_next_time(tmp_path: Path) -> None:
    arxiv, place = Arxiv(), tmp_path / "store"
    arxiv.papers = [dated(1, "2026-11-10")]
    update(place, ["cat:cs.DC"], read=arxiv, day=DAY, limit=1)
    arxiv.papers = [dated(3, "2026-11-25"), dated(2, "2026-11-24")]
    update(place, ["cat:cs.DC"], read=arxiv, day=DAY, limit=1)
    update(place, ["cat:cs.DC"], read=arxiv, day=DAY)
    update(place, ["cat:cs.DC"], read=arxiv, day=DAY)
    assert [since for _, since, _ in arxiv.asked] == [None, date(2026, 11, 3), date(2026, 11, 3), date(2026, 11, 18)]


def test_a_query_that_breaks_off_is_not_done(tmp_path: Path) -> None:
    asked: Asked = []

    def refused(source: str, since: date | None, limit: int | None) -> Iterator[Record]:
        asked.append((source, since, limit))
        yield from (dated(number, "2026-11-20") for number in range(250, 0, -1))
        raise UpstreamError("arXiv: 503. Wait.")

    place = tmp_path / "store"
    for _ in range(2):
        with pytest.raises(UpstreamError):
            update(place, ["cat:cs.DC"], read=refused, day=DAY)
    assert [since for _, since, _ in asked] == [None, None]
    arxiv = Arxiv()
    arxiv.papers = [dated(number, "2026-11-20") for number in range(250, 0, -1)]
    found = update(place, ["cat:cs.DC"], read=arxiv, day=DAY)
    assert (found.new, found.unchanged) == (50, 200)  # what was written down at once
    update(tmp_path / "calm", ["cat:cs.DC"], read=arxiv, day=DAY)
    assert content(place) == content(tmp_path / "calm")


def test_a_file_of_that_name_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arxiv = Arxiv()
    arxiv.papers = [dated(1, "2026-11-10")]
    Path("cat:x").touch()
    update("store", ["cat:x"], read=arxiv, day=DAY)
    update("store", ["cat:x"], read=arxiv, day=DAY)
    assert [since for _, since, _ in arxiv.asked] == [None, None]
