"""Queries of the arXiv API, whatever it does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import live
from claims.errors import SourceError, TransientError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources.answer import Kind, read
from live import arxiv
from live.arxiv import Arxiv
from live.conftest import PAPERS, Hurried

LATEST_FIRST = PAPERS[::-1]


def test_all_papers_of_a_query_come_page_by_page(server: Arxiv, hurried: Hurried) -> None:
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST
    assert [(asked.parameters["start"], asked.parameters["max_results"]) for asked in server.log] == [
        ("0", "4"), ("4", "4"), ("8", "4"),
    ]  # fmt: skip
    assert server.log[0].parameters["search_query"] == "cat:cs.DC"


@pytest.mark.parametrize("limit", [1, 4, 5, 10, 11])
def test_a_limit_is_kept_and_no_more_is_asked_for(limit: int, server: Arxiv, hurried: Hurried) -> None:
    assert list(live.fetch("cat:cs.DC", limit=limit, service=hurried())) == LATEST_FIRST[:limit]
    assert sum(int(asked.parameters["max_results"]) for asked in server.log) == min(limit, 12 if limit > 10 else limit)


@pytest.mark.parametrize(
    "fail",
    [
        arxiv.status(429), arxiv.status(503, "0"), arxiv.status(500), arxiv.status(502), arxiv.rate_exceeded,
        arxiv.nothing, arxiv.html, arxiv.empty_page, arxiv.truncated, arxiv.broken_off, arxiv.reset, arxiv.silent,
        arxiv.body("<?xml version='1.0'?><other/>"),
    ],
)  # fmt: skip
def test_what_may_succeed_later_is_asked_again(fail: arxiv.Fail, server: Arxiv, hurried: Hurried) -> None:
    server.script = [None, fail, fail]
    service = hurried(timeout=1.0) if fail is arxiv.silent else hurried()
    assert list(live.fetch("cat:cs.DC", service=service)) == LATEST_FIRST
    assert [asked.parameters["start"] for asked in server.log] == ["0", "4", "4", "4", "8"]


@pytest.mark.parametrize(
    ("fail", "said"),
    [
        (arxiv.status(429), "429 Too Many Requests"),
        (arxiv.rate_exceeded, "the service answers 'Rate exceeded.'"),
        (arxiv.nothing, "nothing at all"),
        (arxiv.html, "an HTML page that says 'arXiv is being looked after'"),
        (arxiv.empty_page, "no entries, although the query has 10 results"),
        (arxiv.truncated, "cut off"),
        (arxiv.broken_off, "the answer broke off"),
        (arxiv.reset, "no connection"),
        (arxiv.silent, "no answer in time"),
    ],
)
def test_what_fails_each_time_is_told(fail: arxiv.Fail, said: str, server: Arxiv, hurried: Hurried) -> None:
    server.script = [fail] * 4
    with pytest.raises(TransientError, match=said):
        list(live.fetch("cat:cs.DC", service=hurried(timeout=0.2) if fail is arxiv.silent else hurried()))
    assert len(server.log) == 4


@pytest.mark.parametrize("fail", [arxiv.error_feed, arxiv.bad_request])
def test_an_error_feed_is_told_and_not_asked_for_again(fail: arxiv.Fail, server: Arxiv, hurried: Hurried) -> None:
    server.script = [fail]
    with pytest.raises(UpstreamError, match=r"unbalanced parentheses\. Correct the query"):
        list(live.fetch("cat:cs.DC", service=hurried()))
    assert len(server.log) == 1


def test_a_fetch_goes_on_at_the_page_that_failed(server: Arxiv, hurried: Hurried) -> None:
    server.script = [None, *[arxiv.status(503)] * 4]
    with pytest.raises(UpstreamError):
        list(live.fetch("cat:cs.DC", service=hurried()))
    del server.log[:]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST
    assert [asked.parameters["start"] for asked in server.log] == ["4", "8"]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST
    assert len(server.log) == 2
    assert list(live.fetch("cat:cs.DC", fresh=True, service=hurried())) == LATEST_FIRST
    assert len(server.log) == 5


def test_since_gives_what_is_new_or_revised(server: Arxiv, hurried: Hurried) -> None:
    found = list(live.fetch("cat:cs.DC", since=date(2026, 2, 3), service=hurried(slice=2)))
    assert [paper.id for paper in found] == ["2601.00009", "2601.00007", "2601.00005", "2601.00003"]
    assert len(server.log) == 3, "the third page has papers older than that"
    found = list(live.fetch("cat:cs.DC", since=date(2026, 2, 3), limit=2, service=hurried(slice=2)))
    assert [paper.id for paper in found] == ["2601.00009", "2601.00007"]


def test_a_query_with_more_papers_than_the_api_gives_is_refused_with_advice(server: Arxiv, hurried: Hurried) -> None:
    many = arxiv.atom(PAPERS, {"max_results": "4"}).replace(
        "<opensearch:totalResults>10", "<opensearch:totalResults>30001"
    )
    server.script = [arxiv.body(many)] * 2
    with pytest.raises(SourceError, match=r"30,001 papers.* --max.* --oai"):
        list(live.fetch("cat:cs.DC", service=hurried()))
    assert len(list(live.fetch("cat:cs.DC", limit=3, service=hurried()))) == 3


def test_an_empty_list_is_asked_for_twice_and_not_kept(server: Arxiv, hurried: Hurried) -> None:
    server.papers = []
    assert list(live.fetch("cat:cs.DC", service=hurried())) == []
    assert len(server.log) == 2
    server.script = [arxiv.body(arxiv.atom([], {}))]
    server.papers = PAPERS
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST


def test_a_later_page_that_says_there_is_nothing_at_all_is_asked_for_again(server: Arxiv, hurried: Hurried) -> None:
    server.script = [None, arxiv.body(arxiv.atom([], {}))]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST


@pytest.mark.parametrize("limit", [None, 40_000])
def test_a_date_that_the_api_does_not_reach_is_told(
    limit: int | None, server: Arxiv, hurried: Hurried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.live.api.MOST", 6)
    with pytest.raises(SourceError, match="at most 6 of a query"):
        list(live.fetch("cat:cs.DC", since=date(2020, 1, 1), limit=limit, service=hurried()))
    assert [asked.parameters["max_results"] for asked in server.log] == ["4", "2"]


ANSWERS = {
    "atom": arxiv.atom(PAPERS[:1], {}), "rss": arxiv.rss(PAPERS[:1]),
    "oai": arxiv.oai(f"<ListRecords>{arxiv.raw(PAPERS[0])}</ListRecords>"),
}  # fmt: skip


@given(st.sampled_from(["atom", "oai", "rss"]), st.data())
def test_whatever_comes_is_read_or_told(kind: Kind, data: st.DataObject) -> None:
    """Any bytes, and answers with a piece cut out or put in: no other error than ours."""
    whole = ANSWERS[kind].encode()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    text = data.draw(
        st.binary(max_size=200) | st.just(whole[:start] + whole[end:]) | st.just(whole[:end] + whole[start:])
    )
    try:
        records = read(text, "answer", kind).records
    except SourceError:
        records = ()
    assert all(isinstance(record, Paper | Rejected) for record in records)
