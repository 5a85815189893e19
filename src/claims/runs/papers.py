"""One paper, from its record to what is found in it. Runs in a process of its own, as `shard` does."""

from typing import Any

from claims.errors import ClaimsError
from claims.models import Paper
from claims.pipeline import extract
from claims.runs.folder import Job
from claims.runs.shard import Watch
from claims.sheets.extract import reason_of


def work(_job: Job, request: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """The extraction of the paper that a request holds, as JSON ("found"), or why there is none ("failed")."""
    paper = Paper.model_validate(request["paper"])
    with watch(0, 1):
        return _tried(paper)


def _tried(paper: Paper) -> dict[str, Any]:
    try:
        return {"found": extract(paper).model_dump_json()}
    except (ClaimsError, MemoryError):
        raise  # our own files are at fault, or the worker has to go
    except Exception as error:  # noqa: BLE001
        return {"failed": reason_of(error)}
