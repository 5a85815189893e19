"""Answers of the API: papers, refusals and what stands between."""

import logging
import re

import pytest
from feeds import entry, feed, only, read, reason

from claims.errors import SourceError, UpstreamError
from claims.models import Paper, Rejected

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=cat:cs.DC&amp;id_list=&amp;start=0</title>
  <id>http://arxiv.org/api/bjXE</id>
  <updated>2017-08-13T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/cs/0112017v3</id>
    <updated>2002-02-01T17:46:28Z</updated>
    <published>2001-12-13T17:46:28Z</published>
    <title>A long title that is
  wrapped</title>
    <summary>  The first line
of &lt;two&gt; lines.
</summary>
    <author><name>Ada Lovelace</name></author>
    <author>
      <name>Alan Turing</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">NPL</arxiv:affiliation>
    </author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/1</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.1000/1" rel="related"/>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages,
  4 figures</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Foo 1 (2002) 3-4</arxiv:journal_ref>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.OS" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.OS" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>
"""
ERROR = """<feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/</id><entry>
<id>http://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>
<summary>incorrect id format for abc</summary><author><name>arXiv api core</name></author></entry></feed>"""


def test_old_form_keeps_texts_as_they_are() -> None:
    assert only(OLD) == Paper(
        id="cs/0112017",
        version=3,
        title="A long title that is\n  wrapped",
        abstract="The first line\nof <two> lines.",
        comment="12 pages,\n  4 figures",
        journal_ref="J. Foo 1 (2002) 3-4",
        doi="10.1000/1",
        categories=("cs.OS", "cs.DC"),
        published="2001-12-13",
        updated="2002-02-01",
        authors=("Ada Lovelace", "Alan Turing"),
    )


def test_form_of_2026() -> None:
    paper = only(feed(entry(10, arxiv_comment="ICML 2026", arxiv_journal_ref="J. Foo 1 (2024)", arxiv_doi="10.1/2")))
    assert (paper.id, paper.version, paper.categories) == ("2401.00010", 1, ("cs.OS", "cs.DC"))
    assert (paper.comment, paper.journal_ref, paper.doi) == ("ICML 2026", "J. Foo 1 (2024)", "10.1/2")
    assert (paper.published, paper.updated) == ("2024-01-01", "2024-01-02")


def test_a_tool_may_have_renamed_the_namespaces() -> None:
    document = feed(entry(arxiv_comment="ICML 2026"))
    renamed = re.sub(r"<(/?+)(?!\w+:|\?)", r"<\1ns0:", document.replace("xmlns=", "xmlns:ns0=")).replace(
        "arxiv:", "ns1:"
    )
    assert "<ns0:entry>" in renamed
    assert only(renamed.replace("xmlns:arxiv=", "xmlns:ns1=")) == only(document)


@pytest.mark.parametrize(
    "text",
    [
        "p <q then r> s",
        "a &lt; b &amp; c",
        "$a<b$ and $c>d$",
        "<b>bold</b>",
        "<script>alert(1)</script> x",
        "x &nbsp; y",
        "one\n\n  two  three",
        "<p>a paragraph</p>",
        "at <1ms & 100%",
        "a <a href='b'>c</a> d",
        "x <!-- y --> z",
        "[x](y)",
        "http://a.b/?c=d&copy=e",
        "\u200bzero\u00a0width\u2028line",
        "<img src=x onerror=y>",
    ],
)
def test_what_looks_like_markup_survives(text: str) -> None:
    paper = only(feed(entry(abstract=text, arxiv_comment=text)))
    assert (paper.abstract, paper.comment) == (text.strip(), text.strip())


def test_html_texts_are_not_sanitized() -> None:
    document = feed(entry(abstract="a <script>b</script> <i onclick=x>c</i>")).replace(
        "<summary>", '<summary type="html">'
    )
    assert only(document).abstract == "a <script>b</script> <i onclick=x>c</i>"


def test_error_feed_is_an_error_with_its_message() -> None:
    with pytest.raises(UpstreamError, match="incorrect id format for abc"):
        read(ERROR)


def test_empty_feed_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "claims"):
        assert read(feed()) == []
    assert "a valid feed with no entries" in caplog.text


def test_empty_page_of_a_query_with_results_is_an_error() -> None:
    with pytest.raises(UpstreamError, match="the query has 28,838 results"):
        read(feed(total=28838))


def test_a_bad_entry_among_good_ones_is_set_aside() -> None:
    bad = entry(2).replace("<summary>We cut cost by 10%.</summary>", "")
    records = read(feed(entry(1), bad, entry(3)))
    assert [type(record) for record in records] == [Paper, Rejected, Paper]
    rejected = records[1]
    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason, rejected.id) == (2, "no abstract", "2401.00002")
    assert rejected.record is not None
    assert "A title" in rejected.record


def test_a_damaged_id_is_rejected() -> None:
    assert "lost a digit" in reason(feed(entry().replace("2401.00001", "2401.0001")))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_xml_is_an_error(share: float) -> None:
    document = feed(entry(1), entry(2))
    with pytest.raises(SourceError, match="cut off"):
        read(document[: int(len(document) * share)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_as_declared_or_marked(encoding: str) -> None:
    document = feed(entry(abstract="Größe")).replace("UTF-8", "utf-8" if "utf-8" in encoding else encoding)
    assert only(document.encode(encoding)).abstract == "Größe"


def test_undeclared_latin_1_is_an_error() -> None:
    with pytest.raises(SourceError, match="character encoding"):
        read(feed(entry(abstract="Größe")).encode("latin-1"))


def test_other_xml_is_named() -> None:
    with pytest.raises(SourceError, match="root <schema>"):
        read('<?xml version="1.0"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')
