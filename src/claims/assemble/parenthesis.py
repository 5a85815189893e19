"""A quantity in parentheses: "higher energy efficiency (10%)", "strict kappa=0.93 (n=93, 96.8% raw agreement)"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, MEMORY, Frame, ends_amount, last_change
from claims.assemble.measured_phrase import measured
from claims.assemble.others import alike, attained_by_other, measures
from claims.assemble.parenthesis_beside import (
    RULE,
    behind_both,
    brought_to,
    has_reference,
    likened,
    of_described,
    put_between,
    rival_named,
    set_against,
)
from claims.assemble.parenthesis_noun import of_noun
from claims.assemble.phrases import (
    is_metric,
    noun_left,
    noun_right,
    outermost,
)
from claims.assemble.runs import Run
from claims.assemble.scores import can_score, is_share
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    NOMINAL,
    VERB,
    Range,
    Sentence,
)
from claims.assemble.small_words import EXAMPLES
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import VERSUS

_PORTIONS: Final = frozenset({"fraction", "minority", "part", "portion", "proportion", "share"})
_AGGREGATES: Final = frozenset({"average", "avg", "avg.", "mean", "median"})
_SETTINGS: Final = frozenset(
    {"levels", "rates", "sizes", "settings", "ratios", "lengths", "loads", "budgets", "temperatures", "speeds"}
)
_COMPARING: Final = VERSUS | {"over", "on", "for", "compared", "against"}
_PLACING: Final = frozenset({"across", "under", "from", "using", "with"})
_PEAKS: Final = frozenset({"max", "maximum", "peak"})
_ELSEWHERE: Final = frozenset({"across", "after", "under", "using", "when", "with", "without"})
_NEAR: Final = 8
_CLOSERS: Final = frozenset(
    [")", ",", "on", "in", "for", ";", "over", "vs.", "vs", "versus", "compared", "of", "behind", "at", "per", "each"]
)


def parenthesis(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "higher energy efficiency (10%)", "strict kappa=0.93 (n=93, 96.8% raw agreement)"."""
    if "(" not in sentence.lowers[max(0, run.first - _NEAR) : run.first]:
        return None
    amount = sentence.amount(run.first)
    opening = run.first - 1
    if amount.kind == "count" and sentence.lower(opening) in ("mean", "average", "median", "avg", "avg."):
        # "answer quality on par (mean 9.32 vs. 8.95)"
        opening -= 1
    if (
        sentence.lower(run.last) in _COMPARING
        and sentence.lower(opening - (sentence.lower(opening) == ",")) in EXAMPLES
    ):
        # "improvements in the hit rate (e.g., 14.5% over B)", but "a high sparsity (e.g., 60%)"
        opening -= 1 + (sentence.lower(opening) == ",")
    if sentence.lower(opening) != "(":
        opening = _behind_opening(sentence, opening, amount)
    if sentence.lower(opening) != "(":
        return None
    if not _is_closed(sentence, run.last):
        again = _elsewhere(sentence, run, opening, history)
        if again is not None:
            return again
        return (
            of_described(sentence, run, noun_left(sentence, opening)) if sentence.lower(run.last) in _PLACING else None
        )
    if sentence.lower(opening + 1) in _PEAKS and amount.kind == "measure":
        again = _again(sentence, run, opening, history)
        if again is not None:
            # "a gain of 9.6 dB (maximum | 11.1 dB)"
            return again
    told_again = bool(history) and history[-1].unit == amount.unit and amount.unit in CHANGE_UNITS
    averaged = sentence.lower(run.first - 2) == "average" and sentence.lower(run.first - 3) == "on"
    if told_again and (averaged or ends_amount(sentence, run.first - 2)) and sentence.tag(run.first - 2) != AMOUNT:
        # "by 5.3x on average (up to 9x)": as the one before
        return None
    said = history[-1] if history else None
    shared = said is not None and said.unit == "%" and said.type == "level"
    if amount.kind == "fraction" and not amount.decimals and shared and said is not None:
        # "99% accuracy (137/139)": of what, the field has told before
        return Frame(RULE, "level", last=run.last, first=run.first) if run.first - said.last <= 3 else None
    if sentence.lower(run.first - 1) == "from" and sentence.lower(run.first - 2) == "(":
        # "an accuracy of 57.6% (from | 41.9%)": what it was before
        was = said if said is not None and said.type == "level" and said.unit == amount.unit else None
        near = was is not None and opening - was.last <= 1
        return Frame(RULE, "level", metric=was.metric, last=run.last, first=run.first) if was and near else None
    phrase = noun_left(sentence, opening) or _varied(sentence, opening)
    if phrase is not None and amount.high is not None and _is_swept(sentence, phrase):
        return None
    if amount.kind == "percent" and sentence.tag(opening - 1) == AMOUNT and sentence.lower(run.last) in (")", ","):
        counted = _counted_before(sentence, opening - 1)
        if counted is not None:
            # "48 (74%) of the flows", "of 65 flows, 48 (74%) are"
            return Frame(RULE, "level", metric=counted, last=run.last, first=run.first)
    if phrase is not None and amount.kind == "percent" and sentence.lower(phrase[1] - 1) in _PORTIONS:
        # "a small fraction (1.7% on average) of the memory"
        whole = _whole(sentence, run.last)
        if whole is not None:
            return Frame(RULE, "level", metric=whole, last=whole[1], first=phrase[0])
    wrapped = put_between(sentence, run, phrase) if phrase is not None else None
    if wrapped is not None:
        return wrapped
    brought = brought_to(sentence, phrase) if phrase is not None and amount.kind in ("percent", "measure") else None
    if brought is not None:
        return Frame(RULE, "level", metric=brought, last=run.last, first=brought[0])
    behind = behind_both(sentence, run) if phrase is not None and has_reference(sentence, run) else None
    rival = rival_named(sentence, phrase) if phrase is not None and has_reference(sentence, run) else None
    if rival is not None and amount.unit not in ("x", "pp"):
        # "it matches the dense baseline (90% vs. 93%)": what both attain was said before
        said_too = next((frame.metric for frame in reversed(history[-MEMORY:]) if frame.unit == amount.unit), None)
        return Frame(RULE, "level", metric=behind or said_too, last=run.last, first=run.first, baseline=rival)
    other = attained_by_other(sentence, run, phrase, history) if phrase is not None else None
    if other is not None:
        return Frame(RULE, "level", metric=other, last=run.last, first=run.first)
    whole = noun_right(sentence, run.last + 1) if sentence.lower(run.last) == "of" else None
    if whole is not None and amount.kind == "measure" and measures(sentence, whole, amount.unit):
        # "on one device (22 GB of | memory)"
        return Frame(RULE, "level", metric=whole, last=whole[1], first=run.first)
    described = of_described(sentence, run, phrase)
    if described is not None:
        return described
    own = phrase is not None and amount.kind == "measure" and measures(sentence, phrase, amount.unit)
    repeated = None if own else _repeated(sentence, run, amount, history)
    if repeated is not None:
        bare = repeated.metric is not None and sentence.tag(repeated.metric[0]) == COMPARATIVE
        return Frame(RULE, "level", metric=None if bare else repeated.metric, last=run.last, first=run.first)
    if phrase is not None and has_reference(sentence, run) and amount.unit not in ("x", "pp"):
        # "higher detection rates (92% compared to 82%)"
        if behind is not None and not is_metric(sentence, phrase):
            return Frame(RULE, "level", metric=behind, last=run.last, first=run.first)
        told = likened(sentence, phrase) or measured(sentence, phrase)
        moved = amount.kind == "count" and told[1] - told[0] > 1 and sentence.tag(told[1] - 1) == NOMINAL
        if moved and is_metric(sentence, (told[0], told[1] - 1)):
            # "a 4% perplexity | improvement | (20.2 vs. 21.0)"
            told = (told[0], told[1] - 1)
        named = sentence.tag(told[0] - 1) == COMPARATIVE or sentence.lower(told[1] - 1) in cues().open_heads
        # "a lower LPIPS (0.02 vs. 0.28)", "a reflection-question ratio (1.2 vs. 2.8)"
        if amount.kind in ("count", "fraction") and not named and not is_metric(sentence, told):
            return Frame(RULE, "level", last=run.last, first=run.first)
        return Frame(RULE, "level", metric=told, last=run.last, first=told[0])
    compared = set_against(sentence, run, amount)
    if compared is not None:
        return compared
    rated = amount.kind == "fraction" and amount.decimals
    # "the highest quality (4.5/5)"
    if rated and phrase is not None:
        return Frame(RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    score = (amount.kind == "count" or rated) and phrase is not None and is_metric(sentence, phrase)
    if score and phrase is not None and is_share(amount) and not can_score(sentence, phrase):
        # "accuracy (0.8), and queries (0.5)"
        return None
    if not score and phrase is not None and amount.kind == "count" and _is_compared_score(sentence, amount, phrase):
        # "a higher NSE (up to 0.97)"
        return Frame(RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    if phrase is None or (amount.kind in ("count", "fraction") and not score):
        return None
    return of_noun(sentence, run, amount, phrase, history)


def _behind_opening(sentence: Sentence, index: int, amount: Amount) -> int:
    """The "(" before what only tells how a number is meant: "(mean | 4.1%)", "(typically | under 1%)", "(ranging from |
    5% to 55%)", "(from | 41.9%)"; else `index`.
    """
    if amount.kind not in ("percent", "measure"):
        return index
    word = sentence.lower(index)
    if word == "from":
        ranging = sentence.lower(index - 1) in ("ranging", "range", "varying")
        return index - 2 if ranging and amount.high is not None else index - (not ranging and amount.high is None)
    if word in (":", "="):
        index -= 1
        word = sentence.lower(index)
    told = word in _PEAKS or (word in _AGGREGATES and amount.kind == "measure") or sentence.tag(index) == ADVERB
    return index - 1 if told else index


def _elsewhere(sentence: Sentence, run: Run, opening: int, history: list[Frame]) -> Frame | None:
    """ "from 0% to 56% under A (63% | under B)", "at 36 ms (20 ms | with B)": what the one before is elsewhere."""
    if sentence.lower(run.last) not in _ELSEWHERE or sentence.amount(run.first).kind not in ("percent", "measure"):
        return None
    return _again(sentence, run, opening, history)


def _again(sentence: Sentence, run: Run, opening: int, history: list[Frame]) -> Frame | None:
    """What a number right before the parenthesis is of, again."""
    said = history[-1] if history else None
    if said is None or said.unit != sentence.amount(run.first).unit or sentence.has_tag(AMOUNT, said.last, opening):
        return None
    if opening - said.last > _NEAR or sentence.next_word(",", said.last, opening) >= 0:
        return None
    if said.type == "change" and said.rule != "claim.pair":
        return Frame(RULE, "change", said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    return Frame(RULE, "level", metric=said.metric, last=run.last, first=run.first)


def _varied(sentence: Sentence, index: int) -> Range | None:
    """The subject of what is said to vary before a parenthesis: "accuracy on most tasks | varies widely (50-91%)"."""
    index -= 1
    while sentence.tag(index) == ADVERB:
        index -= 1
    if sentence.tag(index) != VERB or sentence.value(index) != "vary":
        return None
    while sentence.tag(index - 1) in (ADVERB, AUXILIARY):
        index -= 1
    phrase = noun_left(sentence, index)
    outer = outermost(sentence, phrase, ("of", "for", "in", "on", "across")) if phrase is not None else None
    return outer if outer is not None and is_metric(sentence, outer) else None


def _is_swept(sentence: Sentence, phrase: Range) -> bool:
    """Whether a range in parentheses is that of settings that were tried: "four pruning levels (10-70%)"."""
    before = phrase[0] - 1
    before -= sentence.lower(before).endswith("ing")
    if sentence.tag(before) != AMOUNT or sentence.amount(before).kind != "count":
        return False
    return sentence.lower(phrase[1] - 1) in _SETTINGS


def _counted_before(sentence: Sentence, index: int) -> Range | None:
    """What the count at an item counts, which it or the nearest count before it names: "of 65 | flows |, 48 (74%)"."""
    if sentence.amount(index).kind != "count":
        return None
    for step in range(index, max(-1, index - 24), -1):
        if sentence.tag(step) == AMOUNT and sentence.amount(step).kind == "count":
            phrase = noun_right(sentence, step + 1)
            if phrase is not None:
                return phrase
    return None


def _is_compared_score(sentence: Sentence, amount: Amount, phrase: Range) -> bool:
    """Whether a bare number with decimals is the value of what is told to be higher, lower or better."""
    if not amount.decimals or amount.direction is not None or sentence.tag(phrase[0] - 1) != COMPARATIVE:
        return False
    return sentence.lower(phrase[1] - 1) not in cues().set_values and sentence.lower(phrase[1] - 1) != "rate"


def _is_closed(sentence: Sentence, index: int) -> bool:
    """Whether nothing behind a quantity in parentheses says what it is of: "(0.9)", "(67.1 avg.)", "(93% on A)"."""
    word = sentence.lower(index)
    return word in _CLOSERS or (word in _AGGREGATES and sentence.lower(index + 1) in (")", "."))


def _whole(sentence: Sentence, index: int) -> Range | None:
    """What a portion before a parenthesis is of: "a portion (55%) | of serving capacity"."""
    close = sentence.next_word(")", index, index + 4)
    if close < 0 or sentence.lower(close + 1) != "of":
        return None
    return noun_right(sentence, close + 2)


def _repeated(sentence: Sentence, run: Run, amount: Amount, history: list[Frame]) -> Frame | None:
    """What a measure in parentheses tells the level of, where that is said before."""
    behind_amount = sentence.tag(run.first - 2) == AMOUNT
    previous = last_change(history)
    if amount.kind in ("measure", "currency"):
        same = next(
            (frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and alike(frame, amount.unit)),
            None,
        )
        named = same or (previous if not behind_amount else None)
        if named is not None and named.metric is not None:
            # "a PDP of 11.58 J, 2.35x lower than the Jetson (27.16 J)"
            return named
    # "by 66% (3.8 hours)"
    return previous if behind_amount and amount.kind == "measure" else None
