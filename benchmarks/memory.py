"""How much memory `claims extract` takes at most, for more and more papers: it must not grow with their number.

    python benchmarks/memory.py [CORPUS]

Each run is a process of its own; its peak is what the system says of it once it has ended (Linux and macOS). Up to a
few thousand papers the peak rises while tables and caches of bounded size fill; the last column is about what follows.
"""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus

COUNTS = (1_000, 5_000, 20_000)
OUTPUTS = ("claims.csv", "papers.jsonl", "claims.parquet")
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that the system counts peaks in."""


def main() -> None:
    papers = corpus.arguments(__doc__).parse_args().corpus
    print("Peak resident memory of `claims extract`, MB\n")
    print("| output | " + " | ".join(f"{count:,} papers" for count in COUNTS) + " | per 1,000 more |")
    print("| --- |" + " ---: |" * (len(COUNTS) + 1))
    with TemporaryDirectory() as name:
        folder = Path(name)
        inputs = [_first(papers, count, folder / f"{count}.jsonl") for count in COUNTS]
        for output in OUTPUTS:
            peaks = [_peak(source, folder / output) for source in inputs]
            slope = (peaks[-1] - peaks[-2]) / (COUNTS[-1] - COUNTS[-2]) * 1_000
            print(f"| {output} | " + " | ".join(f"{peak:.0f}" for peak in peaks) + f" | {slope:+.2f} |", flush=True)


def _first(papers: Path, count: int, target: Path) -> Path:
    """The first papers in a file of their own, written as they come: a parent's memory would count as its child's."""
    written = 0
    with target.open("w", encoding="utf-8") as stream:
        for paper in islice(corpus.stream(papers), count):
            stream.write(paper.model_dump_json() + "\n")
            written += 1
    if written < count:
        raise SystemExit(f"{papers}: {written} papers. Give a corpus of at least {count}.")
    return target


def _peak(source: Path, output: Path) -> float:
    """The megabytes that one run had in memory at most."""
    command = [sys.executable, "-m", "claims", "extract", str(source), "-o", str(output), "--quiet"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}. Run it alone to see why.")
    return usage.ru_maxrss * UNIT / 1e6


if __name__ == "__main__":
    main()
