"""The fields of one record as a source gives them -> Paper, or the reason why it cannot be one."""

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate
from typing import Any

from claims.errors import SourceError
from claims.models import Paper
from claims.sources import ids

MAX_RECORD = 10_000_000
"""Characters of a record beyond which it is set aside unread."""
MAX_TEXT = 50_000
"""Characters of title, abstract, comment and journal reference together beyond which a record is set aside. An abstract
of arXiv has at most 1,920."""


class UnreadableError(ValueError):
    """Why a record cannot be made a paper; becomes the reason of a `Rejected`."""

    def __init__(self, reason: str, identifier: str | None = None) -> None:
        super().__init__(reason)
        self.identifier = identifier


def make_paper(
    identifier: str | None,
    *,
    title: str | None,
    abstract: str | None,
    comment: str | None = None,
    journal_ref: str | None = None,
    doi: str | None = None,
    categories: Iterable[str] = (),
    published: str | None = None,
    updated: str | None = None,
    authors: Iterable[str] = (),
    version: int | None = None,
) -> Paper:
    """The paper; raises `UnreadableError`. Of each text only the outer white space is removed."""
    if not identifier or not identifier.strip():
        raise UnreadableError("no id")
    try:
        name, said = ids.read(identifier)
    except SourceError as error:
        raise UnreadableError(str(error).split(". ")[0], identifier.strip()) from None
    if len(name) > 200:
        raise UnreadableError("the id is longer than 200 characters", name[:200])
    if not abstract or not abstract.strip():
        raise UnreadableError("no abstract", name)
    if len(title or "") + len(abstract) + len(comment or "") + len(journal_ref or "") > MAX_TEXT:
        raise UnreadableError(f"its texts have over {MAX_TEXT:,} characters, which no metadata of a paper has", name)
    categories, authors = tuple(categories), tuple(authors)
    every = (name, title or "", abstract, comment or "", journal_ref or "", doi or "", *categories, *authors)
    if not is_writable("".join(every)):
        raise UnreadableError("holds a lone surrogate, which cannot be written as UTF-8", _writable(name))
    return Paper(
        id=name,
        version=said or version,
        title=(title or "").strip(),
        abstract=abstract.strip(),
        comment=(comment or "").strip() or None,
        journal_ref=(journal_ref or "").strip() or None,
        doi=(doi or "").strip() or None,
        categories=tuple(dict.fromkeys(filter(None, map(str.strip, categories)))),
        published=date(published),
        updated=date(updated),
        authors=tuple(filter(None, map(str.strip, authors))),
    )


def is_writable(text: str) -> bool:
    """Whether the text can be written as UTF-8: false with a lone surrogate, such as undecodable bytes become."""
    if text.isascii():  # Python knows that of every text, without a look at it
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _writable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def number_of(text: object, most: int = 18) -> int | None:
    """The whole number that is written in at most so many digits, None where something else is: whoever wrote it can
    write more digits than any field of ours or of a database holds.
    """
    said = str(text if text is not None else "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= most else None


def version_of(said: object) -> int | None:
    """The version of a paper as sources write it, None where they say none.

    >>> version_of("v2"), version_of(2), version_of("2.0"), version_of("two"), version_of("v99999")
    (2, 2, 2, None, None)
    """
    # "2.0" is what a table makes of whole numbers where some are missing
    return number_of(str(said if said is not None else "").strip().removeprefix("v").removesuffix(".0"), 3) or None


_ISO_DATE = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}"
# as the Kaggle snapshot writes every date; `parsedate` would take a fifth of the time in which a record of it is read
_LONG_DATE = re.compile(
    rf"[A-Z][a-z]{{2}}, (0?[1-9]|[12][0-9]|3[01]) ({'|'.join(_MONTHS)}) ([12][0-9]{{3}}) {_TIME} GMT"
)


def date(text: str | None) -> str | None:
    """YYYY-MM-DD of a date as sources write it; None where it is no such date.

    >>> date("2026-05-22T09:00:45Z"), date("Mon, 2 Apr 2007 19:18:42 GMT"), date("spring"), date("2026-02-31")
    ('2026-05-22', '2007-04-02', None, None)
    """
    if not text:
        return None
    if found := _ISO_DATE.match(text):
        return _checked(found[1])
    if found := _LONG_DATE.fullmatch(text):
        day, month, year = found.groups()
        return _checked(f"{year}-{_MONTHS.index(month) + 1:02d}-{day:>02}")
    try:
        parts = parsedate(text)
    except (ValueError, IndexError, TypeError):
        return None
    return _checked(f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}") if parts else None


def _checked(day: str) -> str | None:
    """The day, if the calendar has it."""
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        return None


_CODE_MARKS = str.maketrans(",;|[]'\"", "       ")


def split_codes(text: str) -> list[str]:
    """The codes in a line of categories, whatever stands between them.

    >>> split_codes("cs.DC cs.PF"), split_codes("['cs.AR', 'cs.LG']")
    (['cs.DC', 'cs.PF'], ['cs.AR', 'cs.LG'])
    """
    return text.translate(_CODE_MARKS).split()


def split_people(text: str) -> list[str]:
    """The names in a line of authors; what stands in brackets goes, it is an affiliation.

    >>> split_people("Ada Lovelace (1, 2), Alan M. Turing and Grace Hopper")
    ['Ada Lovelace', 'Alan M. Turing', 'Grace Hopper']
    """
    for _ in range(3):  # brackets in brackets
        text = re.sub(r"\([^()]*\)", " ", text)
    names = re.split(r";" if ";" in text else r",\s*and\s|,|\sand\s", text)
    return [" ".join(name.split()) for name in names if name.strip()]


def shown(record: Any) -> str:
    """The beginning of a record for `Rejected.record`."""
    return _writable(record if isinstance(record, str) else repr(record))[:2000]
