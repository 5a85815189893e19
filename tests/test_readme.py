"""Every block of README.md does what it shows: commands in ```console, Python in ```python, nothing else.

Blocks run from top to bottom in one folder that looks like the project's. A line "..." stands for any lines.
"""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"^```(\w*)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BIN = Path(sys.executable).parent


def test_every_block_is_of_a_kind_that_is_run() -> None:
    assert BLOCKS
    assert {kind for kind, _ in BLOCKS} == {"console", "python"}


def test_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Makefile", "gold", "patterns", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "120")
    # `make` finds the environment that the tests run in, and makes no other.
    monkeypatch.setenv("MAKEFLAGS", f" -- READY= BIN={BIN}")
    monkeypatch.delenv("MAKELEVEL", raising=False)
    names: dict[str, object] = {}
    faults = [
        fault for kind, block in BLOCKS for fault in (_console(block) if kind == "console" else _python(block, names))
    ]
    assert not faults, "\n\n".join(faults)


def _console(block: str) -> list[str]:
    """What a block of commands printed that it does not show."""
    steps = re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    assert steps, f"a console block without a command:\n{block}"
    faults = []
    for command, wanted in steps:
        done = subprocess.run(
            ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        if not doctest.OutputChecker().check_output(wanted, done.stdout, FLAGS):
            faults.append(f"$ {command}\n{done.stdout}--- but README shows\n{wanted}")
    return faults


def _python(block: str, names: dict[str, object]) -> list[str]:
    """What the examples of a block printed that it does not show."""
    test = doctest.DocTestParser().get_doctest(block, names, "README.md", "README.md", 0)
    assert test.examples, f"a Python block without an example:\n{block}"
    faults: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=faults.append, clear_globs=False)
    names.update(test.globs)
    return ["".join(faults)] if faults else []
