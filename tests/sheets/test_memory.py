"""Memory does not grow with the number of papers: they are written as they come, in every format."""

import subprocess
import sys
from pathlib import Path

import pytest

from claims.models import Paper
from samples import sample

REAL = """
import resource, sys
from pathlib import Path
from claims.sheets import extract as job
job.extract_files([sys.argv[1]], Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024**2))
"""
# What is found is given, so that many papers can be written in little time.
GIVEN = REAL.replace(
    "job.extract_files",
    f"""
found = job.Extraction.model_validate_json({sample().model_dump_json()!r})
job.tried = lambda papers: (found.model_copy(update={{"paper": paper}}) for paper in papers)
job.extract_files""",
)


def peak(program: str, folder: Path, output: str, count: int) -> int:
    """MiB at most while `count` papers, no two of the same words, are extracted."""
    source = folder / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        for number in range(count):
            change = f"W{number}a cuts w{number}b latency by {number % 90 + 1}.{number}% over W{number}c"
            abstract = f"{change} on {number + 2} A100 GPUs."
            paper = Paper(id=f"2401.{number:05d}", title=f"W{number}a: a system", abstract=abstract)
            stream.write(paper.model_dump_json() + "\n")
    arguments = [sys.executable, "-c", program, str(source), str(folder / output)]
    return int(subprocess.run(arguments, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("output", ["out.csv", "out.jsonl", "out.parquet"])
def test_writing_does_not_grow(output: str, tmp_path: Path) -> None:
    # Enough papers for Parquet to fill its groups in both runs.
    few, many = (peak(GIVEN, tmp_path, output, count) for count in (5_000, 20_000))
    assert many - few < 10, f"{few} MiB for 5,000 papers, {many} MiB for 20,000"


def test_finding_does_not_grow(tmp_path: Path) -> None:
    few, many = (peak(REAL, tmp_path, "out.csv", count) for count in (300, 1500))
    assert many - few < 10, f"{few} MiB for 300 papers, {many} MiB for 1,500"
