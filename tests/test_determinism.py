"""The same bytes in every run, whatever the order of sets and dictionaries of strings."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = sorted((Path(__file__).parents[1] / "gold" / "seeds").glob("*.txt"))
OUTPUTS = ["claims.csv", "papers.jsonl", "claims.parquet", "hardware.csv", "venues.csv"]


def extract(folder: Path, hash_seed: str) -> dict[str, str]:
    for name in OUTPUTS:
        table = ["--table", name.partition(".")[0]] if name in ("hardware.csv", "venues.csv") else []
        arguments = ["extract", "-q", *map(str, SEEDS), "-o", name, *table]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        subprocess.run([sys.executable, "-m", "claims", *arguments], cwd=folder, env=environment, check=True)
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in OUTPUTS}


def test_same_bytes_for_any_hash_seed(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert SEEDS
    first, again, other = (extract(tmp_path_factory.mktemp("run"), seed) for seed in ("0", "0", "4242"))
    assert first == again == other
    assert len(set(first.values())) == len(OUTPUTS), "the outputs hold something"
