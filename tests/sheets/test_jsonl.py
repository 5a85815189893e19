"""JSON lines: the form of the annotation guide, its schema, and back again."""

import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

import claims
from claims.errors import SourceError
from claims.models import SCHEMA_VERSION, Extraction, Paper
from claims.sheets import jsonl, rows, writing
from claims.table import TABLES
from samples import AWKWARD, sample

ROOT = Path(__file__).parents[2]


def written(*extractions: Extraction) -> bytes:
    stream = io.BytesIO()
    with writing(stream, "jsonl") as write:
        for extraction in extractions:
            write(extraction)
    return stream.getvalue()


def test_a_record_has_the_form_of_the_guide() -> None:
    guide = (ROOT / "gold" / "annotation-guide.md").read_text(encoding="utf-8")
    shown = json.loads(re.findall(r"```json\n(.*?)```", guide, re.DOTALL)[0])
    record = json.loads(written(sample()))
    assert shown.keys() <= record.keys()
    assert shown["paper"].keys() <= record["paper"].keys()
    for kind in ("claims", "hardware", "venues"):
        assert shown[kind][0].keys() <= record[kind][0].keys()
    assert record["paper"]["id"] == "2401.00010"


@given(AWKWARD, AWKWARD)
def test_what_is_written_is_read_back_one_paper_a_line(
    tmp_path_factory: pytest.TempPathFactory, title: str, comment: str
) -> None:
    extractions = [sample(title=title, comment=comment or None), Extraction(paper=Paper(id="text"))]
    content = written(*extractions)
    assert len(content.decode().splitlines()) == 2
    path = tmp_path_factory.mktemp("jsonl") / "sheet.jsonl"
    path.write_bytes(content)
    assert list(jsonl.read(path)) == extractions


def test_tables_one_row_a_line() -> None:
    stream = io.BytesIO()
    with writing(stream, "jsonl", "hardware") as write:
        write(sample())
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == list(TABLES["hardware"].rows(sample()))


def test_rows_of_records(tmp_path: Path) -> None:
    path = tmp_path / "sheet.jsonl"
    path.write_bytes(written(sample()))
    assert list(rows(path)) == list(TABLES["claims"].rows(sample()))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "line 2: Invalid JSON"),
        (b'{"paper": {"id": 5}}', "line 2.paper.id"),
        (b'{"paper": {"id": "5"}, "x": 1}', "line 2.x"),
    ],
)
def test_a_faulty_line_is_told(line: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.jsonl"
    path.write_bytes(written(sample()) + line + b"\n")
    with pytest.raises(SourceError) as error:
        list(jsonl.read(path))
    assert fault in str(error.value)


def test_published_schema_is_that_of_the_models() -> None:
    published = ROOT / "docs" / "schema" / f"claims-{SCHEMA_VERSION}.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == jsonl.schema(), (
        "write it: claims schema > docs/schema/…"
    )


def test_records_hold_to_the_schema_and_others_do_not() -> None:
    validator = jsonschema.Draft202012Validator(jsonl.schema())
    validator.check_schema(jsonl.schema())
    extraction = claims.extract("Fast cuts latency by 52% over NCCL on 64 A100 GPUs.")
    for record in (sample(), extraction):
        validator.validate(json.loads(written(record)))
    wrong = json.loads(written(sample()))
    wrong["claims"][0]["bound"] = "roughly"
    assert [error.json_path for error in validator.iter_errors(wrong)] == ["$.claims[0].bound"]
