"""How names are written: "ZipMoE", "S-Bus", "Grace SGD", and the full name behind an acronym."""

from dataclasses import dataclass

import regex

from claims.mentions.system_rules import known, rules

# From a capital on; what stands before it in the word ("iDDS", "cMPI") is added by `names`.
_CAPITAL = regex.compile(r"[A-ZΑ-Ω][\w+*^#]*+(?:[-./@][\w+*^#]++)*+")
_STRONG = regex.compile(r"[A-ZΑ-Ω][^-]*?[A-ZΑ-Ω]|[a-z0-9][A-ZΑ-Ω]|[A-ZΑ-Ω][a-z]*+\d|[A-Z]\w*[+^#]|^[A-Z]$")
_NOT_KEY = regex.compile(r"[\s\-‐-―]+")


@dataclass(slots=True, frozen=True)
class Name:
    """A word or words that are written as a name, and where they stand."""

    text: str
    start: int
    end: int
    strong: bool
    """Written as no ordinary word is: "ZipMoE", "PAT"; not "Compass"."""
    known: bool
    """It exists without this paper: "GPU", "Spark"."""
    initial: bool
    """It begins a sentence, where every word has a capital."""
    phrase: bool = False
    """More than one word: "Grace SGD"."""


def key(name: str) -> str:
    """What is compared of a name: "SepsisAI-Orchestrator" and "SepsisAI orchestrator" are one."""
    return _NOT_KEY.sub("", name).casefold()


def is_known(word: str) -> bool:
    """Whether a name exists without this paper; an acronym also in the plural, a compound if all its parts do.

    >>> is_known("GPUs"), is_known("CPU-GPU"), is_known("Cuckoo-GPU")
    (True, True, False)
    """
    names = known()
    if word in names:
        return True
    if word.endswith("s") and word[:-1] in names:
        return True
    if "-" in word:
        return all(part in names or part.isdigit() or part.lower() in rules().words.prefix or part.rstrip("s") in names for part in word.split("-"))
    return False


def is_strong(word: str) -> bool:
    """Whether a word is written as no ordinary word is.

    >>> [is_strong(word) for word in ("ZipMoE", "S-Bus", "PAT", "iDDS", "Compass", "Multi-Agent", "LLM-based")]
    [True, True, True, True, False, False, False]
    """
    parts = word.split("-")
    if len(parts[-1]) > 2 and parts[-1].isalpha() and parts[-1].islower() or parts[0].lower() in rules().words.prefix:
        return False
    return any(_STRONG.search(part) for part in parts)


def names(text: str) -> list[Name]:
    """The names in a clean text in order; words that stand together are one name."""
    opening = rules().words.opening
    found: list[Name] = []
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        while start and (text[start - 1].isalnum() or text[start - 1] in "-_+"):
            start -= 1
        word = text[start:end]
        before = text[start - 2 : start]
        initial = start < 2 or before in (". ", "? ", "! ") or before[-1:] == "\n"
        if (initial or before[-1:] == "(") and word.lower() in opening:
            continue
        parts = word.split("-")
        if len(parts) > 1 and (parts[-1].islower() and len(parts[-1]) > 2 or parts[0].islower() and len(parts[0]) > 2):
            continue
        found.append(Name(word, start, end, is_strong(word), is_known(word), initial))
    return _joined(text, found)


def _joined(text: str, words: list[Name]) -> list[Name]:
    found: list[Name] = []
    index = 0
    while index < len(words):
        last = index
        while last + 1 < len(words) and last - index < 6 and words[last].end + 1 == words[last + 1].start and text[words[last].end] == " ":
            last += 1
        found.extend(_phrase(text, words[index : last + 1]))
        index = last + 1
    return found


def _phrase(text: str, words: list[Name]) -> list[Name]:
    if all(word.known for word in words):
        return []  if len(words) > 1 else words
    # "NVIDIA FooBar" is FooBar, "FooBar API" too; "Grace SGD" stays whole
    strong = [word for word in words if word.strong and not word.known]
    if strong:
        while words[0].known:
            words = words[1:]
        if words[0].strong:
            while words[-1].known:
                words = words[:-1]
    first, last = words[0], words[-1]
    return [Name(text[first.start : last.end], first.start, last.end, bool(strong), False, first.initial)]


def full_name(text: str, acronym: str) -> int | None:
    """Where the full name of an acronym begins in the words before it (Schwartz and Hearst, PSB 2003).

    >>> before = "We present a Secure Parallel Determinant Computation"
    >>> before[full_name(before, "SPDC"):]
    'Secure Parallel Determinant Computation'
    >>> full_name("an allocator of pages", "GPU") is None
    True
    """
    letters = [char for char in acronym.casefold() if char.isalnum()]
    if not letters:
        return None
    lowered = text.casefold()
    at = len(lowered)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lowered[at] != letters[number] or (number == 0 and at > 0 and lowered[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    if len(text[at:].split()) > min(len(letters) + 5, 2 * len(letters)):
        return None
    return at
