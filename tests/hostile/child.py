"""The process that reads hostile inputs: `python child.py SECRET PORT FIRST`. A line of JSON for each on its output.

It may use 5 seconds of the processor for each, and 300 MB more memory than what all rules take; the system ends it
where it takes more. What it opens and asks is told too.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SECONDS, MEGABYTES = 5, 300
OURS = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))
"""Where Python and the program are: modules are imported at first use."""
_OPENED: list[str] = []
_ASKED: list[str] = []


def memory(name: str) -> int:
    """Megabytes, as the system tells them of this process."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:")) // 1024


def watch(event: str, arguments: Any) -> None:
    if event == "open" and isinstance(arguments[0], str):
        _OPENED.append(arguments[0])
    elif event.startswith("socket."):
        _ASKED.append(event)


def read(path: str) -> dict[str, Any]:
    """What becomes of a file: read, extracted and made rows of, as `claims extract` does."""
    from claims.errors import ClaimsError
    from claims.models import Rejected
    from claims.sheets.extract import extract_records
    from claims.table import TABLES

    papers = 0
    aside: dict[str, int] = {}
    words = ""
    try:
        for found in extract_records([path]):
            assert found is not None
            if isinstance(found, Rejected):
                aside[found.reason[:300]] = aside.get(found.reason[:300], 0) + 1
                words += (found.record or "")[:2000] if len(words) < 100_000 else ""
            else:
                papers += 1
                for table in TABLES.values():
                    list(table.rows(found))
                words += found.paper.abstract[:2000] if len(words) < 100_000 else ""
    except ClaimsError as error:
        return {"error": str(error)[:1000], "papers": papers, "aside": aside, "words": words}
    return {"papers": papers, "aside": aside, "words": words}


def main(secret: str, port: int, first: int) -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    from inputs import all_cases

    from claims.runs.warm_up import warm_up

    warm_up()
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "hostile")
    # every kind of source is read once, so that what is imported at first use is no memory of the inputs'
    for name in ("atom: text of", "oai: cut", "rss: cut", "UTF-16", "NULs"):
        case = next(case for case in all_cases(secret, port) if name in case.name)
        Path(path).write_bytes(case.make()[:3000])
        read(path)
    sys.addaudithook(watch)
    for number, case in enumerate(all_cases(secret, port)):
        if number < first:
            continue
        Path(path).write_bytes(case.make())
        with open("/proc/self/clear_refs", "w") as refs:
            refs.write("5")  # the peak begins anew
        base, data = memory("VmHWM"), memory("VmData")
        resource.setrlimit(resource.RLIMIT_DATA, ((data + MEGABYTES) << 20, resource.RLIM_INFINITY))
        _OPENED.clear()
        _ASKED.clear()
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # whose signal ends the process
        signal.alarm(SECONDS * 12)
        try:
            found = read(path)
        except MemoryError:
            found = {"crash": "MemoryError"}
        except Exception as error:  # noqa: BLE001 - told to the test
            found = {"crash": f"{type(error).__name__}: {error}"[:500]}
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        found |= {"name": case.name, "seconds": time.process_time() - begun, "megabytes": memory("VmHWM") - base}
        found["opened"] = [
            one for one in _OPENED if one not in (path, "/proc/self/status") and not one.startswith(OURS)
        ]
        found["asked"] = list(_ASKED)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
