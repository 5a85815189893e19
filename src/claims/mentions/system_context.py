"""What the words around a name say of it: "we present «Foo», a novel engine" -> direct, novel.

The words to the left are read from the name outwards until one of them decides. The ids are those of `[points]` in
patterns/systems/rules.toml.
"""

import regex

from claims.mentions.system_names import Name
from claims.mentions.system_rules import rules

_BEFORE = 170
_AFTER = 80
# "(2) the Foo framework"
_NUMBERED = regex.compile(r"\((?:\d|[ivx]{1,4}|[a-e])\)")
_MARKS = "\"'`()[]*"
_ABBREVIATED = ("e.g.", "i.e.", "al.", "vs.", "cf.")
# "Foo's", "Foo" in quotes, "Foo (Full Old Oaks)"
_SKIPPED = regex.compile(r"(?:'s)?+[\"']{0,2}+(?:\s?+\([^()]{1,120}\))?+")
_PASSIVE = regex.compile(
    r"[^.;]{0,140}?\s(?:is|are|was|were)\s(?:\w{2,20}ly\s|also\s|then\s)?+"
    r"(?:proposed|introduced|presented|developed|designed|described|devised)\b(?!\s(?:recently|by\s[A-Z]))"
)


def around(text: str, name: Name, start: int, end: int) -> list[str]:
    """The evidence around `text[start:end]`, which holds the name and its full name, if it has one there."""
    right, stands = _right(text, end)
    if stands == "noun" and start < name.start and text[start].isupper():
        # "Mixture of Foos (MoF) Tuning"
        stands = "kind"
    if name.initial and not name.strong and not name.phrase:
        # "Trustworthiness is evaluated", "Adopting a ...": any word that begins a sentence looks like a name
        right = [evidence for evidence in right if evidence in ("subject", "novel")]
    said = sentence_before(text, start)
    last = said[-1].lower() if said else ""
    if "proposed" in right:
        # "a new architecture Foo has been proposed"; not "Foo has been proposed"
        right = ["passive"] if last in rules().words.kind and not {"new", "novel"}.isdisjoint(said[-6:]) else ["prior"]
    if last in rules().words.preposition:
        # "based on Foo is presented", "run at Foo Mobile, the first operator that"
        right = ["copula" if evidence == "novel" and not name.strong else evidence for evidence in right if evidence != "passive"]
    return [*right, *_left(said, name, stands, right)]


def introduced(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the subject of "... is proposed" further on: "a slow Foo for graphs is proposed"."""
    words = rules().words
    for word in sentence_before(text, start)[:-7:-1]:
        if word.endswith(","):
            break
        word = word.lower()
        if word in words.present or word in words.preposition or word in ("we", "our"):
            return False
    return _PASSIVE.match(text, end) is not None


def _right(text: str, end: int) -> tuple[list[str], str]:
    """The evidence to the right, and how the name stands there: "free", before a "kind", or before another "noun"."""
    words = rules().words
    skipped = _SKIPPED.match(text, end)
    place = skipped.end() if skipped else end
    following = text[place : place + _AFTER]
    near = following.split()
    if not near:
        return [], "free"
    if following[0] in ",—:-" or near[0] in ("—", "-", ":"):
        return _article(following.lstrip(" ,—:-").split(), ("a", "an", "the", "one")), "free"
    first = near[0].rstrip(",.;:)").lower()
    if not first[:1].isalnum() or not following[0].isspace():
        return [], "free"
    if first in ("has", "have") and near[1:2] == ["been"] and near[2:3] and near[2].rstrip(",.") in words.passive:
        return ["proposed"], "free"
    if first in ("is", "are", "was", "were"):
        if near[1:2] and near[1].rstrip(",.") in words.passive and near[2:3] not in (["recently"], ["previously"]):
            return ["passive"], "free"
        return _article(near[1:], ("a", "an", "the", "one", "our")), "free"
    if first in ("a", "an"):
        return ["copula"], "free"
    if first in words.winning or first.endswith("ly") and near[1:2] and near[1] in words.winning:
        return ["subject", "wins"], "free"
    if first in words.after:
        return [], "free"
    if first in words.subject or first.endswith("ly"):
        return ["subject"], "free"
    for word in near[:3]:
        bare = word.rstrip(",.;:()")
        if bare in words.kind:
            rest = following[following.find(word) + len(bare) :]
            return (_article(rest[1:].split(), ("a", "an")) if rest[:1] in (",", ":") else []), "kind"
        if bare != word or bare in words.after or bare == "problem":
            break
    return [], "noun"


def _article(near: list[str], articles: tuple[str, ...]) -> list[str]:
    """ "a ...": the name is a thing of that kind; "a novel ...": it is a thing of the paper."""
    if not near or near[0] not in articles:
        return []
    described = [word.rstrip(",") for word in near[:4]]
    if not rules().words.elsewhere.isdisjoint(described):
        return []
    if not {"novel", "new", "first", "our"}.isdisjoint(described):
        return ["novel"]
    return [] if near[0] == "the" else ["copula"]


def sentence_before(text: str, start: int) -> list[str]:
    """The words of the sentence before `start`, at most some twenty-five."""
    words = text[max(0, start - _BEFORE) : start].replace("—", " — ").split()
    if start > _BEFORE and words:
        del words[0]
    while words and not words[-1].strip(_MARKS):
        words.pop()
    for number in range(len(words) - 1, -1, -1):
        if words[number][-1] in ".?!" and words[number].lower().lstrip("(") not in _ABBREVIATED:
            return words[number + 1 :]
    return words


def _left(said: list[str], name: Name, stands: str, right: list[str]) -> list[str]:
    """The evidence to the left, where `said` is the sentence before the name."""
    words = rules().words
    at = len(said) - 1
    article = ""
    while at >= 0 and _describes(said[at]):
        article = said[at].lower()
        at -= 1
    own = ["own"] if stands == "free" else ["own_kind"]
    if at < 0:
        return own if article == "our" else []
    namely = at > 0 and said[at].lower().rstrip(",:") in ("namely", "i.e.")
    at -= namely
    plain = said[at].strip(_MARKS).lower()
    word = plain.rstrip(",:;")
    parted = namely or word != plain or plain == "—"
    said_of_it = "copula" in right or "novel" in right
    if word in words.naming or _names_it(said, at):
        return ["called" if _ours_called(said) else "called_alone"]
    if article == "our" and not parted and word not in words.present:
        return own
    if word in ("proposed", "presented", "developed") and at and said[at - 1].lower() in ("the", "our"):
        return own
    if said_of_it and name.strong and word in words.through and _ours(said, at):
        return ["ours"]
    if _NUMBERED.fullmatch(said[at]) and stands == "kind":
        return ["apposed"] if name.strong or name.phrase else []
    if word in words.foreign and word not in words.present:
        return ["prior"]
    if word in words.measured and not parted and at > 1 and said[at - 1].lower() in ("and", "&"):
        # "we design, build and evaluate Foo"
        verb = _verb(said[:at], at - 1)
        if verb is not None and at - verb < 6 and presented(said, verb):
            said = [*said[:verb], said[verb]]
            at = verb
    verb = _verb(said, at)
    if verb is None or not (presented(said, verb) or said_of_it and said[verb - 1].lower() == "to"):
        if verb is not None and said[verb].lower().endswith("ed") and said[verb - 1].lower() not in words.being:
            return ["prior"]
        if word in words.measured:
            return ["measured"]
        return ["kind_alone"] if word in words.kind or stands == "kind" and article not in ("a", "an") else []
    return _presented_as(name, stands, article, said[verb : at + 1], parted, said_of_it)


def _presented_as(name: Name, stands: str, article: str, said: list[str], parted: bool, said_of_it: bool) -> list[str]:
    """The evidence where `said` are the words from the verb of presenting to the last one before the name."""
    words = rules().words
    between = [word.strip(_MARKS).rstrip(",:;").lower() for word in said[1:]]
    crossed = any(word in words.preposition or word in words.foreign for word in between)
    verb = said[0].lower()
    if not between:
        if verb.startswith("implement") and not said_of_it:
            return ["measured"]
        if stands == "noun" or name.known:
            return ["loose"] if stands == "noun" or article else ["direct"]
        if name.strong or said_of_it or stands == "free" and article not in ("a", "an"):
            return ["direct"]
        return ["direct"] if article in ("the", "our") else ["loose"]
    last = between[-1]
    if parted:
        listed = sum(word.endswith(",") for word in said[1:]) > 1 or not words.foreign.isdisjoint(between[1:])
        kinds = last in words.kind or said_of_it and any(word in words.kind for word in between)
        named = name.strong or name.phrase or said_of_it
        return ["apposed"] if kinds and named and stands != "noun" and not listed else []
    if last == "of" and len(between) > 1:
        definite = "the" in between[:3] or "our" in between[:2]
        made = definite and (name.strong or name.phrase) and not words.making.isdisjoint(between)
        return ["kind"] if between[-2] in words.notion or made else []
    if last in words.kind:
        if stands == "noun":
            return ["loose"]
        return ["kind_alone", "loose"] if crossed else ["kind"]
    if crossed:
        return ["measured"] if last in words.measured else []
    return ["direct"] if name.strong and not name.known and stands != "noun" else ["loose"]


def _describes(word: str) -> bool:
    """Whether a word only describes what follows it: "the", "scalable", "GPU-native"."""
    words = rules().words
    lowered = word.lower()
    return (
        lowered in words.determiner
        or lowered in words.describing
        or ("-" in word and word[-1] not in ",:;—-" and lowered not in words.foreign)
    )


def _names_it(said: list[str], at: int) -> bool:
    """Whether it says "we call it", "referred to as", "which we name"."""
    if said[at].lower() not in ("it", "as", "this", "method", "approach", "system"):
        return False
    return any(word.lower() in rules().words.calling for word in said[max(0, at - 7) : at])


def _ours_called(said: list[str]) -> bool:
    """Whether what is called so is the paper's: "we call it", "a novel engine called"; not "a recent theory called"."""
    words = rules().words
    lowered = [word.lower().strip(_MARKS).rstrip(",") for word in said]
    if not words.elsewhere.isdisjoint(lowered):
        return False
    for number, word in enumerate(lowered):
        if word == "we" and not words.calling.isdisjoint(lowered[number + 1 : number + 3]):
            return True
        if word in words.own:
            return True
    return False


def _ours(said: list[str], at: int) -> bool:
    """Whether the paper tells what it does by means of the name, and does not compare: "we close this gap with Foo"."""
    lowered = [word.lower() for word in said]
    if lowered[at] == "using":
        return at > 0 and lowered[at - 1] in rules().words.present
    if lowered[at] == "from" and "results" not in lowered:
        return False
    return not {"we", "paper", "work"}.isdisjoint(lowered) and not any(
        word.startswith(("compar", "evaluat", "outperform", "test", "experiment", "integrat")) for word in lowered
    )


def _verb(said: list[str], at: int) -> int | None:
    """Where the verb of presenting stands at or before `at`; "the proposed" is none."""
    present = rules().words.present
    for number in range(at, -1, -1):
        word = said[number].lower()
        if word in present and not (word.endswith("ed") and number and said[number - 1].lower() in ("the", "our", "a")):
            return number
    return None


def presented(said: list[str], verb: int) -> bool:
    """Whether it is the paper that presents: "we also present", "by introducing"; not "Google introduced"."""
    words = rules().words
    if verb == 0:
        return True
    number = verb - 1
    while number and (said[number].lower().endswith("ly") or said[number].lower() in ("also", "further", "then", "thus")):
        number -= 1
    word = said[number].strip(_MARKS).rstrip(",").lower()
    if word in words.being:
        return False
    if said[verb].lower().endswith("ing"):
        return said[number].endswith(",") or word in ("by", "through", "for", "with") or word in words.present
    return word in words.presenter or said[number].endswith((",", ":")) or word in words.present
