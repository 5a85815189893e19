"""An answer of the arXiv API flattened to plain text, with or without spaces between its fields -> papers.

    …/api/36Ohd… 2026-06-10T22:14:44Z 28838 360 15 http://arxiv.org/abs/2605.23389v1 AlignedServe: Orchestrating …
    …/api/nm9Pw…2026-04-07T19:23:17Z2791330015http://arxiv.org/abs/2512.16455v2AI4EOSC: a Federated Cloud Platform …

After the id come title, date of this version, abstract, date of the first version, and an end in which comment, journal
reference, authors and DOI follow each other unmarked (see `flat_tail`). Categories are not in the text; authors are
left out, since affiliations stand among them and nothing tells the two apart.
"""

import logging
from collections.abc import Iterator

import regex

from claims.errors import UpstreamError
from claims.models import Paper, Rejected
from claims.sources import flat_tail
from claims.sources.document import Document
from claims.sources.record import UnreadableError, make_paper

log = logging.getLogger("claims")
_STAMP = r"[12]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ"
_ID = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,8}(?:\.[A-Z]{2})?/[0-9]{7})"
# The title of an entry follows its id at once; a link in an abstract is not followed by a title and a date.
_ENTRY = regex.compile(
    rf"https?://arxiv\.org/abs/(?P<id>{_ID})v(?P<version>[1-9][0-9]{{0,2}})"
    rf"(?P<title>(?:(?!https?://arxiv\.org/abs/)[^\n]|\n(?!\n)){{1,1000}}?)(?P<updated>{_STAMP})"
)
_HEADER = regex.compile(
    rf"https?://(?:export\.)?arxiv\.org/api/[\w+/-]{{10,60}}?\s?{_STAMP}\s?\d{{1,9}}\s?\d{{1,9}}\s?\d{{0,9}}\s*"
)
_ERROR = regex.compile(
    rf"https?://arxiv\.org/api/errors\S*?\s?Error\s?(?:{_STAMP})?(?P<said>.{{0,500}}?)(?:arXiv api core|$)",
    regex.DOTALL,
)
_DATE = regex.compile(_STAMP)


def is_flat(head: str) -> bool:
    """Whether a text begins as a flattened answer does."""
    start = head.lstrip("\ufeff \t\r\n")[:5000]
    return bool(regex.match(r"https?://(?:export\.)?arxiv\.org/", start)) and bool(
        _HEADER.match(start) or _ENTRY.match(start) or _ERROR.search(start) or regex.match(r"\S+/abs/\S+v\d", start)
    )


def read(document: Document, text: str) -> Iterator[Paper | Rejected]:
    """The entries; one that the end of the text cuts off is rejected. Raises `UpstreamError` for an error answer."""
    error = _ERROR.search(text[:5000])
    if error and not _ENTRY.match(text[: error.start()]):
        said = error["said"].strip() or error.group().strip()
        raise UpstreamError(f"{document.name}: the arXiv API answers: {said}. Correct the query.")
    position, entry = 0, _ENTRY.search(text)
    while entry:
        position += 1
        published = _DATE.search(text, entry.end())
        # What looks like an entry before the first version's date is a link in the abstract.
        following = _ENTRY.search(text, published.end()) if published else None
        end = _end_of(text, published.end() if published else entry.end(), following)
        try:
            yield _paper(entry, published, text, end)
        except UnreadableError as unreadable:
            yield document.rejected(position, str(unreadable), id=entry["id"], record=text[entry.start() : end])
        if following is None and text[end:].strip() and not _HEADER.match(text, end):
            yield document.rejected(position + 1, "the text ends inside the id or title", record=text[end:])
        entry = following
    if not position:
        if _BEGUN.search(text):
            yield document.rejected(1, "the text ends inside the title", record=text)
        else:
            log.warning("%s: a valid answer with no entries", document.name)


_BEGUN = regex.compile(rf"https?://arxiv\.org/abs/{_ID}v\d")
# The last entry's authors, then the start of an entry that the end of the text cuts off; in a comment, a link follows a
# lower-case word or a mark: "extended version of http://arxiv.org/abs/…".
_CUT_ENTRY = regex.compile(
    r"(?<=\p{Lu}[\p{L}.'’-]{0,40}\s?|10\.\d{4,9}/\S{1,80}\s)http:(?:/{0,2}$|//a[rxiv.o]{0,7}$|//arxiv\.org(?:/abs/\S{0,40}|/a?b?s?$))"
)


def _end_of(text: str, start: int, following: "regex.Match[str] | None") -> int:
    """Where the entry ends whose dates end at `start`: at the next entry or answer, or with the text."""
    end = following.start() if following else len(text)
    header = _HEADER.search(text, start, end)
    if header:
        return int(header.start())
    cut = None if following else _CUT_ENTRY.search(text, start)
    return int(cut.start()) if cut else end


def _paper(entry: "regex.Match[str]", published: "regex.Match[str] | None", text: str, end: int) -> Paper:
    if not published:
        raise UnreadableError("the text ends before the date of the first version: the entry is cut off")
    tail = text[published.end() : end]
    if not entry["title"].strip() and not text[entry.end() : published.start()].strip():
        raise UnreadableError("dates before title and abstract: the order of before 2026, in which they run together")
    if not tail.strip():
        raise UnreadableError("the text ends before the authors: the entry is cut off")
    version, title = entry["version"], entry["title"]
    glued = not title[:1].isspace()
    if glued:
        kept = _version_digits(version, title, entry["updated"] == published.group())
        version, title = version[:kept], version[kept:] + title
    comment, journal_ref, doi = flat_tail.cut(tail, glued=glued)
    return make_paper(
        entry["id"],
        title=title,
        abstract=text[entry.end() : published.start()],
        comment=comment,
        journal_ref=journal_ref,
        doi=doi,
        published=published.group(),
        updated=entry["updated"],
        version=int(version),
    )


def _version_digits(digits: str, title: str, is_first: bool) -> int:
    """How many of the digits after "v" are the version; the rest begin the title: "v1|3D Parallelism", "v2|5G"."""
    if is_first:
        return 1
    if regex.match(r"[DG]\b|-|\s", title) and digits[0] != "1":
        return 1
    return len(digits)
