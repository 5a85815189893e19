"""Memory does not grow with the number of papers: they are written as they come, in every format."""

import subprocess
import sys
from pathlib import Path

import pytest

from claims.models import Paper

PEAK = """
import resource, sys
from pathlib import Path
from claims.sheets.extract import extract_files
extract_files([sys.argv[1]], Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024**2))
"""


def peak(folder: Path, output: str, count: int) -> int:
    """MiB at most while `count` papers, no two of the same words, are extracted."""
    source = folder / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        for number in range(count):
            change = f"W{number}a cuts w{number}b latency by {number % 90 + 1}.{number}% over W{number}c"
            abstract = f"{change} on {number + 2} A100 GPUs." + " More is said here." * 30
            paper = Paper(id=f"2401.{number:05d}", title=f"W{number}a: a system", abstract=abstract)
            stream.write(paper.model_dump_json() + "\n")
    done = subprocess.run(
        [sys.executable, "-c", PEAK, source, folder / output], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.parametrize("output", ["out.csv", "out.jsonl", "out.parquet"])
def test_peak_does_not_follow_the_number_of_papers(output: str, tmp_path: Path) -> None:
    # Enough papers for Parquet to fill its groups in both runs.
    few, many = peak(tmp_path, output, 2500), peak(tmp_path, output, 7500)
    assert many - few < 15, f"{few} MiB for 2,500 papers, {many} MiB for 7,500"
