"""An answer of the arXiv API in Atom, in its old form or that of 2026 -> papers."""

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claims.errors import SourceError, TransientError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources.document import Document
from claims.sources.record import UnreadableError, make_paper

if TYPE_CHECKING:
    from lxml import etree

log = logging.getLogger("claims")
_ARXIV = "http://arxiv.org/schemas/atom"
_MAX_CATEGORIES = 1_000  # feedparser's time grows with the square
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def read(document: Document, data: bytes, root: "etree._Element") -> Iterator[Paper | Rejected]:
    """The entries. Raises `UpstreamError` for the API's error feed, `TransientError` for an empty page of a long list.

    `root` is the tree of `data`, checked: feedparser is safe with it.
    """
    import feedparser

    # A stream, because feedparser takes bytes for a file's name first. Not sanitized: texts come out as they are.
    if any(len(entry.findall("{*}category")) > _MAX_CATEGORIES for entry in root.iter("{*}entry")):
        raise SourceError(
            f"{document.name}: an entry with over {_MAX_CATEGORIES} categories. This is no feed of papers."
        )
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise SourceError(f"{document.name}: XML with the root <feed> that is no Atom feed. Fetch it again.")
    if not feed.entries:
        _check_that_empty_is_meant(document.name, root)
        return
    # Whatever prefix a tool has given to arXiv's namespace, feedparser names the fields by it.
    prefix = next((prefix for prefix, uri in feed.namespaces.items() if uri == _ARXIV and prefix), "arxiv") + "_"
    for position, entry in enumerate(feed.entries, 1):
        fields: dict[str, Any] = dict(entry)
        identifier = fields.get("id") or fields.get("link")
        if "/api/errors" in (identifier or "") or (fields.get("title") == "Error" and "published" not in fields):
            said = fields.get("summary") or identifier or "an error without a message"
            raise UpstreamError(f"{document.name}: the arXiv API answers: {said}. Correct the query.")
        try:
            yield _paper(identifier, fields, prefix)
        except UnreadableError as error:
            yield document.rejected(position, str(error), id=error.identifier or identifier, record=fields)


def total(root: "etree._Element") -> int | None:
    """How many results the query has in all, of which this answer is a page."""
    return _number(root, "totalResults")


def _paper(identifier: str | None, fields: dict[str, Any], prefix: str) -> Paper:
    primary = fields.get(f"{prefix}primary_category") or {}
    categories = [primary.get("term"), *(tag.get("term") for tag in fields.get("tags", ()))]
    return make_paper(
        identifier,
        title=fields.get("title"),
        abstract=fields.get("summary"),
        comment=fields.get(f"{prefix}comment"),
        journal_ref=fields.get(f"{prefix}journal_ref"),
        doi=fields.get(f"{prefix}doi"),
        categories=[code for code in categories if code],
        published=fields.get("published"),
        updated=fields.get("updated"),
        authors=[author["name"] for author in fields.get("authors", ()) if author.get("name")],
    )


def _check_that_empty_is_meant(where: str, root: "etree._Element") -> None:
    """arXiv sometimes answers a page of a large result with no entries at all."""
    total, start, size = (_number(root, name) for name in ("totalResults", "startIndex", "itemsPerPage"))
    if total and start is not None and start < total and size != 0:
        raise TransientError(f"{where}: no entries, although the query has {total:,} results. Fetch it again.")
    log.warning("%s: a valid feed with no entries", where)


def _number(root: "etree._Element", name: str) -> int | None:
    text = (root.findtext(_OPENSEARCH + name) or "").strip()
    return int(text) if text.isdecimal() else None
