"""Hardware mentions beyond patterns/hardware/cases.toml: absent counts, offsets, names, faults in the files."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import patterns
from claims.errors import PatternError
from claims.mentions import hardware_rules
from claims.mentions.hardware import find
from claims.mentions.hardware_forms import Form
from claims.mentions.hardware_grammar import grammar
from claims.mentions.hardware_machines import supercomputers
from claims.mentions.hardware_names import models
from claims.mentions.hardware_units import makers_after
from claims.models import FieldName, HardwareMention
from claims.text import clean
from growth import grows_linearly
from invariants import repeated

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
FIELDS: tuple[FieldName, ...] = ("title", "abstract", "comment", "journal_ref")


def found(text: str) -> list[HardwareMention]:
    return find(clean("abstract", text))


def summary(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(mention.name, mention.count, mention.memory) for mention in found(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("an RTX 3060", [("NVIDIA GeForce RTX 3060", None, None)]),
        ("two A100 servers", [("NVIDIA A100", None, None)]),
        ("two AMD EPYC 9654 servers", [("AMD EPYC 9654", None, None)]),
        ("four H100 and A100 platforms", [("NVIDIA H100", 4, None), ("NVIDIA A100", None, None)]),
        ("AMD EPYC 9554 (x86)", [("AMD EPYC 9554", None, None)]),
        ("127,488 Intel PVC GPU tiles", [("Intel PVC", None, None)]),
        ("two Jetson generations", [("NVIDIA Jetson", None, None)]),
        ("In 2024 A100 GPUs were scarce", [("NVIDIA A100", None, None)]),
        ("version 3 TPU v3", [("Google TPU v3", None, None)]),
        ("eight CXL devices", [("CXL", None, None)]),
        ("64 GB HBM3", [("HBM3", None, None)]),
        ("A100 (80 GB) and H100 with 24 GB", [("NVIDIA A100", None, "80GB"), ("NVIDIA H100", None, None)]),
    ],
)
def test_no_number_of_units_is_taken_from_elsewhere(
    text: str, wanted: list[tuple[str, int | None, str | None]]
) -> None:
    assert summary(text) == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an RTX 6090 Ti", "NVIDIA GeForce RTX 6090 Ti"),
        ("an MI450X", "AMD Instinct MI450X"),
        ("the B400 GPU", "NVIDIA B400"),
        ("an EPYC 9975F", "AMD EPYC 9975F"),
        ("a Xeon 6972P", "Intel Xeon 6972P"),
        ("Ryzen AI 9 HX 570", "AMD Ryzen AI 9 HX 570"),
        ("Ascend 960", "Huawei Ascend 960"),
        ("TPU v9p", "Google TPU v9p"),
        ("Trainium4", "AWS Trainium4"),
        ("Raspberry Pi 7", "Raspberry Pi 7"),
        ("CDNA 6", "AMD CDNA 6"),
        ("PCIe 8.0", "PCIe 8.0"),
        ("HBM5e", "HBM5E"),
        ("BlueField-5", "NVIDIA BlueField-5"),
        ("r9g.16xlarge", "AWS r9g.16xlarge"),
        ("the Intel E9999 NIC", "Intel E9999"),
        ("the Zorn supercomputer", "Zorn"),
    ],
)
def test_models_to_come_are_found(text: str, name: str) -> None:
    assert [mention.name for mention in found(f"We run it on {text}.")] == [name]


def test_a_repeat_is_the_model_meant() -> None:
    names = [
        mention.name
        for mention in found("An RTX 4090 is used; the 4090 beats a Jetson AGX Orin, but the Jetson is small.")
    ]
    assert names == ["NVIDIA GeForce RTX 4090"] * 2 + ["NVIDIA Jetson AGX Orin"] * 2


def test_a_word_is_a_machine_where_the_field_has_said_so() -> None:
    assert found("We scale to 9,000 nodes of Frontier.") == []
    text = "The Frontier supercomputer. " + "Much is said here. " * 20 + "We scale on Frontier."
    assert [one.name for one in found(text)] == ["Frontier", "Frontier"]


def test_offsets_are_into_the_raw_text() -> None:
    raw = "on  $8\\times$ \\textbf{NVIDIA} A100--80GB\nand an Alveo~U55C"
    for mention in find(clean("abstract", raw)):
        assert raw[mention.start : mention.end] == mention.text
    assert [(one.name, one.count) for one in find(clean("abstract", raw))] == [
        ("NVIDIA A100", 8),
        ("AMD Alveo U55C", None),
    ]


@pytest.mark.parametrize("made", ["from", "by", "made by", "built by", "designed by", "manufactured by", "of"])
def test_a_maker_behind_a_class_is_seen_whatever_is_between(made: str) -> None:
    assert [one.vendor for one in makers_after(f"GPUs {made} Intel and AMD", len("GPUs"))] == ["Intel", "AMD"]


WORDS = (
    "8", "eight", "A100", "GPUs", "NVIDIA", "and", "RTX 4090", "(", ")", ",", "/", "x", "-", "80GB", "$8\\times$",
    "Xeon", "6248R", "Frontier", "supercomputer", "the", "4090", "one", "1,024", "to", "CXL", "Intel", "AMD", "\n",
    "  ", "é", "p4d.24xlarge", "910B", "™", "{", "}", "\\%", "RDNA 1", "Ti",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["", " "]))
def test_any_text_gives_ordered_exact_pieces(words: list[str], joint: str) -> None:
    raw = joint.join(words)
    mentions = find(clean("abstract", raw))
    assert mentions == find(clean("abstract", raw))
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end
        assert raw[mention.start : mention.end] == mention.text
        assert mention.count is None or mention.count > 0
        last = mention.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    for mention in find(clean("abstract", text)):
        assert text[mention.start : mention.end] == mention.text


def forms() -> list[Form]:
    distinct = {id(form): form for some in grammar().forms.values() for form in some}
    return [
        form for form in distinct.values() if not any("<" in word for slot in form.slots for word in slot.alternatives)
    ]


def written(form: Form, choice: int) -> str:
    """A name as the form has it, with 4 for every digit."""
    words = ""
    for slot in form.slots:
        if slot.mark in ("", "!"):
            word = slot.alternatives[choice % len(slot.alternatives)].replace("#", "4")
            words += (slot.joint if words else "") + word
    return words


@pytest.mark.parametrize("choice", range(4))
def test_the_prefilter_finds_every_form(choice: int) -> None:
    missed = [
        text for form in forms() if not grammar().prefilter.hits(f"On {(text := written(form, choice))} it runs.")
    ]
    assert missed == []


@pytest.mark.parametrize("joint", ["", " ", "-", "  ", "® ", "'s ", "'s (", "'s \"(-"])
def test_the_prefilter_goes_on_past_what_is_between_two_words(joint: str) -> None:
    missed = []
    for form in forms():
        lead, *following = form.slots[form.lead : form.lead + 2]
        if following and not following[0].mark:
            first, second = (slot.alternatives[-1].replace("#", "4") for slot in (lead, following[0]))
            texts = [first + joint + word for word in (second, second.upper(), second.lower())]
            missed += [text for text in texts if not any(hit.start == 0 for hit in grammar().prefilter.hits(text))]
    assert missed == []


@pytest.mark.parametrize("choice", range(4))
def test_every_form_is_read_as_a_single_name(choice: int) -> None:
    wrong = []
    for form in forms():
        text = written(form, choice)
        if form.context.asks:
            read = grammar().tokens(text, 0, len(text))
            if not any(models(text, read, first, stop) for first, stop in grammar().phrases.entities(read.norms)):
                wrong.append(text)
        elif len(found(f"On {text} it runs.")) != 1:
            wrong.append(text)
    assert wrong == []


def test_words_in_no_name_do_not_enter_the_vocabulary_of_spacy() -> None:
    found("trained on eight NVIDIA A100 GPUs")
    before = len(grammar().phrases.vocab)
    found("qwertzuiopasdf on 8 NVIDIA A100-80GB GPUs yxcvbnmlkjhgfd 4711")
    assert len(grammar().phrases.vocab) == before


@pytest.mark.parametrize(
    "piece",
    [
        "NVIDIA and ",
        "8 ",
        "A100, ",
        "one GPU ",
        "RTX 3090, 4090, ",
        "two commodity ",
        "( A100 ",
        "9,",
        "GPU-",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    grows_linearly(found, repeated(piece, 2_000), repeated(piece, 20_000), 10, piece)


def test_seed_papers() -> None:
    right = wrong = 0
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold = [(one["field"], one["name"], one["count"], one["start"], one["end"]) for one in record["hardware"]]
        for field in FIELDS:
            for mention in find(clean(field, record["paper"][field] or "")):
                said = (field, mention.name, mention.count)
                same = [one for one in gold if one[:3] == said and one[3] < mention.end and mention.start < one[4]]
                if same:
                    gold.remove(same[0])
                right, wrong = right + bool(same), wrong + (not same)
        wrong += len(gold)
    assert right / (right + wrong / 2) > 0.98


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the pattern files that the loader reads instead."""
    shutil.copytree(patterns.folder() / "hardware", tmp_path / "hardware")
    monkeypatch.setattr(patterns, "folder", lambda: tmp_path)
    return tmp_path / "hardware"


@pytest.mark.parametrize(
    ("family", "message"),
    [
        ('id = "x"\nkind = "gpu"\nforms = ["A|B? C*?"]', "is no word of a form"),
        ('id = "x"\nkind = "gpu"\nforms = ["A? B*"]', "has no required word"),
        ('id = "x"\nkind = "toaster"\nforms = ["A"]', "kind"),
        ('id = "x"\nkind = "gpu"\nforms = []', "at least 1"),
        ('id = "x"\nkind = "gpu"\nforms = ["A"]\nunless = "(a"', "no regex"),
        ('id = "x"\nkind = "gpu"\nforms = ["A"]\nnear = ["@nowhere"]', "x: @nowhere is no list of rules.toml"),
        ('id = "x"\nkind = "gpu"\nforms = ["<nothing>"]', "x: <nothing> is no code of rules.toml"),
        ('id = "nvidia.jetson"\nkind = "gpu"\nforms = ["A"]', "nvidia.jetson: this id is used twice"),
    ],
)
def test_a_faulty_family_is_told_with_its_file(copied: Path, family: str, message: str) -> None:
    (copied / "more.toml").write_text(f"[[family]]\n{family}\n", encoding="utf-8")
    with pytest.raises(PatternError, match="patterns/hardware") as error:
        hardware_rules.load()
    assert message in str(error.value)


def test_a_faulty_code_and_vendor_are_told(copied: Path) -> None:
    rules = (copied / "rules.toml").read_text(encoding="utf-8")
    (copied / "rules.toml").write_text(rules.replace('example = "p4d.24xlarge"', 'example = "p4d"'), encoding="utf-8")
    with pytest.raises(PatternError, match="does not match the regex"):
        hardware_rules.load()
    (copied / "rules.toml").write_text(
        rules.replace("[vendor_classes]", '[vendor_classes]\nNobody = ["GPU"]'), encoding="utf-8"
    )
    with pytest.raises(PatternError, match="Nobody: unknown vendor or class"):
        hardware_rules.load()


ABOUT_MACHINES = ["the ", "on ", "Karolina ", "HPC ", "exascale", "Exascale ", " ", "pre-", "(", "super",
                  "upercomputer", "Supercomputer", "s", "system", "machine", ". ",
                  "with so many words around it that they fill all of what is searched for its name "]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ABOUT_MACHINES), max_size=9))
def test_machines_are_looked_for_where_the_prefilter_sees_one(pieces: list[str]) -> None:
    text = "".join(pieces)
    machines = grammar().prefilter.hits_of_each([text])[0].machines
    assert supercomputers(text, machines, []) == supercomputers(text, range(len(text)), [])
