"""What stands around a parenthesis with a value, or with two that are compared: "M over X (73% vs. 64%)"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, Frame, subject
from claims.assemble.lexicon import is_plural
from claims.assemble.nominal import nominal_change
from claims.assemble.phrases import (
    PLACES,
    governor,
    is_metric,
    noun_left,
    noun_right,
    outermost,
)
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    VERB,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount

RULE: Final = "claim.parenthesis"
_AS_GOOD: Final = frozenset({"comparable", "equivalent", "identical", "par", "similar"})
_EQUALLING: Final = ("equal", "match", "ties", "tie", "tying")


def brought_to(sentence: Sentence, phrase: Range) -> Range | None:
    """What is brought to a level that a parenthesis tells: "collapses | accuracy | to chance level (10%)"."""
    at = governor(sentence, phrase[0])
    if sentence.lower(at) != "to" or sentence.lower(phrase[1] - 1) not in ("chance", "level", "levels"):
        return None
    told = noun_left(sentence, at)
    return told if told is not None and is_metric(sentence, told) else None


def put_between(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
    """ "high (87.71%) | negotiation accuracy", "significant (up to 51%) | power savings": the number stands between an
    adjective and its noun.
    """
    if sentence.lower(run.last) != ")" or phrase[1] - phrase[0] > 1 or len(run.slots) > 1:
        return None
    amount, word = sentence.amount(run.first), sentence.lower(phrase[0])
    sized = word in cues().ranks or word in cues().empty_modifiers
    if amount.kind not in ("percent", "measure", "ratio") or not sized:
        return None
    behind = noun_right(sentence, run.last + 1)
    if behind is None or behind[0] != run.last + 1:
        return None
    noun = behind[1] - 1
    if sentence.tag(noun) == NOMINAL and amount.unit in CHANGE_UNITS:
        return nominal_change(sentence, noun, (behind[0], noun), phrase[0], behind[1])
    if not is_metric(sentence, behind):
        return None
    return Frame(RULE, "level", metric=behind, last=behind[1], first=phrase[0])


def rival_named(sentence: Sentence, phrase: Range) -> Range | None:
    """What is matched or outperformed right before a parenthesis: "it matches | the dense baseline"."""
    phrase = outermost(sentence, phrase, PLACES)
    verb = governor(sentence, phrase[0])
    if sentence.tag(verb) != VERB or is_metric(sentence, phrase):
        return None
    if sentence.value(verb) != "outperform" and not sentence.lower(verb).startswith(_EQUALLING):
        return None
    return phrase[0] - (sentence.tag(phrase[0] - 1) == DETERMINER), phrase[1]


def likened(sentence: Sentence, phrase: Range) -> Range | None:
    """What is as good as that of another: "answer quality | on par with A within noise (9.3 vs. 9.0)"."""
    for step in range(phrase[0] - 1, max(-1, phrase[0] - 11), -1):
        if sentence.tag(step) in (VERB, AMOUNT) or sentence.lower(step) == ",":
            return None
        if sentence.lower(step) in _AS_GOOD:
            end = step - (sentence.lower(step - 1) == "on")
            while sentence.tag(end - 1) == ADVERB:
                end -= 1
            return noun_left(sentence, end)
    return None


def has_reference(sentence: Sentence, run: Run) -> bool:
    """Whether what a reference attains stands in the same parenthesis: "(92% compared to 82% for B)"."""
    if sentence.lower(run.last) not in ("compared", "vs.", "vs", "versus", "against"):
        return False
    return sentence.has_tag(AMOUNT, run.last, min(run.last + 4, len(sentence.items)))


def behind_both(sentence: Sentence, run: Run) -> Range | None:
    """The metric behind the second of two values: "beats the baseline (41.3 vs 42.8 | PPL)"."""
    other = sentence.next_word("#", run.last + 1, run.last + 4)
    behind = noun_right(sentence, other + 1) if other > 0 else None
    return behind if behind is not None and is_metric(sentence, behind) else None


def of_described(sentence: Sentence, run: Run, phrase: Range | None) -> Frame | None:
    """What an adjective tells of: "the overhead is negligible (<1 ms)", "rates remain high (78% across A)"."""
    if phrase is None or sentence.amount(run.first).kind not in ("percent", "measure", "currency"):
        return None
    told = _described(sentence, phrase)
    return Frame(RULE, "level", metric=told, last=run.last, first=told[0]) if told is not None else None


def _described(sentence: Sentence, phrase: Range) -> Range | None:
    """The subject of an adjective: "| the overhead | is negligible"."""
    at = phrase[0] - 1
    while sentence.tag(at) == ADVERB:
        at -= 1
    linked = sentence.tag(at) == AUXILIARY or sentence.lower(at).startswith(("remain", "stay"))
    if phrase[1] - phrase[0] > 1 or not linked or is_metric(sentence, phrase):
        return None
    told = noun_left(sentence, at)
    word = sentence.items[phrase[0]].text
    if told is None or not word.islower() or is_plural(word) or word.endswith("ing"):
        return None
    return outermost(sentence, told, ("of", "for"))


def set_against(sentence: Sentence, run: Run, amount: Amount) -> Frame | None:
    """ "the rates are much higher (64x, 43x, and 32x)": the comparative stands before the parenthesis."""
    at = run.first - 2
    if sentence.tag(at) != COMPARATIVE or amount.unit not in CHANGE_UNITS:
        return None
    metric = subject(sentence, at - (sentence.lower(at - 1) in ("much", "far", "even")))
    if metric is None:
        return None
    return Frame(RULE, "change", sentence.value(at), metric, last=run.last, first=metric[0])
