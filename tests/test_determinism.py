"""The same bytes in every run, whatever the order of sets and dictionaries of strings."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = sorted((Path(__file__).parents[1] / "gold" / "seeds").glob("*.txt"))
OUTPUTS = {
    "claims.csv": None,
    "all.jsonl": None,
    "claims.parquet": None,
    "hardware.csv": "hardware",
    "venues.csv": "venues",
}
PROGRAM = f"""
import sys
from pathlib import Path
from claims.sheets.extract import extract_files
for name, table in {OUTPUTS}.items():
    extract_files(sys.argv[1:], Path(name), table=table)
"""


def extract(folder: Path, hash_seed: str) -> dict[str, str]:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, "-c", PROGRAM, *map(str, SEEDS)], cwd=folder, env=environment, check=True)
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in OUTPUTS}


def test_same_bytes_for_any_hash_seed(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert SEEDS
    first, other = (extract(tmp_path_factory.mktemp("run"), seed) for seed in ("0", "4242"))
    assert first == other
    assert len(set(first.values())) == len(OUTPUTS), "the outputs hold something"
