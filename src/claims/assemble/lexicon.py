"""patterns/claims/*.toml -> look-up tables: what each word can be in a claim sentence, and what is counted."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claims.assemble.lexicon_files import CountsFile, LexiconFile
from claims.patterns import kept, load, quick


@dataclass(slots=True, frozen=True)
class Lexicon:
    """Words by what they can be."""

    verbs: dict[str, str]
    """Every form of every verb -> its group: increase, decrease, improve, …, attain, other."""
    participles: frozenset[str]
    """Forms in -ed and -en, which can stand before a noun ("reduced latency")."""
    comparatives: dict[str, str]
    nominals: dict[str, str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    adverbs: frozenset[str]


_DOUBLED: Final = ("drop", "cut", "trim", "cap", "top", "hit", "get", "run", "let", "split", "map", "span")


def _forms(base: str) -> list[str]:
    """The regular inflections of a verb.

    >>> _forms("improve"), _forms("carry")
    (['improve', 'improves', 'improved', 'improving'], ['carry', 'carries', 'carried', 'carrying'])
    >>> _forms("drop")
    ['drop', 'drops', 'dropped', 'dropping']
    """
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base in _DOUBLED:
        return [base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing"]
    third = base + ("es" if base.endswith(("s", "x", "ch", "sh", "z")) else "s")
    return [base, third, base + "ed", base + "ing"]


@kept
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = load("claims/lexicon.toml", LexiconFile)
    verbs: dict[str, str] = {}
    participles: set[str] = set()
    # A verb in two groups belongs to the first that names it, in the order of the file.
    for group, bases in data.verbs.items():
        for base in bases:
            head, _, particle = base.partition(" ")
            if particle:
                continue
            forms = _forms(head)[: 3 if group == "act" else 4]
            irregular = data.irregular.get(head, [])
            for form in forms + irregular:
                verbs.setdefault(form, "other" if group == "act" else group)
            participles.update(_forms(head)[2:3] + irregular)
    words = {name: frozenset(entries) for name, entries in data.words.items()}
    return Lexicon(
        verbs, frozenset(participles), data.comparatives, data.nominals, words["prepositions"], words["determiners"],
        words["conjunctions"], words["auxiliaries"], words["pronouns"], words["adverbs"],
    )  # fmt: skip


@kept
def counts() -> CountsFile:
    """The nouns and cues that tell scale claims from parts of a design, read once."""
    return quick(load("claims/counts.toml", CountsFile))


@lru_cache(10_000)
def singular(noun: str) -> str:
    """The singular of an English noun, lower case.

    >>> [singular(noun) for noun in ("queries", "GPUs", "vertices", "classes", "data")]
    ['query', 'gpu', 'vertex', 'class', 'data']
    >>> [singular(noun) for noun in ("analyses", "boxes", "nodes", "status", "caches")]
    ['analysis', 'box', 'node', 'status', 'cache']
    """
    word = noun.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s"):
        return word
    if _is_acronym(noun):
        return word[:-1]
    if len(word) < 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "shes", "ches", "zzes")) and not word.endswith(("aches", "axes")):
        return word[:-2]
    return word[:-1]


_IRREGULAR: Final = {
    "vertices": "vertex", "indices": "index", "matrices": "matrix", "analyses": "analysis", "hypotheses": "hypothesis",
    "people": "person", "children": "child", "phenomena": "phenomenon", "criteria": "criterion", "axes": "axis",
    "lives": "life", "men": "man", "women": "woman", "theses": "thesis", "bases": "base", "series": "series",
    "species": "species", "corpora": "corpus", "equilibria": "equilibrium", "automata": "automaton",
    "schemata": "schema", "spectra": "spectrum",
    "minima": "minimum", "maxima": "maximum", "optima": "optimum", "quanta": "quantum", "formulae": "formula",
    "approaches": "approach", "personae": "persona", "mice": "mouse", "feet": "foot", "simplices": "simplex",
    "appendices": "appendix", "crises": "crisis", "halves": "half", "buses": "bus", "breaches": "breach",
    "kernels": "kernel", "movies": "movie", "cookies": "cookie", "codes": "code", "caches": "cache",
    "headaches": "headache",
}  # fmt: skip
_PLURALS: Final = frozenset(word for word in _IRREGULAR if word not in ("series", "species"))


def _is_acronym(word: str) -> bool:
    """Whether a word is the plural of an acronym: "GPUs", "vCPUs"."""
    return len(word) > 2 and word[-1] == "s" and word[-2].isupper()


@lru_cache(10_000)
def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun.

    >>> [w for w in ("GPUs", "data", "class", "status", "analysis", "vertices", "is", "people") if is_plural(w)]
    ['GPUs', 'vertices', 'people']
    """
    lower = word.lower()
    if lower in _PLURALS:
        return True
    if not lower.endswith("s"):
        return False
    return _is_acronym(word) or (len(lower) > 2 and not lower.endswith(("ss", "us", "is", "'s")))
