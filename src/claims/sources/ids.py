"""An arXiv id in any spelling -> (id, version). Ids are strings everywhere: read as numbers they lose their zeros.

>>> parse("arXiv:2401.00010v2")
('2401.00010', 2)
>>> parse("https://arxiv.org/pdf/cs.DC/0112017v1.pdf")
('cs/0112017', 1)
>>> parse("http://export.arxiv.org/abs/0704.0010")
('0704.0010', None)
"""

import re

import regex

from claims.errors import SourceError

# https://info.arxiv.org/help/arxiv_identifier.html; the archives are those that had ids of their own before April 2007.
_ARCHIVES = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math",
    "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio",
    "quant-ph", "solv-int", "supr-con",
}  # fmt: skip
_SPELLING = regex.compile(
    r"""\s*+
    (?: (?:https?://)?(?:[a-z]{2,6}\.)?arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print)/
      | (?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.
      | oai:arxiv\.org: | arxiv:\s?
    )?
    (?: (?P<month>[0-9]{3,4})\.(?P<number>[0-9]{1,6})
      | (?P<archive>[a-z-]{2,8})(?:\.[a-z-]{2,8})?/(?P<serial>[0-9]{7})
    )
    (?:v(?P<version>[1-9][0-9]{0,2}))?
    (?: \.pdf | /? (?:[?\#]\S*+)? | \s\[[a-z-]{2,8}(?:\.[a-z-]{2,8})?\] )
    \s*+""",
    regex.VERBOSE | regex.IGNORECASE | regex.ASCII,
)

_PLAIN = re.compile(r"[0-9]{4}\.[0-9]{4,5}")
"""What nearly every id of a snapshot is: of the spellings, the one that takes least to look at."""


def parse(text: str) -> tuple[str, int | None]:
    """The id without version, and the version if it is said. Raises `SourceError` for what is no arXiv id."""
    found = _spelled(text)
    if found is None:
        raise SourceError(f"id {text[:80]!r}: not an arXiv id. Write it as 2401.00010, 2401.00010v2 or cs/0112017.")
    return _parsed(found)


def read(text: str) -> tuple[str, int | None]:
    """As `parse`, but an id of another kind ("paper-7", a DOI) is given back as it is.

    Raises `SourceError` for what has the form of an arXiv id and cannot be one: "2401.0001" lost a digit.
    """
    if _PLAIN.fullmatch(text):
        month, number = text.split(".")
        return _new(month, number), None
    found = _spelled(text)
    if found and (found["archive"] or _is_month(found["month"].zfill(4)) or len(found["number"]) > 3):
        return _parsed(found)
    return text.strip(), None


def _spelled(text: str) -> "regex.Match[str] | None":
    return _SPELLING.fullmatch(text) if len(text) <= 300 else None


def _parsed(found: "regex.Match[str]") -> tuple[str, int | None]:
    version = int(found["version"]) if found["version"] else None
    if found["archive"]:
        return _old(found["archive"].lower(), found["serial"]), version
    return _new(found["month"], found["number"]), version


def _old(archive: str, serial: str) -> str:
    name = f"{archive}/{serial}"
    if archive not in _ARCHIVES:
        raise SourceError(f"id {name}: there is no archive {archive!r} in arXiv. Correct the id.")
    if not 1 <= int(serial[2:4]) <= 12 or 8 <= int(serial[:2]) <= 90:
        raise SourceError(f"id {name}: {serial[:4]} is no month from 9107 to 0703. Correct the id.")
    return name


def _new(month: str, number: str) -> str:
    name = f"{month}.{number}"
    if len(month) == 3:
        raise SourceError(f"id {name} lost a digit: YYMM has four digits. Keep ids as text.")
    if not _is_month(month):
        raise SourceError(f"id {name}: {month} is no month YYMM from 0704 on. Correct the id.")
    digits, said = (5, "from 1501 on has five digits") if month >= "1501" else (4, "to 1412 has four digits")
    if len(number) < digits:
        raise SourceError(f"id {name} lost a digit: YYMM {said}. Keep ids as text.")
    if len(number) > digits:
        raise SourceError(f"id {name} has a digit too many: YYMM {said}. Correct the id.")
    return name


def _is_month(digits: str) -> bool:
    return 1 <= int(digits[2:]) <= 12 and digits >= "0704"
