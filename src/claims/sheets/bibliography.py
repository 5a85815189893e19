"""The papers of a book as one would cite them: an entry each, of the kind that its venue makes it, with a key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.models import Paper, VenueMention
from claims.sheets.book import Book, paper_of
from claims.sheets.filters import year
from claims.sheets.wording import said_plainly
from claims.table import url

_JOURNAL = re.compile(r"\b(?:Transactions|Trans\.|Journal|Letters|Magazine|Review|Annals|Proceedings of the VLDB)\b")
Kind = Literal["proceedings", "journal", "preprint"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper to cite; texts are clean and on one line."""

    key: str
    kind: Kind
    title: str
    authors: tuple[str, ...]
    year: int | None
    date: str | None
    """YYYY-MM-DD, of the first version."""
    container: str | None
    """The conference, workshop or journal that accepted or published it."""
    doi: str | None
    url: str | None
    arxiv: str | None
    category: str | None
    abstract: str


def entries(book: Book) -> Iterator[Entry]:
    """An entry for every paper of a book, with or without claims, in the order of its papers."""
    keys = cite_keys(book)
    for row in book.papers:
        name = str(row["paper"])
        extraction = book.extractions.get(name)
        paper = extraction.paper if extraction else paper_of(name).model_copy(update={"title": row["title"] or ""})
        venue = _appeared_in(extraction.venues) if extraction else None
        said = venue.year if venue and venue.year else year(row)
        yield Entry(
            key=keys[name],
            kind="preprint" if not venue else "journal" if venue.kind == "journal" else "proceedings",
            title=said_plainly(paper.title),
            authors=tuple(map(said_plainly, paper.authors)),
            year=said,
            date=_date(row["published"]),
            container=_container(venue) if venue else None,
            doi=said_plainly(paper.doi) or None,
            url=url(paper),
            arxiv=paper.id if url(paper) else None,
            category=_category(paper),
            abstract=said_plainly(paper.abstract),
        )


def cite_keys(book: Book) -> dict[str, str]:
    """The key of each paper by its cell: the id, so that a paper has the same key in every file.

    Signs that a key cannot hold become "-"; papers that this would make equal are told apart by a number.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in book.papers:
        key = re.sub(r"[^A-Za-z0-9:./-]", "-", str(row["paper"]))
        number = 1
        while (unique := key if number == 1 else f"{key}-{number}").lower() in taken:
            number += 1
        taken.add(unique.lower())  # BibTeX takes "A" and "a" for the same key
        keys[str(row["paper"])] = unique
    return keys


def _appeared_in(venues: tuple[VenueMention, ...]) -> VenueMention | None:
    """The first venue that took this very paper: not one that it was only sent to, nor one of an earlier version."""
    return next((venue for status in ("published", "accepted") for venue in venues if venue.status == status), None)


def _container(venue: VenueMention) -> str:
    """The full name of a venue where it is known: TCC is a journal and, as another name, a conference."""
    names = [alias for alias in venue.aliases if bool(_JOURNAL.search(alias)) == (venue.kind == "journal")]
    if venue.kind == "journal" and _JOURNAL.search(venue.text):
        names.append(re.split(r"[,;(:]|\b(?:19|20)[0-9]{2}\b", venue.text)[0].strip())
    title = next((name for name in names if len(name) > len(venue.name) + 8), venue.name)
    name = title if venue.workshop in (None, venue.name) else f"{venue.workshop} at {title}"
    return said_plainly(name)


def _date(cell: object) -> str | None:
    return str(cell) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(cell)) else None


def _category(paper: Paper) -> str | None:
    first = paper.categories[0] if paper.categories else ""
    return first if re.fullmatch(r"[a-z-]+(\.[A-Za-z-]+)?", first) else None
