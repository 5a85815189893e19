"""One field of a paper -> its claims, sentence by sentence."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from claims import amounts as numbers
from claims.assemble import context, scale
from claims.assemble.constructions import MEMORY, Frame, frame, lead
from claims.assemble.metric import family, movement, unit_family
from claims.assemble.phrases import Range, Run, noun_right, phrase_list, runs
from claims.assemble.sentence import AMOUNT, CONJUNCTION, NOMINAL, SIGN, VERB, WORD, Sentence, build
from claims.mentions.quantity import Amount, may_hold
from claims.mentions.quantity import find as find_amounts
from claims.models import About, Aggregate, Claim, HardwareMention, Offsets
from claims.text import FieldText, sentences
from claims.tokens import tokenize


def find(field: FieldText, hardware: list[HardwareMention], paper_id: str = "", system: str | None = None) -> list[Claim]:
    """The claims of one field in the order of the text. Numbers inside the names of `hardware` are none."""
    if not may_hold(field.text):
        return []
    spans = sentences(field.text)
    introduction = context.introduction(field.text, spans) if field.field == "abstract" else 0
    claims: list[Claim] = []
    scales: set[tuple[float | None, str, float | None]] = set()
    starts = [mention.start for mention in hardware]
    for start, end in spans:
        if not may_hold(field.text[start:end]):
            continue
        tokens = tokenize(field.text, start, end)
        first, last = field.span(start, end)
        devices = hardware[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, last)]
        found = [amount for amount in find_amounts(tokens) if not _named(field, amount, devices)]
        for amount in found:
            if amount.rule == "quantity.units":
                amount.unit = _device(field, amount, devices)
        if not found:
            continue
        sentence = build(field.text, start, end, tokens, found)
        drafts = assemble(sentence)
        about: About = "prior" if drafts and context.is_prior(sentence, introduction, system) else "this"
        for draft in drafts:
            if draft.count is not None and sentence.lower(draft.item - 1) == "all" and any(value == draft.amount.value for value, _, _ in scales):
                # "four vendors … across all four architectures"
                continue
            if draft.count is not None and (draft.amount.value, draft.count.unit, draft.amount.high) in scales:
                # the second mention of a count in the same field
                continue
            _resolve(field, sentence, draft, claims)
            claims.append(_claim(field, sentence, draft, paper_id, about))
            if draft.type == "scale":
                scales.add((claims[-1].value, claims[-1].unit, claims[-1].high))
    return claims


def _device(field: FieldText, amount: Amount, hardware: list[HardwareMention]) -> str:
    """The class of the hardware in "8xA100": "gpu"; "device" where the name is not known."""
    start, end = field.span(amount.start, amount.end)
    return next((mention.kind for mention in hardware if mention.start < end and start < mention.end), "device")


def _named(field: FieldText, amount: Amount, hardware: list[HardwareMention]) -> bool:
    """Whether the number stands inside a hardware mention without being its count: the 12 of "RTX 3060 12GB"."""
    start, end = field.span(amount.start, amount.end)
    return any(
        mention.start < end and start < mention.end and not (mention.count == amount.value and start <= mention.start + 12)
        for mention in hardware
    )


_ELLIPTIC = {"improvement", "improvements", "reduction", "reductions", "gain", "gains", "savings", "saving", "increase", "decrease", "drop", "boost", "persist", "it", "they"}


_REACH = 100
"""Claims back to which an elided metric can refer; no abstract holds as many."""


def _resolve(field: FieldText, sentence: Sentence, draft: "Draft", claims: list[Claim]) -> None:
    """Name an elided metric by the change said before it in the field: "with an average improvement of 204.7%"."""
    if draft.amount.kind == "fraction" and not draft.metric:
        shares = [claim for claim in claims[-_REACH:] if claim.unit.startswith("of ") and claim.metric]
        if shares:
            draft.metric_text, draft.inherited = shares[-1].metric, shares[-1].metric_spans
        return
    if draft.type != "change" or draft.frame is None or not draft.metric:
        return
    named = " ".join(sentence.words(*piece) for piece in draft.metric).lower()
    if named not in _ELLIPTIC:
        return
    earlier = [claim for claim in claims[-_REACH:] if claim.type == "change" and claim.metric and claim.metric.lower() not in _ELLIPTIC]
    if earlier:
        draft.metric, draft.metric_text = [], earlier[-1].metric
        draft.inherited = earlier[-1].metric_spans


class Draft:
    """A claim in the making: an amount, its frame and what surrounds it."""

    __slots__ = ("aggregate", "amount", "baseline", "bound", "conditions", "count", "frame", "inherited", "item", "metric", "metric_text", "type")

    def __init__(self, item: int, amount: Amount) -> None:
        self.item = item
        self.amount = amount
        self.frame: Frame | None = None
        self.count: scale.Count | None = None
        self.metric: list[Range] = []
        self.metric_text: str | None = None
        self.baseline: list[Range] = []
        self.conditions: list[Range] = []
        self.inherited: tuple[Offsets, ...] = ()
        self.aggregate: Aggregate | None = None
        self.bound = amount.bound
        self.type = "level"


def assemble(sentence: Sentence) -> list[Draft]:
    """The claims of a sentence, with metric, baseline and condition as ranges of its items."""
    drafts: list[Draft] = []
    history: list[Frame] = []
    merged = -1
    for run in runs(sentence):
        amount = sentence.items[run.first].amount
        if amount is None or run.first <= merged:
            continue
        if amount.kind == "count" and not _is_score(sentence, run, amount):
            counted_pair = _counted_pair(sentence, run)
            if counted_pair is not None:
                drafts.append(counted_pair[0])
                merged = counted_pair[1]
                continue
            draft = Draft(run.first, amount)
            draft.count = scale.count(sentence, run.first, amount, [other.count for other in drafts if other.count is not None])
            if draft.count is not None and amount.before is not None and amount.after is not None:
                low, high = sorted((amount.before, amount.after))
                draft.amount = replace(amount, value=low, high=high, before=None, after=None)
            if draft.count is not None and draft.type != "" and any(
                other.count is not None and other.amount.value == draft.amount.value and other.count.unit == draft.count.unit and other.amount.high == draft.amount.high
                for other in drafts
            ):  # fmt: skip
                continue
            if draft.count is not None:
                draft.type, draft.metric = draft.count.type, [draft.count.phrase]
                drafts.append(draft)
            continue
        if _setting(sentence, run, amount):
            continue
        found = frame(sentence, run, history)
        if found is None or _parts_of_unit(sentence, found, amount):
            continue
        history.append(found)
        if amount.kind == "measure" and found.type == "level" and (_is_volume(sentence, run, amount) or _observed(sentence, run)):
            found.type = "scale"
        made = _distributed(sentence, run, found)
        said = next((draft for draft in reversed(drafts[-MEMORY:]) if draft.frame is not None), None)
        if found.rule == "claim.elided" and said is not None and made[0].bound == "exact" and said.frame is not None and said.frame.unit == found.unit:
            # a list that shares one head shares its bound
            for draft in made:
                draft.bound = said.bound
        drafts.extend(made)
    _compare(sentence, drafts)
    _restrict(sentence, drafts)
    _aggregate(sentence, drafts)
    return drafts


def _aggregate(sentence: Sentence, drafts: list[Draft]) -> None:
    """Say how each number was aggregated; a trailing "on average" reaches back over its coordination."""
    for draft in drafts:
        last = draft.frame.last if draft.frame is not None else draft.item + 1
        draft.aggregate = context.aggregate(sentence, draft.item, draft.frame.first if draft.frame else draft.item, max(last, draft.item + 1))
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        between = range(left.item + 1, right.item)
        joined = all(sentence.tag(i) in (CONJUNCTION, SIGN) for i in between) and len(between) <= 2
        if left.aggregate is None and right.aggregate is not None and joined and left.type == right.type == "level":
            left.aggregate = right.aggregate


_AIMED = {"targeting", "targets", "targeted", "designed", "mandates"}
_MEMORIES = {"memory", "cache", "buffer", "ram", "sram", "dram", "hbm", "vram", "scratchpad", "local-memory", "lut", "registers"}
_BYTES = {"KB", "MB", "GB", "TB", "PB", "EB", "KiB", "MiB", "GiB", "TiB"}
_VOLUMES = {"data", "dataset", "datasets", "logs", "traces", "files", "text", "images", "records", "videos", "samples", "documents", "trace", "corpus"}


def _is_volume(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether bytes size what was handled: "100 PB of data", "a 2 TB dataset"."""
    if amount.unit not in _BYTES:
        return False
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
    return phrase is not None and sentence.lower(phrase[1] - 1) in _VOLUMES


_OBSERVED = {"collected", "monitored", "observed", "gathered", "recorded", "measurements", "traces", "trace", "data", "deployment", "deployed", "operating", "operation", "logs", "study", "telemetry", "campaign"}


def _observed(sentence: Sentence, run: Run) -> bool:
    """Whether a span of days or more is the size of what was observed: "collected over six months"."""
    amount = sentence.items[run.first].amount
    if amount is None or amount.unit not in ("day", "week", "month", "year"):
        return False
    before = {sentence.lower(step) for step in range(max(0, run.first - 6), run.first)}
    if sentence.lower(run.last) == "of" and noun_right(sentence, run.last + 1) is not None:
        # "18 days of production telemetry"
        return amount.unit in ("day", "week", "month") and (amount.value or 0) >= 2
    return sentence.lower(lead(sentence, run.first)) in ("over", "for", "of", "spanning", "covering", "during", "across") and bool(before & _OBSERVED)


def _counted_pair(sentence: Sentence, run: Run) -> tuple[Draft, int] | None:
    """ "reduce 3,359 trace tokens to 432 tokens": one change of a counted thing, and the item of its second number."""
    first = scale.counted(sentence, run.first)
    if first is None or sentence.lower(first[1]) != "to" or sentence.tag(first[1] + 1) != AMOUNT:
        return None
    left, right = sentence.items[run.first].amount, sentence.items[first[1] + 1].amount
    second = scale.counted(sentence, first[1] + 1)
    if left is None or right is None or right.kind != "count" or second is None or left.value is None or right.value is None:
        return None
    heads = {scale.singular(sentence.items[phrase[1] - 1].text) for phrase in (first, second)}
    moving = any(sentence.tag(step) == VERB and sentence.items[step].value in ("decrease", "increase", "improve") for step in range(max(0, run.first - 5), run.first))
    if len(heads) > 1 or not moving:
        return None
    draft = Draft(run.first, replace(left, value=None, high=None, before=left.value, after=right.value, unit=heads.pop(), end=sentence.items[second[1] - 1].end, rule="quantity.number-pair"))
    draft.type, draft.metric = "change", [first]
    draft.frame = Frame("claim.counted-pair", "change", "decrease" if right.value < left.value else "increase", first, last=second[1], first=run.first)
    return draft, first[1] + 1


def _parts_of_unit(sentence: Sentence, found: Frame, amount: Amount) -> bool:
    """Whether a fraction counts the parts of one unit: "8 of 32 hardware threads per node"."""
    return amount.kind == "fraction" and found.metric is not None and any(
        sentence.lower(step) in ("threads", "cores", "bits", "lanes", "ways", "stages") for step in range(*found.metric)
    )


def _is_score(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether a bare number is a score ("kappa=0.93", "F1 of 0.87") or a pair, not a count."""
    if amount.before is not None and amount.after is not None:
        if amount.unit or not float(amount.before).is_integer() or not float(amount.after).is_integer():
            return True
        following = scale.counted(sentence, run.first)
        moved = any(sentence.tag(step) == VERB and sentence.items[step].value in ("increase", "decrease", "improve", "worsen") for step in range(max(0, run.first - 7), run.first))
        return moved and not (following is not None and scale.is_plural(sentence.items[following[1] - 1].text))
    whole = amount.value is not None and float(amount.value).is_integer()
    before = sentence.lower(run.first - 1)
    if not whole and not amount.spelled:
        following = scale.counted(sentence, run.first)
        if before in ("v", "version", "section", "figure", "table") or following is not None and scale.is_plural(sentence.items[following[1] - 1].text):
            return False
        return True
    return False


_CONFIGURED = {"link", "links", "network", "networks", "ethernet", "cache", "process", "node", "window", "windows", "interval", "intervals", "timeout", "period",
               "budget", "chunk", "chunks", "block", "blocks", "page", "pages", "precision", "integer", "integers", "floating", "cmos", "technology", "nic", "nics", "context", "switch", "deadline", "threshold", "band", "channel", "bus", "floating-point", "float", "data", "wafer", "finfet"}  # fmt: skip


def _setting(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether a measure only sets the scene: "within 50 ms RTT", "a 10 Gbps link", "95% confidence intervals"."""
    following = [sentence.lower(run.last + step) for step in range(3)]
    before = [sentence.lower(run.first - step) for step in range(1, 5)]
    if _bracketed(sentence, run.first):
        # "46.7 [38.1, 55.2] minutes": an interval
        return True
    if amount.kind == "percent" and ("confidence" in following or following[0] in ("ci", "cis") or "interval" in following[:2] or "percentile" in following[:2] or following[:2] == ["ci", ")"]):
        return True
    if amount.rule == "quantity.years":
        return True
    opened = next((step for step in range(run.first - 1, max(-1, run.first - 14), -1) if sentence.lower(step) in ("(", ")")), -1)
    if opened >= 0 and sentence.lower(opened) == "(" and sentence.lower(opened + 1) in ("e.g.", "e.g"):
        return True
    if amount.kind == "count" and amount.bound == "exact" and run.first and not amount.spelled:
        name = sentence.items[run.first - 1]
        if name.tag == WORD and name.text[0].isupper() and run.first > 1 and family(name.text)[0] == "other" and "," not in sentence.items[run.first].text and not any(char in name.lower for char in "@-") and amount.high is None:
            # "Gemini 2.5 Pro", "Web 2.0"
            return True
        if amount.value == 802.11:
            return True
    if amount.kind == "percent" and sentence.lower(lead(sentence, run.first)) in ("under", "with", "if", "when"):
        phrase = noun_right(sentence, run.last)
        if phrase is not None and family(sentence.words(*phrase))[0] == "other" and sentence.tag(phrase[1] - 1) != NOMINAL:
            return True
    if amount.kind == "fraction" and before[0] in ("≤", "<", "=", "≥", ">", "to") and following[0] in ("", ",", ".", "and", ")"):
        return True
    if amount.kind in ("measure", "percent") and any(sentence.lower(step) in _AIMED for step in range(max(0, run.first - 6), run.first)):
        # "targeting end-to-end latencies below 500 ms", "designed to achieve 99.99% availability"
        return True
    if amount.kind == "measure" and amount.unit in ("GHz", "MHz", "Hz", "kHz"):
        return following[0] in ("", "band", "bandwidth", "channel", "design", "clock") or not (before[0] in ("of", "to") or sentence.items[run.first - 1].value == "attain")
    if amount.unit in _BYTES and sentence.lower(run.last) == ")":
        opened = next((step for step in range(run.first - 1, max(-1, run.first - 8), -1) if sentence.lower(step) == "("), -1)
        if 0 <= opened < run.first - 1 and all(sentence.tag(step) in (WORD, SIGN) for step in range(opened, run.first)):
            # "A100 (HBM2e, 80 GB)"
            return True
    if amount.unit.endswith("-hour") and before[0] == "at":
        return True
    if amount.kind == "measure":
        if amount.unit in ("bit", "nm", "GHz", "MHz", "Hz", "kHz") and (amount.compound or amount.unit in ("nm", "bit")):
            return True
        if amount.compound and amount.bound != "less_than":
            return True
        if amount.unit in _BYTES and amount.bound == "exact" and any(word in _MEMORIES for word in following) and sentence.lower(run.first - 1) != "(" and sentence.tag(lead(sentence, run.first)) != VERB and following[0] != "of":
            return True
        if following[0] in _CONFIGURED or (following[0] == "of" and following[1] in ("cache",)):
            return True
        if amount.unit in ("year", "month", "week", "day", "decade") and amount.spelled and not _observed(sentence, run):
            return True
        if "sizes" in before or "size" in before or "rtt" in following:
            return True
    return False


def _bracketed(sentence: Sentence, index: int) -> bool:
    for step in range(index - 1, max(-1, index - 8), -1):
        if sentence.lower(step) in ("[", "]"):
            return sentence.lower(step) == "["
    return False


def _distributed(sentence: Sentence, run: Run, found: Frame) -> list[Draft]:
    """One draft for each quantity of the run, with its own member of a listed metric or baseline."""
    drafts: list[Draft] = []
    first_amount = sentence.items[run.first].amount
    members = _metric_members(sentence, run, found)
    for order, slot in enumerate(run.slots):
        for place in (slot, run.inner.get(slot)):
            amount = sentence.items[place].amount if place is not None else None
            if amount is None or place is None:
                continue
            draft = Draft(place, amount)
            draft.frame, draft.type = found, found.type
            if (amount.bound == "exact" or amount.bound == "about" and slot != run.first) and first_amount is not None and first_amount.bound in ("up_to", "at_least", "about", "more_than", "less_than"):
                draft.bound = first_amount.bound
            if members is not None:
                draft.metric = members[order]
            elif found.metric is not None:
                draft.metric = [found.metric]
            draft.metric_text = found.metric_text
            if found.baseline is not None:
                sides = _baseline_members(sentence, found.baseline)
                draft.baseline = sides[order] if len(sides) == len(run.slots) > 1 else [found.baseline]
            if slot in run.notes and context.aggregate(sentence, slot, slot, slot + 1) is None:
                draft.conditions.append(run.notes[slot])
            drafts.append(draft)
    return drafts


def _metric_members(sentence: Sentence, run: Run, found: Frame) -> list[list[Range]] | None:
    """The metrics of a "respectively" list, item plus head: "insertion, query, and deletion throughputs"."""
    if len(run.slots) < 2 or found.metric is None:
        return None
    first, last = found.metric
    while first > 0 and (sentence.tag(first - 1) in (WORD, NOMINAL) or sentence.lower(first - 1) in (",", "and", "&")):
        first -= 1
    while last < len(sentence.items) and sentence.lower(last) in (",", "and") and sentence.tag(last + 1) in (WORD, NOMINAL) or (
        last < len(sentence.items) and last > found.metric[1] and sentence.tag(last) in (WORD, NOMINAL)):  # fmt: skip
        last += 1
    members = phrase_list(sentence, first, last)
    if len(members) != len(run.slots) or found.rule == "claim.outperform" and found.metric == (found.verb, found.verb + 1) or sentence.lower(members[-1][0] - 1) not in ("and", "or", "&"):
        return None
    shared = members[-1]
    result: list[list[Range]] = []
    for member in members:
        if member == shared or shared[1] - shared[0] < 2 or member[1] - member[0] > 1:
            result.append([member])
        else:
            result.append([member, (shared[1] - 1, shared[1])])
    return result


def _compare(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change its baseline: a trailing one covers what precedes it, a leading one the sentence."""
    changes = [draft for draft in drafts if draft.frame is not None]
    for baseline in context.baselines(sentence):
        if any(draft.frame is not None and draft.frame.baseline is not None and draft.frame.baseline[0] - 2 <= baseline.marker <= draft.frame.baseline[1] for draft in changes):
            continue
        members = _baseline_members(sentence, baseline.phrase)
        if baseline.leading:
            covered = [draft for draft in changes if not draft.baseline and draft.type == "change"]
        elif baseline.forward:
            end = next((step for step in range(baseline.marker, len(sentence.items)) if sentence.lower(step) in (";", ":")), len(sentence.items))
            covered = [draft for draft in changes if baseline.marker < draft.item < end and not draft.baseline and (draft.type == "change" or draft.amount.kind in ("percent", "fraction") and _attained(sentence, draft))]
            covered += [draft for draft in changes if draft.item < baseline.marker and draft.amount.kind == "fraction" and not draft.baseline]
            for draft in covered:
                draft.baseline = [baseline.phrase]
            continue
        else:
            covered = []
            nearest = max((draft.item for draft in changes if draft.item < baseline.marker), default=-1)
            for draft in reversed([draft for draft in changes if draft.item < baseline.marker]):
                if sentence.lower(baseline.marker) == "than" and draft.item < nearest and _predicated(changes, nearest, draft.frame):
                    # "an 11x speedup and execution times 2x faster than B": said of the times only
                    break
                if draft.baseline and not (draft.frame is not None and draft.frame.baseline is None and _forwarded(sentence, draft)):
                    break
                if any(sentence.lower(step) == ";" for step in range(draft.item, baseline.marker)):
                    break
                if draft.frame is not None and _moved_between(sentence, draft.frame.last, baseline.marker):
                    continue
                if draft.type == "change":
                    covered.append(draft)
                elif baseline.explicit and draft.frame is not None and _adjacent(sentence, draft.frame.last, baseline.marker):
                    covered.append(draft)
            covered.reverse()
        if not covered and (baseline.explicit or sentence.lower(baseline.marker) == "over") and not any(
            draft.item < baseline.marker and draft.type == "change" for draft in changes
        ):
            # "improves time over B in 25/31 cases, achieving 3x": said before the numbers, it covers them
            levels = sentence.tag(baseline.marker - 1) == VERB and sentence.lower(baseline.marker) == "against"
            covered = [draft for draft in changes if draft.item > baseline.marker and not draft.baseline and (draft.type == "change" or levels)]
        run_length = len({draft.item for draft in covered})
        if len(members) > 1 and len(members) == run_length and _same_metric(covered) and len({id(draft.frame) for draft in covered}) == 1:
            for draft, member in zip(covered, members, strict=True):
                draft.baseline = member
            continue
        inner = _inner_baseline(sentence, baseline.phrase)
        for draft in covered:
            if inner is not None and any(draft.item == place for place in _inner_places(sentence, covered)):
                draft.baseline = [inner[1]]
            elif inner is not None and _inner_places(sentence, covered):
                draft.baseline = [inner[0]]
            else:
                draft.baseline = [baseline.phrase]
    _inherit(sentence, changes)


def _inherit(sentence: Sentence, changes: list[Draft]) -> None:
    """A trailing "with gains reaching N" has the baseline of what it explains."""
    for before, draft in zip(changes, changes[1:], strict=False):
        if draft.type == "change" and not draft.baseline and before.baseline and draft.frame is not None:
            if sentence.lower(draft.frame.first - 1) == "with" and before.type == "change":
                draft.baseline = before.baseline


def _moved_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another thing is said to move between a number and a comparison, which then is about that."""
    step = max((i for i in range(first, last) if sentence.tag(i) == AMOUNT), default=first)
    return any(
        sentence.tag(i) == VERB and sentence.items[i].value in ("decrease", "increase", "improve", "worsen") and sentence.lower(i).endswith("ing")
        and not {"without", "while", "not"} & {sentence.lower(i - 1), sentence.lower(i - 2)}
        for i in range(step, last)
    )  # fmt: skip


def _predicated(changes: list[Draft], item: int, other: Frame | None) -> bool:
    """Whether the quantity at `item` has its metric for a subject that `other` has not: "execution times up to 2x faster"."""
    return any(draft.item == item and draft.frame is not None and draft.frame is not other and draft.frame.rule == "claim.comparative" and draft.frame.metric is not None
               and draft.frame.metric[1] <= item for draft in changes)  # fmt: skip


def _attained(sentence: Sentence, draft: Draft) -> bool:
    """Whether a level is what "achieving" leads to: "outperforms B, achieving 83.7% precision, 77.5% recall"."""
    for step in range(draft.item - 1, max(-1, draft.item - 14), -1):
        if sentence.tag(step) == VERB:
            return sentence.lower(step).startswith(("achiev", "attain", "reach", "obtain", "yield", "deliver", "match"))
    return False


def _forwarded(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft's baseline came from a leading "outperforms B", which an own one overrides."""
    return draft.frame is not None and bool(draft.baseline) and draft.baseline[0][1] <= draft.item


def _same_metric(drafts: list[Draft]) -> bool:
    return len({tuple(draft.metric) for draft in drafts}) == 1


def _adjacent(sentence: Sentence, first: int, last: int) -> bool:
    return last - first <= 6 and not any(sentence.tag(i) == AMOUNT for i in range(first, last))


def _inner_places(sentence: Sentence, drafts: list[Draft]) -> set[int]:
    return {draft.item for draft in drafts if sentence.lower(draft.item - 1) == "(" and sentence.lower(draft.item + 1) == ")"}


def _inner_baseline(sentence: Sentence, phrase: Range) -> tuple[Range, Range] | None:
    """ "GQF (TCF)" -> its two parts."""
    if phrase[1] - phrase[0] >= 4 and sentence.lower(phrase[1] - 1) == ")":
        opening = next((i for i in range(phrase[0], phrase[1]) if sentence.lower(i) == "("), -1)
        if opening > phrase[0]:
            return (phrase[0], opening), (opening + 1, phrase[1] - 1)
    return None


def _baseline_members(sentence: Sentence, phrase: Range) -> list[list[Range]]:
    """The members of a listed baseline; "CPU and GPU baselines" gives each its head."""
    members = phrase_list(sentence, *phrase)
    if len(members) < 2:
        return [[phrase]]
    shared = members[-1]
    plural_head = scale.is_plural(sentence.items[shared[1] - 1].text) and shared[1] - shared[0] >= 2
    return [
        [member] if member == shared or not plural_head or member[1] - member[0] > 1 else [member, (shared[1] - 1, shared[1])]
        for member in members
    ]


def _restrict(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change and level its conditions: the one behind it first, then the setting that opens the sentence."""
    framed = [draft for draft in drafts if draft.frame is not None or draft.type == "level"]
    if not framed:
        return
    opening = context.opening_condition(sentence, min(draft.item for draft in framed))
    places = sorted(draft.item for draft in framed)
    for draft in framed:
        behind = bisect_right(places, draft.item)
        stop = places[behind] if behind < len(places) else len(sentence.items)
        at = draft.frame.last if draft.frame is not None else draft.metric[0][1]
        for baseline in draft.baseline:
            if baseline[0] >= at:
                at = max(at, baseline[1])
        trailing = context.trailing_condition(sentence, at, stop)
        if trailing is None and draft.frame is not None and draft.frame.region is not None and draft.metric:
            trailing = context.trailing_condition(sentence, draft.metric[-1][1], draft.frame.region[1])
        if trailing is None and draft.frame is not None and draft.baseline and draft.baseline[0][0] > draft.frame.last:
            trailing = context.trailing_condition(sentence, draft.frame.last, draft.baseline[0][0] - 1)
        if trailing is not None:
            draft.conditions.append(trailing)
        if opening is not None and opening[1] <= draft.item:
            draft.conditions.append(opening)


def _claim(field: FieldText, sentence: Sentence, draft: Draft, paper_id: str, about: About) -> Claim:
    amount = draft.amount
    end = amount.end
    unit = amount.unit
    if amount.rule == "quantity.points" and unit == "pp" and "%" not in sentence.text[sentence.start : sentence.end] and "accurac" not in sentence.text[sentence.start : sentence.end].lower():
        # points of a score that is no share
        unit = "point"
    if draft.count is not None:
        end = max(end, sentence.items[draft.count.phrase[1] - 1].end)
        unit = draft.count.unit
        if unit == "parameter":
            draft.metric_text, draft.metric = "parameters", []
        if draft.count.rule == "claim.units":
            draft.metric_text = sentence.items[draft.item].text.lower().partition("x")[2].upper()
        elif draft.count.phrase == (draft.item, draft.item + 1) and "-" in sentence.items[draft.item].text:  # "thousand-satellite"
            draft.metric_text = sentence.items[draft.item].text.partition("-")[2]
    start, stop = field.span(amount.start, end)
    metric_spans = _spans(field, sentence, draft.metric) or draft.inherited
    metric = draft.metric_text or " ".join(sentence.words(*piece) for piece in draft.metric) or None
    if amount.rule == "quantity.rate" and metric is None:
        # "1,500 output tokens per second": what is counted in the rate
        metric = _rated(amount, field) or None
    direction = effect = None
    key = "size" if draft.type == "scale" else family(metric or "")[0]
    if key == "other":
        key = unit_family(unit)
    if key == "other" and draft.frame is not None and draft.frame.rule == "claim.share":
        # "88.7% of these queries": the share of things that came out right
        key = "accuracy"
    if draft.type == "change" and draft.frame is not None:
        direction, effect, key = movement(draft.frame.move, metric or "")
    elif draft.type == "level" and unit.startswith("of "):
        key = "accuracy"
    return Claim(
        id=f"{paper_id}:{field.field}:{start}-{stop}",
        field=field.field, text=field.raw[start:stop], start=start, end=stop, type=draft.type,
        value=amount.value, high=amount.high, before=amount.before, after=amount.after, unit=unit, bound=draft.bound,
        aggregate=draft.aggregate,
        plus_minus=amount.plus_minus, metric=metric, metric_key=key, direction=direction, effect=effect,
        baseline=" ".join(sentence.words(*piece) for piece in draft.baseline) or None,
        condition="; ".join(sentence.words(*piece) for piece in draft.conditions) or None,
        about=about,
        metric_spans=metric_spans, baseline_spans=_spans(field, sentence, draft.baseline),
        condition_spans=_spans(field, sentence, draft.conditions),
        sentence_start=field.span(sentence.start, sentence.end)[0], sentence_end=field.span(sentence.start, sentence.end)[1],
        factor=numbers.factor(unit, direction, effect, amount.value, amount.before, amount.after) if draft.type == "change" else None,
        rule=f"{amount.rule}+{draft.frame.rule if draft.frame else draft.count.rule if draft.count else ''}",
    )  # fmt: skip


def _rated(amount: Amount, field: FieldText) -> str:
    """The counted words of a rate: "output tokens" of "1,500 output tokens per second"."""
    words = field.text[amount.start : amount.end].split()
    stop = next((index for index, word in enumerate(words) if word in ("per", "/")), 1)
    return " ".join(word for word in words[1:stop] if word not in ("billion", "million", "thousand", "trillion"))


def _spans(field: FieldText, sentence: Sentence, pieces: list[Range]) -> tuple[Offsets, ...]:
    return tuple(field.span(sentence.items[first].start, sentence.items[last - 1].end) for first, last in pieces)
