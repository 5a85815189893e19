"""A quantity that says a change by itself: "achieves 2.3x over NCCL", "up to 1.5x throughput"."""

from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame, ends_amount, last_change, lead, subject
from claims.assemble.nominal import both, nominal_change
from claims.assemble.objects import first_noun, is_place, verb_left
from claims.assemble.phrases import (
    governor,
    is_deed,
    is_metric,
    noun_left,
    noun_right,
    skip_parentheses_left,
)
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    NOMINAL,
    VERB,
    Range,
    Sentence,
)
from claims.mentions.quantity_words import VERSUS

_AGAINST: Final = VERSUS | {"to", "with", "than", "against"}
LINKS: Final = frozenset({",", "and", "or", "by", "while", ";", "/", "vs.", "vs", "versus"})
_CONTRASTING: Final = VERSUS | {"over", "compared", "against"}
_ORIGINALS: Final = frozenset({"baseline", "default", "native", "original", "vanilla"})
_PEAKS: Final = frozenset({"peak", "peaks", "maximum"})
_A_PEAK: Final = ("a peak of", "a maximum of", "peaks of")
AGGREGATES: Final = frozenset({"average", "avg", "mean", "median", "max", "maximum", "peak", "min"})
_TENDING: Final = frozenset({"approaching", "averaging", "nearing", "peaking", "topping"})
"""Gerunds that tell of a change said before how large it is."""
_HEADLESS: Final = frozenset({"geomean", "geometric", "harmonic", "end-to-end", *AGGREGATES})
"""Words that only tell how a number was aggregated or measured: "1.6x | geomean | over B", "3.6x | end-to-end"."""
_RATIOS: Final = frozenset({"ratio", "ratios", "rate", "factor", "factors", "disparity", "skew"})


def bare_change(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "achieves 2.3x over NCCL", "up to 1.5x throughput": a multiple says a change by itself."""
    amount = sentence.amount(run.first)
    said = history[-1] if history else None
    versus = sentence.lower(run.first - 1) in VERSUS
    if versus and amount.kind == "fraction" and said is not None and said.unit == amount.unit:
        # "(10.2 vs. 7.4 out of 15)"
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    if amount.kind in ("count", "fraction", "verb"):
        return None
    if amount.unit == "pp" and sentence.lower(lead(sentence, run.first)) == "of":
        return None
    if said is not None and said.unit == amount.unit and is_of_other(sentence, run.first):
        # "74.5% on TPC-H compared to Lero's 3.6%"
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    if said is not None and said.rule == "claim.times-the" and amount.unit == "x" and sentence.lower(run.last) == "of":
        # "1.6x the throughput of A, and 2.5x of B"
        frame = Frame("claim.times-the", "change", said.move, said.metric, last=run.last, first=run.first)
        frame.baseline = comparand(sentence, run.last + 1)
        return frame
    if _is_including(sentence, run.first) and amount.unit in ("x", "%") and is_elided(sentence, run):
        return _included(sentence, run)
    linked = said is not None and (is_linked(sentence, run) or _attained_too(sentence, run, said))
    if said is not None and linked and said.unit == amount.unit and is_elided(sentence, run):
        return _elided(sentence, run, said)
    return _multiple(sentence, run, history) if amount.unit in ("x", "pp") else None


def _is_including(sentence: Sentence, index: int) -> bool:
    """ "including | 4.1% for A", "gains, such as | 87% for A"."""
    word = sentence.lower(index - 1)
    return word == "including" or (word == "as" and sentence.lower(index - 2) == "such")


def _included(sentence: Sentence, run: Run) -> Frame | None:
    """ "a speedup for all of them, including | 4.1% for A": of the noun of change that the clause has named."""
    for step in range(run.first - 2, max(-1, run.first - 20), -1):
        if sentence.tag(step) in (AMOUNT, VERB) or sentence.lower(step) in (";", ":"):
            return None
        if sentence.tag(step) == NOMINAL:
            frame = nominal_change(sentence, step, noun_left(sentence, step) or (step, step), run.first, step + 1)
            frame.rule, frame.last = "claim.nominal-of", run.last
            return frame
    return None


def _attained_too(sentence: Sentence, run: Run, said: Frame) -> bool:
    """ "achieves a 12% improvement, while B | achieves 9%": what B achieves is of the same kind."""
    at = lead(sentence, run.first)
    if said.type != "change" or sentence.tag(at) != VERB or sentence.value(at) != "attain":
        return False
    end = at
    while sentence.tag(end - 1) in (AUXILIARY, ADVERB):
        end -= 1
    own = noun_left(sentence, end)
    if own is not None and own[1] - own[0] > 1 and sentence.tag(own[1] - 1) == NOMINAL:
        # "payloads fall by 80% and accuracy degradation | is kept below 1%"
        return False
    between = range(said.last, at)
    return any(sentence.lower(step) in ("while", "whereas", "and", "but", ";") for step in between)


def is_linked(sentence: Sentence, run: Run) -> bool:
    """Whether what stands before a quantity puts it beside the one before."""
    back = run.first
    while back > 1 and sentence.lower(back - 1) in (
        "additional",
        "another",
        "further",
        "an",
        "a",
        "only",
        "just",
        "even",
    ):
        back -= 1
    word, before = sentence.lower(back - 1), sentence.lower(back - 2)
    if word in ("resp", "resp.") and before == "(":
        # "by up to 32% (resp. 13%)"
        return True
    peak = (word == "of" and before in _PEAKS) or sentence.items[run.first].text.startswith(_A_PEAK)
    if peak and sentence.lower(lead(sentence, run.first)) in ("with", "and", "("):
        # "reductions of 14% in carbon emissions (with peaks of 16%)"
        return True
    if word == "(" and before == "average" and sentence.lower(back - 3) == "on":
        return True
    if word == "of" and before in ("average", "mean") and sentence.lower(lead(sentence, run.first)) in ("by", "and"):
        # "by up to 17% for A, and by an average of 40% for B", "by 4% for A and an average of 6% for B"
        return True
    if word == "with" and before == "(":
        # "7.4% improvement for A (with up to 150% for B)"
        return True
    if word == "of" and before == "and":
        # "gains of 36% in throughput and of 20% in fairness"
        return True
    if word in LINKS or (word == "(" and ends_amount(sentence, run.first - 2)):
        # "by up to 85% (79% on average)"
        return True
    # "by 32% (LLM judge) to 49%", but "reduces the error (MAPE) to 14%"
    noted = before == ")" and sentence.tag(skip_parentheses_left(sentence, back - 2)) == AMOUNT
    return (word == "to" and noted) or (word in ("with", "to") and before == "compared")


def is_of_other(sentence: Sentence, index: int) -> bool:
    """Whether the number is given for what is compared with: "compared to | Lero's | 3.6%", "the baseline's"."""
    if not sentence.lower(index - 1).endswith("'s"):
        return False
    named = noun_left(sentence, index)
    return sentence.lower(governor(sentence, named[0] if named is not None else index - 1)) in _AGAINST


def is_elided(sentence: Sentence, run: Run) -> bool:
    """Whether no metric stands behind a quantity."""
    behind = run.last
    while sentence.lower(behind) in _HEADLESS:
        behind += 1
    if behind > run.last and (sentence.lower(behind) in cues().continues or sentence.tag(behind) == ""):
        # "5x speedup on A and 3.6x | end-to-end"
        return True
    if sentence.lower(run.last) == "by" and sentence.lower(run.first - 1) in ("to", "only"):
        # "64% of the faults, compared to only 21% by B"
        return True
    if sentence.lower(run.last) == "(" and sentence.lower(run.last + 1) in _CONTRASTING:
        # "by 52% (vs. A) and 31% (vs. B)"
        return True
    return sentence.lower(run.last) in cues().continues or sentence.tag(run.last) == "" or run.first in run.notes


def _elided(sentence: Sentence, run: Run, said: Frame) -> Frame:
    """A quantity that leaves out what the one before says: "by 3x on A and 2x on B"."""
    frame = Frame("claim.elided", said.type, said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    said_in = "on" if said.rule == "claim.verb-by-on" else "in"
    if said.metric is not None and said.rule == "claim.verb-by-on" and sentence.lower(said.metric[0] - 1) == "in":
        # "improving up to 90% in time and 85% in cost"
        said_in = "in"
    named = said.rule.startswith(("claim.nominal", "claim.verb-by-on"))
    if said.rule == "claim.elided":
        # "20% in delay, 13% in area, and | 28% in power"
        named = said.metric is not None and said.metric[0] > said.first
    ranked = said.metric[0] - 1 if said.metric is not None and sentence.lower(said.metric[0] - 1) in AGGREGATES else -1
    if said.rule == "claim.outperform" and ranked > said.first and sentence.lower(ranked - 1) == "in":
        # "by 17% in average F1, and by 16% in average EM"
        named = True
    if said.type == "change" and said.metric is not None and said.metric[0] > said.last - 3:
        # "by 32% in fairness and 9% in accuracy": each number has its metric behind it
        named = named or sentence.lower(said.metric[0] - 1) == "in"
    if sentence.lower(run.last) == said_in and named:
        # "reductions of 41% in energy and 8% in cost"
        behind = noun_right(sentence, run.last + 1)
        done = said.metric is not None and is_deed(sentence, said.metric)
        if behind is not None and done and is_deed(sentence, behind):
            # "speedups of 18x in index construction, 2x in insertion"
            frame.metric, frame.last = behind, behind[1]
        elif behind is not None and is_metric(sentence, behind) and not is_place(sentence, behind):
            frame.metric, frame.last = behind, behind[1]
    return frame


def _multiple(sentence: Sentence, run: Run, history: list[Frame]) -> Frame:
    """A multiple or points with what is nearest for a metric."""
    frame = Frame("claim.multiple", "change", "increase", last=run.last, first=run.first)
    phrase = noun_right(sentence, run.last)
    if phrase is not None and all(sentence.lower(step) in _HEADLESS for step in range(*phrase)):
        # "reaches 1.6x geomean over B"
        phrase = None
    if phrase is not None and sentence.lower(phrase[1] - 1) in ("ratio", "ratios"):
        # "a 2.2x compression ratio" is reached, not moved
        return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
    if phrase is not None and sentence.lower(phrase[1] - 1) == "compression" and phrase[1] - phrase[0] > 1:
        # "10x KV cache compression"
        packed = (phrase[0], phrase[1] - 1)
        frame.metric, frame.last = (packed if is_metric(sentence, packed) else phrase), phrase[1]
        frame.move = "decrease"
        return frame
    if phrase is not None and sentence.lower(phrase[0]) in _ORIGINALS and sentence.lower(run.first - 1) == "(":
        # "a context length of 8,192 tokens (16x original BERT)"
        frame.metric, frame.last = noun_left(sentence, run.first - 1), phrase[1]
        frame.baseline = phrase
        return frame
    if phrase is not None and _is_other(sentence, phrase) and history:
        # "reaches 36.9 GiB/s, 4.4 times Linux"
        frame.move, frame.metric, frame.last = "improve", history[-1].metric, phrase[1]
        frame.baseline = phrase
        return frame
    if phrase is not None:
        apart = sentence.lower(phrase[1] - 1) in cues().gaps
        frame.move = "improve" if sentence.amount(run.first).unit == "pp" and not apart else "increase"
        phrase = both(sentence, run, phrase)
        frame.metric, frame.last = phrase, phrase[1]
        return frame
    behind = noun_right(sentence, run.last + 1) if sentence.lower(run.last) == "of" else None
    if behind is not None and sentence.amount(run.first).unit == "x" and sentence.tag(behind[1] - 1) == NOMINAL:
        # "achieves 1.7 to 2.2 times of practical speedup"
        frame.metric, frame.last = behind, behind[1]
        return frame
    behind = noun_right(sentence, run.last + 1) if sentence.lower(run.last) == "in" else None
    if behind is not None and sentence.lower(lead(sentence, run.first)) != "to":
        frame.move, frame.metric, frame.last = "improve", behind, behind[1]
        return frame
    metric = subject(sentence, run.first)
    if metric is not None and sentence.words(*metric).lower() in _TENDING:
        # "a speedup of 3.6x, peaking at 8.4x", "substantial speedups, approaching 3x on A"
        told = last_change(history)
        noun = metric[0] - 2 if sentence.lower(metric[0] - 1) == "," else -1
        if sentence.tag(noun) == NOMINAL:
            metric = (noun, noun + 1)
        elif told is not None and told.unit == sentence.amount(run.first).unit and told.metric is not None:
            frame.move, metric = told.move, told.metric
    if metric is not None and sentence.words(*metric).lower() in ("values", "value", "factors", "a value"):
        # "a speedup for more GPUs, with values of 1.6x"
        metric = next(((step, step + 1) for step in range(metric[0], -1, -1) if sentence.tag(step) == NOMINAL), metric)
    if metric is not None:
        if _is_ratio(sentence, run, metric):
            # "a compression ratio of 3x", "reuse factors up to 4000x" are reached, not moved
            return Frame("claim.level-of", "level", metric=metric, last=run.last, first=metric[0])
        said = last_change(history)
        if said is not None and said.unit == "x" and not is_metric(sentence, metric) and _attains(sentence, run):
            # "an 8x speedup, …: streamcluster exceeds 20x"
            frame.move, metric = said.move, said.metric or metric
        frame.metric, frame.first = metric, metric[0]
        return frame
    beaten = next((step for step in range(run.first - 1, max(-1, run.first - 100), -1) if beats(sentence, step)), -1)
    changes = [frame for frame in history[-MEMORY:] if frame.type == "change"]
    alike = [frame for frame in changes if frame.unit == sentence.amount(run.first).unit]
    if beaten >= 0:
        frame.metric = (beaten, beaten + 1)
    elif changes:
        previous = (alike or changes)[-1]
        frame.move, frame.metric = previous.move, previous.metric
    elif sentence.lower(lead(sentence, run.first)) == "," and not history:
        # "increases the success rate for all models, up to 16.6 points"
        at = lead(sentence, run.first)
        verb = verb_left(sentence, at)
        moves = verb is not None and sentence.value(verb) in ("increase", "decrease", "improve")
        if verb is not None and moves:
            frame.move, frame.metric, frame.verb = sentence.value(verb), first_noun(sentence, verb + 1, at), verb
    elif sentence.lower(lead(sentence, run.first)) == ":" and not history:
        # "Speedups over other baselines: 2.8-13x over B"
        for step in range(run.first - 1, -1, -1):
            if sentence.tag(step) == NOMINAL:
                frame.metric = (step, step + 1)
                break
    elif history and sentence.lower(run.first - 1) in (",", "("):
        # "sub-second TTFT (0.54 s median, 21x over batch mode)"
        frame.move, frame.metric = "improve", history[-1].metric
    return frame


def _is_ratio(sentence: Sentence, run: Run, metric: Range) -> bool:
    """Whether a multiple is the value of what is itself a ratio, and no speedup."""
    if sentence.lower(metric[1] - 1) not in _RATIOS or sentence.has_tag(NOMINAL, *metric):
        return False
    at = lead(sentence, run.first)
    return sentence.lower(at) in ("of", "is", "was", "are", "reaches", "=", "to") or at == metric[1] - 1


def _attains(sentence: Sentence, run: Run) -> bool:
    """Whether what stands before the number reaches it: "kmeans reaches 10x", "streamcluster exceeds 20x"."""
    at = lead(sentence, run.first)
    text = sentence.items[run.first].text.lower()
    return text.startswith("exceed") or (sentence.tag(at) == VERB and sentence.value(at) == "attain")


def _is_other(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is the name of another system: "Linux", "NCCL"."""
    text = sentence.items[phrase[0]].text
    return phrase[1] - phrase[0] == 1 and text[0].isupper() and not is_metric(sentence, phrase)


def beats(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == VERB and sentence.value(index) == "outperform"
