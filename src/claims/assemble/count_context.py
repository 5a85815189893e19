"""What a count of a proper noun claims, by the noun and by what is said around it."""

from collections.abc import Sequence
from typing import Final, final

from claims.assemble.bare import is_of_other
from claims.assemble.count_first import is_first_told
from claims.assemble.count_gates import is_asked, is_of_data
from claims.assemble.count_results import CODE, code_behind, is_attained, is_discovered, is_subset
from claims.assemble.count_stated import is_case_listed, is_fault, is_of_known, is_research_question, is_split
from claims.assemble.count_studied import is_evaluated_behind, is_kind_of_machine, is_object_of_study, is_tried_then
from claims.assemble.counted import Count, Counted, list_length
from claims.assemble.lexicon import counts, singular
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import AMOUNT
from claims.assemble.small_words import SUPPORTING

_ORIGINS: Final = frozenset({"from", "under"})
_ENGINES: Final = frozenset(
    {"application", "compiler", "database", "engine", "framework", "simulator", "stack", "system"}
)
"""What something can be built into."""
_EXPOSING: Final = frozenset({"expose", "exposes", "exposing"})
_MAKING: Final = frozenset({"make", "makes", "making"})
_PLACES: Final = frozenset({"on", "over", "for"})


@final
class _Context:
    """What is said around a count. What few questions come to is looked for when one does."""

    __slots__ = ("_modifiers", "_this", "big", "contributed", "discovered", "existing", "novel")

    def __init__(self, this: Counted) -> None:
        self._this = this
        self._modifiers = modifiers = _modifiers(this)
        self.big = this.value >= (13 if this.amount.spelled else 10)
        self.discovered = is_discovered(this)
        lists = counts()
        self.novel = bool(modifiers) and not lists.novel.isdisjoint(modifiers)
        """Whether a modifier says that the paper brings the things, whatever was evaluated: "three key techniques"."""
        self.contributed = bool(modifiers) and not lists.contributed.isdisjoint(modifiers)
        self.existing = bool(modifiers) and not lists.existing.isdisjoint(modifiers)
        """Whether a modifier says that the things are not the paper's: "three leading approaches"."""

    def weighty(self) -> bool:
        """Whether a modifier says that what was found is stated as a problem or a point: "two primary obstacles"."""
        return not counts().weighty.isdisjoint(self._modifiers)

    def cue(self) -> bool:
        """Whether a study is named."""
        this, lists = self._this, counts()
        return (
            not lists.studying.isdisjoint(this.before)
            or (this.leading in lists.exploring and not self.weighty())
            or not lists.studied.isdisjoint(self._modifiers)
            or (this.amount.spelled and is_evaluated_behind(this))
        )

    def evaluating(self) -> int:
        """How many words right before tell of an evaluation."""
        evaluating = counts().evaluating
        return len([word for word in self._this.before[-6:] if word in evaluating])

    def designing(self) -> int:
        """How many words right before tell of a design."""
        designing = counts().designing
        return len([word for word in self._this.before[-4:] if word in designing])


def in_context(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """What a count claims; `drafted` are the counts before it in the sentence."""
    if this.sentence.lowers[this.phrase[1] - 1] in counts().measures:
        if this.value < 1000:
            return None
        _take_in_measured(this)
    found = _claimed(this, drafted)
    if found is not None and this.noun in counts().sorts and found.phrase == this.phrase:
        # "six categories of prompts"
        _take_in_measured(this)
        found.phrase = this.phrase
    return found


def _claimed(this: Counted, drafted: Sequence[Count]) -> Count | None:
    """What a count claims by what is said around it."""
    context = _Context(this)
    if drafted and is_subset(this, drafted):
        return this.claim("level", "claim.count-part")
    if is_attained(this):
        return this.claim("level", "claim.count-found")
    if is_of_known(this) or is_fault(this) or is_asked(this.sentence) or is_research_question(this):
        return None
    if this.leading == "of" and context.big and this.before[-2:-1] == ["taxonomy"]:
        # "a taxonomy of 34 symptoms and 28 root causes"
        return this.claim("level", "claim.count-found")
    if this.preceding in (",", "and") and any(other.rule == "claim.count-found" for other in drafted):
        # "detects 11 existing bugs and 3 new bugs"
        return this.claim("level", "claim.count-found")
    if is_of_data(this) and (this.noun not in counts().designed or context.big):
        return this.claim("scale", "claim.count")
    if is_case_listed(this) and not context.evaluating():
        return None
    if is_object_of_study(this) and not _is_announced(this, context):
        # "an empirical study of two key strategies"
        return this.claim("scale", "claim.count-evaluated")
    if not _is_brought(this, context) and not (this.preceding == "with" and _is_made_of(this, context)):
        found = _by_neighbours(this, context, drafted)
        if found is not None:
            return found
        if not _is_announced(this, context):
            found = _by_noun(this, context, drafted)
            if found is not None:
                return found
    return _in_list(this, context, drafted)


def _modifiers(this: Counted) -> list[str]:
    """The words of the phrase before its head."""
    if this.phrase[1] - this.phrase[0] < 2:
        return []
    words = this.sentence.lowers[this.phrase[0] : this.phrase[1] - 1]
    # "two CUDA core algorithms"
    return [word for word in words if word != "core"] if "core" in words[1:] and words[0] != "core" else words


def _is_brought(this: Counted, context: _Context) -> bool:
    """Whether the things are what the paper brings or states: "three key techniques", "11 key observations"."""
    if context.novel and this.noun in counts().statements:
        return True
    if this.preceding in counts().spanning and is_split(this) and not context.big:
        return True
    if context.discovered and not context.big and context.weighty():
        # "identify two key inefficiencies"
        return True
    if not context.contributed or context.big or context.discovered or this.noun in counts().always:
        return False
    if not this.amount.spelled and this.noun in counts().evaluated:
        # "8 different models"
        return False
    tried = this.leading == "to" and not counts().applying.isdisjoint(this.before[-7:-1])
    return not tried and not context.evaluating() and (context.novel or not context.cue())


def _is_made_of(this: Counted, context: _Context) -> bool:
    """ "a design with | 12 Transformer blocks": what a thing of the paper is made of, where nothing is evaluated."""
    if (
        this.value >= 1000
        or this.amount.bound == "more_than"
        or this.noun in counts().always
        or this.sentence.lower(this.index - 2) not in counts().composed
    ):
        return False
    return not context.evaluating() and not context.cue()


def _by_neighbours(this: Counted, context: _Context, drafted: Sequence[Count]) -> Count | None:
    """What the words and counts right before a count say of it."""
    sentence, lists = this.sentence, counts()
    listed = this.preceding in (",", "and")
    if this.preceding.endswith("'s") and is_of_other(sentence, this.index):
        # "only 28 tiles compared to Ash's | 304 tiles"
        return this.claim("level", "claim.count-found")
    if context.discovered and this.noun != "key":
        if this.leading.startswith("deriv") and this.noun in lists.evaluated:
            # "used to derive 8000 circuits"
            return this.claim("scale", "claim.count")
        return None if _is_announced(this, context) else this.claim("level", "claim.count-found")
    goes_on = listed and bool(drafted) and _goes_on_scale(this, drafted[-1])
    if goes_on and "key" not in sentence.lowers[this.phrase[0] : this.phrase[1] - 1]:
        return this.claim("scale", "claim.count-listed")
    if drafted and this.noun not in lists.unscaled and _tells_of_scale(this, drafted[-1]):
        # "six models from | four families"
        return this.claim("scale", "claim.count-listed")
    if this.leading == "to" and not context.weighty() and not lists.applying.isdisjoint(this.before[-7:-1]):
        # "we applied it to four tasks"
        return this.claim("scale", "claim.count-evaluated")
    if this.leading == "into" and this.noun in _ENGINES and not lists.plugging.isdisjoint(this.before[-7:-1]):
        # "we integrate it into two engines"
        return this.claim("scale", "claim.count-evaluated")
    all_of = this.preceding == "all" and (sentence.lower(this.index - 2) == "across" or is_first_told(this))
    if (all_of or this.preceding in lists.spanning) and this.noun not in lists.crossed:
        return this.claim("scale", "claim.count")
    return None


def _is_announced(this: Counted, context: _Context) -> bool:
    """ "reveals two mechanisms: …", "identify three challenges": what is found only in being stated."""
    if not context.discovered or this.noun == "key":
        return False
    return this.following == ":" or (this.noun in counts().statements and not context.big)


def _by_noun(this: Counted, context: _Context, drafted: Sequence[Count]) -> Count | None:
    """What a count claims by its noun: things run, results, or parts of a design."""
    noun, lists, spelled = this.noun, counts(), this.amount.spelled
    tried_on = this.preceding == "on" and this.sentence.lower(this.index - 2) not in lists.resting
    if noun in lists.kinds and is_kind_of_machine(this) and not context.novel and not context.designing():
        return this.claim("scale", "claim.count-evaluated")
    if (
        context.existing
        and not context.contributed
        and noun not in lists.statements
        and not (noun in lists.unstudied and spelled)
        and this.preceding not in lists.bringing
        and not (spelled and this.preceding in lists.joining and not context.big)
    ):
        return this.claim("scale", "claim.count-evaluated")
    if spelled and noun not in lists.unstudied and is_tried_then(this):
        return this.claim("scale", "claim.count-evaluated")
    if this.preceding in _EXPOSING and noun in lists.exposed and this.amount.high is None:
        # "exposes 24 tools"
        return None
    if noun in lists.ambiguous and spelled and not (context.big or _is_clear(this, context, drafted, tried_on)):
        return None
    words = [singular(item.text) for item in this.sentence.items[this.phrase[0] : this.phrase[1]]]
    if noun in lists.resources or not lists.resources.isdisjoint(words):
        return this.claim("level", "claim.resource")
    code = code_behind(this) if noun in CODE else -1
    if code >= 0:
        return Count((this.phrase[0], code + 1), noun, "level", "claim.code-size")
    if noun in lists.designed:
        made = spelled and not context.big and this.preceding in _MAKING  # "makes four observations"
        return None if made else _of_design(this, context)
    if spelled and this.preceding in lists.bringing and not context.big and noun not in lists.always:
        # "devise two kernels", whatever is evaluated before
        return None
    if noun in lists.evaluated:
        part = (
            spelled
            and not (tried_on or context.big or noun in lists.always)
            and context.designing() > context.evaluating()
            and not context.cue()
        )
        return None if part else this.claim("scale", "claim.count")
    featured = spelled and this.preceding in SUPPORTING  # "supports three rates"
    run = (
        context.big
        or (tried_on and not context.contributed)
        or (not featured and context.evaluating() > context.designing())
        or (context.designing() == 0 and context.cue())
    )
    return this.claim("scale", "claim.count") if run else None


def _is_clear(this: Counted, context: _Context, drafted: Sequence[Count], tried_on: bool) -> bool:
    """Whether the words around a count of what can be a part of a design say that it was run."""
    lists, preceding = counts(), this.preceding
    return bool(
        this.amount.bound in ("up_to", "more_than")
        or not lists.handling.isdisjoint(this.before[-3:])
        or this.sentence.tag(this.index + 1) == AMOUNT  # "two 32B models"
        or (drafted and drafted[-1].rule == "claim.count-found" and preceding in ("in", "across", "from"))
        or tried_on
        or (preceding == "over" and this.sentence.tag(this.index - 2) == AMOUNT)  # "by 2% over three systems"
        or (preceding in ("on", "in", "for") and this.sentence.lower(this.index - 2) in ("", ";", ":"))
        or context.cue()
        or (
            not context.designing()
            and any(word in lists.evaluating and word not in lists.holding for word in this.before[-6:])
        )
    )


def _in_list(this: Counted, context: _Context, drafted: Sequence[Count]) -> Count | None:
    """ "seven models, nine prompt categories, three temperatures, and five languages": what is listed with a scale."""
    if not drafted or all(other.type != "scale" for other in drafted):
        return None
    if this.value < 2 or this.noun in counts().paper_parts or context.contributed or context.designing():
        return None
    long = list_length(this.sentence, this.index) >= counts().listed
    return this.claim("scale", "claim.count-listed") if long else None


def _of_design(this: Counted, context: _Context) -> Count | None:
    """What a count of a noun of designs claims, where it was run all the same."""
    noun, spelled, lists = this.noun, this.amount.spelled, counts()
    if noun in lists.evaluated and (
        this.amount.bound in ("up_to", "more_than") or this.sentence.tag(this.index + 1) == AMOUNT
    ):
        # "up to four 14B models"
        return this.claim("scale", "claim.count")
    if noun not in lists.unstudied and this.preceding == "on" and this.sentence.lower(this.index - 2) in ("", ";", ":"):
        # "On three designs unseen in training, it …"
        return this.claim("scale", "claim.count")
    evaluating, designing = context.evaluating(), context.designing()
    if noun in lists.evaluated and (evaluating > designing or context.big or not (spelled or designing)):
        return this.claim("scale", "claim.count")
    if not context.novel and noun not in lists.unstudied and context.cue():
        near = not lists.studying.isdisjoint(this.before[-2:])
        if near or not designing:
            return this.claim("scale", "claim.count-evaluated")
    if context.big and (evaluating or not (designing or spelled)) and noun not in lists.unscaled:
        return this.claim("scale", "claim.count")
    return None


def _take_in_measured(this: Counted) -> None:
    """ "5,000 pages of primary sources", "three types of tasks": a measure or a sort is named with what it is of."""
    behind = noun_right(this.sentence, this.phrase[1] + 1) if this.following == "of" else None
    if behind is not None:
        this.take_in(behind[1])


def _tells_of_scale(this: Counted, last: Count) -> bool:
    """Whether the things are where those counted right before come from: "six models from | four families"."""
    origins = _ORIGINS if this.noun in counts().designed else _ORIGINS | _PLACES
    end = _end(this, last)
    end += this.sentence.lower(end) == ")"  # "30 sessions (960 calls) over | three models"
    return last.type == "scale" and this.index - end == 1 and this.preceding in origins


def _goes_on_scale(this: Counted, last: Count) -> bool:
    """ "across five traces, three compliance levels, and two backends" """
    return last.type == "scale" and 0 < this.index - _end(this, last) <= 3


def _end(this: Counted, last: Count) -> int:
    """The item behind a count and the parenthesis that explains it: "five traces (A and B) | and two backends"."""
    end = last.phrase[1]
    return max(end, this.sentence.next_word(")", end, end + 25) + 1) if this.sentence.lower(end) == "(" else end
