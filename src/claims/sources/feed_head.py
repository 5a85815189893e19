"""What a feed says of itself, by feedparser: which kind it is, and how many results its query has.

feedparser is shown the head of the feed only. Its time grows with the square of what a hostile element holds, and it
takes a description for HTML and loses words of it ("p <q then r> s"): entries are read from the tree that has been
checked.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from claims.sources.markup import local
from claims.sources.record import number_of

if TYPE_CHECKING:
    from lxml import etree

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SAID = frozenset(("totalResults", "startIndex", "itemsPerPage"))
_MAX_TEXT = 1_000
"""Signs of one element of the head that are shown to feedparser."""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """The head of an Atom or RSS feed. Numbers are None where the feed does not give them (RSS never does)."""

    version: str
    """As feedparser names it: "atom10", "rss20", "rss10"; "" where the document is no feed."""
    total: int | None
    """Results of the query in all, of which the document is a page."""
    start: int | None
    """Results before the first of the page, counted from 0."""
    size: int | None
    """Results that a page holds at most."""


def read(root: "etree._Element") -> FeedHead:
    """The head of the feed with this root; a document that is no feed has an empty version."""
    import feedparser

    # A stream, because feedparser takes bytes for a file's name first.
    parsed = feedparser.parse(BytesIO(_head(root)), sanitize_html=False, resolve_relative_uris=False)
    said = parsed.feed
    return FeedHead(
        version=str(parsed.version or ""),
        total=number_of(said.get("opensearch_totalresults")),
        start=number_of(said.get("opensearch_startindex")),
        size=number_of(said.get("opensearch_itemsperpage")),
    )


def _head(root: "etree._Element") -> bytes:
    """The root and what it, or its channel, says of the feed; the first element of each name, with its text alone."""
    from lxml import etree

    # Feedparser names the fields of OpenSearch by the prefix that a document happens to give it.
    names = {prefix: uri for prefix, uri in root.nsmap.items() if uri != _OPENSEARCH}
    names["opensearch"] = _OPENSEARCH
    kept = etree.Element(root.tag, nsmap=names)  # type: ignore[arg-type]  # the stubs know no default namespace
    if root.get("version"):
        kept.set("version", str(root.get("version"))[:20])
    _copy(root, kept)
    channel = next((child for child in root if local(child) == "channel"), None)
    if channel is not None:
        _copy(channel, etree.SubElement(kept, channel.tag))
    return etree.tostring(kept, encoding="utf-8", xml_declaration=True)


def _copy(source: "etree._Element", target: "etree._Element") -> None:
    from lxml import etree

    seen = set()
    for child in source:
        name = local(child)
        if name in _SAID and name not in seen:
            seen.add(name)
            etree.SubElement(target, child.tag).text = (child.text or "")[:_MAX_TEXT]
