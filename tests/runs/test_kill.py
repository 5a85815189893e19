"""kill -9 at any moment, and the run gone on with: the same bytes."""

import random
import subprocess
import sys
from pathlib import Path

from claims.runs import extract_run
from stand_in import SMALL, engine, tree, write

PROGRAM = """
from pathlib import Path
from stand_in import SMALL, engine
from claims.runs import extract_run
extract_run(["snapshot.json"], Path("wild"), engine(2), SMALL, resume=True)
"""


def test_killed_at_any_moment_and_resumed(tmp_path: Path) -> None:
    write(tmp_path / "snapshot.json", [*["is slow"] * 100, "{"])
    extract_run(["snapshot.json"], Path("calm"), engine(2), SMALL)
    program = f"import sys; sys.path[:0] = {sys.path!r}\n{PROGRAM}"
    moments = random.Random(7)
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", program])
        try:
            process.wait(moments.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            process.kill()  # and not its workers, which have to notice by themselves
            process.wait()
    subprocess.run([sys.executable, "-c", program], check=True)
    assert tree(Path("calm")) == tree(Path("wild"))
