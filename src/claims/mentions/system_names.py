"""How names are written: "ZipMoE", "S-Bus", "Grace SGD", and the full name behind an acronym."""

import re
import string
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from claims.mentions.system_rules import known, rules
from claims.patterns import depends, kept

# From a capital on; what stands before it in the word ("iFoo") is added by `names`.
_CAPITAL: Final = re.compile(r"[A-Z][\w+*^#]*+(?>(?:[-./@][\w+*^#]++)*)")
# marks behind a word that `_CAPITAL` takes only with more of the word behind them, if at all
_AT_WORD: Final = ".,;:)"
_IS_CAPITAL: Final = b"A"
_CAPITALS: Final = bytes(_IS_CAPITAL[0] if byte in string.ascii_uppercase.encode() else 0 for byte in range(256))
_BEFORE: Final = frozenset((" ", "(", '"'))
_GLUED: Final = ("-a", "-an", "-the")
_STOPS: Final = frozenset((".", "?", "!", ""))
# "MoE", "iFoo", "F2B", "Foo^3", the S of "S-Bus"; not "Compass"
_STRONG: Final = re.compile(r"[A-ZΑ-Ω].*?[A-ZΑ-Ω]|[a-z0-9][A-ZΑ-Ω]|[A-ZΑ-Ω][a-z]*+\d|[A-Z]\w*[+^#]|^[A-Z]$")
# "G_alpha", "x^n", "8T"; not "C^2"
_FORMULA: Final = re.compile(r"[^\W\d_](?:_|\^[a-z]|$)|.*_$|\d+[A-Z]$")
# "S3" in "DS3" is "SSS"
_OF_NAME: Final = re.compile(r"\sof(?:\s[A-Z]\w+){1,2}")
_PART: Final = re.compile(r" (?:of|\d{1,2}) ")
_TIMES: Final = re.compile(r"([a-z])([23])(?![0-9])")
_NOT_IN_KEY: Final = dict.fromkeys(map(ord, " -‐‑‒–—―"))

Run = list[tuple[str, int, int]]
"""Words that stand together, each with its span."""
_ALONE: Final[Run] = []
_LONGEST_RUN: Final = 7


@dataclass(slots=True)
class Name:
    """A word or words that are written as a name, and where they stand."""

    text: str
    start: int
    end: int
    strong: bool
    """Written as no ordinary word is: "ZipMoE", "PAT"; not "Compass"."""
    known: bool = False
    """It exists without this paper: "GPU", "Spark"."""
    initial: bool = False
    """It begins a sentence, where every word has a capital."""
    phrase: bool = False
    """More than one word: "Grace SGD", "Half-Step"."""
    defined: bool = False
    """Its full name stands before it: "Full Old Oaks (FOO)"."""


def key(name: str) -> str:
    """What is compared of a name.

    >>> key("SepsisAI-Orchestrator") == key("SepsisAI orchestrator")
    True
    """
    if name.isascii():
        return (name if name.isalpha() else name.replace(" ", "").replace("-", "")).lower()
    return name.translate(_NOT_IN_KEY).casefold()


def is_listed(word: str) -> bool:
    """Whether known.toml has the name, or that of which it is the plural."""
    return word in known() or (word.endswith("s") and word[:-1] in known())


def is_known(word: str) -> bool:
    """Whether a name exists without this paper; an acronym also in the plural, a compound if all its parts do.

    >>> [is_known(word) for word in ("GPUs", "CPU-GPU", "Multi-GPU", "Cuckoo-GPU")]
    [True, True, True, False]
    """
    listed = known()
    if word in listed or (word[-1:] == "s" and word[:-1] in listed):
        return True
    if "-" not in word and "/" not in word:
        return False
    words = rules().words
    for part in word.replace("/", "-").split("-"):
        if not (
            part in listed
            or part.isdigit()
            or part.lower() in words.prefix
            or part in words.link
            or part.rstrip("s") in listed
        ):
            return False
    return True


def is_strong(word: str) -> bool:
    """Whether a word is written as no ordinary word is.

    >>> [is_strong(word) for word in ("ZipMoE", "S-Bus", "PAT", "iFoo", "Compass", "Multi-Agent", "LLM-based")]
    [True, True, True, True, False, False, False]
    """
    if len(word) > 1 and word.isascii() and word.isalpha():
        # of plain letters all but the first tell; spares the search
        return not word[1:].islower() and word.lower() not in rules().words.prefix
    return not _modifies(word) and _is_unusual(word)


def _is_unusual(word: str) -> bool:
    """Whether a part of a word that does not only describe is written as no ordinary word is."""
    parts = word.split("-")
    if parts[0].lower() in rules().words.prefix:
        del parts[0]
    for part in parts:
        if len(part) > 1 and part.isascii() and part.isalpha():
            if not part[1:].islower():
                return True
        elif _STRONG.search(part):
            return True
    return False


def _modifies(word: str) -> bool:
    """Whether a compound only describes what follows it: "LLM-based", "non-IID"."""
    if "-" not in word:
        return False
    first, _, rest = word.partition("-")
    last = rest.rpartition("-")[2]
    return (len(last) > 2 and last.isalpha() and last.islower()) or (len(first) > 2 and first.islower())


def names(text: str) -> list[Name]:
    """The names in a clean text in order; words that stand together, at most seven, are one name.

    Left out is what no evidence could make the paper's own: names that exist without it, but for "we present Foo", and
    words with a capital after "in", "on" and the like. "NVIDIA FooBar API" is FooBar, "Grace SGD" stays whole.
    """
    found: list[Name] = []
    words, listed, openings, presenting, inert = rules().words, known(), _openings(), _presenting(), _inert()
    prefix, abstract = words.prefix, words.abstract
    for word, start, end, run in _capitalized(text):
        if run:
            first, last, strong = _trimmed(run)
            if first > last:
                continue
            word, start, end = run[first]
            if first < last:
                if run[last][0] not in abstract:
                    end = run[last][2]
                    initial = start == 1 or text[start - 2] in _STOPS
                    found.append(Name(text[start:end], start, end, strong, False, initial, True))
                continue
        opened = start > 0 and text[start - 1] == "("
        exists = word in listed or (word[-1] == "s" and word[:-1] in listed)
        if exists and not opened and _word_before(text, start) not in presenting:
            continue  # "on GPU"
        if len(word) > 1 and word.isalpha() and word.isascii():
            # what `_written` comes to for plain letters
            named, compound = word not in openings and word not in abstract, False
            strong = not word[1:].islower() and word.lower() not in prefix
        else:
            named, strong, exists, compound = _written(word)
            if exists and not opened and _word_before(text, start) not in presenting:
                continue  # "a CPU-GPU system"
        behind = text[end : end + 3]
        if behind == " of" and (longer := _of_name(text, word, start, end)):
            found.append(longer)
            continue
        if not named:
            continue
        before = text[start - 2] if start != 1 else ""
        if before.isdigit():
            continue  # "80 GB"
        initial = before in _STOPS
        if not strong:
            if (behind == " of" or behind[1:2].isdigit()) and _PART.match(text, end):
                continue  # "the Method of Foos", "Phase 2"
            if word.endswith(("ing", "ly")) if initial else not opened and _word_before(text, start) in inert:
                continue
        found.append(Name(word, start, end, strong, exists, initial, compound))
    return found


def _capitalized(text: str) -> list[tuple[str, int, int, Run]]:
    """The words of a text that a name may have, each with its span; the first of a run with the run."""
    found: list[tuple[str, int, int, Run]] = []
    if len(text) < 2:
        return found
    last_end = -2
    run: Run = []
    openings = _openings()
    # One byte for one character: to look for a byte is quicker than a set of characters in a regex. Where it is no
    # Latin character, "?" stands for it, which is no capital.
    capitals = text.encode("latin-1", "replace").translate(_CAPITALS)
    end = 0
    while (start := capitals.find(_IS_CAPITAL, end)) >= 0:
        end = text.find(" ", start)
        if end < 0:
            end = len(text)
        word = text[start:end]
        if not word.isalnum():
            word = word.rstrip(_AT_WORD)
            if not word.isalnum():
                # not only letters and digits up to a space or to marks before one: "S-Bus", "FOO's"
                word = _word_at(text, start)
            end = start + len(word)
        # (the first word of all comes with the end of the text before it: `names` knows an opening, too)
        if word in openings and (start == 1 or text[start - 2] in _STOPS or (start > 0 and text[start - 1] == "(")):
            continue
        if start > 0 and text[start - 1] not in _BEFORE:
            while start > max(last_end, 0) and (text[start - 1].isalnum() or text[start - 1] in "-_+"):
                start -= 1
            while text[start] in "-_+":
                start += 1
            word = text[start:end]
        if start == last_end + 1 and text[last_end] == " " and len(run) < _LONGEST_RUN:
            if not run:
                first, first_start, first_end, _ = found[-1]
                run = [(first, first_start, first_end)]
                found[-1] = (first, first_start, first_end, run)
            run.append((word, start, end))
        else:
            if run:
                run = []
            found.append((word, start, end, _ALONE))
        last_end = end
    return found


def _word_at(text: str, start: int) -> str:
    """The word that a capital begins at `start`."""
    word = cast("re.Match[str]", _CAPITAL.match(text, start))[0]
    if word.endswith(_GLUED) and text.startswith(" ", start + len(word)):
        # "we present FooBar-a framework"
        return word[: word.rfind("-")]
    return word


def _of_name(text: str, word: str, start: int, end: int) -> Name | None:
    """The name that begins with a word before "of", if it does: "an architecture called |Net of Foos"."""
    further = _OF_NAME.match(text, end)
    if further is None or _word_before(text, start) not in rules().words.naming:
        return None
    end = further.end()
    return Name(text[start:end], start, end, is_strong(word), False, False, True)


def _word_before(text: str, start: int) -> str:
    """The word before `start`, with what stands at it."""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1] if start else ""


@depends
@lru_cache(1 << 14)
def _written(word: str) -> tuple[bool, bool, bool, bool]:
    """Whether a word with a capital is a name, and then strong, known, a compound; none: "However", "G_alpha"."""
    words = rules().words
    if word in _openings() or word in words.abstract:
        return False, False, False, False
    if not (len(word) > 1 and word.isalpha()) and (_modifies(word) or _FORMULA.match(word)):
        return False, False, False, False
    compound = "-" in word and word.partition("-")[0].lower() not in words.prefix
    return True, _is_unusual(word), is_known(word), compound


def _trimmed(run: Run) -> tuple[int, int, bool]:
    """The first and the last word of a run that are of the name, and whether one is as only a new name is written.

    The last stands before the first where all of them exist without this paper.
    """
    traits = [_traits(word) for word, _, _ in run]
    first, last = 0, len(run) - 1
    while last >= 0 and traits[last][2]:
        last -= 1
    strong, all_known = False, True
    for exists, unusual, modifies in traits[: last + 1]:
        if unusual and not exists:
            strong = True
            break
        if not (exists or modifies):
            all_known = False
    if strong:
        generic = rules().words.generic
        while traits[first][0] or (traits[first][2] and traits[first + 1][1]):
            first += 1
        if traits[first][1]:
            while last > first and (traits[last][0] or traits[last][2] or run[last][0].lower() in generic):
                last -= 1
    elif all_known:
        last = -1
    return first, last, strong


@depends
@lru_cache(1 << 14)
def _traits(word: str) -> tuple[bool, bool, bool]:
    """Whether a word exists without this paper, is written as no ordinary word is, only describes what follows it."""
    if len(word) > 1 and word.isascii() and word.isalpha():
        # what `is_known`, `is_strong` and `_modifies` come to for plain letters
        listed = known()
        strong = not word[1:].islower() and word.lower() not in rules().words.prefix
        return word in listed or (word[-1] == "s" and word[:-1] in listed), strong, False
    modifies = _modifies(word)
    return is_known(word), not modifies and _is_unusual(word), modifies


@kept
def _openings() -> frozenset[str]:
    """Words that have a capital only because they begin a sentence."""
    return frozenset(word.capitalize() for word in rules().words.opening)


@kept
def _presenting() -> frozenset[str]:
    """Words after which even a name that others use may be the paper's: "present", "called"."""
    return rules().words.present | rules().words.naming


@kept
def _inert() -> frozenset[str]:
    """Words after which nothing is named: "in", "on"; not "of", "with"."""
    words = rules().words
    return words.preposition - words.through - words.foreign - words.naming - words.measured - {"of"}


def _repeated(match: "re.Match[str]") -> str:
    return match[1] * int(match[2])


def full_name(text: str, acronym: str) -> int | None:
    """Where the full name of an acronym begins in the words before it (Schwartz and Hearst, PSB 2003).

    >>> before = "We present a Secure Parallel Determinant Computation"
    >>> before[full_name(before, "SPDC"):]
    'Secure Parallel Determinant Computation'
    >>> full_name("an allocator of pages", "GPU") is None
    True
    >>> full_name("directed stochastic skill search", "DS3")
    0
    """
    letters = acronym.casefold()
    if not letters.isalpha():
        letters = "".join([char for char in _TIMES.sub(_repeated, letters) if char.isalnum()])
    lowered = text.casefold()
    if not letters or len(lowered) != len(text):
        return None
    at = len(lowered)
    for letter in letters[:0:-1]:
        at = lowered.rfind(letter, 0, at)
        if at < 0:
            return None
    at = lowered.rfind(letters[0], 0, at)
    while at >= 0 and not _begins(text, at):
        at = lowered.rfind(letters[0], 0, at)
    if at < 0:
        return None
    words = text[at:].split()
    most = min(len(letters) + 5, 2 * len(letters))
    if len(words) > most and all(word[0].isupper() or word in rules().words.link for word in words):
        most = 3 * len(letters)  # "Online Pricing-based Slice Admission Control and Allocation"
    return None if len(words) > most else at


def _begins(text: str, at: int) -> bool:
    """Whether a full name may begin at `at`: a word that is no link before a capital, as in "|by Balanced Oaks"."""
    if at and text[at - 1].isalnum():
        return False
    word, _, rest = text[at : at + 24].partition(" ")
    return word not in rules().words.link or not rest[:1].isupper()
