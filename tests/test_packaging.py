"""What is shipped works away from the source tree, and the lock holds what pyproject.toml asks for."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from claims import __version__

ROOT = Path(__file__).parents[1]


def test_the_wheel_brings_its_patterns_and_gold(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name == f"arxiv_claims-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        gold = {name.partition("/_gold/")[2] for name in archive.namelist() if "/_gold/" in name}
    assert gold == {"annotation-guide.md", "scores.toml", "seeds.jsonl"}
    program = (
        "import claims, claims.patterns, claims.score\n"
        "print(claims.__file__, claims.patterns.folder(), claims.score.default_gold(), sep='\\n')\n"
        "assert claims.extract('It cuts latency by 52% over NCCL.').claims\n"
        "assert claims.score.read_gold(claims.score.default_gold())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for place in done.stdout.splitlines():
        assert Path(place).is_relative_to(tmp_path / "site")


def test_the_sources_bring_what_their_own_checks_look_at(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    [sources] = tmp_path.glob("*.tar.gz")
    with tarfile.open(sources) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    looked_at = [*tools["mypy"]["files"], *tools["pytest"]["ini_options"]["testpaths"], "Makefile", ".ci/run"]
    for wanted in looked_at:
        assert any(name == wanted or name.startswith(f"{wanted}/") for name in names), wanted


def test_the_lock_holds_what_is_asked_for() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(pinned[canonicalize_name(wanted.name)]), line
    assert "--hash=sha256:" in lock
    assert "://" not in lock, "the lock names no index"
