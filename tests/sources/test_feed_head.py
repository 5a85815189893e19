"""What a feed says of itself, whatever its form and whatever it holds."""

from io import BytesIO

import feedparser
import pytest
from feeds import read

from claims.errors import SourceError
from claims.sources import feed_head, markup

SPEC = "http://a9.com/-/spec/opensearch/1.1/"


def head(xml: str) -> feed_head.FeedHead:
    return feed_head.read(markup.parse(xml.encode(), "test"))


@pytest.mark.parametrize(
    ("xml", "version"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "atom10"),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', "atom10"),
        ('<rss version="2.0"><channel/></rss>', "rss20"),
        (
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item/></r:RDF>',
            "rss10",
        ),
        ('<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', ""),
        ("<OAI-PMH/>", ""),
    ],
)
def test_kinds_of_feeds(xml: str, version: str) -> None:
    assert head(xml).version == version


@pytest.mark.parametrize("prefix", ["opensearch", "os", "ns0"])
@pytest.mark.parametrize("where", ["root", "child"])
def test_numbers_whatever_their_prefix(prefix: str, where: str) -> None:
    declared = f'xmlns:{prefix}="{SPEC}"'
    at_root, at_child = (declared, "") if where == "root" else ("", declared)
    numbers = "".join(
        f"<{prefix}:{name} {at_child}> {number} </{prefix}:{name}>"
        for name, number in (("totalResults", 214881), ("startIndex", 10), ("itemsPerPage", 5))
    )
    found = head(f'<feed xmlns="http://www.w3.org/2005/Atom" {at_root}>{numbers}</feed>')
    assert (found.total, found.start, found.size) == (214881, 10, 5)


@pytest.mark.parametrize("number", ["", "many", "-1", "1e3", "²", "9" * 5_000])
def test_what_is_no_number_is_unknown(number: str) -> None:
    said = f'<o:totalResults xmlns:o="{SPEC}">{number}</o:totalResults>'
    assert head(f'<feed xmlns="http://www.w3.org/2005/Atom">{said}</feed>').total is None


def test_entries_are_not_shown_to_feedparser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand attributes on each of a thousand elements take it minutes."""
    shown = []
    parse = feedparser.parse

    def spy(stream: BytesIO, **options: bool) -> object:
        shown.append(stream.getvalue())
        return parse(stream, **options)

    monkeypatch.setattr(feedparser, "parse", spy)
    attributes = " ".join(f'a{number}="1"' for number in range(1_000))
    entries = f"<entry><category {attributes}/></entry>" * 300
    assert head(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{entries}</feed>').version == "atom10"
    assert len(shown) == 1
    assert len(shown[0]) < 300


@pytest.mark.parametrize(
    "xml", ['<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item/></r:RDF>', '<feed xmlns="urn:x"/>']
)
def test_roots_of_that_name_that_are_no_feeds(xml: str) -> None:
    with pytest.raises(SourceError, match=r"that is no (RSS|Atom) feed"):
        read(xml)
