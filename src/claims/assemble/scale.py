"""Counted things: which counts are claims, of what type, with which noun.

`count` asks one question after the other; the first that is answered decides. The words are in
patterns/claims/counts.toml.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.assemble.counted import Counted, clause_words, counted, in_list_of_counts, list_length
from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.model_sizes import model_size
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import AMOUNT, AUXILIARY, PREPOSITION, SIGN, VERB, WORD, Range, Sentence
from claims.mentions.quantity_amount import Amount, is_year
from claims.mentions.quantity_words import words

__all__ = ["Count", "count", "counted"]

_PART_LEADS = frozenset({",", ";", "however", "and", "only"})
"""What stands before a count of some of those counted before: "on the 93 test queries, | 14 queries achieve"."""


@dataclass(slots=True)
class Count:
    """A count that is a claim: its noun phrase, its unit and its type."""

    phrase: Range
    unit: str
    type: str
    rule: str


def count(sentence: Sentence, index: int, amount: Amount, drafted: Sequence[Count] = ()) -> Count | None:
    """What the count at item `index` claims, None where it claims nothing; `drafted` are the counts before it in
    the sentence.
    """
    if amount.rule == "quantity.years":
        return None
    if amount.rule == "quantity.units":
        # "an 8xA100 platform"
        return Count((index, index + 1), amount.unit, "scale", "claim.units")
    if amount.compound and amount.spelled and "-" in sentence.items[index].text:
        noun = singular(sentence.items[index].text.partition("-")[2])
        if noun not in words().compounds or _is_designed_compound(sentence, index, amount, noun):
            return None
        return Count((index, index + 1), noun, "scale", "claim.count-compound")
    last = drafted[-1] if drafted else None
    if last is not None and _is_part_of_last(sentence, index, last):
        return Count(last.phrase, last.unit, last.type, "claim.count-again")
    phrase = counted(sentence, index)
    value = amount.value if amount.before is None else amount.before
    if value is None:
        return None
    if last is not None and phrase is None and _is_part_elided(sentence, index, amount, last):
        return Count(last.phrase, last.unit, "level", "claim.count-part")
    size = model_size(sentence, index, value, phrase)
    if size is not None:
        return Count(size, "parameter", "scale", "claim.model-size")
    if phrase is None:
        return None
    noun = singular(sentence.items[phrase[1] - 1].text)
    this = Counted(sentence, index, amount, value, phrase, noun, clause_words(sentence, index))
    if _moves_no_count(this) or _is_choice(this) or _is_year(this):
        return None
    if _is_class_of_models(this):
        return None
    if value >= 1e6 and singular(sentence.items[phrase[0]].text) == "parameter":
        # "a 60M parameter encoder-decoder"
        return Count((phrase[0], phrase[0] + 1), "parameter", "scale", "claim.model-size")
    if _is_version(this) or _follows_number(this) or this.preceding() in ("these", "those"):
        return None
    if _sizes_model(this):
        return Count(phrase, "parameter", "scale", "claim.model-size")
    if sentence.lower(phrase[1]) == "per" and sentence.lower(phrase[1] + 1) in counts().rated:
        return _claim(this, "level", "claim.count-rate")
    if _only_numbers(this) or _is_input_length(this) or _is_left_out(this):
        return None
    if value == 0:
        if amount.high is not None or (amount.spelled and this.preceding() == "(" and sentence.items[index].text[0].isupper()):
            # "0-100 safety scores", "ZeCO (Zero Communication Overhead)"
            return None
        return None if "to" in this.before[-1:] or noun in counts().costs else _claim(this, "level", "claim.zero")
    if amount.compound:
        return _compound(this)
    unit = singular(sentence.items[phrase[0]].text)
    if phrase[1] - phrase[0] > 1 and not is_plural(this.head()) and value >= 2 and unit in words().compounds:
        # "a 255 peer overlay"
        return Count(phrase, unit, "scale", "claim.count-compound")
    if _is_odd_singular(this) or _is_lone_one(this):
        return None
    return _in_context(this, drafted) or _in_list(this, drafted)


def _is_designed_compound(sentence: Sentence, index: int, amount: Amount, noun: str) -> bool:
    """ "a three-agent architecture": a part of the design, unless a study is named."""
    if noun == "parameter" and (amount.value or 0) < 1e4:
        return True
    if noun not in counts().ambiguous or (amount.value or 0) >= 10:
        return False
    return any(sentence.lower(index + step) in counts().designs for step in range(1, 4))


def _claim(this: Counted, type_: str, rule: str) -> Count:
    return Count(this.phrase, this.noun, type_, rule)


def _is_part_of_last(sentence: Sentence, index: int, last: Count) -> bool:
    """ "884,110 commit attempts (427,308 under active contention)" """
    opened = sentence.lower(index - 1) == "(" and index - 1 == last.phrase[1]
    return opened and sentence.tag(index + 1) in (PREPOSITION, SIGN)


def _moves_no_count(this: Counted) -> bool:
    """A "from 3 to 5" counts only what a machine room or a model has."""
    return this.amount.before is not None and this.noun not in words().compounds | counts().moved


def _is_choice(this: Counted) -> bool:
    """ "two or three" """
    return this.amount.rule == "quantity.list" and "or" in this.text().split()


def _is_year(this: Counted) -> bool:
    """ "the 2012 outage" """
    if this.amount.high is not None or this.amount.spelled or "," in this.text():
        return False
    return is_year(this.value) and not is_plural(this.head())


def _is_version(this: Counted) -> bool:
    """ "Web 2.0 services", "Python 3.8 programs", "Llama 3.1 405B model" """
    if this.index < 2 or this.amount.bound != "exact" or "," in this.text() or this.value >= 1e12:
        return False
    previous = this.sentence.items[this.index - 1]
    return previous.tag == WORD and previous.text[0].isupper()


def _follows_number(this: Counted) -> bool:
    return this.sentence.tag(this.index - 1) == AMOUNT and this.amount.bound == "exact"


def _sizes_model(this: Counted) -> bool:
    """ "a 7B model"; a number spelled with a magnitude word ("four billion particle run") counts things."""
    if this.value < 1e8 or "illion" in this.text():
        return False
    return any(singular(item.text) in counts().models for item in this.sentence.items[slice(*this.phrase)])


def _only_numbers(this: Counted) -> bool:
    """ "12 March", "Table 3", "a 1-4 scale" """
    first = this.sentence.lower(this.phrase[0])
    if first in counts().dates or (this.noun == "scale" and this.amount.high is not None):
        return True
    return this.noun in counts().dates or (this.noun in counts().paper_parts and this.value < 1000)


def _is_input_length(this: Counted) -> bool:
    """ "a context of 32K tokens" restricts, it is no size of what was run; fewer than a million seldom are."""
    if this.noun != "token":
        return False
    if this.value < 1e6:
        return counts().totals.isdisjoint(this.before[-4:])
    return not counts().lengths.isdisjoint(this.before[-4:])


def _is_left_out(this: Counted) -> bool:
    """ "after excluding five kernels"; "on 16 threads" of one unit."""
    return this.preceding() in counts().excluding or (this.noun in counts().within_unit and this.value < 1000)


def _is_class_of_models(this: Counted) -> bool:
    """ "small models (under 4 billion parameters)": sizes that define a class and were not run."""
    if this.noun != "parameter" or this.preceding() != "(" or this.sentence.lower(this.phrase[1]) != ")":
        return False
    named = this.sentence.items[this.index - 2].text
    return this.amount.high is None and is_plural(named) and singular(named) in counts().models


def _is_part_elided(sentence: Sentence, index: int, amount: Amount, last: Count) -> bool:
    """ "among 31,135 executions, | 2,904 | are labeled": a part whose noun is left out."""
    whole = sentence.items[last.phrase[0] - 1].amount
    if amount.kind != "count" or whole is None or whole.value is None or not (amount.value or 0) < whole.value:
        return False
    return sentence.lower(index - 1) in (",", "and") and sentence.tag(index + 1) in (AUXILIARY, VERB)


def _is_subset(this: Counted, drafted: Sequence[Count]) -> bool:
    """ "on the 93 test queries, | 14 | queries achieve": fewer of what was counted before attain something."""
    sentence = this.sentence
    if this.value < 2:
        return False
    attains = sentence.tag(this.phrase[1]) in (VERB, AUXILIARY) and this.preceding() in _PART_LEADS
    if not attains and this.preceding() != "including":
        return False
    wholes = (sentence.items[other.phrase[0] - 1].amount for other in drafted if other.unit == this.noun)
    return any(whole is not None and (whole.value or 0) > this.value for whole in wholes)


def _compound(this: Counted) -> Count | None:
    """ "a 64-GPU cluster" """
    noun = this.noun.partition("-")[0].partition("/")[0]
    if noun in words().compounds and this.value >= (1e4 if noun == "parameter" else 2):
        return Count(this.phrase, noun, "scale", "claim.count-compound")
    return None


def _is_odd_singular(this: Counted) -> bool:
    """A singular is counted only by one, in a range, or in thousands of what is run: "100K GPU"."""
    if is_plural(this.head()) or this.value == 1 or this.amount.high is not None:
        return False
    return this.value < 1000 or this.noun not in counts().evaluated


def _is_lone_one(this: Counted) -> bool:
    return this.value == 1 and this.amount.high is None and not in_list_of_counts(this.sentence, this.index)


@dataclass(slots=True, frozen=True)
class _Context:
    """What is said around a count."""

    cue: bool
    """Whether a study is named."""
    big: bool
    evaluating: int
    designing: int


def _context(this: Counted) -> _Context:
    return _Context(
        cue=not counts().studying.isdisjoint(this.before) or (this.amount.spelled and _is_evaluated_behind(this)),
        big=this.value >= (1000 if this.amount.spelled else 10),
        evaluating=sum(word in counts().evaluating for word in this.before[-6:]),
        designing=sum(word in counts().designing for word in this.before[-4:]),
    )


def _in_context(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """What a count of a proper noun claims, by the noun and by what is said around it."""
    sentence, noun, amount, before, lists = this.sentence, this.noun, this.amount, this.before, counts()
    context = _context(this)
    cue, big, evaluating, designing = context.cue, context.big, context.evaluating, context.designing
    discovered = _is_discovered(this)
    if sentence.lower(this.phrase[1] - 1) in lists.measures:
        if this.value < 1000:
            return None
        _take_in_measured(this)
    if _is_subset(this, drafted):
        return _claim(this, "level", "claim.count-part")
    if _is_attained(this):
        return _claim(this, "level", "claim.count-found")
    modifiers = {sentence.lower(step) for step in range(this.phrase[0], this.phrase[1] - 1)}
    novel = not lists.novel.isdisjoint(modifiers)
    contributed = not lists.contributed.isdisjoint(modifiers)
    if novel and noun in lists.statements:
        return None
    if contributed and not (big or evaluating or discovered) and (novel or not cue):
        return None
    listed = this.preceding() in (",", "and")
    if listed and any(other.rule == "claim.count-found" for other in drafted):
        return _claim(this, "level", "claim.count-found")
    if discovered and noun != "key":
        announced = sentence.lower(this.phrase[1]) == ":" or (noun in lists.statements and not big)
        return None if announced else _claim(this, "level", "claim.count-found")
    if listed and "key" not in modifiers and drafted and _goes_on_scale(this, drafted[-1]):
        return _claim(this, "scale", "claim.count-listed")
    if this.preceding() in lists.spanning and noun not in lists.crossed:
        return _claim(this, "scale", "claim.count")
    open_ended = amount.bound in ("up_to", "more_than")
    if noun in lists.ambiguous and amount.spelled and not (cue or open_ended) and lists.handling.isdisjoint(before[-3:]):
        return None
    if noun in lists.resources:
        return _claim(this, "level", "claim.resource")
    code = _code_behind(this)
    if code >= 0:
        return Count((this.phrase[0], code + 1), noun, "level", "claim.code-size")
    if noun in lists.designed:
        return _of_design(this, context, novel)
    if noun in lists.evaluated:
        part = designing > evaluating and not big and amount.spelled and not cue and noun not in lists.always
        return None if part else _claim(this, "scale", "claim.count")
    if big or evaluating > designing or (cue and not designing):
        return _claim(this, "scale", "claim.count")
    return None


def _in_list(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """ "seven models, nine prompt categories, three temperatures, and five languages": what is listed with a scale."""
    lists = counts()
    if this.value < 2 or this.noun in lists.paper_parts or not any(other.type == "scale" for other in drafted):
        return None
    modifiers = {this.sentence.lower(step) for step in range(this.phrase[0], this.phrase[1] - 1)}
    if not (lists.contributed.isdisjoint(modifiers) and lists.designing.isdisjoint(this.before[-4:])):
        return None
    long = list_length(this.sentence, this.index) >= lists.listed
    return _claim(this, "scale", "claim.count-listed") if long else None


def _of_design(this: Counted, context: _Context, novel: bool) -> Count | None:
    """What a count of a noun of designs claims, where it was run all the same."""
    noun, designing, spelled, lists = this.noun, context.designing, this.amount.spelled, counts()
    if noun in lists.evaluated and (context.evaluating > designing or context.big or not (spelled or designing)):
        return _claim(this, "scale", "claim.count")
    near = not lists.studying.isdisjoint(this.before[-2:])
    if context.cue and not novel and (near or not designing) and noun not in lists.unstudied:
        return _claim(this, "scale", "claim.count-evaluated")
    if context.big and (context.evaluating or not (designing or spelled)) and noun not in lists.unscaled:
        return _claim(this, "scale", "claim.count")
    return None


def _is_discovered(this: Counted) -> bool:
    """ "we identify | ten invariant primitives", but "abstracts identified for | 50 markers"."""
    for step in range(this.index - 1, max(-1, this.index - 5), -1):
        if this.sentence.lower(step) in counts().discovering:
            return True
        if this.sentence.lower(step) in ("for", "from", "by", "on", "across", "over", "using", "in"):
            return False
    return False


def _is_attained(this: Counted) -> bool:
    """ "33,000 downloads", "four types were identified", "83 ms (5 frames)"."""
    sentence, end = this.sentence, this.phrase[1]
    if this.noun in counts().reception:
        return True
    if this.preceding() == "(" and sentence.tag(this.index - 2) == AMOUNT and not this.amount.spelled:
        # the same told in another unit
        return sentence.lower(end) == ")" and sentence.amount(this.index - 2).kind == "measure"
    for step in range(end, min(end + 18, len(sentence.items) - 1)):
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (";", ":"):
            return False
        if sentence.lower(step) in ("were", "are") and sentence.lower(step + 1) in counts().discovering:
            return True
    return False


def _is_evaluated_behind(this: Counted) -> bool:
    """ "Three systems were evaluated" """
    behind = range(this.phrase[1], min(this.phrase[1] + 25, len(this.sentence.items)))
    return any(this.sentence.lower(step) in counts().studied for step in behind)


def _take_in_measured(this: Counted) -> None:
    """ "5,000 pages of primary sources": a measure word is named with what it measures."""
    end = this.phrase[1]
    behind = noun_right(this.sentence, end + 1) if this.sentence.lower(end) == "of" else None
    if behind is not None:
        this.phrase = (this.phrase[0], behind[1])


def _goes_on_scale(this: Counted, last: Count) -> bool:
    """ "across five traces, three compliance levels, and two backends" """
    return last.type == "scale" and 0 < this.index - last.phrase[1] <= 3


def _code_behind(this: Counted) -> int:
    """ "3,000 lines of code": the item of the "code", -1 where it is not lines of code."""
    behind = range(this.phrase[1], this.phrase[1] + 5) if this.noun in ("line", "loc") else range(0)
    return next((step for step in behind if "code" in this.sentence.lower(step)), -1)
