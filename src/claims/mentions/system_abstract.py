"""The candidates of an abstract, each with its evidence."""

import re
from collections.abc import Sequence
from typing import Final

from claims.mentions.system_before import presented, sentence_before
from claims.mentions.system_candidate import Candidate
from claims.mentions.system_context import around, introduced
from claims.mentions.system_names import Name, full_name, key
from claims.mentions.system_rules import rules
from claims.text import FieldText

_FULL_NAME: Final = 160
# an abstract is shorter; what is not is read no further, so that no text takes long
LONGEST: Final = 20_000
# after a name that exists without the paper: "we present Large Foos (LFs), a new"
# "we formalize a problem, namely Full Old Oaks (FOO)"
_PROBLEMS: Final = re.compile(r"\s(?:and\s\S{1,30}\s)?problem")
_PROBLEM: Final = re.compile(r"\bproblem,?\s(?:namely|called|named|termed|of)\s(?:the\s)?$")
# "a full old oaks (FOO) based method"
_BASED: Final = re.compile(r"[\s-]{1,2}(?:based|assisted|aided|driven|enabled|enhanced|inspired)\b|-[a-z]{3}")
# "Full Old Oaks (FOO) and |Big Old Oaks (BOO)"
_OF_ANOTHER: Final = re.compile(r"\([A-Z][\w-]*[A-Z]s?\)(?:,?\s(?:and|or)\s|,\s|\s)|\.\s")
_AFTER_ARTICLE: Final = re.compile(r"(?:an?|the|our)\s(?:(?:novel|new)\s)?(?=\w)")
_NUMERALS: Final = {"2": "t", "3": "t", "4": "f", "5": "f", "6": "s", "7": "s"}
_TOLD: Final = frozenset(("copula", "novel", "defined"))
_INTRODUCING: Final = frozenset(("),", "):", ");"))


Mention = tuple[Name, int, int, str | None]
"""A name, the span of the words that hold it, and its full name if that stands before it."""


def from_text(text: str, written: Sequence[Mention], heading: str, head: str = "") -> dict[str, Candidate]:
    """The names that are `written` in the abstract with their evidence.

    Once one has enough, only those of the title are looked at. `head` may be the paper's own name even where others
    use it.
    """
    found: dict[str, Candidate] = {}
    settled = 0
    for name, start, end, full in written:
        if (
            settled
            and name.text not in heading
            and not (full and full in heading)
            and not _is_called(text, settled, start)
        ):
            continue
        evidence = around(text, name, start, end)
        if full is not None:
            candidate = found.get(key(name.text))
            made = candidate is not None and candidate.made
            evidence = _defined(text, name, start, end, full, evidence, made)
        elif text[name.end : name.end + 2] == " (" and (inside := in_parentheses(text, name.start, name.text)):
            evidence.append("defined")
            full = inside
        if not evidence:
            continue
        others = name.known and name.text != head and not _introduces(evidence)
        if others and not _is_own_compound(name, evidence, text[end : end + 1]):
            continue
        name_key = key(name.text)
        candidate = found.get(name_key)
        if candidate is None:
            candidate = found[name_key] = Candidate(name.text)
        candidate.add(evidence)
        if full is not None:
            candidate.aliases.append(full)
        if not rules().evidence.deciding.isdisjoint(evidence):
            candidate.first = min(candidate.first, start)
            if not settled and candidate.enough:
                settled = end
    return found


def _is_called(text: str, settled: int, start: int) -> bool:
    """Whether the name at `start` is what something before it in its sentence is called: "…, named |Foo"."""
    if start - settled >= _FULL_NAME:
        return False
    between = text[settled:start]
    return ". " not in between and between.rpartition(" ")[0].rpartition(" ")[2].lower() in rules().words.naming


def _is_own_compound(name: Name, evidence: list[str], behind: str) -> bool:
    """Whether known words make a name of the paper's: "a data set called GPU-EDA", "our design, called RNG|, is"."""
    return "called" in evidence and ("-" in name.text or (name.text.isupper() and behind in (",", ".")))


def full_before(text: str, parenthesis: int, short: str) -> str | None:
    """The full name before a parenthesis that holds the short one: "Full Old Oaks (FOO)"."""
    before = text[max(0, parenthesis - _FULL_NAME) : parenthesis].rstrip(" \"'")
    start = full_name(before, short)
    if start is not None and ("(" in before or "." in before):  # which another's begin with
        crossed = [match.end() for match in _OF_ANOTHER.finditer(before, max(0, start - 1))]
        if crossed:
            before = before[crossed[-1] :]
            start = full_name(before, short)
    if start is None and short[0] in _NUMERALS:
        start = full_name(before, _NUMERALS[short[0]] + short[1:])  # "six-dimensional foos (6DF)"
    if start is None:
        return None
    full = before[start:]
    first, article, rest = full.partition(" ")
    if first.lower() in rules().words.present and article:
        # "presents a point-to-point foo (P2PF)"
        cut = _AFTER_ARTICLE.match(rest)
        return rest[cut.end() :] if cut and full_name(rest[cut.end() :], short[:1] + short[-2:]) is not None else full
    return full


def in_parentheses(text: str, place: int, name: str) -> str | None:
    """The full name in "FOO (Full Old Oaks)", where the name stands at `place`."""
    start = place + len(name) + 2
    if place < 0 or text[start - 2 : start] != " (":
        return None
    inside = text[start : text.find(")", start, start + 120)].strip("\"'")
    return inside if (" " in inside or "-" in inside) and full_name(inside, name) == 0 else None


def _introduces(evidence: list[str]) -> bool:
    """Whether it says "we present Foo, a" or "Foo (Full Old Oaks)", so that not even a name like Spark is another's."""
    return "direct" in evidence and not _TOLD.isdisjoint(evidence)


def _defined(text: str, name: Name, start: int, end: int, full: str, evidence: list[str], made: bool) -> list[str]:
    """The evidence of "Full Old Oaks (FOO)", which names a topic unless it is the paper that presents it there."""
    # "Foo Nets (FNs) are a new kind of" tells what is known by now
    evidence = ["defined", *("copula" if said == "novel" else said for said in evidence)]
    if introduced(text, start, end):
        evidence.append("passive")
    if "own_kind" in evidence and full[0].isupper():
        evidence.append("own")  # "by our Full Old Oaks (FOO) scheme"
    if "measured" in evidence and "copula" in evidence and full[0].isupper() and "topic" not in evidence:
        # "we evaluate Full Old Oaks (FOO), a"
        evidence.append("ours")
    if (len(name.text) < 3 and not (_introduces(evidence) and full[0].isupper())) or _BASED.match(text, end):
        evidence = ["loose"]
    undecided = rules().evidence.deciding.isdisjoint(evidence) and not made
    problem = (
        full.lower().endswith("problem")
        or _PROBLEMS.match(text, end)
        or _PROBLEM.search(text[max(0, start - 40) : start])
    )
    if problem:
        return ["topic"]
    return [*evidence, "topic"] if undecided else evidence


def mentions(text: str, written: Sequence[Name], head: str) -> list[Mention]:
    """The names that are `written` in an abstract as mentions; "Full Old Oaks (FOO)" is one mention of FOO."""
    found: list[Mention] = []
    for name in written:
        if text[name.start - 1 : name.start] != "(":
            found.append((name, name.start, name.end, None))
            continue
        if " " in name.text or not name.strong or text[name.end : name.end + 1] not in (")", ",", ";"):
            continue
        known = name.known and "-" not in name.text and name.text != head
        if known and head and (full := full_before(text, name.start - 1, name.text)) and key(full) == key(head):
            known = False
        if known and text[name.end : name.end + 2] not in _INTRODUCING:
            if found and found[-1][2] + 2 == name.start:
                found.pop()
            continue
        short = name.text[:-1] if name.text.endswith("s") and name.text[:-1].isupper() else name.text
        last = name.start - 1
        while last and text[last - 1] in " \"'":
            last -= 1
        full = full_before(text, last, short)
        if (
            full is None
            and found
            and found[-1][0].phrase
            and found[-1][2] == last
            and _may_shorten(short, found[-1][0])
        ):
            # "called Weighted Old Oaks (WO3K)"
            longer = found.pop()
            close = text.find(")", name.end, name.end + _FULL_NAME)
            single = Name(short, name.start, name.end, True, known, defined=True)
            found.append((single, longer[1], close + 1 if close > 0 else name.end, longer[0].text))
            continue
        if full is None:
            # "we propose a full old oaks framework (QFOO), which"
            if not known and text[last - 20 : last].rpartition(" ")[2] in rules().words.kind and len(short) > 3:
                found.append((Name(short, name.start, name.end, True), last, name.end + 1, None))
            continue
        start = last - len(full)
        while found and found[-1][2] > start:
            start = min(start, found.pop()[1])
        close = text.find(")", name.end, name.end + _FULL_NAME)
        single = Name(short, name.start, name.end, name.strong, known, defined=True)
        found.append((single, start, close + 1 if close > 0 else name.end, text[start:last]))
    return found


def _may_shorten(short: str, longer: Name) -> bool:
    """Whether capitals in parentheses are short for the words before, though not all their letters are in them."""
    return len(short) > 2 and " " in longer.text and short.isupper() and short[0] == longer.text[0]


# "a framework called refix, that", "we present foo^n, a"
_NAMING: Final = re.compile(
    r"\w++ [\"'`]{0,2}+([a-z][\w^-]{2,30})[\"'`]{0,2}+(?=[,.;:)]|\s(?:that|which|to|for|and|is|with|as|in|on|by|—)\b)"
)
# "a method named foo bar baz, which", "an index called foo bar (FB)"
_PHRASE: Final = re.compile(
    r"\w++ [\"'`]{0,2}+([a-z][\w-]++(?: [a-z][\w-]++){1,4})[\"'`]{0,2}+"
    r"(?=[,.;:)]|\s(?:that|which)\b|\s\([A-Z][\w-]{1,12}\))"
)
_PRESENTING: Final = re.compile(r"\w++ ([a-z][\w^-]{2,30}),\s(?:an?|the|which)\s")
_CALLED: Final = ("called ", "named ", "dubbed ", "termed ", "coined ", "labeled ", "labelled ")
# One search for the end that they have in common in place of one for each: most abstracts have none of them. A "d" is
# rarer than an "e", and few that end a word come after the letters that they have before "ed".
_SOME_CALLED: Final = re.compile(
    f"d (?<=[{''.join(sorted({stem[-4] for stem in _CALLED}))}]ed )"
    "(?:" + "|".join(f"(?<={stem})" for stem in _CALLED) + ")"
)
_PRESENTED: Final = ("present", "introduce", "propose", "develop", "release")
# what `_PRESENTING` has behind a name: quicker to look for than each of the stems before it
_APPOSED: Final = re.compile(r",\s(?:an?|the|which)\s")


def in_lower_case(abstract: FieldText) -> dict[str, Candidate]:
    """The names of the abstract that have no capital; a LaTeX macro without its definition is none."""
    found: dict[str, Candidate] = {}
    text = abstract.text[:LONGEST]
    if _SOME_CALLED.search(text):
        for stem in _CALLED:
            _add(abstract, text, stem, True, found)
    if _may_present(text):
        for stem in _PRESENTED:
            _add(abstract, text, stem, False, found)
    return found


def _may_present(text: str) -> bool:
    """Whether one of the words with a stem of presenting stands before a word that "a", "the" or "which" follows."""
    for match in _APPOSED.finditer(text):
        space = text.rfind(" ", 0, match.start())
        if space > 0:
            verb = text[text.rfind(" ", 0, space) + 1 : space]
            for stem in _PRESENTED:
                if stem in verb:
                    return True
    return False


def _add(abstract: FieldText, text: str, stem: str, called: bool, found: dict[str, Candidate]) -> None:
    """Adds the names in lower case that stand behind the words with a stem, in what is read of an abstract."""
    place = text.find(stem)
    while place >= 0:
        pattern = _NAMING if called else _PRESENTING
        match = pattern.match(text, place) or (_PHRASE.match(text, place) if called else None)
        if match and _names(abstract, match[1], match.start(1), called):
            candidate = found.setdefault(key(match[1]), Candidate(match[1]))
            candidate.add(["called"])
            candidate.first = min(candidate.first, match.start(1))
        place = text.find(stem, place + len(stem))


def _names(abstract: FieldText, name: str, start: int, called: bool) -> bool:
    """Whether the word in lower case at `start`, which something is called or which is presented, is a name."""
    words = rules().words
    if name in words.kind or name in words.describing or (" " not in name and name.endswith(words.nominal)):
        return False
    if " " in name and not {*words.preposition, *words.determiner, *words.foreign}.isdisjoint(name.split()):
        return False  # "called once a day"
    if abstract.raw[abstract.span(start, start + 1)[0] - 1] == "\\":
        return False
    said = sentence_before(abstract.text, start)
    if not called:
        return presented(said, len(said) - 1) and (not name.isalpha() or abstract.text.count(name) > 1)
    verbs = [number for number, word in enumerate(said[:-1]) if word in words.present]
    named = len(said) > 1 and said[-2].rstrip(",(") in words.kind
    return named and bool(verbs) and presented(said, verbs[-1])
