"""What a verb of change moves: its object or its subject."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import COUNTS, MOVES, Frame, move_of
from claims.assemble.metric import family
from claims.assemble.objects import first_noun, gap_start, metric_in, outperformed, verb_left, with_of
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PRONOUN,
    SIGN,
    VERB,
    Range,
    Sentence,
)

_RULE: Final = "claim.verb-by"
_MEASURED: Final = frozenset({"throughput", "latency", "accuracy", "efficiency", "energy"})
_ACTIVE: Final = frozenset({"saves", "save", "saved", "eliminates", "cuts", "reduces", "lowers", "boosts"})
_INNER: Final = ("of", "for", "in", "on", "across", "with", "from", "over", "within")
_RAISED: Final = frozenset(
    {"observed", "shown", "found", "seen", "expected", "reported", "estimated", "known", "appears"}
)
_RELATIVE: Final = frozenset({"that", "which"})


def moved(sentence: Sentence, at: int, run: Run, previous: Frame | None) -> Frame | None:
    """A change by the quantity behind the "by" at `at`: object or subject of the verb before it is the metric."""
    if sentence.lower(at - 1) == "average" and sentence.lower(at - 2) == "on":
        # "outperforms B in every case, on average | by 3x"
        at -= 2 + (sentence.lower(at - 3) == ",")
    index = at - 1
    while sentence.tag(index) == ADVERB:
        index -= 1
    if sentence.tag(index) == VERB and sentence.value(index) in MOVES:
        return object_behind(sentence, index, run) or moved_subject(sentence, index, run)
    verb = verb_left(sentence, at)
    if verb is None:
        return _compared(sentence, at, run) or _gapped(sentence, at, run, previous)
    if sentence.value(verb) == "outperform":
        return outperforming(sentence, verb, at, run)
    return _moved_object(sentence, verb, at, run, previous)


def object_behind(sentence: Sentence, verb: int, run: Run) -> Frame | None:
    """ "improving by more than 11% the accuracy on B": the object stands behind the number."""
    behind = run.last + (sentence.lower(run.last) == "factor")
    if sentence.tag(behind) != DETERMINER or sentence.value(verb) == "outperform":
        return None
    phrase = noun_right(sentence, behind)
    if phrase is None or not (is_metric(sentence, phrase) or sentence.lower(behind) == "the"):
        return None
    move = move_of(sentence.value(verb))
    return Frame(_RULE, "change", move, phrase, last=phrase[1], first=verb, verb=verb)


def _gapped(sentence: Sentence, at: int, run: Run, previous: Frame | None) -> Frame | None:
    """ "and memory usage by 61%": the verb is that of the clause before."""
    gap = gap_start(sentence, at)
    again_of = sentence.lower(gap) == "of" and previous is not None and previous.rule == "claim.nominal-of"
    # "a reduction of area by 70% and | of | power by 51%"
    phrase = first_noun(sentence, gap + again_of, at)
    if previous is None or phrase is None:
        return None
    move, verb = previous.move, previous.verb
    head = sentence.lower(phrase[1] - 1)
    other = _is_system(sentence, phrase) or head in cues().competitors or head in cues().agents
    again = previous.baseline is not None and other
    if (previous.rule == "claim.outperform" and not is_metric(sentence, phrase)) or again:
        # "outperforms A by 3x and | B by 2x", "improving the strongest baseline by 10% and | the mean baseline by 24%"
        thing = (gap, _before_score(sentence, gap, at))
        return Frame(
            previous.rule, "change", move, previous.metric, last=run.last, first=gap, baseline=thing, verb=verb
        )
    if _is_of_other(sentence, phrase, previous.metric):
        # "reduces the memory usage of Ash by 61% and | Birch | by 83%"
        return Frame(
            "claim.gapped", "change", move, previous.metric, run.last, phrase[0], verb=verb, region=(phrase[0], at)
        )
    noun = previous.rule == "claim.nominal-of" or (previous.rule == "claim.gapped" and previous.move == "decrease")
    if verb < 0 and not again_of and not (noun and is_metric(sentence, phrase)):
        # "a reduction of latency by 3x, energy by 4x"
        return None
    return Frame(
        "claim.gapped", "change", move, phrase, last=run.last, first=phrase[0], verb=verb, region=(phrase[0], at)
    )


def _is_of_other(sentence: Sentence, phrase: Range, said: Range | None) -> bool:
    """Whether a name stands for another thing that has the metric said before: "of Ash by 2x and | Birch"."""
    if said is None or sentence.lower(said[1]) != "of" or said[1] > phrase[0] or is_metric(sentence, phrase):
        return False
    return sentence.items[said[1] + 1].text[:1].isupper() and sentence.items[phrase[0]].text[0].isupper()


def _before_score(sentence: Sentence, first: int, last: int) -> int:
    """Where a thing compared with ends before its own number: "Plume | (1.02 bpb)"."""
    opening = sentence.last_word(("(",), last, within=last - first) if sentence.lower(last - 1) == ")" else -1
    return opening if opening > first and sentence.has_tag(AMOUNT, opening, last) else last


def _compared(sentence: Sentence, at: int, run: Run) -> Frame | None:
    """ "offers less latency by up to 2.4x": the comparative says which way."""
    than = sentence.last_word(("than",), at, within=9)
    if than > 0:
        # "achieves a higher accuracy than the baselines by 92%"
        named = noun_left(sentence, than)
        if named is not None and sentence.tag(named[0] - 1) == COMPARATIVE and not sentence.has_tag(AMOUNT, than, at):
            move = sentence.value(named[0] - 1)
            frame = Frame("claim.comparative", "change", move, named, last=run.last, first=named[0] - 1)
            frame.baseline = (than + 1, at)
            return frame
    phrase = noun_left(sentence, at)
    if phrase is None:
        return None
    before = phrase[0] - 1
    if sentence.lower(before) in ("and", ","):
        first = noun_left(sentence, before)
        before = first[0] - 1 if first is not None else before
    if sentence.tag(before) != COMPARATIVE:
        return None
    return Frame("claim.comparative", "change", sentence.value(before), phrase, last=run.last, first=before)


def outperforming(sentence: Sentence, verb: int, at: int, run: Run) -> Frame:
    """ "outperforms B by 1.8x in throughput"; without a metric, the verb stands for it."""
    baseline = outperformed(sentence, verb + 1, at)
    held = _held(sentence, baseline) if baseline is not None else None
    metric = (
        None
        if held is not None
        else (
            metric_in(sentence, run.last)
            or metric_in(sentence, baseline[1] if baseline else at, at)
            or _metric_of_list(sentence, run.last)
            or _measured_subject(sentence, verb)
            or _metric_beyond(sentence, verb, baseline)
        )
    )
    frame = Frame("claim.outperform", "change", "increase", (verb, verb + 1), last=run.last, first=verb, verb=verb)
    frame.baseline = baseline
    if held is not None:
        metric, frame.baseline = held
    if metric is not None:
        frame.move, frame.metric, frame.last = "improve", metric, max(frame.last, metric[1])
    return frame


def _held(sentence: Sentence, other: Range) -> tuple[Range, Range] | None:
    """The metric in which another is outperformed, and the other: "surpasses | the accuracy | of | Kelp | by 1.6x"."""
    phrase = first_noun(sentence, other[0], other[1])
    if phrase is None or sentence.lower(phrase[1]) != "of" or phrase[1] + 1 >= other[1]:
        return None
    return (phrase, (phrase[1] + 1, other[1])) if is_metric(sentence, phrase) else None


def _metric_beyond(sentence: Sentence, verb: int, other: Range | None) -> Range | None:
    """The metric that exceeds another: "degradation costs can | exceed the savings by 10%"."""
    if other is None or not (is_metric(sentence, other) or sentence.tag(other[1] - 1) == NOMINAL):
        return None
    end = verb
    while sentence.tag(end - 1) in (AUXILIARY, ADVERB):
        end -= 1
    phrase = noun_left(sentence, end)
    if phrase is None:
        return None
    return phrase if is_metric(sentence, phrase) or sentence.tag(phrase[1] - 1) == NOMINAL else None


def _metric_of_list(sentence: Sentence, at: int) -> Range | None:
    """The metric that ends a list: "outperforms A by 38% and B by 92% | in SLO attainment"."""
    if sentence.lower(at) not in ("and", ","):
        return None
    for index in range(at, min(at + 16, len(sentence.items))):
        if sentence.tag(index) == VERB or sentence.lower(index) == ";":
            return None
        if sentence.tag(index) == AMOUNT and sentence.lower(index - 1) == "by":
            return metric_in(sentence, index + 1) or _metric_of_list(sentence, index + 1)
    return None


def _measured_subject(sentence: Sentence, verb: int) -> Range | None:
    """The metric that outperforms: "the throughput of the task outperforms B by 2.4x"."""
    phrase = noun_left(sentence, verb)
    while phrase is not None and sentence.lower(governor(sentence, phrase[0])) in ("of", "for", "in", "on"):
        phrase = noun_left(sentence, governor(sentence, phrase[0]))
        if phrase is not None and family(sentence.words(*phrase))[0] in _MEASURED:
            return phrase
    return None


def _moved_object(sentence: Sentence, verb: int, at: int, run: Run, previous: Frame | None) -> Frame | None:
    """ "reduces P99 latency by up to 52%"."""
    value, unit = sentence.value(verb), sentence.amount(run.first).unit
    region = (verb + 2 if value == "vary" and sentence.lower(verb + 1) == "in" else verb + 1, at)
    phrase = first_noun(sentence, *region)
    if sentence.lower(verb + 1) in ("over", "upon", "on") and value in ("improve", "increase"):
        # "improves over naive UCB by up to 7.5%"
        said = previous.metric if previous is not None and previous.rule != "claim.outperform" else None
        metric = metric_in(sentence, run.last) or said or (verb, verb + 1)
        return Frame(_RULE, "change", value, metric, last=run.last, first=verb, baseline=(verb + 2, at), verb=verb)
    frame = Frame(_RULE, "change", move_of(value), phrase, last=run.last, first=verb, verb=verb)
    named = metric_in(sentence, run.last)
    general = phrase is not None and (
        sentence.lower(phrase[1] - 1) == "performance" or (value == "decrease" and not is_metric(sentence, phrase))
    )
    if (
        named is not None
        and general
        and sentence.lower(run.last) == "in"
        and value in ("decrease", "improve", "worsen")
    ):
        # "degrades performance by 39% in time to first token"
        frame.metric, frame.last = named, named[1]
        return frame
    compared = sentence.lower(run.last) in ("over", "than", "compared", "relative", "versus")
    if phrase is not None and value == "improve" and not compared and _is_system(sentence, phrase):
        # "and improving reconfigurable Bruck by up to 2.1x"
        return Frame(
            _RULE,
            "change",
            value,
            previous.metric if previous and previous.unit == unit else (verb, verb + 1),
            last=run.last,
            first=verb,
            baseline=phrase,
            verb=verb,
        )
    if phrase is not None:
        frame.region = region
        return frame
    unnamed = all(sentence.tag(step) in (PRONOUN, DETERMINER, ADVERB) for step in range(*region))
    return frame if unnamed and region[0] < region[1] else None


def _is_system(sentence: Sentence, phrase: Range) -> bool:
    """Whether what is improved is a system by name, or the state of the art, and no metric."""
    if is_metric(sentence, phrase):
        return False
    words = sentence.words(*phrase)
    if words.lower().startswith("state"):
        return True
    if sentence.lower(phrase[1] - 1) in cues().competitors and phrase[1] - phrase[0] > 1:
        # "improving the strongest baseline by 10%"
        return True
    last = sentence.items[phrase[1] - 1].text
    named = last != last.lower() and not words.isupper() and phrase[1] - phrase[0] <= 3
    return named and (phrase[1] - phrase[0] > 1 or any(char.isdigit() for char in words))


def moved_subject(sentence: Sentence, verb: int, run: Run) -> Frame:
    """ "request throughput improves", "IPW improved", "latency is reduced", "outperformed by": the metric is the
    subject.
    """
    value = sentence.value(verb)
    itself = (verb, verb + 1)
    index = verb - 1
    while index >= 0 and sentence.tag(index) in (AUXILIARY, ADVERB):
        index -= 1
    improved = _improved_on(sentence, verb, index, run)
    if improved is not None:
        return Frame("claim.verb-by-on", "change", move_of(value), improved, last=improved[1], first=verb, verb=verb)
    if value == "outperform":
        return Frame("claim.outperform", "change", "increase", itself, last=run.last, first=verb, verb=verb)
    index = before_insertion(sentence, index)
    if sentence.tag(index) == VERB and sentence.lower(index).endswith("ed") and sentence.tag(index - 1) in NOUNS:
        # "the number of assertions used decreases by 7%"
        index -= 1
    index = _raised(sentence, index)
    word = sentence.lower(index)
    sign = sentence.tag(index) == SIGN and word != ")"
    if word in ("to", "that", "which", "and", ",") or sign or sentence.tag(index) == PRONOUN:
        phrase = _antecedent(sentence, index) if word in _RELATIVE else None
        first = verb
    else:
        phrase = noun_left(sentence, index + 1)
        if phrase is not None:
            phrase = outermost(sentence, phrase, _INNER)
            counts = sentence.lower(phrase[1]) == "of" and sentence.lower(phrase[1] - 1) in COUNTS
            full = noun_right(sentence, phrase[0]) if counts else None
            if full is not None and full[1] <= index + 1:
                # "the number of calls decreases"
                phrase = full
        if phrase is not None and not is_metric(sentence, phrase):
            # "lines of code grew by 3%"
            whole = with_of(sentence, phrase, index + 1)
            phrase = whole if is_metric(sentence, whole) else phrase
        if phrase is not None and sentence.lower(verb) in _ACTIVE:
            # "cache offloading saves up to 20%"
            phrase = None
        first = phrase[0] if phrase is not None else verb
    return Frame(
        "claim.subject-verb", "change", move_of(value), phrase or itself, last=run.last, first=first, verb=verb
    )


def _raised(sentence: Sentence, index: int) -> int:
    """The last item of the subject before a "to": "speeds | are observed to improve", "enables | efficiency | to be
    improved"; `index` where no "to" stands there.
    """
    if sentence.lower(index) != "to":
        return index
    before = index - 1
    if sentence.lower(before) in _RAISED:
        before -= 1
        while sentence.tag(before) in (AUXILIARY, ADVERB):
            before -= 1
        return before if sentence.tag(before) in NOUNS else index
    told = noun_left(sentence, index)
    causes = told is not None and sentence.tag(governor(sentence, told[0])) == VERB and is_metric(sentence, told)
    return before if causes else index


def _improved_on(sentence: Sentence, verb: int, index: int, run: Run) -> Range | None:
    """The metric of "improving by 5% on MedQA accuracy"."""
    alone = sentence.tag(index) in (SIGN, PRONOUN, CONJUNCTION) or sentence.lower(index) in ("while", "thus")
    if sentence.lower(run.last) not in ("on", "in") or not alone:
        return None
    if sentence.value(verb) not in ("improve", "increase", "decrease"):
        return None
    phrase = noun_right(sentence, run.last + 1)
    return phrase if phrase is not None and is_metric(sentence, phrase) else None


def before_insertion(sentence: Sentence, index: int) -> int:
    """ "the SLO attainment of the task, even when collocated, only drops by 1%": the item before the inserted words."""
    if sentence.lower(index) != ",":
        return index
    comma = sentence.last_word((",",), index, within=15)
    if comma <= 0 or sentence.tag(comma - 1) not in NOUNS or sentence.has_tag(AMOUNT, comma, index):
        return index
    return comma - 1


def _antecedent(sentence: Sentence, index: int) -> Range | None:
    """What "that" or "which" stands for: "accuracy …, which improves by 3%"."""
    back = index - 1
    if sentence.lower(back) == ",":
        back -= 1
    return noun_left(sentence, back + 1)
