"""Sources in, a folder of tables out, in parts that are done once: what `claims extract SOURCE -o FOLDER` does."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import patterns
from claims.errors import SourceError
from claims.locks import locked
from claims.runs import folder as folders
from claims.runs import identity, plan
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.sheets.extract import Counts

Engine = Callable[[Job, Sequence[Shard]], Iterator[Shard]]
"""Has the shards done and gives each when it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the output of a run besides its input."""

    ids: Path | None = None
    """A file of ids: papers with others are passed over."""
    seconds: float = 30
    """Time of the processor that one record may take before it is set aside; ten times that if it waits."""
    megabytes: int = 220
    """Memory by which a worker may grow above the 200 MB that the rules take; a record that asks for more is set aside.
    Where the system does not tell how much there is (it does on Linux), there is no limit."""
    shard_bytes: int | None = None
    """By default what the size of the input says."""


def extract_run(
    sources: Sequence[str],
    folder: Path,
    engine: Engine | None = None,
    options: Options | None = None,
    resume: bool = False,
    tell: Callable[[int, int, int, bool], None] = lambda *_: None,
) -> Counts:
    """Extracts the papers of `sources`, files of JSON lines, into the tables of `folder`, and counts them.

    The rules are those that are wanted here, see `claims.use_patterns`.
    Every core of this machine works on them if `engine` does not say otherwise. With `resume`, a run that was ended in
    whatever way is gone on with; the folder is then the same, byte for byte, as if it had not been.
    `tell` hears of each shard that is done its bytes, the bytes of all, its records and whether it was done just now.

    `SourceError` where a source is not JSON lines or changes while it is read; `OutputError` where the folder holds
    anything but an unfinished run of the same input, options and program.
    """
    options = options or Options()
    found = [plan.look(name) for name in sources]
    folders.prepare(folder, resume)
    with locked(folder, "another run"):
        before = [plan.stamp(name) for name in sources]
        manifest = folders.begin(folder, _identity(sources, options))
        if manifest["complete"]:
            return folders.counted(folder)
        parts = [
            (source, given["name"], plan.unpacked(source, folders.state_path(folder) / f"{given['sha256']}.jsonl"))
            for source, given in zip(found, manifest["identity"]["inputs"], strict=True)
        ]
        shards = plan.shards(parts, options.shard_bytes)
        total = sum(shard.end - shard.begin for shard in shards)
        missing = []
        for shard in shards:
            records = folders.records_done(folder, shard.number)
            if records is None:
                missing.append(shard)
            else:
                tell(shard.end - shard.begin, total, records, False)
        with closing((engine or _all_cores)(_job(folder, options), missing)) as finished:  # type: ignore[type-var]
            for shard in finished:
                records = folders.records_done(folder, shard.number)
                if records is None:
                    raise SourceError(f"{folder}: a worker's files are not here. Put it where every worker sees it.")
                tell(shard.end - shard.begin, total, records, True)
        for name, stamp in zip(sources, before, strict=True):
            if plan.stamp(name) != stamp:
                raise SourceError(f"{name}: was written to while it was read. Begin again in another folder.")
        return folders.finish(folder, shards)


def _identity(sources: Sequence[str], options: Options) -> dict[str, Any]:
    return {
        "inputs": [
            {"name": name, "bytes": Path(name).stat().st_size, "sha256": identity.of_file(name)} for name in sources
        ],
        "ids": identity.of_file(options.ids) if options.ids else None,
        "shard_bytes": options.shard_bytes,
        "limits": {"seconds": options.seconds, "megabytes": options.megabytes},
        "program": identity.of_program(),
    }


def _job(folder: Path, options: Options) -> Job:
    ids = str(options.ids.resolve()) if options.ids else None
    own = patterns.current().folder
    rules = str(own) if own else None
    return Job(str(folder.resolve()), ids, rules, options.seconds, options.megabytes, identity.of_program())


def _all_cores(job: Job, shards: Sequence[Shard]) -> Iterator[Shard]:
    from claims.runs import local

    return local.work(job, shards, local.cores())
