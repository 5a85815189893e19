"""A file appears whole or not at all."""

import gzip
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from claims.errors import OutputError
from claims.sheets.whole import whole


def test_appears_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    with whole(path) as stream:
        stream.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["sheet.csv"]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(1), BrokenPipeError()])
@pytest.mark.parametrize("old", [None, b"old"])
def test_stays_as_it_was_when_the_block_fails(error: BaseException, old: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    if old is not None:
        path.write_bytes(old)

    def fail() -> None:
        with whole(path) as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert (path.read_bytes() if path.exists() else None) == old
    assert os.listdir(tmp_path) == ([] if old is None else ["sheet.csv"])


def test_killed_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"old")
    program = (
        "import sys, time; from pathlib import Path; from claims.sheets.whole import whole\n"
        "with whole(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'x' * 100_000); stream.flush(); print('half', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.read_bytes() == b"old"


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    with whole(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    usual, path = tmp_path / "usual", tmp_path / "sheet.csv"
    usual.touch()
    with whole(path):
        pass
    assert path.stat().st_mode == usual.stat().st_mode


def test_a_device_is_written_to_and_not_replaced() -> None:
    with whole(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_places_that_cannot_be_written_to_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "missing" / "sheet.csv", tmp_path / "file" / "sheet.csv", tmp_path / ("x" * 300)):
        with pytest.raises(OutputError, match=path.name), whole(path) as stream:
            stream.write(b"x")
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(OutputError, match=r"/dev/full: No space left"), whole(Path("/dev/full")) as stream:
        stream.write(b"x")


def test_a_damaged_input_is_not_about_the_output(tmp_path: Path) -> None:
    with pytest.raises(gzip.BadGzipFile), whole(tmp_path / "copy.jsonl") as stream:
        stream.write(gzip.decompress(gzip.compress(b"x") + b"trailing"))
    assert not list(tmp_path.iterdir())


def test_an_error_about_another_file_is_not_about_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="elsewhere"), whole(tmp_path / "sheet.csv"):
        open(tmp_path / "elsewhere")  # noqa: SIM115
