"""How long texts take that are made to be slow: 100,000 characters of one thing, in each field.

    python benchmarks/scaling.py [THING…]

Shown are CPU seconds for 50,000 and for 100,000 characters; twice the text should take twice the time. What takes
longer than the limit is ended, and shown with the place where it was.
"""

import signal
import sys
import traceback
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from time import process_time

from claims import Paper, extract

LENGTH, LIMIT = 100_000, 5.0
FIELDS = ("title", "abstract", "comment", "journal_ref")


def main() -> int:
    """The number of things that took longer than a second."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from invariants import HOSTILE, papers_of, repeated

    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("things", nargs="*", metavar="THING", help="what to repeat; the usual suspects if not said")
    signal.signal(signal.SIGVTALRM, _end)
    for paper in papers_of("Kelp cuts latency by 52% over NCCL on 64 A100 GPUs. Accepted at ICML 2026."):
        extract(paper)  # tables are read at first use
    slow = 0
    print(f"| {LENGTH:,} × | " + " | ".join(FIELDS) + " |")
    print("| --- |" + " ---: |" * len(FIELDS))
    for thing in parser.parse_args().things or HOSTILE:
        halves = [_seconds(paper) for paper in papers_of(repeated(thing, LENGTH // 2))]
        wholes = [_seconds(paper) for paper in papers_of(repeated(thing, LENGTH))]
        cells = [f"{half}, {whole}" for half, whole in zip(halves, wholes, strict=True)]
        print(f"| `{thing!r}` | " + " | ".join(cells) + " |", flush=True)
        slow += any(not isinstance(whole, float) or whole > 1 for whole in wholes)
    return slow


def _seconds(paper: Paper) -> float | str:
    """The CPU seconds of one paper, or where it was when the limit ended it."""
    begun = process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        extract(paper)
    except TimeoutError as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = [frame for frame in frames if "claims" in Path(frame.filename).parts][-1]
        return f"over {LIMIT:.0f} at {Path(place.filename).name}:{place.lineno} {place.name}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return round(process_time() - begun, 2)


def _end(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    raise SystemExit(min(main(), 1))
