"""How a quantity and its metric are said together: one function for each construction of claim sentences.

Each takes a sentence and a run of quantities and gives a `Frame`, or None where the sentence is not so built. They are tried
in the order of `CONSTRUCTIONS`; the first that fits decides. Cases for each: patterns/claims/cases.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.assemble.metric import family
from claims.assemble.phrases import Range, Run, governor, noun_left, noun_right, skip_parentheses_left
from claims.assemble.sentence import (
    ADVERB, AMOUNT, AUXILIARY, COMPARATIVE, CONJUNCTION, DETERMINER, NOMINAL, PREPOSITION, PRONOUN, SIGN, VERB, WORD, Sentence,
)  # fmt: skip

MOVES = ("increase", "decrease", "improve", "worsen", "accelerate", "outperform", "waste", "vary", "overstate")


@dataclass(slots=True)
class Frame:
    """What a construction says of a run of quantities."""

    rule: str
    type: str
    """change or level."""
    move: str = ""
    """For a change: how the metric moves, as `metric.movement` takes it."""
    metric: Range | None = None
    metric_text: str | None = None
    """Words of the metric where they are not the items of `metric`."""
    last: int = 0
    """The item behind the construction: baseline and condition are looked for from here."""
    first: int = 0
    """The first item of the construction."""
    baseline: Range | None = None
    verb: int = -1
    """The governing verb, which a gapped clause inherits."""
    unit: str = ""
    """The unit of its quantities."""
    region: Range | None = None
    """Between verb and "by": what stands here behind the metric restricts the number."""


Construction = Callable[[Sentence, Run, list[Frame]], Frame | None]
MEMORY = 30
"""Statements back to which the next one in a sentence can refer; no sentence holds as many."""


def last_change(history: list[Frame]) -> Frame | None:
    """The change said last before in the sentence."""
    return next((frame for frame in reversed(history[-MEMORY:]) if frame.type == "change"), None)


_FILLERS = {"a", "an", "the", "average", "mean", "median", "only", "just", "additional", "maximum", "peak", "geometric", "averaged",
            "geomean", "typical", "significant", "further", "another", "overall", "roughly", "impressive", "total", "nearly", "remarkable", "up", "combined"}  # fmt: skip


def lead(sentence: Sentence, index: int) -> int:
    """The item that governs the quantity at `index` from the left: its preposition, verb or sign."""
    index -= 1
    while index >= 0:
        word = sentence.lower(index)
        if word in _FILLERS or sentence.tag(index) == ADVERB or word == "factor" and sentence.lower(index - 1) == "a":
            index -= 1
        elif word == "of" and sentence.lower(index - 1) in ("factor", "average", "factors", "median", "mean", "means", "geomean", "maximum", "peak", "multiple", "total", "averages"):
            if sentence.lower(index - 1) not in _FILLERS and sentence.lower(index - 1) not in ("factor", "factors", "multiple", "means", "averages"):
                break
            index -= 2
        else:
            break
    return index


def comparative(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "1.4x higher throughput", "61.67% higher SLO attainment than", "17% cheaper than", "4x faster time to first token"."""
    previous = last_change(history)
    at = run.last
    while sentence.tag(at) == ADVERB or sentence.lower(at) in ("as", "much") and sentence.tag(at + 1) == COMPARATIVE:
        at += 1
    if sentence.tag(at) != COMPARATIVE:
        return None
    move = sentence.items[at].value
    word = sentence.lower(at)
    following = at + 1
    if word in ("more", "less") and sentence.lower(following) in ("than",):
        subject = _subject(sentence, run.first) or (previous.metric if previous is not None else None)
        return Frame("claim.comparative", "change", move, subject, last=following, first=run.first)
    phrase = noun_right(sentence, following)
    if move in ("faster", "slower"):
        if phrase is not None and sentence.lower(phrase[0]) not in ("in", "on"):
            return Frame("claim.comparative", "change", move, phrase, last=phrase[1], first=run.first)
        activity = _activity(sentence, run.first)
        if activity is not None:
            return Frame("claim.comparative", "change", move, activity, last=following, first=activity[0])
        subject = _subject(sentence, run.first)
        if subject is not None and _timed(sentence, subject):
            return Frame("claim.comparative", "change", move, subject, last=following, first=subject[0])
        return Frame("claim.comparative", "change", move, (at, at + 1), last=following, first=run.first)
    if move in ("cheaper", "costlier"):
        move = "decrease" if move == "cheaper" else "increase"
        return Frame("claim.comparative", "change", move, phrase or (at, at + 1), last=phrase[1] if phrase else following, first=run.first)
    if phrase is not None:
        if word in ("more", "less") and _is_adjective(sentence, phrase):
            move = "increase" if word == "more" else "decrease"
        return Frame("claim.comparative", "change", move, phrase, last=phrase[1], first=run.first)
    if sentence.tag(following) == CONJUNCTION and sentence.tag(following + 1) == COMPARATIVE:
        phrase = noun_right(sentence, following + 2)
        if phrase is not None:
            return Frame("claim.comparative", "change", move, phrase, last=phrase[1], first=run.first)
    subject = _subject(sentence, run.first)
    if subject is None and history and sentence.lower(lead(sentence, run.first)) in (",", "and"):
        # "requiring only 2.1 KB of storage, three orders of magnitude smaller than B and 10x smaller than C"
        subject = history[-1].metric
        if subject is not None and sentence.tag(subject[0]) == COMPARATIVE:
            # "14% faster and 45% smaller than B"
            subject = None
    return Frame("claim.comparative", "change", move, subject or (at, at + 1), last=following, first=run.first)


def _timed(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase is a time, which faster makes shorter."""
    key, better = family(sentence.words(*phrase))
    return better == "lower" and key in ("latency", "ttft", "tpot", "speed") or sentence.items[phrase[1] - 1].lower in ("throughput", "bandwidth", "speed")


def _is_adjective(sentence: Sentence, phrase: Range) -> bool:
    return phrase[1] - phrase[0] == 1 and sentence.lower(phrase[0]).endswith(("ient", "able", "ive", "ful"))


def _subject(sentence: Sentence, index: int) -> Range | None:
    """The noun phrase before the verb that leads to the quantity: "throughputs up to 378x higher", "latency is 3x lower"."""
    at = lead(sentence, index)
    while at >= 0 and (sentence.tag(at) in (AUXILIARY, ADVERB) or (sentence.tag(at) == VERB and sentence.items[at].value == "attain" and sentence.lower(at) in ("remains", "remain", "stays"))):
        at -= 1
    if sentence.lower(at) in ("of", "by", "at", "to"):
        at -= 1
    if sentence.tag(at) not in (WORD, NOMINAL) and sentence.lower(at) != ")":
        return None
    phrase = noun_left(sentence, at + 1)
    if phrase is None:
        return None
    # "insertion, query, and deletion throughputs" is split by its caller; a subject behind a preposition is no subject
    while phrase is not None and sentence.lower(governor(sentence, phrase[0])) in ("of", "for", "in", "on", "with", "from"):
        outer = noun_left(sentence, governor(sentence, phrase[0]))
        if outer is None:
            break
        phrase = outer
    return phrase


def _activity(sentence: Sentence, index: int) -> Range | None:
    """The verb with its object before "2.4x faster": "constructs indices"."""
    at = lead(sentence, index)
    phrase = noun_left(sentence, at + 1)
    if phrase is None or phrase[1] - phrase[0] > 4:
        return None
    verb = phrase[0] - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    if sentence.tag(verb) == VERB and sentence.items[verb].value in ("other", "attain") and not sentence.lower(verb).startswith(_LIGHT):
        return verb, phrase[1]
    return None


_LIGHT = ("achiev", "deliver", "yield", "provid", "show", "obtain", "ha", "offer", "get", "see", "give", "gain", "make", "making", "made", "exhibit", "demonstrat", "observ", "find", "found", "report", "enabl", "run", "perform", "allow")


def nominal(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "80% reduction in end-to-end latency", "72.77% inference latency reduction", "48% memory savings", "350x speedup"."""
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "," and sentence.tag(run.last + 1) == NOMINAL))
    if phrase is None:
        return None
    at = next((index for index in range(phrase[0], phrase[1]) if sentence.tag(index) == NOMINAL), -1)
    if at < 0 and sentence.lower(phrase[1]) in ("and", ",") and sentence.tag(phrase[1] + 1) == AMOUNT:
        # "6% performance and 4% power improvements"
        shared = noun_right(sentence, phrase[1] + 2)
        if shared is not None and sentence.tag(shared[1] - 1) == NOMINAL and shared[1] - shared[0] > 1:
            move = sentence.items[shared[1] - 1].value
            return Frame("claim.nominal-shared", "change", "increase" if move == "speedup" else move, phrase, last=phrase[1], first=run.first)
    if at < 0:
        return None
    last_nominal = max(index for index in range(phrase[0], phrase[1]) if sentence.tag(index) == NOMINAL)
    at = last_nominal if last_nominal == phrase[1] - 1 else at
    if at != phrase[1] - 1 and sentence.lower(at) not in ("reduction", "increase", "improvement", "speedup", "decrease"):
        return None
    return _nominal(sentence, at, (phrase[0], at), run.first, at + 1)


def _nominal(sentence: Sentence, at: int, before: Range, first: int, last: int) -> Frame:
    """A change said by the noun at `at` with the words `before` it and what "in", "of", "for" adds behind."""
    move = sentence.items[at].value
    modifiers = [index for index in range(*before) if sentence.lower(index) not in _EMPTY_MODIFIERS]
    named: Range | None = (modifiers[0], before[1]) if modifiers else None
    behind: Range | None = None
    after = last
    if sentence.lower(last) in ("in", "of", "on", "to") and not (move == "speedup" and sentence.lower(last) in ("on", "to")):
        behind = noun_right(sentence, last + 1)
        if behind is not None and sentence.lower(last) in ("on", "to") and (named is not None or family(sentence.words(*behind))[0] == "other"):
            behind = None
    if move in ("speedup", "slowdown"):
        if behind is not None and sentence.lower(last) == "in":
            if family(sentence.words(*behind))[0] != "other":
                return Frame("claim.nominal", "change", "faster" if move == "speedup" else "slower", behind, last=behind[1], first=first)
        if named is not None and family(sentence.words(*named))[0] in ("latency", "ttft", "tpot"):
            # "a 1.07-3.5x TPOT speedup"
            return Frame("claim.nominal", "change", "faster" if move == "speedup" else "slower", named, last=after, first=first)
        metric = (named[0], at + 1) if named else (at, at + 1)
        return Frame("claim.nominal", "change", "increase" if move == "speedup" else "overhead", metric, last=after, first=first)
    if move == "overhead" and sentence.lower(at).startswith("penalt") and named is not None and family(sentence.words(*named))[1] == "higher":
        return Frame("claim.nominal", "change", "worsen", named, last=after, first=first)
    if move == "overhead":
        metric = (named[0], at + 1) if named else (at, at + 1)
        return Frame("claim.nominal", "change", "overhead", metric, last=after, first=first)
    if named is None and behind is not None:
        return Frame("claim.nominal", "change", move, behind, last=behind[1], first=first)
    if named is not None:
        return Frame("claim.nominal", "change", move, named, last=after, first=first)
    return Frame("claim.nominal", "change", move, (at, at + 1), last=after, first=first)


_EMPTY_MODIFIERS = {"relative", "absolute", "average", "mean", "maximum", "total", "overall", "additional", "significant", "peak", "further", "net",
                    "individual", "most", "best", "highest", "greatest", "largest", "potential", "observed", "consistent", "substantial", "geometric", "median", "corresponding"}  # fmt: skip


def nominal_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "savings of up to 64%", "speedups up to 8.4x / 1.4x", "a reduction of 57% in latency", "reduction by 30%"."""
    at = lead(sentence, run.first)
    if sentence.lower(at) in ("of", "by", "to", "between", "reaching", "ranging", "from", "with") or sentence.lower(at) == ":":
        if sentence.lower(at) == "from" and sentence.lower(at - 1) == "ranging":
            at -= 1
        at -= 1
    elif sentence.lower(at) == "," and sentence.tag(at - 1) == NOMINAL:
        # "substantial speedups, up to 53x on MBPP"
        at -= 1
    elif sentence.lower(at) == "(":
        amount = sentence.items[run.first].amount
        if amount is not None and amount.kind in ("measure", "currency"):
            # "a 29.3% reduction in convergence time (82 s vs. 116 s)": what was attained, not the change
            return None
        at -= 1
    while at >= 0 and sentence.tag(at) in (AUXILIARY, ADVERB) or (sentence.tag(at) == VERB and sentence.items[at].value == "attain" and sentence.lower(at) in ("reaching", "averaging", "ranging", "reach", "reached")):
        at -= 1
    if sentence.tag(at) == NOMINAL:
        phrase = noun_left(sentence, at)
        before = phrase or (at, at)
        frame = _nominal(sentence, at, before, before[0], run.last)
        if frame.metric == (at, at + 1) and sentence.items[at].value not in ("speedup", "slowdown", "overhead"):
            frame.metric = frame.metric
        frame.last = max(frame.last, run.last)
        frame.rule = "claim.nominal-of"
        if sentence.lower(run.last) in ("in", "of") and frame.move not in ("slowdown", "overhead"):
            # "reductions of 1.5-3.5x in energy per query"
            behind = noun_right(sentence, run.last + 1)
            named = family(sentence.words(*frame.metric))[0] if frame.metric else "other"
            if behind is not None and family(sentence.words(*behind))[0] != "other" and (named == "other" or frame.metric == (at, at + 1)):
                frame.metric, frame.last = behind, behind[1]
                if sentence.items[at].value == "speedup":
                    frame.move = "faster"
        return frame
    # "reductions in latency of 40%", "improvement in throughput by 2x"
    phrase = noun_left(sentence, at + 1)
    if phrase is not None and sentence.lower(phrase[0] - 1) in ("in", "of", "for", "on") and sentence.tag(phrase[0] - 2) == NOMINAL and sentence.lower(run.first - 1) != "in":
        nominal_at = phrase[0] - 2
        frame = _nominal(sentence, nominal_at, (nominal_at, nominal_at), nominal_at, nominal_at + 1)
        frame.metric = phrase if sentence.items[nominal_at].value not in ("speedup", "slowdown", "overhead") else frame.metric
        frame.last, frame.rule = run.last, "claim.nominal-of"
        return frame
    return None


def verb_by(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reduces P99 latency by up to 52%", "latency drops by 7.6%", "outperforms B by 1.8x", and gapped "and TPOT by 20%"."""
    at = lead(sentence, run.first)
    if sentence.lower(at) != "by":
        return None
    return _moved(sentence, at, run, last_change(history), "claim.verb-by")


MEAN_NAMES = {"absolute", "squared", "square", "average", "time", "reciprocal", "opinion"}
"""What makes "mean" part of a metric's name: mean absolute error, mean time to failure."""


def _moved(sentence: Sentence, at: int, run: Run, previous: Frame | None, rule: str) -> Frame | None:
    """A change whose verb stands left of item `at`: object or subject is the metric."""
    index = at - 1
    while sentence.tag(index) == ADVERB:
        index -= 1
    if sentence.tag(index) == VERB and sentence.items[index].value in MOVES:
        return _subject_moved(sentence, index, run, rule)
    verb = _verb_left(sentence, at)
    if verb is None:
        # "and memory usage by 61%": the verb is that of the clause before
        phrase = _first_noun(sentence, _gap_start(sentence, at), at)
        if previous is not None and previous.rule == "claim.outperform" and phrase is not None and family(sentence.words(*phrase))[0] == "other":
            gap = _gap_start(sentence, at)
            return Frame("claim.outperform", "change", previous.move, previous.metric, last=run.last, first=gap, baseline=(gap, at), verb=previous.verb)
        if previous is not None and previous.type == "change" and previous.verb >= 0 and phrase is not None and rule == "claim.verb-by":
            return Frame("claim.gapped", "change", previous.move, phrase, last=run.last, first=phrase[0], verb=previous.verb, region=(phrase[0], at))
        return None
    value = sentence.items[verb].value
    region = (verb + 1, at)
    if value == "vary" and sentence.lower(verb + 1) == "in":
        region = (verb + 2, at)
    if value == "outperform":
        phrase = _outperformed(sentence, verb + 1, at)
        metric = _in_metric(sentence, run.last) or _in_metric(sentence, phrase[1] if phrase else at, at) or _measured_subject(sentence, verb)
        frame = Frame("claim.outperform", "change", "increase", metric or (verb, verb + 1), last=run.last, first=verb, baseline=phrase, verb=verb)
        if metric is not None:
            frame.move = "improve"
            frame.last = max(frame.last, metric[1])
        return frame
    phrase = _first_noun(sentence, *region)
    if sentence.lower(verb + 1) in ("over", "upon", "on") and value in ("improve", "increase"):
        # "improves over naive UCB by up to 7.5%"
        metric = previous.metric if previous is not None else (verb, verb + 1)
        return Frame(rule, "change", value, metric, last=run.last, first=verb, baseline=(verb + 2, at), verb=verb)
    if phrase is None:
        if region[0] < region[1] and all(sentence.tag(i) in (PRONOUN, DETERMINER, ADVERB) for i in range(*region)):
            return Frame(rule, "change", _move(value), None, last=run.last, first=verb, verb=verb)
        return None
    if sentence.tag(phrase[1] - 1) == NOMINAL and phrase[1] - phrase[0] > 1 and sentence.items[phrase[1] - 1].value == "speedup":
        pass
    return Frame(rule, "change", _move(value), phrase, last=run.last, first=verb, verb=verb, region=region)


def _measured_subject(sentence: Sentence, verb: int) -> Range | None:
    """The metric that outperforms: "the throughput of the task outperforms B by 2.4x"."""
    phrase = noun_left(sentence, verb)
    while phrase is not None and sentence.lower(governor(sentence, phrase[0])) in ("of", "for", "in", "on"):
        outer = noun_left(sentence, governor(sentence, phrase[0]))
        if outer is None:
            return None
        phrase = outer
        if family(sentence.words(*phrase))[0] in ("throughput", "latency", "accuracy", "efficiency", "energy"):
            return phrase
    return None


def _move(value: str) -> str:
    return "faster" if value == "accelerate" else value


def _subject_moved(sentence: Sentence, verb: int, run: Run, rule: str) -> Frame | None:
    """ "request throughput improves", "IPW improved", "latency is reduced", "outperformed by": the metric is the subject."""
    value = sentence.items[verb].value
    index = verb - 1
    while index >= 0 and sentence.tag(index) in (AUXILIARY, ADVERB):
        index -= 1
    if sentence.lower(run.last) in ("on", "in") and value in ("improve", "increase", "decrease") and (sentence.tag(index) == SIGN or sentence.tag(index) == PRONOUN):
        # "improving by 5% on MedQA accuracy"
        behind = noun_right(sentence, run.last + 1)
        if behind is not None and family(sentence.words(*behind))[0] != "other":
            return Frame("claim.verb-by-on", "change", _move(value), behind, last=behind[1], first=verb, verb=verb)
    if value == "outperform":
        return Frame("claim.outperform", "change", "increase", (verb, verb + 1), last=run.last, first=verb, verb=verb)
    if sentence.lower(index) == ",":
        # "the SLO attainment of the task, even when collocated, only drops by 1%"
        comma = next((step for step in range(index - 1, max(-1, index - 16), -1) if sentence.lower(step) == ","), -1)
        if comma > 0 and sentence.tag(comma - 1) in (WORD, NOMINAL) and not any(sentence.tag(step) == AMOUNT for step in range(comma, index)):
            index = comma - 1
    if sentence.lower(index) in ("to", "that", "which", "and", ",") or sentence.tag(index) in (PRONOUN, SIGN):
        # "accuracy …, which improves by 3%"
        back = index - 1 if sentence.lower(index) in ("that", "which") else index
        if sentence.lower(back) == ",":
            back -= 1
        phrase = noun_left(sentence, back + 1) if sentence.lower(index) in ("that", "which") else None
        return Frame("claim.subject-verb", "change", _move(value), phrase or (verb, verb + 1), last=run.last, first=verb, verb=verb)
    phrase = noun_left(sentence, index + 1)
    while phrase is not None and sentence.lower(governor(sentence, phrase[0])) in ("of", "for", "in", "on", "across", "with", "from"):
        outer = noun_left(sentence, governor(sentence, phrase[0]))
        if outer is None:
            break
        phrase = outer
    if phrase is None:
        return Frame("claim.subject-verb", "change", _move(value), (verb, verb + 1), last=run.last, first=verb, verb=verb)
    return Frame("claim.subject-verb", "change", _move(value), phrase, last=run.last, first=phrase[0], verb=verb)


def _verb_left(sentence: Sentence, at: int) -> int | None:
    """The verb of change that governs the phrase before item `at`, not beyond another quantity or clause."""
    index = at - 1
    while index >= 0:
        tag, word = sentence.tag(index), sentence.lower(index)
        if word == ")":
            index = skip_parentheses_left(sentence, index)
            continue
        if tag == VERB and sentence.items[index].value in MOVES:
            return index
        if tag == AMOUNT and not _described(sentence, index) or word in (";", ":", "("):
            return None
        if tag == VERB and sentence.items[index].value == "attain" and at - index < 3:
            return None
        if word == "," and not _listing(sentence, index):
            # "reduces runtime, relative to exhaustive search, by 25%"
            comma = next((step for step in range(index - 1, max(-1, index - 10), -1) if sentence.lower(step) == ","), -1)
            if index == at - 1 and comma > 0 and sentence.tag(comma + 1) == PREPOSITION and not any(sentence.tag(step) in (AMOUNT, VERB) for step in range(comma + 1, index)):
                index = comma - 1
                continue
            return None
        index -= 1
    return None


def _described(sentence: Sentence, index: int) -> bool:
    """Whether a quantity only describes a noun: "in a 30-node scenario"."""
    amount = sentence.items[index].amount
    return amount is not None and amount.compound


def _listing(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands inside a list of nouns ("latency, cost, and energy by")."""
    return sentence.tag(comma - 1) in (WORD, NOMINAL) and (sentence.tag(comma + 1) in (WORD, DETERMINER) or sentence.lower(comma + 1) == "and")


def _gap_start(sentence: Sentence, at: int) -> int:
    index = at - 1
    while index >= 0:
        word = sentence.lower(index)
        if word == ")":
            index = skip_parentheses_left(sentence, index)
            continue
        if sentence.tag(index) == AMOUNT or word in (",", ";", ":", "and", "while", "but", "("):
            return index + 1
        index -= 1
    return 0


def _first_noun(sentence: Sentence, first: int, last: int) -> Range | None:
    """The first noun phrase of a region: the object of the verb, without what is added by prepositions."""
    index = first
    while index < last and (sentence.tag(index) in (DETERMINER, ADVERB) or sentence.lower(index) in ("both", "average", "the", "median", "overall", "in")
                            or sentence.lower(index) == "mean" and sentence.lower(index + 1) not in MEAN_NAMES):
        index += 1
    if index < last and sentence.tag(index) in (VERB, COMPARATIVE) and sentence.tag(index + 1) in (WORD, NOMINAL):
        index += 1
    phrase = noun_right(sentence, index)
    if phrase is None or phrase[0] >= last:
        return None
    end = min(phrase[1], last)
    # "latency and energy by 30%" is one metric of two nouns
    step = end
    if sentence.lower(step) == "," and sentence.lower(step + 1) == "and":
        step += 1
    while step + 1 < last and sentence.lower(step) in ("and", ",", "or") and sentence.tag(step + 1) in (WORD, NOMINAL, DETERMINER):
        more = noun_right(sentence, step + 1)
        if more is None or more[1] > last:
            break
        step = more[1]
        end = step
        if sentence.lower(step) == "," and sentence.lower(step + 1) == "and":
            step += 1
    return phrase[0], end


def _outperformed(sentence: Sentence, first: int, last: int) -> Range | None:
    index = first
    while index < last and sentence.tag(index) in (DETERMINER,) and sentence.lower(index) not in ("the",):
        index += 1
    end = index
    while end < last and sentence.lower(end) not in ("in", "by", "on", "with", "for", "across", "under", "(", ",", "when", "while", "at") or (
        sentence.lower(end) == "," and end < last - 1 and sentence.tag(end + 1) in (WORD,)):  # fmt: skip
        end += 1
    return (index, end) if end > index else None


def _in_metric(sentence: Sentence, at: int, before: int | None = None) -> Range | None:
    """The metric of "by 1.8x in throughput" or "in throughput by 1.8x"."""
    if sentence.lower(at) not in ("in", "on") or (before is not None and at >= before):
        return None
    if sentence.lower(at + 1) == "terms" and sentence.lower(at + 2) == "of":
        at += 2
    phrase = noun_right(sentence, at + 1)
    if phrase is None:
        return None
    return phrase if family(sentence.words(*phrase))[0] != "other" else None


def verb_amount(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "events drop 7.6%", "improves throughput 1.83x to 13.3x", "halves energy", "saves 40% of energy", "runs 3x"."""
    amount = sentence.items[run.first].amount
    at = lead(sentence, run.first)
    if amount is not None and amount.kind == "verb":
        phrase = noun_right(sentence, run.last)
        if phrase is None or sentence.lower(run.last) in (",", "."):
            index = run.first - 1
            while sentence.tag(index) in (AUXILIARY, ADVERB):
                index -= 1
            phrase = noun_left(sentence, index + 1)
        if phrase is None:
            return None
        return Frame("claim.verb", "change", amount.direction or "increase", phrase, last=max(run.last, phrase[1]), first=run.first, verb=run.first)
    if amount is None or amount.unit not in ("x", "%", "pp"):
        return None
    if sentence.tag(at) == VERB and sentence.items[at].value in MOVES:
        value = sentence.items[at].value
        phrase = noun_right(sentence, run.last)
        if sentence.lower(run.last) == "of":
            phrase = noun_right(sentence, run.last + 1)
        if value in ("decrease", "waste", "worsen", "increase") and phrase is not None:
            return Frame("claim.verb-amount", "change", value, phrase, last=phrase[1], first=at, verb=at)
        if value == "improve" and phrase is not None and sentence.lower(at).startswith("gain"):
            return Frame("claim.verb-amount", "change", value, phrase, last=phrase[1], first=at, verb=at)
        return _subject_moved(sentence, at, run, "claim.verb-amount")
    if sentence.tag(at) in (WORD, NOMINAL) or sentence.lower(at) == ")":
        phrase = noun_left(sentence, at + 1)
        if phrase is not None and phrase[1] - phrase[0] <= 5:
            verb = phrase[0] - 1
            while sentence.tag(verb) == DETERMINER:
                verb -= 1
            if sentence.tag(verb) == VERB and sentence.items[verb].value in MOVES and sentence.items[verb].value != "outperform":
                return Frame("claim.verb-amount", "change", _move(sentence.items[verb].value), phrase, last=run.last, first=verb, verb=verb)
    return None


def pair(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reduces p95 latency from 3.3s to 1.41s", "coverage rising from 23.2% to 71.3%"."""
    previous = last_change(history)
    amount = sentence.items[run.first].amount
    if amount is None or amount.before is None or amount.after is None:
        return None
    falls = amount.after < amount.before
    at = run.first - 1
    if sentence.lower(at) == "from":
        at -= 1
    move = "decrease" if falls else "increase"
    index = at
    while sentence.tag(index) == ADVERB:
        index -= 1
    if sentence.tag(index) == VERB:
        frame = _subject_moved(sentence, index, run, "claim.pair")
        if frame is not None:
            frame.move, frame.rule = move, "claim.pair"
            return frame
    verb = _verb_left(sentence, at + 1)
    if verb is not None:
        phrase = _first_noun(sentence, verb + 1, at + 1)
        if phrase is not None:
            return Frame("claim.pair", "change", move, phrase, last=run.last, first=verb, verb=verb, region=(verb + 1, at + 1))
    phrase = noun_left(sentence, at + 1)
    if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL and phrase[1] - phrase[0] > 1:
        phrase = (phrase[0], phrase[1] - 1)
    if phrase is not None:
        while sentence.lower(governor(sentence, phrase[0])) in ("of", "in", "for"):
            outer = noun_left(sentence, governor(sentence, phrase[0]))
            if outer is None or sentence.tag(outer[1] - 1) == NOMINAL:
                break
            phrase = outer
        return Frame("claim.pair", "change", move, phrase, last=run.last, first=phrase[0])
    return Frame("claim.pair", "change", move, previous.metric if previous is not None else None, last=run.last, first=run.first)


def of_share(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "88.7% of these queries", "62.5% of native performance", "2x the throughput of vLLM"."""
    amount = sentence.items[run.first].amount
    if amount is None:
        return None
    if amount.unit == "x" and sentence.lower(run.last) in ("the", "that", "as") and sentence.tag(run.last + 1) in (WORD, NOMINAL, PREPOSITION):
        phrase = noun_right(sentence, run.last + 1)
        if phrase is None:
            return None
        frame = Frame("claim.times-the", "change", "increase", phrase, last=phrase[1], first=run.first)
        if sentence.lower(phrase[1]) == "of":
            frame.baseline = noun_right(sentence, phrase[1] + 1)
            frame.last = frame.baseline[1] if frame.baseline else phrase[1]
        return frame
    if sentence.lower(run.last) != "of" or amount.kind not in ("percent", "fraction"):
        return None
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None:
        return Frame("claim.share", "level", metric=None, last=run.last + 1, first=run.first)
    if sentence.lower(phrase[0]) in _REFERENCES and phrase[1] - phrase[0] == 1:
        # "62.5% of native": a reference system, not the thing measured
        return Frame("claim.share-of-reference", "level", metric=None, last=phrase[1], first=run.first, baseline=phrase)
    return Frame("claim.share", "level", metric=phrase, last=phrase[1], first=run.first)


_REFERENCES = {"native", "baseline", "optimal", "oracle", "ideal", "optimum", "bare-metal"}


def parenthesis(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "higher energy efficiency (10%)", "strict kappa=0.93 (n=93, 96.8% raw agreement)"."""
    previous = last_change(history)
    if sentence.lower(run.first - 1) != "(" or sentence.lower(run.last) not in (")", ",", "on", "in", "for", ";", "over", "vs.", "vs", "versus", "of", "behind", "at", "per"):
        return None
    amount = sentence.items[run.first].amount
    if amount is not None and amount.kind in ("measure", "currency"):
        alike = next((frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and frame.unit == amount.unit), None)
        named = alike or (previous if sentence.tag(run.first - 2) != AMOUNT else None)
        if named is not None and named.metric is not None:
            # "a PDP of 11.58 J, 2.35x lower than the Jetson (27.16 J)"
            return Frame("claim.parenthesis", "level", metric=named.metric, last=run.last, first=run.first)
    if sentence.tag(run.first - 2) == AMOUNT and amount is not None and amount.kind == "measure" and previous is not None:
        # "by 66% (3.8 hours)"
        return Frame("claim.parenthesis", "level", metric=previous.metric, last=run.last, first=run.first)
    phrase = noun_left(sentence, run.first - 1)
    if amount is None or phrase is None or amount.kind in ("count", "fraction"):
        return None
    before = phrase[0] - 1
    while sentence.tag(before) == DETERMINER or sentence.lower(before) in ("both", "average"):
        before -= 1
    if sentence.tag(before) in (CONJUNCTION, SIGN) and history and history[-1].rule == "claim.parenthesis" and history[-1].type == "change" and amount.unit == history[-1].unit:
        # "reducing both bitcell count (7.8x) and latency (4x)"
        return Frame("claim.parenthesis", "change", history[-1].move, phrase, last=run.last, first=phrase[0])
    if sentence.tag(before) in (COMPARATIVE, VERB) and sentence.items[before].value not in ("attain", "other") and amount.unit in ("x", "%", "pp"):
        return Frame("claim.parenthesis", "change", _move(sentence.items[before].value), phrase, last=run.last, first=before)
    if sentence.tag(phrase[1] - 1) == NOMINAL:
        return _nominal(sentence, phrase[1] - 1, (phrase[0], phrase[1] - 1), phrase[0], run.last)
    if amount.unit == "x":
        return Frame("claim.parenthesis", "change", "increase", phrase, last=run.last, first=phrase[0])
    return Frame("claim.parenthesis", "level", metric=phrase, last=run.last, first=phrase[0])


def within_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "maintains accuracy within 2.2% of server-centric models": a small change for the worse."""
    amount = sentence.items[run.first].amount
    if amount is None or amount.kind != "percent" or not sentence.items[run.first].text.lower().startswith("within") or sentence.lower(run.last) not in ("of", "from"):
        return None
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None or sentence.lower(phrase[1] - 1) in ("mean", "average", "median"):
        return None
    subject = noun_left(sentence, run.first)
    if subject is None and sentence.tag(run.first - 1) == VERB:
        subject = (run.first - 1, run.first)
    return Frame("claim.within-of", "change", "worsen", subject, last=phrase[1], first=run.first, baseline=phrase)


def behind(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "~10% behind the baseline", "12% ahead of B"."""
    word = sentence.lower(run.last)
    if word not in ("behind", "ahead") or not (amount := sentence.items[run.first].amount) or amount.unit not in ("%", "x", "pp"):
        return None
    start = run.last + (2 if word == "ahead" else 1)
    phrase = noun_right(sentence, start)
    metric = _subject(sentence, run.first) or (history[-1].metric if history else None)
    return Frame("claim.behind", "change", "worsen" if word == "behind" else "improve", metric, last=phrase[1] if phrase else start, first=run.first, baseline=phrase)


def signed(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "+25% Fmax and -49% wirelength"."""
    amount = sentence.items[run.first].amount
    if amount is None or amount.direction is None or amount.kind not in ("percent", "points", "ratio"):
        return None
    phrase = noun_right(sentence, run.last)
    if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL:
        return None
    if phrase is None and sentence.lower(run.first - 1) == "(":
        phrase = noun_left(sentence, run.first - 1)
    return Frame("claim.signed", "change", amount.direction, phrase, last=phrase[1] if phrase else run.last, first=run.first)


def bare_change(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "achieves 2.3x over NCCL", "up to 1.5x throughput": a multiple says a change by itself."""
    previous = last_change(history)
    amount = sentence.items[run.first].amount
    if amount is None or amount.kind in ("count", "fraction", "verb") or amount.unit == "pp" and sentence.lower(lead(sentence, run.first)) == "of":
        return None
    governed = sentence.lower(run.first - 1)
    said = history[-1] if history else None
    elided = said is not None and said.unit == amount.unit and (
        governed in (",", "and", "or", "by", "while", ";", "/", "vs.", "vs", "versus") or governed == "to" and run.first - 2 >= 0 and sentence.lower(run.first - 2) == ")"
        or governed in ("with", "to") and sentence.lower(run.first - 2) == "compared"
    ) and (
        sentence.lower(run.last) in _CONTINUES or sentence.tag(run.last) == "" or run.first in run.notes)  # fmt: skip
    if elided and said is not None and sentence.lower(run.last) in ("in", "on") and said.rule.startswith(("claim.nominal", "claim.verb-by-on")):
        # "reductions of 41% in energy and 8% in cost"
        behind = noun_right(sentence, run.last + 1)
        if behind is not None and family(sentence.words(*behind))[0] != "other":
            return Frame("claim.elided", said.type, said.move, behind, last=behind[1], first=run.first, verb=said.verb)
    if elided and said is not None:
        return Frame("claim.elided", said.type, said.move, said.metric, said.metric_text, last=run.last, first=run.first, verb=said.verb)
    if amount.unit not in ("x", "pp"):
        return None
    phrase = noun_right(sentence, run.last)
    if phrase is not None:
        return Frame("claim.multiple", "change", "improve" if amount.unit == "pp" else "increase", phrase, last=phrase[1], first=run.first)
    if sentence.lower(run.last) == "in":
        behind = noun_right(sentence, run.last + 1)
        if behind is not None:
            return Frame("claim.multiple", "change", "improve", behind, last=behind[1], first=run.first)
    subject = _subject(sentence, run.first)
    if subject is not None:
        if governed == "of" and sentence.lower(subject[1] - 1) in ("ratio", "ratios", "rate", "factor"):
            return Frame("claim.level-of", "level", metric=subject, last=run.last, first=subject[0])
        return Frame("claim.multiple", "change", "increase", subject, last=run.last, first=subject[0])
    beaten = next((step for step in range(run.first - 1, max(-1, run.first - 100), -1) if sentence.tag(step) == VERB and sentence.items[step].value == "outperform"), -1)
    if beaten >= 0:
        return Frame("claim.multiple", "change", "increase", (beaten, beaten + 1), last=run.last, first=run.first)
    if previous is not None and previous.type == "change":
        return Frame("claim.multiple", "change", previous.move, previous.metric, last=run.last, first=run.first)
    return Frame("claim.multiple", "change", "increase", None, last=run.last, first=run.first)


_CONTINUES = {"for", "on", "in", "at", "over", "under", "when", "with", "across", ".", ",", ")", "respectively", "and", "compared", "relative", "than", "using", "against", "versus", "vs.", "if", ";"}


def level_before(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "prediction accuracy of 99.79%", "agreement is kappa=0.46", "F1 0.87-0.94", "latency between 12.6 ms and 100.3 ms"."""
    previous = last_change(history)
    at = lead(sentence, run.first)
    word = sentence.lower(at)
    amount = sentence.items[run.first].amount
    if word in ("=", ":") and sentence.tag(at - 1) in (WORD, NOMINAL):
        phrase = noun_left(sentence, at)
        if phrase is not None and word == ":" and family(sentence.words(*phrase))[0] == "other":
            return None
        if phrase is not None:
            verb = phrase[0] - 1
            if sentence.lower(verb) in ("is", "was", "are") and phrase[1] - phrase[0] <= 2:
                subject = noun_left(sentence, verb)
                if subject is not None and sentence.lower(verb) in ("is", "was", "are", "reaches"):
                    return Frame("claim.level-of", "level", metric=subject, last=run.last, first=subject[0])
            return Frame("claim.level-equals", "level", metric=phrase, last=run.last, first=phrase[0])
    if word == "at":
        behind = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
        if behind is not None and family(sentence.words(*behind))[0] != "other" or (behind is not None and amount is not None and amount.kind == "percent"):
            return Frame("claim.level", "level", metric=behind, last=behind[1], first=run.first)
    if word in ("of", "at", "to", "between", "is", "was", "are", "were", "as", "reaches", "reached", "reaching", "averages", "exceeds", "remains", "stays", "from", "by") or (
        sentence.tag(at) == VERB and sentence.items[at].value == "attain"
    ):
        index = at - 1
        while index >= 0 and (sentence.tag(index) in (AUXILIARY, ADVERB) or sentence.lower(index) in ("ranging", "ranges", "ranged", "consistently", "as", "low", "high")):
            index -= 1
        if word in ("of", "at", "between", "is", "was", "are", "were", "from", "reaches", "reached", "reaching", "averages", "exceeds", "remains", "stays") or sentence.lower(at - 1) in ("ranging",) or word in ("as", "by"):
            if sentence.tag(index) in (WORD, NOMINAL) or sentence.lower(index) == ")":
                phrase = noun_left(sentence, index + 1)
                if phrase is not None and word.startswith("reach") and amount is not None and amount.kind == "measure" and family(sentence.words(*phrase))[0] == "other":
                    # "AutoAWQ reaches 45 ms": the subject is a system, not what is measured
                    return Frame("claim.level-of", "level", metric=None, last=run.last, first=phrase[0])
                if phrase is not None and not (word in ("at", "from", "by") and amount is not None and amount.kind == "count" and not sentence.lower(at - 1).startswith("rang")):
                    while sentence.lower(governor(sentence, phrase[0])) in ("of", "for", "in") and word in ("is", "was", "are", "reaches", "were"):
                        outer = noun_left(sentence, governor(sentence, phrase[0]))
                        if outer is None:
                            break
                        phrase = outer
                    return Frame("claim.level-of", "level", metric=phrase, last=run.last, first=phrase[0])
        if word == "between" and sentence.tag(index) == VERB:
            return Frame("claim.level-of", "level", metric=(index, index + 1), last=run.last, first=index)
        if word == "to" and sentence.tag(at - 1) == AMOUNT and previous is not None:
            # "rises 13x to 4.32 Wh"
            return Frame("claim.level-to", "level", metric=previous.metric, last=run.last, first=run.first)
        if word == "to":
            verb = _verb_left(sentence, at)
            if verb is not None:
                phrase = _first_noun(sentence, verb + 1, at)
                if phrase is not None:
                    return Frame("claim.level-to", "level", metric=phrase, last=run.last, first=verb)
            if sentence.tag(at - 1) == VERB and sentence.items[at - 1].value in MOVES:
                frame = _subject_moved(sentence, at - 1, run, "claim.level-to")
                if frame is not None:
                    frame.type, frame.move = "level", ""
                    return frame
    if sentence.tag(at) == WORD and amount is not None and amount.bound in ("up_to", "at_least", "more_than", "less_than", "about") and at == run.first - 1:
        phrase = noun_left(sentence, run.first)
        behind = noun_right(sentence, run.last)
        if behind is not None and family(sentence.words(*behind))[0] != "other":
            return None
        if phrase is not None and history and history[-1].rule in ("claim.level", "claim.level-gapped") and history[-1].unit == amount.unit and sentence.lower(phrase[0] - 1) in (",", "and", ";"):
            # "TPOT stays within 4.8% absolute error, E2E latency within 5.3%"
            return Frame("claim.level-gapped", "level", metric=history[-1].metric, last=run.last, first=phrase[0])
        if phrase is not None and sentence.tag(phrase[0] - 1) != AMOUNT:
            return Frame("claim.level-before", "level", metric=phrase, last=run.last, first=phrase[0])
    if sentence.tag(at) == WORD and amount is not None and amount.kind in ("count", "percent") and at == run.first - 1:
        phrase = noun_left(sentence, run.first)
        if phrase is not None and family(sentence.words(*phrase))[0] in ("accuracy", "error", "efficiency", "cache", "utilization"):
            return Frame("claim.level-before", "level", metric=phrase, last=run.last, first=phrase[0])
    return None


def level_after(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "75% root-cause analysis accuracy", "99% training goodput", "12 ms tail latency", "6.8 GB of memory"."""
    start = run.last
    if sentence.lower(start) == "of":
        start += 1
    phrase = noun_right(sentence, start)
    if phrase is None:
        return None
    amount = sentence.items[run.first].amount
    if amount is not None and amount.kind == "measure" and start == run.last and family(sentence.words(*phrase))[0] == "other":
        if sentence.tag(run.first - 1) == DETERMINER:
            # "a 30 s video file": the number describes the thing
            return None
        # "185 TOPS/W inference engine": the thing that attains it is not what is measured
        return Frame("claim.level", "level", metric=None, last=run.last, first=run.first)
    return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)


def level_in(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "builds graphs in 0.58-2.72 ms", "takes 3 s", "reached consensus in approximately 30-40 ms"."""
    at = lead(sentence, run.first)
    if sentence.lower(at) not in ("in", "within", "under", "takes", "take", "taking", "requires", "requiring", "at", "for", "after", "below", "every", "using", "with", "consumes", "only") and sentence.tag(at) != VERB:
        return None
    index = at if sentence.tag(at) == VERB else at - 1
    first: int | None = None
    while index >= 0 and (sentence.lower(index) not in (",", ";", ":", "(", "and", "that", "while", "we", "which") or (
        sentence.lower(index) == "," and "-" in sentence.lower(index - 1) and "-" in sentence.lower(index + 1))) and sentence.tag(index) not in (AMOUNT,):  # fmt: skip
        if sentence.tag(index) == VERB:
            first = index
            break
        index -= 1
    if first is None:
        begin = index + 1
        if 2 <= at - begin <= 5 and sentence.lower(begin).endswith(("s", "ed", "ing")) and all(sentence.tag(step) in (WORD, NOMINAL, DETERMINER) for step in range(begin, at)):
            return Frame("claim.level-in", "level", metric=(begin, at), last=run.last, first=begin)
        return Frame("claim.level-in", "level", metric=None, last=run.last, first=run.first)
    if first == at:
        return Frame("claim.level-in", "level", metric=(first, first + 1) if sentence.items[first].value != "attain" or sentence.lower(first).startswith(("process", "serv", "handl", "consum")) else None, last=run.last, first=first)
    group = sentence.items[first].value
    if first == at - 1 and sentence.lower(at) == "in" and sentence.lower(first).startswith(_COMPLETES):
        # "the same query completed in 3.7 seconds"
        subject = noun_left(sentence, first)
        if subject is not None:
            return Frame("claim.level-in", "level", metric=subject, last=run.last, first=subject[0])
    phrase = noun_right(sentence, first + 1)
    if group == "attain" and phrase is not None and phrase[1] <= at:
        return Frame("claim.level-in", "level", metric=phrase, last=run.last, first=first)
    last = min(phrase[1], at) if phrase is not None else first + 1
    return Frame("claim.level-in", "level", metric=(first, max(last, first + 1)), last=run.last, first=first)


_COMPLETES = ("complet", "finish", "converg", "terminat", "respond", "return", "start", "boot", "recover", "ran", "run", "execut", "perform")


def level_listed(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "in about 6.8 hours and $106 per spec": a second level beside a first."""
    if not history or sentence.lower(run.first - 1) not in ("and", ",", "at", "for", "with"):
        return None
    amount = sentence.items[run.first].amount
    if amount is None or amount.kind not in ("currency", "measure", "percent"):
        return None
    return Frame("claim.level-listed", "level", metric=None, last=run.last, first=run.first)


CONSTRUCTIONS: tuple[Construction, ...] = (
    pair, within_of, behind, comparative, nominal, verb_by, signed, verb_amount, nominal_of, of_share, parenthesis, bare_change, level_before, level_after, level_in, level_listed,
)  # fmt: skip


def frame(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """What the first fitting construction says of the run."""
    for construction in CONSTRUCTIONS:
        found = construction(sentence, run, history)
        if found is not None:
            amount = sentence.items[run.first].amount
            found.unit = amount.unit if amount is not None else ""
            return found
    return None
