"""What precedes a name: "we present «Foo»" -> direct; "a framework called «Foo»" -> called.

The words are read from the name outwards until one of them decides.
"""

import re
from typing import Final

from claims.mentions.system_after import Stands
from claims.mentions.system_names import Name
from claims.mentions.system_naming import MARKS, NAMED_BY, PRESENTERS, names_it, ours_called
from claims.mentions.system_rules import rules
from claims.patterns import kept

_REACH: Final = 170
_DASHES: Final = ("—", "-")
_STUDIES: Final = frozenset(
    ("study", "analysis", "evaluation", "measurement", "survey", "review", "comparison", "assessment")
)
_BROAD: Final = ("umbrella", "general", "generic", "broad")
_EVALUATING: Final = frozenset(("evaluate", "evaluates", "analyze", "analyzes", "study", "studies"))
_DEFINING: Final = frozenset(("define", "defines", "specify", "specifies", "realize"))
_MADE: Final = frozenset(("proposed", "presented", "developed"))
_NOVEL: Final = frozenset(("novel", "new"))
_NEW: Final = frozenset(("new", "novel", "unified"))
# what parts of a thing are told with: "a framework that integrates Foo Bars (FB)"
_HOLDING: Final = frozenset(
    ("that", "which", "integrating", "combining", "leveraging", "using", "with", "including", "via", "by")
)
_ABBREVIATED: Final = ("e.g.", "i.e.", "al.", "vs.", "cf.")
# "(2) the Foo framework"
# "we have also developed"
_SAID_BETWEEN: Final = frozenset(("also", "further", "then", "thus", "have"))
_FIRST: Final = frozenset(("(1)", "(i)", "(a)", "1)", "i)", "a)"))
_NUMBERED: Final = re.compile(r"\((?:\d|[ivx]{1,4}|[a-e])\)")


def sentence_before(text: str, start: int) -> list[str]:
    """The words of the sentence before `start` in lower case, at most some twenty-five.

    >>> sentence_before("It is slow. We present Foo", 23)
    ['we', 'present']
    """
    offset = start - _REACH if start > _REACH else 0
    said = text[offset:start].lower()
    stop = said.rfind(". ")
    while stop >= 0 and said.endswith(_ABBREVIATED, 0, stop + 1):
        stop = said.rfind(". ", 0, stop)
    if "?" in said or "!" in said:
        stop = max(stop, said.rfind("? "), said.rfind("! "))
    said = said[stop + 1 :]
    words = (said.replace("—", " — ") if "—" in said else said).split()
    if stop < 0 and offset and words:
        del words[0]
    while words and not words[-1].strip(MARKS):
        words.pop()
    return words


@kept
def _telling() -> frozenset[str]:
    """The words right before a name that `before` asks for by themselves; any other leaves it to a verb before them."""
    words = rules().words
    asked = words.naming | words.kind | words.through | words.foreign | words.measured | NAMED_BY
    return asked | _EVALUATING | _DEFINING | _MADE | {"namely", "term", "as"}


def before(said: list[str], name: Name, stands: Stands, right: list[str]) -> list[str]:
    """The evidence in `said`, the words of the sentence before a name that `right` is known of."""
    at, article = _undescribed(said)
    if at > 0 and name.strong and said[at] in _FIRST and said[at - 1].endswith(":"):
        # "we propose three methods: (i) Foo"
        at -= 1
    if at >= 0:
        word = said[at]
        if word.isalpha() and word not in _telling() and article != "our" and (stands != "kind" or article != "the"):
            # "we propose in this paper |Foo"
            if _verbs().isdisjoint(said):
                return ["kind_alone"] if stands == "kind" and article not in ("a", "an") else []
            return _by_verb(said, at, word, False, name, stands, article, right)
    words = rules().words
    own = ["own"] if stands == "free" else ["own_kind"]
    if at < 0:
        if article == "a" and name.defined and stands == "kind" and not _NOVEL.isdisjoint(said):
            return ["apposed"]  # "A novel Full Old Oaks (FOO) protocol governs"
        return own if article == "our" else []
    namely = at > 0 and said[at].rstrip(",:") in ("namely", "i.e.")
    at -= namely
    plain = said[at].strip(MARKS)
    word = plain.rstrip(",:;")
    parted = namely or word != plain or plain in _DASHES
    said_of_it = "copula" in right or "novel" in right
    if word == "term" and at and said[at - 1] in _BROAD:
        return []
    if stands == "kind" and article == "the" and not name.defined and "first" in said[at + 1 :]:
        return ["loose"]  # "we introduce the first FOO data set"
    if word in words.naming or names_it(said, at):
        return ["called" if ours_called(said) else "called_alone"]
    if article == "our" and not parted and word not in words.present:
        return own
    if (
        word in words.kind
        and not parted
        and name.strong
        and ("our" in said[max(0, at - 3) : at] or said[max(0, at - 3) : at][:2] == ["the", "proposed"])
    ):
        # "by our new profiler Foo"
        return ["own", "kind_alone"]
    if parted and is_kind(word):
        if "our" in said[max(0, at - 3) : at]:
            # "our new approach, Foo"
            return ["own", "kind_alone"] if name.strong or name.phrase else ["own"]
        if stands != "noun" and not _NEW.isdisjoint(said[max(0, at - 3) : at]) and words.elsewhere.isdisjoint(said):
            # "a new metric, Foo"
            return ["apposed"]
    if word in _MADE and at and said[at - 1] in ("the", "our"):
        if word != "proposed" or not name.strong:
            return own
        # "the proposed Foo controller" is a Foo, whatever it is
        return ["own", "kind_alone"] if stands == "kind" or said[at - 1] == "our" else ["own"]
    if word in _EVALUATING and name.strong and not {"new", "novel"}.isdisjoint(said[at + 1 :]):
        return ["direct"]
    if said_of_it and name.strong and word in _DEFINING and not parted and at and said[at - 1] in words.presenter:
        return ["direct"]
    if said_of_it and name.strong and word in words.through and _ours(said, at):
        return ["ours"]
    if stands == "kind" and (article not in ("a", "an") or name.defined) and _NUMBERED.fullmatch(said[at]):
        return ["apposed"] if name.strong or name.phrase else []
    made = word == "as" and at > 1 and said[at - 1] in ("instantiated", "realized")
    if made and name.strong and (stands == "kind" or said[at - 2] in words.being):
        return ["direct"]
    if word in words.foreign and word not in words.present:
        # "against all baselines, Foo reduces"
        return [] if parted and "subject" in right else ["prior"]
    if word in words.measured and not parted and at > 1 and said[at - 1] in ("and", "&"):
        # "we design, build and evaluate Foo" is "we design Foo"
        verb = _verb(said, at - 1)
        if verb is not None and at - verb < 6 and presented(said, verb):
            at = verb
    return _by_verb(said, at, word, parted, name, stands, article, right)


def _by_verb(
    said: list[str], at: int, word: str, parted: bool, name: Name, stands: Stands, article: str, right: list[str]
) -> list[str]:
    """The evidence of the verb before the last `word`, which stands at `at`: whether the paper presents."""
    words = rules().words
    verb = None if _verbs().isdisjoint(said) else _verb(said, at)  # most sentences have none
    said_of_it = "copula" in right or "novel" in right
    if verb is None or not (presented(said, verb) or (said_of_it and verb and said[verb - 1] == "to")):
        if verb and said[verb].endswith("ed") and said[verb - 1] not in words.being:
            return ["prior"]
        if word in words.measured:
            # "we apply Foo, a model that" is another's
            others = said_of_it and not name.defined and word.startswith("appl")
            return [] if others else ["measured"]
        return ["kind_alone"] if word in words.kind or (stands == "kind" and article not in ("a", "an")) else []
    return _presented_as(name, stands, article, said[verb : at + 1], parted, said_of_it)


def is_kind(word: str) -> bool:
    """Whether a word is a kind of thing that has a name, or the plural of one.

    >>> is_kind("framework"), is_kind("strategies"), is_kind("idea")
    (True, True, False)
    """
    kinds = rules().words.kind
    return word in kinds or (word.endswith("s") and (word[:-1] in kinds or word[:-3] + "y" in kinds))


def presented(said: list[str], verb: int) -> bool:
    """Whether it is the paper that presents: "we also present", "by introducing"; not "Google introduced"."""
    words = rules().words
    if verb == 0:
        return True
    number = verb - 1
    while number and (said[number].endswith("ly") or said[number] in _SAID_BETWEEN):
        if said[number] in ("previously", "recently") and said[verb].endswith("ed"):
            return False
        number -= 1
    word = said[number].strip(MARKS).rstrip(",")
    if word in words.being:
        return False
    if said[verb].endswith("ing"):
        if word in ("by", "through") and not said[number].endswith(","):
            # "we bridge the gap by introducing"; not "layers improve models by introducing"
            return not PRESENTERS.isdisjoint(said[:number]) or said[0] == "by"
        return said[number].endswith(",") or word in ("for", "with") or word in words.present
    if said[number].endswith((",", ":")) and said[verb].endswith("s"):
        return not words.presenter.isdisjoint(said[:number])  # not "the standard, known as Foo 7, introduces"
    return word in words.presenter or said[number].endswith((",", ":")) or word in words.present


def _presented_as(
    name: Name, stands: Stands, article: str, said: list[str], parted: bool, said_of_it: bool
) -> list[str]:
    """The evidence where `said` are the words from the verb of presenting to the last one before the name."""
    words = rules().words
    between = [word.strip(MARKS).rstrip(",:;") for word in said[1:]]
    dash = bool(between) and between[-1] in _DASHES
    if dash:
        between.pop()
    if stands == "kind" and not name.defined and (between[0] if between else article) in ("two", "three"):
        return ["loose"]  # "two complementary FOO90 kernels"
    if not between:
        return [_object(name, stands, article, said[0], said_of_it)]
    if "version" in between and between[(at := between.index("version")) + 1 : at + 2] == ["of"]:
        between = between[at + 2 :] or between  # "a new version of the engine Foo"
    crossed = not words.preposition.isdisjoint(between) or not words.foreign.isdisjoint(between)
    last = between[-1]
    if parted and crossed and not _STUDIES.isdisjoint(between[:-1]):
        return []  # "we present a study of a protocol, Foo"
    if parted:
        described = (
            len(said) > 3 and said[1] in words.determiner and said[2].endswith(",")
        )  # "two fast, small caches, Foo"
        listed = sum(word.endswith(",") for word in said[1:]) - described > 1 or not words.foreign.isdisjoint(
            between[1:]
        )
        told = said_of_it or (name.defined and _HOLDING.isdisjoint(between))
        kinds = (
            last in words.kind
            or (is_kind(last) and not crossed)
            or (
                (told or (dash and (name.strong or name.phrase) and between[0] in ("a", "an", "our", "two", "three")))
                and not words.kind.isdisjoint(between)
            )
        )
        # "a new lock, FooLock, based on"
        kinds = kinds or (name.strong and not crossed and between[0] in ("a", "an"))
        named = name.strong or name.phrase or said_of_it
        return ["apposed"] if kinds and named and stands != "noun" and not listed else []
    if last == "of" and len(between) > 1:
        definite = "the" in between[:3] or "our" in between[:2]
        # not "the implementation of metrics in a module of Foo"
        direct = words.preposition.isdisjoint(set(between[:-1]) - {"and"})
        made = definite and name.strong and (said_of_it or (direct and not words.making.isdisjoint(between)))
        return ["kind"] if between[-2] in words.notion or made else []
    if last in words.kind:
        if stands == "noun":
            return ["loose"]
        return ["kind_alone", "loose"] if crossed else ["kind"]
    if last == "and" and said_of_it and name.strong and said[-2].endswith(","):
        # "we present Foo, a cache, and Bar, a store"
        return ["kind"]
    if crossed:
        return ["measured"] if last in words.measured else []
    return ["direct"] if name.strong and not name.known and stands != "noun" else ["loose"]


def _object(name: Name, stands: Stands, article: str, verb: str, said_of_it: bool) -> str:
    """The evidence where the name is the object of the verb: "we present the scalable Foo"."""
    if verb.startswith("implement") and not said_of_it:
        return "measured"
    if stands == "noun" or (name.known and article and (not said_of_it or article != "the")):
        return "loose"
    if name.strong or said_of_it or (article not in ("a", "an") if stands == "free" else article in ("the", "our")):
        return "direct"
    return "loose"


@kept
def _describing() -> frozenset[str]:
    """The words before a name that only describe it."""
    words = rules().words
    return words.determiner | words.describing


def _undescribed(said: list[str]) -> tuple[int, str]:
    """Where the last word stands that does not only describe the name, and the first of those that do."""
    describing = _describing()
    article = ""
    for at in range(len(said) - 1, -1, -1):
        word = said[at]
        if word not in describing:
            compound = "-" in word and word not in rules().words.foreign and word[-1] not in ",:;—-"
            if not compound:
                return at, article
        article = word
    return -1, article


def _ours(said: list[str], at: int) -> bool:
    """Whether the paper tells what it does by means of the name, and does not compare: "we close this gap with Foo"."""
    if said[at] == "using":
        return at > 0 and said[at - 1] in rules().words.present
    if said[at] == "from" and "results" not in said:
        return False
    return not {"we", "paper", "work"}.isdisjoint(said) and not any(
        word.startswith(("compar", "evaluat", "outperform", "test", "experiment", "integrat", "combin"))
        for word in said
    )


@kept
def _verbs() -> frozenset[str]:
    """The verbs of presenting, also before a comma: "we present|, to our knowledge, Foo"."""
    present = rules().words.present
    return present | {verb + "," for verb in present}


def _verb(said: list[str], at: int) -> int | None:
    """Where the verb of presenting stands at or before `at`; "the proposed" is none, nor is "the design"."""
    verbs = _verbs()
    words = rules().words
    for number in range(at, -1, -1):
        word = said[number]
        if word not in verbs:
            continue
        word = word.rstrip(",")
        previous = said[number - 1].rstrip(",") if number else ""
        if word in words.twofold and previous not in words.presenter and previous not in words.present:
            continue
        if not (word.endswith("ed") and previous in ("the", "our", "a")):
            return number
    return None
