"""Whole categories by OAI-PMH, today's announcements by RSS, and papers by their ids."""

import logging
from datetime import date
from pathlib import Path

import pytest

from claims import live
from claims.errors import SourceError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources import read_records
from claims.sources.oai import DELETED
from live import arxiv
from live.arxiv import Arxiv
from live.conftest import PAPERS, Hurried

FEEDS = Path(__file__).parents[3] / "shared" / "feeds"
needs_feeds = pytest.mark.skipif(not FEEDS.is_dir(), reason="no feeds beside the project")
SET = live.Request(oai="cs:cs:DC", begin=date(2026, 1, 1), until=date(2026, 3, 1))


def test_a_set_comes_page_by_page_with_versions(server: Arxiv, hurried: Hurried) -> None:
    assert list(live.records(SET, hurried())) == PAPERS
    first, *others = [asked.parameters for asked in server.log]
    assert first == {
        "verb": "ListRecords", "set": "cs:cs:DC", "metadataPrefix": "arXivRaw", "from": "2026-01-01",
        "until": "2026-03-01",
    }  # fmt: skip
    assert len(others) == 3
    assert all(set(asked) == {"verb", "resumptionToken"} for asked in others)


def test_deleted_records_are_not_lost(server: Arxiv, hurried: Hurried) -> None:
    server.deleted = ["2601.00098", "2601.00099"]
    found = list(live.records(SET, hurried()))
    assert found[:10] == PAPERS
    assert [(record.id, record.reason) for record in found[10:] if isinstance(record, Rejected)] == [
        ("oai:arXiv.org:2601.00098", DELETED), ("oai:arXiv.org:2601.00099", DELETED),
    ]  # fmt: skip


def test_a_harvest_goes_on_at_the_page_that_failed(server: Arxiv, hurried: Hurried) -> None:
    server.script = [None, None, *[arxiv.status(503)] * 4]
    with pytest.raises(UpstreamError, match=r"503 Service Unavailable.* The 6 records before it are kept"):
        list(live.records(SET, hurried()))
    del server.log[:]
    assert list(live.records(SET, hurried())) == PAPERS
    assert len(server.log) == 2


@pytest.mark.parametrize("known", [0, 3])
def test_a_list_whose_token_expired_is_asked_for_again(known: int, server: Arxiv, hurried: Hurried) -> None:
    """As on the day after, or when the service has been started anew: every record comes, and comes once."""
    server.script = [None, None, *[arxiv.status(503)] * 4]
    with pytest.raises(UpstreamError):
        list(live.records(SET, hurried()))
    server.tokens.clear()
    server.papers = [*PAPERS[known:], *PAPERS[:known]]
    found = list(live.records(SET, hurried()))
    assert sorted(paper.id for paper in found if isinstance(paper, Paper)) == [paper.id for paper in PAPERS]


def test_tokens_that_always_expire_are_told(server: Arxiv, hurried: Hurried) -> None:
    expired = arxiv.body(arxiv.oai('<error code="badResumptionToken">It has expired.</error>'))
    server.script = [None, expired] * 3
    with pytest.raises(UpstreamError, match=r"the list cannot be gone on with: It has expired\."):
        list(live.records(SET, hurried()))
    assert len(server.log) == 6


def test_a_token_that_leads_in_circles_is_told(server: Arxiv, hurried: Hurried) -> None:
    page = arxiv.oai(f"<ListRecords>{arxiv.raw(PAPERS[0])}<resumptionToken>same</resumptionToken></ListRecords>")
    server.script = [arxiv.body(page)] * 3
    with pytest.raises(UpstreamError, match="the same page again and again"):
        list(live.records(SET, hurried()))
    assert len(server.log) == 2


@pytest.mark.parametrize(
    "fail",
    [arxiv.status(503, "0"), arxiv.rate_exceeded, arxiv.html, arxiv.truncated, arxiv.body(arxiv.oai("<ListRecords/>"))],
)
def test_what_may_succeed_later_is_asked_again(fail: arxiv.Fail, server: Arxiv, hurried: Hurried) -> None:
    server.script = [None, fail, fail]
    assert list(live.records(SET, hurried())) == PAPERS
    assert len(server.log) == 6


def test_an_empty_list_is_no_error_and_told(server: Arxiv, hurried: Hurried, caplog: pytest.LogCaptureFixture) -> None:
    server.papers = []
    assert list(live.records(SET, hurried())) == []
    assert "the list is empty (noRecordsMatch: Nothing in these dates)" in caplog.text
    server.papers = PAPERS
    assert list(live.records(SET, hurried())) == PAPERS, "nothing is not kept for a day"


def test_other_errors_of_oai_are_told_and_not_asked_for_again(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.body(arxiv.oai('<error code="badArgument">set is wrong</error>'))]
    with pytest.raises(UpstreamError, match="badArgument: set is wrong"):
        list(live.records(SET, hurried()))
    assert len(server.log) == 1


def test_a_list_that_is_shorter_than_told_is_told(
    server: Arxiv, hurried: Hurried, caplog: pytest.LogCaptureFixture
) -> None:
    last = '<resumptionToken cursor="0" completeListSize="4"/>'
    server.script = [arxiv.body(arxiv.oai(f"<ListRecords>{arxiv.raw(PAPERS[0])}{last}</ListRecords>"))]
    assert list(live.records(SET, hurried())) == PAPERS[:1]
    assert "a list of 4 records, of which 1 came" in caplog.text


def test_an_announcement_keeps_its_words(server: Arxiv, hurried: Hurried) -> None:
    found = list(live.records(live.Request(rss="cs.DC+cs.OS"), hurried()))
    unknown = {"comment": None, "journal_ref": None, "doi": None, "published": None, "updated": None}
    assert found == [paper.model_copy(update=unknown) for paper in PAPERS]
    assert "p <q then r> s" in PAPERS[0].abstract
    assert server.log[0].path == "/rss/cs.DC+cs.OS"


def test_an_empty_feed_is_asked_for_again_on_the_same_day(
    server: Arxiv, hurried: Hurried, caplog: pytest.LogCaptureFixture
) -> None:
    server.papers = []
    assert list(live.records(live.Request(rss="cs.DC"), hurried())) == []
    assert "RSS is empty on days without an announcement" in caplog.text
    server.papers = PAPERS
    assert len(list(live.records(live.Request(rss="cs.DC"), hurried()))) == 10


def test_papers_by_id_and_those_that_arxiv_does_not_have(server: Arxiv, hurried: Hurried) -> None:
    wanted = ("https://arxiv.org/abs/2601.00003", "2601.00005v2", "2601.99999", "2601.00003")
    found = list(live.records(live.Request(ids=wanted), hurried()))
    assert found[:2] == [PAPERS[2], PAPERS[4]]
    assert [(record.id, record.reason) for record in found[2:] if isinstance(record, Rejected)] == [
        ("2601.99999", "not in arXiv")
    ]
    assert server.log[0].parameters["id_list"] == "2601.00003,2601.00005v2,2601.99999"


def test_many_ids_are_asked_for_in_parts(server: Arxiv, hurried: Hurried) -> None:
    wanted = tuple(f"2601.{number:05d}" for number in range(1, 251))
    found = list(live.records(live.Request(ids=wanted), hurried()))
    assert len(server.log) == 3
    assert [record.id for record in found] == list(wanted)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, "nothing is asked for"),
        ({"query": "cat:cs.DC", "rss": "cs.DC"}, "query and rss is asked for"),
        ({"oai": "cs", "since": date(2026, 1, 1)}, "say from"),
        ({"query": "cat:cs.DC", "begin": date(2026, 1, 1)}, "say since"),
        ({"oai": "cs", "begin": date(2026, 1, 2), "until": date(2026, 1, 1)}, "is before"),
        ({"rss": "cs.DC", "limit": 0}, "at least one"),
        ({"ids": ("2401.0001",)}, "lost a digit"),
        ({"oai": "cs DC"}, "no set of arXiv"),
        ({"rss": "../etc"}, "no category of arXiv"),
        ({"query": " "}, "is empty"),
        ({"query": '(cat:cs.DC AND ti:"x)'}, "a quote that is not closed"),
        ({"query": "(cat:cs.DC"}, "a bracket without its other half"),
        ({"query": 'cat:cs.DC) OR (abs:"("'}, "a bracket without its other half"),
    ],
)
def test_what_cannot_be_asked_for_is_told_before_anything_is_sent(
    wanted: dict[str, object], said: str, server: Arxiv, hurried: Hurried
) -> None:
    with pytest.raises(SourceError, match=said):
        list(live.records(live.Request(**wanted), hurried()))  # type: ignore[arg-type]
    assert server.log == []


@needs_feeds
@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("lukasschwab_arxiv.py__q_testing_s0_m100_cfe7536492ca.xml", live.Request("all:testing", limit=100)),
        ("arxiv-vanity_arxiv-vanity__query_0.xml", live.Request("cat:cs.CV", limit=100)),
        ("msudars_laya-reader__arxiv_rss.xml", live.Request(rss="cs.LG")),
        ("steog88_physBiblio__rss-1.0-old_0.xml", live.Request(rss="physics")),
        ("mikesaelim_arXivOAIHarvester__ListRecordsResponse.xml", live.Request(oai="physics", limit=3)),
    ],
)
def test_real_answers_are_read_as_files_are(name: str, request_: live.Request, server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.body((FEEDS / name).read_bytes())]
    found = list(live.records(request_, hurried(slice=100)))
    in_file = list(read_records(FEEDS / name))
    assert found
    assert found == in_file[: len(found)]
    assert len(found) == min(len(in_file), request_.limit or len(in_file))


@needs_feeds
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lukasschwab_arxiv.py__id_abc_s0_m100_b79c8dcf6bc3.xml", "incorrect id format for abc"),
        ("mikesaelim_arXivOAIHarvester__ErrorResponseBadArgument.xml", "XML with the root <OAI-PMH>"),
    ],
)
def test_real_refusals_are_told(name: str, said: str, server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.body((FEEDS / name).read_bytes())] * 4
    with pytest.raises(UpstreamError, match=said):
        list(live.fetch("cat:cs.DC", service=hurried()))


@needs_feeds
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("BadArgument", "badArgument: Verb 'ListRecords', illegal argument"),
        ("BadResumptionToken", "resumptionToken supplied is illegal"),
        ("IdDoesNotExist", "idDoesNotExist"),
    ],
)
def test_real_errors_of_oai_are_told(name: str, said: str, server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.body((FEEDS / f"mikesaelim_arXivOAIHarvester__ErrorResponse{name}.xml").read_bytes())] * 4
    with pytest.raises(UpstreamError, match=said):
        list(live.records(SET, hurried()))


@needs_feeds
def test_a_real_empty_list(server: Arxiv, hurried: Hurried, caplog: pytest.LogCaptureFixture) -> None:
    name = "mikesaelim_arXivOAIHarvester__ErrorResponseNoRecordsMatch.xml"
    server.script = [arxiv.body((FEEDS / name).read_bytes())]
    with caplog.at_level(logging.WARNING):
        assert list(live.records(SET, hurried())) == []
    assert "Set argument doesn't match any sets" in caplog.text
