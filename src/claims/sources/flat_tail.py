"""The end of a flattened API entry -> comment, journal reference, DOI.

Flattening threw the tags away, so that all an entry says after its dates is one run of text:

>>> cut("Accepted by ASPLOS'26, code at https://x.org/PAT Jinjun Yi Zhixin Zhao 10.1145/3779212.3790200", glued=False)
Tail(comment="Accepted by ASPLOS'26, code at https://x.org/PAT", journal_ref=None, doi='10.1145/3779212.3790200')
>>> cut("Work in progressHuamin ChenXunzhuo Liu", glued=True).comment
'Work in progress'
>>> cut("Carlos Baquero", glued=False).comment is None
True

A comment and a list of people are told apart word by word: digits, lower-case words, commas and the words that venues
are made of speak for the comment; plain capitalised words, initials and particles ("J.", "van") for people. The authors
begin where the sum of the evidence before them is highest. Where fields are glued together, they can begin only at a
seam ("progress|Huamin"), and each seam speaks for people, since every one of them begins with one.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

import regex

from claims.sources.flat_words import CAMEL, COMMENT_WORDS, GROUPS, INSTITUTION, PARTICLES, PLACES, PREPOSITIONS


class Tail(NamedTuple):
    """What stands after the dates of an entry, without its authors."""

    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None


def cut(tail: str, *, glued: bool) -> Tail:
    """The fields of `tail`; `glued` tells whether the source put nothing between its fields."""
    found = (_DOI_GLUED if glued else _DOI).search(tail)
    doi = found.group().strip() if found else None
    if found:
        tail = tail[: found.start()]
    seams = _seams(tail) if glued else []
    head = tail[: _authors_begin(tail, seams, glued)]
    at = _journal_begins(head, seams, glued, doi is not None)
    return Tail(head[:at].strip() or None, head[at:].strip() or None, doi)


_DOI = regex.compile(r"(?<!\S)10\.\d{4,9}/\S++(?:\s++10\.\d{4,9}/\S++){0,9}\s*+$")
# "Keqiu Li10.1145/3779212"; no author ends in a digit, a page range does: "23-10.1145/1" is none.
_DOI_GLUED = regex.compile(r"(?<![\d/(-])10\.\d{4,9}/\S++(?:\s++10\.\d{4,9}/\S++){0,9}\s*+$")

# Where a field can begin without a space: "progress|Huamin", "2026|Yan", "PAT|Jinjun", "ICML|J. Wes"; not "6|G".
_SEAM = regex.compile(
    r"(?<=\p{Ll}|[.)\]!?;:,%*]|\S[\"'”’»])(?=[\p{Lu}\p{Lo}])"
    r"|(?<=[\d/])(?=\p{Lu}[\p{Ll}.])|(?<=\p{Lu})(?=\p{Lu}(?!s(?!\p{Ll}))[\p{Ll}.])"
)
_NO_SEAM_INSIDE = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(sorted(CAMEL, key=len, reverse=True))})(?!\p{{Ll}})")
_URL = regex.compile(r"(?:https?://|www\.|\b[\w-]{2,40}(?:\.[\w-]{2,40}){1,4}/)\S++")
_WORD = regex.compile(r"\S++")


def _seams(tail: str) -> list[int]:
    """Offsets at which a glued field may begin, ascending; at most one in a URL, the last: "x.org/LeNet/PAT|Jinjun"."""
    seams = [match.start() for match in _SEAM.finditer(tail)]
    if not seams:
        return seams
    names = [match.span() for match in _NO_SEAM_INSIDE.finditer(tail)]
    urls = [match.span() for match in _URL.finditer(tail)]
    inside = {seam for start, end in names for seam in _between(seams, start, end)}
    inside.update(seam for start, end in urls for seam in _between(seams, start, end)[:-1])
    return [seam for seam in seams if seam not in inside]


def _between(seams: list[int], start: int, end: int) -> list[int]:
    return seams[bisect_left(seams, start + 1) : bisect_left(seams, end)]


_LEAST_EVIDENCE = 0.9  # "William Press" is no comment
_SEAM_WEIGHT = -1.5
_SEAM_AFTER_DOT = -0.5  # "Int.|J.Mod.Phys." is as likely as "Jr.|Yan"
# "Yan", "J.", "McKinley", "van der", not "LLMs", "2026", "- Inria", "of Cambridge".
_BEGINS_AUTHOR = regex.compile(
    rf"\s*+(?:\p{{Lo}}|\p{{Lu}}(?:[\p{{Ll}}.'’-]|\s\p{{Lu}})|(?:{'|'.join(sorted(PARTICLES))})\s|al-)"
)
_BRACKETED = regex.compile(r"\([^()]{0,300}+\)|\[[^\[\]]{0,300}+\]")


def _authors_begin(tail: str, seams: list[int], glued: bool) -> int:
    """Offset of the end of what is not authors; 0 where there are authors only."""
    at_seam = set(seams)
    bracketed = {place for match in _BRACKETED.finditer(tail) for place in range(match.start() + 1, match.end())}
    best, place, total = _LEAST_EVIDENCE, 0, 0.0
    before = ""
    in_comment, in_affiliation = True, False  # what the word before was part of
    words = _words(tail, seams)
    for start, end in words[:-1]:  # an entry has an author
        word = tail[start:end]
        if start in at_seam:
            total += _SEAM_AFTER_DOT if before[-1:] == "." else _SEAM_WEIGHT
            in_affiliation = False
        in_affiliation = _is_affiliation(word, before, in_comment, in_affiliation)
        weight = 0.0 if in_affiliation else _weight(word, before, in_comment)
        total += weight
        in_comment = weight > 0.9 or (in_comment and weight > 0.0)
        before = word
        if total <= best or word in PREPOSITIONS or end in bracketed:
            continue
        closed = end in at_seam if glued else word[-1] != "," or _INITIALS.match(tail, end + 1)
        if closed and _BEGINS_AUTHOR.match(tail, end):
            best, place = total, end
    return place


def _is_affiliation(word: str, before: str, in_comment: bool, in_affiliation: bool) -> bool:
    """Whether a word is part of "University of Science and Technology of China" among authors, which says nothing."""
    lower = word.strip(_EDGES).casefold()
    if in_affiliation:
        return word in PREPOSITIONS or before in PREPOSITIONS or lower in COMMENT_WORDS or lower in INSTITUTION
    return lower in INSTITUTION and not in_comment


def _words(tail: str, seams: list[int]) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    for match in _WORD.finditer(tail):
        edges = [match.start(), *_between(seams, *match.span()), match.end()]
        words += pairwise(edges)
    return words


_EDGES = "()[]{}.,;:!?\"'“”‘’*"
_INITIALS = regex.compile(r"(?:\p{L}\p{Ll}?\.-?){1,4}\p{Lu}?(?!\S)|(?:Jr|Sr|St|Md|Dr|Mohd)\.?(?!\S)|I{2,3}(?!\S)")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’‐-]*")
_NOT_IN_NAMES = regex.compile(r"[\d/\\$=@#%+<>_~^&:;!?()\[\]{}\"“”,*|]")
_ACRONYM = regex.compile(r"\p{Lu}[\p{Lu}-]+s?|\w*\p{Lu}{3,}\w*|\p{Lu}\p{Ll}\p{Lu}{2,}")
_SHORT = regex.compile(r"\p{Lu}{1,2}")  # "AI", and "HT" in "Maurice HT Ling"
_ENGLISH = regex.compile(
    r"[A-Z][a-z]{2,}(?:tions?|ology|ologies|ities|ware|works|graphy|ctures?|ystems?|ics|ical|ity)|[A-Z][a-z]{3,}ments?|[A-Z][a-z]{4,}ings?"
)
# "Shuangqing", "Xiaoting": no English -ing.
_PINYIN = regex.compile(
    r"(?i:(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|uang|iong|uai|uan|iao|ian|ang|eng|ong|ai|an|ao|ei|en|er|ia|ie"
    r"|in|iu|ou|ua|ui|un|uo|ue|a|e|i|o|u)|[bpmdtnljqxy]ing){2,3})"
)


def _weight(word: str, before: str, in_comment: bool) -> float:
    """How far a word speaks for the comment (above zero) or for the authors (below), given the word before it."""
    bare = word.strip(_EDGES)
    lower = bare.casefold()
    if lower in GROUPS:
        return -3.0
    if _NOT_IN_NAMES.search(word):
        return 5.0 if regex.search(r"\d|://", word) else 2.0 if in_comment else 1.0
    if not bare:
        return 1.0
    if _INITIALS.fullmatch(word):
        return -1.5
    if bare in CAMEL:
        return 2.0
    if lower in PLACES and (before[-1:] == "," or before in PREPOSITIONS or before.strip(_EDGES).casefold() in PLACES):
        return 2.0
    if bare[0].islower():
        if lower in PARTICLES or lower.startswith(("al-", "el-", "d'", "d’")):
            return -0.5
        return 2.0 if in_comment else 0.3 if word in PREPOSITIONS else 1.8
    if _SHORT.fullmatch(bare):
        return 0.8 if in_comment else -0.5
    if lower in COMMENT_WORDS or word.casefold() in COMMENT_WORDS or _ACRONYM.fullmatch(bare):
        return 2.0 if in_comment else 1.4
    if lower in INSTITUTION:
        return 1.0
    if _ENGLISH.fullmatch(bare) and not _PINYIN.fullmatch(bare):
        return 1.5 if in_comment else 1.0
    if "-" in bare and any(part[:1].islower() or part.casefold() in COMMENT_WORDS for part in bare.split("-")):
        return 1.5 if in_comment else 0.5
    if word[-1] == "." and len(bare) > 2:
        return 1.0
    return -1.0 if _NAME.fullmatch(bare) else -0.5


# What a journal reference never says of itself.
_REMARK = regex.compile(
    r"(?i)\b\d+\s*(?:\w{1,12}\s)?(?:pages|pp)\b(?!\.?:?\s*\d)|\b(?:figures?|tables?|accepted|submit\w*|submission|to\s+appear|presented"
    r"|preprint|draft|version|revised|added|extended|available|code|copyright|personal\s+use|under\s+review|in\s+progress"
    r"|camera|published|supplement\w*|appendix|arxiv|withdrawn|will\s+be|held)\b|https?:|www\.|\bv\d:"
)
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ENDS_IN_YEAR = regex.compile(r"(?:19|20)\d\d\)?\.?$")
_MAX_PLACES = 50  # tried; each costs a search of what follows
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# Volume, issue, page or article; "May 20-22" and "1-4 December" are days.
_LOCATOR = regex.compile(
    r"(?i)\bvol(?:ume)?s?\b|\bpp?\.?\s?\d|\bno\.?\s?\d|\bpages?:?\s\d|\d\s?\(\d[\d-]*\)|\d\s\((?:19|20)\d\d\)|\d:\s?[a-z]?\d"
    r"|\p{L}[\s.]\d+,\s\d+,?\s\(?(?:19|20)\d\d"
    rf"|(?<!\d|{_MONTH}\p{{Ll}}*\.?\s)\d{{1,6}}\s?--?\s?\d{{1,6}}(?!\d|(?:st|nd|rd|th)?,?\s(?:of\s)?{_MONTH})"
)
_SERIAL = regex.compile(
    r"\b(?:Transactions|Journal|Letters|Magazine|Proceedings|Proc\.|Trans\.|J\.|Lett\.|Rev\.|Conference|Symposium)"
)
_BEGINS_SERIAL = regex.compile(
    r"(?:In:?\s)?(?:Proc(?:eedings|\.)|(?:ACM|IEEE)(?:/ACM)?\s(?:Trans|J|Comm)|(?:International|European)\sJ|Int(?:ern)?\.\s?J|Journal\sof"
    r"|Lecture\sNotes|LNCS|Phys\.\s?(?:Rev|Lett)|(?:New\s|Eur\.\s|Nucl\.\s)?J\.\s?\p{Lu}|Annals|Communications\sof|EPTCS|LMCS|PVLDB)"
)
_BEGINS_REFERENCE = regex.compile(
    r"(?!(?:Conference|Symposium|Workshop|Meeting|Track|Journal\s\d)\b)\p{Lu}[\p{L}.]|(?:19|20)\d\d\s\p{Lu}|\d+(?:st|nd|rd|th)\s"
)
# A field can end here: "10 pages, 5 figures|Phys. Rev.", "networks|Proceedings"; not "MC|SoC", "St.|Petersburg".
_ENDED = regex.compile(r"(?i:pages?|figures?|figs\.?|tables?|references|appendix)$|[\])]$")
_ENDED_AT_SEAM = regex.compile(r"(?<!\p{L})\p{Ll}{2,}$|\p{L}{4,}\.$|[\d)\]]\.?$")
_GLUED_NUMBER = regex.compile(r"(?<=\p{Ll}|[.)])(?=(?:19|20)\d\d\s\p{Lu}|\d{1,2}(?:st|nd|rd|th)\s)")


def _journal_begins(head: str, seams: list[int], glued: bool, has_doi: bool) -> int:
    """Offset in `head` at which a journal reference begins; its length where there is none."""
    if not _YEAR.search(head):
        return len(head)
    places = _places_at_seams(head, seams) if glued else _places_after_words(head)
    for place in places[:_MAX_PLACES]:
        if _is_reference(head[place:], at_seam=glued):
            return place
    if _REMARK.search(head) or not (_LOCATOR.search(head) or (has_doi and _SERIAL.search(head))):
        return len(head)
    return 0


def _is_reference(text: str, *, at_seam: bool) -> bool:
    if not _BEGINS_REFERENCE.match(text) or not _YEAR.search(text) or _REMARK.search(text):
        return False
    if _LOCATOR.search(text):
        return True
    return bool(_SERIAL.search(text)) and (at_seam or bool(_ENDS_IN_YEAR.search(text)))


def _places_at_seams(head: str, seams: list[int]) -> list[int]:
    bracketed = [match.span() for match in _BRACKETED.finditer(head)]
    places = {seam for seam in seams if seam < len(head)} | {match.start() for match in _GLUED_NUMBER.finditer(head)}
    return [
        place
        for place in sorted(places)
        if _ends_comment(head[max(0, place - 30) : place]) and not any(start < place < end for start, end in bracketed)
    ]


def _ends_comment(before: str) -> bool:
    if _ENDED_AT_SEAM.search(before):
        return True
    word = _WORD.findall(before)[-1:]
    return bool(word) and len(word[0]) > 3 and word[0].casefold() in COMMENT_WORDS


def _places_after_words(head: str) -> list[int]:
    places = []
    for match in regex.finditer(r"\S++(?=\s)", head):
        word, place = match.group(), match.end() + 1
        # "in proceedings of PACT 2004 Journal of …" begins one, "Published in International Journal of …" does not
        closed = (
            word[-1] not in ",:;&"
            and not word[0].isupper()
            and word not in PREPOSITIONS
            and _REMARK.search(head[:place])
        )
        if _ENDED.search(word) or (closed and _BEGINS_SERIAL.match(head, place)):
            places.append(place)
    return places
