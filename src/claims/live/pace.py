"""Turns at arXiv: one request at a time on this machine, with arXiv's interval between them, whatever process asks."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.errors import OutputError, UpstreamError
from claims.live.service import Service

log = logging.getLogger("claims")
_DAY = 86_400.0


@contextmanager
def turn(service: Service) -> Iterator[Callable[[float], None]]:
    """Waits for the turn of this process and holds it; the pause to the next begins with a call of what is given.

    It is called when the request is over, with further seconds for which arXiv has asked to be left alone by anybody.
    Raises `UpstreamError` where arXiv has asked for a longer wait than `service.patience`.
    """
    from filelock import FileLock

    try:
        service.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(service.folder / "arxiv.lock")
        lock.acquire()
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{service.folder}: {reason}. Say another folder in CLAIMS_CACHE.") from error
    state = service.folder / "arxiv.json"
    is_over = False

    def over(seconds: float) -> None:
        nonlocal is_over
        _write(state, min(seconds, _DAY))
        is_over = True

    try:
        _wait(state, service)
        _write(state, 0.0)  # should this process be killed while it asks
        try:
            yield over
        finally:
            if not is_over:
                _write(state, 0.0)
    finally:
        lock.release()


def _wait(state: Path, service: Service) -> None:
    last, not_before = _read(state)
    now = time.time()
    # A clock that was set back must not make anybody wait for the future to come.
    left = min(last + service.interval - now, service.interval)
    asked = not_before - now if not_before - now <= _DAY else 0.0
    if asked > service.patience:
        until = time.strftime("%Y-%m-%d %H:%M", time.localtime(not_before))
        raise UpstreamError(f"arXiv: has asked to be left alone until {until}. Say the same then; what came is kept.")
    if max(left, asked) > 0:
        time.sleep(max(left, asked))


def _read(state: Path) -> tuple[float, float]:
    """When the last request ended, and before when none may be made."""
    try:
        said = json.loads(state.read_bytes())
        return float(said["last"]), float(said["not_before"])
    except FileNotFoundError:
        return 0.0, 0.0
    except (ValueError, KeyError, TypeError):  # its writer was killed: a moment ago, for all that is known
        return time.time(), 0.0


def _write(state: Path, put_off: float) -> None:
    now = time.time()
    state.write_text(json.dumps({"last": now, "not_before": now + put_off if put_off else 0.0}))
