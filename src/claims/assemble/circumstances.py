"""Numbers that tell under which circumstances another holds: "At 90% recall, it …", "under a 1% loss rate"."""

from typing import Final

from claims.assemble.frames import lead
from claims.assemble.observed import BYTES, is_volume
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import ADVERB, AMOUNT, COMPARATIVE, CONJUNCTION, DETERMINER, NOMINAL, VERB, Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import MEASURED

_OPENERS: Final = frozenset({"even", "especially", "only", "moreover", "furthermore", "additionally", ","})
_POINTS: Final = frozenset({"at", "when", "where", "if", "for", "under"})
_SYMBOLS: Final = frozenset({"rho", "tau", "p", "r", "d"})
_VOLTS: Final = frozenset({"V", "mV"})
_SIZES: Final = BYTES | {"B", "bit"}
_LINE_RATES: Final = frozenset({"Mbps", "Gbps", "Tbps", "Mb/s", "Gb/s", "req/s", "QPS", "dB", "dBm", "km/h", "m/s"})
SIZES_AND_RATES: Final = _SIZES | _LINE_RATES
_POINTS_OF_SIZE: Final = frozenset({"at", "for"})
_AIMED: Final = MEASURED | {"ratio"}
WANTED: Final = frozenset({"target", "targets", "goal", "goals"})
ENDS: Final = frozenset({"first", "last", "top", "bottom", "initial", "final"})
_AGAINST: Final = frozenset({"to", "against"})
WITHSTANDING: Final = frozenset({
    "insensitive", "insensitivity", "invariant", "invariance", "robust", "robustness", "resilient", "resilience",
})  # fmt: skip
_CLAUSE_OPENERS: Final = frozenset({"", ",", "that", ":", ";"})
SPANNED: Final = frozenset({"regime", "regimes"})
_TOPS: Final = frozenset({"maximum", "total", "average", "mean"})
REGIMES: Final = frozenset({"under", "despite", "amid"})


def opens_clause(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "At 90% recall, it reduces I/O": a point at which the rest was measured opens the sentence."""
    if amount.kind not in MEASURED:
        return False
    at = lead(sentence, run.first)
    if at < 0 or at > 4 or sentence.lower(at) != "at":
        return False
    if any(sentence.tag(step) != ADVERB and sentence.lower(step) not in _OPENERS for step in range(at)):
        return False
    phrase = noun_right(sentence, run.last)
    last = phrase[1] if phrase is not None else run.last
    if sentence.lower(last) == "per":
        # "even at 16 bytes per patch, it"
        last += 2
    return sentence.lower(last) == "," and sentence.lower(last + 1) != "and"


def is_variable(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "at rho = 0.9", "for rho_load >= 0.9": the value of a variable at which something holds."""
    if amount.kind not in ("count", "percent", "measure"):
        return False
    at = lead(sentence, run.first)
    name = noun_left(sentence, at) if sentence.lower(at) == "=" else None
    if name is None or name[1] - name[0] > 1:
        return False
    if is_metric(sentence, name) and sentence.lower(name[0]) not in _SYMBOLS:
        # "at kappa = 0.93" is a result
        return False
    return sentence.lower(governor(sentence, name[0])) in _POINTS


def is_regime(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "under a 1% link failure rate", "under 90% sparsity and | 20% node failure": what it has to stand."""
    if amount.kind not in MEASURED:
        return False
    if len(run.slots) > 1 and sentence.items[run.first].text.lower().startswith("under"):
        # "on systems under 200 ns and 800 ns latency": no bound
        return noun_right(sentence, run.last) is not None and sentence.tag(run.first - 1) != VERB
    at, before = lead(sentence, run.first), sentence.lower(run.first - 1)
    word = sentence.lower(at)
    if _is_of_regime(sentence, at, word):
        return True
    if amount.bound != "exact":
        return False
    if before == "the" and sentence.lower(run.first - 2) == "in":
        # "by up to 27% in the 4-128 MiB range"
        return (
            amount.kind == "measure"
            and sentence.lower(run.last) == "range"
            and is_behind_number(sentence, run.first - 2)
            and sentence.last_word((",",), run.first, within=8) < 0
        )
    if word not in REGIMES and before != "and":
        return False
    phrase = noun_right(sentence, run.last)
    if phrase is None or sentence.tag(phrase[1] - 1) == NOMINAL:
        return False
    if word in REGIMES:
        return sentence.tag(run.first - 1) == DETERMINER
    said = noun_left(sentence, run.first - 1)
    first = said[0] - 1 if said is not None else -1
    if first <= 0 or sentence.tag(first) != AMOUNT or sentence.amount(first).unit != amount.unit:
        return False
    return sentence.items[first].text.lower().startswith("under") or sentence.lower(first - 1) in REGIMES


def is_supplied(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "26.1 TOPS/W at | 0.85 V" """
    if amount.unit not in _VOLTS or amount.bound != "exact":
        return False
    return sentence.lower(run.first - 1) in ("at", "@")


def _is_of_regime(sentence: Sentence, at: int, word: str) -> bool:
    """ "under attacker densities of | 15-35%", "in the low-latency regime around | 2 s": what a number is of that says
    under what something holds. It is governed by the item `at`, a `word`.
    """
    of = word == "of"
    if not of and word not in SPANNED:
        return False
    phrase = noun_left(sentence, at + (not of))
    if phrase is None:
        return False
    head = sentence.lower(phrase[1] - 1)
    leading = sentence.lower(governor(sentence, phrase[0]))
    return head in SPANNED or (of and leading in REGIMES and head not in _TOPS)


def is_behind_number(sentence: Sentence, at: int) -> bool:
    """Whether a number stands before an item in its clause."""
    for step in range(at - 1, max(-1, at - 12), -1):
        if sentence.tag(step) == AMOUNT:
            return True
        if sentence.tag(step) == VERB or sentence.lower(step) in (";", ":"):
            return False
        if sentence.lower(step) == "and" and sentence.lower(step - 1) == ",":
            return False
    return False


def is_beyond(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "objects beyond 50 meters": how far a thing is for which something holds."""
    if amount.kind != "measure" or not sentence.items[run.first].text.lower().startswith("beyond"):
        return False
    phrase = noun_left(sentence, run.first)
    return phrase is not None and not is_metric(sentence, phrase)


def is_point(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "1.2x higher read throughput at 64 KB", "29% less power at 10 Gbps": where the number before it was measured."""
    if amount.unit not in SIZES_AND_RATES or amount.kind != "measure":
        return False
    at = lead(sentence, run.first)
    named = noun_left(sentence, at) if sentence.lower(at) == "of" else None
    if named is not None:
        # "an accuracy of 93% at an SNR | of 1 dB"
        at = governor(sentence, named[0])
    if sentence.lower(at) not in (_POINTS_OF_SIZE if amount.unit in _SIZES else ("at",)):
        return False
    for step in range(at - 1, max(-1, at - 10), -1):
        if sentence.tag(step) == AMOUNT:
            return not is_volume(sentence, run, amount)
        if sentence.tag(step) in (VERB, CONJUNCTION) or sentence.lower(step) in (",", ";"):
            return False
    return False


def is_target(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "1-10 ms latency targets", "short of the plan's 10x target": what is wanted."""
    last = run.last
    if amount.kind not in _AIMED or not any(sentence.lower(step) in WANTED for step in range(last, last + 4)):
        return False
    phrase = noun_right(sentence, run.last)
    return phrase is not None and sentence.lower(phrase[1] - 1) in WANTED


def is_manifold(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a twofold approach", "a two-fold schedule": of how many parts, not "a twofold speedup"."""
    if not amount.spelled or not sentence.items[run.first].text.lower().endswith("fold") or amount.bound != "exact":
        return False
    phrase = noun_right(sentence, run.last)
    if phrase is None or phrase[0] != run.last or phrase[1] - phrase[0] > 5:
        return False
    told = any(item.tag in (NOMINAL, COMPARATIVE) for item in sentence.items[phrase[0] : phrase[1]])
    return not told and not is_metric(sentence, phrase)


def is_withstood(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "insensitive to | a 100x | change in precision", "robustness against tenfold | degradation": what is varied."""
    at = lead(sentence, run.first)
    return sentence.lower(at) in _AGAINST and sentence.lower(at - 1) in WITHSTANDING


def is_stretch(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "over the first 30% of the steps": a part of an axis."""
    return amount.kind == "percent" and sentence.lower(run.first - 1) in ENDS and sentence.lower(run.last) == "of"


def is_swept(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "Increasing the temperature from 50 to 90 °C | decreases it", "when scaling from 2 to 8": what was varied."""
    if amount.before is None:
        return False
    for step in range(run.first - 1, max(-1, run.first - 8), -1):
        if sentence.tag(step) == VERB:
            if not sentence.lower(step).endswith("ing"):
                return False
            opener = sentence.lower(step - 1)
            moves = sentence.tag(run.last) == VERB and not sentence.lower(run.last).endswith("ing")
            return opener == "when" or (opener in _CLAUSE_OPENERS and moves)
        if sentence.tag(step) == AMOUNT:
            return False
    return False
