"""Which of the metrics said before a number is told: "accuracy on three benchmarks, +5%" is of the accuracy."""

from claims.assemble.frames import lead
from claims.assemble.lexicon import is_plural
from claims.assemble.objects import is_place
from claims.assemble.phrases import governor, metric_left
from claims.assemble.sentence import AMOUNT, Range, Sentence


def untried(sentence: Sentence, phrase: Range | None) -> Range | None:
    """The nearest metric that is neither counted nor what something was tried on: "at up to 128K | tokens |, with gains
    of 5%", "accuracy across all | benchmarks |, with gains of 5%".
    """
    for _ in range(3):
        if phrase is None:
            break
        if not is_counted(sentence, phrase):
            plural = is_plural(sentence.items[phrase[1] - 1].text) and is_place(sentence, phrase)
            if not (plural and sentence.lower(governor(sentence, phrase[0])) in ("on", "across", "over")):
                break
        phrase = metric_left(sentence, phrase[0])
    return phrase


def is_counted(sentence: Sentence, phrase: Range) -> bool:
    """Whether a number before a phrase says how many of it there are: "50 | training sentences"."""
    counted = sentence.tag(phrase[0] - 1) == AMOUNT and sentence.amount(phrase[0] - 1).kind == "count"
    return counted and sentence.lower(lead(sentence, phrase[0] - 1)) not in ("in", "by", "to")
