"""An RSS feed of arXiv, 2.0 of today or 1.0 of before 2024 -> papers.

RSS has no comment field, and its dates are those of the announcement, so that both stay unknown. The words are those of
the XML: a description is no HTML, which would lose words of it ("p <q then r> s").
"""

import html
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import SourceError
from claims.models import Paper, Rejected
from claims.sources import feed_head
from claims.sources.document import Document
from claims.sources.markup import inner_text, local, text_of, texts_of
from claims.sources.record import UnreadableError, make_paper

if TYPE_CHECKING:
    from lxml import etree

log = logging.getLogger("claims")
_ANNOUNCEMENT = re.compile(r"\s*arXiv:(\S+)\s+Announce Type:\s*\S+\s+Abstract:")
_OLD_TITLE = re.compile(r"\.?\s*\((arXiv:\S+)(?:\s+\[[^\[\]]{1,40}\])?(?:\s+[A-Z ]{1,30})?\)\s*$")
_PARAGRAPH = re.compile(r"\s*<p>(.*)</p>\s*", re.DOTALL)
_LINK = re.compile(r"</?a\b[^<>]{0,2000}>")


def read(document: Document, root: "etree._Element") -> Iterator[Paper | Rejected]:
    """The items of the feed. Raises `SourceError` where the root is that of no RSS feed."""
    if not feed_head.read(root).version.startswith("rss"):
        raise SourceError(f"{document.name}: XML with the root <{local(root)}> that is no RSS feed. Fetch it again.")
    position = 0
    for position, item in enumerate(root.iter("{*}item"), 1):
        try:
            yield _paper(item)
        except UnreadableError as error:
            identifier = error.identifier or text_of(item, "link")
            yield document.rejected(position, str(error), id=identifier, record=inner_text(item))
    if not position:
        log.warning("%s: a valid feed with no entries; RSS is empty on days without an announcement", document.name)


def _paper(item: "etree._Element") -> Paper:
    title, description = text_of(item, "title") or "", text_of(item, "description") or ""
    announced, in_title = _ANNOUNCEMENT.match(description), _OLD_TITLE.search(title)
    if announced:
        identifier: str | None = announced[1]
        description = description[announced.end() :]
    elif in_title:
        identifier = in_title[1]
    else:
        identifier = text_of(item, "guid") or text_of(item, "link")
    paragraph = _PARAGRAPH.fullmatch(description)
    return make_paper(
        identifier,
        title=title[: in_title.start()] if in_title else title,
        abstract=html.unescape(_LINK.sub("", paragraph[1])) if paragraph else description,
        journal_ref=text_of(item, "journal_reference"),
        doi=text_of(item, "DOI"),
        categories=texts_of(item, "category"),
        authors=_LINK.sub("", text_of(item, "creator") or "").split(","),
    )
