"""An OAI-PMH answer of arXiv, in the formats arXiv, arXivRaw and oai_dc -> papers."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import UpstreamError
from claims.models import Paper, Rejected
from claims.sources.document import Document
from claims.sources.markup import children, inner_text, local, text_of, texts_of
from claims.sources.record import UnreadableError, make_paper, number_of, split_people, version_of

if TYPE_CHECKING:
    from lxml import etree

log = logging.getLogger("claims")
DELETED = "deleted from arXiv"
"""The reason why a record without metadata is set aside."""


def read(document: Document, root: "etree._Element") -> Iterator[Paper | Rejected]:
    """The records, deleted ones rejected. Raises `UpstreamError` with the code of an OAI error."""
    if said := errors(root):
        answers = "; ".join(f"{code}: {text}" for code, text in said)
        raise UpstreamError(f"{document.name}: the OAI service answers: {answers.rstrip('.')}. Correct the request.")
    position = 0
    for position, record in enumerate(_records(root), 1):
        header = next(iter(children(record, "header")), None)
        identifier = text_of(header, "identifier") if header is not None else None
        try:
            if header is not None and header.get("status") == "deleted":
                raise UnreadableError(DELETED)
            yield _paper(record, identifier)
        except UnreadableError as error:
            yield document.rejected(position, str(error), id=error.identifier or identifier, record=inner_text(record))
    if not position:
        log.warning("%s: a valid answer with no records", document.name)
    token = resumption(root)
    if token:
        log.info("%s: one page of a longer list; the next has the resumptionToken %s", document.name, token)


def errors(root: "etree._Element") -> list[tuple[str, str]]:
    """Code and text of each error that the service answers with."""
    return [(error.get("code") or "", inner_text(error)) for error in children(root, "error")]


def resumption(root: "etree._Element") -> str | None:
    """The token that the next page of the list is asked for with; None on its last page."""
    return next((text for element in root.iter("{*}resumptionToken") if (text := (element.text or "").strip())), None)


def list_size(root: "etree._Element") -> int | None:
    """How many records the list has in all, where the service says so."""
    for element in root.iter("{*}resumptionToken"):
        if (size := number_of(element.get("completeListSize"))) is not None:
            return size
    return None


def _records(root: "etree._Element") -> Iterator["etree._Element"]:
    if local(root) == "record" or local(root) in _FORMATS:
        return iter([root])
    return root.iter("{*}record")


def _paper(record: "etree._Element", identifier: str | None) -> Paper:
    for element in record.iter("{*}arXiv", "{*}arXivRaw", "{*}dc"):
        return _FORMATS[local(element)](element, identifier)
    raise UnreadableError("no metadata in the formats arXiv, arXivRaw or oai_dc")


def _arxiv(metadata: "etree._Element", identifier: str | None) -> Paper:
    created = text_of(metadata, "created")
    authors = [
        " ".join(part.strip() for name in ("forenames", "keyname", "suffix") if (part := text_of(author, name)))
        for group in children(metadata, "authors")
        for author in children(group, "author")
    ]
    return make_paper(
        text_of(metadata, "id") or identifier,
        title=text_of(metadata, "title"),
        abstract=text_of(metadata, "abstract"),
        comment=text_of(metadata, "comments"),
        journal_ref=text_of(metadata, "journal-ref"),
        doi=text_of(metadata, "doi"),
        categories=(text_of(metadata, "categories") or "").split(),
        published=created,
        updated=text_of(metadata, "updated") or created,  # said only where there is a second version
        authors=authors,
    )


def _arxiv_raw(metadata: "etree._Element", identifier: str | None) -> Paper:
    versions = children(metadata, "version")
    dates = [text_of(version, "date") for version in versions] or [None]
    return make_paper(
        text_of(metadata, "id") or identifier,
        title=text_of(metadata, "title"),
        abstract=text_of(metadata, "abstract"),
        comment=text_of(metadata, "comments"),
        journal_ref=text_of(metadata, "journal-ref"),
        doi=text_of(metadata, "doi"),
        categories=(text_of(metadata, "categories") or "").split(),
        published=dates[0],
        updated=dates[-1],
        authors=split_people(text_of(metadata, "authors") or ""),
        version=version_of(versions[-1].get("version")) if versions else None,
    )


def _dublin_core(metadata: "etree._Element", identifier: str | None) -> Paper:
    """Dublin Core has one element for several fields: order and prefix tell them apart. Its subjects are no codes."""
    descriptions = texts_of(metadata, "description")
    comments = [text for text in descriptions if text.lstrip().startswith("Comment:")]
    abstracts = [text for text in descriptions if text not in comments]
    dates = texts_of(metadata, "date") or [""]
    names = [text.strip() for text in texts_of(metadata, "identifier")]
    links = [name for name in names if name.startswith(("http://", "https://"))]
    dois = [name.removeprefix("doi:") for name in names if name.startswith("doi:")]
    references = [name for name in names if name not in links and not name.startswith("doi:")]
    return make_paper(
        identifier or next((link for link in links if "arxiv.org/abs/" in link), None),
        title=text_of(metadata, "title"),
        abstract=abstracts[0] if abstracts else None,
        comment=comments[0].lstrip().removeprefix("Comment:") if comments else None,
        journal_ref=references[0] if references else None,
        doi=dois[0] if dois else None,
        published=dates[0],
        updated=dates[-1],
        authors=[_forename_first(creator) for creator in texts_of(metadata, "creator")],
    )


def _forename_first(creator: str) -> str:
    """ "Alekseev, Anton Yu., Jr" -> "Anton Yu. Alekseev Jr"."""
    family, *given = creator.split(", ")
    return " ".join([*given[:1], family, *given[1:]])


_FORMATS = {"arXiv": _arxiv, "arXivRaw": _arxiv_raw, "dc": _dublin_core}
