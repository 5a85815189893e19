from pathlib import Path
from typing import Any

from hypothesis import given, settings
from records import claim, hardware, paper, runs, venue

from claims.models import Paper
from claims.score import Annotated, ErrorLine, errors, render, render_errors, score
from claims.score.evidence import sentence
from claims.score.gold import AnnotatedClaim

ABSTRACT = "Serving is slow. PAT cuts latency by up to 30% and cost by 5x\nover vLLM. It is free."


def annotated(*claims: dict[str, Any]) -> Annotated:
    return Annotated.model_validate({"paper": {"id": "1", "abstract": ABSTRACT}, "claims": claims})


def at(text: str, **attributes: Any) -> dict[str, Any]:
    start = ABSTRACT.index(text)
    return claim(start=start, end=start + len(text), text=text, **attributes)


def test_miss_extra_and_wrong() -> None:
    gold = annotated(at("30%", bound="up_to"), at("5x", value=5, unit="x", metric="cost", rule="hand"))
    predicted = annotated(
        at("30%", baseline=None, rule="quantity.percent+reduces"),
        at("5", value=5, unit="gpu", type="scale", rule="size"),
    )
    shown = "PAT cuts latency by up to «30%» and cost by 5x"
    place = ("1", "abstract", ABSTRACT.index("30%"), "30%")
    assert errors([gold], [predicted]) == [
        ErrorLine("wrong", "claim", *place, "bound", "up_to", "exact", shown, "quantity.percent+reduces"),
        ErrorLine("wrong", "claim", *place, "baseline", "vLLM", "-", shown, "quantity.percent+reduces"),
        ErrorLine(
            "miss", "claim", "1", "abstract", ABSTRACT.index("5x"), "5x", None,
            "change 5 x, cost, decrease, over vLLM", None, "PAT cuts latency by up to 30% and cost by «5x»", "",
        ),
        ErrorLine(
            "extra", "claim", "1", "abstract", ABSTRACT.index("5x"), "5", None, None,
            "scale 5 gpu, latency, decrease, over vLLM", "PAT cuts latency by up to 30% and cost by «5»x", "size",
        ),
    ]  # fmt: skip


def test_the_predicted_evidence_is_shown() -> None:
    start, end = ABSTRACT.index("PAT"), ABSTRACT.index(" It is")
    predicted = annotated(at("5x", value=5, unit="x", sentence_start=start, sentence_end=end))
    (line,) = errors([annotated()], [predicted])
    assert line.sentence == "PAT cuts latency by up to 30% and cost by «5x» over vLLM."


def test_hardware_venue_and_system() -> None:
    gold = paper(
        hardware=[hardware("GPU", count=4), hardware("CXL", 20, 23)], venues=[venue("ICML")], system="PAT", id="1"
    )
    predicted = paper(
        hardware=[hardware("GPU")], venues=[venue("ICML", None, "published"), venue("DAC")], system="S-Bus", id="1"
    )
    assert [(line.kind, line.what, line.attribute, line.wanted, line.got) for line in errors([gold], [predicted])] == [
        ("wrong", "hardware", "count", "4", "-"),
        ("miss", "hardware", None, "CXL", None),
        ("extra", "venue", None, None, "DAC, 2026, accepted"),
        ("wrong", "venue", "year", "2026", "-"),
        ("wrong", "venue", "status", "accepted", "published"),
        ("wrong", "system", "name", "PAT", "S-Bus"),
    ]


def test_a_paper_without_prediction_is_missed() -> None:
    lines = errors([paper(claim(), system="PAT")], [])
    assert [(line.kind, line.what) for line in lines] == [("miss", "claim"), ("miss", "system")]
    assert errors([paper()], []) == []


def test_sentence_is_found_around_the_mention() -> None:
    raw = "It runs on v1.2 at 3.5x vs. NCCL, cf. Fig. 3.We see 12 ms (e.g. on A100). Next"
    shown = []
    for text in ("3.5x", "12 ms", "Next"):
        start = raw.index(text)
        mention = AnnotatedClaim(field="abstract", text=text, start=start, end=start + len(text), type="level", value=1)
        shown.append(sentence(Paper(id="1", abstract=raw), mention))
    assert shown == ["It runs on v1.2 at «3.5x» vs. NCCL, cf. Fig. 3.", "We see «12 ms» (e.g. on A100).", "«Next»"]


def test_terminal_escapes_are_not_passed_on() -> None:
    raw = "a \x1b[31m30%\x1b[0m gain"
    mention: dict[str, Any] = {"start": raw.index("30%"), "text": "30%"}
    gold = Annotated.model_validate({"paper": {"id": "1", "abstract": raw}, "claims": [claim(**mention)]})
    assert "\x1b" not in render_errors(errors([gold], []))


def test_rendered() -> None:
    gold, predicted = annotated(at("30%", bound="up_to")), annotated(at("30%", rule="percent"), at("5x", value=9))
    assert render_errors(errors([gold], [predicted])) == (
        "    1  extra claim\n"
        "    1  wrong claim bound\n"
        "\n"
        "1\n"
        "  abstract: PAT cuts latency by up to «30%» and cost by 5x\n"
        "    wrong claim bound: wanted up_to, got exact  [percent]\n"
        "  abstract: PAT cuts latency by up to 30% and cost by «5x»\n"
        "    extra claim: change 9 %, latency, decrease, over vLLM\n"
    )
    assert render_errors([]) == "no mistakes\n"


def test_rendered_figures() -> None:
    gold = [paper(claim(1, 0), claim(2, 10), id="1"), paper(id="2")]
    lines = render(score(gold, [paper(claim(1, 0), id="1"), paper(id="3")], resamples=0)).splitlines()
    assert lines[:3] == [
        "2 papers",
        "1 not predicted, all they hold is missed: 2",
        "1 predicted but not in the gold, passed over: 3",
    ]
    assert [line.split() for line in lines if line.startswith(("tuple", "  change", "system", "metric "))] == [
        ["tuple", "2", "1", "1", "1.000", "0.500", "0.667"],
        ["change", "2", "1", "1", "1.000", "0.500", "0.667"],
        ["change", "2", "1", "1", "1.000", "0.500", "0.667"],
        ["system", "2", "1", "0.500"],
        ["metric", "1", "1", "1.000"],
        ["metric", "key", "1", "1", "1.000"],
    ]
    assert "hardware" not in "\n".join(lines)
    assert "papers resampled 20 times" in render(score(gold, gold, resamples=20))


@settings(deadline=None)
@given(runs(), runs())
def test_as_many_mistakes_as_the_figures_say(gold: list[Annotated], predicted: list[Annotated]) -> None:
    counts = score(gold, predicted, resamples=0).figures["detection"].counts
    lines = [line for line in errors(gold, predicted) if line.what == "claim"]
    assert sum(line.kind == "miss" for line in lines) == counts.gold - counts.gold_right
    assert sum(line.kind == "extra" for line in lines) == counts.predicted - counts.predicted_right


def test_the_scorer_imports_no_rules() -> None:
    folder = Path(__file__).parents[2] / "src" / "claims" / "score"
    for module in folder.glob("*.py"):
        for layer in ("mentions", "patterns", "assemble", "pipeline"):
            assert f"claims.{layer}" not in module.read_text(encoding="utf-8"), module
