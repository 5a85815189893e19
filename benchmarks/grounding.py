"""Whether every span of every paper is a piece of its field, and whatever else no text may break.

    python benchmarks/grounding.py [CORPUS]

Tells each exception and each fault, and ends with 1 if there was any.
"""

import sys
import traceback
from pathlib import Path
from time import process_time

import corpus
from claims import extract


def main() -> int:
    """The number of papers with an exception or a fault."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from invariants import faults

    source = corpus.arguments(__doc__).parse_args().corpus
    papers = claims = spans = exceptions = faulty = 0
    slowest, slowest_id = 0.0, ""
    extract("Tables are read at the first text.")
    for paper in corpus.stream(source):
        papers += 1
        begun = process_time()
        try:
            extraction = extract(paper)
        except Exception as error:  # noqa: BLE001
            exceptions += 1
            place = traceback.extract_tb(error.__traceback__)[-1]
            print(f"{paper.id}: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}")
            continue
        slowest, slowest_id = max((slowest, slowest_id), (process_time() - begun, paper.id))
        claims += len(extraction.claims)
        spans += len(extraction.claims) + len(extraction.hardware) + len(extraction.venues)
        found = list(faults(extraction))
        faulty += bool(found)
        for fault in found:
            print(f"{paper.id}: {fault}")
    print(f"{papers:,} papers, {claims:,} claims, {spans:,} spans of claims, hardware and venues")
    print(f"{exceptions} exceptions, {faulty} papers with faults")
    print(f"slowest paper: {slowest_id}, {slowest * 1000:.0f} ms of CPU time")
    return exceptions + faulty


if __name__ == "__main__":
    raise SystemExit(min(main(), 1))
