"""A quantity in parentheses: "higher energy efficiency (10%)", "strict kappa=0.93 (n=93, 96.8% raw agreement)"."""

from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, MEMORY, Frame, ends_amount, last_change, move_of, subject
from claims.assemble.lexicon import is_plural, lexicon
from claims.assemble.measured_phrase import measured
from claims.assemble.metric import family, unit_family
from claims.assemble.nominal import nominal_change
from claims.assemble.others import alike, attained_by_other, measures
from claims.assemble.phrases import (
    ACT_ENDS,
    governor,
    is_deed,
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
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount

_RULE = "claim.parenthesis"
_SHARES = frozenset({"accuracy", "utilization", "slo", "cache"})
_PORTIONS = frozenset({"fraction", "minority", "part", "portion", "proportion", "share"})
_AGGREGATES = frozenset({"average", "avg", "avg.", "mean", "median"})
_AS_GOOD = frozenset({"comparable", "equivalent", "identical", "par", "similar"})
_EQUALLING = ("equal", "match", "ties", "tie", "tying")
_PLACES = ("in", "of", "on", "for")
_SETTINGS = frozenset(
    {"levels", "rates", "sizes", "settings", "ratios", "lengths", "loads", "budgets", "temperatures", "speeds"}
)
_EXAMPLES = frozenset({"e.g.", "e.g"})
_COMPARING = frozenset({"over", "on", "for", "compared", "vs", "vs.", "versus", "against"})
_PLACING = frozenset({"across", "under", "from", "using", "with"})
_PEAKS = frozenset({"max", "maximum", "peak"})
_ELSEWHERE = frozenset({"across", "after", "under", "using", "when", "with", "without"})
_NEAR = 8
_CLOSERS = frozenset(
    [")", ",", "on", "in", "for", ";", "over", "vs.", "vs", "versus", "compared", "of", "behind", "at", "per", "each"]
)


def parenthesis(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "higher energy efficiency (10%)", "strict kappa=0.93 (n=93, 96.8% raw agreement)"."""
    amount = sentence.amount(run.first)
    opening = run.first - 1
    if amount.kind == "count" and sentence.lower(opening) in ("mean", "average", "median", "avg", "avg."):
        # "answer quality on par (mean 9.32 vs. 8.95)"
        opening -= 1
    if (
        sentence.lower(run.last) in _COMPARING
        and sentence.lower(opening - (sentence.lower(opening) == ",")) in _EXAMPLES
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
            _of_described(sentence, run, noun_left(sentence, opening)) if sentence.lower(run.last) in _PLACING else None
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
        return Frame(_RULE, "level", last=run.last, first=run.first) if run.first - said.last <= 3 else None
    if sentence.lower(run.first - 1) == "from" and sentence.lower(run.first - 2) == "(":
        # "an accuracy of 57.6% (from | 41.9%)": what it was before
        was = said if said is not None and said.type == "level" and said.unit == amount.unit else None
        near = was is not None and opening - was.last <= 1
        return Frame(_RULE, "level", metric=was.metric, last=run.last, first=run.first) if was and near else None
    phrase = noun_left(sentence, opening)
    if phrase is not None and amount.high is not None and _is_swept(sentence, phrase):
        return None
    if amount.kind == "percent" and sentence.tag(opening - 1) == AMOUNT and sentence.lower(run.last) in (")", ","):
        counted = _counted_before(sentence, opening - 1)
        if counted is not None:
            # "48 (74%) of the flows", "of 65 flows, 48 (74%) are"
            return Frame(_RULE, "level", metric=counted, last=run.last, first=run.first)
    if phrase is not None and amount.kind == "percent" and sentence.lower(phrase[1] - 1) in _PORTIONS:
        # "a small fraction (1.7% on average) of the memory"
        whole = _whole(sentence, run.last)
        if whole is not None:
            return Frame(_RULE, "level", metric=whole, last=whole[1], first=phrase[0])
    wrapped = _wrapped(sentence, run, phrase) if phrase is not None else None
    if wrapped is not None:
        return wrapped
    brought = _brought_to(sentence, phrase) if phrase is not None and amount.kind in ("percent", "measure") else None
    if brought is not None:
        return Frame(_RULE, "level", metric=brought, last=run.last, first=brought[0])
    behind = _behind_both(sentence, run) if phrase is not None and _has_reference(sentence, run) else None
    rival = _rival(sentence, phrase) if phrase is not None and _has_reference(sentence, run) else None
    if rival is not None and amount.unit not in ("x", "pp"):
        # "it matches the dense baseline (90% vs. 93%)": what both attain was said before
        said_too = next((frame.metric for frame in reversed(history[-MEMORY:]) if frame.unit == amount.unit), None)
        return Frame(_RULE, "level", metric=behind or said_too, last=run.last, first=run.first, baseline=rival)
    other = attained_by_other(sentence, run, phrase, history) if phrase is not None else None
    if other is not None:
        return Frame(_RULE, "level", metric=other, last=run.last, first=run.first)
    whole = noun_right(sentence, run.last + 1) if sentence.lower(run.last) == "of" else None
    if whole is not None and amount.kind == "measure" and measures(sentence, whole, amount.unit):
        # "on one device (22 GB of | memory)"
        return Frame(_RULE, "level", metric=whole, last=whole[1], first=run.first)
    described = _of_described(sentence, run, phrase)
    if described is not None:
        return described
    own = phrase is not None and amount.kind == "measure" and measures(sentence, phrase, amount.unit)
    repeated = None if own else _repeated(sentence, run, amount, history)
    if repeated is not None:
        bare = repeated.metric is not None and sentence.tag(repeated.metric[0]) == COMPARATIVE
        return Frame(_RULE, "level", metric=None if bare else repeated.metric, last=run.last, first=run.first)
    if phrase is not None and _has_reference(sentence, run) and amount.unit not in ("x", "pp"):
        # "higher detection rates (92% compared to 82%)"
        if behind is not None and not is_metric(sentence, phrase):
            return Frame(_RULE, "level", metric=behind, last=run.last, first=run.first)
        told = _likened(sentence, phrase) or measured(sentence, phrase)
        named = sentence.tag(told[0] - 1) == COMPARATIVE or sentence.lower(told[1] - 1) in cues().open_heads
        # "a lower LPIPS (0.02 vs. 0.28)", "a reflection-question ratio (1.2 vs. 2.8)"
        if amount.kind in ("count", "fraction") and not named and not is_metric(sentence, told):
            return Frame(_RULE, "level", last=run.last, first=run.first)
        return Frame(_RULE, "level", metric=told, last=run.last, first=told[0])
    compared = _compared(sentence, run, amount)
    if compared is not None:
        return compared
    rated = amount.kind == "fraction" and amount.decimals
    # "the highest quality (4.5/5)"
    if rated and phrase is not None:
        return Frame(_RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    score = (amount.kind == "count" or rated) and phrase is not None and is_metric(sentence, phrase)
    if score and phrase is not None and is_share(amount) and not can_score(sentence, phrase):
        # "accuracy (0.8), and queries (0.5)"
        return None
    if not score and phrase is not None and amount.kind == "count" and _is_compared_score(sentence, amount, phrase):
        # "a higher NSE (up to 0.97)"
        return Frame(_RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    if phrase is None or (amount.kind in ("count", "fraction") and not score):
        return None
    return _of_noun(sentence, run, amount, phrase, history)


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
        return Frame(_RULE, "change", said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    return Frame(_RULE, "level", metric=said.metric, last=run.last, first=run.first)


def _brought_to(sentence: Sentence, phrase: Range) -> Range | None:
    """What is brought to a level that a parenthesis tells: "collapses | accuracy | to chance level (10%)"."""
    at = governor(sentence, phrase[0])
    if sentence.lower(at) != "to" or sentence.lower(phrase[1] - 1) not in ("chance", "level", "levels"):
        return None
    told = noun_left(sentence, at)
    return told if told is not None and is_metric(sentence, told) else None


def _wrapped(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
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
    return Frame(_RULE, "level", metric=behind, last=behind[1], first=phrase[0])


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


def _rival(sentence: Sentence, phrase: Range) -> Range | None:
    """What is matched or outperformed right before a parenthesis: "it matches | the dense baseline"."""
    phrase = outermost(sentence, phrase, _PLACES)
    verb = governor(sentence, phrase[0])
    if sentence.tag(verb) != VERB or is_metric(sentence, phrase):
        return None
    if sentence.value(verb) != "outperform" and not sentence.lower(verb).startswith(_EQUALLING):
        return None
    return phrase[0] - (sentence.tag(phrase[0] - 1) == DETERMINER), phrase[1]


def _likened(sentence: Sentence, phrase: Range) -> Range | None:
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


def _has_reference(sentence: Sentence, run: Run) -> bool:
    """Whether what a reference attains stands in the same parenthesis: "(92% compared to 82% for B)"."""
    if sentence.lower(run.last) not in ("compared", "vs.", "vs", "versus", "against"):
        return False
    return sentence.has_tag(AMOUNT, run.last, min(run.last + 4, len(sentence.items)))


def _behind_both(sentence: Sentence, run: Run) -> Range | None:
    """The metric behind the second of two values: "beats the baseline (41.3 vs 42.8 | PPL)"."""
    other = sentence.next_word("#", run.last + 1, run.last + 4)
    behind = noun_right(sentence, other + 1) if other > 0 else None
    return behind if behind is not None and is_metric(sentence, behind) else None


def _of_described(sentence: Sentence, run: Run, phrase: Range | None) -> Frame | None:
    """What an adjective tells of: "the overhead is negligible (<1 ms)", "rates remain high (78% across A)"."""
    if phrase is None or sentence.amount(run.first).kind not in ("percent", "measure", "currency"):
        return None
    told = _described(sentence, phrase)
    return Frame(_RULE, "level", metric=told, last=run.last, first=told[0]) if told is not None else None


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


def _compared(sentence: Sentence, run: Run, amount: Amount) -> Frame | None:
    """ "the rates are much higher (64x, 43x, and 32x)": the comparative stands before the parenthesis."""
    at = run.first - 2
    if sentence.tag(at) != COMPARATIVE or amount.unit not in CHANGE_UNITS:
        return None
    metric = subject(sentence, at - (sentence.lower(at - 1) in ("much", "far", "even")))
    if metric is None:
        return None
    return Frame(_RULE, "change", sentence.value(at), metric, last=run.last, first=metric[0])


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


def _of_noun(sentence: Sentence, run: Run, amount: Amount, phrase: Range, history: list[Frame]) -> Frame:
    """What is said of the noun phrase before the parenthesis."""
    phrase = measured(sentence, phrase)
    before = phrase[0] - 1
    while sentence.tag(before) == DETERMINER or sentence.lower(before) in ("both", "average"):
        before -= 1
    if amount.unit in CHANGE_UNITS and sentence.tag(before) == PREPOSITION and not is_metric(sentence, phrase):
        moves = sentence.tag(before - 1) == VERB and sentence.value(before - 1) in ("decrease", "increase", "improve")
        told = noun_left(sentence, before - 1) if moves else None
        if told is not None and is_metric(sentence, told):
            # "accuracy drops with the model's size (up to 35%)"
            return Frame(_RULE, "change", sentence.value(before - 1), told, last=run.last, first=told[0])
    noun = before - 1
    beaten = _beaten(sentence, before) if amount.unit == "x" and sentence.lower(before) == "on" else -1
    if beaten >= 0 and not is_metric(sentence, phrase) and sentence.lower(run.last) in ("over", "vs", "vs.", "versus"):
        # "outperforms all kernels on sparse matrices (1.5x over B)"
        return Frame("claim.outperform", "change", "increase", (beaten, beaten + 1), last=run.last, first=beaten)
    if amount.unit in CHANGE_UNITS and sentence.lower(before) == "in" and sentence.tag(noun) == NOMINAL:
        # "improvements in report generation (14.5% over B)"
        return Frame(_RULE, "change", move_of(sentence.value(noun)), phrase, last=run.last, first=noun)
    tag, said = sentence.tag(before), history[-1] if history else None
    listed = tag in (CONJUNCTION, SIGN) and said is not None and said.rule == _RULE and said.type == "change"
    if listed and said is not None and said.unit == amount.unit:
        # "reducing both bitcell count (7.8x) and latency (4x)"
        return Frame(_RULE, "change", said.move, phrase, last=run.last, first=phrase[0])
    value = sentence.value(before)
    if tag == VERB and value == "outperform" and said is not None and said.unit == amount.unit:
        # "a recall of 60.5%, outperforming B (50.0%)": what B attains
        return Frame(_RULE, "level", metric=said.metric, last=run.last, first=run.first)
    behind = _behind(sentence, run, phrase) if amount.unit in ("x", "%") else None
    if behind is not None:
        behind.metric = behind.metric or phrase
        return behind
    if amount.unit == "%" and (amount.value or 0) >= 50 and family(sentence.words(*phrase))[0] in _SHARES:
        # "a higher success rate (above 90%)": no score gains as much
        return Frame(_RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    if tag in (COMPARATIVE, VERB) and value not in ("attain", "other") and amount.unit in CHANGE_UNITS:
        return Frame(_RULE, "change", move_of(value), phrase, last=run.last, first=before)
    noun = phrase[1] - 1
    if sentence.tag(noun) == NOMINAL:
        return nominal_change(sentence, noun, (phrase[0], noun), phrase[0], run.last)
    level = said is not None and said.type == "level" and said.unit == amount.unit and said.metric is not None
    if (
        level
        and said is not None
        and said.rule != _RULE
        and amount.kind == "percent"
        and not is_metric(sentence, phrase)
    ):
        # "an accuracy of 57.8%, competitive with Falcon (59.5%)"
        return Frame(_RULE, "level", metric=said.metric, last=run.last, first=run.first)
    if amount.unit == "x":
        alike = next((frame for frame in reversed(history[-MEMORY:]) if frame.unit == "x" and frame.metric), None)
        head = sentence.items[phrase[1] - 1].text
        if alike is not None and not is_metric(sentence, phrase) and (head != head.lower() or "-" in head):
            # "a 258x speedup, outperforming PKA (129x)"
            return Frame(_RULE, alike.type, alike.move, alike.metric, last=run.last, first=run.first)
        return Frame(_RULE, "change", "increase", phrase, last=run.last, first=phrase[0])
    if amount.kind == "measure" and unit_family(amount.unit) != "other" and _is_thing(sentence, phrase):
        # "faster than Kimi (7,327 tokens/s)": who attains it is not what is measured
        return Frame(_RULE, "level", last=run.last, first=run.first)
    return Frame(_RULE, "level", metric=phrase, last=run.last, first=phrase[0])


def _beaten(sentence: Sentence, before: int) -> int:
    """The verb that outperforms in the clause before an item, no number between; -1 where there is none."""
    for step in range(before - 1, max(-1, before - 9), -1):
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (",", ";", "("):
            return -1
        if sentence.tag(step) == VERB:
            return step if sentence.value(step) == "outperform" else -1
    return -1


def _behind(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
    """What a noun of change behind the parenthesis says: "power (5x) and runtime (3x) | gains", "a costly (5%) |
    overhead"; the metric is left out where it stands before.
    """
    step, nouns = run.last + 1, lexicon().nominals
    if sentence.lower(run.last) != ")":
        return None
    if sentence.lower(step) == "and" and sentence.lower(phrase[0] - 1) not in ("and", ","):
        other = next((i for i in range(step, min(step + 6, len(sentence.items))) if sentence.lower(i) == "("), -1)
        close = sentence.next_word(")", other, other + 4) if other > 0 and sentence.tag(other + 1) == AMOUNT else -1
        step = close + 1 if close > 0 else step
    elif sentence.lower(step) in nouns and phrase[1] - phrase[0] == 1 and sentence.tag(phrase[0] - 1) != CONJUNCTION:
        # "prohibitive (5-30%) overheads"
        move = _move(nouns[sentence.lower(step)])
        adjective = not is_metric(sentence, phrase)
        metric = (step, step + 1) if adjective else None
        return Frame(_RULE, "change", move, metric, last=step + 1, first=phrase[0])
    if sentence.lower(step) not in nouns:
        return None
    return Frame(_RULE, "change", _move(nouns[sentence.lower(step)]), None, last=run.last, first=phrase[0])


def _move(value: str) -> str:
    return "increase" if value == "speedup" else value


def _is_thing(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase is neither a metric nor what is done."""
    head = sentence.lower(phrase[1] - 1)
    return not (is_metric(sentence, phrase) or is_deed(sentence, phrase) or head.endswith(ACT_ENDS))
