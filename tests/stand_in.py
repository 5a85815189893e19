"""An extractor that is quick to start and does what the title of a paper says, for the processes that runs start."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from claims.runs import Engine, Options, local
from samples import sample

SMALL = Options(shard_bytes=200, seconds=0.5, megabytes=150)
"""Shards of three or four papers, and limits that are soon reached."""

# Python imports a module of this name when it starts, before anything of ours.
_SITE = f"""
import os, re, signal, sys, time, types
if "claims.runs.worker" in " ".join(sys.orig_argv) or "distributed" in " ".join(sys.orig_argv) \\
        or "multiprocessing" in " ".join(sys.orig_argv):
    STAYS = []
    FOUND = {sample().model_dump_json()!r}

    def extract(paper):
        from claims.models import Extraction
        match paper.title:
            case "raises":
                raise RuntimeError("cannot do it")
            case "sleeps":
                time.sleep(60)
            case "hangs":
                re.fullmatch("(a+)+", "a" * 60 + "b")
            case "eats":
                eaten = [bytearray(1 << 20) for _ in range(4000)]
            case "stays":
                STAYS.append(bytearray(20 << 20))
            case "crashes":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "exits":
                os._exit(7)
            case "overflows":
                found = Extraction.model_validate_json(FOUND)
                hardware = found.hardware[0].model_copy(update={{"count": 10**30}})
                return found.model_copy(update={{"paper": paper, "hardware": (hardware,)}})
            case "is slow":
                time.sleep(0.02)
        return Extraction.model_validate_json(FOUND).model_copy(update={{"paper": paper}})

    def tried(paper):
        try:
            return extract(paper)
        except Exception as error:
            return error

    pipeline = types.ModuleType("claims.pipeline")
    pipeline.extract, pipeline.tried, pipeline.LOT = extract, lambda papers: map(tried, papers), 5
    pipeline.lots = lambda items: iter([list(items)])
    sys.modules["claims.pipeline"] = pipeline
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, processes that runs start have the stand-in."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)


def write(path: Path, titles: Iterable[str]) -> Path:
    """A snapshot with a paper for each title; "" is a blank line, "{" a broken one."""
    lines = (
        title
        if title in ("", "{")
        else json.dumps({"id": f"2401.{number:05d}", "title": title, "abstract": "  It is."})
        for number, title in enumerate(titles)
    )
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def engine(workers: int) -> Engine:
    """So many workers on this machine."""
    return lambda job, shards: local.work(job, shards, workers)
