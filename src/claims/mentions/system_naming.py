"""Whether it is the paper that calls something by a name: "we call it |Foo", "a novel engine called |Foo"."""

from itertools import pairwise
from typing import Final

from claims.mentions.system_rules import rules

# what is called so is told of in so many words: "a widely used algorithm of caches called Foo"
_NOUN_PHRASE: Final = 12
PRESENTERS: Final = frozenset(
    ("we", "i", "our", "paper", "work", "article", "study", "letter", "thesis", "report", "authors")
)
"""Who a paper says presents."""
MARKS: Final = "\"'`()[]*"
"""What stands at a word and is none of it."""

NAMED_BY: Final = frozenset(("it", "as", "this", "method", "approach", "system"))
"""The last words of what names something: "we call |it", "referred to |as", "we name this |approach"."""


def names_it(said: list[str], at: int) -> bool:
    """Whether it says "we call it", "referred to as", "which we name"."""
    if said[at] not in NAMED_BY:
        return False
    return not rules().words.calling.isdisjoint(said[max(0, at - 7) : at])


def ours_called(said: list[str]) -> bool:
    """Whether what is called so is the paper's: "we call it", "a novel engine called"; not "a recent theory called"."""
    words = rules().words
    plain = [word.strip(MARKS).rstrip(",") for word in said]
    if not words.elsewhere.isdisjoint(plain[-_NOUN_PHRASE:]):
        return False
    if any(word == "been" and following in words.calling for word, following in pairwise(plain)):
        return False  # "what has been called Foo"
    owned = [at for at, word in enumerate(plain) if word in words.own]
    if owned:
        # not "the group developed a scheme called Foo"
        past = all(plain[at].endswith("ed") and at and plain[at - 1].isalpha() for at in owned)
        others = past and all(plain[at - 1] not in words.being | words.present | words.determiner for at in owned)
        return not (others and PRESENTERS.isdisjoint(plain))
    return any(word == "we" and not words.calling.isdisjoint(plain[at + 1 : at + 3]) for at, word in enumerate(plain))
