"""What a worker does before its first record, and when it looks for garbage."""

import gc
import subprocess
import sys

from claims.runs.warm_up import between_lots, collecting_between_lots

_ARROW = """
import sys
from claims.runs.warm_up import without_pandas
without_pandas()
import pyarrow
pyarrow.array(["a", None])
print("pandas" in sys.modules)
"""


def test_arrow_does_not_import_pandas_where_it_is_said_not_to_be_there() -> None:
    done = subprocess.run([sys.executable, "-c", _ARROW], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


_SPACY = """
import sys
from claims.runs.warm_up import warm_up, without_command_line
without_command_line()
warm_up()
print(sorted({"spacy", "spacy.cli", "requests", "httpx"} & set(sys.modules)))
"""


def test_spacy_does_not_import_its_command_line_where_it_is_told_not_to() -> None:
    done = subprocess.run([sys.executable, "-c", _SPACY], capture_output=True, text=True, check=True)
    assert done.stdout == "['spacy']\n"


def test_cycles_are_freed_between_lots_and_nowhere_else() -> None:
    assert gc.isenabled()
    with collecting_between_lots():
        assert not gc.isenabled()
        cycle: list[object] = []
        cycle.append(cycle)
        del cycle
        between_lots()
        assert gc.collect(0) == 0
    assert gc.isenabled()
