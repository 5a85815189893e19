"""One bare text, the abstract of one paper."""

import re
from collections.abc import Iterator

from claims.errors import SourceError, TransientError
from claims.models import Paper, Rejected
from claims.sources import ids
from claims.sources.document import Document
from claims.sources.record import MAX_RECORD, UnreadableError, make_paper

# A throttled caller may get status 200 and this for a body.
_REFUSAL = re.compile(
    r"(?:rate exceeded|too many requests|(?:error )?(?:4\d|50)\d\b|service (?:temporarily )?unavailable|bad gateway"
    r"|forbidden|access denied|gateway time-?out|internal server error|request (?:blocked|denied)|upstream connect)",
    re.IGNORECASE,
)

_FOREIGN = re.compile(
    r"\s*(?:(?P<BibTeX>@[A-Za-z]{3,20}\s*\{)|(?P<RIS>TY {1,2}- )|(?P<LaTeX>\\documentclass)|(?P<YAML>---\n))"
)


def read(document: Document, text: str) -> Iterator[Paper | Rejected]:
    """The paper, its id the name of the file. Raises `TransientError` for a refusal ("Rate exceeded.")."""
    start = text.strip()[:200]
    if len(text) < 500 and _REFUSAL.match(start):
        raise TransientError(
            f"{document.name}: the service answers {' '.join(start.split())!r}. Wait a while and fetch it again."
        )
    foreign = _FOREIGN.match(text)
    if foreign:
        raise SourceError(f"{document.name}: {foreign.lastgroup}, which is not read. Export CSV or JSON lines.")
    if all(_is_arxiv_id(word) for word in text.split(maxsplit=50)[:50]):
        raise SourceError(f"{document.name}: ids only. Give the metadata, which `claims fetch --ids-from FILE` brings.")
    if len(text) > MAX_RECORD:
        raise SourceError(
            f"{document.name}: one text of over {MAX_RECORD:,} characters. Give one abstract, JSON lines or CSV."
        )
    try:
        try:
            identifier, version = ids.read(document.stem)
        except SourceError:  # the name of a file need not be an id
            identifier, version = "text", None
        if "\0" in text:
            raise UnreadableError("holds NUL characters")
        yield make_paper(identifier, title=None, abstract=text, version=version)
    except UnreadableError as error:
        yield document.rejected(1, str(error), record=text)


def _is_arxiv_id(word: str) -> bool:
    try:
        ids.parse(word)
    except SourceError:
        return False
    return True
