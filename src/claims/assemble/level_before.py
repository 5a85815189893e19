"""A level whose metric stands before it: "accuracy of 99.79%", "F1 0.87-0.94", "latency between 12.6 ms and 100.3
ms".
"""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MOVES, Frame, last_change, lead, level_of, move_of
from claims.assemble.level_linked import LINKS, is_no_share, linked
from claims.assemble.level_told import estimated, is_estimated, of_subject
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.moved import moved_subject
from claims.assemble.objects import first_noun, metric_in, verb_left
from claims.assemble.others import measures
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right, outermost
from claims.assemble.reference import told_of
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOUNS,
    PRONOUN,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import TIMES

_APPOSED_ENDS: Final = frozenset({",", ".", "", ";", ")", "and", "on", "in", "depending", "across"})
_DRIVEN: Final = frozenset({"claim.level-to", "claim.pair", "claim.verb-by", "claim.gapped"})
_MATCHING: Final = ("match", "track", "reproduc", "agree", "predict", "recover")
_EXCEEDING: Final = ("exceed", "surpass")
_DRIVING: Final = ("driv", "push", "bring", "rais", "tak", "lift")
_STATISTICS: Final = frozenset({"r", "rho", "ρ", "tau", "τ", "kappa", "κ", "alpha", "α", "r2", "r^2", "r_s", "rs"})
"""Letters that a correlation or an agreement is written with."""
_AGGREGATES: Final = frozenset({"average", "mean", "median", "peak", "p50", "p90", "p95", "p99"})
_WAS: Final = frozenset({"is", "was"})
_REACH: Final = 16
_HANDLED: Final = frozenset({"reliability", "error", "accuracy"})
_MEASURED: Final = frozenset({"accuracy", "error", "efficiency", "cache", "utilization"})


def level_before(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "prediction accuracy of 99.79%", "agreement is kappa=0.46", "F1 0.87-0.94", "latency between 12.6 ms and
    100.3 ms".
    """
    at = lead(sentence, run.first)
    word, amount = sentence.lower(at), sentence.amount(run.first)
    if word in ("=", ":") and sentence.tag(at - 1) in NOUNS:
        if amount.kind == "fraction" and sentence.tag(run.last) in NOUNS:
            # "identical across all GPUs: 10 of 10 illusions caught"
            return None
        phrase = noun_left(sentence, at)
        behind = noun_right(sentence, run.last) if word == ":" and amount.kind != "count" else None
        if behind is not None and is_metric(sentence, behind):
            # "a reliability gap: 84% | attack success rates"
            return None
        if phrase is not None:
            known = (word == "=" and amount.kind != "measure") or is_metric(sentence, phrase)
            # "with ingest p50 = 37.8 ms", "(mean RSSI = -110 dBm)"
            known = known or any(sentence.lower(step) in _AGGREGATES for step in range(phrase[0] - 1, phrase[1]))
            return _equals(sentence, run, _beside_statistic(sentence, run, phrase, history)) if known else None
    if word == "of" and sentence.lower(at - 1) in ("range", "region", "band"):
        within = noun_left(sentence, at)
        into = governor(sentence, within[0]) if within is not None else at
        if sentence.lower(into) == "in":
            # "scores in the range of 0.98 to 0.99", "accuracy plateaus in a narrow region of 60-79%"
            told = noun_left(sentence, into)
            told = (told[0], told[1] - 1) if told is not None and _settles(sentence, told) else told
            return level_of(run, told, told[0]) if told is not None else None
    if word == "to" and sentence.items[run.first].text.lower().startswith("within"):
        matched = _matched(sentence, run, at)
        if matched is not None:
            return matched
    if word == "at":
        behind = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
        if behind is not None and behind[1] - behind[0] == 1 and sentence.lower(behind[0]) in ("rate", "rates"):
            done = noun_left(sentence, at)
            acting = at - 1 if done is None else governor(sentence, done[0])
            if sentence.tag(acting) == VERB or (
                done is not None and done[1] - done[0] > 1 and amount.kind == "percent"
            ):
                # "agents | fail | at 72-100% rates"
                told = (acting, at) if sentence.tag(acting) == VERB else (at - 1, at)
                return Frame("claim.level", "level", metric=told, last=behind[1], first=told[0])
        part = amount.kind == "fraction" and sentence.tag(run.last) == DETERMINER
        if behind is not None and (part or amount.kind == "percent" or is_metric(sentence, behind)):
            # "at 3% overhead", "at 1/18 the parameters"
            return Frame("claim.level", "level", metric=behind, last=behind[1], first=run.first)
    often = at == run.first - 2 and sentence.tag(run.first - 1) == ADVERB
    told_apart = amount.bound != "exact" or amount.high is not None
    if word == "," and (at == run.first - 1 or often) and told_apart and amount.kind in ("percent", "measure"):
        told = noun_left(sentence, at)
        if told is not None and is_metric(sentence, told) and sentence.lower(run.last) in _APPOSED_ENDS:
            verb = verb_left(sentence, at)
            if verb is not None and sentence.value(verb) != "outperform" and amount.kind == "percent":
                # "improves tolerance, up to 15% in accuracy"
                moved_by = move_of(sentence.value(verb))
                named = metric_in(sentence, run.last) or told
                return Frame(
                    "claim.verb-by", "change", moved_by, named, last=max(run.last, named[1]), first=verb, verb=verb
                )
            # "notable compute efficiency, up to 98%, and"
            return Frame("claim.level-before", "level", metric=told, last=run.last, first=told[0])
    if sentence.lower(run.first - 1) == "average" and at == run.first - 2 and is_plural(sentence.items[at].text):
        # "errors average 4.4%"
        told = noun_left(sentence, at + 1)
        return level_of(run, told, told[0]) if told is not None and is_metric(sentence, told) else None
    if word == "be" and sentence.lower(at - 1) == "to":
        # "the latency was found | to be 3 ms"
        found_to = is_estimated(sentence, at - 2)
        return (of_subject(sentence, run, at - 1) if found_to else None) or estimated(sentence, run, at - 1)
    if word == "not" and sentence.items[run.first].text.lower().startswith("exceed"):
        # "where the accuracy does | not | exceed 75 percent"
        return of_subject(sentence, run, at)
    if (word == "be" and sentence.tag(at - 1) == AUXILIARY) or (word == "as" and is_estimated(sentence, at - 1)):
        # "latency can be as low as 3 ms", "the data lost can be estimated as >90%"
        return of_subject(sentence, run, at)
    said = history[-1] if history else None
    again = word in _WAS and sentence.lower(at - 1) == "it" and at == run.first - 1
    if again and said is not None and said.type == "level" and said.unit == amount.unit and said.metric is not None:
        # "the latency on A was 3 ms; for B | it was | 5 ms"
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    found = None
    if word in LINKS or word == "to" or (sentence.tag(at) == VERB and sentence.value(at) == "attain"):
        found = linked(sentence, run, at, amount) or (_to(sentence, run, at, history) if word == "to" else None)
        if found is not None and word == "to" and amount.kind == "percent":
            behind = noun_right(sentence, run.last)
            if behind is not None and family(sentence.words(*behind))[0] == "error":
                # "improves reproducibility to within 3% | variance"
                found.metric, found.last = behind, behind[1]
        if (
            found is not None
            and found.type == "level"
            and sentence.lower(run.last) == "of"
            and amount.kind == "percent"
        ):
            # "reduces latency to 40% of | baselines"
            shared = told_of(sentence, run, moved=True)
            if shared is not None:
                found.baseline, found.last = shared.baseline, shared.last
    exceeds = sentence.items[run.first].text.lower().startswith(_EXCEEDING)
    if found is None and exceeds and sentence.tag(at) == PRONOUN and amount.kind == "measure":
        # "it | surpasses 1,100 tokens/s"
        return level_of(run, None, at)
    # "low errors-4.98% on A"
    dashed = sentence.lower(run.first - 1) == "-" and at == run.first - 2
    # "prediction error consistently under 5%"
    dashed = dashed or (at == run.first - 2 and sentence.tag(at + 1) == ADVERB and amount.bound != "exact")
    if found is None and (sentence.tag(at) == WORD or sentence.lower(at) == ")") and (at == run.first - 1 or dashed):
        found = _adjacent(sentence, run, at + 1, amount, history)
    return found


def _matched(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "aggregate statistics match the CPU reference | to within 0.1%": how near it comes."""
    if sentence.lower(run.last) not in _APPOSED_ENDS or sentence.amount(run.first).kind not in ("percent", "points"):
        return None
    for step in range(at - 1, max(-1, at - _REACH), -1):
        if sentence.lower(step).startswith(_MATCHING) and sentence.tag(step) in (VERB, WORD):
            matched, subject = noun_right(sentence, step + 1), noun_left(sentence, step)
            if matched is None or matched[1] > at:
                return None
            head = sentence.items[subject[1] - 1].text if subject is not None else ""
            named = not head.islower() or singular(head) in cues().agents
            if named or is_metric(sentence, matched):
                return Frame("claim.level-to", "level", metric=matched, last=run.last, first=step)
            first = matched[0] - (sentence.tag(matched[0] - 1) == DETERMINER)
            frame = Frame("claim.level-to", "level", metric=subject, last=run.last, first=step)
            frame.baseline = (first, matched[1])
            return frame
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (";", ":"):
            return None
    return None


def _settles(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase ends in what its noun does, where that looks like a noun: "accuracy | plateaus"."""
    ends = sentence.lower(phrase[1] - 1) in ("plateaus", "clusters", "settles", "saturates", "peaks", "hovers")
    return ends and phrase[1] - phrase[0] > 1


def _beside_statistic(sentence: Sentence, run: Run, phrase: Range, history: list[Frame]) -> Range:
    """What is measured, where a letter before "=" only says by which statistic: "a toggle-rate | correlation | of r =
    0.96", "| correlations | (rho = 0.9)", "r = 0.78 | correlation"; the phrase itself where nothing else is named.
    """
    middle = phrase[1] - phrase[0] > 1 and sentence.lower(phrase[1] - 1) in _AGGREGATES
    if middle and sentence.lower(phrase[1] - 2) in _STATISTICS:
        # "the highest agreement (κ | median |: 0.87)"
        phrase = (phrase[0], phrase[1] - 1)
    symbol = sentence.lower(phrase[1] - 1)
    if symbol not in _STATISTICS:
        return phrase
    if phrase[1] - phrase[0] > 1:
        return (phrase[0], phrase[1] - 1) if _correlates(sentence, (phrase[0], phrase[1] - 1)) else phrase
    at = governor(sentence, phrase[0])
    before = noun_left(sentence, at) if sentence.lower(at) in ("of", "(") else None
    behind = noun_right(sentence, run.last)
    # "correlations of r = 0.76 and | r | = 0.83"
    said = history[-1].metric if history and history[-1].rule == "claim.level-equals" else None
    for named in (before, behind, said):
        if named is not None and _correlates(sentence, named):
            return named
    return phrase


def _correlates(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase names how far two things go together: "rank correlation", "correlation coefficient"."""
    head = phrase[1] - 1
    head -= sentence.lower(head).startswith("coefficient") and head > phrase[0]
    return sentence.lower(head).startswith(("correlation", "agreement"))


def _equals(sentence: Sentence, run: Run, phrase: Range) -> Frame:
    """ "F1 = 0.9", "agreement is kappa=0.46"."""
    verb = phrase[0] - 1
    if sentence.lower(verb) in ("is", "was", "are") and phrase[1] - phrase[0] <= 2:
        subject = noun_left(sentence, verb)
        if subject is not None:
            return level_of(run, subject, subject[0])
    return Frame("claim.level-equals", "level", metric=phrase, last=run.last, first=phrase[0])


def _to(sentence: Sentence, run: Run, at: int, history: list[Frame]) -> Frame | None:
    """ "rises 13x to 4.32 Wh", "reduces latency to 3 ms", "latency drops to 3 ms"."""
    amount = sentence.amount(run.first)
    previous = last_change(history)
    if sentence.tag(at - 1) == AMOUNT and previous is not None:
        return Frame("claim.level-to", "level", metric=previous.metric, last=run.last, first=run.first)
    verb = verb_left(sentence, at)
    phrase = first_noun(sentence, verb + 1, at) if verb is not None else None
    if verb is not None and phrase is not None:
        return Frame("claim.level-to", "level", metric=phrase, last=run.last, first=verb)
    driven = noun_left(sentence, at)
    driver = governor(sentence, driven[0]) if driven is not None else -1
    if driven is not None and sentence.tag(driver) == VERB:
        if is_metric(sentence, driven):
            # "drives runtime to 48 s"
            return Frame("claim.level-to", "level", metric=driven, last=run.last, first=driver)
        if sentence.lower(driver).startswith(_DRIVING):
            # "a tail latency of 46 ms, where A drives B to 154 ms"
            return Frame("claim.level-to", "level", last=run.last, first=driver)
    said = history[-1] if history else None
    if (
        sentence.tag(at - 1) == PRONOUN
        and sentence.tag(at - 2) == VERB
        and said is not None
        and said.unit == amount.unit
    ):
        # "reducing the regained accuracy by 50%, limiting it to 35%"
        return Frame("claim.level-to", "level", metric=said.metric, last=run.last, first=at - 2)
    if driven is not None and is_metric(sentence, driven):
        if said is not None and _is_driven_too(sentence, said, driver):
            # "improves the loss to 6.13 and | perplexity | to 462", "cuts A by 30%, B by 40%, and | latency | to 68%"
            return Frame("claim.level-to", "level", metric=driven, last=run.last, first=driven[0])
        own = _done_to(sentence, driven) if amount.kind in ("percent", "measure") else None
        if own is not None:
            # "sharpening | per-kernel error | to 3.8%"
            return Frame("claim.level-to", "level", metric=own, last=run.last, first=own[0] - 1)
    trails = sentence.lower(at - 1).endswith("ing") and sentence.lower(at - 2) == ","
    if trails and said is not None and said.unit == amount.unit and said.metric is not None:
        # "a 28% latency increase on A, worsening to 48% on B"
        rule = "claim.level-to" if said.type == "level" else "claim.subject-verb"
        return Frame(rule, said.type, said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    if sentence.tag(at - 1) == VERB and sentence.value(at - 1) in MOVES:
        frame = moved_subject(sentence, at - 1, run)
        frame.type, frame.move = "level", ""
        return frame
    if sentence.tag(at - 1) == VERB and sentence.lower(at - 1).endswith("ed") and sentence.tag(at + 1) == AMOUNT:
        if sentence.value(at - 2) == "overstate":
            # "over-claim refined to 32%"
            return Frame("claim.level-to", "change", "overstate", (at - 2, at - 1), last=run.last, first=at - 2)
        # "the estimate refined to 32%"
        phrase = noun_left(sentence, at - 1)
        return Frame("claim.level-to", "level", metric=phrase, last=run.last, first=at - 1) if phrase else None
    return None


def _is_driven_too(sentence: Sentence, said: Frame, driver: int) -> bool:
    """Whether a list goes on at an item whose verb has just told where something is brought, or by how much."""
    if said.rule not in _DRIVEN or sentence.lower(driver) not in ("and", ","):
        return False
    return all(sentence.lower(step) in ("and", ",") for step in range(said.last, driver)) and said.last <= driver


def _done_to(sentence: Sentence, phrase: Range) -> Range | None:
    """The metric behind a verb that the lexicon does not know: "a second tier sharpens | per-kernel error"."""
    for step in range(phrase[0], phrase[1] - 1):
        word = sentence.items[step].text
        if word.islower() and word.endswith(("ing", "ed") if step == phrase[0] else ("s", "ed")):
            own = (step + 1, phrase[1])
            return own if is_metric(sentence, own) else None
    return None


def _adjacent(sentence: Sentence, run: Run, end: int, amount: Amount, history: list[Frame]) -> Frame | None:
    """ "F1 0.87-0.94", "memory up to 3 GB": the metric stands right before the number."""
    phrase = noun_left(sentence, end)
    if phrase is not None and sentence.lower(governor(sentence, phrase[0])) in ("across", "under"):
        # "utilization | under heavy loads | exceeds 90%"
        told = noun_left(sentence, governor(sentence, phrase[0]))
        phrase = told if told is not None and is_metric(sentence, told) else phrase
    if amount.bound != "exact":
        done = _at_rate(sentence, phrase) if phrase is not None and amount.kind == "percent" else None
        if done is not None:
            return Frame("claim.level-before", "level", metric=done, last=run.last, first=done[0])
        if sentence.lower(run.last) == "of" and sentence.lower(end - 1).endswith("ing") and amount.kind == "measure":
            # "emitting around 148,000 tons of CO2"
            return None
        behind = noun_right(sentence, run.last)
        if behind is not None and (is_metric(sentence, behind) or amount.rule == "quantity.sub"):
            # "an encrypted sub-second | semantic search"
            return None
        if phrase is not None and _is_gapped(sentence, phrase, amount, history):
            # "TPOT stays within 4.8% absolute error, E2E latency within 5.3%"
            return Frame("claim.level-gapped", "level", metric=history[-1].metric, last=run.last, first=phrase[0])
        if phrase is not None and _is_named(sentence, phrase) and sentence.items[run.first].text.startswith(_EXCEEDING):
            # "RP+Flux exceeds 1,500 tasks/s"
            return Frame("claim.level-before", "level", last=run.last, first=phrase[0])
        moved_by = _moved_up_to(sentence, run, phrase, amount) if phrase is not None else None
        if moved_by is not None:
            return moved_by
        if phrase is not None and sentence.tag(phrase[0] - 1) != AMOUNT and not _is_object(sentence, run, phrase):
            return Frame("claim.level-before", "level", metric=phrase, last=run.last, first=phrase[0])
    if phrase is not None and amount.kind == "measure" and _is_value(sentence, run, phrase, amount.unit):
        return Frame("claim.level-before", "level", metric=phrase, last=run.last, first=phrase[0])
    if phrase is None or amount.kind not in ("count", "percent"):
        return None
    if family(sentence.words(*phrase))[0] not in _MEASURED:
        return None
    return Frame("claim.level-before", "level", metric=phrase, last=run.last, first=phrase[0])


def _is_value(sentence: Sentence, run: Run, phrase: Range, unit: str) -> bool:
    """Whether a measure is that of the aggregate right before it: "with mean memory | 14.9 GB", "(average delay | 13
    s)".
    """
    first = phrase[0] - (sentence.lower(phrase[0] - 1) in _AGGREGATES)
    if sentence.lower(first) not in _AGGREGATES or sentence.lower(first - 1) not in ("(", ",", ";", "with", "and"):
        return False
    return sentence.lower(run.last) in _APPOSED_ENDS and measures(sentence, phrase, unit)


def _at_rate(sentence: Sentence, phrase: Range) -> Range | None:
    """What is done at a rate that has no other name: "diagnose bugs | at rates exceeding 91%"."""
    at = governor(sentence, phrase[0])
    if phrase[1] - phrase[0] > 1 or sentence.lower(phrase[0]) not in ("rate", "rates") or sentence.lower(at) != "at":
        return None
    done = noun_left(sentence, at)
    verb = governor(sentence, done[0]) if done is not None else -1
    return (verb, at) if sentence.tag(verb) == VERB else done


def _moved_up_to(sentence: Sentence, run: Run, phrase: Range, amount: Amount) -> Frame | None:
    """ "reduces the network throughput of a victim | up to 70%": a "by" is left out."""
    if amount.kind != "percent" or not sentence.items[run.first].text.lower().startswith("up to"):
        return None
    told = outermost(sentence, phrase, ("of",))
    verb = governor(sentence, told[0])
    if sentence.tag(verb) != VERB or sentence.value(verb) not in ("decrease", "increase", "improve"):
        return None
    if not is_no_share(sentence, told):
        return None
    move = move_of(sentence.value(verb))
    return Frame("claim.verb-by", "change", move, told, last=run.last, first=verb, verb=verb)


def _is_object(sentence: Sentence, run: Run, phrase: Range) -> bool:
    """Whether a noun before a time is what is handled in it, and not what is measured: "detects spikes within 5 s"."""
    if not sentence.items[run.first].text.lower().startswith("within") or sentence.amount(run.first).unit not in TIMES:
        return False
    if not is_metric(sentence, phrase):
        return True
    handled = sentence.tag(governor(sentence, phrase[0])) == VERB
    # "detected anomalies within 15 s", but "keeps latency within 5 ms"
    return handled and family(sentence.words(*phrase))[0] in _HANDLED


def _is_named(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is the name of a system, which attains a value but is not what is measured."""
    text = sentence.items[phrase[1] - 1].text
    if phrase[1] - phrase[0] > 1 or text == text.lower():
        return False
    # "Kelp-4-Mini-Reasoning exceeds 228 s" too
    return not is_metric(sentence, phrase) or (text[0].isupper() and text.count("-") > 1)


def _is_gapped(sentence: Sentence, phrase: Range, amount: Amount, history: list[Frame]) -> bool:
    """Whether a noun phrase before a number goes on the level said before, whose metric it leaves out."""
    if not history or history[-1].rule not in ("claim.level", "claim.level-gapped"):
        return False
    return history[-1].unit == amount.unit and sentence.lower(phrase[0] - 1) in (",", "and", ";")
