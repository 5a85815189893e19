"""The spaCy component, reached as its users reach it: by name."""

import pickle
from collections.abc import Sequence

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from claims import extract
from claims.models import Claim, Extraction, HardwareMention, VenueMention

TEXT = "  Fast cuts latency by up to 52% over NCCL on 64 A100 GPUs; bandwidth rises 2.3x."


def doc_of(text: str, **config: str) -> Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("claims", config=config)
    return nlp(text)


def test_spans_are_those_of_the_extraction() -> None:
    doc = doc_of(TEXT)
    extraction = Extraction.model_validate(doc.user_data["claims"])
    groups: list[tuple[str, Sequence[Claim | HardwareMention | VenueMention]]] = [
        ("claims", extraction.claims),
        ("hardware", extraction.hardware),
        ("venues", extraction.venues),
    ]
    for group, found in groups:
        spans = list(doc.spans[group])
        assert len(spans) == len(found)
        for span, mention in zip(spans, found, strict=True):
            # Whole tokens, so that a span may be wider than what it stands for.
            assert span.start_char <= mention.start < mention.end <= span.end_char
    assert [span.label_ for span in doc.spans["claims"]] == [claim.type for claim in extraction.claims]
    assert [span.id_ for span in doc.spans["claims"]] == [claim.id for claim in extraction.claims]
    assert doc.spans["claims"], "the text holds claims"
    assert doc.spans["hardware"], "the text holds hardware"


def test_offsets_hold_behind_white_space() -> None:
    bare, moved = extract(TEXT.strip()), Extraction.model_validate(doc_of(TEXT).user_data["claims"])
    assert [(claim.start + 2, claim.text) for claim in bare.claims] == [
        (claim.start, claim.text) for claim in moved.claims
    ]


def test_a_doc_can_be_taken_for_a_comment() -> None:
    doc = doc_of("Accepted at ICML 2026", field="comment")
    assert [span.text for span in doc.spans["venues"]] == ["ICML 2026"]
    assert doc.user_data["claims"]["paper"]["comment"] == "Accepted at ICML 2026"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="field"):
        doc_of("x", field="body")


def test_other_processes_get_the_component_where_python_does_not_fork() -> None:
    # what spawned and forkserver processes are sent is pickled; nlp.pipe(n_process=2) sends the component
    component = pickle.loads(pickle.dumps(spacy.blank("en").add_pipe("claims", config={"field": "comment"})))
    doc = component(spacy.blank("en").make_doc("Accepted at ICML 2026"))
    assert [span.text for span in doc.spans["venues"]] == ["ICML 2026"]


def test_docs_can_be_stored_and_sent() -> None:
    doc = doc_of(TEXT)
    [stored] = DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)
    for copy in (stored, Doc(doc.vocab).from_bytes(doc.to_bytes()), pickle.loads(pickle.dumps(doc))):
        assert Extraction.model_validate(copy.user_data["claims"]) == Extraction.model_validate(doc.user_data["claims"])


@pytest.mark.parametrize("text", ["", " ", "No number here.", "\n\n52%\n"])
def test_odd_texts(text: str) -> None:
    assert doc_of(text).text == text
