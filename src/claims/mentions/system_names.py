"""How names are written: "ZipMoE", "S-Bus", "Grace SGD", and the full name behind an acronym."""

from dataclasses import dataclass

import regex

from claims.mentions.system_rules import known, rules

# From a capital on; what stands before it in the word ("iDDS", "cMPI") is added by `names`.
_CAPITAL = regex.compile(r"[A-ZΑ-Ω][\w+*^#]*+(?:[-./@][\w+*^#]++)*+")
# "MoE", "iDDS", "D2D", "S^3E", the S of "S-Bus"; not "Compass"
_STRONG = regex.compile(r"[A-ZΑ-Ω].*?[A-ZΑ-Ω]|[a-z0-9][A-ZΑ-Ω]|[A-ZΑ-Ω][a-z]*+\d|[A-Z]\w*[+^#]|^[A-Z]$")
# "G_alpha", "x^n"; not "C^2"
_FORMULA = regex.compile(r"\p{L}(?:_|\^[a-z]|$)|.*_$")
_NOT_IN_KEY = regex.compile(r"[\s\-‐-―]+")


@dataclass(slots=True, frozen=True)
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
    """More than one word: "Grace SGD", "Double-Dip"."""


def key(name: str) -> str:
    """What is compared of a name.

    >>> key("SepsisAI-Orchestrator") == key("SepsisAI orchestrator")
    True
    """
    return _NOT_IN_KEY.sub("", name).casefold()


def is_known(word: str) -> bool:
    """Whether a name exists without this paper; an acronym also in the plural, a compound if all its parts do.

    >>> [is_known(word) for word in ("GPUs", "CPU-GPU", "Multi-GPU", "Cuckoo-GPU")]
    [True, True, True, False]
    """
    listed = known()
    if word in listed or (word.endswith("s") and word[:-1] in listed):
        return True
    if "-" not in word and "/" not in word:
        return False
    words = rules().words
    return all(
        part in listed or part.isdigit() or part.lower() in words.prefix or part in words.link or part.rstrip("s") in listed
        for part in word.replace("/", "-").split("-")
    )


def is_strong(word: str) -> bool:
    """Whether a word is written as no ordinary word is.

    >>> [is_strong(word) for word in ("ZipMoE", "S-Bus", "PAT", "iDDS", "Compass", "Multi-Agent", "LLM-based")]
    [True, True, True, True, False, False, False]
    """
    if _modifies(word):
        return False
    parts = word.split("-")
    if parts[0].lower() in rules().words.prefix:
        del parts[0]
    return any(_STRONG.search(part) for part in parts)


def _modifies(word: str) -> bool:
    """Whether a compound only describes what follows it: "LLM-based", "non-IID"."""
    first, hyphen, rest = word.partition("-")
    if not hyphen:
        return False
    last = rest.rpartition("-")[2]
    return (len(last) > 2 and last.isalpha() and last.islower()) or (len(first) > 2 and first.islower())


def names(text: str) -> list[Name]:
    """The names in a clean text in order; words that stand together are one name."""
    opening = rules().words.opening
    found: list[Name] = []
    run: list[Name] = []
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        while start and (text[start - 1].isalnum() or text[start - 1] in "-_+"):
            start -= 1
        while text[start] in "-_+":
            start += 1
        if run and not (run[-1].end + 1 == start and text[run[-1].end] == " " and len(run) < 7):
            found.extend(_joined(text, run))
            run = []
        word = text[start:end]
        if _FORMULA.match(word):
            continue
        initial = start < 2 or text[start - 2 : start] in (". ", "? ", "! ")
        if initial and (word.lower() in opening or word.endswith(("ing", "ly"))) or text[start - 1 : start] == "(" and word.lower() in opening:
            continue
        compound = "-" in word and word.partition("-")[0].lower() not in rules().words.prefix
        run.append(Name(word, start, end, is_strong(word), is_known(word), initial, compound))
    found.extend(_joined(text, run))
    return found


def _joined(text: str, run: list[Name]) -> list[Name]:
    """The name that a run of words makes: "NVIDIA FooBar API" is FooBar, "Grace SGD" stays whole; at most one."""
    while run and _modifies(run[-1].text):
        run = run[:-1]
    strong = [word for word in run if word.strong and not word.known]
    if strong:
        while run[0].known or (_modifies(run[0].text) and run[1].strong):
            run = run[1:]
        if run[0].strong:
            while run[-1].known or (len(run) > 1 and run[-1].text.lower() in rules().words.generic):
                run = run[:-1]
    elif len(run) > 1 and all(word.known or _modifies(word.text) for word in run):
        return []
    if not run or run[-1].text in rules().words.abstract:
        return []
    if len(run) == 1 and run[0].text.lower() in rules().words.opening and not run[0].strong:
        return []
    if len(run) == 1:
        return run
    first, last = run[0], run[-1]
    return [Name(text[first.start : last.end], first.start, last.end, bool(strong), False, first.initial, True)]


def full_name(text: str, acronym: str) -> int | None:
    """Where the full name of an acronym begins in the words before it (Schwartz and Hearst, PSB 2003).

    >>> before = "We present a Secure Parallel Determinant Computation"
    >>> before[full_name(before, "SPDC"):]
    'Secure Parallel Determinant Computation'
    >>> full_name("an allocator of pages", "GPU") is None
    True
    """
    letters = [char for char in acronym.casefold() if char.isalnum()]
    lowered = text.casefold()
    if not letters or len(lowered) != len(text):
        return None
    at = len(lowered)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lowered[at] != letters[number] or (number == 0 and at and lowered[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    if len(text[at:].split()) > min(len(letters) + 5, 2 * len(letters)):
        return None
    return at
