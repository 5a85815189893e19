"""What is counted but claims nothing: names, versions, dates, choices, lengths of inputs, what was left out."""

from typing import Final

from claims.assemble.circumstances import is_behind_number
from claims.assemble.count_first import is_first_told
from claims.assemble.counted import Counted, in_list_of_counts
from claims.assemble.cues import cues
from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.modifiers import LIKENESSES
from claims.assemble.sentence import AMOUNT, DETERMINER, WORD, Item, Sentence
from claims.assemble.small_words import MERELY, SUPPORTING
from claims.mentions.quantity_amount import is_year
from claims.mentions.quantity_words import words

_LENGTHS: Final = frozenset({"context", "window", "length"})
_INPUTS: Final = frozenset({"sequence", "generation", "input", "output", "prompt"})
_LONG: Final = _INPUTS | {"request", "context", "setting", "baseline"}
"""What has a length that a power of two of thousands tells: "16K token sequences"."""
_POWERS: Final = frozenset(2**power * 1000 for power in range(1, 11))
_DATA: Final = ("bench", "benchmark", "corpus", "dataset")
"""Ends of words for data."""
_PARTS_OF_DATA: Final = frozenset({"comprises", "comprising", "contains", "containing", "includes"})
_SCALES: Final = frozenset({"scale", "rubric"})
_RESOLUTIONS: Final = frozenset({"2K", "4K", "8K"})
_KNOWN: Final = frozenset({"these", "those", "per", "any", "no", "every", "top"})
"""Words before a number of things that were named before, of all such things or of the best: "any two accounts"."""
_REPEATED: Final = frozenset({"run", "repetition", "replicate", "replication", "seed", "sample", "rollout"})
"""What is done so often per setting is what was run: "three repetitions per question"."""
_PARTED: Final = frozenset({"with", "has", "having", "contains", "containing", "comprising"})


def names_or_moves(this: Counted) -> bool:
    """Whether the number is no count at all: part of a name, a year, a choice, or a move of something else."""
    amount = this.amount
    return (
        (amount.before is not None and _moves_no_count(this))
        or (this.preceding == "or" and _goes_on_choice(this))
        or (amount.rule == "quantity.list" and "or" in this.text.split())  # "two or three"
        or (is_year(this.value) and _is_year(this))
        or _is_glued(this)
    )


def continues_name(this: Counted) -> bool:
    """Whether the number goes on a name or another number, or its things were named before: "these 5 nodes"."""
    if this.sentence.items[this.phrase[0]].text == "G" or this.preceding in _KNOWN:
        # "6 G networks", "these 5 nodes"
        return True
    if (this.preceding == "the" or this.preceding == ",") and (_is_known(this) or _is_each_known(this)):
        return True
    previous = this.sentence.items[this.index - 1] if this.index else None
    if previous is None:
        return False
    if previous.tag == AMOUNT:
        # what follows a number
        return this.amount.bound == "exact" and not this.amount.compound
    return (previous.tag == WORD and previous.text[0].isupper() and _is_version(this, previous)) or (
        not this.amount.spelled and _is_label(this)
    )


def restricts(this: Counted) -> bool:
    """Whether the number dates, numbers or restricts: "12 March", "a context of 32K tokens", "on 16 threads"."""
    lists = counts()
    return (
        _only_numbers(this)
        or (this.noun == "token" and _is_input_length(this))
        or _is_left_out(this)
        or (this.text[-1].isalpha() and _is_resolution(this))
        or (this.amount.bound == "less_than" and _is_upper_end(this))
        or (this.preceding == "/" and _goes_on_version(this))
        # "1.6 points", "2.0-18.7 points" are no number of things
        or not float(this.value).is_integer()
        or (this.amount.decimals and this.value < 100)
        or (this.value < 30 and this.noun in lists.yardsticks)  # "evaluated in four complementary metrics"
        or ((this.noun in lists.efforts or this.noun in lists.axes) and _is_on_axis(this))
        or (this.preceding == "=" and _is_sample_size(this))
    )


def is_asked(sentence: Sentence) -> bool:
    """Whether a sentence is a question, which claims nothing: "Can we train models beyond 100 billion parameters?" """
    return sentence.text[sentence.end - 1] == "?"


def is_of_data(this: Counted) -> bool:
    """ "a corpus of 605 PK tables", "PsychBench comprises eleven tasks": what data are made of."""
    if this.leading == "of":
        near = this.before[-3:-1] if this.before[-2:-1] in (["consists"], ["consisting"]) else this.before[-2:-1]
    elif this.leading in _PARTS_OF_DATA:
        near = [word for word in this.before[-3:-1] if not word.endswith("ly")][-1:]
    else:
        return False
    return bool(near) and near[0].endswith(_DATA)


def is_singular(this: Counted) -> bool:
    """Whether what stands behind the number is nothing that it counts, or it is the article "one"."""
    return _is_lone_one(this) if this.value == 1 else _is_odd_singular(this)


def _moves_no_count(this: Counted) -> bool:
    """A "from 3 to 5" counts only what a machine room or a model has."""
    swept = not counts().sweeping.isdisjoint(word for word in this.before[-2:] if word != "from")
    return swept or this.noun not in words().compounds | counts().moved


def _goes_on_choice(this: Counted) -> bool:
    """ "two nodes or | three" """
    return this.amount.spelled and this.sentence.tag(this.index - 2) == AMOUNT


def _is_year(this: Counted) -> bool:
    """Whether a number that can be a year is one: "the 2012 outage", "2024 IEEE Conference"."""
    if this.sentence.tag(this.index + 1) == DETERMINER:
        # "In 2002 the ATLAS experiment started"
        return True
    if this.sentence.items[this.phrase[0]].text in ("IEEE", "ACM", "USENIX", "International"):
        return True
    if this.amount.high is not None or this.amount.spelled or "," in this.text:
        return False
    known = this.preceding in ("-", "the") or this.preceding.endswith("'s")  # "Ash's 1984 theses"
    return known or not is_plural(this.head)


def _is_known(this: Counted) -> bool:
    """ "the | five | engines": what was counted before, but no "the five most popular engines"."""
    if this.preceding != "the" or not this.amount.spelled or this.sentence.lower(this.index + 1) == "most":
        return False
    return this.sentence.lower(this.index - 2) in _PARTS_OF_DATA or not is_first_told(this)


def _is_each_known(this: Counted) -> bool:
    """ "for each of the 11 stages", "A and B, two of the fastest engines": parts or things that are known."""
    sentence, index = this.sentence, this.index
    if this.preceding == ",":
        return sentence.lower(index + 1) == "of" and sentence.lower(index + 2) == "the"
    before = sentence.lower(index - 2)
    if before == "of" and sentence.lower(index - 3) == "each":
        return this.noun in counts().designed
    # "A and B, the two most popular kinds"
    return before == "," and sentence.lower(index + 1) == "most" and this.noun in counts().designed


def _is_glued(this: Counted) -> bool:
    """ "802.15.4 networks", "C++17 features", "ecc(i)+2 rounds", "2Δ-1 agents": a part of a name or a formula."""
    text, start = this.sentence.text, this.sentence.starts[this.index]
    end = start + len(this.text)
    beside, right = text[start - 1 : start], text[end : end + 1]
    if beside == "^" or (right.isalpha() and not right.isascii()):
        return True
    if start < 2 or beside not in (".", "+"):
        return False
    left = text[start - 2]
    return left.isdigit() if beside == "." else not left.isspace()


def _is_version(this: Counted, name: Item) -> bool:
    """Whether a number goes on the name before it: "Web 2.0 services", "Llama 3.1 405B model"."""
    if this.index < 2 or name.text.endswith(LIKENESSES):
        return False
    if this.amount.compound and this.text.isdigit():
        # "the Intel Lab 54-mote data set"
        return False
    if (this.amount.spelled and this.text.islower()) or "," in this.text or this.value >= 1e12:
        return False
    return this.amount.bound == "exact" or (this.value < 10 and this.text.endswith("+"))


def _is_label(this: Counted) -> bool:
    """ "class 2 jobs", "blocks 40 and 41": the number of one of them."""
    if singular(this.preceding) not in counts().labelled:
        return False
    return this.amount.bound == "exact" and "," not in this.text and this.value < 1000


def _is_on_axis(this: Counted) -> bool:
    """ "outperforms it even after | 1000 | iterations", "at | 20 | epochs", "With just | 10 | steps, it …": a point on
    the axis of a run, but "converges after | 9 | rounds".
    """
    if this.amount.bound not in ("exact", "more_than"):
        # "saves energy after about 3,000 calls" is a result
        return False
    at = this.index - 1
    word = this.sentence.lower(at)
    if word in MERELY:
        # "after just 18 steps" is what it took
        return at == 1 and this.sentence.lower(0) == "with" and this.noun not in _REPEATED
    return word in ("at", "after") and not this.sentence.lower(at - 1).startswith(cues().completes)


def _is_sample_size(this: Counted) -> bool:
    """ "a gate of 0.78 (n = | 4 | seeds)", but "a simulation (N = | 2,000 | trials)" """
    sentence, index = this.sentence, this.index
    if sentence.lower(index - 2) != "n" or sentence.lower(index - 3) not in ("(", ","):
        return False
    return is_behind_number(sentence, index - 3)


def _goes_on_version(this: Counted) -> bool:
    """ "Qwen 2.5/ | 3 | series" """
    named = this.sentence.tag(this.index - 2) == WORD
    return not named or this.sentence.lower(this.index - 2)[:1].isdigit()


def _only_numbers(this: Counted) -> bool:
    """ "12 March", "Table 3", "a 1-4 scale" """
    lists, noun = counts(), this.noun
    if noun in lists.dates or this.sentence.lowers[this.phrase[0]] in lists.dates:
        return True
    if noun in _SCALES and this.amount.high is not None:
        return True
    if noun == "order" and this.following == "of":
        # "98 orders of magnitude"
        return True
    if this.value >= 1000:
        return False
    if not this.amount.spelled:
        if this.preceding == ",":
            # "6 pages, 6 figures, | 1 algorithm"
            listed = singular(this.sentence.lower(this.index - 2)) in lists.paper_parts
        else:
            # "56 pages 5 images"
            listed = this.amount.bound == "exact" and singular(this.preceding) in lists.paper_parts
        if listed:
            return True
    if noun not in lists.paper_parts:
        return False
    # "we analyze 323 references"
    return not (this.leading in lists.studying or is_of_data(this))


def _is_input_length(this: Counted) -> bool:
    """Whether tokens restrict: "a context of | 32K | tokens" is no size of what was run; fewer than a million seldom
    are.
    """
    if this.value < 1e6 and counts().totals.isdisjoint(this.before[-4:]):
        return True
    if this.value >= 1e6 and this.amount.bound == "up_to" and not counts().totals.isdisjoint(this.before[-8:]):
        # "supports training with context lengths of up to 1M tokens"
        return False
    # "models support contexts of 128K tokens"
    return not counts().lengths.isdisjoint(this.before[-4:])


def _is_left_out(this: Counted) -> bool:
    """ "after excluding five kernels"; "on 16 threads", "with 48 cores" of one unit."""
    lists, following = counts(), this.following
    if following == "per":
        supported = not SUPPORTING.isdisjoint(this.before[-3:])
        if not supported and this.sentence.lower(this.phrase[1] + 1) in lists.units:
            # "64 antennas per station"
            return True
        if this.amount.spelled and this.noun not in lists.always and this.noun not in _REPEATED:
            # "two subscribers per topic"
            return True
    if this.preceding in _PARTED and is_of_each(this.sentence, this.index):
        return True
    each = following == "each" and this.preceding == "of" and this.sentence.lower(this.phrase[1] + 1) != "of"
    if each and this.noun not in lists.always:
        # "490 phases of 20M instructions each"
        return True
    if (
        this.noun in lists.cores
        and not this.amount.compound
        and this.amount.bound == "exact"
        and this.amount.high is None
        and this.value <= 128
    ):
        return True
    return this.preceding in lists.excluding or (this.noun in lists.within_unit and this.value < 1000)


def is_of_each(sentence: Sentence, index: int) -> bool:
    """Whether a number tells how each of what was counted is made: "100 nodes, each with | eight | GPUs"."""
    if sentence.lower(index - 1) not in _PARTED:
        return False
    leads = [sentence.lower(index - step) for step in range(2, 5)]
    return leads[0] == "each" or leads == ["which", "of", "each"]


def _is_resolution(this: Counted) -> bool:
    """ "4K/8K image restoration", "a 10T SRAM cell" (transistors), "128K contexts", "32K prompts"."""
    text, noun = this.text, this.noun
    if text[-1] in "kK" and noun in _LONG and this.value in _POWERS:
        return True
    pictures = text in _RESOLUTIONS and counts().pictures
    if pictures and any(singular(item.text) in pictures for item in this.sentence.items[slice(*this.phrase)]):
        return True
    if text.endswith("T") and (not is_plural(this.head) or this.value <= 2e13):
        return noun not in ("token", "parameter", "operation", "synapse", "edge")
    length = noun in _LENGTHS or (noun in _INPUTS and not is_plural(this.head))
    return length and this.value >= 1000 and not this.amount.spelled


def _is_upper_end(this: Counted) -> bool:
    """ "on fewer than | 64 | nodes, A wins": where a result holds, not what was run."""
    leads = this.preceding in ("on", "at", "for")
    return leads and this.noun in counts().evaluated and not this.amount.spelled


def _is_odd_singular(this: Counted) -> bool:
    """A singular is counted only by one, in a range, or in thousands of what is run: "100K GPU"."""
    if is_plural(this.head) or this.noun == "data":
        return False
    if this.preceding.endswith("'s"):
        # "Ash's 1948 model"
        return True
    if this.amount.high is not None or this.value >= 1000:
        # "our live 1.2B run": the size of a model
        sized = (this.text.endswith("B") and this.noun == "run") or this.noun in counts().vocabularies
        return this.noun not in counts().evaluated or sized
    return True


def _is_lone_one(this: Counted) -> bool:
    if this.sentence.lower(this.index + 1) == "of":
        # "one of the few studies"
        return True
    if this.amount.high is not None:
        return False
    # "two datasets, one synthetic and one real"
    plain = this.phrase[1] - this.phrase[0] == 1 and this.head.islower()
    adjective = plain and this.noun not in counts().evaluated | counts().designed
    return adjective or not in_list_of_counts(this.sentence, this.index)
