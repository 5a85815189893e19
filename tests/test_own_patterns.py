"""Rules of the user's own: what they change, where they hold, and how what is wrong with them is told."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

import claims
from claims import patterns
from claims.commands.patterns import FIELDS
from claims.errors import OutputError, PatternError
from claims.models import Extraction, FieldName
from claims.runs import Options, extract_run, identity, local
from claims.sheets import parquet
from command import run

TEXT = "Fast cuts blorp by 52% on 8 Warp 200 accelerators and a Jetson Nano."
OWN = {
    "hardware/acme.toml": """
        [[family]]
        id = "acme.warp"
        kind = "npu"
        vendor = "Acme"
        forms = ["Warp ###"]
        [[family]]
        id = "nvidia.jetson"
        off = true
    """,
    "claims/metrics.toml": '[[metric]]\nkey = "latency"\nbetter = "lower"\nterms = ["blorp"]\n',
    "hardware/cases.toml": '[[case]]\ntext = "on a «Warp 300»"\nwant = [{ name = "Acme Warp 300" }]\nseen = "made"\n',
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture
def copied(own: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(own, tmp_path / "own"))


def told(extraction: Extraction) -> tuple[str, list[str]]:
    """What the text's metric is, and its hardware."""
    return extraction.claims[0].metric_key, [device.name for device in extraction.hardware]


SHIPPED = ("other", ["NVIDIA Jetson Nano"])
MINE = ("latency", ["Acme Warp 200"])


def test_rules_hold_in_their_block_and_nowhere_else(own: Path) -> None:
    assert told(claims.extract(TEXT)) == SHIPPED
    with claims.use_patterns(own):
        assert told(claims.extract(TEXT)) == MINE
        with claims.use_patterns(None):
            assert told(claims.extract(TEXT)) == SHIPPED
        assert told(claims.extract(TEXT)) == MINE
        later = claims.extract_many([TEXT])
        before = claims.extract_many([TEXT, TEXT])
        assert told(next(before)) == MINE
    assert told(claims.extract(TEXT)) == SHIPPED
    assert told(next(later)) == MINE, "asked for in the block"
    assert told(next(before)) == MINE
    assert told(claims.extract(TEXT)) == SHIPPED
    with pytest.raises(RuntimeError, match="stop"), claims.use_patterns(own):
        raise RuntimeError("stop")
    assert told(claims.extract(TEXT)) == SHIPPED


def test_threads_have_rules_of_their_own(own: Path) -> None:
    found: dict[str, list[tuple[str, list[str]]]] = {"mine": [], "shipped": []}

    def work(name: str, folder: Path | None) -> None:
        with claims.use_patterns(folder):
            for _ in range(20):
                found[name].append(told(claims.extract(TEXT)))

    threads = [threading.Thread(target=work, args=one) for one in (("mine", own), ("shipped", None))]
    with claims.use_patterns(own):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        bare: list[tuple[str, list[str]]] = []
        thread = threading.Thread(target=lambda: bare.append(told(claims.extract(TEXT))))
        thread.start()
        thread.join()
    assert (found["mine"], found["shipped"], bare) == ([MINE] * 20, [SHIPPED] * 20, [SHIPPED])


def test_nothing_is_made_of_the_rules_when_modules_are_imported() -> None:
    """It would stay as it is whatever rules come into force."""
    code = (
        "import pkgutil, importlib, claims, claims.patterns as patterns\n"
        "for module in pkgutil.walk_packages(claims.__path__, 'claims.'):\n"
        "    if not module.name.endswith(('__main__', '.worker')): importlib.import_module(module.name)\n"
        "print(len(patterns._made), len(patterns._makers) > 20)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 True\n"


def test_lists_add_and_take_away(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "own",
        {
            "systems/known.toml": 'products = ["Zorp"]\nacronyms = { remove = ["GPU"] }\n',
            "quantities/units.toml": '[[unit]]\nid = "blip"\nspellings = ["blip", "blips"]\n',
            "venues/conferences.toml": 'any = [{ name = "NSDI", also = ["NeSDI"] }, { name = "ZORPCON" }]\n',
            "hardware/rules.toml": '[vendors]\nAcme = ["ACME"]\nNVIDIA = ["Envidia"]\n',
        },
    )
    with claims.use_patterns(folder):
        assert [one.unit for one in claims.quantities("in 5 blips")] == ["blip"]
        found = claims.extract(
            claims.Paper(id="x", abstract="On Envidia GPUs and ACME CPUs.", comment="Accepted at NeSDI 2026")
        )
        assert [device.name for device in found.hardware] == ["NVIDIA GPU", "Acme CPU"]
        assert [venue.name for venue in found.venues] == ["NSDI"]
        from claims.mentions.system_names import is_known

        assert (is_known("Zorp"), is_known("GPU")) == (True, False)
    assert (is_known("Zorp"), is_known("GPU")) == (False, True)


def test_every_fault_is_told_at_once_with_its_file_and_rule(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "own",
        {
            "hardware/mine.toml": '[[family]]\nid = "acme.a"\nkind = "toaster"\nforms = ["A"]\n'
            '[[family]]\nkind = "gpu"\nforms = ["B"]\n[[family]]\nid = "gone"\noff = true\n',
            "venues/rules.toml": '[[status]]\nid = "mine.lost"\nstatus = "accepted"\nbefore = "(("\n',
            "systems/known.toml": 'products = { remove = ["Nobody has this"] }\nacronym = ["X"]\n',
            "claims/metrics.toml": "metric = 3\n",
            "quantities/words.toml": "[numbers]\ndozen = 12\n",
        },
    )
    with pytest.raises(PatternError) as error, claims.use_patterns(folder):
        pass
    lines = str(error.value).splitlines()
    for file, parts in {
        "systems/known.toml": ("products: remove: 'Nobody has this' is not in the list",),
        "venues/rules.toml": ("status", "mine.lost: before is no regular expression"),
        "claims/metrics.toml": ("metric: must be a list",),
        "hardware/mine.toml": ("family > 2: has no id", "family > (gone): off: no rule has this id"),
    }.items():
        for part in parts:
            assert any(str(folder / file) in line and part in line and "Mend" in line for line in lines), (part, lines)
    assert not any("words.toml" in line for line in lines), "what holds is not told"
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("hardwear/x.toml", "", "is none of the pattern files. They are claims/"),
        ("venues/x.toml", "", "is none of the pattern files"),
        ("claims/cues.toml", "a = [", "Mend the file"),
        (
            "hardware/a.toml",
            '[[family]]\nid = "acme.a"\nkind = "toaster"\nforms = ["A"]\n',
            "(acme.a) > kind: Input should",
        ),
        ("hardware/a.toml", '[[famly]]\nid = "acme.a"\n', "famly: Extra inputs"),
        ("hardware/a.toml", '[[family]]\nid = "acme.a"\nkind = "gpu"\nforms = ["<no>"]\n', "acme.a: <no> is no code"),
        (
            "hardware/gpus.toml",
            '[[family]]\nid = "nvidia.jetson"\nkind = "x"\n',
            "(nvidia.jetson) > kind: Input should",
        ),
        ("systems/rules.toml", "[points]\nhaed = 3\n", "points: not the ids that exist"),
    ],
)
def test_a_fault_is_told_with_the_users_file(name: str, text: str, message: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "own", {name: text})
    with pytest.raises(PatternError) as error, claims.use_patterns(folder):
        pass
    assert message in str(error.value)
    assert str(folder) in str(error.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(PatternError, match=r"gone: no such folder\. Give a folder"),
        claims.use_patterns(tmp_path / "gone"),
    ):
        pass


def test_the_identity_of_a_run_covers_them_and_its_workers_use_them(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = json.dumps({"id": "2401.00010", "title": "Fast", "abstract": TEXT})
    Path("papers.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    shipped = identity.of_program()
    with claims.use_patterns(own):
        mine = identity.of_program()
        extract_run(["papers.jsonl"], Path("out"), lambda job, shards: local.work(job, shards, 1))
    assert identity.of_program() == shipped == {key: mine[key] for key in shipped}
    assert [row["name"] for row in parquet.read(Path("out"), "hardware")] == ["Acme Warp 200"] * 2
    assert {row["metric_key"] for row in parquet.read(Path("out"))} >= {"latency"}
    manifest = json.loads(Path("out/manifest.json").read_bytes())
    assert manifest["identity"]["program"]["own_patterns"] == mine["own_patterns"]
    with pytest.raises(OutputError, match="the patterns of your own are others"):
        extract_run(["papers.jsonl"], Path("out"), resume=True)


def test_another_rule_is_another_identity_and_another_case_is_none(copied: Path) -> None:
    before = patterns.own(copied).digest
    (copied / "hardware" / "cases.toml").unlink()
    assert patterns.own(copied).digest == before
    shutil.copy(copied / "claims" / "metrics.toml", copied / "hardware" / "more.toml")
    assert patterns.own(copied).digest != before


def test_a_worker_refuses_rules_that_changed_meanwhile(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("papers.jsonl").write_text(json.dumps({"id": "2401.00010", "abstract": TEXT}), encoding="utf-8")
    rules = patterns.own(copied)
    write(copied, {"hardware/more.toml": "family = []"})
    with patterns.using(rules), pytest.raises(OutputError, match="worker: the patterns of your own"):
        extract_run(["papers.jsonl"], Path("new"), lambda job, shards: local.work(job, shards, 1))


def test_workers_of_dask_use_them(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from claims.runs import cluster

    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"id": f"2401.{n:05}", "title": "Fast", "abstract": TEXT}) for n in range(40)]
    Path("papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with claims.use_patterns(own):
        options = Options(shard_bytes=4000)
        extract_run(["papers.jsonl"], Path("out"), lambda job, shards: cluster.work(job, shards, "local:1"), options)
    assert [row["name"] for row in parquet.read(Path("out"), "hardware")] == ["Acme Warp 200"] * 40


def test_a_list_holds_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(patterns.folder() / "quantities", tmp_path / "quantities")
    words = tmp_path / "quantities" / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('"up-to", ', '"up-to", "up-to", '), encoding="utf-8")
    monkeypatch.setattr(patterns, "folder", lambda: tmp_path)
    with pytest.raises(PatternError) as error:
        patterns.read("quantities/words.toml")
    assert str(error.value) == "patterns/quantities/words.toml: bounds > up_to: 'up-to' stands twice. Take one away."


def test_own_lists_may_repeat_a_shipped_word_but_none_of_their_own(tmp_path: Path) -> None:
    repeats = write(tmp_path / "shipped", {"quantities/words.toml": '[bounds]\nup_to = ["up-to", "topping out at"]\n'})
    with claims.use_patterns(repeats):
        assert patterns.read("quantities/words.toml")["bounds"]["up_to"].count("up-to") == 1
    forms = '[[family]]\nid = "acme.warp"\nkind = "npu"\nforms = ["Warp #", "Warp #"]\n'
    twice = write(tmp_path / "twice", {"hardware/acme.toml": forms, "quantities/words.toml": 'a = ["b", "b"]'})
    with pytest.raises(PatternError) as error:
        patterns.own(twice)
    assert str(error.value).splitlines() == [
        f"{twice}/hardware/acme.toml: family > 0 (acme.warp) > forms: 'Warp #' stands twice. Take one away.",
        f"{twice}/quantities/words.toml: a: 'b' stands twice. Take one away.",
    ]


def test_check_runs_the_cases_beside_the_rules(copied: Path) -> None:
    own = copied
    assert run("patterns", "check", str(own)) == (0, "", f"{own}: all files hold; 1 of 1 cases come out right\n")
    assert run("patterns", "check", str(own), "-q") == (0, "", "")
    assert f"{own}/hardware/cases.toml: case 1: right\n" in run("patterns", "check", str(own), "-v")[2]
    with (own / "hardware" / "cases.toml").open("a", encoding="utf-8") as file:
        file.write('[[case]]\ntext = "on a «Warp 300»"\nwant = [{ name = "Acme Warp 400" }]\nseen = "made"\n')
    code, out, err = run("patterns", "check", str(own))
    assert (code, out) == (1, "")
    assert "cases.toml: case 2: «Warp 300»: name is 'Acme Warp 300', wanted 'Acme Warp 400'. Mend" in err
    write(own, {"hardware/b.toml": "a = ["})
    code, _, err = run("patterns", "check", str(own))
    assert code == 1
    assert "hardware/b.toml" in err


def test_check_tells_what_becomes_of_the_shipped_cases(own: Path) -> None:
    code, _, err = run("patterns", "check", str(own), "--shipped")
    assert code == 0
    assert "Jetson" in err
    assert "shipped cases come out otherwise with these rules" in err
    assert run("patterns", "check")[0] == 0


def test_try_shows_the_rules_that_fire(own: Path) -> None:
    code, out, _ = run("patterns", "try", "Fast cuts P99 latency by up to 52% on 64 A100 GPUs.", "--json")
    assert code == 0
    fired = {row["rule"]: row for row in map(json.loads, out.splitlines())}
    assert fired["quantity.percent"] | {"value": ""} == {
        "kind": "quantity", "rule": "quantity.percent", "field": "abstract", "start": 31, "end": 34, "text": "52%",
        "value": "",
    }  # fmt: skip
    assert {"claim.verb-by", "hardware.nvidia.datacenter", "claim.count"} <= fired.keys()
    code, out, _ = run("patterns", "try", "on a Warp 200", "--patterns", str(own))
    assert "hardware.acme.warp" in out
    assert "abstract 3-13" in out or "abstract 5-13" in out
    assert "No rule fires." in run("patterns", "try", "nothing at all", "--field", "comment")[1]
    assert run("patterns", "try", "x", "--field", "body")[0] == 2
    assert get_args(FieldName) == FIELDS


COMMANDS: list[Callable[[str], list[str]]] = [
    lambda source: ["extract", source, "--table", "hardware"],
    lambda source: ["show", source],
    lambda source: ["explain", source],
    lambda source: ["sheet", source, "-o", "sheet.md"],
    lambda source: ["compare", source],
    lambda source: ["trends", source],
    lambda source: ["export", source, "--for", "prodigy", "-o", "out.jsonl"],
    lambda _source: ["patterns", "try", TEXT],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command("x")[0])
def test_commands_take_them(
    command: Callable[[str], list[str]], own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = {"id": "2401.00010", "title": "Fast", "abstract": TEXT, "published": "2024-01-01T00:00:00Z"}
    Path("papers.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    arguments = command("papers.jsonl")

    def everything(*more: str) -> str:
        code, out, err = run(*arguments, *more)
        assert code == 0, err
        for written in ("sheet.md", "out.jsonl"):
            if (file := Path(written)).exists():
                out += file.read_text(encoding="utf-8")
                file.unlink()
        return out

    shipped, mine = everything(), everything("--patterns", str(own))
    assert shipped != mine or arguments[0] == "trends"
    assert run(*arguments, "--patterns", "gone")[0] == 1
    assert patterns.current() is patterns.SHIPPED


def test_the_rules_in_the_manual_hold(tmp_path: Path) -> None:
    manual = (patterns.folder() / "README.md").read_text(encoding="utf-8")
    example = manual.partition("## Rules of your own")[2].partition("```toml\n")[2].partition("```")[0]
    with claims.use_patterns(write(tmp_path / "own", {"hardware/acme.toml": example})):
        found = claims.extract("on 8 Warp 200 accelerators, a Jetson Zorp and a Jetson Nano").hardware
        assert [device.name for device in found] == ["Acme Warp 200", "NVIDIA Jetson Zorp", "NVIDIA Jetson Nano"]
