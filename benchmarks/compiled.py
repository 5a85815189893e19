"""Whether a compiled wheel finds what pure Python finds, byte for byte, and how much faster it is.

    make compiled && python benchmarks/compiled.py --wheel dist/WHEEL [CORPUS]

The wheel is unpacked twice, once without its binaries. Each form gets the whole corpus in a process of its own, which
writes everything found as JSON lines; then they take turns beside spaCy's tokenizer, as in speed.py. Ends with 1 where
anything differs.
"""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from zipfile import ZipFile

FORMS = ("pure", "compiled")
TURNS = 3
TEXTS = 1_000


def main() -> int:
    """The number of papers in which something else is found."""
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
        return 0
    import corpus

    parser = corpus.arguments(__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        places = {form: Path(folder) / form for form in FORMS}
        for form, place in places.items():
            unpack(given.wheel, place, compiled=form == "compiled")
            _run(place, "found", str(given.corpus), str(place / "found.jsonl"))
        with (places["pure"] / "found.jsonl").open() as one, (places["compiled"] / "found.jsonl").open() as other:
            differing = [number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        print(f"{len(differing)} papers differ{f': records {differing[:10]}' if differing else ''}", flush=True)
        for _ in range(TURNS):
            for form, place in places.items():
                print(form)
                _run(place, "speed", str(given.corpus))
    return len(differing)


def unpack(wheel: Path, place: Path, compiled: bool) -> None:
    """The packages of a wheel in a folder, with or without its binaries."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        binaries = {name for name in names if name.endswith((".so", ".pyd"))}
        if not binaries:
            raise SystemExit(f"{wheel}: holds no compiled modules. Build one with `make compiled`.")
        archive.extractall(place, [name for name in names if compiled or name not in binaries])


def _run(place: Path, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(place)}
    subprocess.run([sys.executable, __file__, "--child", *arguments], env=environment, check=True)


def _child(what: str, source: str, target: str = "") -> None:
    import corpus
    from claims import text

    if what == "found":
        from claims.pipeline import tried

        begun = process_time()
        with open(target, "w", encoding="utf-8") as stream:
            for found in tried(corpus.stream(Path(source))):
                stream.write((repr(found) if isinstance(found, Exception) else found.model_dump_json()) + "\n")
        print(f"{text.__file__}: {process_time() - begun:.1f} s of CPU time for the corpus", flush=True)
        return
    import speed

    papers = iter(corpus.shuffled(Path(source), speed.WARM_UP + 2 * TEXTS))
    warm = list(islice(papers, speed.WARM_UP))
    speed.beside_spacy("abstracts", warm + list(islice(papers, TEXTS)))
    speed.beside_spacy("papers", warm + list(papers))


if __name__ == "__main__":
    sys.exit(main() > 0)
