"""Whether it is the paper that calls something by a name: "we call it |Foo", "a novel engine called |Foo"."""

from itertools import pairwise

from claims.mentions.system_rules import rules

# what is called so is told of in so many words: "a widely used algorithm of caches called Foo"
_NOUN_PHRASE = 12
MARKS = "\"'`()[]*"
"""What stands at a word and is none of it."""


def names_it(said: list[str], at: int) -> bool:
    """Whether it says "we call it", "referred to as", "which we name"."""
    if said[at] not in ("it", "as", "this", "method", "approach", "system"):
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
    if not words.own.isdisjoint(plain):
        return True
    return any(word == "we" and not words.calling.isdisjoint(plain[at + 1 : at + 3]) for at, word in enumerate(plain))
