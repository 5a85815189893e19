"""Sheets that reviewers fill in, and what comes of them."""

import json
from pathlib import Path
from typing import Any

from claims.sheets.review import Review, merge_files
from samples import sample

LATEX = r"We cut latency by 2.5$\times$ over \emph{vLLM}. A second one cuts it by 2.5$\times$ too, at 99\% recall."
PAPERS = (sample(), sample(id="2401.00020", abstract=LATEX).model_copy(update={"claims": (), "hardware": ()}))


def merged(path: Path, *more: Path, **options: Any) -> tuple[Review, list[dict[str, Any]]]:
    output = path.parent / "out.jsonl"
    review = merge_files([path, *more], output, **options)
    lines = output.read_text(encoding="utf-8").splitlines() if output in review.written else []
    return review, [json.loads(line) for line in lines]


def told(review: Review) -> list[str]:
    return [str(problem) for problem in review.problems]
