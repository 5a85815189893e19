"""Fields -> their sentences that hold quantities, ready for the constructions.

Each step is done for all fields before the next begins: the processor then keeps the code of a step at hand, which
makes the whole a fifth faster than field by field.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.assemble.extent import tells_only_extent
from claims.assemble.lexicon import counts, singular
from claims.assemble.metric import family
from claims.assemble.sentence import Sentence, build
from claims.assemble.word_classes import settle
from claims.mentions.quantity import find
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_hints import hinted, hints_of_each
from claims.models import HardwareMention
from claims.sentences import sentences
from claims.text import FieldText
from claims.tokens import Token, cut


@dataclass(slots=True, eq=False)
class Source:
    """A field that is asked for its claims, and what is known of it and its paper."""

    field: FieldText
    hardware: list[HardwareMention]
    """The mentions in this field: numbers inside their names are no quantities."""
    paper_id: str = ""
    system: str | None = None


class Reading:
    """What is read in a field: where its sentences are, and those of them that hold quantities."""

    __slots__ = ("sentences", "spans")

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self.sentences: list[Sentence] = []


class _Piece:
    """A sentence that may hold quantities."""

    __slots__ = ("end", "reading", "source", "start")

    def __init__(self, source: Source, reading: Reading, start: int, end: int) -> None:
        self.source = source
        self.reading = reading
        self.start = start
        self.end = end


def read(sources: Sequence[Source]) -> list[Reading]:
    """The sentences of each field that hold quantities, in order."""
    places = hints_of_each([source.field.text for source in sources])
    readings = [
        Reading(sentences(source.field.text) if hinting.places or hinting.names else [])
        for source, hinting in zip(sources, places, strict=True)
    ]
    pieces = [
        _Piece(source, reading, start, end)
        for source, reading, hinting in zip(sources, readings, places, strict=True)
        for start, end in hinted(source.field.text, reading.spans, hinting)
        if source.field.field != "comment" or not tells_only_extent(source.field.text, start, end, hinting)
    ]
    tokens = [cut(piece.source.field.text, piece.start, piece.end) for piece in pieces]
    amounts = [find(*each) for each in tokens]
    for piece, each, found in zip(pieces, tokens, amounts, strict=True):
        sentence = _sentence(piece, each, found) if found else None
        if sentence is not None:
            piece.reading.sentences.append(sentence)
    for reading in readings:
        for sentence in reading.sentences:
            settle(sentence)
    return readings


def _sentence(piece: _Piece, tokens: tuple[list[Token], list[int]], amounts: list[Amount]) -> Sentence | None:
    """The sentence with its quantities, None where all of them belong to names."""
    field, devices = piece.source.field, _devices(piece)
    if devices:
        amounts = [amount for amount in amounts if not _named(field, amount, devices)]
    for amount in amounts:
        if amount.rule == "quantity.units":
            amount.unit = _device(field, amount, devices)
        elif devices and amount.kind == "count" and any(_counts(amount, mention) for mention in devices):
            amount.device = _device(field, amount, devices, "")
        elif devices and amount.kind == "ratio" and _multiplies(field, amount, devices):
            # "on | 8x | NVIDIA B300 GPUs": so many of them, no multiple of anything
            amount.device, amount.kind, amount.unit = _device(field, amount, devices, ""), "count", ""
    return build(field.text, piece.start, piece.end, *tokens, amounts) if amounts else None


def _devices(piece: _Piece) -> list[HardwareMention]:
    """The hardware in a sentence, with the mention before it, which may reach into it."""
    source, hardware = piece.source.field, piece.source.hardware
    if not hardware:
        return []
    starts = [mention.start for mention in hardware]
    first, last = source.span(piece.start, piece.end)
    return hardware[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, last)]


def _device(source: FieldText, amount: Amount, hardware: list[HardwareMention], unknown: str = "device") -> str:
    """The class of the hardware in "8xA100" or "8 A100": "gpu"; `unknown` where no mention says it."""
    start, end = source.span(amount.start, amount.end)
    return next((mention.kind for mention in hardware if mention.start < end and start < mention.end), unknown)


def _named(source: FieldText, amount: Amount, hardware: list[HardwareMention]) -> bool:
    """Whether the number stands inside a hardware mention without being its count: the 12 of "RTX 3060 12GB"."""
    start, end = source.span(amount.start, amount.end)
    return any(
        mention.start < end and start < mention.end and not (_counts(amount, mention) and start <= mention.start + 12)
        for mention in hardware
    )


def _multiplies(source: FieldText, amount: Amount, hardware: list[HardwareMention]) -> bool:
    """Whether a multiple is the count of a mention: "8x H200 GPUs", but no "8x H200 performance"."""
    if amount.bound != "exact" or amount.high is not None or not float(amount.value or 0.5).is_integer():
        return False
    start, end = source.span(amount.start, amount.end)
    mention = next((each for each in hardware if each.start <= start and end < each.end), None)
    if mention is None or mention.count != amount.value:
        return False
    behind = source.raw[mention.end : mention.end + 40].split()
    word = behind[0].strip(",.;:)$") if behind else ""
    return family(word)[0] == "other" or singular(word) in counts().evaluated


def _counts(amount: Amount, mention: HardwareMention) -> bool:
    """Whether a number is that of the units of a mention, or in a range has it: "32-128 GPUs"."""
    count = mention.count
    return count is not None and count in (amount.value, amount.high, amount.before, amount.after)
