"""The papers that the benchmarks run on."""

import random
from argparse import ArgumentParser
from pathlib import Path

from claims import Paper, Rejected, read_papers
from claims.errors import ClaimsError

DEFAULT = Path(__file__).parents[2] / "shared" / "corpus" / "arxiv-systems.jsonl.gz"


def arguments(about: str) -> ArgumentParser:
    """A command line that takes one optional corpus."""
    parser = ArgumentParser(description=about)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT, help="papers, in any form `claims` reads")
    return parser


def papers(corpus: Path, count: int | None = None) -> list[Paper]:
    """`count` papers (all if None) with abstracts, no two of the same abstract, in an order that is always the same.

    Ends the program where there is no such file, or where it has too few papers.
    """
    rejected: list[Rejected] = []
    try:
        unique = {paper.abstract: paper for paper in read_papers(corpus, rejected) if paper.abstract}
    except ClaimsError as error:
        raise SystemExit(f"{error} The benchmarks take the corpus as their argument.") from None
    if count is not None and len(unique) < count:
        raise SystemExit(f"{corpus}: {len(unique)} different abstracts. Give a corpus of at least {count}.")
    if rejected:
        print(f"{len(rejected)} records could not be read; the first: {rejected[0].reason}")
    found = list(unique.values())
    random.Random(2026).shuffle(found)
    return found[:count]
