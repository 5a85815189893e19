"""The regression guard: the extractor reaches the accepted figures on the gold."""

from claims import extract
from claims.score import as_annotated, default_gold, guard, read_gold, render, score


def test_figures_do_not_fall_below_the_accepted_ones() -> None:
    gold = read_gold(default_gold())
    scores = score(gold, [as_annotated(extract(record.paper)) for record in gold], resamples=0)
    assert guard(scores, default_gold().with_name("scores.toml")) == [], render(scores)
