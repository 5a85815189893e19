"""The finder of venues: its gazetteers, offsets, order, and what it gives on the gold seeds."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from claims import patterns
from claims.errors import PatternError
from claims.mentions import venue
from claims.mentions.venue_entries import entries
from claims.mentions.venue_names import known_names
from claims.mentions.venue_rules import Rules, rules
from claims.mentions.venue_words import words
from claims.models import FieldName, VenueMention
from claims.text import clean
from growth import grows_linearly

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
FIELDS: tuple[FieldName, ...] = ("title", "abstract", "comment", "journal_ref")
# What comments are made of, in any order: the finder must stand all of it.
PIECES = (
    "Accepted at", "submitted to", "In Proceedings", "the", "IEEE", "ACM/IEEE", "5th", "2026", "'26", "-26", "26", "(",
    ")", ",", ".", ";", ":", "@", "/", "-", "ICML", "SC", "DATE", "PAW-ATM", "Workshop", "workshop", "on", "Conference",
    "Foo Bar", "Journal of", "Trans.", "Parallel Distrib. Syst.", "QWIDX", "co-located with", "extended version of",
    "\"", "'", "International", "https://a.org/ICML", "arXiv:2601.00001", "Vol. 5", "pp. 3-9", "J.", "é", "\n",
    "$\\times$",
)  # fmt: skip


def found(text: str, field: FieldName = "comment") -> list[VenueMention]:
    return venue.find(clean(field, text))


@given(st.lists(st.sampled_from(PIECES), max_size=16), st.sampled_from(FIELDS), st.sampled_from(("", " ")))
def test_mentions_are_pieces_of_the_raw_text_in_order(pieces: list[str], field: FieldName, space: str) -> None:
    raw = space.join(pieces)
    mentions = found(raw, field)
    for mention in mentions:
        assert raw[mention.start : mention.end] == mention.text
        assert mention.name
        assert mention.name not in mention.aliases
        assert (mention.workshop is not None) == (mention.kind == "workshop")
        assert mention.year is None or 1950 <= mention.year <= 2039
    for before, after in pairwise(mentions):
        assert before.end <= after.start


@given(st.text(max_size=80), st.sampled_from(FIELDS))
def test_any_text_is_borne(raw: str, field: FieldName) -> None:
    for mention in found(raw, field):
        assert raw[mention.start : mention.end] == mention.text


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_same_text_gives_the_same_mentions(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert found(text) == found(text)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.kind}-{entry.name}")
def test_every_name_and_title_of_the_gazetteers_is_found(entry: Any) -> None:
    for written in (entry.name, *entry.also, *entry.titles):
        mentions = found(f"Accepted at {written} 2026")
        assert len(mentions) == 1, (written, mentions)
        mention = mentions[0]
        assert entry.name in (mention.name, mention.workshop, *mention.aliases), (written, mention)
        assert mention.status == "accepted"
        assert mention.year == 2026, (written, mention)


def test_no_name_is_told_twice_of_one_kind() -> None:
    names = [(entry.name, entry.titles, entry.kind) for entry in entries()]
    assert len(names) == len(set(names))


def test_gazetteers_are_broad() -> None:
    kinds = [entry.kind for entry in entries()]
    assert kinds.count("conference") >= 250
    assert kinds.count("workshop") >= 100
    assert kinds.count("journal") >= 200


def test_status_needs_hold_for_their_own_words() -> None:
    """A rule that is skipped because its `needs` miss one of its words would find nothing, silently."""
    examples = {
        "status.accepted": "accepted; accpeted; to appear; will be presented; forthcoming; camera-ready; in press",
        "status.published": "published; appeared; appears in; presented; cite as; talk at; version of record",
        "status.submitted": "submitted; under review; in submission; under major revision; submit to; sent to",
        "status.extended-version-of": "extended version of a; technical report of a; extends our; appendix to the",
        "status.shorter-version": "a shorter version appeared; part of this work was presented; an early draft in",
        "status.abstract-of": "an extended abstract of this paper appeared; a summary of our work was",
    }
    by_id = {rule.id: rule for rule in rules().status}
    for identity, texts in examples.items():
        for text in texts.split("; "):
            assert any(need in text for need in by_id[identity].needs), (identity, text)
            assert found(f"{text} ICML 2026")[0].rule.endswith(identity), (identity, text)


@pytest.mark.parametrize("said", [
    "This paper was accepted at", "This work (recently accepted to", "This is an extended version of", "Presented at",
    "This article has been published in", "this report will appear in", "This survey is under review at",
    "This manuscript was submitted to", "This study is a longer version of", "This is the full version of",
    "This paper will be presented at", "This contribution is the journal version of", "Published in", "Submitted to",
    "To appear in", "Accepted by",
])  # fmt: skip
def test_what_tells_the_venue_in_an_abstract_is_hinted_at(said: str) -> None:
    """An abstract is passed over, silently, where `own_hints` miss a wording of `own`."""
    text = f"{said} ICML 2026."
    assert regex.search(rules().own, text), "own"
    assert any(re.search(hint, text) for hint in rules().own_hints)
    assert found(text, "abstract"), "needs"


def test_a_rule_that_does_not_compile_is_told_with_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (patterns.folder() / "venues" / "rules.toml").read_text(encoding="utf-8")
    broken = broken.replace("before = '''(?i)\\b(?:^in", "before = '''(?i)\\b((?:^in")
    (tmp_path / "venues").mkdir()
    (tmp_path / "venues" / "rules.toml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(patterns, "folder", lambda: tmp_path)
    with pytest.raises(PatternError, match=r"venues/rules.toml: status.*status\.published: before is no regular expr"):
        patterns.load("venues/rules.toml", Rules)


def test_words_in_no_name_do_not_enter_the_vocabulary_of_spacy() -> None:
    from claims.mentions.venue_names import _phrases

    known_names([words("Accepted at ICML 2026")])
    before = len(_phrases().vocab)
    known_names([words("Accepted at ICML 2026 qwertzuiopasdf yxcvbnmlkjhgfd")])
    assert len(_phrases().vocab) == before


def test_long_texts_take_linear_time() -> None:
    text = "accepted at the Foo, Bar and Baz Workshop (FBB), full version of International Conference a.a.-"
    grows_linearly(found, text * 20, text * 200, 10)


def test_every_venue_of_the_seeds_is_found_and_nothing_else() -> None:
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts = [(field, record["paper"].get(field)) for field in FIELDS]
        mentions = [mention for field, raw in texts if raw for mention in found(raw, field)]
        wanted = record["venues"]
        assert len(mentions) == len(wanted), (record["paper"]["id"], mentions)
        for mention, gold in zip(mentions, wanted, strict=True):
            assert mention.field == gold["field"]
            assert mention.start < gold["end"]
            assert gold["start"] < mention.end
            assert mention.name in (gold["name"], *gold["aliases"])
            assert (mention.workshop, mention.kind, mention.year, mention.status) == tuple(
                gold[key] for key in ("workshop", "kind", "year", "status")
            )
