"""How fast the whole pipeline is: ratios to programs that do less, all in one run.

    python benchmarks/speed.py [CORPUS]

Every program sees a text once, since spaCy's tokenizer remembers the words it has cut. Times are CPU times of this
process, which other work on the machine disturbs less than the clock, and the programs take turns, lot by lot, so
that what slows the machine slows all; each ratio is the median over the lots, with the least and the greatest.
quantulum3 and edsnlp, which are in the dependency group `bench`, get fewer abstracts, beside `claims` again.
"""

import signal
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from itertools import islice
from statistics import median
from time import process_time
from types import FrameType

import spacy

import corpus
from claims import Paper, extract

TEXTS, WARM_UP, LOT = 2_000, 200, 50
QUANTULUM = EDSNLP = 400
LIMIT = 20
"""Seconds that quantulum3 gets for a text; a long number can take it minutes."""

Program = Callable[[Paper], object]
Seconds = list[float]
ROW = "| {:38} | {:>6} | {:>7} | {:36} |"


def main() -> None:
    parser = corpus.arguments(__doc__)
    counts = (WARM_UP + TEXTS, WARM_UP + TEXTS, QUANTULUM, EDSNLP)
    papers = iter(corpus.shuffled(parser.parse_args().corpus, sum(counts)))
    abstracts, whole, *others = (list(islice(papers, count)) for count in counts)
    used = ", ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "regex", "pydantic"))
    print(
        f"{TEXTS:,} abstracts, then {TEXTS:,} other papers with all their fields. CPU seconds of one process. {used}\n"
    )
    print(ROW.format("program", "texts", "per s", "ratio"))
    print(ROW.format("---", "---:", "---:", "---"))
    _beside_spacy("abstracts", _abstract, lambda paper: [paper.abstract], abstracts)
    _beside_spacy("papers", extract, _texts, whole)
    for (name, program), texts in zip((_quantulum(), _edsnlp()), others, strict=True):
        if program is None:
            print(ROW.format(f"{name}, abstracts", 0, "", "not installed: group bench"))
            continue
        ours, theirs = _take_turns([_abstract, program], abstracts[: WARM_UP // 10], texts)
        _show(f"{name}, abstracts", theirs, f"claims: {_ratio(theirs, ours, '.1f')} times as fast")


def _abstract(paper: Paper) -> object:
    return extract(paper.abstract)


def _beside_spacy(what: str, claims: Program, texts: Callable[[Paper], list[str]], papers: list[Paper]) -> None:
    """Shows `claims` beside spaCy's tokenizer on the same texts."""
    nlp = spacy.blank("en")
    tokenizer: Program = lambda paper: [len(nlp(text)) for text in texts(paper)]  # noqa: E731
    ours, theirs = _take_turns([claims, tokenizer], papers[:WARM_UP], papers[WARM_UP:])
    _show(f'spacy.blank("en"), {what}', theirs, "1")
    _show(f"claims, {what}", ours, f"{_ratio(theirs, ours, '.2f')} of spaCy")


def _texts(paper: Paper) -> list[str]:
    return [text for text in (paper.title, paper.abstract, paper.comment, paper.journal_ref) if text]


def _take_turns(programs: list[Program], warm: list[Paper], papers: list[Paper]) -> list[Seconds]:
    """The seconds that each program took for each paper."""
    for program in (extract, *programs):  # `extract` of whole papers, since an abstract alone does not reach every rule
        for paper in warm:
            program(paper)
    taken: list[Seconds] = [[] for _ in programs]
    for turn, first in enumerate(range(0, len(papers), LOT)):
        for place in range(len(programs)):
            number = (place + turn) % len(programs)
            for paper in papers[first : first + LOT]:
                begun = process_time()
                programs[number](paper)
                taken[number].append(process_time() - begun)
    return taken


def _ratio(one: Seconds, other: Seconds, form: str) -> str:
    ratios = sorted(one / other for one, other in zip(_lots(one), _lots(other), strict=True))
    return f"{median(ratios):{form}} ({ratios[0]:{form}}-{ratios[-1]:{form}})"


def _lots(seconds: Seconds) -> Iterator[float]:
    return (sum(seconds[first : first + LOT]) for first in range(0, len(seconds), LOT))


def _show(name: str, seconds: Seconds, ratio: str) -> None:
    print(ROW.format(name, len(seconds), f"{len(seconds) / sum(seconds):,.0f}", ratio), flush=True)


def _quantulum() -> tuple[str, Program | None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # says that its classifier, which is slower still, is not installed
            from quantulum3 import parser
    except ImportError:
        return "quantulum3", None

    def run(paper: Paper) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        try:
            parser.parse(paper.abstract)
        except TimeoutError:
            print(f"quantulum3 gave up on {paper.id} after {LIMIT} s; counted as if it had been done")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    signal.signal(signal.SIGVTALRM, _time_is_up)
    return f"quantulum3 {metadata.version('quantulum3')}", run


def _time_is_up(signal: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _edsnlp() -> tuple[str, Program | None]:
    try:
        import edsnlp
    except ImportError:
        return "edsnlp", None
    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.quantities", config={"quantities": "all", "extract_ranges": True, "use_tables": False})
    return f"edsnlp {metadata.version('edsnlp')}", lambda paper: nlp(paper.abstract)


if __name__ == "__main__":
    main()
