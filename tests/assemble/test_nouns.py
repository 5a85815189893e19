"""Singular and plural of counted nouns: the unit of a scale claim is the singular head noun."""

import pytest

from claims.assemble.lexicon import is_plural, singular


@pytest.mark.parametrize(
    ("noun", "wanted"),
    [
        ("nodes", "node"),
        ("queries", "query"),
        ("studies", "study"),
        ("GPUs", "gpu"),
        ("vCPUs", "vcpu"),
        ("LMs", "lm"),
        ("VMs", "vm"),
        ("boxes", "box"),
        ("classes", "class"),
        ("switches", "switch"),
        ("caches", "cache"),
        ("vertices", "vertex"),
        ("matrices", "matrix"),
        ("indices", "index"),
        ("analyses", "analysis"),
        ("lives", "life"),
        ("people", "person"),
        ("traces", "trace"),
        ("sizes", "size"),
        ("databases", "database"),
        ("cases", "case"),
        ("invariants", "invariant"),
        ("corruptions", "corruption"),
        # these are no plurals
        ("node", "node"),
        ("data", "data"),
        ("class", "class"),
        ("bus", "bus"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("series", "series"),
        ("ties", "tie"),
    ],
)
def test_singular(noun: str, wanted: str) -> None:
    assert singular(noun) == wanted


@pytest.mark.parametrize("noun", ["nodes", "GPUs", "queries", "vertices", "people", "analyses", "boxes", "hypotheses"])
def test_plurals(noun: str) -> None:
    assert is_plural(noun)


@pytest.mark.parametrize("word", ["node", "GPU", "class", "status", "analysis", "bus", "is", "data", "it's", "various"])
def test_no_plurals(word: str) -> None:
    assert not is_plural(word)


@pytest.mark.parametrize("noun", ["node", "query", "class", "vertex", "box", "analysis", "status", "trace", "GPU"])
def test_the_singular_of_a_singular_is_itself(noun: str) -> None:
    assert singular(singular(noun)) == singular(noun) == noun.lower()
