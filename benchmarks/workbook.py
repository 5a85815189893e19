"""Seconds to write a workbook of 20,000 claims and to read it back, on papers made of the seeds with new ids and words.

Usage: python benchmarks/workbook.py [CLAIMS]
"""

import hashlib
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import claims
from claims.models import Extraction
from claims.sheets import write_book
from claims.sheets.book import read_book
from claims.sheets.review import merge_files

SEEDS = Path(__file__).parents[1] / "gold" / "seeds.jsonl"


def papers(wanted: int) -> list[Extraction]:
    """Papers with `wanted` claims or a few more; no two have the same id, title or abstract."""
    seeds = list(claims.extract_many(claims.read_papers(SEEDS)))
    made: list[Extraction] = []
    total = 0
    for number in count():
        for place, seed in enumerate(seeds):
            name = f"{2401 + number % 12}.{number * len(seeds) + place:05d}"
            paper = seed.paper.model_copy(
                update={
                    "id": name,
                    "title": f"{seed.paper.title} {number}",
                    "abstract": f"{seed.paper.abstract} {number}",
                }
            )
            renamed = tuple(
                claim.model_copy(update={"id": claim.id.replace(seed.paper.id, name, 1)}) for claim in seed.claims
            )
            made.append(seed.model_copy(update={"paper": paper, "claims": renamed}))
            total += len(renamed)
            if total >= wanted:
                return made
    raise AssertionError


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        source, sheet = Path(folder) / "claims.jsonl", Path(folder) / "review.xlsx"
        found = papers(wanted)
        source.write_text("".join(f"{one.model_dump_json()}\n" for one in found), encoding="utf-8")
        digests = set()
        for _ in range(2):
            start = time.perf_counter()
            book = read_book([str(source)])
            read, busy = time.perf_counter(), time.process_time()
            write_book(book, sheet)
            written, used = time.perf_counter(), time.process_time() - busy
            digests.add(hashlib.sha256(sheet.read_bytes()).hexdigest())
            print(
                f"{len(book.claims):,} claims of {len(book.papers):,} papers: read in {read - start:.1f} s, written "
                f"in {written - read:.1f} s (of the processor {used:.1f} s), {sheet.stat().st_size / 1e6:.1f} MB"
            )
        print("second run: same bytes" if len(digests) == 1 else "second run: OTHER bytes")
        start = time.perf_counter()
        merge_files([sheet], Path(folder) / "reviewed.jsonl")
        print(f"merged in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
