"""A clean comment -> its words, each with the root under which the words of titles are compared.

>>> [word.root for word in words("IEEE Trans. Parallel Distrib. Syst., 2026") if word.sort != "link"]
['ieee', 'trans', 'parallel', 'distrib', 'syst', '2026']
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import regex

from claims.mentions.venue_rules import root_of_form, rules
from claims.patterns import depends

Sort = Literal["word", "number", "ordinal", "link", "mark", "address"]


@dataclass(slots=True, eq=False)
class Word:
    """One word, number or mark of a text."""

    text: str
    start: int
    end: int
    root: str
    """Lower case, without accents, abbreviations undone; for a mark the mark itself."""
    sort: Sort
    """link: left out where titles are compared ("of", ","). address: a URL, e-mail address, DOI or arXiv number."""
    sentence: int


# "SIGMOD2026" and "SC25" are a word and a number, "IC2E", "C4ML" and "IA3" are one word, "Int'l" is one word.
_PLAIN: Final = r"""
      (?P<ordinal>\d{1,3}(?:\x20?(?:st|nd|rd|th|ST|ND|RD|TH|Th)\b|-(?:st|nd|rd|th)\b)|[IVX]{1,6}(?:st|nd|rd|th)\b)
    | (?P<word>(?:\d(?=[A-Z][A-Za-z]))?[^\W\d_]++(?:\d{1,2}[^\W\d_]++)*+(?:\d(?![\d\w])|'l\b)?)
    | (?P<number>\d++(?:\.\d++)*+)
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
_ABBREVIATED: Final = regex.compile(r"\s([A-Z][a-z]{0,8})\.")
_ENDS: Final = frozenset(".;|•")


def words(text: str) -> list[Word]:
    """The words of a text; the full stop of an abbreviation is not among them."""
    links = rules().title.links
    found: list[Word] = []
    sentence = 0
    for match in _pattern(text).finditer(text):
        sort: Sort = match.lastgroup  # type: ignore[assignment]  # `cast` is a call, and there are many words
        piece, start = match[0], match.start()
        root = piece
        if sort == "word":
            root, is_link = _root_and_link(piece)
            if is_link:
                sort = "link"
        elif sort == "mark":
            if piece == "." and not _ends_sentence(text, start + 1, found):
                continue
            sort = "link" if piece in links else "mark"
        elif sort == "address":
            piece = piece.rstrip(".,;:")
        found.append(Word(piece, start, start + len(piece), root, sort, sentence))
        if root[-1] in _ENDS:
            sentence += 1
    return found


def _pattern(text: str) -> "regex.Pattern[str] | re.Pattern[str]":
    """What cuts a text into words; for one that holds no address a quicker one."""
    for mark in _OF_ADDRESS:
        if mark in text:
            if _MAY_HOLD_ADDRESS.search(text):
                return _WORD_OR_ADDRESS
            break
    return _ASCII_WORD if text.isascii() else _WORD


@depends
@lru_cache(1 << 12)
def _root_and_link(piece: str) -> tuple[str, bool]:
    """The root of one word, and whether it is a link."""
    root = piece.lower() if piece.isascii() else _unaccented(piece)
    root = root_of_form().get(root, root)
    return root, root in rules().title.links


def root_of(piece: str) -> str:
    """The root of one word: "Computers" -> "comput"."""
    piece = _unaccented(piece)
    return root_of_form().get(piece, piece)


def _unaccented(piece: str) -> str:
    """The piece in small letters without accents; one of nothing but accents as it is, since a word has a root."""
    letters = unicodedata.normalize("NFKD", piece.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char)) or piece


def roots(written: Sequence[Word]) -> tuple[str, ...]:
    """The roots by which a title is compared with others."""
    return tuple(word.root for word in written if word.sort != "link")


def is_year(word: Word) -> bool:
    """Whether a word is a year of four digits."""
    return word.sort == "number" and len(word.text) == 4 and word.text.isdigit() and 1970 <= int(word.text) <= 2039


def has_capital(word: Word) -> bool:
    """Whether one of the letters of a word is a capital: "Foo", "eScience"."""
    text = word.text
    return text[0].isupper() or (not text.islower() and any(map(str.isupper, text)))


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
