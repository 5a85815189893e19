"""What follows a name: "Foo, a novel engine" -> novel; "Foo outperforms" -> subject, wins."""

import re
from typing import Final, Literal

from claims.mentions.system_rules import rules
from claims.patterns import kept

Stands = Literal["free", "kind", "noun"]
"""How a name stands: by itself, before the kind of thing it names ("the Foo engine"), before another noun."""

_REACH: Final = 80
# "Foo's", "Foo" in quotes, "Foo (Full Old Oaks)"
_SKIPPED: Final = re.compile(r"(?>(?:'s)?)[\"']{0,2}+(?>(?:\s?+\([^()]{1,120}\))?)")
_SKIPPING: Final = frozenset(("'", '"', "("))
_DASHES: Final = frozenset(("—", "-", ":"))
_PARTING: Final = _DASHES | {","}
"""What right behind a name parts it from what is told of it."""
_PASSIVE: Final = re.compile(
    r"[^.;]{0,140}?\s(?:is|are|was|were)\s(?>(?:\w{2,20}ly\s|also\s|then\s)?)"
    r"(?:proposed|(?<!was\s)(?<!were\s)introduced|presented|developed|designed|described|devised)\b(?!\s(?:recently|by\s[A-Z]))"
)
_BEING: Final = frozenset(("is", "are", "was", "were"))
_PASSIVE_REACH: Final = 150
"""Characters up to the space behind one of these words, and some more."""
# "the Foo scheme proposed in BAR14"
_BY_OTHERS: Final = re.compile(r"\s(?:proposed|introduced|presented|developed|described)\s(?:by|in)\s[A-Z\[]")
_ARTICLES: Final = frozenset(("a", "an", "the"))
_INDEFINITE: Final = frozenset(("a", "an"))
_NEW: Final = frozenset(("novel", "new", "first", "our"))


def after(text: str, end: int) -> tuple[list[str], Stands]:
    """The evidence that follows a name, and how the name stands.

    >>> after("We present Foo, a novel engine", 14)
    (['novel'], 'free')
    >>> after("the Foo scheduling engine", 7)
    ([], 'kind')
    """
    opening = text[end : end + 1]
    if opening in _SKIPPING or text.startswith(" (", end):
        skipped = _SKIPPED.match(text, end)
        end = skipped.end() if skipped else end
        opening = text[end : end + 1]
    if opening in _PARTING:
        return _parted(text[end : end + _REACH]), "free"
    if not opening.isspace():
        return [], "free"  # "Foo.", "Foo)", "Foo/Bar"
    following = text[end : end + _REACH]
    near = following.split(None, 5)
    if not near:
        return [], "free"
    if near[0] in _DASHES:
        return _parted(following), "free"
    first = near[0].rstrip(",.;:)").lower()
    if not (first and first[0].isalnum()):
        return [], "free"
    if (first in _telling() or first.endswith("ly")) and (evidence := _told(first, near)) is not None:
        return evidence
    words = rules().words
    for word in near[:3]:
        bare = word.rstrip(",.;:()")
        if bare in words.kind or (not bare.islower() and bare[:1].isupper() and bare.lower() in words.kind):
            rest = following[following.find(word) + len(bare) :]
            if _BY_OTHERS.match(rest):
                return ["prior"], "kind"
            return (_article(rest[1:].split(None, 5), _INDEFINITE) if rest[:1] in (",", ":") else []), "kind"
        if bare != word or bare in words.after or bare == "problem":
            break
    return [], "noun"


def _parted(following: str) -> list[str]:
    """The evidence of what a comma, a dash or a colon parts from a name: "Foo, a novel engine"."""
    plain = following.lstrip(" ,—:-")
    opening = plain.split(None, 1)[:1]
    if opening == ["our"]:
        # "based on Foo, our new engine"
        return ["ours", "copula"] if not _NEW.isdisjoint(plain.split(None, 3)[1:3]) else []
    if _ARTICLES.isdisjoint(opening):
        return []
    return _article(plain.split(None, 4), _ARTICLES)


@kept
def _telling() -> frozenset[str]:
    """The words after a name that `_told` asks for by themselves."""
    words = rules().words
    return words.being | words.winning | words.after | words.subject | _INDEFINITE | {"has", "have", "based"}


def _told(first: str, near: list[str]) -> tuple[list[str], Stands] | None:
    """What the first word after a name tells by itself, which stands in `near` with those that follow it."""
    words = rules().words
    if first in words.being:
        if first in ("was", "were") and near[1:2] == ["introduced"]:
            return [], "free"  # "Foo was introduced to": by others
        return _being(near[1:]), "free"
    if first in ("has", "have"):
        passive = near[1:2] == ["been"] and len(near) > 2 and near[2].rstrip(",.") in words.passive
        return (["perfect"] if passive else ["subject"]), "free"
    if first in _INDEFINITE:
        return ["copula"], "free"
    if first in words.winning or (first.endswith("ly") and near[1:2] and near[1] in words.winning):
        return ["subject", "wins"], "free"
    if first == "based" and near[1:2] not in ([], ["on"], ["upon"]):
        return [], "noun"  # "two Foo based algorithms"
    if first in words.after:
        return [], "free"
    if first in words.subject or first.endswith("ly"):
        return ["subject"], "free"
    return None


def introduced_later(text: str, end: int) -> bool:
    """Whether the sentence goes on to say that what ends here is new: "(Foo) for large graphs is proposed"."""
    # what the search looks for behind every word is looked for in all at once
    if _BEING.isdisjoint(text[end : end + _PASSIVE_REACH].split()):
        return False
    return _PASSIVE.match(text, end) is not None


def _being(near: list[str]) -> list[str]:
    """The evidence after "Foo is"."""
    if near and near[0].rstrip(",.") in rules().words.passive:
        by_others = near[1:2] in (["by"], ["in"]) and near[2:3] != [] and near[2][0].isupper()
        return [] if by_others or near[1:2] in (["recently"], ["previously"]) else ["passive"]
    return _article(near, _ARTICLES | {"our"})


def _article(near: list[str], articles: frozenset[str]) -> list[str]:
    """The evidence of "a ...", by which the name is a thing of that kind, or "a novel ...", a thing of the paper."""
    if not near or near[0] not in articles:
        return []
    described = [word.rstrip(",") for word in near[:4]]
    if not rules().words.elsewhere.isdisjoint(described):
        return []
    if not _NEW.isdisjoint(described):
        return ["novel"]
    return [] if near[0] == "the" else ["copula"]
