"""A clean comment -> its words, each with the root under which the words of titles are compared.

>>> [word.root for word in words("IEEE Trans. Parallel Distrib. Syst., 2026") if word.sort != "link"]
['ieee', 'trans', 'parallel', 'distrib', 'syst', '2026']
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, final

import regex

from claims.mentions.venue_rules import root_of_form, rules
from claims.patterns import depends

Sort = Literal["word", "number", "ordinal", "link", "mark", "address"]


@final
class Word:
    """One word, number or mark of a text."""

    __slots__ = ("capital", "end", "root", "sentence", "sort", "start", "text", "year")

    def __init__(
        self, text: str, start: int, end: int, root: str, sort: Sort, capital: bool, year: int, sentence: int
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.root = root
        """Lower case, without accents, abbreviations undone; for a mark the mark itself."""
        self.sort = sort
        """link: left out where titles are compared ("of", ","). address: a URL, e-mail address, DOI, arXiv number."""
        self.capital = capital
        """Whether one of the letters is a capital: "Foo", "eScience"."""
        self.year = year
        """The year that it is, of four digits, or 0."""
        self.sentence = sentence


class _Seen(NamedTuple):
    """A word of a piece of text, as in `Word`."""

    start: int
    end: int
    text: str
    root: str
    sort: Sort
    capital: bool
    year: int
    ends: bool
    """Whether a sentence ends with it."""


# "SIGMOD2026" and "SC25" are a word and a number, "IC2E", "C4ML" and "IA3" are one word, "Int'l" is one word.
_PLAIN: Final = r"""
      (?P<ordinal>\d{1,3}(?:\x20?(?:st|nd|rd|th|ST|ND|RD|TH|Th)\b|-(?:st|nd|rd|th)\b)|[IVX]{1,6}(?:st|nd|rd|th)\b)
    | (?P<word>(?:\d(?=[A-Z][A-Za-z]))?[^\W\d_]++(?>(?:\d{1,2}[^\W\d_]++)*)(?:\d(?![\d\w])|'l\b)?)
    | (?P<number>\d++(?>(?:\.\d++)*))
    | (?P<mark>\S)
    """
_ADDRESS: Final = r"""
      (?P<address>(?:https?:/{0,2}|www\.)[^\s)\]]*+
        |(?i:doi:?\s?)?10\.\d{4,9}/[^\s)\]]*+
        |(?i:arxiv):\s?[\w./-]++
        |[\w.+-]{1,40}+@[\w-]{1,40}\.[\w.]{2,40}
        |[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}\.(?:com|org|net|edu|gov|io)\b(?:/[^\s)\]]*+)?)
    |
    """
_WORD: Final = regex.compile(_PLAIN, regex.VERBOSE)
# In ASCII both modules find the same, and `re` takes a third less time.
_ASCII_WORD: Final = re.compile(_PLAIN, re.VERBOSE | re.ASCII)
_WORD_OR_ADDRESS: Final = regex.compile(_ADDRESS + _PLAIN, regex.VERBOSE)
_MAY_HOLD_ADDRESS: Final = regex.compile(r"//|www\.|@|10\.\d{4}|(?i:arxiv:)|\.(?:com|org|net|edu|gov|io)\b")
# One of these is in what it finds.
_OF_ADDRESS: Final = ("//", "www.", "@", "10.", ":", ".com", ".org", ".net", ".edu", ".gov", ".io")
# The words that a space stands in.
_SPACED_ADDRESS: Final = re.compile(r"(?i)doi:?\s10\.|arxiv:\s")
_SPACED_ORDINAL: Final = re.compile(r"\d (?:st|nd|rd|th|ST|ND|RD|TH|Th)\b")
_LONGEST_KNOWN: Final = 40
"""Characters of a chunk that is remembered."""
_ABBREVIATED: Final = regex.compile(r"\s([A-Z][a-z]{0,8})\.")
_ENDS: Final = frozenset(".;|•")


def words(text: str) -> list[Word]:
    """The words of a text; the full stop of an abbreviation is not among them."""
    found: list[Word] = []
    sentence = 0
    at = 0
    # but for a word that a space stands in, what stands between two spaces is cut the same in any text
    for chunk in [text] if _holds_spaced(text) else text.split(" "):
        seen = _known(chunk) if len(chunk) <= _LONGEST_KNOWN else _cut(chunk)
        for start, end, piece, root, sort, capital, year, ends in seen:
            if ends and piece == "." and not _ends_sentence(text, at + end, found):
                continue
            found.append(Word(piece, at + start, at + end, root, sort, capital, year, sentence))
            if ends:
                sentence += 1
        at += len(chunk) + 1
    return found


def _holds_spaced(text: str) -> bool:
    """Whether one of the words of a text may hold a space: "26 th", "doi: 10.1000/182"."""
    if (":" in text or " 10." in text) and _SPACED_ADDRESS.search(text):
        return True
    return _SPACED_ORDINAL.search(text) is not None


def _cut(chunk: str) -> tuple[_Seen, ...]:
    """What is seen of each word of a text or of a piece of one."""
    links = rules().title.links
    seen: list[_Seen] = []
    for match in _pattern(chunk).finditer(chunk):
        sort: Sort = match.lastgroup  # type: ignore[assignment]  # one of those
        piece = root = match[0]
        if sort == "word":
            root = root_of(piece)
        elif sort == "address":
            piece = piece.rstrip(".,;:")
        if sort in ("word", "mark") and root in links:
            sort = "link"
        year = int(piece) if sort == "number" and len(piece) == 4 and piece.isdigit() else 0
        if not 1970 <= year <= 2039:
            year = 0
        start, capital = match.start(), any(map(str.isupper, piece))
        seen.append(_Seen(start, start + len(piece), piece, root, sort, capital, year, root[-1] in _ENDS))
    return tuple(seen)


@depends
@lru_cache(1 << 12)
def _known(chunk: str) -> tuple[_Seen, ...]:
    """`_cut` of what many texts hold: "pages,", "Accepted", "2026)"."""
    return _cut(chunk)


def _pattern(text: str) -> "regex.Pattern[str] | re.Pattern[str]":
    """What cuts a text into words; for one that holds no address a quicker one."""
    for mark in _OF_ADDRESS:
        if mark in text:
            if _MAY_HOLD_ADDRESS.search(text):
                return _WORD_OR_ADDRESS
            break
    return _ASCII_WORD if text.isascii() else _WORD


def root_of(piece: str) -> str:
    """The root of one word: "Computers" -> "comput"."""
    piece = piece.lower() if piece.isascii() else _unaccented(piece)
    return root_of_form().get(piece, piece)


def _unaccented(piece: str) -> str:
    """The piece in small letters without accents; one of nothing but accents as it is, since a word has a root."""
    letters = unicodedata.normalize("NFKD", piece.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char)) or piece


def roots(written: Sequence[Word]) -> tuple[str, ...]:
    """The roots by which a title is compared with others."""
    return tuple(word.root for word in written if word.sort != "link")


def letters(text: str) -> str:
    """The letters and digits of a name: "Euro-Par" -> "EuroPar"."""
    return text if text.isalnum() else "".join([char for char in text if char.isalnum()])


def _ends_sentence(text: str, end: int, before: list[Word]) -> bool:
    """Whether the full stop that ends at `end` ends a sentence, too."""
    following = text[end : end + 2]
    adjoins = bool(before) and before[-1].end == end - 1
    if not following:
        return True
    if not following[0].isspace():
        # "systems.Our code" lost its space, "J.Comput.Phys." did not
        return following[0].isupper() and adjoins and len(before[-1].text) > 6
    if not adjoins or before[-1].sort not in ("word", "link"):
        return True
    last, dotted = before[-1].text, rules().dotted
    if len(last) == 1 or last.casefold() in dotted or following[1:].islower():
        return False
    next_abbreviation = _ABBREVIATED.match(text, end)
    return next_abbreviation is None or next_abbreviation[1].casefold() not in dotted  # "Europhys. Lett."
