"""A comparative behind the quantity: "1.4x higher throughput", "17% cheaper than", "4x faster time to first token"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, last_change, lead, opened, subject
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.manner import done_so
from claims.assemble.metric import family
from claims.assemble.nominal import nominal
from claims.assemble.phrases import is_deed, is_metric, metric_left, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOUNS,
    VERB,
    Range,
    Sentence,
)

_TAKEN: Final = frozenset({"by", "of", "to", "from", "at"})
"""Before a number that has its own head."""
JOINTS: Final = frozenset({"and", "or", "on"})
"""What can stand between a number and the one that has the head of both."""
INTENSIFYING: Final = frozenset({"as", "much"})
"""What can stand before a comparative, besides adverbs."""
_TIMED: Final = frozenset({"latency", "ttft", "tpot", "speed"})
_TAKES: Final = frozenset({"take", "takes", "took", "taking", "lasts", "last", "lasting", "runs", "run"})
_SIZES: Final = frozenset({"larger", "smaller", "bigger", "longer", "shorter"})
_OVERALL: Final = frozenset({"end-to-end", "end to end", "e2e", "overall"})
_ADJECTIVE_ENDS: Final = ("ient", "able", "ive", "ful")


def comparative(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "1.4x higher throughput", "61.67% higher SLO attainment than", "17% cheaper than", "4x faster time to first
    token".
    """
    at = run.last
    while _intensifies(sentence, at):
        at += 1
    if sentence.tag(at) != COMPARATIVE:
        return None
    word, move = sentence.lower(at), sentence.value(at)
    following = at + 1
    if word in ("more", "less") and sentence.lower(following) == "than":
        previous = last_change(history)
        metric = subject(sentence, run.first) or (previous.metric if previous is not None else None)
        return _change(run, move, metric, following)
    if word in ("more", "less") and sentence.lower(following) == "of":
        # "covers 52% more of the quality space"
        following += 1
    if word == "more" and sentence.tag(following) == ADVERB and sentence.tag(following + 1) not in NOUNS:
        return done_so(sentence, run, following, _activity(sentence, run.first))
    phrase = noun_right(sentence, following)
    if move in ("faster", "slower"):
        return _faster(sentence, run, at, move, phrase, history)
    if move in ("cheaper", "costlier"):
        move = "decrease" if move == "cheaper" else "increase"
        return _change(run, move, phrase or (at, following), phrase[1] if phrase else following)
    if phrase is not None:
        if word in ("more", "less") and _is_adjective(sentence, phrase):
            # "2x more efficient"
            move = "increase" if word == "more" else "decrease"
        return _change(run, move, phrase, phrase[1])
    if sentence.tag(following) == CONJUNCTION and sentence.tag(following + 1) == COMPARATIVE:
        # "2x higher and better utilization"
        phrase = noun_right(sentence, following + 2)
        if phrase is not None:
            return _change(run, move, phrase, phrase[1])
    listed = _listed_in(sentence, run, following) if sentence.lower(following) == "in" else None
    if listed is not None:
        # "34% and 47% higher in A and B accuracy, respectively"
        return _change(run, "improve" if word in ("better", "worse") else move, listed, listed[1])
    if sentence.lower(run.first - 1) == "(" and word in ("better", "worse") and history:
        # "2.8x higher range than A (1.4x better than B)", "both performance (16% better) and power (32% better)"
        own = noun_left(sentence, run.first - 1) if sentence.lower(following) == ")" else None
        own = own if own is not None and is_metric(sentence, own) else history[-1].metric
        return _change(run, "worsen" if word == "worse" else "improve", own, following)
    metric = (
        _all_of(sentence, subject(sentence, run.first))
        or _lasting(sentence, run, word)
        or _related(sentence, run, history)
    )
    if metric is None:
        metric = _said_before(sentence, run, history)
        told = history[-1] if history else None
        if metric is not None and told is not None and told.type == "change" and move == "increase":
            # "reduces the memory by 54%, 20% higher than B": the reduction is
            move = told.move
    if metric is not None and word in ("better", "worse") and not is_metric(sentence, metric):
        # "configurations that are 74% better"
        metric = None
    opening = opened(sentence, run.first)
    if metric is None and opening > 0:
        # "lower DLWA (86% less)", "a checkpoint size (e.g., 4x smaller for A)"
        metric = noun_left(sentence, opening)
        named = metric is not None and (
            is_metric(sentence, metric)
            or sentence.words(*metric).isupper()
            or (word in _SIZES and sentence.lower(following) == ")")
        )
        metric = metric if named else history[-1].metric if history else None
    return _change(run, move, metric or (at, following), following)


def shared_ahead(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "on average 47% and up to 83% higher hit rate", "up to 53% and on average 34% improvements": the next number
    has the head of both.
    """
    joint = run.last
    if sentence.lower(joint) not in JOINTS:
        return None
    if sentence.lower(joint) == "on" and sentence.lower(joint + 1) == "average":
        # "2.4x on average and up to 2.6x speedup"
        joint += 2
    following = joint + 1
    if sentence.lower(following) == "on" and sentence.lower(following + 1) == "average":
        following += 2
    following += sentence.lower(following) in ("a", "an")
    if sentence.lower(joint) not in ("and", "or") or sentence.tag(following) != AMOUNT:
        return None
    one, other = sentence.amount(run.first), sentence.amount(following)
    if one.unit != other.unit or one.kind not in ("ratio", "percent"):
        return None
    if sentence.lower(lead(sentence, run.first)) in _TAKEN:
        return None
    ahead = Run(following, following + 1)
    frame = comparative(sentence, ahead, history) or nominal(sentence, ahead, history)
    if frame is not None:
        frame.first = run.first
    return frame


def _change(run: Run, move: str, metric: Range | None, last: int, first: int | None = None) -> Frame:
    begin = run.first if first is None else first
    return Frame("claim.comparative", "change", move, metric, last=last, first=begin)


def _listed_in(sentence: Sentence, run: Run, at: int) -> Range | None:
    """The metrics behind "in", as many as numbers: "higher | in root cause and human evaluation accuracy"."""
    phrase = noun_right(sentence, at + 1)
    last = phrase[1] if phrase is not None else at
    for _ in run.slots[1:]:
        more = noun_right(sentence, last + 1) if sentence.lower(last) in ("and", ",") else None
        last = more[1] if more is not None else last
    return (phrase[0], last) if phrase is not None and is_metric(sentence, (phrase[0], last)) else None


def _intensifies(sentence: Sentence, at: int) -> bool:
    """ "3x significantly higher", "2x as much higher"."""
    if sentence.tag(at) == ADVERB:
        return True
    return sentence.lower(at) in INTENSIFYING and sentence.tag(at + 1) == COMPARATIVE


def _faster(sentence: Sentence, run: Run, at: int, move: str, phrase: Range | None, history: list[Frame]) -> Frame:
    """ "3x faster recovery", "constructs indices 2.4x faster", "startup is 2x faster"."""
    if phrase is not None and sentence.words(*phrase).lower() in _OVERALL:
        # "3x faster end-to-end"
        phrase = None
    if phrase is not None and sentence.lower(phrase[0]) not in ("in", "on"):
        return _change(run, move, phrase, phrase[1])
    if phrase is None and _names_act(sentence, at + 1):
        # "22x faster proving"
        return _change(run, move, (at + 1, at + 2), at + 2)
    if sentence.lower(at + 1) in ("in", "on"):
        named = noun_right(sentence, at + 2)
        measured = named is not None and is_metric(sentence, named)
        if named is not None and measured and (sentence.lower(at + 1) == "in" or _is_timed(sentence, named)):
            # "16x faster in measured latency", "2.5x faster on median TTFT"
            return _change(run, move, named, named[1])
    activity = _activity(sentence, run.first)
    if activity is not None:
        return _change(run, move, activity, at + 1, activity[0])
    metric = subject(sentence, run.first)
    if metric is not None and (_is_timed(sentence, metric) or is_deed(sentence, metric)):
        return _change(run, move, metric, at + 1, metric[0])
    done = _done(sentence, run.first)
    if done is not None:
        return _change(run, move, done, at + 1, done[0])
    before = history[-1] if history and sentence.lower(lead(sentence, run.first)) in ("and", ",") else None
    if before is not None and before.rule == "claim.comparative" and before.metric and before.move == move:
        # "answers queries 2x faster on Aspen and 3x faster on Oak"
        return _change(run, move, before.metric, at + 1)
    return _change(run, move, _timed_before(sentence, run, history) or (at, at + 1), at + 1)


def _timed_before(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """What is faster, said before a comma: "speed reached 184 FPS, 29% faster", "high speed, up to 6.7x faster"."""
    opening = opened(sentence, run.first)
    at = lead(sentence, run.first)
    before = history[-1] if history and opening > 0 else None
    if before is not None and before.rule == "claim.pair" and before.metric and before.last >= opening:
        # "reduces resolution time from 151 s to 24 s (6.3x faster)"
        return before.metric if _is_timed(sentence, before.metric) else None
    if sentence.tag(at) == AUXILIARY and sentence.lower(at - 1) == "which":
        # "keeps its inference speed constant, which is 10x faster than B"
        told = metric_left(sentence, at - 1)
        while told is not None and not _is_timed(sentence, told):
            told = metric_left(sentence, told[0])
        return told
    if opening < 0 and sentence.lower(run.first - 1) != ",":
        return None
    said = history[-1] if history else None
    if said is not None and said.type == "level" and said.metric:
        several = said.metric[1] - said.metric[0] > 1
        done = several and said.rule in ("claim.level-in", "claim.elided") and sentence.tag(said.metric[0]) == VERB
        if done or _is_timed(sentence, said.metric):
            # "activated services in 1.2 s, 65% faster than B"
            return said.metric
    phrase = noun_left(sentence, opening if opening > 0 else run.first - 1)
    return phrase if phrase is not None and _is_timed(sentence, phrase) else None


def _done(sentence: Sentence, index: int) -> Range | None:
    """ "delivers | matrix operations | 606x faster": the object of a verb that says nothing by itself."""
    phrase = noun_left(sentence, lead(sentence, index) + 1)
    if phrase is None or phrase[1] - phrase[0] > 5:
        return None
    verb = phrase[0] - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    light = sentence.tag(verb) == VERB and sentence.lower(verb).startswith(cues().light)
    head = sentence.items[phrase[1] - 1].text
    thing = not head.islower() or head in cues().competitors or singular(head) in cues().agents
    return phrase if light and not thing else None


def _names_act(sentence: Sentence, index: int) -> bool:
    """Whether a gerund stands for what is faster: "faster | proving and", not "faster | using B"."""
    if sentence.tag(index) != VERB or not sentence.lower(index).endswith("ing"):
        return False
    return sentence.lower(index + 1) in ("and", ",", ".", "", "than", "compared", "with", "for", "while", ";")


def _lasting(sentence: Sentence, run: Run, word: str) -> Range | None:
    """ "each step can | take 3x longer": what lasts is the subject."""
    at = lead(sentence, run.first)
    if word not in ("longer", "shorter") or sentence.lower(at) not in _TAKES:
        return None
    at -= 1
    while sentence.tag(at) in (AUXILIARY, ADVERB):
        at -= 1
    return noun_left(sentence, at + 1)


def _all_of(sentence: Sentence, phrase: Range | None) -> Range | None:
    """The whole of what is compared: "public keys and signatures | that are 3x longer"."""
    if (
        phrase is None
        or sentence.lower(phrase[0] - 1) != "and"
        or "are"
        not in (
            sentence.lower(phrase[1]),
            sentence.lower(phrase[1] + 1),
        )
    ):
        return phrase
    more = noun_left(sentence, phrase[0] - 1)
    return (more[0], phrase[1]) if more is not None and is_plural(sentence.items[more[1] - 1].text) else phrase


def _related(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """ "scales sequence length up to 4M, which is 8x longer", "needs 3,175 flip-flops, which is 87x lower"."""
    at = lead(sentence, run.first)
    if sentence.tag(at) != AUXILIARY or sentence.lower(at - 1) != "which":
        return None
    if sentence.lower(at) == "are":
        # "embeddings, which are 10x larger"
        told = noun_left(sentence, at - 1 - (sentence.lower(at - 2) == ","))
        if told is not None:
            return told
    said = history[-1].metric if history else None
    return said if said is not None else metric_left(sentence, at - 1)


def _said_before(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """ "requiring only 2.1 KB of storage, three orders of magnitude smaller than B and 10x smaller than C"."""
    if sentence.lower(run.first - 1) in ("-", "—"):
        # "improvements in throughput - up to 3x higher than B"
        told = noun_left(sentence, run.first - 1)
        if told is not None and is_metric(sentence, told):
            return told
    # "the floor is 40 us, 1.5x lower", "the floor is 40 us 1.5x lower"
    beside = sentence.tag(run.first - 1) == AMOUNT and bool(history) and history[-1].type == "level"
    if not history or not (beside or sentence.lower(lead(sentence, run.first)) in (",", "and")):
        return None
    metric = history[-1].metric
    # "14% faster and 45% smaller than B"
    return None if metric is not None and sentence.tag(metric[0]) == COMPARATIVE else metric


def _is_timed(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase is a time, which faster makes shorter, or a rate."""
    key, better = family(sentence.words(*phrase))
    timed = better == "lower" and key in _TIMED
    return timed or sentence.lower(phrase[1] - 1) in ("throughput", "bandwidth", "speed")


def _is_adjective(sentence: Sentence, phrase: Range) -> bool:
    return phrase[1] - phrase[0] == 1 and sentence.lower(phrase[0]).endswith(_ADJECTIVE_ENDS)


def _opening_act(sentence: Sentence, end: int) -> Range | None:
    """ "Kelp: | Solving Large, Complex Problems | 100x Faster": what a clause without a verb tells from its begin."""
    for step in range(end - 1, max(-1, end - 13), -1):
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (";", "and", "while"):
            return None
        first = step == 0 or sentence.lower(step - 1) == ":"
        if sentence.tag(step) == VERB or first:
            plain = not any(sentence.lower(i) == "," and sentence.tag(i + 2) == AUXILIARY for i in range(step, end))
            word = sentence.lower(step)
            acts = first and step < end and word.endswith("ing") and sentence.tag(end - 1) != AUXILIARY
            acts = acts and not word.startswith(cues().light)
            return (step, end) if acts and plain else None
    return None


def _activity(sentence: Sentence, index: int) -> Range | None:
    """The verb, with its object if it has one, before "2.4x faster": "constructs indices", "converges"."""
    end = lead(sentence, index) + 1
    phrase = noun_left(sentence, end) or (end, end)
    opening = _opening_act(sentence, end)
    if opening is not None:
        return opening
    if phrase[1] - phrase[0] > 6:
        return None
    verb = phrase[0] - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    acts = sentence.tag(verb) == VERB and sentence.value(verb) in ("other", "attain")
    return (verb, phrase[1]) if acts and not sentence.lower(verb).startswith(cues().light) else None
