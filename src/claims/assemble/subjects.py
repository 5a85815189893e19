"""The subject of a clause as the setting of its numbers: "local LMs answer 88%", "the fast mode reaches 83 ms"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import lead
from claims.assemble.lexicon import is_plural
from claims.assemble.phrases import is_metric, noun_left
from claims.assemble.sentence import ADVERB, AMOUNT, AUXILIARY, NOMINAL, VERB, Range, Sentence

_KINDS: Final = frozenset({"configuration", "kernel", "mode", "path", "setup", "variant", "version"})
"""What a system has several of: the one that is the subject is a setting."""

_OWN: Final = frozenset(
    {"capabilities", "events", "experiments", "experts", "findings", "insights", "measurements", "methods"}
    | {"optimizations", "programs", "recommendations", "reports", "results", "self-reports", "updates", "we"}
)
"""Plural subjects that are the paper's own or say nothing of what was studied."""

_NO_HOLDERS: Final = frozenset({"it", "particular", "they", "this", "that", "these", "those", "which", "we"})
"""What makes up no share by itself: pronouns, and "requests in particular account for"."""
_BREAKS: Final = frozenset({";", ":", "("})


def studied_subject(sentence: Sentence, draft: Draft) -> Range | None:
    """The subject where it is one of several things studied, not the paper's own system."""
    verb = _governing(sentence, draft)
    if verb < 0:
        return None
    phrase = _before_verb(sentence, verb)
    if phrase is None or not _is_studied(sentence, phrase) or is_metric(sentence, phrase):
        return None
    return phrase


def _is_studied(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase is one of several things, by its head and what stands before it."""
    head, before = sentence.items[phrase[1] - 1], sentence.lower(phrase[0] - 1)
    if head.lower in _KINDS:
        return before == "the" and phrase[1] - phrase[0] > 1
    if not _is_kind(head.text) or head.tag == NOMINAL or head.lower in _OWN or head.lower in cues().studies:
        return False
    opens = before in ("", ",", "that", "while", "whereas", "even", "and", "but")
    return opens and not any(sentence.lower(step).endswith("'s") for step in range(*phrase))


def share_holder(sentence: Sentence, draft: Draft) -> Range | None:
    """What makes up a share: "that | sampling | can account for up to 70% of the latency"."""
    if draft.frame is None or draft.frame.rule != "claim.share":
        return None
    at = lead(sentence, draft.frame.first)
    if sentence.lower(at) != "for" or not sentence.lower(at - 1).startswith("account"):
        return None
    phrase = _before_verb(sentence, at - 1)
    return phrase if phrase is not None and sentence.lower(phrase[0]) not in _NO_HOLDERS else None


def _before_verb(sentence: Sentence, verb: int) -> Range | None:
    """The noun phrase before a verb with its auxiliaries and adverbs: "| sampling | can still account"."""
    while sentence.tag(verb - 1) in (AUXILIARY, ADVERB):
        verb -= 1
    return noun_left(sentence, verb)


def _governing(sentence: Sentence, draft: Draft) -> int:
    """The finite verb that governs a number in its clause, -1 where none does."""
    first = draft.item if draft.frame is None else min(draft.item, draft.frame.first)
    if draft.metric:
        first = min(first, draft.metric[0][0])
    for step in range(first, max(-1, first - 14), -1):
        item = sentence.items[step]
        if item.lower in _BREAKS or (step < first and item.tag == AMOUNT):
            return -1
        if item.tag == VERB and not item.lower.endswith("ing"):
            return step
    return -1


def _is_kind(head: str) -> bool:
    """Whether a head names a kind of things: "LMs", "systems"; not "Helios" or "OFS"."""
    return is_plural(head) and head[-1] == "s" and (head.islower() or head[:-1].isupper())
