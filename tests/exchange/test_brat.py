"""brat: what goes out comes back whole; what people break is named by file and line."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings

from claims.errors import GoldError, OutputError
from claims.exchange import brat
from claims.score.gold import Annotated, read_gold
from exchange.records import SEEDS, labelled, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    brat.write(read_gold(SEEDS), tmp_path / "brat")
    return tmp_path / "brat"


def test_gold_comes_back_whole(folder: Path) -> None:
    assert brat.read(folder) == read_gold(SEEDS)


@given(labelled())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_labelled_paper_comes_back_whole(record: Annotated) -> None:
    # brat knows no mark that begins or ends with the end of a line
    assume(all(text == text.strip("\n") for text in texts(record)))
    with TemporaryDirectory() as place:
        brat.write([record], Path(place) / "brat")
        assert brat.read(Path(place) / "brat") == [record]


def test_brat_finds_what_it_needs(folder: Path) -> None:
    labels = re.findall(r"^\w+$", (folder / "annotation.conf").read_text(encoding="utf-8"), re.MULTILINE)
    allowed = dict(re.findall(r"^(\w+)\tArg:\S+, Value:(\S+)$", (folder / "annotation.conf").read_text(), re.MULTILINE))
    for path in folder.glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for line in path.read_text(encoding="utf-8").splitlines():
            identity, rest, *_ = line.split("\t")
            if identity[0] == "T":
                label, pieces = rest.split(" ", 1)
                assert label in labels
                spans = [tuple(map(int, piece.split())) for piece in pieces.split(";")]
                assert " ".join(text[start:end] for start, end in spans) == line.split("\t")[2]
                assert not any("\n" in text[start:end] for start, end in spans)
            elif identity[0] == "A":
                name, _, value = rest.split()
                assert value in allowed[name].split("|")


def test_what_people_change_is_in_the_gold(folder: Path) -> None:
    path = folder / "2605.23389v1.ann"
    lines = path.read_text(encoding="utf-8").splitlines()
    text = (folder / "2605.23389v1.txt").read_text(encoding="utf-8")
    lines = [line.replace("A1\tBound T1 up_to", "A1\tBound T1 about") for line in lines if "\tT2" not in line[:6]]
    lines = [line for line in lines if not re.match(r"T2\t|.*[ \t]T2[ \t]", line)]
    start = text.index("AlignedServe")
    lines += [f"T99\tHardware {start} {start + 12}\tAlignedServe", '#99\tAnnotatorNotes T99\t{"name": "X"}', ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    [found] = [record for record in brat.read(folder) if record.paper.id == "2605.23389"]
    [before] = [record for record in read_gold(SEEDS) if record.paper.id == "2605.23389"]
    assert found.claims == (before.claims[0].model_copy(update={"bound": "about"}),)
    assert found.hardware[-1].name == "X"
    assert found.hardware[-1].field == "title"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("T9\tSpeed 6 18\tAlignedServe", "the label 'Speed' is none of Change"),
        ("T9\tChange 0 3\tTIT", "not inside one field"),
        ("T9\tChange 6 18\tother", "has 'other', where the text has 'AlignedServe'"),
        ("T9\tChange 6 11;13 18\tAlign Serve", "is in pieces"),
        ("A99\tBound T77 about", "there is no T77"),
        ("A99\tBound T1 huge", "bound: Input should be 'exact'"),
        ("A99\tKind T1 gpu", "Kind: no attribute of Change"),
        ("#99\tAnnotatorNotes T1\tvalue is 2", "the note is no JSON"),
        ('#99\tAnnotatorNotes T1\t{"value": "two"}', "value: Input should be a valid number"),
        ('#99\tAnnotatorNotes T1\t["value"]', "the note is no object"),
        ("hello", "is no line of an .ann file"),
    ],
)
def test_what_is_broken_is_named_by_its_line(line: str, fault: str, folder: Path) -> None:
    path = folder / "2605.23389v1.ann"
    number = path.read_text(encoding="utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(GoldError) as error:
        brat.read(folder)
    assert fault in str(error.value)
    assert re.search(rf"2605\.23389v1\.ann:(?:1|{number}): ", str(error.value))


def test_a_changed_text_and_a_missing_file_are_told(folder: Path) -> None:
    (folder / "2605.23389v1.txt").write_text("changed", encoding="utf-8")
    with pytest.raises(GoldError, match=r"2605\.23389v1\.txt: is not the text"):
        brat.read(folder)
    (folder / "papers.jsonl").unlink()
    with pytest.raises(GoldError, match=r"papers\.jsonl: No such file"):
        brat.read(folder)


def test_a_mark_that_brat_cannot_hold_is_refused(tmp_path: Path) -> None:
    [gold, *_] = read_gold(SEEDS)
    paper = gold.paper.model_copy(update={"abstract": "a\nb"})
    mark = {"field": "abstract", "start": 0, "end": 2, "text": "a\n", "name": "x"}
    record = Annotated.model_validate({"paper": paper.model_dump(), "venues": [mark]})
    with pytest.raises(OutputError, match="begins or ends with a line end"):
        brat.write([record], tmp_path / "brat")


def test_no_folder_is_written_over(folder: Path) -> None:
    with pytest.raises(OutputError, match="is not empty"):
        brat.write([], folder)


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    [gold, *_] = read_gold(SEEDS)
    with pytest.raises(OutputError, match="brat: two papers have one id"):
        brat.write([gold, gold], tmp_path / "brat")
    assert not list(tmp_path.iterdir())
    (tmp_path / "brat").mkdir()
    assert brat.write([gold], tmp_path / "brat") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["brat"]
    assert len(brat.read(tmp_path / "brat")) == 1


def test_no_name_leaves_the_folder(tmp_path: Path) -> None:
    [gold, *_] = read_gold(SEEDS)
    for number, name in enumerate(("../../x", "/etc/passwd", "a\\b", "..", "CON")):
        record = gold.model_copy(update={"paper": gold.paper.model_copy(update={"id": name})})
        brat.write([record], tmp_path / str(number))
        assert brat.read(tmp_path / str(number)) == [record]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2", "3", "4"]


def test_two_runs_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    brat.write(read_gold(SEEDS), tmp_path / "again")
    assert all(path.read_bytes() == (tmp_path / "again" / path.name).read_bytes() for path in folder.iterdir())
    assert json.loads((folder / "papers.jsonl").read_text(encoding="utf-8").split("\n")[0])["paper"]
