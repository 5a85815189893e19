"""What the words around a name say of it: "we present «Foo», a novel engine" -> novel, direct.

The ids of the evidence are those of `[points]` in patterns/systems/rules.toml.
"""

from typing import Final

from claims.mentions.system_after import after, introduced_later
from claims.mentions.system_before import before, is_kind, sentence_before
from claims.mentions.system_names import Name
from claims.mentions.system_rules import rules

_INTO: Final = ("in", "into", "as")
_EMBODYING: Final = ("instantiat", "realiz", "realis", "embod")
_STUDYING: Final = ("stud", "address", "examin", "explor", "answer", "test")
_IMPLEMENTING: Final = ("implement", "prototyp")
_THIS: Final = (["this", "work"], ["this", "paper"], ["this", "article"])
_ARTICLES: Final = frozenset(("a", "an", "the", "our", "this", "two", "three"))


def around(text: str, name: Name, start: int, end: int) -> list[str]:
    """The evidence around `text[start:end]`, which holds the name and its full name, if it has one there."""
    if text[end : end + 1] == ")" and text[start - 1] == " " and text[start - 2] != "(":
        return []  # the end of a full name: "FOO (a full old Oaks)"
    right, stands = after(text, end)
    if name.initial and right and not name.strong and not name.phrase:
        # "Trustworthiness is evaluated", "Adopting a ...": any word that begins a sentence looks like a name
        right = [evidence for evidence in right if evidence in ("subject", "novel")]
    said = [] if name.initial else sentence_before(text, start)
    if not said:
        return ["prior"] if "perfect" in right else right
    last = said[-1]
    if last[-1] == "," and is_kind(last[:-1]) and _told_of(text, name, end, said, right):
        right = ["passive", *(one for one in right if one not in ("perfect", "passive"))]
    if right:
        right = _with(right, name, said, last)
    if stands == "noun" and name.defined and text[start].isupper():
        # "Mixture of Foos (MoF) Tuning"
        stands = "kind"
    left = before(said, name, stands, right)
    if len(said) == 3 and last[-1] == "," and name.strong and _is_first(text, start, said):
        left.append("apposed")
    if "direct" in left and stands == "kind" and _is_one(said) and text.find(name.text, 0, start) >= 0:
        # "Foo is widely used. We present a novel Foo module for Bar."
        left = ["loose" if evidence == "direct" else evidence for evidence in left]
    if last in _INTO and name.strong and not name.known and _holds_ours(text, end, said, right):
        return ["ours", "copula"]
    if not right:
        return left
    if "wins" in right and last in ("and", "both", "or"):
        right = [evidence for evidence in right if evidence != "wins"]  # "both Foo and Bar outperform"
    if "ours" in right and "copula" in right:
        left = [evidence for evidence in left if evidence != "prior"]
    return [*right, *left]


def _with(right: list[str], name: Name, said: list[str], last: str) -> list[str]:
    """What is left of the evidence that follows a name, where `said` are the words before it."""
    words = rules().words
    if "perfect" in right:
        # "a new architecture Foo has been proposed"; not "Foo has been proposed"
        right = ["passive"] if last in words.kind and not {"new", "novel"}.isdisjoint(said[-6:]) else ["prior"]
    if last in words.preposition:
        # "based on Foo is presented", "run at Foo Mobile, the first operator that"
        right = [
            evidence
            for evidence in right
            if evidence not in ("passive", "novel")
            or (evidence == "novel" and (name.strong or (last in words.through and said[:2] in _THIS)))
        ]
    return right


def _is_one(said: list[str]) -> bool:
    """Whether the last words are an article and what describes: "a", "a novel hierarchical", "a pilot edge-centric"."""
    words = rules().words
    for word in reversed(said[-4:]):
        if word in ("a", "an"):
            return True
        if word in words.present or word in words.preposition or word in words.kind or word.endswith(","):
            return False
    return False


def _is_first(text: str, start: int, said: list[str]) -> bool:
    """Whether it says "We propose two methods. The first method, |Foo,"."""
    if said[0] != "the" or said[1] not in ("first", "former") or not is_kind(said[2][:-1]):
        return False
    stop = text.rfind(". ", 0, start)
    return not rules().words.present.isdisjoint(sentence_before(text, stop))


def _told_of(text: str, name: Name, end: int, said: list[str], right: list[str]) -> bool:
    """Whether it says "the system, Foo, has been deployed", "two algorithms, Foo and Bar, are proposed"."""
    if _ARTICLES.isdisjoint(said[-8:]):
        return False
    if "perfect" in right and said[0] in ("the", "our"):
        return True
    return name.strong and introduced_later(text, end)


def _holds_ours(text: str, end: int, said: list[str], right: list[str]) -> bool:
    """Whether it is what the paper made its ideas into: "we implement them in |Foo, which", "we realize it as |Foo, a".

    "We implement them in |Foo, a database" tells what was there before.
    """
    if "we" not in said:
        return False
    verbs: tuple[str, ...] = _EMBODYING
    if said[-2:-1] in (["this"], ["these"]):
        verbs += _STUDYING
    if text.startswith(", which ", end):
        verbs += _IMPLEMENTING
    elif not {"copula", "novel"} & set(right):
        return False
    return any(word.startswith(verbs) for word in said[-9:-1])


def introduced(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the subject of "... is proposed" further on: "a slow Foo for graphs is proposed"."""
    if not introduced_later(text, end):
        return False
    words = rules().words
    for word in sentence_before(text, start)[:-7:-1]:
        if word.endswith(",") or word == "which":
            break
        if word in words.present or word in words.preposition or word in ("we", "our"):
            return False
    return True
