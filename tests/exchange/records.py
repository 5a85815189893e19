"""Labelled papers made of anything that the annotation guide allows."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from claims.exchange.marks import CHOICES
from claims.models import Paper
from claims.score.gold import Annotated

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
TEXT = st.text(
    st.sampled_from("ab \t\n\r\x0b\x0c\x1c\x85\u2028\u2029\xa0;|\"'\\{}<>&=é中🙂𝛼1.5%"), min_size=1, max_size=30
)
SAID = st.none() | TEXT
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def labelled(draw: st.DrawFn) -> Annotated:
    """A paper with up to three marks in any of its fields."""
    paper = Paper(
        id=draw(st.sampled_from(["2401.00010", "cs/0112017", "a b?*", "..", "é"])),
        title=draw(TEXT),
        abstract=draw(TEXT), comment=draw(SAID),
        journal_ref=draw(SAID), authors=tuple(draw(st.lists(TEXT, max_size=2))),
    )  # fmt: skip

    def place() -> dict[str, Any]:
        field = draw(st.sampled_from([name for name in ("title", "abstract", "comment") if getattr(paper, name)]))
        raw = getattr(paper, field)
        start = draw(st.integers(0, len(raw) - 1))
        end = draw(st.integers(start + 1, len(raw)))
        return {"field": field, "start": start, "end": end, "text": raw[start:end]}

    def choice(group: Any, name: str) -> Any:
        return draw(st.sampled_from(CHOICES[group][name]))

    def claim() -> dict[str, Any]:
        return {
            **place(), "type": draw(st.sampled_from(["change", "level", "scale"])), "value": draw(NUMBER),
            "high": draw(NUMBER), "before": draw(NUMBER), "plus_minus": draw(NUMBER), "unit": draw(TEXT | st.just("")),
            "bound": choice("claim", "bound"), "metric": draw(SAID), "metric_key": choice("claim", "metric_key"),
            "baseline": draw(SAID | st.just("")), "condition": draw(SAID),
            "direction": draw(st.none() | st.just("decrease")),
        }  # fmt: skip

    def hardware() -> dict[str, Any]:
        return {
            **place(),
            "name": draw(TEXT),
            "kind": choice("hardware", "kind"),
            "count": draw(st.none() | st.integers(0, 9)),
        }

    def venue() -> dict[str, Any]:
        aliases = draw(st.lists(TEXT, max_size=2))
        return {**place(), "name": draw(TEXT), "aliases": aliases, "year": draw(st.none() | st.just(2026))}

    made = {
        "paper": paper.model_dump(), "system": draw(SAID), "system_aliases": draw(st.lists(TEXT, max_size=2)),
        **{key: [make() for _ in range(draw(st.integers(0, 2)))]
           for key, make in (("claims", claim), ("hardware", hardware), ("venues", venue))},
    }  # fmt: skip
    return Annotated.model_validate(made)


def texts(record: Annotated) -> list[str]:
    """The words of everything that is labelled, in the order of marks."""
    claims, hardware, venues = record.claims, record.hardware, record.venues
    return [*(one.text for one in claims), *(one.text for one in hardware), *(one.text for one in venues)]
