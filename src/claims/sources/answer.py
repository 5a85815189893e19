"""One answer of an arXiv service, in memory -> its records, and what the next request needs to know.

Read by the same readers as files are. Unlike a file, an answer must be of the kind that was asked for, and whole.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claims.errors import TransientError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources import markup
from claims.sources.document import HEAD, Document, decoded

if TYPE_CHECKING:
    from lxml import etree

Kind = Literal["atom", "oai", "rss"]
_ROOTS: dict[Kind, tuple[str, ...]] = {"atom": ("feed",), "oai": ("OAI-PMH",), "rss": ("rss", "RDF")}


class ExpiredError(UpstreamError):
    """A list cannot be gone on with: its token is no longer known. It has to be asked for from its beginning."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page."""

    records: tuple[Paper | Rejected, ...]
    total: int | None = None
    """How many records there are on all pages, where the service says so."""
    token: str | None = None
    """OAI: what the next page is asked for with."""
    nothing: str | None = None
    """OAI: the service's words for an empty list, which it takes for an error."""


def read(data: bytes, where: str, kind: Kind) -> Answer:
    """The answer `data` to a request for `kind`; `where` is told in messages and in `Rejected.source`.

    Raises `TransientError` for a notice, a page of HTML or nothing at all in place of an answer, and for a page without
    entries in the middle of a list; `SourceError` for damaged XML; `UpstreamError` for an error that the service tells.
    """
    head = decoded(data[:HEAD])
    start = head.strip("\ufeff\0 \t\r\n")
    if not start.startswith("<"):
        said = repr(" ".join(start[:80].split())) if start else "nothing at all"
        raise TransientError(f"{where}: the service answers {said}. Wait a while and fetch it again.")
    markup.refuse_html(head, where)
    root = markup.parse(data, where)
    name = markup.local(root)
    if name not in _ROOTS[kind]:
        markup.refuse_html("<html>" + head if name == "html" else "", where)
        raise TransientError(f"{where}: XML with the root <{name}>, not <{_ROOTS[kind][0]}>. Check the address.")
    document = Document(where, "text", data[:HEAD], io.BytesIO(data))
    return _READERS[kind](document, root)


def _atom(document: Document, root: "etree._Element") -> Answer:
    from claims.sources import atom, feed_head

    head = feed_head.read(root)
    records = tuple(atom.read(document, root, head))
    if head.total is None or (head.total and not records):
        raise TransientError(f"{document.name}: a feed that is not whole. Fetch it again.")
    return Answer(records, head.total)


def _oai(document: Document, root: "etree._Element") -> Answer:
    from claims.sources import oai

    errors = dict(oai.errors(root))
    if set(errors) == {"noRecordsMatch"}:
        return Answer((), total=0, nothing=f"noRecordsMatch: {errors['noRecordsMatch']}")
    if "badResumptionToken" in errors or any("expired" in text for text in errors.values()):
        said = "; ".join(errors.values()).rstrip(".")
        raise ExpiredError(f"{document.name}: the list cannot be gone on with: {said}. Fetch it from its beginning.")
    records = tuple(oai.read(document, root))
    if not records:
        raise TransientError(f"{document.name}: an answer with neither records nor an error. Fetch it again.")
    return Answer(records, total=oai.list_size(root), token=oai.resumption(root))


def _rss(document: Document, root: "etree._Element") -> Answer:
    from claims.sources import rss

    records: Iterator[Paper | Rejected] = rss.read(document, root)
    return Answer(tuple(records))


_READERS = {"atom": _atom, "oai": _oai, "rss": _rss}
