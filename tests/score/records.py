"""Small annotated papers for the tests of the scorer. Without an abstract their spans are taken as they are."""

from typing import Any

from hypothesis import strategies as st

from claims.score import Annotated

ATTRIBUTE_VALUES: dict[str, list[Any]] = {
    "type": ["change", "level", "scale"],
    "bound": ["exact", "up_to"],
    "direction": [None, "increase", "decrease"],
    "metric": [None, "latency", "P99 latency", "throughput"],
    "baseline": [None, "NCCL", "the baseline systems"],
    "unit": ["%", "x", "gpu", "node"],
    "value": [1.0, 2.0, 30.0],
}


def claim(value: float | None = 30, start: int = 0, end: int | None = None, **attributes: Any) -> dict[str, Any]:
    """A 30 % decrease of latency over vLLM at 0:3 of the abstract, but for what is given."""
    end = start + 3 if end is None else end
    made = {
        "field": "abstract", "text": "#" * (end - start), "start": start, "end": end, "type": "change", "value": value,
        "unit": "%", "metric": "latency", "metric_key": "latency", "direction": "decrease", "effect": "improvement",
        "baseline": "vLLM",
    }  # fmt: skip
    return made | attributes


def hardware(name: str, start: int = 0, end: int = 9, count: int | None = None, **attributes: Any) -> dict[str, Any]:
    """A mention of a GPU in the abstract."""
    mention = {"field": "abstract", "start": start, "end": end, "name": name, "kind": "gpu", "count": count}
    return {"text": "#" * (end - start)} | mention | attributes


def venue(name: str, year: int | None = 2026, status: str = "accepted", **attributes: Any) -> dict[str, Any]:
    """A conference in the comment."""
    mention = {"field": "comment", "start": 0, "end": 9, "name": name, "year": year, "status": status}
    return {"text": "#" * 9, "kind": "conference"} | mention | attributes


def paper(*claims: dict[str, Any], id: str = "2601.00001", **rest: Any) -> Annotated:  # noqa: A002
    """A paper that holds these claims."""
    return Annotated.model_validate({"paper": {"id": id}, "claims": claims, **rest})


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """A claim among few values and places, so that claims meet."""
    start = draw(st.integers(0, 12))
    attributes = {name: draw(st.sampled_from(values)) for name, values in ATTRIBUTE_VALUES.items()}
    field = draw(st.sampled_from(["abstract", "comment"]))
    return claim(start=start, end=start + draw(st.integers(1, 6)), field=field, **attributes)


@st.composite
def papers(draw: st.DrawFn, id: str = "2601.00001") -> Annotated:  # noqa: A002
    """A paper with claims, hardware, venues and perhaps a system."""
    mentions = st.builds(
        hardware, st.sampled_from(["GPU", "NVIDIA A100"]), st.integers(0, 4), st.integers(5, 9),
        st.sampled_from([None, 1, 64]),
    )  # fmt: skip
    venues = st.builds(venue, st.sampled_from(["ICML", "DAC"]), st.sampled_from([None, 2025, 2026]))
    return paper(
        *draw(st.lists(claims(), max_size=6)),
        id=id,
        hardware=draw(st.lists(mentions, max_size=3)),
        venues=draw(st.lists(venues, max_size=2)),
        system=draw(st.sampled_from([None, "PAT", "S-Bus"])),
    )


@st.composite
def runs(draw: st.DrawFn) -> list[Annotated]:
    """Up to four papers, each once."""
    return [draw(papers(id=f"2601.0000{number}")) for number in draw(st.sets(st.integers(1, 4)))]
