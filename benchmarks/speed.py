"""How fast the whole pipeline is: ratios to programs that do less, all in one run.

    python benchmarks/speed.py [CORPUS]

Every program sees a text once, since spaCy's tokenizer remembers the words it has cut. Times are CPU times of this
process, which other work on the machine disturbs less than the clock, and the programs take turns, lot by lot, so
that what slows the machine slows all; each ratio is the median over the lots, with the least and the greatest.
`claims` takes a lot as `claims extract` does, by `extract_many`; "singly" is `extract` of each.
quantulum3 and edsnlp, which are in the dependency group `bench`, get fewer abstracts, beside `claims` again.
"""

import signal
import warnings
from collections.abc import Callable, Sequence
from importlib import metadata
from itertools import islice
from statistics import median
from time import process_time

import spacy

import corpus
from claims import Paper, extract, extract_many
from claims.pipeline import LOT

TEXTS, WARM_UP = 2_000, 200
QUANTULUM = EDSNLP = 400
LIMIT = 20
"""Seconds that quantulum3 gets for a text; a long number can take it minutes."""

Program = Callable[[Sequence[Paper]], object]
Seconds = list[float]
"""Of each lot."""
ROW = "| {:38} | {:>6} | {:>7} | {:36} |"


def main() -> None:
    parser = corpus.arguments(__doc__)
    counts = (WARM_UP + TEXTS, WARM_UP + TEXTS, TEXTS, QUANTULUM, EDSNLP)
    papers = iter(corpus.shuffled(parser.parse_args().corpus, sum(counts)))
    abstracts, whole, single, *others = (list(islice(papers, count)) for count in counts)
    used = ", ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "regex", "pydantic"))
    print(
        f"{TEXTS:,} abstracts, then {TEXTS:,} other papers with all their fields. CPU seconds of one process. {used}\n"
    )
    print(ROW.format("program", "texts", "per s", "ratio"))
    print(ROW.format("---", "---:", "---:", "---"))
    beside_spacy("abstracts", abstracts)
    beside_spacy("papers", whole)
    singly = _each(lambda paper: extract(paper.abstract))
    _beside_spacy("abstracts singly", singly, lambda paper: [paper.abstract], abstracts[:WARM_UP] + single)
    for (name, program), texts in zip((_quantulum(), _edsnlp()), others, strict=True):
        if program is None:
            print(ROW.format(f"{name}, abstracts", 0, "", "not installed: group bench"))
            continue
        ours, theirs = _take_turns([_abstracts, program], abstracts[: WARM_UP // 10], texts)
        _show(f"{name}, abstracts", len(texts), theirs, f"claims: {_ratio(theirs, ours, '.1f')} times as fast")


def _abstracts(lot: Sequence[Paper]) -> object:
    return list(extract_many(paper.abstract for paper in lot))


def _each(do: Callable[[Paper], object]) -> Program:
    return lambda lot: [do(paper) for paper in lot]


def beside_spacy(what: str, papers: list[Paper]) -> None:
    """Shows how fast lots of "abstracts" or of whole "papers" go through; the first `WARM_UP` are not timed."""
    if what == "abstracts":
        _beside_spacy(what, _abstracts, lambda paper: [paper.abstract], papers)
    else:
        _beside_spacy(what, lambda lot: list(extract_many(lot)), _texts, papers)


def _beside_spacy(what: str, claims: Program, texts: Callable[[Paper], list[str]], papers: list[Paper]) -> None:
    """Shows `claims` beside spaCy's tokenizer on the same texts."""
    nlp = spacy.blank("en")
    tokenizer = _each(lambda paper: [len(nlp(text)) for text in texts(paper)])
    ours, theirs = _take_turns([claims, tokenizer], papers[:WARM_UP], papers[WARM_UP:])
    count = len(papers) - WARM_UP
    _show(f'spacy.blank("en"), {what}', count, theirs, "1")
    _show(f"claims, {what}", count, ours, f"{_ratio(theirs, ours, '.2f')} of spaCy")


def _texts(paper: Paper) -> list[str]:
    return [text for text in (paper.title, paper.abstract, paper.comment, paper.journal_ref) if text]


def _take_turns(programs: list[Program], warm: list[Paper], papers: list[Paper]) -> list[Seconds]:
    """The seconds that each program took for each lot."""
    list(extract_many(warm))  # whole papers, since an abstract alone does not reach every rule
    for program in programs:
        program(warm)
    taken: list[Seconds] = [[] for _ in programs]
    for turn, first in enumerate(range(0, len(papers), LOT)):
        for place in range(len(programs)):
            number = (place + turn) % len(programs)
            lot = papers[first : first + LOT]
            begun = process_time()
            programs[number](lot)
            taken[number].append(process_time() - begun)
    return taken


def _ratio(one: Seconds, other: Seconds, form: str) -> str:
    ratios = sorted(one / other for one, other in zip(one, other, strict=True))
    return f"{median(ratios):{form}} ({ratios[0]:{form}}-{ratios[-1]:{form}})"


def _show(name: str, texts: int, seconds: Seconds, ratio: str) -> None:
    print(ROW.format(name, texts, f"{texts / sum(seconds):,.0f}", ratio), flush=True)


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
    return f"quantulum3 {metadata.version('quantulum3')}", _each(run)


def _time_is_up(*_: object) -> None:
    raise TimeoutError


def _edsnlp() -> tuple[str, Program | None]:
    try:
        import edsnlp
    except ImportError:
        return "edsnlp", None
    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.quantities", config={"quantities": "all", "extract_ranges": True, "use_tables": False})
    return f"edsnlp {metadata.version('edsnlp')}", _each(lambda paper: nlp(paper.abstract))


if __name__ == "__main__":
    main()
