"""An answer of the arXiv API in Atom, in its old form or that of 2026 -> papers."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import SourceError, TransientError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources import feed_head
from claims.sources.document import Document
from claims.sources.markup import children, inner_text, local, text_of
from claims.sources.record import UnreadableError, make_paper

if TYPE_CHECKING:
    from lxml import etree

log = logging.getLogger("claims")


def read(
    document: Document, root: "etree._Element", head: feed_head.FeedHead | None = None
) -> Iterator[Paper | Rejected]:
    """The entries. Raises `UpstreamError` for the API's error feed, `TransientError` for an empty page of many.

    `head` is that of the feed, where it is known already.
    """
    head = head or feed_head.read(root)
    if head.version != "atom10" and root.tag != "feed":
        raise SourceError(f"{document.name}: XML with the root <feed> that is no Atom feed. Fetch it again.")
    entries = children(root, "entry")
    if not entries:
        _check_that_empty_is_meant(document.name, head)
        return
    for position, entry in enumerate(entries, 1):
        fields = _Fields(entry)
        identifier = fields.text("id") or next((link.get("href") for link in fields.all("link")), None)
        if "/api/errors" in (identifier or "") or (fields.text("title") == "Error" and not fields.text("published")):
            said = fields.text("summary") or identifier or "an error without a message"
            raise UpstreamError(f"{document.name}: the arXiv API answers: {said}. Correct the query.")
        try:
            yield _paper(identifier, fields)
        except UnreadableError as error:
            record = inner_text(entry)
            yield document.rejected(position, str(error), id=error.identifier or identifier, record=record)


class _Fields:
    """The children of an entry by their names, looked through once."""

    def __init__(self, entry: "etree._Element") -> None:
        self._of: dict[str, list[etree._Element]] = {}
        for child in entry:
            self._of.setdefault(local(child), []).append(child)

    def all(self, name: str) -> "list[etree._Element]":
        return self._of.get(name, [])

    def text(self, name: str) -> str | None:
        """The text of the first child of that name without its outer white space, None where there is none."""
        return next(("".join(map(str, child.itertext())).strip() for child in self.all(name)), None)


def _paper(identifier: str | None, fields: _Fields) -> Paper:
    codes = (child.get("term") for name in ("primary_category", "category") for child in fields.all(name))
    return make_paper(
        identifier,
        title=fields.text("title"),
        abstract=fields.text("summary"),
        comment=fields.text("comment"),
        journal_ref=fields.text("journal_ref"),
        doi=fields.text("doi"),
        categories=[code for code in codes if code],
        published=fields.text("published"),
        updated=fields.text("updated"),
        authors=[name for author in fields.all("author") if (name := text_of(author, "name"))],
    )


def _check_that_empty_is_meant(where: str, head: feed_head.FeedHead) -> None:
    """arXiv sometimes answers a page of a large result with no entries at all."""
    if head.total and head.start is not None and head.start < head.total and head.size != 0:
        raise TransientError(f"{where}: no entries, although the query has {head.total:,} results. Fetch it again.")
    log.warning("%s: a valid feed with no entries", where)
