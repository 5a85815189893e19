"""The metric of a number that its own sentence does not name: "It achieves 65% on A", where accuracy is told before."""

from typing import Final

import regex

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.lexicon import lexicon
from claims.assemble.metric import unit_family
from claims.assemble.phrases import metric_left
from claims.assemble.sentence import NOMINAL, Range, Sentence
from claims.models import Claim
from claims.patterns import kept
from claims.text import FieldText

_REACH: Final = 100
"""Claims back to which an elided metric can refer; no abstract holds as many."""
_SCORES: Final = regex.compile(
    r"\b(?:accurac(?:y|ies)|(?:success|solve|resolve|pass|win|resolution|completion|detection|hit) rates?|recall"
    r"|precision|F1(?:[- ]scores?)?|AUROC|AUC|pass@\d+)\b",
    regex.IGNORECASE,
)
"""What a percentage or a bare number that is attained can be a value of."""
_UNNAMED: Final = frozenset({"claim.multiple", "claim.verb-by", "claim.comparative", "claim.outperform"})
_ATTAINING: Final = frozenset({"claim.level-in", "claim.elided", "claim.level-of", "claim.level-listed"})


def resolve(field: FieldText, sentence: Sentence, draft: Draft, claims: list[Claim]) -> None:
    """Name an elided metric by what the field says elsewhere: "an average improvement of 20%", "it achieves 65%"."""
    if draft.amount.kind == "fraction" and not draft.metric:
        _inherit(draft, _counted(draft.amount.unit, claims[-_REACH:]))
    elif draft.type == "level" and draft.frame is not None and not draft.metric and draft.metric_text is None:
        if draft.frame.rule in _ATTAINING or (
            draft.frame.rule == "claim.parenthesis" and draft.amount.kind == "measure"
        ):
            _name_level(field, sentence, draft, claims)
        elif draft.frame.rule == "claim.share" and draft.amount.kind == "percent":
            # "44% of users saw it. While 93% of | them | knew"
            _inherit(draft, [claim for claim in claims[-1:] if claim.rule.endswith(("claim.share", "claim.count"))])
    elif draft.type == "change" and draft.frame is not None and draft.metric:
        first, last = draft.metric[0]
        named = sentence.lowers[first] if last - first == 1 and len(draft.metric) == 1 else ""
        if named in cues().elliptic:
            changes = [claim for claim in claims[-_REACH:] if claim.type == "change" and claim.metric]
            persists = sentence.lower(draft.item + 1).startswith(("remain", "persist"))
            if lexicon().nominals.get(named) == "improve" and not persists:
                # "an average improvement of 20%" is of what its own sentence tells, or of all that is good; "an
                # improvement of 20% remains" is of what was told before
                start = field.span(sentence.start, sentence.end)[0]
                changes = [claim for claim in changes if claim.start >= start]
            _inherit(draft, [claim for claim in changes if (claim.metric or "").lower() not in _no_antecedents()])
    elif draft.type == "change" and draft.frame is not None:
        _name_change(sentence, draft, draft.frame, claims)


@kept
def _no_antecedents() -> frozenset[str]:
    """Metrics that a later "improvement" is not of."""
    return frozenset(cues().elliptic) | {"slowdown", "slowdowns", "overhead", "overheads"}


def _name_change(sentence: Sentence, draft: Draft, frame: Frame, claims: list[Claim]) -> None:
    """Name a change by what is measured nearest before it in its sentence, else by the change told just before."""
    if frame.rule not in _UNNAMED or draft.amount.rule == "quantity.points":
        return
    nearest = _measured_before(sentence, draft, min(frame.first, draft.item))
    if nearest is not None and sentence.value(nearest[0]) in ("speedup", "slowdown"):
        draft.metric = [nearest]
    elif nearest is not None:
        draft.metric = [nearest]
        if frame.rule == "claim.multiple":
            frame.move = "improve"
    else:
        _inherit(draft, [claim for claim in claims[-1:] if claim.type == "change" and claim.unit == draft.amount.unit])


def _measured_before(sentence: Sentence, draft: Draft, index: int) -> Range | None:
    """The nearest metric before an item that is no part of the baseline; "speedups" before what they are of."""
    phrase = metric_left(sentence, index)
    if phrase is None:
        return None
    for step in range(phrase[0] - 1, max(-1, phrase[0] - 6), -1):
        if sentence.value(step) in ("speedup", "slowdown") and sentence.tag(step) == NOMINAL:
            return step, step + 1
    compared = draft.baseline and draft.baseline[0][0] <= phrase[0] < draft.baseline[-1][1]
    return None if compared else phrase


def _counted(unit: str, claims: list[Claim]) -> list[Claim]:
    """What was counted as many before as the "of N" of a share, else the shares: "139 scenarios … 99% (137/139)"."""
    whole = unit.removeprefix("of ")
    counts = [claim for claim in claims if claim.type == "scale" and f"{claim.value or 0:g}" == whole]
    return counts or [claim for claim in claims if claim.unit.startswith("of ") and claim.metric]


def _inherit(draft: Draft, earlier: list[Claim]) -> None:
    """Give the draft the metric of the last of some claims."""
    if earlier:
        draft.metric, draft.metric_text, draft.inherited = [], earlier[-1].metric, earlier[-1].metric_spans


def _name_level(field: FieldText, sentence: Sentence, draft: Draft, claims: list[Claim]) -> None:
    """Name a rate by the last throughput told in its unit, a score by the one named nearest before, else behind."""
    unit = draft.amount.unit
    if unit_family(unit) == "throughput" and draft.amount.rule != "quantity.rate":
        levels = [claim for claim in claims[-_REACH:] if claim.type == "level" and claim.unit == unit]
        _inherit(draft, [claim for claim in levels if claim.metric])
    if unit not in ("%", ""):
        return
    before = list(_SCORES.finditer(field.text, 0, sentence.start))
    found = before[-1] if before else _SCORES.search(field.text, sentence.end)
    if found is not None:
        draft.metric_text, draft.inherited = found.group(), (field.span(found.start(), found.end()),)
