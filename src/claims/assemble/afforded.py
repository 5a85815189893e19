"""More that is no loss, by who has it: "enables 4x longer contexts", "detects 35% more faults"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.runs import Run
from claims.assemble.sentence import VERB, WORD, Sentence

_LARGER: Final = frozenset({"bigger", "greater", "higher", "larger", "longer", "more"})
_FOUND: Final = frozenset({"additional", "more"})


def afforded(sentence: Sentence, run: Run, found: Frame, history: list[Frame]) -> None:
    """Turns an increase into a gain where the verb says that the subject can have or find so much more."""
    if found.move != "increase" or found.type != "change" or found.metric is None:
        return
    if found.rule == "claim.comparative":
        if _is_held(sentence, run) or (history and history[-1].move == "afford" and history[-1].metric == found.metric):
            found.move = "afford"
        return
    expands = found.rule in ("claim.verb-by", "claim.pair") and sentence.lower(found.verb).startswith(cues().expanding)
    if expands and sentence.lower(found.metric[1] - 1) not in cues().spent:
        # "expands the trainable model size by 2x", but "expands the memory footprint"
        found.move = "afford"


def _is_held(sentence: Sentence, run: Run) -> bool:
    """Whether the verb before a comparative says that the subject holds or finds it: "stores | 45% | more items"."""
    verb, word = lead(sentence, run.first), sentence.lower(run.last)
    if sentence.lower(verb - 1) == "average" and sentence.lower(verb - 2) == "on":
        # "stores, on average, | 45% | more items"
        verb -= 3 + (sentence.lower(verb - 3) == ",")
    if sentence.tag(verb) not in (VERB, WORD):
        # what can be a noun is taken for one before a comma
        return False
    text = sentence.lower(verb)
    return (word in _LARGER and text.startswith(cues().holding)) or (word in _FOUND and text.startswith(cues().finding))
