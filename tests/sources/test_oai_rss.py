"""OAI-PMH in its three formats, and RSS old and new."""

import logging

import pytest
from feeds import only, read

from claims.errors import UpstreamError
from claims.models import Paper, Rejected

OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<ListRecords>{}</ListRecords></OAI-PMH>"""
HEADER = "<record><header{}><identifier>oai:arXiv.org:2401.00010</identifier><datestamp>2026-01-01</datestamp></header>"
ARXIV = (
    HEADER.format("")
    + """<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>2401.00010</id><created>2024-01-01</created><updated>2024-02-01</updated><authors><author><keyname>Lovelace</keyname>
<forenames>Ada</forenames></author><author><keyname>King</keyname><forenames>B.</forenames><suffix>Jr</suffix></author>
</authors>
<title>A wrapped
  title</title><categories>cs.DC cs.OS</categories><comments>12 pages</comments>
<journal-ref>J. Foo 1 (2024)</journal-ref>
<doi>10.1000/1</doi>
<abstract>  We cut cost &lt; 10%.
</abstract></arXiv></metadata></record>"""
)
RAW = (
    HEADER.format("")
    + """<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2401.00010</id><submitter>A</submitter>
<version version="v1"><date>Mon, 1 Jan 2024 21:00:01 GMT</date></version>
<version version="v2"><date>Thu, 1 Feb 2024 01:50:08 GMT</date></version>
<title>A wrapped
  title</title><authors>Ada Lovelace (1), B. King Jr ((1) NPL)</authors><categories>cs.DC cs.OS</categories>
<comments>12 pages</comments>
<journal-ref>J. Foo 1 (2024)</journal-ref><doi>10.1000/1</doi>
<abstract>  We cut cost &lt; 10%.
</abstract></arXivRaw></metadata></record>"""
)
DUBLIN_CORE = (
    HEADER.format("")
    + """<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A wrapped
  title</dc:title><dc:creator>Lovelace, Ada</dc:creator><dc:creator>King, B., Jr</dc:creator>
<dc:subject>Computing</dc:subject>
<dc:description>  We cut cost &lt; 10%.
</dc:description><dc:description>Comment: 12 pages</dc:description><dc:date>2024-01-01</dc:date>
<dc:date>2024-02-01</dc:date>
<dc:identifier>http://arxiv.org/abs/2401.00010</dc:identifier><dc:identifier>J. Foo 1 (2024)</dc:identifier>
<dc:identifier>doi:10.1000/1</dc:identifier></oai_dc:dc></metadata></record>"""
)
PAPER = Paper(
    id="2401.00010", title="A wrapped\n  title", abstract="We cut cost < 10%.", comment="12 pages",
    journal_ref="J. Foo 1 (2024)", doi="10.1000/1", categories=("cs.DC", "cs.OS"), published="2024-01-01",
    updated="2024-02-01", authors=("Ada Lovelace", "B. King Jr"),
)  # fmt: skip
RSS = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.DC updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.DC</link><description>d</description>
{}</channel></rss>"""
ITEM = """<item><title>A title</title><link>https://arxiv.org/abs/2401.00010</link>
<description>arXiv:2401.00010v2 Announce Type: replace-cross&#32;
Abstract: If p &lt;q then r&gt; s, we cut cost.</description>
<guid isPermaLink="false">oai:arXiv.org:2401.00010v2</guid>
<category>cs.DC</category><category>cs.OS</category><pubDate>Thu, 24 Sep 2026 00:00:00 -0400</pubDate>
<arxiv:announce_type>replace-cross</arxiv:announce_type><arxiv:DOI>10.1000/1</arxiv:DOI>
<arxiv:journal_reference>J. Foo 1 (2024)</arxiv:journal_reference>
<dc:creator>Ada Lovelace, Alan Turing</dc:creator></item>"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://arxiv.org/"><title>cs.DC</title></channel>
<item rdf:about="http://arxiv.org/abs/1805.09166"><title>A title. (arXiv:1805.09166v1 [cs.DC] CROSS LISTED)</title>
<link>http://arxiv.org/abs/1805.09166</link><description rdf:parseType="Literal">&lt;p&gt;For $2.6&amp;lt;x$ we cut
cost (&lt;a href="http://a.b"&gt;this http URL&lt;/a&gt;).&lt;/p&gt;
</description>
<dc:creator> &lt;a href=&quot;http://arxiv.org/find/1&quot;&gt;Ada Lovelace&lt;/a&gt;</dc:creator>
</item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("record", "different"),
    [
        (ARXIV, {}),
        (RAW, {"version": 2}),
        (DUBLIN_CORE, {"categories": ()}),
    ],
)
def test_formats(record: str, different: dict[str, object]) -> None:
    assert only(OAI.format(record)) == PAPER.model_copy(update=different)
    assert only(record) == PAPER.model_copy(update=different)


def test_a_first_version_has_one_date() -> None:
    paper = only(OAI.format(ARXIV.replace("<updated>2024-02-01</updated>", "")))
    assert (paper.published, paper.updated) == ("2024-01-01", "2024-01-01")


def test_a_version_of_too_many_digits_is_none() -> None:
    assert only(OAI.format(RAW.replace('"v2"', f'"v{"9" * 5000}"'))).version is None
    size = f'<resumptionToken completeListSize="{"9" * 5000}">123</resumptionToken>'
    assert only(OAI.format(ARXIV + size)) == PAPER


def test_deleted_records_are_set_aside() -> None:
    records = read(OAI.format(HEADER.format(' status="deleted"') + "</record>" + ARXIV))
    assert isinstance(records[0], Rejected)
    assert (records[0].reason, records[0].id, records[0].position) == (
        "deleted from arXiv",
        "oai:arXiv.org:2401.00010",
        1,
    )
    assert records[1] == PAPER


def test_oai_error_is_an_error_with_its_message() -> None:
    error = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badVerb">Illegal verb</error></OAI-PMH>'
    with pytest.raises(UpstreamError, match="badVerb: Illegal verb"):
        read(error)


def test_a_page_of_a_longer_list_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "claims"):
        only(OAI.format(ARXIV + "<resumptionToken>123|1001</resumptionToken>"))
    assert "123|1001" in caplog.text


def test_rss_loses_no_word() -> None:
    assert only(RSS.format(ITEM)) == Paper(
        id="2401.00010", version=2, title="A title", abstract="If p <q then r> s, we cut cost.", doi="10.1000/1",
        journal_ref="J. Foo 1 (2024)", categories=("cs.DC", "cs.OS"), authors=("Ada Lovelace", "Alan Turing"),
    )  # fmt: skip


def test_rss_of_before_2024() -> None:
    assert only(RDF) == Paper(
        id="1805.09166", version=1, title="A title", abstract="For $2.6<x$ we cut\ncost (this http URL).",
        authors=("Ada Lovelace",),
    )  # fmt: skip


def test_rss_of_a_day_without_announcement(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "claims"):
        assert read(RSS.format("")) == []
    assert "no entries" in caplog.text
