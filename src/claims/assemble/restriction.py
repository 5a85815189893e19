"""What a number is restricted to: the words behind it, and the setting that opens its sentence."""

from bisect import bisect_right

from claims.assemble.continuation import is_gapped, list_goes_on
from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)


def restrict(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change and level its conditions: the one behind it first, then the setting that opens the sentence."""
    framed = [draft for draft in drafts if draft.frame is not None or draft.type == "level"]
    if not framed:
        return
    opening = opening_condition(sentence, min(draft.item for draft in framed))
    places = sorted(draft.item for draft in framed)
    for draft in framed:
        behind = bisect_right(places, draft.item)
        stop = places[behind] if behind < len(places) else len(sentence.items)
        at = draft.frame.last if draft.frame is not None else draft.metric[0][1]
        for baseline in draft.baseline:
            if baseline[0] >= at:
                at = max(at, baseline[1])
        trailing = trailing_condition(sentence, at, stop)
        if trailing is None and draft.frame is not None and draft.frame.region is not None and draft.metric:
            trailing = trailing_condition(sentence, draft.metric[-1][1], draft.frame.region[1])
        if trailing is None and draft.frame is not None and draft.baseline and draft.baseline[0][0] > draft.frame.last:
            trailing = trailing_condition(sentence, draft.frame.last, draft.baseline[0][0] - 1)
        if trailing is not None:
            draft.conditions.append(trailing)
        if opening is not None and opening[1] <= draft.item:
            draft.conditions.append(opening)


_ABOUT = {"on", "across", "with", "using", "over", "under", "for", "in", "at", "from", "through", "via"}


def opening_condition(sentence: Sentence, first_claim: int) -> Range | None:
    """The setting that opens the sentence: "Across 12 models, …", "Experiments on X show …", "Evaluated on X, …"."""
    start = 0
    while sentence.lower(start) in (
        "specifically",
        ",",
        "moreover",
        "finally",
        "furthermore",
        "additionally",
        "and",
        "in",
        "notably",
        "also",
        "additionally",
        "similarly",
        "second",
        "third",
        "first",
        "overall",
        "however",
    ) and not (
        sentence.lower(start) == "in"
        and sentence.lower(start + 1) not in ("addition", "particular", "contrast", "fact", "total")
    ):
        start += 2 if sentence.lower(start) == "in" else 1
    head = sentence.lower(start)
    if head in (
        "across",
        "on",
        "under",
        "for",
        "using",
        "with",
        "in",
        "at",
        "over",
        "when",
        "during",
        "within",
        "through",
        "among",
        "by",
        "if",
    ):
        if sentence.lower(start + 1) in (
            "example",
            "instance",
            "particular",
            "this",
            "these",
            "such",
            "general",
            "short",
            "brief",
            "detail",
            "practice",
            "many",
        ):
            return None
        if (
            head in ("in", "by")
            and sentence.lower(start + 1)
            in ("this", "our", "addition", "particular", "total", "contrast", "comparison", "the")
            and sentence.lower(start + 2)
            in ("paper", "work", "experiments", "evaluation", "article", "end", "study", ",", "to")
        ):
            return None
        if sentence.lower(start + 1) in ("average", "top", "the") and sentence.lower(start + 2) in (",", "of", "other"):
            return None
        if head == "by" or (sentence.lower(start + 1) in ("this", "these", "our") and head != "on"):
            return None
        end = next(
            (i for i in range(start + 1, first_claim) if sentence.lower(i) == "," and not _listed_comma(sentence, i)),
            -1,
        )
        if end > start + 1:
            return start + 1, end
        return None
    return _studied(sentence, start, first_claim)


def _studied(sentence: Sentence, start: int, first_claim: int) -> Range | None:
    """ "Experiments on X show", "FPGA implementation on a Virtex-7 shows", "Evaluated on X,": the X."""
    verb = next(
        (
            step
            for step in range(start + 1, first_claim)
            if sentence.tag(step) == VERB and not sentence.lower(step).endswith("ing")
        ),
        -1,
    )
    if sentence.lower(start) in cues().tested:
        preposition = next(
            (step for step in range(start + 1, min(start + 4, first_claim)) if sentence.lower(step) in _ABOUT), -1
        )
    else:
        if verb < 0:
            return None
        preposition = next(
            (
                step
                for step in range(start + 1, min(verb, start + 9))
                if sentence.lower(step) in _ABOUT and sentence.lower(step - 1) in cues().studies
            ),
            -1,
        )
    if preposition < 0 or sentence.lower(preposition + 1) in ("this", "our", "comparison", "addition"):
        return None
    end = preposition + 1
    while end < first_claim:
        word, tag = sentence.lower(end), sentence.tag(end)
        if (tag == VERB and not word.endswith("ing") and sentence.lower(start) not in cues().tested) or word in (
            "that",
            "we",
        ):
            break
        if word == "," and not _listed_comma(sentence, end):
            break
        end += 1
    if end <= preposition + 1 or end > first_claim:
        return None
    ended = sentence.tag(end) == VERB or sentence.lower(end) in (",", "that")
    return (preposition + 1, end) if ended else None


def _listed_comma(sentence: Sentence, comma: int) -> bool:
    """Whether a comma belongs to a list inside the opening phrase."""
    for step in range(comma + 1, min(comma + 24, len(sentence.items))):
        word = sentence.lower(step)
        if word == "and":
            return (
                sentence.tag(step + 1) in (WORD, DETERMINER, AMOUNT) or sentence.lower(step + 1) == "both"
            ) and not any(sentence.tag(i) == VERB for i in range(comma + 1, step))
        if sentence.tag(step) in (VERB, AUXILIARY) or sentence.lower(step) in ("we", "our", "it", "the"):
            return False
    return False


def trailing_condition(sentence: Sentence, at: int, stop: int) -> Range | None:
    """The restriction that stands right behind the number's construction: "for LS services", "under power
    constraints".
    """
    index = at
    if sentence.lower(index) == "," and sentence.lower(index + 1) in ("when", "under", "even"):
        index += 1
    if sentence.lower(index) == "even":
        index += 1
    word = sentence.lower(index)
    if word not in cues().settings or index >= stop:
        return None
    if word in ("over", "against", "as") or (
        word == "with"
        and sentence.lower(index + 1)
        in ("only", "respect", "negligible", "minimal", "no", "little", "near", "less", "minor", "up")
    ):
        return None
    if (word == "on" and sentence.lower(index + 1) == "average") or (
        word == "at" and sentence.lower(index + 1) in ("most", "least")
    ):
        return trailing_condition(sentence, index + 2, stop)
    if word == "in" and sentence.lower(index + 1) in (
        "terms",
        "comparison",
        "average",
        "the median",
        "total",
        "addition",
    ):
        return None
    if word == "while" or word == "without":
        return None
    end = index + 1
    while end < min(stop, len(sentence.items)):
        lower, tag = sentence.lower(end), sentence.tag(end)
        if lower in (
            ",",
            ";",
            ".",
            ":",
            "—",
            "(",
            "while",
            "whereas",
            "compared",
            "than",
            "relative",
            "respectively",
            "versus",
            "vs.",
            "but",
            "thereby",
            "without",
        ):
            if lower == "," and word != "when" and list_goes_on(sentence, end):
                end += 1
                continue
            break
        if lower == "and" and is_gapped(sentence, end + 1):
            break
        if (
            tag == VERB
            and word not in ("when", "as", "if")
            and not lower.endswith("ing")
            and sentence.tag(end - 1) not in (WORD, PREPOSITION, DETERMINER)
        ):
            break
        end += 1
    while end > index + 1 and (
        sentence.lower(end - 1) in ("and", "as", "or", "over", "with", "by", "when")
        or sentence.tag(end - 1) == AUXILIARY
    ):
        end -= 1
    return (index + 1, end) if end > index + 1 else None
