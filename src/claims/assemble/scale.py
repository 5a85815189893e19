"""Counted things: which counts are claims, of what type, with which noun.

`count` asks one question after the other; the first that is answered decides. The words are in
patterns/claims/counts.toml.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from claims.assemble.count_compounds import compound, spelled_compound
from claims.assemble.count_context import in_context
from claims.assemble.count_gates import continues_name, is_asked, is_singular, names_or_moves, restricts
from claims.assemble.count_outcomes import is_contrast, outcome
from claims.assemble.count_results import (
    is_parallel,
    is_part_elided,
    is_part_listed,
    is_part_of_last,
    is_settled_part,
    kind_behind,
)
from claims.assemble.counted import Count, Counted
from claims.assemble.counted_phrase import counted
from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.model_sizes import is_class_of_models, model_size, sized_model
from claims.assemble.sentence import Sentence
from claims.assemble.shared_head import shared_head
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import words

__all__ = ["Count", "count", "counted"]

_MODEL_SIZE: Final = "claim.model-size"
_ZERO_KINDS: Final = frozenset({"shot", "trust", "knowledge", "day", "copy", "touch", "order", "mean", "point", "out"})
"""Words that "zero" goes together with: "zero shot prompts"."""


def count(sentence: Sentence, index: int, amount: Amount, drafted: Sequence[Count] = ()) -> Count | None:
    """What the count at item `index` claims, None where it claims nothing; `drafted` are the counts before it in
    the sentence.
    """
    value = amount.value if amount.before is None else amount.before
    if amount.rule == "quantity.years" or value is None:
        return None
    if sentence.lower(index + 1) == "^":
        # "(about 3100^2 grid points)"
        return None
    if sentence.items[index].text[:2] in ("<=", ">="):
        # "models with <=20B parameters": what defines a class
        return None
    if amount.rule == "quantity.units":
        # "an 8xA100 platform"
        return Count((index, index + 1), amount.unit, "scale", "claim.units")
    if amount.compound and amount.spelled and "-" in sentence.items[index].text:
        return spelled_compound(sentence, index, amount)
    if amount.compound and amount.device and value >= 2 and _is_of_model(sentence, index):
        # "a 4-A100 GPU platform"
        return Count((index + 2, index + 3), amount.device, "scale", "claim.devices")
    last = drafted[-1] if drafted else None
    # before the last number of a sentence none shares the head of another
    shared = shared_head(sentence, index) if index < sentence.quantities[-1] and not amount.compound else None
    if shared is not None:
        found = _of_phrase(Counted(sentence, index, amount, value, (index + 1, shared[1][1])), drafted)
        return replace(found, phrase=shared[0], head=(shared[1][1] - 1, shared[1][1])) if found is not None else None
    if last is not None and is_part_of_last(sentence, index, last):
        return Count(last.phrase, last.unit, last.type, "claim.count-again")
    phrase = counted(sentence, index)
    if drafted:
        # "26 already fixed" names nothing
        named = phrase is not None and sentence.lower(phrase[1] - 1) not in counts().settled
        again = _again(sentence, index, amount, drafted, named)
        if again is not None:
            return again
    size = model_size(sentence, index, phrase) if value >= 1e6 else None
    if size is not None:
        return Count(size, "parameter", "scale", _MODEL_SIZE)
    if phrase is None:
        return None
    return _of_phrase(Counted(sentence, index, amount, value, phrase), drafted)


def _is_of_model(sentence: Sentence, index: int) -> bool:
    """Whether a hyphen binds a number to the name of a model, no class: "4-A100", not "64-GPU"."""
    return sentence.lower(index + 1) == "-" and sentence.lower(index + 2) not in words().compounds


def _again(sentence: Sentence, index: int, amount: Amount, drafted: Sequence[Count], named: bool) -> Count | None:
    """What a count claims that has its noun from one before it; `named` where a noun stands behind it."""
    for whole in reversed(drafted):
        kind = kind_behind(sentence, index, amount, whole)
        if kind > index:
            head = (whole.phrase[1] - 1, whole.phrase[1])
            return Count((index + 1, kind), whole.unit, whole.type, "claim.count-again", head)
        if is_settled_part(sentence, index, amount, whole):
            return Count(whole.phrase, whole.unit, "level", "claim.count-part")
        if named:
            continue
        if is_contrast(sentence, index, whole):
            return Count(whole.phrase, whole.unit, whole.type, "claim.count-again")
        if is_part_elided(sentence, index, amount, whole):
            return Count(whole.phrase, whole.unit, "level", "claim.count-part")
        if is_part_listed(sentence, index, amount, whole) or is_parallel(sentence, index, whole):
            return Count(whole.phrase, whole.unit, whole.type, "claim.count-again")
    return None


def _of_phrase(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """What the count of a noun phrase claims."""
    sentence, phrase = this.sentence, this.phrase
    if names_or_moves(this):
        return None
    if (this.amount.bound == "less_than" or this.noun == "parameter") and is_class_of_models(this):
        return None
    first = singular(sentence.items[phrase[0]].text)
    sized = this.value >= 1e6 and not is_asked(sentence)
    if sized and first == "parameter":
        # "a 60M parameter encoder-decoder"
        return Count((phrase[0], phrase[0] + 1), "parameter", "scale", _MODEL_SIZE)
    if continues_name(this):
        return None
    model = sized_model(this) if sized else None
    if model is not None:
        return Count(model, "parameter", "scale", _MODEL_SIZE)
    found = outcome(this, drafted[-1] if drafted else None)
    if found is not None:
        return found
    if (
        this.following == "per"
        and this.noun != "parameter"
        and not (this.value == 1 and this.amount.spelled)
        and sentence.lower(phrase[1] + 1) in counts().rated
    ):
        return this.claim("level", "claim.count-rate")
    if restricts(this):
        return None
    if this.value == 0:
        return _zero(this)
    if this.noun in ("loc", "sloc"):
        # "only 100 LOC"
        return Count(phrase, "line", "level", "claim.code-size")
    if this.amount.compound:
        return compound(this)
    if phrase[1] - phrase[0] > 1 and not is_plural(this.head) and this.value >= 2 and first in words().compounds:
        # "a 255 peer overlay"
        return Count(phrase, first, "scale", "claim.count-compound")
    return None if is_singular(this) else in_context(this, drafted)


_ZERO_THINGS: Final = frozenset(
    {"block", "computation", "crossing", "data", "element", "entry", "gradient", "mean", "mention", "point", "value"}
)
"""What is zero by its kind, one or many: "zero values", "zero crossing points"."""


def _zero(this: Counted) -> Count | None:
    """ "zero violations", "zero paper loss", but neither "t > 0 crashes", "0-100 safety scores" nor "ZeCO (Zero
    Communication Overhead)", "Zero Trust" nor a theoretical "zero loss".
    """
    behind = this.sentence.items[this.index + 1].text
    name = this.preceding == "(" or (behind[0].isupper() and not is_plural(this.head))
    named = this.amount.spelled and this.text[0].isupper() and name
    if this.sentence.lower(this.phrase[0]) in _ZERO_KINDS or this.text == "ZeRO":
        return None
    if this.noun in counts().zeros and not (is_plural(this.head) and this.noun not in _ZERO_THINGS):
        return None
    bare = this.phrase[1] - this.phrase[0] == 1 and this.noun in counts().costs and not is_plural(this.head)
    if this.amount.bound != "exact" or this.amount.high is not None or named or this.leading == "to" or bare:
        return None
    return this.claim("level", "claim.zero")
