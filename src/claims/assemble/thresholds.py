"""Numbers that are a threshold: "under 30% load", "targeting latencies below 500 ms", "75% fall within 1 m"."""

from typing import Final

from claims.assemble.configured import back
from claims.assemble.cues import cues
from claims.assemble.frames import lead
from claims.assemble.metric import family
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, NOMINAL, VERB, WORD, Sentence
from claims.assemble.stresses import is_stressed
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import MEASURED

_CLAUSE_ENDS: Final = frozenset({",", "and", "or", ";", ":", "(", ")", "but", "with", "resulting", "leading"})
_AIMS: Final = ("target", "design")
_OPENS: Final = frozenset({"", ";", ":"})
HELD_AT: Final = frozenset({"under", "with", "if", "when"})


def is_condition(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "under 30% load", "when the cluster operates below a 0.65 duty cycle", "applies 50% compression"."""
    at = lead(sentence, run.first)
    told = sentence.lower(run.first - 1) in ("only", "just", "another") or amount.value == 100
    if amount.kind == "percent" and sentence.lower(at) in HELD_AT and not told:
        phrase = noun_right(sentence, run.last)
        if phrase is not None and family(sentence.words(*phrase))[0] == "other":
            if amount.decimals and sentence.lower(at) == "with" and not is_stressed(sentence, phrase):
                # "with a 53.3% safety margin" was measured
                return False
            return sentence.tag(phrase[1] - 1) != NOMINAL
    if amount.kind not in MEASURED:
        return False
    if sentence.lower(at) in cues().imposing:
        # "imposes a 0.1% performance overhead" tells what it costs
        cost = noun_right(sentence, run.last)
        return cost is None or sentence.tag(cost[1] - 1) != NOMINAL
    return _is_subordinate(sentence, at)


def _is_subordinate(sentence: Sentence, index: int) -> bool:
    """Whether the clause up to an item opens with "when" or "if"."""
    subordinators = cues().subordinators
    for step in back(index + 1, 9):
        item = sentence.items[step]
        if item.lower in subordinators:
            return step < index and sentence.lower(step + 1) not in ("using", "compared", "combined")
        if item.lower in _CLAUSE_ENDS or item.tag == AMOUNT:
            return False
    return False


def is_under(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "keeps traffic near zero under 7% node faults", "Under 1% packet loss, it …": under what it holds, behind a noun
    or a beginning and before a noun.
    """
    if amount.bound != "less_than" or amount.kind != "percent":
        return False
    if not sentence.items[run.first].text.lower().startswith("under"):
        return False
    if sentence.tag(run.first - 1) != WORD and sentence.lower(run.first - 1) not in _OPENS:
        return False
    phrase = noun_right(sentence, run.last)
    return phrase is not None and sentence.tag(phrase[1] - 1) != NOMINAL and sentence.tag(run.last) == WORD


def is_aimed(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "targeting end-to-end latencies below 500 ms", "designed to achieve 99.99% availability"."""
    if amount.kind not in MEASURED:
        return False
    at = next((step for step in back(run.first, 6) if sentence.lower(step) in cues().aimed), -1)
    if at < 0:
        return False
    if not sentence.lower(at).startswith(_AIMS):
        return True
    if any(sentence.lower(step) == "with" for step in range(at + 1, run.first)):
        # "keeps 98% of the targets with an overhead of | 2 s"
        return False
    # "suppressing targeted units yields | 1.1%", "all targets show | 0.0 dB", but "designed to achieve | 99.99%"
    told = next((step for step in range(at + 1, run.first) if sentence.tag(step) == VERB), -1)
    return told < 0 or sentence.lower(told).endswith("ing") or sentence.lower(told - 1) == "to"


def is_within_share(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "75% of predictions falling within 1 meter": the threshold of a share."""
    if amount.kind not in MEASURED or amount.bound not in ("up_to", "less_than", "more_than"):
        return False
    if sentence.lower(run.first - 1) not in cues().falling:
        return False
    share = next((step for step in back(run.first, 12) if sentence.tag(step) == AMOUNT), -1)
    if share < 0 or sentence.amount(share).kind != "percent":
        return False
    # "recall decreases to 60% under A and falls below 40%", "averages 99.8% and never falls below 98%" are two levels
    return amount.kind == "measure" or sentence.items[run.first].text.lower().startswith("within")
