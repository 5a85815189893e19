"""Labelled papers as tasks for Label Studio, and back; and the labelling interface that they need.

Each region has its label, a choice for what has one of a few values, and a text for each number and text. The name of
the system belongs to the task. People's work is in "annotations", a program's in "predictions".
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pydantic import ValidationError

from claims import __version__
from claims.errors import GoldError
from claims.exchange.layout import layout
from claims.exchange.marks import CHOICES, LABELS, TEXTS, Group, Mark, labelled, marks
from claims.models import Paper
from claims.plural import counted
from claims.score.gold import Annotated
from claims.table import reference

_COLOURS = {"Change": "#2e9e4f", "Level": "#2b8ca3", "Scale": "#4466cc", "Hardware": "#a64ca6", "Venue": "#b8860b"}
_MANY = ("aliases",)
"""Texts of which there may be several."""
_OF_PAPER = ("system", "system_aliases")


def tasks(records: Iterable[Annotated], predicted: bool) -> list[dict[str, Any]]:
    """A task for each paper."""
    return [_task(record, predicted) for record in records]


def read(path: Path, reviewer: str | None = None) -> list[Annotated]:
    """The labelled papers of a JSON export; `GoldError` with all faults. With `reviewer`, by whom (id or address)."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: {error}. Export the project from Label Studio as JSON.") from error
    if not isinstance(found, list) or not all(isinstance(task, dict) and "data" in task for task in found):
        raise GoldError(f"{path}: is no list of tasks. Export the project from Label Studio as JSON, not JSON-MIN.")
    faults: list[str] = []
    records = [_record(f"{path}: task {number}", task, reviewer, faults) for number, task in enumerate(found, 1)]
    if faults:
        raise GoldError("\n".join(faults))
    return [record for record in records if record is not None]


def interface() -> str:
    """The labelling interface as XML, for the settings of a project."""
    lines = [
        "<View>",
        '  <Header value="$name"/>',
        '  <Labels name="label" toName="text">',
        *(f'    <Label value="{label}" background="{_COLOURS[label]}"/>' for label in LABELS),
        "  </Labels>",
        '  <Text name="text" value="$text"/>',
        *(_text(name, name, "") for name in _OF_PAPER),
    ]
    for group in CHOICES:
        labels = ",".join(label for label, of in LABELS.items() if of == group)
        when = f' perRegion="true" whenTagName="label" whenLabelValue={quoteattr(labels)}'
        for name, choices in CHOICES[group].items():
            lines += [
                f'  <Header value="{name}" size="6"{when}/>'.replace(
                    ' perRegion="true"', ' visibleWhen="region-selected"'
                ),
                f'  <Choices name="{group}_{name}" toName="text" choice="single" showInline="true"{when}>',
                *(f'    <Choice value="{choice}"/>' for choice in choices),
                "  </Choices>",
            ]
        lines += [_text(f"{group}_{name}", name, when) for name in TEXTS[group]]
    return "\n".join([*lines, "</View>", ""])


def _text(control: str, name: str, when: str) -> str:
    most = "" if name in (*_MANY, "system_aliases") else ' maxSubmissions="1"'
    return f'  <TextArea name="{control}" toName="text" placeholder="{name}" rows="1" editable="true"{most}{when}/>'


def _task(record: Annotated, predicted: bool) -> dict[str, Any]:
    text = layout(record.paper).text
    result = [part for number, mark in enumerate(marks(record), 1) for part in _region(f"r{number}", mark, text)]
    for name, said in (("system", [record.system] if record.system is not None else []),
                       ("system_aliases", list(record.system_aliases))):  # fmt: skip
        if said:
            result.append(_part(name, name, "textarea", {"text": said}))
    data = {"name": reference(record.paper), "text": text, "paper": record.paper.model_dump(mode="json")}
    if predicted:
        return {"data": data, "predictions": [{"model_version": f"claims {__version__}", "result": result}]}
    return {"data": data, "annotations": [{"result": result}]}


def _region(identity: str, mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    group = LABELS[mark.label]
    place = {"start": mark.start, "end": mark.end}
    yield _part(identity, "label", "labels", {**place, "text": text[mark.start : mark.end], "labels": [mark.label]})
    for name, value in mark.attributes.items():
        if name in CHOICES[group]:
            yield _part(identity, f"{group}_{name}", "choices", {**place, "choices": [value]})
        else:
            said = list(map(str, value)) if isinstance(value, list) else [_said(value)]
            yield _part(identity, f"{group}_{name}", "textarea", {**place, "text": said})


def _part(identity: str, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": identity, "from_name": control, "to_name": "text", "type": kind, "value": value}


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _record(place: str, task: dict[str, Any], reviewer: str | None, faults: list[str]) -> Annotated | None:
    try:
        paper = Paper.model_validate(task["data"]["paper"])
        if task["data"].get("text") != layout(paper).text:
            raise ValueError("its text is not the one that was exported, so that no place in it holds")
        result = _result(task, reviewer)
    except (KeyError, TypeError, ValidationError) as error:
        faults.append(f"{place}: holds no paper ({error}). Import tasks that `claims export` wrote.")
        return None
    except ValueError as error:
        faults.append(f"{place}: {error}. Look at it in Label Studio.")
        return None
    said = {
        part.get("from_name"): part["value"].get("text") or [] for part in result if part.get("from_name") in _OF_PAPER
    }
    system = said.get("system") or [None]
    return labelled(
        paper, system[0], said.get("system_aliases", ()), _marks(place, result, task["data"]["text"], faults), faults
    )


def _result(task: dict[str, Any], reviewer: str | None) -> list[dict[str, Any]]:
    """What one person said of a task; what a program said where nobody did."""
    done = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    if reviewer is not None:
        done = [one for one in done if reviewer in _names(one.get("completed_by"))]
    elif not done:
        done = (task.get("predictions") or [])[-1:]
    if len(done) != 1:
        raise ValueError(f"{len(done)} annotations; say whose to take with --reviewer")
    result: list[dict[str, Any]] = done[0].get("result") or []
    return result


def _letters(words: str) -> str:
    r"""Words without spaces and line ends, which Label Studio writes as "\\n"."""
    return "".join(words.replace("\\n", " ").split())


def _names(person: Any) -> set[str]:
    return set(map(str, person.values())) if isinstance(person, dict) else {str(person)}


def _marks(place: str, result: list[dict[str, Any]], text: str, faults: list[str]) -> list[Mark]:
    regions: dict[str, Mark] = {}
    for part in result:
        if part.get("type") == "labels":
            value = part["value"]
            label = (value.get("labels") or [""])[0]
            where = f"{place}, region {part['id']}"
            mark = regions[part["id"]] = Mark(label, int(value["start"]), int(value["end"]), {}, where)
            stands = text[mark.start : mark.end]
            if _letters(value.get("text") or stands) != _letters(stands):
                faults.append(f"{where}: its words are {value['text']!r}, but {stands!r} stands there. Mark it anew.")
    for part in result:
        control = str(part.get("from_name"))
        if part.get("type") == "labels" or control in _OF_PAPER or part.get("id") not in regions:
            continue
        mark = regions[part["id"]]
        group: Group = LABELS.get(mark.label, "claim")
        name = control.removeprefix(f"{group}_")
        # A region that was labelled anew may keep what it had under its old label.
        if control.startswith(f"{group}_") and (name in CHOICES[group] or name in TEXTS[group]):
            said = part["value"].get("choices") or part["value"].get("text") or []
            if len(said) > 1 and name not in _MANY:
                faults.append(f"{mark.where}: {name} is said {counted(len(said), 'time')}. Leave one of them.")
            elif said:
                mark.attributes[name] = said if name in _MANY else said[0]
    return list(regions.values())
