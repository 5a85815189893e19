"""Which changes are compared already, so that a baseline behind them is none of theirs."""

from claims.assemble.baselines import Baseline
from claims.assemble.draft import Draft
from claims.assemble.inherited import explains
from claims.assemble.sentence import AMOUNT, VERB, Sentence


def is_settled(draft: Draft) -> bool:
    """Whether the draft has a baseline that a later one does not override."""
    carried = draft.frame is not None and draft.frame.baseline is None and is_forwarded(draft)
    return draft.side is not None or (bool(draft.baseline) and not carried)


def goes_on_settled(sentence: Sentence, drafts: list[Draft], draft: Draft, nearest: int) -> bool:
    """Whether a draft but goes on one that is compared otherwise: "outperforms A by 9x on X and | 7x on Y, and …", "by
    2% versus A with | 32% fewer parameters, and …".
    """
    order = drafts.index(draft)
    if draft.frame is None or not order:
        return False
    if draft.frame.rule != "claim.elided":
        told = drafts[order - 1].type == "change" and bool(drafts[order - 1].baseline)
        return told and explains(sentence, draft, draft.frame) and is_finite(sentence, draft.item, nearest)
    head = draft
    for head in reversed(drafts[:order]):
        if head.frame is None or head.frame.rule != "claim.elided":
            break
    return head.frame is not None and head.frame.baseline is not None


def is_settled_before(sentence: Sentence, draft: Draft, later: int, baseline: Baseline) -> bool:
    """Whether a baseline that opens the sentence holds for a clause before the one that has its own: "compared with A,
    it improves M by 3x and | reduces N by 2x compared with B", "by 3x while | using 2x less than B", "by 3x (9 s versus
    B's 27 s)".
    """
    if not draft.baseline or not is_forwarded(draft):
        return False
    marker = baseline.marker
    own = sentence.last_word(("(",), draft.item, within=4)
    # but "by 46x (up to 230x) compared to B" tells the same number again
    if own >= 0 and sentence.tag(own - 1) != AMOUNT and sentence.next_word(")", draft.item, marker) > 0:
        # "faster than A (by more than 3x) with the same quality as B"
        return True
    opening = sentence.last_word(("(", ")"), marker, within=marker - draft.item)
    if opening >= 0 and sentence.lower(opening) == "(" and sentence.has_tag(AMOUNT, opening, marker):
        return True
    if later == marker:
        return False
    if sentence.lower(marker - 1) != "," and _explains_apart(sentence, draft.item, later):
        return True
    return is_finite(sentence, draft.item, later)


def _explains_apart(sentence: Sentence, first: int, last: int) -> bool:
    """Whether between two items something is told apart: "by 40%, | achieving | a 2x boost over B", "by | using |
    the 9x gap of A over B", "| while | …".
    """
    for step in range(first, last):
        if sentence.lower(step) == "while":
            return True
        participle = sentence.tag(step) == VERB and sentence.lower(step).endswith("ing")
        if participle and sentence.lower(step - 1) in (",", "by"):
            return True
    return False


def is_forwarded(draft: Draft) -> bool:
    """Whether the draft's baseline came from a leading "outperforms B", which an own one overrides."""
    return draft.frame is not None and bool(draft.baseline) and draft.baseline[0][1] <= draft.item


def is_finite(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb between two items is no participle: "and | reduces"."""
    return any(sentence.tag(step) == VERB and not sentence.lower(step).endswith("ing") for step in range(first, last))
