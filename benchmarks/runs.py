"""Long runs, as they are: how fast, how much memory, how even, and the same bytes whatever happens to them.

    python benchmarks/runs.py [CORPUS] [--records N] [--kills N] [--folder FOLDER] [rate] [kills] [dask] [cost]

Papers are those of the corpus over and over, each time with ids of their own. Every run is a process, as a user would
start it; what its workers take at most is read from the system four times a second (Linux).

    rate    one process into a file, one and two workers into a folder; what a worker takes, tenth by tenth of the time
    kills   so many times kill -9 at random moments, gone on with: the folder must be the same
    dask    clusters of 2 and 4 workers, of which one is killed: the folder must be the same
    cost    a hundredth, a tenth and all of the records: ten times the papers, ten times the CPU time
"""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus

CLAIMS = [sys.executable, "-m", "claims", "extract", "-q"]
RUNS = ("rate", "kills", "dask", "cost")


def main() -> None:
    parser = corpus.arguments(__doc__)
    parser.add_argument("what", nargs="*", help="which of them; all if not said")
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder if not said")
    said = parser.parse_intermixed_args()
    if str(said.corpus) in RUNS:
        # the first argument is the corpus for argparse
        said.what, said.corpus = [str(said.corpus), *said.what], corpus.DEFAULT
    if unknown := set(said.what) - set(RUNS):
        parser.error(f"no such run: {', '.join(sorted(unknown))}. There are {', '.join(RUNS)}.")
    with TemporaryDirectory(dir=said.folder) as name:
        folder = Path(name)
        source = write(said.corpus, said.records, folder / "snapshot.json")
        print(f"{said.records:,} papers, {source.stat().st_size / 1e6:,.0f} MB", flush=True)
        for what in said.what or RUNS:
            if what == "kills":
                kills(source, said.kills, folder)
            else:
                {"rate": rate, "dask": dask, "cost": cost}[what](source, said.records, folder)


def write(papers: Path, count: int, target: Path) -> Path:
    """So many records in the form of the snapshot, with ids that are all different."""
    written = 0
    with target.open("w", encoding="utf-8") as stream:
        while written < count:
            for paper in corpus.stream(papers):
                record = paper.model_dump(include={"title", "abstract", "comment", "journal_ref", "doi"})
                month, number = divmod(written, 90_000)
                renumbered = {"id": f"{15 + month // 12}{month % 12 + 1:02d}.{number:05d}", **record}
                stream.write(json.dumps(renumbered, ensure_ascii=False) + "\n")
                written += 1
                if written == count:
                    break
    return target


def rate(source: Path, records: int, folder: Path) -> None:
    print(f"\n| run {HEAD}")
    timed("one process, Parquet", source, records, folder / "one.parquet")
    timed("1 worker", source, records, folder / "one", "--workers", "1")
    timed("2 workers", source, records, folder / "two", "--workers", "2")
    same(folder / "one", folder / "two")


HEAD = "| papers per s | CPU ms a paper | peak of a process, MB, tenth by tenth |\n| --- | ---: | ---: | --- |"


def timed(name: str, source: Path, records: int, target: Path, *arguments: str) -> None:
    before, begun = cpu(), time.monotonic()
    with subprocess.Popen([*CLAIMS, str(source), "-o", str(target), *arguments]) as process:
        seen = list(watched(process))
    passed, spent = time.monotonic() - begun, cpu() - before
    if process.returncode:  # records set aside would be quick
        raise SystemExit(f"{target}: exit code {process.returncode}. Run it alone to see why.")
    tenths = [max(seen[i * len(seen) // 10 : (i + 1) * len(seen) // 10] or [0]) for i in range(10)]
    peaks = " ".join(f"{peak:.0f}" for peak in tenths)
    print(f"| {name} | {records / passed:,.0f} | {spent / records * 1000:.2f} | {peaks} |", flush=True)


def kills(source: Path, count: int, folder: Path) -> None:
    """Kills a run, and each that goes on with it, within 20 s or a tenth of the time that a whole one takes.

    One that comes to its end is compared and begun again. Every other kill ends the workers too.
    """
    begun = time.monotonic()
    reference = finished(source, folder / "calm")
    length = time.monotonic() - begun
    most = min(length, max(length / 10, 20))
    print(f"unkilled: {length:,.0f} s; killed after 0 to {most:,.0f} s", flush=True)
    moments, killed, ended, target = random.Random(2026), 0, 0, folder / "killed"
    while killed < count:
        process = subprocess.Popen([*CLAIMS, str(source), "-o", str(target), "--resume"], start_new_session=True)
        try:
            process.wait(moments.uniform(0, most))
        except subprocess.TimeoutExpired:
            if killed % 2:
                os.killpg(process.pid, signal.SIGKILL)  # its workers too
            else:
                process.kill()
            process.wait()
            killed += 1
            print(f"kill {killed}: {len(list(target.glob('.run/*.json')))} shards are done", flush=True)
        else:
            if process.returncode:
                raise SystemExit(f"{target}: exit code {process.returncode} after {killed} kills.")
            ended += 1
            print(f"at its end after {killed} kills; begun again", flush=True)
            same(reference, target)
            shutil.rmtree(target)
    same(reference, finished(source, target, "--resume"))
    print(f"{killed} kills; at its end {ended + 1} times; {(time.monotonic() - begun) / 60:,.0f} minutes in all")


def dask(source: Path, records: int, folder: Path) -> None:
    from distributed import Client, LocalCluster

    reference = finished(source, folder / "two", "--workers", "2")
    for count in (2, 4):
        target = folder / f"dask{count}"
        with (
            LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            begun = time.monotonic()
            process = subprocess.Popen(
                [*CLAIMS, str(source), "-o", str(target), "--scheduler", cluster.scheduler_address]
            )
            while process.poll() is None and len(list(target.glob(".run/*.json"))) < 2:
                time.sleep(0.1)
            if process.poll() is not None:
                raise SystemExit(f"{target}: done before a worker could be killed. Take more records.")
            victim = next(iter(client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
            code = process.wait()
        pace = records / (time.monotonic() - begun)
        print(f"Dask, {count} workers, one killed: exit code {code}, {pace:,.0f} papers per s")
        same(reference, target)


def cost(source: Path, records: int, folder: Path) -> None:
    print(f"\n| papers {HEAD}")
    for count in (records // 100, records // 10, records):
        part = folder / "part.json"
        with source.open("rb") as whole, part.open("wb") as stream:
            for _ in range(count):
                stream.write(whole.readline())
        timed(f"{count:,}, 2 workers", part, count, folder / f"part{count}", "--workers", "2")


def finished(source: Path, target: Path, *arguments: str) -> Path:
    """The folder of a complete run."""
    if not (target / "quarantine.jsonl").exists() or (target / ".run").exists():
        subprocess.run([*CLAIMS, str(source), "-o", str(target), *arguments], check=True)
    return target


def watched(process: "subprocess.Popen[bytes]") -> Iterator[float]:
    """What the largest worker of the process, or itself if it has none, has in memory, in MB, as time goes on."""
    while process.poll() is None:
        time.sleep(0.25)
        tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
        workers = [int(pid) for task in tasks for pid in read(task).split()]
        yield max(map(resident, workers or [process.pid]))


def resident(pid: int) -> float:
    pages = read(Path(f"/proc/{pid}/statm")).split()
    return int(pages[1]) * resource.getpagesize() / 1e6 if pages else 0


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # it has ended
        return ""


def cpu() -> float:
    """CPU seconds of all processes that have ended, this one's children and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def same(one: Path, other: Path) -> None:
    trees = [{file.relative_to(top): digest(file) for file in top.rglob("*") if file.is_file()} for top in (one, other)]
    if trees[0] != trees[1]:
        raise SystemExit(f"{one.name} and {other.name}: DIFFERENT, {len(trees[0])} and {len(trees[1])} files")
    print(f"{one.name} and {other.name}: the same, {len(trees[0])} files", flush=True)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
