"""The papers that the benchmarks run on."""

import random
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path

from claims import Paper, Rejected, read_papers
from claims.errors import ClaimsError

DEFAULT = Path(__file__).parents[2] / "shared" / "corpus" / "arxiv-systems.jsonl.gz"


def arguments(about: str | None) -> ArgumentParser:
    """A command line that takes one optional corpus."""
    parser = ArgumentParser(description=about, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT, help="papers in any form that `claims` reads")
    return parser


def stream(corpus: Path) -> Iterator[Paper]:
    """The papers of a corpus; ends the program where there is none."""
    rejected: list[Rejected] = []
    try:
        yield from read_papers(corpus, rejected)
    except ClaimsError as error:
        raise SystemExit(f"{error} Benchmarks take the corpus as their argument.") from None
    if rejected:
        print(f"{len(rejected)} records could not be read; the first: {rejected[0].reason}")


def shuffled(corpus: Path, count: int) -> list[Paper]:
    """So many papers, no two of the same abstract, in an order that is always the same."""
    unique = {paper.abstract: paper for paper in stream(corpus) if paper.abstract}
    if len(unique) < count:
        raise SystemExit(f"{corpus}: {len(unique)} different abstracts. Give a corpus of at least {count}.")
    found = list(unique.values())
    random.Random(2026).shuffle(found)
    return found[:count]
