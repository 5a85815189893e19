"""The folder of a run: its manifest, which shards are done, and who works on it.

    out/manifest.json           what the run is of, and once it is complete, every shard with its counts and digests
    out/claims/00000.parquet    one file a shard; papers/, hardware/ and venues/ likewise
    out/quarantine.jsonl        records set aside, in the order of the input
    out/.run/                   while the run is not complete: summaries of shards done, unpacked input

A finished folder is the same, byte for byte, whoever computed it.
"""

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import OutputError
from claims.runs import identity
from claims.runs.plan import Shard
from claims.sheets.extract import Counts
from claims.sheets.whole import whole
from claims.table import TABLES, TableName

FORMAT = 1
_COUNTED = ("records", "papers", "claims", "passed_over", "set_aside")


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know of a run, besides its shard."""

    folder: str
    """Absolute path."""
    ids: str | None
    """Absolute path of the file of ids that are wanted."""
    patterns: str | None
    """Absolute path of the folder of the user's own rules."""
    seconds: float
    """Time of the processor that one record may take."""
    megabytes: int
    """Memory by which a worker may grow."""
    program: dict[str, str]
    """`identity.of_program()` where the run was begun."""


def manifest_path(folder: str | Path) -> Path:
    return Path(folder) / "manifest.json"


def quarantine_path(folder: str | Path) -> Path:
    return Path(folder) / "quarantine.jsonl"


def table_path(folder: str | Path, table: TableName, number: int) -> Path:
    return Path(folder) / table / f"{number:05d}.parquet"


def summary_path(folder: str | Path, number: int) -> Path:
    return state_path(folder) / f"{number:05d}.json"


def state_path(folder: str | Path) -> Path:
    """Where everything is kept that goes when the run is complete."""
    return Path(folder) / ".run"


def prepare(folder: Path, resume: bool) -> None:
    """Makes the folder if it is not there; `OutputError` where it holds something that must not be touched."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file. Give a folder, or a file with an extension such as .csv.")
    if manifest_path(folder).exists():
        if not resume:
            raise OutputError(f"{folder}: holds a run already. Say --resume to go on with it, or give another folder.")
    elif folder.is_dir() and any(name != ".run" and not _is_partial(name) for name in os.listdir(folder)):
        raise OutputError(f"{folder}: is not empty, and holds no run. Give a new folder.")
    folder.mkdir(parents=True, exist_ok=True)


def begin(folder: Path, of: dict[str, Any]) -> dict[str, Any]:
    """Begins the run, or goes on with it where it is of the same; its manifest.

    `OutputError` where the folder holds a run of something else. `of` is what the run is of: see `identity`.
    """
    try:
        manifest: dict[str, Any] = json.loads(manifest_path(folder).read_bytes())
        known = manifest["identity"]
    except FileNotFoundError:
        known = of
        manifest = {"format": FORMAT, "complete": False, "identity": of}
        _write(manifest_path(folder), manifest)
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{manifest_path(folder)}: is damaged ({error}). Begin again in another folder.") from error
    if changed := identity.differences(known, of):
        told = "; ".join(changed)
        raise OutputError(f"{folder}: holds a run of something else: {told}. Give what it was, or another folder.")
    _sweep(folder)
    if not manifest["complete"]:
        for place in (state_path(folder), *(folder / table for table in TABLES)):
            place.mkdir(exist_ok=True)
    return manifest


def records_done(folder: Path, number: int) -> int | None:
    """How many records the shard holds if it is done and its files are all there; None if not."""
    try:
        summary = json.loads(summary_path(folder, number).read_bytes())
        for name, file in summary["files"].items():
            if table_path(folder, name, number).stat().st_size != file["bytes"]:
                return None
    except FileNotFoundError:
        return None
    return int(summary["records"])


def finish(folder: Path, shards: Sequence[Shard]) -> Counts:
    """Makes the folder complete: the quarantine, then the manifest; then what was only for the way goes."""
    manifest = json.loads(manifest_path(folder).read_bytes())
    entries = []
    with whole(quarantine_path(folder)) as stream:
        before = dict.fromkeys((shard.name for shard in shards), 0)
        for shard in shards:
            summary = json.loads(summary_path(folder, shard.number).read_bytes())
            for record in summary["set_aside"]:
                record["position"] += before[shard.name]
                stream.write(json.dumps(record).encode() + b"\n")
            before[shard.name] += summary["records"]
            entries.append(summary | {"set_aside": len(summary["set_aside"])})
    counts = {name: sum(entry[name] for entry in entries) for name in _COUNTED}
    rows = {table: sum(entry["files"][table]["rows"] for entry in entries) for table in TABLES}
    _write(manifest_path(folder), manifest | {"complete": True, "counts": counts, "rows": rows, "shards": entries})
    return counted(folder)


def counted(folder: Path) -> Counts:
    """The counts of a complete run, of which nothing is left behind that was only for the way."""
    _sweep(folder)
    if state_path(folder).exists():
        shutil.rmtree(state_path(folder))
    counts = json.loads(manifest_path(folder).read_bytes())["counts"]
    return Counts(**{name: count for name, count in counts.items() if name != "records"})


def _is_partial(name: str) -> bool:
    """Whether a file is one of `whole` whose process was killed."""
    return name.startswith(".") and name.endswith(".partial")


def _sweep(folder: Path) -> None:
    """Takes away what ended processes left half written. One that should live still then fails, and is done again."""
    for place in (folder, state_path(folder), *(folder / table for table in TABLES)):
        for left in place.glob(".*.partial"):
            with suppress(FileNotFoundError):
                left.unlink()


def _write(path: Path, content: dict[str, Any]) -> None:
    with whole(path) as stream:
        stream.write(json.dumps(content, indent=1).encode() + b"\n")
