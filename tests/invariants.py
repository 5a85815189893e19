"""What holds of every extraction, whatever the paper says; and texts that are hard on the rules."""

import math
from collections.abc import Iterator

from claims.models import Claim, Extraction, HardwareMention, Paper, VenueMention

# One each of what arXiv and rule writers put together; joined at random they reach what no example shows.
FRAGMENTS = (
    "Kelp", "vLLM", "we reduce", "latency", "throughput", "SLO attainment", "faster", "higher", "lower", "than",
    "over", "compared to", "outperforms", "by", "of", "from", "to", "up to", "at least", "about", "respectively",
    "on average", "and", "or", "with", "across", "in", "per", "the", "a", "each", "halves", "twofold",
    "two orders of magnitude", "two", "a million", "trillion", "half", "A100 GPUs", "8xA100", "80GB", "Intel Xeon",
    "FPGA", "accepted at", "ICML 2026", "Proc. of the 3rd", "Workshop on", "IEEE Trans.", "vol. 3", "pp. 5-10", "1",
    "2.5", "3,200", ".5", "10^9", "2026", "7B", "52%", r"52\%", "2.3x", r"$2.3\times$", "×", "12 ms", "$5", "5 GB/s",
    "-", "–", "—", "--", "±", "~", r"$\sim$", "<", "≤", "=", "@", "/", "(", ")", "[", "]", "{", "}", "$", "\\", r"\,",
    r"\frac{1}{2}", r"\emph{", r"\cite{a}", "_{0.9}", "^", "&lt;", "&", "%", "'", "\"", "``", ",", ".", ". ", ";",
    ":", "?", " ", " ", " ", "\n  ", "\t", "\u2009", "\u200b", "\u00ad", "é", "e\u0301", "ﬁ", "²", "⁴", "٣", "Ⅷ", "µ",
    "日本", "😀", "İ", "ß", "\x00",
)  # fmt: skip

HOSTILE = (
    "7", "-", "x", "%", "$", "\\", "1-", "~", "(", "{", "to 1 ", "by 5% and ", "A100 ", "Proceedings of ", "of the ",
    "\n", "∼", "\\frac{", "It outperforms Kelp by 5%. ",
)  # fmt: skip
"""Repeated, these are what slow rules trip over."""


def faults(extraction: Extraction) -> Iterator[str]:
    """What is wrong with an extraction that no rule may ever get wrong, one sentence each."""
    paper = extraction.paper
    mentions: list[Claim | HardwareMention | VenueMention] = [
        *extraction.claims,
        *extraction.hardware,
        *extraction.venues,
    ]
    for mention in mentions:
        raw = getattr(paper, mention.field) or ""
        what = f"{mention.field} {mention.start}-{mention.end} {mention.text!r} ({mention.rule})"
        if not 0 <= mention.start < mention.end <= len(raw):
            yield f"{what}: no place in the field"
        elif raw[mention.start : mention.end] != mention.text:
            yield f"{what}: there stands {raw[mention.start : mention.end]!r}"
        if isinstance(mention, Claim):
            yield from (f"{what}: {fault}" for fault in _claim_faults(mention, raw))
    ids = [claim.id for claim in extraction.claims]
    yield from (f"{id}: given to {ids.count(id)} claims" for id in sorted(set(ids)) if ids.count(id) > 1)  # noqa: A001
    if Extraction.model_validate_json(extraction.model_dump_json()) != extraction:
        yield "changes when it is written and read again"
    for made in (extraction, *mentions):
        # what is made unchecked: also a whole number that is no `float`, and a field out of its order
        checked = type(made).model_validate(dict(made), strict=True)
        if (repr(checked), hash(checked)) != (repr(made), hash(made)):
            yield f"{made!r}: checked, it is {checked!r}"


def _claim_faults(claim: Claim, raw: str) -> Iterator[str]:
    if not 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end <= len(raw):
        yield f"stands outside its sentence {claim.sentence_start}-{claim.sentence_end}"
    for role in ("metric_spans", "baseline_spans", "condition_spans"):
        if any(not 0 <= start < end <= len(raw) for start, end in getattr(claim, role)):
            yield f"{role} {getattr(claim, role)} leave the field"
    numbers = (claim.value, claim.high, claim.before, claim.after, claim.plus_minus, claim.factor)
    if not all(number is None or math.isfinite(number) for number in numbers):
        yield f"no finite numbers: {numbers}"
    if (claim.value is None) != (claim.before is not None and claim.after is not None):
        yield f"neither a number nor a pair: {numbers}"
    if claim.value is not None and claim.high is not None and claim.high < claim.value:
        yield f"a range that runs down: {claim.value} to {claim.high}"
    if claim.type != "change" and (claim.direction or claim.effect):
        yield f"a {claim.type} that goes somewhere: {claim.direction}, {claim.effect}"
    if claim.type == "scale" and (claim.condition or claim.baseline or claim.metric_key != "size"):
        yield f"a size restricted or compared: {claim.condition}, {claim.baseline}, {claim.metric_key}"
    if claim.factor is not None and (claim.factor <= 0 or claim.type != "change"):
        yield f"a {claim.type} with the factor {claim.factor}"


def repeated(unit: str, length: int) -> str:
    """`length` characters of nothing but `unit`."""
    return (unit * (length // len(unit) + 1))[:length]


def papers_of(text: str) -> list[Paper]:
    """A paper for each field that is read, with the text in it."""
    fields = ("title", "abstract", "comment", "journal_ref")
    return [Paper.model_validate({"id": "2601.00001", field: text}) for field in fields]
