"""The name of what a paper presents: what holds for every text, and how often the seed papers come out right."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import patterns
from claims.errors import PatternError
from claims.mentions import system, system_abstract
from claims.mentions.system_names import full_name, key, names
from claims.mentions.system_rules import Rules, known, rules
from claims.mentions.system_title import head
from claims.score.equality import same_name
from claims.text import clean
from growth import grows_linearly
from invariants import repeated

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
# What abstracts are made of, in any order.
WORDS = st.sampled_from(
    ["We", "present", "propose", "a", "an", "the", "novel", "framework", "called", "named", "our", "is", "introduced",
     "that", "and", "for", "in", "of", "FooBar", "Foo", "S-Bus", "GPU", "GPUs", "iFoo", "(FOO)", "(FOO),", "Full",
     "Old", "Oaks", "FOO,", "—", ":", ".", ",", "(", ")", '"', "'", "\\sys", "$F^2$", "F_1", "é", "Δ", "x"]
)  # fmt: skip


def find(title: str, abstract: str) -> tuple[str | None, tuple[str, ...]]:
    return system.find(
        clean("title", title) if title else None,
        clean("abstract", abstract) if abstract else None,
    )


def test_nothing_names_nothing() -> None:
    assert system.find(None, None) == (None, ())
    assert find("", "") == (None, ())


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=40).map(" ".join))
def test_a_name_stands_in_the_text_and_is_no_alias(title: str, abstract: str) -> None:
    name, aliases = find(title, abstract)
    assert (name, aliases) == find(title, abstract)
    if name is None:
        assert aliases == ()
        return
    written = f"{clean('title', title).text} {clean('abstract', abstract).text}"
    assert name in written
    assert key(name) not in [key(alias) for alias in aliases]
    assert len({key(alias) for alias in aliases}) == len(aliases)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_can_be_read(title: str, abstract: str) -> None:
    name, _ = find(title, abstract)
    assert name is None or name.strip()


PRESENTING = st.sampled_from(
    ["we", "present", "represented", "releases", "propose", "foo5,", "foo^n,", "a", "the", "which", "an", ",", "x,"]
)


@given(st.lists(PRESENTING, max_size=12).map(" ".join))
def test_no_name_in_lower_case_is_passed_over(text: str) -> None:
    places = [match.start() for stem in system_abstract._PRESENTED for match in re.finditer(stem, text)]
    if any(system_abstract._PRESENTING.match(text, place) for place in places):
        assert system_abstract._may_present(text)


@pytest.mark.parametrize("stem", system_abstract._CALLED)
def test_whatever_something_is_called_by_is_searched_for(stem: str) -> None:
    assert system_abstract._SOME_CALLED.search(f"a cache {stem}foo")


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_names_stand_where_they_say(text: str) -> None:
    found = names(text)
    assert all(text[name.start : name.end] == name.text for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet="abcAB -(", max_size=60), st.text(alphabet="abcAB", max_size=6))
def test_a_full_name_begins_with_the_first_letter(text: str, acronym: str) -> None:
    start = full_name(text, acronym)
    if start is not None:
        assert text[start].casefold() == acronym[0].casefold()
        assert start == 0 or not text[start - 1].isalnum()


@pytest.mark.parametrize(
    "piece",
    [
        "A--",
        "We present ",
        "Foo (",
        "(FOO) ",
        "A-A",
        "called a, ",
        "propose x, a ",
        "Foo Bar Baz ",
        "—",
        ". ",
        "S^",
        "iF+",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    def find(text: str) -> None:
        system.find(clean("title", text), clean("abstract", text))

    grows_linearly(find, repeated(piece, 20_000), repeated(piece, 200_000), 10, piece)


def test_the_title_decides_between_two() -> None:
    text = "We propose FooBatch, a batching scheme. We also propose BarServe, a system that uses it."
    assert find("On Batches", text)[0] == "FooBatch"
    assert find("Serving with BarServe", text)[0] == "BarServe"
    assert find("BarServe: Serving", text)[0] == "BarServe"


def test_the_abstract_gives_the_full_name_of_a_title_s_head() -> None:
    assert find("FOO: Trees", "We present Full Old Oaks (FOO), a forest.") == ("FOO", ("Full Old Oaks",))
    assert find("FOO: Trees", "We present FOO (Full Old Oaks), a forest.") == ("FOO", ("Full Old Oaks",))
    assert find("Full Old Oaks: Trees", "We present Full Old Oaks (FOO), a forest.") == ("FOO", ("Full Old Oaks",))


def test_a_macro_without_its_definition_is_no_name() -> None:
    assert find("On Caches", r"We present \System, a cache. \System{} is fast.")[0] is None
    assert find("On Caches", r"We present \textsc{FooCache}, a cache.")[0] == "FooCache"
    assert find("On Caches", r"We present \FooCache, a cache. Unlike FooCaches, \FooCache{} is fast.")[0] is None
    assert find("On Caches", r"We present \FooCache, a cache. FooCache is fast.")[0] == "FooCache"


def test_what_exists_is_a_name_only_where_it_is_presented() -> None:
    assert "Spark" in known()
    assert find("", "We present a scheduler for Spark, a popular engine.")[0] is None
    assert find("Spark: Cluster Computing", "We present Spark, a new engine.")[0] == "Spark"


def test_heads() -> None:
    assert head("A Survey of Caches") is None
    found = head("Poster: The FooGrid Framework - Clusters: For Everyone")
    assert found is not None
    assert (found.name, found.subtitle, found.certain) == ("FooGrid", "Clusters: For Everyone", True)
    survey = head("FooNet: A Survey")
    assert survey is not None
    assert not survey.certain


def test_faults_in_the_rules_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (patterns.folder() / "systems" / "rules.toml").read_text(encoding="utf-8")
    folder = tmp_path / "systems"
    folder.mkdir()
    monkeypatch.setattr(patterns, "folder", lambda: tmp_path)
    for broken in (text.replace("direct = 3.0", "dircet = 3.0"), text.replace("once = [", 'once = ["onec", ')):
        assert broken != text
        (folder / "rules.toml").write_text(broken, encoding="utf-8")
        with pytest.raises(PatternError, match=r"systems/rules\.toml: .*(?:dircet|onec).* Mend"):
            patterns.load("systems/rules.toml", Rules)


def test_every_evidence_can_be_counted() -> None:
    assert rules().evidence.deciding <= rules().points.keys()
    assert all(points > 0 or evidence in ("topic", "prior") for evidence, points in rules().points.items())


def test_seed_papers() -> None:
    records = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for record in records:
        paper, wanted = record["paper"], record["system"]
        name, _ = find(paper["title"], paper["abstract"])
        right = [wanted, *record["system_aliases"]] if wanted else []
        if not (any(same_name(name, other) for other in right) if name and wanted else name == wanted):
            wrong.append((paper["id"], name, wanted))
    assert len(wrong) <= 0.04 * len(records), wrong
