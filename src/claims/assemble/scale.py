"""Counted things: which counts are claims, of what type, with which noun.

`count` asks one question after the other; the first that is answered decides. The words are in
patterns/claims/counts.toml.
"""

from collections.abc import Sequence

from claims.assemble.count_context import in_context
from claims.assemble.count_gates import continues_name, is_singular, names_or_moves, restricts
from claims.assemble.count_results import is_part_elided, is_part_of_last
from claims.assemble.counted import Count, Counted, clause_words, counted
from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.model_sizes import is_class_of_models, model_size, sizes_model
from claims.assemble.sentence import Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import words

__all__ = ["Count", "count", "counted"]

_MODEL_SIZE = "claim.model-size"


def count(sentence: Sentence, index: int, amount: Amount, drafted: Sequence[Count] = ()) -> Count | None:
    """What the count at item `index` claims, None where it claims nothing; `drafted` are the counts before it in
    the sentence.
    """
    value = amount.value if amount.before is None else amount.before
    if amount.rule == "quantity.years" or value is None:
        return None
    if amount.rule == "quantity.units":
        # "an 8xA100 platform"
        return Count((index, index + 1), amount.unit, "scale", "claim.units")
    if amount.compound and amount.spelled and "-" in sentence.items[index].text:
        return _spelled_compound(sentence, index, amount)
    last = drafted[-1] if drafted else None
    if last is not None and is_part_of_last(sentence, index, last):
        return Count(last.phrase, last.unit, last.type, "claim.count-again")
    phrase = counted(sentence, index)
    if last is not None and phrase is None and is_part_elided(sentence, index, amount, last):
        return Count(last.phrase, last.unit, "level", "claim.count-part")
    size = model_size(sentence, index, value, phrase)
    if size is not None:
        return Count(size, "parameter", "scale", _MODEL_SIZE)
    if phrase is None:
        return None
    noun = singular(sentence.items[phrase[1] - 1].text)
    return _of_phrase(Counted(sentence, index, amount, value, phrase, noun, clause_words(sentence, index)), drafted)


def _of_phrase(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """What the count of a noun phrase claims."""
    sentence, phrase = this.sentence, this.phrase
    if names_or_moves(this) or is_class_of_models(this):
        return None
    first = singular(sentence.items[phrase[0]].text)
    if this.value >= 1e6 and first == "parameter":
        # "a 60M parameter encoder-decoder"
        return Count((phrase[0], phrase[0] + 1), "parameter", "scale", _MODEL_SIZE)
    if continues_name(this):
        return None
    if sizes_model(this):
        return Count(phrase, "parameter", "scale", _MODEL_SIZE)
    if sentence.lower(phrase[1]) == "per" and sentence.lower(phrase[1] + 1) in counts().rated:
        return this.claim("level", "claim.count-rate")
    if restricts(this):
        return None
    if this.value == 0:
        return _zero(this)
    if this.amount.compound:
        return _compound(this)
    if phrase[1] - phrase[0] > 1 and not is_plural(this.head()) and this.value >= 2 and first in words().compounds:
        # "a 255 peer overlay"
        return Count(phrase, first, "scale", "claim.count-compound")
    return None if is_singular(this) else in_context(this, drafted)


def _zero(this: Counted) -> Count | None:
    """ "zero violations", but neither "0-100 safety scores" nor "ZeCO (Zero Communication Overhead)"."""
    named = this.amount.spelled and this.preceding() == "(" and this.text()[0].isupper()
    if this.amount.high is not None or named or "to" in this.before[-1:] or this.noun in counts().costs:
        return None
    return this.claim("level", "claim.zero")


def _spelled_compound(sentence: Sentence, index: int, amount: Amount) -> Count | None:
    """ "a thousand-satellite constellation", but no "three-agent architecture"."""
    noun = singular(sentence.items[index].text.rpartition("-")[2])
    if noun not in words().compounds or _is_designed_compound(sentence, index, amount, noun):
        return None
    return Count((index, index + 1), noun, "scale", "claim.count-compound")


def _is_designed_compound(sentence: Sentence, index: int, amount: Amount, noun: str) -> bool:
    """ "a three-agent architecture": a part of the design, unless a study is named."""
    if noun == "parameter" and (amount.value or 0) < 1e4:
        return True
    if noun not in counts().ambiguous or (amount.value or 0) >= 10:
        return False
    return any(sentence.lower(index + step) in counts().designs for step in range(1, 4))


def _compound(this: Counted) -> Count | None:
    """ "a 64-GPU cluster" """
    noun = this.noun.partition("-")[0].partition("/")[0]
    if noun in words().compounds and this.value >= (1e4 if noun == "parameter" else 2):
        return Count(this.phrase, noun, "scale", "claim.count-compound")
    return None
