"""A target under atheris: python fuzz/feeds.py [CORPUS] -max_total_time=600, options as libFuzzer has them."""

import sys
import tempfile
from pathlib import Path


def run(name: str) -> None:
    """Fuzzes until the time is over or something breaks; what breaks is written to crash-… in the working directory."""
    import atheris

    with atheris.instrument_imports(include=["claims"]):
        from seeds import seeds
        from targets import TARGETS

        from claims.runs.warm_up import warm_up

    warm_up()  # so that the rules are not read during the first input, which would be slow
    begin = Path(tempfile.mkdtemp())
    for number, seed in enumerate(seeds(name)):
        (begin / f"{number:03}").write_bytes(seed)
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    corpora = [argument for argument in sys.argv[1:] if not argument.startswith("-")] or [tempfile.mkdtemp()]
    limits = ["-timeout=60", "-rss_limit_mb=2000", "-max_len=2000"]
    atheris.Setup([sys.argv[0], *corpora, str(begin), *limits, *options], TARGETS[name])
    atheris.Fuzz()
