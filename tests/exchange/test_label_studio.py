"""Label Studio: what goes out comes back whole, in the form in which it exports; what is amiss is named by task."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from claims.errors import GoldError
from claims.exchange import label_studio
from claims.score.gold import Annotated, read_gold
from exchange.records import SEEDS, labelled


def read_back(tasks: list[dict[str, Any]], folder: Path, reviewer: str | None = None) -> list[Annotated]:
    path = folder / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return label_studio.read(path, reviewer)


def as_exported(task: dict[str, Any], person: int = 1) -> dict[str, Any]:
    """A task as Label Studio gives it back: with ids, times and people, predictions beside annotations."""
    [annotation] = task["annotations"]
    done = annotation | {"id": 7, "completed_by": {"id": person, "email": f"{person}@x.org"}, "was_cancelled": False}
    return task | {"id": 3, "annotations": [done], "predictions": [], "drafts": [], "meta": {}, "project": 1}


@pytest.mark.parametrize("predicted", [False, True])
def test_gold_comes_back_whole(predicted: bool, tmp_path: Path) -> None:
    gold = read_gold(SEEDS)
    assert read_back(label_studio.tasks(gold, predicted), tmp_path) == gold


@given(labelled())
@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_labelled_paper_comes_back_whole(tmp_path: Path, record: Annotated) -> None:
    assert read_back(label_studio.tasks([record], False), tmp_path) == [record]


def test_every_control_of_a_task_is_in_the_interface() -> None:
    interface = etree.fromstring(label_studio.interface().encode())
    controls = {element.get("name"): element for element in interface.iter() if element.get("name")}
    kinds = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    for task in label_studio.tasks(read_gold(SEEDS), False):
        for part in task["annotations"][0]["result"]:
            control = controls[part["from_name"]]
            assert control.tag == kinds[part["type"]]
            assert control.get("toName") == part["to_name"] == "text"
            if part["type"] in ("labels", "choices"):
                assert set(part["value"][part["type"]]) <= {child.get("value") for child in control}
            if "start" in part["value"] and part["type"] == "labels":
                value = part["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_what_people_change_is_in_the_gold(tmp_path: Path) -> None:
    [task] = [as_exported(task) for task in label_studio.tasks(read_gold(SEEDS)[:1], False)]
    result = task["annotations"][0]["result"]
    text = task["data"]["text"]
    for part in result:
        if part["id"] == "r1" and part["from_name"] == "claim_metric":
            part["value"]["text"] = ["tokens"]
    start = text.index("AlignedServe")
    place = {"start": start, "end": start + 12}
    result += [
        {
            "id": "new",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {**place, "labels": ["Venue"]},
        },
        {
            "id": "new",
            "from_name": "venue_name",
            "to_name": "text",
            "type": "textarea",
            "value": {**place, "text": ["ICML"]},
        },
        {
            "id": "new",
            "from_name": "venue_year",
            "to_name": "text",
            "type": "textarea",
            "value": {**place, "text": ["2026"]},
        },
        {"from_name": "new", "to_id": "r1", "type": "relation", "value": {}},
    ]
    [found] = read_back([task], tmp_path)
    assert found.claims[0].metric == "tokens"
    assert (found.venues[0].name, found.venues[0].year, found.venues[0].text) == ("ICML", 2026, "AlignedServe")


def test_whose_annotations_are_taken(tmp_path: Path) -> None:
    [task] = label_studio.tasks(read_gold(SEEDS)[:1], False)
    one, other = as_exported(task, 1), as_exported(task, 2)
    other["annotations"][0]["result"] = []
    both = one | {"annotations": [*one["annotations"], *other["annotations"]]}
    with pytest.raises(GoldError, match="task 1: 2 annotations; say whose"):
        read_back([both], tmp_path)
    assert read_back([both], tmp_path, "1@x.org") == read_gold(SEEDS)[:1]
    assert read_back([both], tmp_path, "2")[0].claims == ()
    with pytest.raises(GoldError, match="task 1: 0 annotations"):
        read_back([both], tmp_path, "3")
    both["annotations"][1]["was_cancelled"] = True
    assert read_back([both], tmp_path) == read_gold(SEEDS)[:1]


def broken(change: str) -> list[dict[str, Any]]:
    """Tasks with one thing amiss."""
    [task] = label_studio.tasks(read_gold(SEEDS)[:1], False)
    result = task["annotations"][0]["result"]
    match change:
        case "text":
            task["data"]["text"] += "x"
        case "paper":
            del task["data"]["paper"]
        case "label":
            result[0]["value"]["labels"] = ["Speed"]
        case "place":
            result[0]["value"]["start"] = 0
        case "number":
            next(part for part in result if part["from_name"] == "claim_value")["value"]["text"] = ["two"]
        case "twice":
            next(part for part in result if part["from_name"] == "claim_metric")["value"]["text"] = ["a", "b"]
    return [task]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("text", "task 1: its text is not the one"), ("paper", "task 1: holds no paper"),
        ("label", "task 1, region r1: the label 'Speed'"), ("place", "task 1, region r1: 0-"),
        ("number", "task 1, region r1: value: Input should be a valid number"),
        ("twice", "task 1, region r1: metric is said 2 times"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_named_by_task_and_region(change: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError) as error:
        read_back(broken(change), tmp_path)
    assert fault in str(error.value)


@pytest.mark.parametrize("content", ["{}", "[1]", "nothing", '[{"text": "x", "label": []}]'])
def test_other_files_are_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.json"):
        label_studio.read(tmp_path / "x.json")


def test_words_that_stand_elsewhere_are_told(tmp_path: Path) -> None:
    [task] = [as_exported(task) for task in label_studio.tasks(read_gold(SEEDS)[:1], False)]
    # Older versions counted a character beyond the basic plane twice, and all places after it were wrong.
    value = task["annotations"][0]["result"][0]["value"]
    value |= {"start": value["start"] + 1, "end": value["end"] + 1}
    with pytest.raises(GoldError, match=r"task 1, region r1: its words are '1\.98 times', but '\.98 times '"):
        read_back([task], tmp_path)
